//! A run is a difference: what should have been charged, less what was issued.

use std::collections::{BTreeMap, HashMap};

use domain::{Money, MoneyOverflow, MunicipalityCode};

use crate::{Basis, Document, DocumentKey, Line, LineKey, Quantity, SettleFault, Settlement};

/// A line that has been issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuedLine {
    /// The document that it stands on.
    pub document: DocumentKey,
    /// What it charges.
    pub key: LineKey,
    /// The calendar year that it belongs to.
    pub year: i32,
    /// Its name on the document.
    pub name: String,
    /// How much of it.
    pub quantity: Quantity,
    /// What it came to.
    pub amount: Money,
    /// Whether somebody has taken it off by hand for good: it stays off, whatever else is charged later.
    pub reduces: bool,
}

/// The documents to issue in the end, so that everything has been charged; those that are due have a date that has come.
///
/// `should` is the settlement of the whole term, without an end of its own. A charge is known by
/// its municipality and [`LineKey`], not by its document: one that moves to another date, because
/// its occasion got another day, has still been charged. What was charged before and has changed
/// is adjusted on the document key where it was last charged. What was reduced by hand is charged
/// for less, and never for less than nothing. Where nothing has changed there is no document.
pub fn difference(
    should: &Settlement,
    issued: &[IssuedLine],
) -> Result<Vec<Document>, SettleFault> {
    let all = should.documents()?;
    let mut charged = sum_up(issued)?;
    let mut documents = Documents::new();
    for document in &all {
        for line in &document.lines {
            match charged.remove(&(document.key.municipality, &line.key)) {
                Some(before) => before.adjust(line, &mut documents)?,
                None => documents.entry(document.key.clone()).or_default().push(line.clone()),
            }
        }
    }
    let mut gone: Vec<_> = charged.into_iter().collect();
    gone.sort_unstable_by_key(|(charge, _)| *charge);
    for ((_, key), before) in gone {
        before.withdraw(key, &mut documents)?;
    }
    Ok(documents.into_iter().map(|(key, lines)| Document { key, lines }).collect())
}

/// What has been charged for one thing, over all documents.
struct Charged<'a> {
    /// The latest of them.
    document: &'a DocumentKey,
    year: i32,
    name: &'a str,
    quantity: i64,
    amount: Money,
    /// What was taken off by hand; not above zero.
    reduced: Money,
}

type ChargedBy<'a> = HashMap<(MunicipalityCode, &'a LineKey), Charged<'a>>;

fn sum_up(issued: &[IssuedLine]) -> Result<ChargedBy<'_>, SettleFault> {
    let mut charged = ChargedBy::with_capacity(issued.len());
    for line in issued {
        let sum = charged.entry((line.document.municipality, &line.key)).or_insert(Charged {
            document: &line.document,
            year: line.year,
            name: &line.name,
            quantity: 0,
            amount: Money::ZERO,
            reduced: Money::ZERO,
        });
        let quantity = sum.quantity.checked_add(line.quantity.thousandths());
        sum.quantity = quantity.ok_or(MoneyOverflow)?;
        sum.amount = sum.amount.plus(line.amount)?;
        if line.reduces {
            sum.reduced = sum.reduced.plus(line.amount)?;
        }
        if line.document > *sum.document {
            sum.document = &line.document;
            sum.name = &line.name;
        }
    }
    Ok(charged)
}

type Documents = BTreeMap<DocumentKey, Vec<Line>>;

impl Charged<'_> {
    /// What should be charged in all where the rules come to `amount`.
    fn should(&self, amount: Money) -> Result<Money, SettleFault> {
        if self.reduced.is_zero() {
            return Ok(amount);
        }
        Ok(amount.plus(self.reduced)?.max(Money::ZERO))
    }

    /// What `line`, as it should be, differs from what was charged.
    fn adjust(self, line: &Line, documents: &mut Documents) -> Result<(), SettleFault> {
        let amount = self.should(line.amount)?.minus(self.amount)?;
        if amount.is_zero() {
            return Ok(());
        }
        let quantity = line.quantity.thousandths().checked_sub(self.quantity);
        let quantity = Quantity::from_thousandths(quantity.ok_or(MoneyOverflow)?);
        let line = Line { quantity, amount, adjusts: true, ..line.clone() };
        documents.entry(self.document.clone()).or_default().push(line);
        Ok(())
    }

    /// Takes back what should not be charged at all.
    fn withdraw(self, key: &LineKey, documents: &mut Documents) -> Result<(), SettleFault> {
        if self.amount.is_zero() {
            return Ok(());
        }
        let line = Line {
            key: key.clone(),
            year: self.year,
            name: self.name.to_owned(),
            quantity: Quantity::from_thousandths(self.quantity.checked_neg().ok_or(MoneyOverflow)?),
            unit_price: None,
            amount: self.amount.negated()?,
            adjusts: true,
            basis: Basis::Withdrawn,
        };
        documents.entry(self.document.clone()).or_default().push(line);
        Ok(())
    }
}
