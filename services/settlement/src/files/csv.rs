//! A row a line, with the document's own figures on each, for economy systems and spreadsheets.

use books::{Envelope, StatedVat};
use domain::course_date_at;
use einvoice::VatCategory;

use crate::SettlementFault;
use crate::read::WithLines;
use crate::stored::StoredExplanation;

const COLUMNS: [&str; 26] = [
    "document",
    "kind",
    "municipality",
    "municipality_name",
    "org_number",
    "invoice_date",
    "issued",
    "due",
    "payment_reference",
    "buyer_reference",
    "order_reference",
    "agreement",
    "document_total",
    "document_vat",
    "document_rounding",
    "document_payable",
    "line",
    "line_kind",
    "code",
    "name",
    "course_day",
    "course",
    "quantity",
    "amount",
    "vat_category",
    "vat_rate",
];

/// RFC 4180: commas, CR LF, quotation marks where needed.
pub(super) fn write(documents: &[WithLines]) -> Result<Vec<u8>, SettlementFault> {
    let mut text = row(COLUMNS.map(str::to_owned));
    for (document, lines) in documents {
        let envelope = document.envelope.as_deref().map(serde_json::from_str::<Envelope>);
        let envelope = envelope.transpose()?;
        let recipient = envelope.as_ref().and_then(|one| one.recipient.as_ref());
        let reference = |own: Option<&String>| own.map(|text| safe(text)).unwrap_or_default();
        for (position, line) in lines.iter().enumerate() {
            let stored: StoredExplanation = serde_json::from_str(&line.explanation)?;
            let vat = line.vat.as_deref().map(serde_json::from_str::<StatedVat>).transpose()?;
            let category = vat.as_ref().and_then(StatedVat::category);
            let day = stored.day.as_ref();
            text.push_str(&row([
                document.number.to_string(),
                document.kind.word().to_owned(),
                document.municipality.to_string(),
                safe(&document.municipality_name),
                document.org_number.to_string(),
                document.date.to_string(),
                course_date_at(document.issued_at).to_string(),
                envelope.as_ref().map(|one| one.due.to_string()).unwrap_or_default(),
                envelope.as_ref().map(|one| one.payment_reference.clone()).unwrap_or_default(),
                reference(recipient.and_then(|one| one.buyer_reference.as_ref())),
                reference(recipient.and_then(|one| one.order_reference.as_ref())),
                safe(&document.agreement_title),
                document.total.to_string(),
                document.vat.to_string(),
                document.rounding.to_string(),
                document.payable()?.to_string(),
                position.saturating_add(1).to_string(),
                line.key.kind().word().to_owned(),
                safe(line.key.code()),
                safe(&line.name),
                day.map(|day| day.date.to_string()).unwrap_or_default(),
                day.map(|day| safe(&day.course)).unwrap_or_default(),
                line.quantity.to_string(),
                line.amount.to_string(),
                category.as_ref().map(|one| one.code().to_owned()).unwrap_or_default(),
                category
                    .as_ref()
                    .and_then(VatCategory::percent)
                    .map_or(String::new(), |rate| rate.to_string()),
            ]));
        }
    }
    Ok(text.into_bytes())
}

/// A text that no spreadsheet takes for a formula.
fn safe(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn row(cells: [String; COLUMNS.len()]) -> String {
    let quoted = cells.map(|cell| {
        if cell.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell
        }
    });
    format!("{}\r\n", quoted.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_or_breaks_a_row() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"] {
            assert!(safe(text).starts_with('\''), "{text}");
        }
        assert_eq!(safe("Lokal och fika"), "Lokal och fika");
        let mut cells = COLUMNS.map(|_| String::new());
        cells[0] = "a \"b\", c".to_owned();
        assert!(row(cells).starts_with("\"a \"\"b\"\", c\",,"));
    }
}
