//! Broken VAT, category by category.

use super::Change::{Drop, Put, PutAll, Twice};
use super::{Broken, credit, invoice};

pub(super) const BROKEN: &[Broken] = &[
    invoice(
        "BR-S-05 BR-S-08 SE-R-006",
        'S',
        &[Put(
            "<cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>25<",
            "<cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>0<",
        )],
    ),
    invoice("BR-CO-17 BR-S-09 SE-R-006", 'S', &[PutAll("<cbc:Percent>25<", "<cbc:Percent>20<")]),
    invoice(
        "BR-S-10",
        'S',
        &[Put(
            "<cbc:Percent>25</cbc:Percent><cac:TaxScheme>",
            "<cbc:Percent>25</cbc:Percent><cbc:TaxExemptionReason>Nej</cbc:TaxExemptionReason><cac:TaxScheme>",
        )],
    ),
    invoice(
        "BR-CO-17 BR-S-08 BR-S-09",
        'S',
        &[Put(
            "<cbc:TaxableAmount currencyID=\"SEK\">3751.50<",
            "<cbc:TaxableAmount currencyID=\"SEK\">3851.50<",
        )],
    ),
    invoice("BR-E-01", 'E', &[Twice("cac:TaxSubtotal", 0)]),
    invoice(
        "BR-E-05",
        'E',
        &[Put(
            "<cac:ClassifiedTaxCategory><cbc:ID>E</cbc:ID><cbc:Percent>0<",
            "<cac:ClassifiedTaxCategory><cbc:ID>E</cbc:ID><cbc:Percent>25<",
        )],
    ),
    credit(
        "BR-E-08",
        'E',
        &[Put(
            "<cbc:TaxableAmount currencyID=\"SEK\">3751.50<",
            "<cbc:TaxableAmount currencyID=\"SEK\">3751.00<",
        )],
    ),
    invoice(
        "BR-CO-14 BR-CO-17 BR-E-09",
        'E',
        &[Put(
            "</cbc:TaxableAmount><cbc:TaxAmount currencyID=\"SEK\">0.00<",
            "</cbc:TaxableAmount><cbc:TaxAmount currencyID=\"SEK\">5.00<",
        )],
    ),
    invoice(
        "BR-E-10",
        'E',
        &[Drop("cbc:TaxExemptionReason", 0), Drop("cbc:TaxExemptionReasonCode", 0)],
    ),
    invoice("UBL-SR-32", 'E', &[Twice("cbc:TaxExemptionReason", 0)]),
    invoice("BR-O-01", 'O', &[Twice("cac:TaxSubtotal", 0)]),
    invoice(
        "BR-O-02",
        'O',
        &[Put(
            "<cac:PartyTaxScheme>",
            "<cac:PartyTaxScheme><cbc:CompanyID>SE222000200601</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme><cac:PartyTaxScheme>",
        )],
    ),
    invoice(
        "BR-O-05",
        'O',
        &[Put(
            "<cac:ClassifiedTaxCategory><cbc:ID>O</cbc:ID>",
            "<cac:ClassifiedTaxCategory><cbc:ID>O</cbc:ID><cbc:Percent>0</cbc:Percent>",
        )],
    ),
    credit(
        "BR-O-08",
        'O',
        &[Put(
            "<cbc:TaxableAmount currencyID=\"SEK\">3501.25<",
            "<cbc:TaxableAmount currencyID=\"SEK\">3500.25<",
        )],
    ),
    invoice(
        "BR-CO-14 BR-CO-17 BR-O-09",
        'O',
        &[Put(
            "</cbc:TaxableAmount><cbc:TaxAmount currencyID=\"SEK\">0.00<",
            "</cbc:TaxableAmount><cbc:TaxAmount currencyID=\"SEK\">5.00<",
        )],
    ),
    invoice(
        "BR-O-10",
        'O',
        &[Drop("cbc:TaxExemptionReason", 0), Drop("cbc:TaxExemptionReasonCode", 0)],
    ),
    invoice(
        "BR-E-01 BR-O-08 BR-O-12",
        'O',
        &[Put(
            "<cac:ClassifiedTaxCategory><cbc:ID>O</cbc:ID>",
            "<cac:ClassifiedTaxCategory><cbc:ID>E</cbc:ID><cbc:Percent>0</cbc:Percent>",
        )],
    ),
    invoice(
        "BR-O-11",
        'O',
        &[Put(
            "<cac:TaxSubtotal>",
            "<cac:TaxSubtotal><cbc:TaxableAmount currencyID=\"SEK\">0.00</cbc:TaxableAmount><cbc:TaxAmount currencyID=\"SEK\">0.00</cbc:TaxAmount><cac:TaxCategory><cbc:ID>E</cbc:ID><cbc:Percent>0</cbc:Percent><cbc:TaxExemptionReason>Nej</cbc:TaxExemptionReason><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal><cac:TaxSubtotal>",
        )],
    ),
];
