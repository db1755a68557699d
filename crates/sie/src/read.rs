//! A file of vouchers read back. Knows the records that [`crate::write()`] writes, and passes over all others, as the
//! standard asks of readers.

use std::str::FromStr;

use domain::{Date, Money, OrgNumber, Period};

use crate::fields::fields;
use crate::{
    Account, AccountNumber, Dimension, Object, Program, Transaction, Voucher, VoucherFile, codepage,
};

/// Why bytes are no file of vouchers.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadFault {
    /// A record is not of its form. Lines count from 1.
    #[error("line {line}: {label} is not of its form")]
    Malformed {
        /// Which line.
        line: usize,
        /// The record's label.
        label: String,
    },
    /// A record that must be there is not.
    #[error("there is no {0}")]
    Missing(&'static str),
}

/// The vouchers in `bytes`.
pub fn read(bytes: &[u8]) -> Result<VoucherFile, ReadFault> {
    let text = codepage::decode(bytes);
    let mut found = Found::default();
    for (line, record) in (1..).zip(text.lines()) {
        let fields = fields(record);
        let Some(label) = fields.first() else { continue };
        let form = Record(&fields);
        found.take(&form).ok_or_else(|| ReadFault::Malformed { line, label: label.clone() })?;
    }
    found.whole()
}

/// A record's fields, the label being the first.
struct Record<'a>(&'a [String]);

impl Record<'_> {
    fn text(&self, at: usize) -> Option<String> {
        self.0.get(at).cloned()
    }

    fn parse<T: FromStr>(&self, at: usize) -> Option<T> {
        self.0.get(at)?.parse().ok()
    }

    fn day(&self, at: usize) -> Option<Date> {
        Date::parse_from_str(self.0.get(at)?, "%Y%m%d").ok()
    }

    /// What may be left out or empty.
    fn optional<T>(
        &self,
        at: usize,
        read: impl Fn(usize) -> Option<T>,
    ) -> Result<Option<T>, AnotherForm> {
        match self.0.get(at) {
            None => Ok(None),
            Some(field) if field.is_empty() => Ok(None),
            Some(_) => read(at).map(Some).ok_or(AnotherForm),
        }
    }
}

/// A field is there, and not of its form.
struct AnotherForm;

/// What has been read so far.
#[derive(Default)]
struct Found {
    flagged: bool,
    program: Option<Program>,
    generated: Option<Date>,
    company: Option<String>,
    org_number: Option<OrgNumber>,
    fiscal_year: Option<Period>,
    chart: Option<String>,
    accounts: Vec<Account>,
    dimensions: Vec<Dimension>,
    objects: Vec<Object>,
    vouchers: Vec<Voucher>,
}

impl Found {
    /// `None` if the record is not of its form.
    fn take(&mut self, record: &Record<'_>) -> Option<()> {
        match record.0.first()?.as_str() {
            "#FLAGGA" => self.flagged = true,
            "#FORMAT" => return (record.text(1)? == "PC8").then_some(()),
            "#SIETYP" => return (record.text(1)? == "4").then_some(()),
            "#PROGRAM" => {
                self.program = Some(Program { name: record.text(1)?, version: record.text(2)? });
            }
            "#GEN" => self.generated = Some(record.day(1)?),
            "#ORGNR" => self.org_number = Some(record.parse(1)?),
            "#FNAMN" => self.company = Some(record.text(1)?),
            "#RAR" if record.text(1)? == "0" => {
                self.fiscal_year = Some(Period { from: record.day(2)?, to: record.day(3)? });
            }
            "#KPTYP" => self.chart = Some(record.text(1)?),
            "#KONTO" => self.accounts.push(account(record)?),
            "#DIM" => {
                self.dimensions.push(Dimension { number: record.parse(1)?, name: record.text(2)? });
            }
            "#OBJEKT" => self.objects.push(Object {
                dimension: record.parse(1)?,
                code: record.text(2)?,
                name: record.text(3)?,
            }),
            "#VER" => self.vouchers.push(voucher(record)?),
            "#TRANS" => self.vouchers.last_mut()?.transactions.push(transaction(record)?),
            // Labels that a reader does not know are passed over.
            _ => {}
        }
        Some(())
    }

    fn whole(self) -> Result<VoucherFile, ReadFault> {
        if !self.flagged {
            return Err(ReadFault::Missing("#FLAGGA"));
        }
        Ok(VoucherFile {
            program: self.program.ok_or(ReadFault::Missing("#PROGRAM"))?,
            generated: self.generated.ok_or(ReadFault::Missing("#GEN"))?,
            company: self.company.ok_or(ReadFault::Missing("#FNAMN"))?,
            org_number: self.org_number.ok_or(ReadFault::Missing("#ORGNR"))?,
            fiscal_year: self.fiscal_year.ok_or(ReadFault::Missing("#RAR"))?,
            chart: self.chart,
            accounts: self.accounts,
            dimensions: self.dimensions,
            objects: self.objects,
            vouchers: self.vouchers,
        })
    }
}

fn account(record: &Record<'_>) -> Option<Account> {
    let number = AccountNumber::parse(&record.text(1)?).ok()?;
    Some(Account { number, name: record.text(2)? })
}

fn voucher(record: &Record<'_>) -> Option<Voucher> {
    Some(Voucher {
        series: record.text(1)?,
        number: record.optional(2, |at| record.parse(at)).ok()?,
        date: record.day(3)?,
        text: record.text(4)?,
        transactions: Vec::new(),
    })
}

fn transaction(record: &Record<'_>) -> Option<Transaction> {
    let account = AccountNumber::parse(&record.text(1)?).ok()?;
    let open = record.0.iter().position(|field| field == "{").filter(|at| *at == 2)?;
    let close = record.0.iter().position(|field| field == "}")?;
    let objects = record.0.get(open..close)?.get(1..)?;
    let objects: Option<Vec<(u32, String)>> = objects
        .chunks(2)
        .map(|pair| match pair {
            [dimension, code] => Some((dimension.parse().ok()?, code.clone())),
            _ => None,
        })
        .collect();
    let rest = Record(record.0.get(close..)?);
    Some(Transaction {
        account,
        objects: objects?,
        amount: rest.parse::<Money>(1)?,
        date: rest.optional(2, |at| rest.day(at)).ok()?,
        text: rest.optional(3, |at| rest.text(at)).ok()?,
        quantity: rest.optional(4, |at| rest.parse(at)).ok()?,
    })
}
