//! One year's pot, ready to show.

use domain::{Date, swedish};

use crate::pill::Pill;
use crate::settlement::bars::Bars;
use crate::settlement::sum;
use crate::settlement::trainer_pot::chart;
use crate::settlement::trainer_pot::data::{Pot, Share};
use crate::urls;

/// One year's pot.
pub(super) struct PotView {
    pub(super) year: i32,
    pub(super) pill: Pill,
    pub(super) answer: String,
    pub(super) agreement: String,
    pub(super) agreement_href: String,
    pub(super) carried_in: String,
    pub(super) collected: String,
    pub(super) points: String,
    pub(super) share_value: String,
    pub(super) carried_out: String,
    /// Absent where nobody earned points.
    pub(super) chart: Option<Bars>,
    pub(super) rows: Vec<Row>,
    pub(super) total: String,
}

/// What one municipality gets.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) points: String,
    pub(super) exact: String,
    pub(super) amount: String,
    /// Why it is so; empty before the distribution has been issued.
    pub(super) href: String,
}

impl PotView {
    /// The pot as it stands today.
    pub(super) fn of(region: &str, pot: &Pot, today: Date) -> Self {
        let distributed = sum(pot.shares.iter().map(|share| share.amount));
        Self {
            year: pot.year,
            pill: pill(pot, today),
            answer: answer(pot),
            agreement_href: urls::agreement(region, &pot.agreement.id),
            agreement: pot.agreement.title.clone(),
            carried_in: swedish::money(pot.carried_in),
            collected: swedish::money(pot.collected),
            points: swedish::decimal(&pot.points.to_string()),
            share_value: match &pot.share_value {
                Some(value) => format!("{} kr", swedish::decimal(value)),
                None => "inga poäng än".to_owned(),
            },
            carried_out: swedish::money(pot.carried_out),
            chart: chart::drawn(pot),
            rows: pot.shares.iter().map(|share| row(region, share)).collect(),
            total: swedish::figure(distributed),
        }
    }
}

fn pill(pot: &Pot, today: Date) -> Pill {
    match pot.distributed_on {
        _ if pot.issued => Pill::ready("Fördelad"),
        Some(date) if date <= today => Pill::attention("Att fördela"),
        Some(_) | None => Pill::live("Samlas in"),
    }
}

fn answer(pot: &Pot) -> String {
    if pot.shares.is_empty() {
        return format!(
            "Ingen kommun har tjänat poäng under {}. Utan poäng fördelas potten inte, utan förs \
             över till nästa år.",
            pot.year
        );
    }
    let distributed = sum(pot.shares.iter().map(|share| share.amount));
    let verb = if pot.issued { "fördelades" } else { "fördelas" };
    let when = pot.distributed_on.map(|date| format!(" den {}", swedish::long_date(date)));
    let among = match pot.shares.len() {
        1 => "till en kommun som har lånat ut utbildare".to_owned(),
        count => format!("mellan {count} kommuner som har lånat ut utbildare"),
    };
    format!("{} {verb}{} {among}.", swedish::money(distributed), when.unwrap_or_default())
}

fn row(region: &str, share: &Share) -> Row {
    Row {
        name: share.municipality.name.clone(),
        points: swedish::decimal(&share.points.to_string()),
        exact: swedish::decimal(&share.exact),
        amount: swedish::figure(share.amount),
        href: share.line.as_deref().map(|line| urls::line(region, line)).unwrap_or_default(),
    }
}
