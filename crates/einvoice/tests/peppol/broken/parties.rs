//! Broken parties: names, numbers, addresses.

use super::Change::{Drop, DropAll, Put, PutAll, Twice};
use super::{Broken, invoice};

pub(super) const BROKEN: &[Broken] = &[
    invoice("BR-06", 'S', &[Drop("cbc:RegistrationName", 0)]),
    invoice("BR-07", 'S', &[Drop("cbc:RegistrationName", 1)]),
    invoice("BR-08", 'S', &[Drop("cac:PostalAddress", 0)]),
    invoice("BR-10", 'S', &[Drop("cac:PostalAddress", 1)]),
    invoice("BR-09", 'S', &[Drop("cac:Country", 0)]),
    invoice("BR-11", 'S', &[Drop("cac:Country", 1)]),
    invoice("PEPPOL-EN16931-R020", 'S', &[Drop("cbc:EndpointID", 0)]),
    invoice("PEPPOL-EN16931-R010", 'S', &[Drop("cbc:EndpointID", 1)]),
    invoice("BR-62", 'S', &[Put("EndpointID schemeID=\"0007\"", "EndpointID")]),
    invoice("BR-63", 'S', &[Put("EndpointID schemeID=\"0088\"", "EndpointID")]),
    invoice(
        "BR-CL-25 PEPPOL-EN16931-CL008",
        'S',
        &[Put("EndpointID schemeID=\"0088\"", "EndpointID schemeID=\"9999\"")],
    ),
    invoice("PEPPOL-COMMON-R040", 'S', &[Put(">7300010000001<", ">7300010000002<")]),
    invoice(
        "PEPPOL-COMMON-R049",
        'S',
        &[Put("\"0007\">2220002006</cbc:EndpointID>", "\"0007\">222000-2006</cbc:EndpointID>")],
    ),
    invoice("BR-CL-11", 'S', &[Put("CompanyID schemeID=\"0007\"", "CompanyID schemeID=\"9999\"")]),
    invoice(
        "SE-R-003 SE-R-004 SE-R-013",
        'S',
        &[Put("CompanyID schemeID=\"0007\">2220002006<", "CompanyID>222000-2006<")],
    ),
    invoice(
        "SE-R-013",
        'S',
        &[Put("CompanyID schemeID=\"0007\">2220002006<", "CompanyID>2220002007<")],
    ),
    invoice(
        "BR-CO-26",
        'O',
        &[Put("<cbc:CompanyID schemeID=\"0007\">2220002006</cbc:CompanyID>", "")],
    ),
    invoice("BR-CO-09", 'S', &[Put("SE222000200601", "XX222000200601")]),
    invoice("SE-R-001", 'S', &[Put("SE222000200601", "SE2220002006")]),
    invoice("SE-R-002", 'S', &[Put("SE222000200601", "SE22200020060A")]),
    invoice("SE-R-005", 'S', &[Put("Godkänd för F-skatt", "Ej godkänd")]),
    invoice("BR-S-02", 'S', &[DropAll("cac:PartyTaxScheme")]),
    invoice("BR-E-02", 'E', &[DropAll("cac:PartyTaxScheme")]),
    invoice("UBL-SR-12 UBL-SR-42", 'S', &[Twice("cac:PartyTaxScheme", 0)]),
    invoice("UBL-SR-13 UBL-SR-42", 'S', &[Twice("cac:PartyTaxScheme", 1)]),
    invoice("UBL-SR-18", 'S', &[Twice("cac:PartyTaxScheme", 2)]),
    invoice("UBL-SR-53", 'S', &[Put("<cbc:CompanyID>Godkänd för F-skatt</cbc:CompanyID>", "")]),
    invoice("UBL-SR-09 UBL-SR-11", 'S', &[Twice("cac:PartyLegalEntity", 0)]),
    invoice("UBL-SR-15 UBL-SR-17", 'S', &[Twice("cac:PartyLegalEntity", 1)]),
    invoice(
        "BR-CL-14",
        'S',
        &[PutAll("<cbc:IdentificationCode>SE<", "<cbc:IdentificationCode>SVERIGE<")],
    ),
];
