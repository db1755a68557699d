//! What is stored beside an issued line so that it can be explained years later, as it was then.

use chrono::{DateTime, Datelike, Utc};
use domain::{
    CourseDay, CourseDayId, Date, DayCode, DocumentId, DocumentLineId, Money, MunicipalityCode,
    OccasionCode, OccasionId, Points, TrainerRole,
};
use serde::{Deserialize, Serialize};
use settle::{Basis, Line, LineKey, Settlement, Share};

use crate::facts::{AgreementFacts, DayFact};
use crate::plan::PlannedAgreement;

/// Why an issued line is what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StoredExplanation {
    /// The figures.
    pub(crate) basis: Basis,
    /// What should be charged in all.
    pub(crate) charged: Money,
    /// The course day that is charged, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) day: Option<StoredDay>,
    /// What everybody's shares would come to if each were rounded up by itself, where there are shares.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) all_rounded_up: Option<Money>,
    /// The days that earned points, where a pot is shared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) pot_days: Vec<StoredPotDay>,
    /// Whose decision it was, where it is credited by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) credit: Option<StoredCredit>,
}

/// That somebody has credited a line by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StoredCredit {
    /// The line that is taken back, or a part of it.
    pub(crate) line: DocumentLineId,
    /// The document that it stands on.
    pub(crate) document: DocumentId,
    /// Its number.
    pub(crate) number: String,
    /// What the line came to.
    pub(crate) charged: Money,
    /// Whether it is charged anew.
    pub(crate) cancels: bool,
    /// Why, in somebody's words.
    pub(crate) reason: String,
    /// A signature: what is issued never changes, and names may be taken away.
    pub(crate) asked_by: String,
    pub(crate) asked_at: DateTime<Utc>,
}

/// A closed course day, as it was called when the line was issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StoredDay {
    pub(crate) id: CourseDayId,
    pub(crate) code: DayCode,
    pub(crate) date: Date,
    pub(crate) course: String,
    pub(crate) occasion_id: OccasionId,
    pub(crate) occasion_code: OccasionCode,
    pub(crate) closed_at: DateTime<Utc>,
    /// A signature: what is issued never changes, and names may be taken away.
    pub(crate) closed_by: String,
}

/// A day on which a municipality earned points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StoredPotDay {
    pub(crate) day: StoredDay,
    pub(crate) role: TrainerRole,
    pub(crate) served: u32,
    pub(crate) points: Points,
}

impl StoredDay {
    pub(crate) fn of(day: &CourseDay, fact: &DayFact) -> Self {
        Self {
            id: fact.id,
            code: day.code.clone(),
            date: day.date,
            course: day.course.clone(),
            occasion_id: fact.occasion,
            occasion_code: day.occasion.clone(),
            closed_at: fact.closed_at,
            closed_by: fact.closed_by.clone(),
        }
    }
}

impl StoredExplanation {
    /// The explanation of a line that is about to be issued to a municipality.
    pub(crate) fn of(
        line: &Line,
        municipality: MunicipalityCode,
        agreement: &PlannedAgreement,
    ) -> Self {
        let facts = &agreement.facts;
        let day = facts.charged_day(&line.key).map(|(day, fact)| StoredDay::of(day, fact));
        let pot_days = match &line.key {
            LineKey::TrainerPot { year, .. } => pot_days(facts, municipality, *year),
            LineKey::CourseFee { .. } | LineKey::FixedCost { .. } => Vec::new(),
        };
        let all_rounded_up = all_rounded_up(&line.basis, &agreement.should);
        let (basis, charged) = (line.basis.clone(), line.charged());
        Self { basis, charged, day, all_rounded_up, pot_days, credit: None }
    }
}

/// What the shares that a line's share is one of would come to, each rounded up by itself.
fn all_rounded_up(basis: &Basis, should: &Settlement) -> Option<Money> {
    let (shares, unit): (Vec<Share>, Money) = match basis {
        Basis::FixedCost(basis) => {
            let yearly = should.fixed_cost_shares.iter().filter(|share| share.cost == basis.cost);
            (yearly.map(|yearly| yearly.share).collect(), basis.unit)
        }
        Basis::TrainerPot(basis) => {
            let year = should.trainer_pot.iter().find(|pot| pot.year == basis.year)?;
            (year.shares.clone(), basis.unit)
        }
        Basis::CourseDay(_) | Basis::Withdrawn | Basis::Credited => return None,
    };
    settle::rounded_up(&shares, unit).ok()
}

/// The days of a year on which the municipality's trainers earned points.
fn pot_days(
    facts: &AgreementFacts,
    municipality: MunicipalityCode,
    year: i32,
) -> Vec<StoredPotDay> {
    let Some(pot) = &facts.terms.agreement.trainer_pot else { return Vec::new() };
    let mut earned = Vec::new();
    for row in &facts.delivered.instruction {
        let index = usize::try_from(row.day.0).unwrap_or(usize::MAX);
        let Some(day) = facts.delivered.days.get(index) else { continue };
        let Some(fact) = facts.days.get(index) else { continue };
        if row.municipality != Some(municipality) || day.date.year() != year {
            continue;
        }
        let Some(role_points) = pot.points.get(&row.role) else { continue };
        // The settlement has added the same points up, so that they fit.
        let Ok(points) = Points::earned(*role_points, day.length, row.served) else { continue };
        let (day, role, served) = (StoredDay::of(day, fact), row.role, row.served);
        earned.push(StoredPotDay { day, role, served, points });
    }
    earned
}
