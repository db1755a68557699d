//! Every line, by course day, with what each day comes to.

use domain::{Money, swedish};
use paper::{Column, Row, Table};

use super::{Kept, KeptLine, sums};
use crate::SettlementFault;

pub(super) fn table(kept: &Kept<'_>) -> Result<Table, SettlementFault> {
    let same_day = |one: &KeptLine<'_>, next: &KeptLine<'_>| {
        one.stored.day.as_ref().map(|day| day.id) == next.stored.day.as_ref().map(|day| day.id)
    };
    let mut rows = Vec::new();
    for lines in kept.lines.chunk_by(same_day) {
        let day = lines.first().and_then(|line| line.stored.day.as_ref());
        let (heading, sum) = match day {
            Some(day) => (format!("{} {}", day.date, day.course), format!("Summa {}", day.date)),
            None => ("Avgifter som inte hör till en kursdag".to_owned(), "Summa övrigt".to_owned()),
        };
        rows.push(Row::Group(heading));
        rows.extend(lines.iter().map(row));
        let amount = Money::sum(lines.iter().map(|line| line.line.amount))?;
        rows.push(Row::Sum(summed(sum, amount)));
    }
    rows.push(Row::Sum(summed("Summa utan moms".to_owned(), kept.document.total)));
    Ok(Table {
        caption: "Raderna kursdag för kursdag, utan moms.".to_owned(),
        columns: vec![
            Column::text("Avgift"),
            Column::text("Moms"),
            Column::figures("Antal"),
            Column::figures("À-pris, kr"),
            Column::figures("Belopp, kr"),
        ],
        rows,
    })
}

fn row(kept: &KeptLine<'_>) -> Row {
    let line = kept.line;
    let mark = if line.adjusts { " (rättelse)" } else { "" };
    Row::Cells(vec![
        format!("{}{mark}", line.name),
        sums::in_short(kept.vat.as_ref()),
        swedish::decimal(&line.quantity.to_string()),
        line.unit_price.map(swedish::figure).unwrap_or_default(),
        swedish::figure(line.amount),
    ])
}

fn summed(name: String, amount: Money) -> Vec<String> {
    vec![name, String::new(), String::new(), String::new(), swedish::figure(amount)]
}
