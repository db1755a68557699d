//! Course fees, those of one price together: the rule once, the figures a row a course day.

use domain::swedish::{self, course_fee};
use domain::{FeeBasis, LateCancellationDays, Money, ServiceLength, course_date_at};
use paper::{Block, Column, Level, Row, Table};
use settle::{Basis, CourseDayBasis, PriceSource};

use super::explained::{exact, incomplete};
use super::{Kept, KeptLine};
use crate::SettlementFault;

/// What lines that are told of together have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Price {
    name: String,
    amount: Money,
    source: PriceSource,
    pays_for: FeeBasis,
    late_cancellation_days: Option<LateCancellationDays>,
}

pub(super) fn blocks(kept: &Kept<'_>) -> Result<Vec<Block>, SettlementFault> {
    let mut groups: Vec<(Price, Vec<(&KeptLine<'_>, &CourseDayBasis)>)> = Vec::new();
    for line in &kept.lines {
        let Basis::CourseDay(basis) = &line.stored.basis else { continue };
        let price = Price {
            name: line.line.name.clone(),
            amount: basis.unit_price,
            source: basis.price,
            pays_for: basis.pays_for,
            late_cancellation_days: basis.late_cancellation_days,
        };
        match groups.iter_mut().find(|(known, _)| *known == price) {
            Some((_, own)) => own.push((line, basis)),
            None => groups.push((price, vec![(line, basis)])),
        }
    }
    let mut blocks = Vec::new();
    for (price, lines) in &groups {
        blocks.extend(group(&kept.document.agreement_title, price, lines)?);
    }
    Ok(blocks)
}

fn group(
    agreement: &str,
    price: &Price,
    lines: &[(&KeptLine<'_>, &CourseDayBasis)],
) -> Result<Vec<Block>, SettlementFault> {
    let unit_price = swedish::money(price.amount);
    let (mut rows, mut rounding) = (Vec::new(), Vec::new());
    for (line, basis) in lines {
        let exact = exact(&line.stored.basis)?;
        let told = course_fee::rounding(&exact, line.stored.charged).map_err(incomplete)?;
        if !rounding.contains(&told) {
            rounding.push(told);
        }
        rows.push(row(line, basis, &exact)?);
    }
    let amount = Money::sum(lines.iter().map(|(line, _)| line.line.amount))?;
    rows.push(Row::Sum(
        ["Summa", "", "", "", "", "", ""]
            .map(str::to_owned)
            .into_iter()
            .chain([swedish::figure(amount)])
            .collect(),
    ));
    let schedule = match price.source {
        PriceSource::FeeSchedule(from) => Some(from),
        PriceSource::Day => None,
    };
    let rounding = match rounding.as_slice() {
        [one] => (*one).to_owned(),
        _ => "Belopp som inte går jämnt ut avrundas till hela ören, halva ören uppåt.".to_owned(),
    };
    let late = course_fee::late_cancellation(price.late_cancellation_days);
    let late = late.map(|told| format!(" {told}")).unwrap_or_default();
    Ok(vec![
        Block::Heading(
            Level::Section,
            format!("{}: {unit_price} per deltagare och hel dag", price.name),
        ),
        Block::Paragraph(format!(
            "Deltagare × kursdagens längd × {unit_price}. {}{late} {rounding}",
            course_fee::counted(price.pays_for)
        )),
        Block::Note(format!("{agreement}. {}", course_fee::clause(&price.name, schedule))),
        Block::Table(Table {
            caption:
                "Uträkningen kursdag för kursdag. Raden är rätt belopp minus det som tidigare \
                      underlag har tagit upp."
                    .to_owned(),
            columns: columns(),
            rows,
        }),
    ])
}

fn columns() -> Vec<Column> {
    let mut columns = vec![Column::text("Kursdag")];
    let figures = [
        "Deltog",
        "Uteblev",
        "Dagar",
        "Före avrundning, kr",
        "Rätt belopp, kr",
        "Tidigare, kr",
        "Raden, kr",
    ];
    columns.extend(figures.map(Column::figures));
    columns
}

fn row(line: &KeptLine<'_>, basis: &CourseDayBasis, exact: &str) -> Result<Row, SettlementFault> {
    let length = ServiceLength::from_half_days(basis.half_days.into());
    let length = length.map_err(|_| SettlementFault::Broken("a course day has a length"))?;
    let closed = line.stored.day.as_ref().map(|day| course_date_at(day.closed_at));
    let closed = closed.map(|on| format!(", stängd {on}")).unwrap_or_default();
    Ok(Row::Cells(vec![
        format!("{} {}{closed}", basis.date, basis.course),
        basis.attended.to_string(),
        basis.absent.to_string(),
        swedish::decimal(&length.to_string()),
        swedish::decimal(exact),
        swedish::figure(line.stored.charged),
        swedish::figure(line.before()?),
        swedish::figure(line.line.amount),
    ]))
}
