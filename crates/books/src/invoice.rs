//! From an issued document to an e-invoice: what the region owes becomes a credit note, with positive amounts.

use domain::{Bankgiro, Date, Money, OcrReference, OrgNumber, Period};
use einvoice::{
    Attachment, BillingReference, Invoice, Kind, Line, Lines, LinesFault, Party, Payment, Pricing,
    PricingFault, Rounding, Seller as SellingParty, Text, Unit, VatCategory,
};
use rust_decimal::Decimal;

use crate::fault::Faults;
use crate::{BooksFault, Envelope, Recipient, Seller};

/// What a document says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvoiceHead {
    /// Its number.
    pub number: String,
    /// The day when it was issued.
    pub issued: Date,
    /// The days that it is for.
    pub period: Option<Period>,
    /// The municipality's name.
    pub buyer: String,
    /// Its organisation number.
    pub org_number: OrgNumber,
    /// The agreement's title.
    pub agreement: String,
    /// Why it credits, in somebody's words, where it was asked for by hand.
    pub reason: Option<String>,
    /// What is to be paid, or, below zero, what the region owes.
    pub payable: Money,
    /// What rounding adds or takes away.
    pub rounding: Money,
}

/// A line of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvoiceLine {
    /// What is charged.
    pub name: String,
    /// More on it: the course and its day.
    pub description: Option<String>,
    /// How much, in thousandths.
    pub quantity_thousandths: i64,
    /// The price of one, where there is one.
    pub unit_price: Option<Money>,
    /// What it comes to.
    pub amount: Money,
    /// How it stands to VAT; `None` where nobody had chosen.
    pub vat: Option<VatCategory>,
}

/// Why there is no e-invoice of a document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// It was issued before anybody had said who sells.
    #[error("it was issued without a seller")]
    NoSeller,
    /// It was issued before anybody had said where it goes.
    #[error("it was issued without a recipient")]
    NoRecipient,
    /// It was issued before VAT was chosen.
    #[error("it was issued without a choice of VAT")]
    NoVat,
    /// What was kept with it does not hold.
    #[error("what is kept with it does not hold: {0:?}")]
    Broken(Vec<BooksFault>),
    /// Its amounts are larger than can be represented.
    #[error("its amounts are larger than can be represented")]
    TooLarge,
}

/// The e-invoice of a document.
pub fn invoice(
    head: &InvoiceHead,
    lines: &[InvoiceLine],
    envelope: Option<&Envelope>,
    attachments: Vec<Attachment>,
) -> Result<Invoice, Unfit> {
    let envelope = envelope.ok_or(Unfit::NoSeller)?;
    let mut faults = Faults::default();
    let seller = Seller::parse(&envelope.seller, &mut faults);
    let stated = envelope.recipient.as_ref().ok_or(Unfit::NoRecipient)?;
    let recipient = Recipient::parse(stated, "recipient", &mut faults);
    let (Some(seller), Some(recipient)) = (seller, recipient) else {
        return Err(Unfit::Broken(faults.0));
    };
    let kind = kind(head, lines)?;
    let lines = numbered(lines, kind, head.rounding)?;
    let outside = lines.are_outside_scope();
    let text = |text: &str| Text::parse(text).map_err(|_| Unfit::Broken(Vec::new()));
    Ok(Invoice {
        kind,
        number: text(&head.number)?,
        issued: head.issued,
        due: Some(envelope.due),
        period: head.period,
        buyer_reference: recipient.buyer_reference.clone(),
        order_reference: recipient.order_reference.clone(),
        contract_reference: recipient.contract_reference.clone(),
        invoiced_object: recipient.invoiced_object.clone(),
        note: Some(text(&match &head.reason {
            Some(reason) => format!("{}. {reason}", head.agreement),
            None => head.agreement.clone(),
        })?),
        preceding: envelope
            .preceding
            .iter()
            .map(|one| {
                Ok(BillingReference { number: text(&one.number)?, issued: Some(one.issued) })
            })
            .collect::<Result<_, Unfit>>()?,
        seller: selling(&seller, outside),
        buyer: buying(head, recipient)?,
        payment: Some(payment(seller.bankgiro, envelope)),
        payment_terms: None,
        lines,
        attachments,
    })
}

/// What the region owes is a credit note, also where rounding leaves nothing to pay.
fn kind(head: &InvoiceHead, lines: &[InvoiceLine]) -> Result<Kind, Unfit> {
    let total = Money::sum(lines.iter().map(|line| line.amount)).map_err(|_| Unfit::TooLarge)?;
    let owed = if head.payable.is_zero() { total } else { head.payable };
    Ok(if owed.is_negative() { Kind::CreditNote } else { Kind::Invoice })
}

fn payment(bankgiro: Bankgiro, envelope: &Envelope) -> Payment {
    Payment { bankgiro, reference: OcrReference::parse(&envelope.payment_reference).ok() }
}

/// A document outside the scope of VAT names no VAT number (BR-O-02).
fn selling(seller: &Seller, outside: bool) -> SellingParty {
    let mut party = seller.party.clone();
    party.party.vat_number = party.party.vat_number.filter(|_| !outside);
    party
}

fn buying(head: &InvoiceHead, recipient: Recipient) -> Result<Party, Unfit> {
    let org_number = recipient.org_number.unwrap_or(head.org_number);
    let name = match recipient.name {
        Some(name) => name,
        None => Text::parse(&head.buyer).map_err(|_| Unfit::Broken(Vec::new()))?,
    };
    Ok(Party {
        name,
        org_number,
        vat_number: None,
        electronic_address: recipient.electronic_address,
        address: recipient.address,
        contact: recipient.contact,
    })
}

fn numbered(lines: &[InvoiceLine], kind: Kind, rounding: Money) -> Result<Lines, Unfit> {
    let rounding = match kind {
        Kind::Invoice => rounding,
        Kind::CreditNote => rounding.negated().map_err(|_| Unfit::TooLarge)?,
    };
    let line = |(position, line): (usize, &InvoiceLine)| {
        let text = |text: &str| Text::parse(text).map_err(|_| Unfit::Broken(Vec::new()));
        Ok(Line {
            id: text(&position.saturating_add(1).to_string())?,
            name: text(&line.name)?,
            description: line.description.as_deref().and_then(|more| Text::parse(more).ok()),
            note: None,
            article: None,
            order_line: None,
            period: None,
            pricing: pricing(line, kind).map_err(|_| Unfit::TooLarge)?,
            vat: line.vat.clone().ok_or(Unfit::NoVat)?,
        })
    };
    let lines: Result<Vec<Line>, Unfit> = lines.iter().enumerate().map(line).collect();
    Lines::try_new(lines?, Rounding::By(rounding)).map_err(|fault| match fault {
        LinesFault::TooLarge(_) => Unfit::TooLarge,
        LinesFault::NoLine | LinesFault::MixedScope => Unfit::Broken(Vec::new()),
    })
}

/// Quantity and price where they come to the amount; one of the amount where it is rounded otherwise, or has no price.
fn pricing(line: &InvoiceLine, kind: Kind) -> Result<Pricing, PricingFault> {
    let is_credit = kind == Kind::CreditNote;
    let amount = match (is_credit, line.amount.negated()) {
        (false, _) => line.amount,
        (true, Ok(negated)) => negated,
        (true, Err(_)) => return Err(PricingFault::TooLarge),
    };
    let quantity = Decimal::new(line.quantity_thousandths, 3);
    let quantity = if is_credit { Decimal::ZERO.checked_sub(quantity) } else { Some(quantity) };
    if let (Some(price), Some(quantity)) = (line.unit_price, quantity) {
        let by_price = Pricing::of(quantity.normalize(), Unit::Each, price)?;
        if by_price.net() == amount {
            return Ok(by_price);
        }
    }
    Pricing::lump(amount)
}
