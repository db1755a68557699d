//! A file of vouchers as bytes, its records in the standard's order. Refuses what a reader would.

use std::collections::BTreeSet;
use std::fmt::Display;

use domain::{Date, Money, MoneyOverflow};

use crate::fields::quoted;
use crate::{AccountNumber, Transaction, Voucher, VoucherFile, codepage};

/// Why a file is not written. Positions count from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteFault {
    /// A voucher's rows do not sum to nothing.
    #[error("voucher {position} (“{text}”) is {difference} kronor from balance")]
    Unbalanced {
        /// Which voucher.
        position: usize,
        /// Its text.
        text: String,
        /// Debit less credit.
        difference: Money,
    },
    /// A voucher falls outside the year of accounts.
    #[error("voucher {position} is of {date}, outside the year of accounts")]
    OutsideYear {
        /// Which voucher.
        position: usize,
        /// Its date.
        date: Date,
    },
    /// A row names an account that the file does not.
    #[error("account {0} has no name in the file")]
    UnknownAccount(AccountNumber),
    /// A row names an object that the file does not, or an object's dimension has no name.
    #[error("object {code} of dimension {dimension} has no name in the file")]
    UnknownObject {
        /// The dimension's number.
        dimension: u32,
        /// The object's code.
        code: String,
    },
    /// A voucher comes to more than can be represented.
    #[error(transparent)]
    TooLarge(#[from] MoneyOverflow),
}

/// The file as bytes: code page 437, records ended by carriage return and line feed.
pub fn write(file: &VoucherFile) -> Result<Vec<u8>, WriteFault> {
    hold_names(file)?;
    for (position, voucher) in (1..).zip(&file.vouchers) {
        hold_voucher(file, position, voucher)?;
    }
    let mut records = Records(String::new());
    head(file, &mut records);
    for voucher in &file.vouchers {
        put_voucher(voucher, &mut records);
    }
    Ok(codepage::encode(&records.0))
}

fn hold_names(file: &VoucherFile) -> Result<(), WriteFault> {
    let accounts: BTreeSet<&AccountNumber> =
        file.accounts.iter().map(|account| &account.number).collect();
    let dimensions: BTreeSet<u32> = file.dimensions.iter().map(|part| part.number).collect();
    let objects: BTreeSet<(u32, &str)> =
        file.objects.iter().map(|object| (object.dimension, object.code.as_str())).collect();
    let nameless =
        |dimension: u32, code: &str| WriteFault::UnknownObject { dimension, code: code.to_owned() };
    for (dimension, code) in &objects {
        if !dimensions.contains(dimension) {
            return Err(nameless(*dimension, code));
        }
    }
    for row in file.vouchers.iter().flat_map(|voucher| &voucher.transactions) {
        if !accounts.contains(&row.account) {
            return Err(WriteFault::UnknownAccount(row.account.clone()));
        }
        for (dimension, code) in &row.objects {
            if !objects.contains(&(*dimension, code.as_str())) {
                return Err(nameless(*dimension, code));
            }
        }
    }
    Ok(())
}

fn hold_voucher(file: &VoucherFile, position: usize, voucher: &Voucher) -> Result<(), WriteFault> {
    let difference = voucher.balance()?;
    if !difference.is_zero() {
        let text = voucher.text.clone();
        return Err(WriteFault::Unbalanced { position, text, difference });
    }
    if !file.fiscal_year.contains(voucher.date) {
        return Err(WriteFault::OutsideYear { position, date: voucher.date });
    }
    Ok(())
}

/// Records, one a line.
struct Records(String);

impl Records {
    fn put(&mut self, fields: &[&dyn Display]) {
        let fields: Vec<String> = fields.iter().map(ToString::to_string).collect();
        self.0.push_str(fields.join(" ").trim_end());
        self.0.push_str("\r\n");
    }
}

/// `20261031`.
fn day(date: Date) -> impl Display {
    date.format("%Y%m%d")
}

fn head(file: &VoucherFile, records: &mut Records) {
    let program = &file.program;
    records.put(&[&"#FLAGGA 0"]);
    records.put(&[&"#PROGRAM", &quoted(&program.name), &quoted(&program.version)]);
    records.put(&[&"#FORMAT PC8"]);
    records.put(&[&"#GEN", &day(file.generated)]);
    records.put(&[&"#SIETYP 4"]);
    records.put(&[&"#ORGNR", &file.org_number]);
    records.put(&[&"#FNAMN", &quoted(&file.company)]);
    records.put(&[&"#RAR 0", &day(file.fiscal_year.from), &day(file.fiscal_year.to)]);
    if let Some(chart) = &file.chart {
        records.put(&[&"#KPTYP", &quoted(chart)]);
    }
    for account in &file.accounts {
        records.put(&[&"#KONTO", &account.number, &quoted(&account.name)]);
    }
    for dimension in &file.dimensions {
        records.put(&[&"#DIM", &dimension.number, &quoted(&dimension.name)]);
    }
    for object in &file.objects {
        let (code, name) = (quoted(&object.code), quoted(&object.name));
        records.put(&[&"#OBJEKT", &object.dimension, &code, &name]);
    }
}

fn put_voucher(voucher: &Voucher, records: &mut Records) {
    let number = voucher.number.map_or_else(|| "\"\"".to_owned(), |number| number.to_string());
    let (series, text) = (quoted(&voucher.series), quoted(&voucher.text));
    records.put(&[&"#VER", &series, &number, &day(voucher.date), &text]);
    records.put(&[&"{"]);
    for row in &voucher.transactions {
        put_row(row, records);
    }
    records.put(&[&"}"]);
}

fn put_row(row: &Transaction, records: &mut Records) {
    let objects: Vec<String> = row
        .objects
        .iter()
        .map(|(dimension, code)| format!("{dimension} {}", quoted(code)))
        .collect();
    // What comes after may be left out, and what comes before must then be empty.
    let date = row.date.map(|date| day(date).to_string());
    let text = row.text.as_deref().map(quoted);
    let quantity = row.quantity.map(|quantity| quantity.normalize().to_string());
    let mut fields = vec![date, text, quantity];
    while fields.last().is_some_and(Option::is_none) {
        fields.pop();
    }
    let more: Vec<String> =
        fields.into_iter().map(|field| field.unwrap_or_else(|| "\"\"".to_owned())).collect();
    let objects = format!("{{{}}}", objects.join(" "));
    records.put(&[&"#TRANS", &row.account, &objects, &row.amount, &more.join(" ")]);
}
