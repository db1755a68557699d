//! Reading a `BgMax` file: record by record, refused as a whole where its order, counts or sums do not hold.

use domain::Money;

use crate::record::{Code, Record};
use crate::{Deposit, Payment, PaymentFile, PaymentKind};

/// Why a file is refused, and by which line; the first is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {why}")]
pub struct ReadFault {
    /// The line.
    pub line: usize,
    /// What is wrong with it.
    pub why: Why,
}

/// What is wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// The file does not begin as a `BgMax` file does.
    #[error("a BgMax file begins with 01BGMAX, version 01")]
    NotBgMax,
    /// Not a record: two digits come first.
    #[error("a record begins with two digits")]
    NoRecord,
    /// A record where none of its kind may be.
    #[error("this record has no place here")]
    OutOfPlace,
    /// Something other than digits where digits should be.
    #[error("digits are expected in places {first} to {last}")]
    NotDigits {
        /// The first place.
        first: usize,
        /// The last.
        last: usize,
    },
    /// No date where one should be.
    #[error("a date is expected in places {first} to {last}")]
    NoDate {
        /// The first place.
        first: usize,
        /// The last.
        last: usize,
    },
    /// More than can be represented.
    #[error("an amount is larger than can be represented")]
    TooLarge,
    /// Another currency than Swedish kronor.
    #[error("only Swedish kronor are read")]
    OtherCurrency,
    /// What was put in is not what the payments come to.
    #[error("the payments come to {found}, and the deposit says {said}")]
    Sum {
        /// What the payments come to.
        found: Money,
        /// What the deposit says.
        said: Money,
    },
    /// There are not so many as is said.
    #[error("there are {found} of something, and the file says {said}")]
    Count {
        /// How many there are.
        found: usize,
        /// How many there should be.
        said: usize,
    },
    /// The file ends before its last record: part of it is missing.
    #[error("the file ends before its last record, 70")]
    Cut,
}

/// The file in these bytes: ISO 8859-1 as the bank writes it, or UTF-8 as it may have been saved.
pub fn read(bytes: &[u8]) -> Result<PaymentFile, ReadFault> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().copied().map(char::from).collect(),
    };
    let mut reading = Reading::default();
    let mut last = 0_usize;
    for (line, number) in text.lines().zip(1_usize..) {
        last = number;
        // What a mainframe leaves at the end.
        if line.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{1a}').is_empty()
        {
            continue;
        }
        reading.line(number, &Record::of(line)).map_err(|why| ReadFault { line: number, why })?;
    }
    let why = if reading.file.is_none() { Why::NotBgMax } else { Why::Cut };
    match reading.file {
        Some(file) if reading.ended => Ok(file),
        _ => Err(ReadFault { line: last.max(1), why }),
    }
}

/// How far the file has been read.
#[derive(Default)]
struct Reading {
    file: Option<PaymentFile>,
    /// The receiver, once a section has been opened.
    bankgiro: Option<String>,
    /// The payments of the deposit that is not closed yet.
    pending: Vec<Payment>,
    /// Payments, deductions, further references, deposits.
    counts: [usize; 4],
    ended: bool,
}

impl Reading {
    fn line(&mut self, number: usize, record: &Record) -> Result<(), Why> {
        let code = record.code()?;
        let Some(file) = &mut self.file else {
            self.file = Some(start(code, record)?);
            return Ok(());
        };
        if self.ended {
            return Err(Why::OutOfPlace);
        }
        match code {
            Code::Start => return Err(Why::OutOfPlace),
            Code::Opening => {
                if !self.pending.is_empty() {
                    return Err(Why::OutOfPlace);
                }
                if !matches!(record.text(23, 25).as_str(), "" | "SEK") {
                    return Err(Why::OtherCurrency);
                }
                self.bankgiro = Some(record.digits(3, 12)?);
            }
            Code::Payment | Code::Deduction => {
                self.bankgiro.as_ref().ok_or(Why::OutOfPlace)?;
                let (kind, at) = match code {
                    Code::Deduction => (PaymentKind::Deducted, 1),
                    _ => (PaymentKind::Paid, 0),
                };
                self.pending.push(payment(number, kind, record)?);
                count(&mut self.counts, at);
            }
            Code::MoreReference | Code::MoreDeduction => {
                let payment = self.pending.last_mut().ok_or(Why::OutOfPlace)?;
                payment.has_more_references = true;
                count(&mut self.counts, 2);
            }
            Code::Name => {
                let payment = self.pending.last_mut().ok_or(Why::OutOfPlace)?;
                payment.payer = Some(record.text(3, 37)).filter(|name| !name.is_empty());
            }
            Code::Deposit => {
                let bankgiro = self.bankgiro.clone().ok_or(Why::OutOfPlace)?;
                file.deposits.push(deposit(bankgiro, std::mem::take(&mut self.pending), record)?);
                count(&mut self.counts, 3);
            }
            Code::End => {
                if !self.pending.is_empty() {
                    return Err(Why::OutOfPlace);
                }
                let places = [(3, 10), (11, 18), (19, 26), (27, 34)];
                for ((first, last), found) in places.into_iter().zip(self.counts) {
                    let said = record.count(first, last)?;
                    if said != found {
                        return Err(Why::Count { found, said });
                    }
                }
                self.ended = true;
            }
            Code::Other => {}
        }
        Ok(())
    }
}

fn count(counts: &mut [usize; 4], at: usize) {
    if let Some(count) = counts.get_mut(at) {
        *count = count.saturating_add(1);
    }
}

fn start(code: Code, record: &Record) -> Result<PaymentFile, Why> {
    let is_one =
        code == Code::Start && record.text(3, 22) == "BGMAX" && record.text(23, 24) == "01";
    if !is_one {
        return Err(Why::NotBgMax);
    }
    Ok(PaymentFile { is_test: record.text(45, 45) == "T", deposits: Vec::new() })
}

fn payment(line: usize, kind: PaymentKind, record: &Record) -> Result<Payment, Why> {
    Ok(Payment {
        line,
        kind,
        reference: record.text(13, 37),
        has_more_references: false,
        amount: record.money(38, 55)?,
        serial: Some(record.text(58, 69)).filter(|serial| !serial.is_empty()),
        payer: None,
    })
}

/// Closes a deposit: its sum is that of the payments less the deductions, its count that of the payments, with or
/// without the deductions among them.
fn deposit(bankgiro: String, payments: Vec<Payment>, record: &Record) -> Result<Deposit, Why> {
    if !matches!(record.text(69, 71).as_str(), "" | "SEK") {
        return Err(Why::OtherCurrency);
    }
    let said = record.money(51, 68)?;
    let found = payments.iter().try_fold(Money::ZERO, |sum, payment| match payment.kind {
        PaymentKind::Paid => sum.plus(payment.amount),
        PaymentKind::Deducted => sum.minus(payment.amount),
    });
    let found = found.map_err(|_| Why::TooLarge)?;
    if found != said {
        return Err(Why::Sum { found, said });
    }
    let paid = payments.iter().filter(|payment| payment.kind == PaymentKind::Paid).count();
    let count = record.count(72, 79)?;
    if count != paid && count != payments.len() {
        return Err(Why::Count { found: payments.len(), said: count });
    }
    Ok(Deposit { bankgiro, date: record.date(38, 45)?, amount: said, payments })
}
