//! A row a line, with the document's own figures on each, as text for economy systems and spreadsheets.

use super::rows::{self, Cell};
use crate::SettlementFault;
use crate::read::WithLines;

/// RFC 4180: commas, CR LF, quotation marks where needed.
pub(super) fn write(documents: &[WithLines]) -> Result<Vec<u8>, SettlementFault> {
    let heads = rows::OF_DOCUMENT.iter().chain(&rows::OF_LINE).map(|column| column.name.to_owned());
    let mut text = row(heads);
    for (document, lines) in documents {
        let of_document = rows::of_document(document)?.map(cell);
        for (position, line) in lines.iter().enumerate() {
            let of_line = rows::of_line(position, line)?.map(cell);
            text.push_str(&row(of_document.iter().cloned().chain(of_line)));
        }
    }
    Ok(text.into_bytes())
}

fn cell(cell: Cell) -> String {
    match cell {
        Cell::Nothing => String::new(),
        Cell::Text(text) => safe(text),
        Cell::Day(day) => day.to_string(),
        Cell::Amount(amount) => amount.to_string(),
        Cell::Quantity(quantity) => quantity.to_string(),
        Cell::Count(count) => count.to_string(),
    }
}

/// A text that no spreadsheet takes for a formula.
fn safe(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}

fn row(cells: impl Iterator<Item = String>) -> String {
    let quoted = cells.map(|cell| {
        if cell.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell
        }
    });
    format!("{}\r\n", quoted.collect::<Vec<_>>().join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_or_breaks_a_row() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"] {
            assert!(cell(Cell::Text(text.to_owned())).starts_with('\''), "{text}");
        }
        assert_eq!(cell(Cell::Text("Lokal och fika".to_owned())), "Lokal och fika");
        let credit = domain::Money::from_ore(-150);
        assert_eq!(cell(Cell::Amount(credit)), "-1.50", "a number is not a text");
        let cells = ["a \"b\", c", "d"].map(str::to_owned);
        assert_eq!(row(cells.into_iter()), "\"a \"\"b\"\", c\",d\r\n");
    }
}
