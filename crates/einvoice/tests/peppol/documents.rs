//! Documents to start from: one of each VAT case, as an invoice and as a credit note.

use domain::{Bankgiro, Date, Gln, Money, OcrReference, OrgNumber, Period};
use einvoice::{
    Address, Attachment, BillingReference, Contact, ElectronicAddress, ExemptionCode, Invoice,
    Kind, Line, Lines, MediaType, Party, Payment, Pricing, Rate, Rounding, Seller, Text, Unit,
    VatCategory, VatNumber,
};
use rust_decimal::Decimal;

pub(crate) fn text(raw: &str) -> Text {
    Text::parse(raw).unwrap()
}

pub(crate) fn date(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn money(text: &str) -> Money {
    text.parse().unwrap()
}

fn address(street: &str, town: &str, postcode: &str) -> Address {
    Address {
        street: Some(text(street)),
        second_line: None,
        town: Some(text(town)),
        postcode: Some(text(postcode)),
    }
}

pub(crate) fn seller() -> Seller {
    let org_number = OrgNumber::parse("222000-2006").unwrap();
    let party = Party {
        name: text("Norrbottens Kommuner"),
        org_number,
        vat_number: Some(VatNumber::of(org_number)),
        electronic_address: ElectronicAddress::OrgNumber(org_number),
        address: address("Skeppsbrogatan 1", "Luleå", "972 38"),
        contact: Contact {
            name: Some(text("Ekonomienheten")),
            phone: Some(text("0920-00 00 00")),
            email: Some(text("ekonomi@norrbotten.example")),
        },
    };
    Seller { party, f_tax: true }
}

pub(crate) fn buyer() -> Party {
    let org_number = OrgNumber::parse("212000-2650").unwrap();
    Party {
        name: text("Åre & Övre Ålands \"kommun\" <test>"),
        org_number,
        vat_number: Some(VatNumber::of(org_number)),
        electronic_address: ElectronicAddress::Gln(Gln::parse("7300010000001").unwrap()),
        address: address("Storgatan 13", "Piteå", "941 32"),
        contact: Contact { name: Some(text("Zo 123")), phone: None, email: None },
    }
}

pub(crate) fn standard(rate: Rate) -> VatCategory {
    VatCategory::Standard(rate)
}

pub(crate) fn exempt(reason: &str) -> VatCategory {
    let code = Some("VATEX-EU-132-1I".parse::<ExemptionCode>().unwrap());
    VatCategory::Exempt { reason: text(reason), code }
}

pub(crate) fn outside(reason: &str) -> VatCategory {
    VatCategory::OutsideScope { reason: text(reason) }
}

pub(crate) fn line(id: usize, quantity: Decimal, price: Money, vat: VatCategory) -> Line {
    Line {
        id: text(&id.to_string()),
        name: text("Kursdag Barn och unga, Ny"),
        description: Some(text("Lokal och fika, 12 november")),
        note: Some(text("Två från socialtjänsten i Överkalix")),
        article: Some(text("BOU-NY")),
        order_line: Some(text("7")),
        period: Some(Period { from: date("2026-11-12"), to: date("2026-11-13") }),
        pricing: Pricing::of(quantity, Unit::Each, price).unwrap(),
        vat,
    }
}

/// An invoice over those lines, with all that an invoice can have.
pub(crate) fn invoice(kind: Kind, lines: Vec<Line>, rounding: Rounding) -> Invoice {
    let csv = Attachment::try_new(
        text("specifikation"),
        MediaType::Csv,
        text("specifikation å.csv"),
        "kurs;antal\nÖvre;3\n".as_bytes().to_vec(),
    );
    Invoice {
        kind,
        number: text("2026-1001"),
        issued: date("2026-12-01"),
        due: Some(date("2026-12-31")),
        period: Some(Period { from: date("2026-07-01"), to: date("2026-12-31") }),
        buyer_reference: Some(text("ZO 4410")),
        order_reference: Some(text("4500012345")),
        contract_reference: Some(text("Avtal 2023")),
        invoiced_object: Some(text("Projekt 77")),
        note: Some(text("Enligt avtal § 6, \"Yrkesresan\" & Co")),
        preceding: vec![BillingReference {
            number: text("2026-0990"),
            issued: Some(date("2026-06-01")),
        }],
        seller: seller(),
        buyer: buyer(),
        payment: Some(Payment {
            bankgiro: Bankgiro::parse("5402-9681").unwrap(),
            reference: Some(OcrReference::with_length_digit("20261001").unwrap()),
        }),
        payment_terms: Some(text("30 dagar netto")),
        lines: Lines::try_new(lines, rounding).unwrap(),
        attachments: vec![csv.unwrap().described(text("Specifikation per kursdag"))],
    }
}

/// A document of the VAT case with that letter: all rates (`S`), exempt (`E`), both (`M`), outside the scope (`O`).
pub(crate) fn sample(kind: Kind, case: char) -> Invoice {
    let three = Decimal::from(3);
    let lines = match case {
        'S' => vec![
            line(1, three, money("1250.50"), standard(Rate::TwentyFive)),
            line(2, Decimal::from(2), money("310.00"), standard(Rate::Twelve)),
            line(3, Decimal::ONE, money("99.95"), standard(Rate::Six)),
        ],
        'E' => vec![line(1, three, money("1250.50"), exempt("Utbildning"))],
        'M' => vec![
            line(1, three, money("1250.50"), standard(Rate::TwentyFive)),
            line(2, Decimal::from(2), money("310.00"), exempt("Utbildning")),
        ],
        'O' => vec![
            line(1, three, money("1250.50"), outside("Medlemsavgift")),
            line(2, -Decimal::ONE, money("250.25"), outside("Medlemsavgift")),
        ],
        other => panic!("no VAT case {other}"),
    };
    invoice(kind, lines, Rounding::WholeKronor)
}
