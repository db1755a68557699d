//! Codes of no list, or of another.

use super::Change::{Put, PutAll};
use super::{Broken, credit, invoice};

pub(super) const BROKEN: &[Broken] = &[
    invoice(
        "BR-CL-01 PEPPOL-EN16931-P0100",
        'S',
        &[Put("<cbc:InvoiceTypeCode>380<", "<cbc:InvoiceTypeCode>999<")],
    ),
    invoice(
        "PEPPOL-EN16931-P0100",
        'S',
        &[Put("<cbc:InvoiceTypeCode>380<", "<cbc:InvoiceTypeCode>389<")],
    ),
    invoice(
        "PEPPOL-EN16931-P0112",
        'S',
        &[Put("<cbc:InvoiceTypeCode>380<", "<cbc:InvoiceTypeCode>384<")],
    ),
    credit(
        "BR-CL-01 PEPPOL-EN16931-P0101",
        'S',
        &[Put("<cbc:CreditNoteTypeCode>381<", "<cbc:CreditNoteTypeCode>380<")],
    ),
    credit(
        "PEPPOL-EN16931-P0101",
        'S',
        &[Put("<cbc:CreditNoteTypeCode>381<", "<cbc:CreditNoteTypeCode>261<")],
    ),
    invoice(
        "BR-CL-04 BR-CO-15 PEPPOL-EN16931-R051",
        'S',
        &[Put("<cbc:DocumentCurrencyCode>SEK<", "<cbc:DocumentCurrencyCode>KR<")],
    ),
    invoice(
        "BR-CL-03 PEPPOL-EN16931-CL007 PEPPOL-EN16931-R051",
        'S',
        &[Put("<cbc:PriceAmount currencyID=\"SEK\"", "<cbc:PriceAmount currencyID=\"KR\"")],
    ),
    invoice(
        "BR-CL-18 BR-S-08",
        'S',
        &[Put("<cac:ClassifiedTaxCategory><cbc:ID>S<", "<cac:ClassifiedTaxCategory><cbc:ID>X<")],
    ),
    invoice("BR-CL-17", 'S', &[Put("<cac:TaxCategory><cbc:ID>S<", "<cac:TaxCategory><cbc:ID>X<")]),
    invoice("BR-CL-22", 'E', &[Put("VATEX-EU-132-1I", "VATEX-SE-1")]),
    invoice("PEPPOL-EN16931-P0105", 'E', &[Put("VATEX-EU-132-1I", "VATEX-EU-O")]),
    invoice("PEPPOL-EN16931-P0104", 'E', &[Put("VATEX-EU-132-1I", "VATEX-EU-G")]),
    invoice("PEPPOL-EN16931-P0106", 'E', &[Put("VATEX-EU-132-1I", "VATEX-EU-IC")]),
    invoice("PEPPOL-EN16931-P0107", 'E', &[Put("VATEX-EU-132-1I", "VATEX-EU-AE")]),
    invoice("PEPPOL-EN16931-P0108", 'O', &[Put("VATEX-EU-O", "VATEX-EU-D")]),
    invoice("PEPPOL-EN16931-P0109", 'O', &[Put("VATEX-EU-O", "VATEX-EU-F")]),
    invoice("PEPPOL-EN16931-P0110", 'O', &[Put("VATEX-EU-O", "VATEX-EU-I")]),
    invoice("PEPPOL-EN16931-P0111", 'O', &[Put("VATEX-EU-O", "VATEX-EU-J")]),
    invoice(
        "BR-CL-03 BR-CO-15 PEPPOL-EN16931-CL007 PEPPOL-EN16931-R051",
        'S',
        &[PutAll("currencyID=\"SEK\"", "currencyID=\"EUR\"")],
    ),
];
