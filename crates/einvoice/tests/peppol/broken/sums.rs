//! Broken sums and decimals.

use super::Change::{Drop, DropAll, Put, PutAll};
use super::{Broken, invoice};

pub(super) const BROKEN: &[Broken] = &[
    invoice("BR-12 BR-CO-10 BR-CO-13", 'S', &[Drop("cbc:LineExtensionAmount", 0)]),
    invoice("BR-13 BR-CO-13 BR-CO-15", 'S', &[Drop("cbc:TaxExclusiveAmount", 0)]),
    invoice("BR-14 BR-CO-15 BR-CO-16", 'S', &[Drop("cbc:TaxInclusiveAmount", 0)]),
    invoice("BR-15 BR-CO-16", 'S', &[Drop("cbc:PayableAmount", 0)]),
    invoice(
        "BR-CO-10 BR-CO-13",
        'S',
        &[Put(
            "<cbc:LineExtensionAmount currencyID=\"SEK\">4",
            "<cbc:LineExtensionAmount currencyID=\"SEK\">5",
        )],
    ),
    invoice(
        "BR-CO-13 BR-CO-15",
        'S',
        &[Put(
            "<cbc:TaxExclusiveAmount currencyID=\"SEK\">4",
            "<cbc:TaxExclusiveAmount currencyID=\"SEK\">5",
        )],
    ),
    invoice(
        "BR-CO-15 BR-CO-16",
        'S',
        &[Put(
            "<cbc:TaxInclusiveAmount currencyID=\"SEK\">5",
            "<cbc:TaxInclusiveAmount currencyID=\"SEK\">6",
        )],
    ),
    invoice(
        "BR-CO-16",
        'S',
        &[Put(
            "<cbc:PayableAmount currencyID=\"SEK\">5",
            "<cbc:PayableAmount currencyID=\"SEK\">6",
        )],
    ),
    invoice("BR-CO-16", 'S', &[Drop("cbc:PayableRoundingAmount", 0)]),
    invoice("BR-45 BR-CO-17 BR-S-08 BR-S-09", 'S', &[Drop("cbc:TaxableAmount", 0)]),
    invoice("BR-46 BR-CO-14 BR-CO-17 BR-S-09", 'S', &[Drop("cbc:TaxAmount", 1)]),
    invoice(
        "BR-CO-14 BR-CO-15",
        'S',
        &[Put(
            "<cac:TaxTotal><cbc:TaxAmount currencyID=\"SEK\">1",
            "<cac:TaxTotal><cbc:TaxAmount currencyID=\"SEK\">2",
        )],
    ),
    invoice(
        "BR-CO-15 PEPPOL-EN16931-R054",
        'S',
        &[Put(
            "<cac:TaxTotal>",
            "<cac:TaxTotal><cbc:TaxAmount currencyID=\"SEK\">1.00</cbc:TaxAmount></cac:TaxTotal><cac:TaxTotal>",
        )],
    ),
    invoice(
        "BR-CO-14 BR-CO-17 BR-S-09",
        'S',
        &[Put("currencyID=\"SEK\">937.88<", "currencyID=\"SEK\">947.88<")],
    ),
    invoice("BR-47", 'S', &[Put("<cac:TaxCategory><cbc:ID>S</cbc:ID>", "<cac:TaxCategory>")]),
    invoice(
        "BR-48 BR-CO-17 BR-S-09 SE-R-006",
        'S',
        &[Put(
            "<cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>25</cbc:Percent>",
            "<cac:TaxCategory><cbc:ID>S</cbc:ID>",
        )],
    ),
    invoice(
        "BR-CO-18 BR-S-01 PEPPOL-EN16931-R053 PEPPOL-EN16931-R054",
        'S',
        &[DropAll("cac:TaxSubtotal")],
    ),
    invoice("BR-CO-15 BR-CO-18 BR-S-01 PEPPOL-EN16931-R053", 'S', &[DropAll("cac:TaxTotal")]),
    invoice(
        "BR-DEC-19 BR-DEC-20 BR-DEC-23 UBL-DT-01",
        'S',
        &[
            PutAll("3751.50<", "3751.500<"),
            Put(
                "<cbc:TaxAmount currencyID=\"SEK\">937.88<",
                "<cbc:TaxAmount currencyID=\"SEK\">937.880<",
            ),
        ],
    ),
    invoice(
        "BR-DEC-09 BR-DEC-12 BR-DEC-14 BR-DEC-17 BR-DEC-18 UBL-DT-01",
        'S',
        &[
            PutAll("4471.45<", "4471.450<"),
            Put(
                "<cbc:TaxInclusiveAmount currencyID=\"SEK\">5489.73<",
                "<cbc:TaxInclusiveAmount currencyID=\"SEK\">5489.730<",
            ),
            Put(
                "<cbc:PayableRoundingAmount currencyID=\"SEK\">0.27<",
                "<cbc:PayableRoundingAmount currencyID=\"SEK\">0.270<",
            ),
            Put(
                "<cbc:PayableAmount currencyID=\"SEK\">5490.00<",
                "<cbc:PayableAmount currencyID=\"SEK\">5490.000<",
            ),
        ],
    ),
];
