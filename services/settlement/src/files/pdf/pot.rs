//! Appendix 2: how a year's trainer pot came about, and how it was divided in the run that issued the document.

use domain::swedish::{self, TrainerPotTold, Why};
use domain::{Money, Points};
use paper::{Block, Column, Level, Row, Table};
use settle::{Basis, PotBasis};

use super::explained::{exact, incomplete};
use super::{Kept, KeptLine, PotShare, Shares};
use crate::SettlementFault;
use crate::stored::StoredPotDay;

/// Why a share is what it is.
pub(super) fn why(
    kept: &Kept<'_>,
    line: &KeptLine<'_>,
    basis: &PotBasis,
) -> Result<Why, SettlementFault> {
    let exact = exact(&line.stored.basis)?;
    let municipality = &kept.document.municipality_name;
    told(municipality, basis, &exact, line.stored.all_rounded_up).why().map_err(incomplete)
}

fn told<'a>(
    municipality: &'a str,
    basis: &PotBasis,
    exact: &'a str,
    all_rounded_up: Option<Money>,
) -> TrainerPotTold<'a> {
    TrainerPotTold {
        municipality,
        year: basis.year.into(),
        collected: basis.collected,
        carried_in: basis.carried_in,
        carried_out: basis.carried_out,
        points: basis.points,
        all_points: basis.all_points,
        exact,
        unit: basis.unit,
        all_rounded_up,
        share: basis.share,
    }
}

pub(super) fn blocks(kept: &Kept<'_>, all: &Shares) -> Result<Vec<Block>, SettlementFault> {
    let mut blocks = Vec::new();
    for line in &kept.lines {
        let Basis::TrainerPot(basis) = &line.stored.basis else { continue };
        if blocks.is_empty() {
            blocks.push(Block::NewPage);
            let title = "Bilaga 2: Så är utbildarpotten delad";
            blocks.push(Block::Heading(Level::Part, title.to_owned()));
        }
        let key = (kept.document.run, kept.document.agreement, basis.year);
        let shares = all.get(&key).map_or(&[][..], Vec::as_slice);
        blocks.extend(of_year(kept, line, basis, shares)?);
    }
    Ok(blocks)
}

fn of_year(
    kept: &Kept<'_>,
    line: &KeptLine<'_>,
    basis: &PotBasis,
    shares: &[PotShare],
) -> Result<Vec<Block>, SettlementFault> {
    let exact = exact(&line.stored.basis)?;
    let told = told(&kept.document.municipality_name, basis, &exact, line.stored.all_rounded_up);
    let mut steps = told.pot();
    steps.push(format!(
        "= {} att dela på {} poäng",
        swedish::money(told.divided()),
        points(basis.all_points)
    ));
    let mut blocks = vec![
        Block::Heading(Level::Section, format!("Utbildarpotten för {}", basis.year)),
        Block::Steps(steps),
        Block::Paragraph(swedish::rounding::rule(basis.unit, told.divided())),
    ];
    blocks.extend(divided(basis, told.divided(), shares)?);
    if !line.stored.pot_days.is_empty() {
        blocks.push(Block::Table(earned(&kept.document.municipality_name, line, basis)));
    }
    Ok(blocks)
}

/// Everybody's shares that the run issued.
fn divided(
    basis: &PotBasis,
    divided: Money,
    shares: &[PotShare],
) -> Result<Vec<Block>, SettlementFault> {
    let mut shares: Vec<&PotShare> = shares.iter().collect();
    shares.sort_by_cached_key(|share| swedish::sort_key(&share.municipality));
    let mut rows = Vec::new();
    for share in &shares {
        rows.push(Row::Cells(vec![
            share.municipality.clone(),
            points(share.basis.points),
            swedish::decimal(&exact(&Basis::TrainerPot(share.basis.clone()))?),
            swedish::figure(share.basis.share),
        ]));
    }
    let sum = Money::sum(shares.iter().map(|share| share.basis.share))?;
    let all = shares
        .iter()
        .fold(0_u64, |all, share| all.saturating_add(share.basis.points.thousandths()));
    let all = points(Points::from_thousandths(all));
    rows.push(Row::Sum(vec!["Summa".to_owned(), all, String::new(), swedish::figure(sum)]));
    let mut blocks = vec![Block::Table(Table {
        caption: format!("Andelarna av potten för {}.", basis.year),
        columns: vec![
            Column::text("Kommun"),
            Column::figures("Poäng"),
            Column::figures("Före avrundning, kr"),
            Column::figures("Andel, kr"),
        ],
        rows,
    })];
    if sum != divided {
        blocks.push(Block::Note(
            "Här står de andelar som utfärdades samtidigt. Andelar som inte ändrades står på \
             tidigare underlag."
                .to_owned(),
        ));
    }
    Ok(blocks)
}

fn earned(municipality: &str, line: &KeptLine<'_>, basis: &PotBasis) -> Table {
    let row = |earned: &StoredPotDay| {
        Row::Cells(vec![
            format!("{} {}", earned.day.date, earned.day.course),
            swedish::role(earned.role).to_owned(),
            earned.served.to_string(),
            points(earned.points),
        ])
    };
    let mut rows: Vec<Row> = line.stored.pot_days.iter().map(row).collect();
    let sum = points(basis.points);
    rows.push(Row::Sum(vec!["Summa".to_owned(), String::new(), String::new(), sum]));
    Table {
        caption: format!("Dagarna då utbildare från {municipality} tjänade ihop poäng."),
        columns: vec![
            Column::text("Kursdag"),
            Column::text("Roll"),
            Column::figures("Antal"),
            Column::figures("Poäng"),
        ],
        rows,
    }
}

fn points(points: Points) -> String {
    swedish::decimal(&points.to_string())
}
