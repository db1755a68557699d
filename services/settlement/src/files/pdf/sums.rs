//! What the lines come to: by what is charged, VAT by category, rounding, and what is to be paid.

use domain::{Money, swedish};
use einvoice::{Subtotal, VatCategory};
use paper::{Block, Column, Level, Row, Table};

use super::Kept;
use crate::SettlementFault;

pub(super) fn blocks(kept: &Kept<'_>) -> Result<Vec<Block>, SettlementFault> {
    let mut blocks = vec![Block::Heading(Level::Part, "Summering".to_owned())];
    blocks.push(Block::Table(totals(kept)?));
    let known: Option<Vec<(Money, VatCategory)>> =
        kept.lines.iter().map(|kept| Some((kept.line.amount, kept.vat.clone()?))).collect();
    let Some(known) = known else {
        let nobody = "Momsen var inte vald när underlaget utfärdades. Inget har lagts till.";
        blocks.push(Block::Paragraph(nobody.to_owned()));
        return Ok(blocks);
    };
    let subtotals = books::subtotals(&known)?;
    let tax = Money::sum(subtotals.iter().map(|subtotal| subtotal.tax))?;
    if tax != kept.document.vat {
        return Err(SettlementFault::Broken("a document's VAT is that of its lines"));
    }
    blocks.push(Block::Table(vat(&subtotals)));
    blocks.push(Block::Paragraph(swedish::vat::RULE.to_owned()));
    let whole_kronor = kept.envelope.as_ref().is_some_and(|envelope| envelope.seller.whole_kronor);
    let rounded = swedish::vat::rounded(kept.document.rounding, whole_kronor);
    blocks.extend(rounded.map(Block::Paragraph));
    Ok(blocks)
}

fn totals(kept: &Kept<'_>) -> Result<Table, SettlementFault> {
    let document = kept.document;
    let row = |name: &str, amount: Money| vec![name.to_owned(), swedish::figure(amount)];
    let mut names: Vec<&str> = Vec::new();
    for line in &kept.lines {
        if !names.contains(&line.line.name.as_str()) {
            names.push(&line.line.name);
        }
    }
    let mut rows = Vec::new();
    for name in names {
        let own = kept.lines.iter().filter(|line| line.line.name == name);
        let sum = Money::sum(own.map(|line| line.line.amount))?;
        rows.push(Row::Cells(row(name, sum)));
    }
    rows.push(Row::Sum(row("Summa utan moms", document.total)));
    rows.push(Row::Cells(row("Moms", document.vat)));
    if !document.rounding.is_zero() {
        rows.push(Row::Cells(row("Öresavrundning", document.rounding)));
    }
    rows.push(Row::Sum(if kept.payable.is_negative() {
        row("Att få", kept.payable.negated()?)
    } else {
        row("Att betala", kept.payable)
    }));
    Ok(Table {
        caption: "Vad underlaget kommer till.".to_owned(),
        columns: vec![Column::text("Avgift"), Column::figures("Belopp, kr")],
        rows,
    })
}

fn vat(subtotals: &[Subtotal]) -> Table {
    let row = |subtotal: &Subtotal| {
        Row::Cells(vec![
            with_reason(&subtotal.category),
            swedish::figure(subtotal.base),
            swedish::figure(subtotal.tax),
        ])
    };
    Table {
        caption: "Moms.".to_owned(),
        columns: vec![
            Column::text("Momssats"),
            Column::figures("Belopp utan moms, kr"),
            Column::figures("Moms, kr"),
        ],
        rows: subtotals.iter().map(row).collect(),
    }
}

fn with_reason(category: &VatCategory) -> String {
    match category {
        VatCategory::Standard(_) => in_short(Some(category)),
        VatCategory::Exempt { reason, code } => {
            let code = code.map(|code| format!(" ({code})")).unwrap_or_default();
            format!("Undantaget från moms: {reason}{code}")
        }
        VatCategory::OutsideScope { reason } => format!("Utanför momsens område: {reason}"),
    }
}

/// How a line stands to VAT, in a word.
pub(super) fn in_short(category: Option<&VatCategory>) -> String {
    match category {
        Some(VatCategory::Standard(rate)) => format!("{}\u{a0}%", rate.percent()),
        Some(VatCategory::Exempt { .. }) => "Undantaget".to_owned(),
        Some(VatCategory::OutsideScope { .. }) => "Utanför".to_owned(),
        None => "Inte vald".to_owned(),
    }
}
