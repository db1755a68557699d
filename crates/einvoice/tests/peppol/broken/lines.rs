//! Broken lines.

use super::Change::{Drop, DropAll, Put, Twice};
use super::{Broken, credit, invoice};

pub(super) const BROKEN: &[Broken] = &[
    invoice("BR-16 BR-CO-10 BR-S-01 BR-S-08", 'S', &[DropAll("cac:InvoiceLine")]),
    invoice("BR-21", 'S', &[Put("<cac:InvoiceLine><cbc:ID>1</cbc:ID>", "<cac:InvoiceLine>")]),
    invoice("BR-22 BR-23 PEPPOL-EN16931-R120", 'S', &[Drop("cbc:InvoicedQuantity", 0)]),
    credit("BR-22 BR-23 PEPPOL-EN16931-R120", 'S', &[Drop("cbc:CreditedQuantity", 0)]),
    invoice("BR-23", 'S', &[Put(" unitCode=\"EA\"", "")]),
    invoice("BR-CL-23", 'S', &[Put(" unitCode=\"EA\"", " unitCode=\"STYCK\"")]),
    invoice(
        "BR-24 BR-CO-10 BR-S-08 PEPPOL-EN16931-R120",
        'S',
        &[Drop("cbc:LineExtensionAmount", 1)],
    ),
    invoice("BR-25", 'S', &[Put("<cbc:Name>Kursdag Barn och unga, Ny</cbc:Name>", "")]),
    invoice("BR-26 BR-27 PEPPOL-EN16931-R120", 'S', &[Drop("cac:Price", 0)]),
    invoice(
        "BR-27",
        'S',
        &[
            Put(">3</cbc:InvoicedQuantity>", ">-3</cbc:InvoicedQuantity>"),
            Put("<cbc:PriceAmount currencyID=\"SEK\">", "<cbc:PriceAmount currencyID=\"SEK\">-"),
        ],
    ),
    invoice(
        "PEPPOL-EN16931-R120",
        'S',
        &[Put(">3</cbc:InvoicedQuantity>", ">4</cbc:InvoicedQuantity>")],
    ),
    invoice(
        "PEPPOL-EN16931-R120 UBL-2.1",
        'S',
        &[Put(">3</cbc:InvoicedQuantity>", ">tre</cbc:InvoicedQuantity>")],
    ),
    invoice("BR-30", 'S', &[Put("<cbc:StartDate>2026-11-12<", "<cbc:StartDate>2026-11-20<")]),
    invoice(
        "PEPPOL-EN16931-R110",
        'S',
        &[Put("<cbc:StartDate>2026-11-12<", "<cbc:StartDate>2026-06-30<")],
    ),
    invoice(
        "PEPPOL-EN16931-R111",
        'S',
        &[Put("<cbc:EndDate>2026-11-13<", "<cbc:EndDate>2027-01-01<")],
    ),
    invoice(
        "BR-CO-20 PEPPOL-EN16931-R008",
        'S',
        &[Put(
            "<cbc:StartDate>2026-11-12</cbc:StartDate><cbc:EndDate>2026-11-13</cbc:EndDate>",
            "",
        )],
    ),
    invoice("BR-CO-04 BR-S-08 UBL-SR-48", 'S', &[Drop("cac:ClassifiedTaxCategory", 0)]),
    invoice("UBL-SR-48", 'S', &[Twice("cac:ClassifiedTaxCategory", 0)]),
    invoice("UBL-SR-34", 'S', &[Twice("cbc:Note", 2)]),
    invoice("UBL-SR-35", 'S', &[Twice("cac:OrderLineReference", 0)]),
    invoice("UBL-SR-36", 'S', &[Twice("cac:InvoicePeriod", 1)]),
    invoice("UBL-SR-50", 'S', &[Twice("cbc:Description", 0)]),
];
