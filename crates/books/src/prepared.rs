//! From what a municipality is charged on a day to documents: parted by recipient and by the scope of VAT, with VAT.

use std::collections::BTreeSet;

use domain::{Money, MoneyOverflow};
use einvoice::{
    Line as InvoiceLine, Lines, LinesFault, Pricing, Rounding, Text, Totals, VatCategory,
};
use settle::{Document, Line};

use crate::fault::Faults;
use crate::{Account, Books, Missing, Recipient, StatedRecipient};

/// A document as it would be issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    /// Whose it is, of when, and its lines in the order of the charge.
    pub document: Document,
    /// How each line stands to VAT; `None` where nobody has chosen.
    pub categories: Vec<Option<VatCategory>>,
    /// Where it goes; `None` where nobody has said.
    pub recipient: Option<Recipient>,
    /// What it comes to without VAT.
    pub total: Money,
    /// Its VAT by account; nothing where the choice is missing for any line.
    pub vat: Vec<Vat>,
    /// What rounding to whole kronor adds or takes away.
    pub rounding: Money,
    /// What is to be paid, or, below zero, what the region owes.
    pub payable: Money,
}

/// VAT on an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vat {
    /// Which account.
    pub account: Account,
    /// How much.
    pub amount: Money,
}

impl Prepared {
    /// All VAT.
    pub fn tax(&self) -> Result<Money, MoneyOverflow> {
        Money::sum(self.vat.iter().map(|vat| vat.amount))
    }
}

/// A credit note of a document that was issued with this VAT and, where nobody has said where it goes now, to this
/// recipient; and what the seller lacks for it. It is not rounded, but where it must come to `payable`.
pub fn prepare_credit(
    books: &Books,
    document: Document,
    categories: Vec<Option<VatCategory>>,
    recipient: Option<&StatedRecipient>,
    payable: Option<Money>,
) -> Result<(Prepared, Option<Missing>), MoneyOverflow> {
    let missing = of_seller(books, categories.iter());
    let key = &document.key;
    let kind = document.lines.first().map(|line| line.key.kind());
    let now = kind.and_then(|kind| books.recipient(key.municipality, kind, key.date)).cloned();
    let issued = || {
        let mut faults = Faults::default();
        recipient.and_then(|stated| Recipient::parse(stated, "recipient", &mut faults))
    };
    let recipient = now.or_else(issued);
    let exact = whole(recipient, document, categories, Rounding::By(Money::ZERO))?;
    let Some(payable) = payable else { return Ok((exact, missing)) };
    let rounding = payable.minus(exact.payable)?;
    let rounded = whole(exact.recipient, exact.document, exact.categories, Rounding::By(rounding))?;
    Ok((rounded, missing))
}

/// The documents that a charge becomes, in the order of their first lines, and what they lack.
///
/// `charged` tells by what choice that which a line corrects was charged: the correction keeps it, whatever has been
/// chosen since.
pub fn prepare(
    books: &Books,
    document: &Document,
    charged: impl Fn(&Line) -> Option<VatCategory>,
) -> Result<(Vec<Prepared>, BTreeSet<Missing>), MoneyOverflow> {
    let (municipality, date) = (document.key.municipality, document.key.date);
    let mut missing = BTreeSet::new();
    let mut parts: Vec<(Part<'_>, Vec<Line>, Vec<Option<VatCategory>>)> = Vec::new();
    for line in &document.lines {
        let charge = line.key.kind();
        let chosen = || books.vat(charge, line.key.code(), date).cloned();
        let category = charged(line).or_else(chosen);
        let recipient = books.recipient(municipality, charge, date);
        if category.is_none() {
            missing.insert(Missing::Vat { charge, code: line.key.code().to_owned() });
        }
        if recipient.is_none() {
            missing.insert(Missing::Recipient { municipality, charge });
        }
        let is_outside = category.as_ref().is_some_and(VatCategory::is_outside_scope);
        let part = Part { recipient, is_outside };
        match parts.iter_mut().find(|(known, _, _)| *known == part) {
            Some((_, lines, categories)) => {
                lines.push(line.clone());
                categories.push(category);
            }
            None => parts.push((part, vec![line.clone()], vec![category])),
        }
    }
    missing.extend(of_seller(books, parts.iter().flat_map(|(_, _, categories)| categories)));
    let rounding = books.seller.as_ref().map_or(Rounding::Exact, |seller| seller.rounding);
    let prepared = parts.into_iter().map(|(part, lines, categories)| {
        let document = Document { key: document.key.clone(), lines };
        whole(part.recipient.cloned(), document, categories, rounding)
    });
    Ok((prepared.collect::<Result<_, _>>()?, missing))
}

/// What the seller lacks for lines of these categories: what is taxed or exempt names a VAT number.
fn of_seller<'a>(
    books: &Books,
    mut categories: impl Iterator<Item = &'a Option<VatCategory>>,
) -> Option<Missing> {
    let Some(seller) = &books.seller else { return Some(Missing::Seller) };
    let names_it =
        categories.any(|one| one.as_ref().is_some_and(|category| !category.is_outside_scope()));
    (names_it && seller.party.party.vat_number.is_none()).then_some(Missing::VatNumber)
}

/// What makes two lines stand on one document.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Part<'a> {
    recipient: Option<&'a Recipient>,
    is_outside: bool,
}

fn whole(
    recipient: Option<Recipient>,
    document: Document,
    categories: Vec<Option<VatCategory>>,
    rounding: Rounding,
) -> Result<Prepared, MoneyOverflow> {
    let total = document.total()?;
    let known: Option<Vec<VatCategory>> = categories.iter().cloned().collect();
    let totals = match known {
        Some(known) => Some(totals(&document.lines, &known, rounding)?),
        None => None,
    };
    let prepared = match totals {
        Some(totals) => Prepared {
            vat: totals.vat.iter().filter_map(vat).collect(),
            rounding: totals.rounding,
            payable: totals.payable,
            document,
            categories,
            recipient,
            total,
        },
        // Nothing is guessed, not even that nothing is added.
        None => Prepared {
            vat: Vec::new(),
            rounding: Money::ZERO,
            payable: total,
            document,
            categories,
            recipient,
            total,
        },
    };
    let sum = Money::sum([prepared.total, prepared.tax()?, prepared.rounding])?;
    assert_eq!(sum, prepared.payable, "what is to be paid is told in full");
    Ok(prepared)
}

/// What the lines come to, by the same arithmetic as on the e-invoice.
fn totals(
    lines: &[Line],
    categories: &[VatCategory],
    rounding: Rounding,
) -> Result<Totals, MoneyOverflow> {
    let line = |(line, category): (&Line, &VatCategory)| {
        let name = Text::parse(&line.name).or_else(|_| Text::parse("-"));
        let name = name.map_err(|_| MoneyOverflow)?;
        Ok(InvoiceLine {
            id: name.clone(),
            name,
            description: None,
            note: None,
            article: None,
            order_line: None,
            period: None,
            pricing: Pricing::lump(line.amount).map_err(|_| MoneyOverflow)?,
            vat: category.clone(),
        })
    };
    let all: Result<Vec<_>, MoneyOverflow> = lines.iter().zip(categories).map(line).collect();
    match Lines::try_new(all?, rounding) {
        Ok(lines) => Ok(lines.totals().clone()),
        Err(LinesFault::TooLarge(fault)) => Err(fault),
        Err(LinesFault::NoLine | LinesFault::MixedScope) => Err(MoneyOverflow),
    }
}

fn vat(subtotal: &einvoice::Subtotal) -> Option<Vat> {
    let account = match subtotal.category.percent() {
        Some(25) => Account::Vat25,
        Some(12) => Account::Vat12,
        Some(6) => Account::Vat6,
        Some(_) | None => return None,
    };
    (!subtotal.tax.is_zero()).then_some(Vat { account, amount: subtotal.tax })
}
