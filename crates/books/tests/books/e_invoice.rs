//! From an issued document to an e-invoice.

use books::{Envelope, InvoiceHead, InvoiceLine, Unfit, invoice};
use domain::{Money, OrgNumber};
use einvoice::{Kind, VatCategory};

use crate::{RECIPIENT, SELLER, date, stated};

#[test]
fn what_the_region_owes_is_a_credit_note_with_positive_amounts() {
    let given = stated(&format!("{SELLER}{RECIPIENT}"));
    let envelope = Envelope {
        seller: given.seller.unwrap(),
        recipient: given.recipients.into_iter().next(),
        due: date("2026-06-30"),
        payment_reference: Envelope::reference_of(2026, 14).unwrap().digits().to_owned(),
        preceding: Vec::new(),
    };
    let head = InvoiceHead {
        number: "2026-00014".to_owned(),
        issued: date("2026-05-31"),
        period: None,
        buyer: "Luleå kommun".to_owned(),
        org_number: OrgNumber::parse("212000-2742").unwrap(),
        agreement: "Avtal 2026".to_owned(),
        reason: Some("Lokalen var kall".to_owned()),
        payable: Money::from_ore(-50_000),
        rounding: Money::ZERO,
    };
    let row = |thousandths, ore, vat| InvoiceLine {
        name: "Utbildning".to_owned(),
        description: Some("Våld, 17 november 2026".to_owned()),
        quantity_thousandths: thousandths,
        unit_price: Some(Money::from_ore(17_333)),
        amount: Money::from_ore(ore),
        vat,
    };
    let exempt =
        VatCategory::Exempt { reason: einvoice::Text::parse("Utbildning").unwrap(), code: None };
    let lines = [row(-3_000, -51_999, Some(exempt.clone())), row(1_000, 1_999, Some(exempt))];
    let credit = invoice(&head, &lines, Some(&envelope), Vec::new()).unwrap();
    assert_eq!(credit.kind, Kind::CreditNote);
    assert_eq!(credit.note.as_ref().unwrap().as_str(), "Avtal 2026. Lokalen var kall");
    let shown = credit.lines.as_slice();
    assert_eq!(shown[0].pricing.quantity().to_string(), "3");
    assert_eq!(shown[0].pricing.net(), Money::from_ore(51_999));
    assert_eq!(shown[1].pricing.net(), Money::from_ore(-1_999), "what is charged on it lessens it");
    assert_eq!(credit.lines.totals().payable, Money::from_ore(50_000));
    assert_eq!(einvoice::check(&einvoice::write(&credit)), []);
    let all = Money::from_ore(50_000);
    let rounded = InvoiceHead { payable: Money::ZERO, rounding: all, ..head.clone() };
    let nothing = invoice(&rounded, &lines, Some(&envelope), Vec::new()).unwrap();
    assert_eq!(nothing.kind, Kind::CreditNote, "it gives back, also where nothing is to be paid");
    assert!(nothing.lines.totals().payable.is_zero());
    let unchosen = [row(1_000, 17_333, None)];
    assert_eq!(invoice(&head, &unchosen, Some(&envelope), Vec::new()), Err(Unfit::NoVat));
    assert_eq!(invoice(&head, &lines, None, Vec::new()), Err(Unfit::NoSeller));
    let nowhere = Envelope { recipient: None, ..envelope };
    assert_eq!(invoice(&head, &lines, Some(&nowhere), Vec::new()), Err(Unfit::NoRecipient));
}
