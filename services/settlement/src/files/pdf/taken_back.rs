//! What no rule charges: what is withdrawn, since the facts are otherwise now, and what somebody has credited by hand.

use domain::{course_date_at, swedish};
use paper::{Block, Column, Level, Row, Table};
use settle::Basis;

use super::{Kept, KeptLine};
use crate::SettlementFault;
use crate::stored::StoredCredit;

/// What was charged and is charged no longer.
pub(super) fn withdrawn(kept: &Kept<'_>) -> Result<Vec<Block>, SettlementFault> {
    let mut rows = Vec::new();
    for line in kept.lines.iter().filter(|line| line.stored.basis == Basis::Withdrawn) {
        rows.push(Row::Cells(vec![
            line.line.name.clone(),
            day(line),
            swedish::figure(line.before()?),
            swedish::figure(line.line.amount),
        ]));
    }
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![
        Block::Heading(Level::Section, "Det som dras tillbaka".to_owned()),
        Block::Paragraph(
            "Tidigare underlag tog upp det här. Det gäller inte längre, och dras därför tillbaka. \
             Bara det som avtalet tar betalt för faktureras."
                .to_owned(),
        ),
        Block::Table(Table {
            caption: "Vad som togs upp förut, och vad som dras tillbaka.".to_owned(),
            columns: vec![
                Column::text("Avgift"),
                Column::text("Kursdag"),
                Column::figures("Tidigare, kr"),
                Column::figures("Raden, kr"),
            ],
            rows,
        }),
    ])
}

/// What somebody has credited, for a reason; who it was stays on the page.
pub(super) fn credited(kept: &Kept<'_>) -> Vec<Block> {
    let (mut rows, mut decisions) = (Vec::new(), Vec::new());
    for line in &kept.lines {
        let Some(credit) = &line.stored.credit else { continue };
        rows.push(Row::Cells(vec![
            line.line.name.clone(),
            day(line),
            credit.number.clone(),
            swedish::figure(credit.charged),
            swedish::figure(line.line.amount),
        ]));
        let told = decision(credit);
        if !decisions.contains(&told) {
            decisions.push(told);
        }
    }
    if rows.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Heading(Level::Section, "Det som krediteras för hand".to_owned())];
    blocks.extend(decisions.into_iter().map(Block::Paragraph));
    blocks.push(Block::Table(Table {
        caption: "Vad som togs ut, på vilket underlag, och vad som krediteras.".to_owned(),
        columns: vec![
            Column::text("Avgift"),
            Column::text("Kursdag"),
            Column::text("Underlag"),
            Column::figures("Uttaget, kr"),
            Column::figures("Raden, kr"),
        ],
        rows,
    }));
    blocks
}

fn decision(credit: &StoredCredit) -> String {
    let on = swedish::long_date(course_date_at(credit.asked_at));
    let effect = swedish::credited(credit.cancels);
    format!("Begärt den {on}. {effect} Skäl: {}", credit.reason)
}

fn day(line: &KeptLine<'_>) -> String {
    let day = line.stored.day.as_ref();
    day.map(|day| format!("{} {}", day.date, day.course)).unwrap_or_default()
}
