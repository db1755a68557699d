//! The rows of documents as a workbook: a sheet with a row a line, and one with a row a document and their sums. Knows
//! no formula: a text is a text, whatever it begins with, and sums are what they are.

use domain::Money;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::rows::{self, Cell, Column};
use crate::SettlementFault;
use crate::read::WithLines;

/// Numbers of more digits than this may come out of a workbook as another number.
const EXACT_BELOW: u64 = 1_000_000_000_000_000;

/// The same documents give the same file: it is dated by the latest of them, never by the clock.
pub(super) fn write(documents: &[WithLines]) -> Result<Vec<u8>, SettlementFault> {
    let styles = Styles::new();
    let mut lines = sheet("Rader", rows::OF_DOCUMENT.iter().chain(&rows::OF_LINE), &styles)?;
    let mut heads = sheet("Underlag", rows::OF_DOCUMENT.iter(), &styles)?;
    let mut sums = rows::OF_DOCUMENT.map(|_| Cell::Nothing);
    let (mut next_line, mut next_head) = (1, 1);
    for (document, own) in documents {
        let of_document = rows::of_document(document)?;
        for (sum, cell) in sums.iter_mut().zip(&of_document) {
            add(sum, cell)?;
        }
        for (position, line) in own.iter().enumerate() {
            let of_line = rows::of_line(position, line)?;
            styles.write(&mut lines, next_line, of_document.iter().chain(&of_line))?;
            next_line = next_line.saturating_add(1);
        }
        styles.write(&mut heads, next_head, of_document.iter())?;
        next_head = next_head.saturating_add(1);
    }
    heads.write_string_with_format(next_head, 0, "Summa", &styles.head).map_err(unwritable)?;
    styles.write(&mut heads, next_head, sums.iter())?;

    let mut workbook = Workbook::new();
    let properties = DocProperties::new().set_title("Underlag");
    let latest = documents.iter().map(|(document, _)| document.issued_at).max();
    let properties = match latest {
        Some(at) => {
            let at = at.format("%Y-%m-%dT%H:%M:%S").to_string();
            let at = ExcelDateTime::parse_from_str(&at).map_err(unwritable)?;
            properties.set_creation_datetime(&at)
        }
        None => properties,
    };
    workbook.set_properties(&properties);
    workbook.push_worksheet(lines);
    workbook.push_worksheet(heads);
    workbook.save_to_buffer().map_err(unwritable)
}

/// An empty sheet with its heads, which stay in sight.
fn sheet<'a>(
    name: &str,
    columns: impl Iterator<Item = &'a Column>,
    styles: &Styles,
) -> Result<Worksheet, SettlementFault> {
    let mut sheet = Worksheet::new();
    sheet.set_name(name).map_err(unwritable)?;
    sheet.set_freeze_panes(1, 1).map_err(unwritable)?;
    for (at, column) in (0..).zip(columns) {
        sheet.set_column_width(at, column.width).map_err(unwritable)?;
        sheet.write_string_with_format(0, at, column.name, &styles.head).map_err(unwritable)?;
    }
    Ok(sheet)
}

/// How cells look.
struct Styles {
    head: Format,
    day: Format,
    amount: Format,
}

impl Styles {
    fn new() -> Self {
        Self {
            head: Format::new().set_bold(),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            amount: Format::new().set_num_format("#,##0.00"),
        }
    }

    fn write<'a>(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        cells: impl Iterator<Item = &'a Cell>,
    ) -> Result<(), SettlementFault> {
        for (at, cell) in (0..).zip(cells) {
            let written = match cell {
                Cell::Nothing => continue,
                Cell::Text(text) => sheet.write_string(row, at, text),
                Cell::Day(day) => ExcelDateTime::parse_from_str(&day.to_string())
                    .and_then(|day| sheet.write_datetime_with_format(row, at, &day, &self.day)),
                Cell::Amount(amount) => {
                    let number = number(&amount.to_string(), amount.ore())?;
                    sheet.write_number_with_format(row, at, number, &self.amount)
                }
                Cell::Quantity(quantity) => {
                    let number = number(&quantity.to_string(), quantity.thousandths())?;
                    sheet.write_number(row, at, number)
                }
                Cell::Count(count) => sheet.write_number(row, at, *count),
            };
            written.map_err(unwritable)?;
        }
        Ok(())
    }
}

/// The number that a workbook holds, which is binary, of 53 bits. It is read from the decimal text and never computed
/// with. Any decimal number of at most 15 digits (`units` counts its last) has a binary one nearest to it that is no
/// other's, and whoever reads that back to the same decimals has the same text: to the öre, up to 9 999 999 999 999,99 kr.
fn number(text: &str, units: i64) -> Result<f64, SettlementFault> {
    let too_large = SettlementFault::Broken("a workbook's numbers have 15 digits");
    if units.unsigned_abs() >= EXACT_BELOW {
        return Err(too_large);
    }
    text.parse().map_err(|_| too_large)
}

/// Adds amounts up; what is no amount has no sum.
fn add(sum: &mut Cell, cell: &Cell) -> Result<(), SettlementFault> {
    if let Cell::Amount(amount) = cell {
        let before = if let Cell::Amount(before) = sum { *before } else { Money::ZERO };
        *sum = Cell::Amount(before.plus(*amount)?);
    }
    Ok(())
}

#[expect(clippy::needless_pass_by_value, reason = "what map_err gives")]
fn unwritable(fault: XlsxError) -> SettlementFault {
    tracing::error!(cause = %fault, "a workbook cannot be written");
    SettlementFault::Broken("what documents say fits into a workbook")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact_to_the_ore_within_fifteen_digits() {
        let last = 999_999_999_999_999;
        let mut all = vec![0, 1, -1, 29, 57, 1_005, 4_318_150, last, -last, last - 1];
        // Every seventh power of three and its neighbours: öre of all sizes.
        all.extend((0..31).flat_map(|power| [3_i64.pow(power), -3_i64.pow(power) - 1]));
        for ore in all {
            let amount = Money::from_ore(ore);
            let held = number(&amount.to_string(), ore).unwrap();
            // What a reader does: the text of the number, to two decimals.
            assert_eq!(format!("{held:.2}").parse::<Money>().unwrap(), amount);
            assert_eq!(held.to_string().parse::<Money>().unwrap(), amount, "the shortest, too");
        }
        let beyond = last + 1;
        assert!(number(&Money::from_ore(beyond).to_string(), beyond).is_err());
    }
}
