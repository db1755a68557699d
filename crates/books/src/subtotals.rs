//! The VAT of a document's lines by category, as an e-invoice has it.

use domain::{Money, MoneyOverflow};
use einvoice::{Line, Lines, LinesFault, Pricing, Rounding, Subtotal, Text, VatCategory};

/// VAT by category: rates from the highest down, then what is exempt, then what is outside the scope. Nothing where
/// there is no line, or where lines cannot stand on one document.
pub fn subtotals(lines: &[(Money, VatCategory)]) -> Result<Vec<Subtotal>, MoneyOverflow> {
    let id = Text::parse("-").map_err(|_| MoneyOverflow)?;
    let line = |(amount, category): &(Money, VatCategory)| {
        Ok(Line {
            id: id.clone(),
            name: id.clone(),
            description: None,
            note: None,
            article: None,
            order_line: None,
            period: None,
            pricing: Pricing::lump(*amount).map_err(|_| MoneyOverflow)?,
            vat: category.clone(),
        })
    };
    let lines: Result<Vec<Line>, MoneyOverflow> = lines.iter().map(line).collect();
    match Lines::try_new(lines?, Rounding::Exact) {
        Ok(lines) => Ok(lines.totals().vat.clone()),
        Err(LinesFault::TooLarge(fault)) => Err(fault),
        Err(LinesFault::NoLine | LinesFault::MixedScope) => Ok(Vec::new()),
    }
}
