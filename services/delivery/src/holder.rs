//! What delivery holds on somebody: their courses, attendance and teaching; and letting go of it, which changes no count.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use domain::{AgreementId, AgreementTerms, PersonId, Points, ServiceLength, TrainerRole, swedish};
use people::{Erased, HandOverFault, Hindrance, HindranceKind, Holder, LastDay, Section};
use tenancy::{RegionScope, RegionTx, StoreFault};

use crate::marks::{service, word};
use crate::store;
use crate::store::of_person::{self, Corrected, Taught};
use crate::store::terms;

/// Delivery, as one of those who hold something on persons.
#[derive(Clone, Copy, Debug, Default)]
pub struct DeliveryHolder;

#[async_trait::async_trait]
impl Holder for DeliveryHolder {
    async fn held(
        &self,
        scope: &RegionScope,
        person: PersonId,
    ) -> Result<Vec<Section>, StoreFault> {
        let names = scope.municipalities().await?;
        let enrolled = of_person::enrolled(scope, person).await?.into_iter().map(|one| {
            vec![
                one.occasion,
                one.course,
                one.first_day.to_string(),
                names.name(one.municipality),
                if one.cancelled { "Avbokad" } else { "Anmäld" }.to_owned(),
                swedish::minute(one.at),
            ]
        });
        let enrolled = Section {
            heading: "Kurser",
            columns: vec!["Kurstillfälle", "Kurs", "Första dag", "Kommun", "Läge", "Anmäld"],
            rows: enrolled.collect(),
        };
        let attended = of_person::attended(scope, person).await?.into_iter().map(|one| {
            let mark = one.mark.map_or("", word).to_owned();
            vec![one.date.to_string(), one.occasion, one.course, mark]
        });
        let attended = Section {
            heading: "Närvaro",
            columns: vec!["Kursdag", "Kurstillfälle", "Kurs", "Närvaro"],
            rows: attended.collect(),
        };
        let taught = of_person::taught(scope, person).await?;
        let points = points_of(scope, &taught).await?;
        let taught = taught.into_iter().zip(points).map(|(one, points)| {
            vec![
                one.date.to_string(),
                one.occasion,
                one.course,
                role(one.role).to_owned(),
                one.municipality.map(|code| names.name(code)).unwrap_or_default(),
                one.served.map_or("", service).to_owned(),
                points,
            ]
        });
        let taught = Section {
            heading: "Utbildaruppdrag",
            columns: vec![
                "Kursdag",
                "Kurstillfälle",
                "Kurs",
                "Roll",
                "Kommun",
                "Tjänstgöring",
                "Poäng till kommunen",
            ],
            rows: taught.collect(),
        };
        let corrected = Section {
            heading: "Rättelser av närvaro",
            columns: vec!["Kursdag", "Rättelse"],
            rows: corrections_of(scope, person).await?,
        };
        let brought = store::course_history::of_person(scope, person).await?.into_iter();
        let brought = brought.map(|one| {
            vec![one.date.to_string(), one.course, word(one.mark).to_owned(), one.origin_name]
        });
        let brought = Section {
            heading: "Kurser från andra regioner",
            columns: vec!["Kursdag", "Kurs", "Närvaro", "Region"],
            rows: brought.collect(),
        };
        Ok(vec![enrolled, attended, taught, brought, corrected])
    }

    async fn hand_over(
        &self,
        tx: &RegionTx,
        from: PersonId,
        to: PersonId,
    ) -> Result<(), HandOverFault> {
        store::course_history::hand_over(tx, from, to).await?;
        crate::hand_over::hand_over(tx, from, to).await
    }

    async fn hindrances(
        &self,
        tx: &RegionTx,
        persons: &[PersonId],
    ) -> Result<Vec<Hindrance>, StoreFault> {
        let (enrolled, teaches) = of_person::open_days(tx, persons).await?;
        let enrolled = enrolled.into_iter().map(|what| (HindranceKind::Enrolled, what));
        let teaches = teaches.into_iter().map(|what| (HindranceKind::Teaches, what));
        Ok(enrolled.chain(teaches).map(|(kind, what)| Hindrance { kind, what }).collect())
    }

    async fn last_days(&self, scope: &RegionScope) -> Result<Vec<(PersonId, LastDay)>, StoreFault> {
        of_person::last_days(scope).await
    }

    /// Enrolments and assignments name nobody but by id. What people have written of corrections may. What somebody
    /// has brought along was theirs alone, and goes with them.
    async fn erase(&self, tx: &RegionTx, erased: &Erased) -> Result<(), StoreFault> {
        store::course_history::remove_all(tx, &erased.ids).await?;
        for Corrected { id, reason, changes, .. } in of_person::corrected(tx, &erased.ids).await? {
            let (new_reason, new_changes) =
                (erased.traces.taken_out_of(&reason), erased.traces.taken_out_of(&changes));
            if new_reason.is_some() || new_changes.is_some() {
                let (reason, changes) =
                    (new_reason.unwrap_or(reason), new_changes.unwrap_or(changes));
                of_person::rewrite(tx, id, &reason, &changes).await?;
            }
        }
        Ok(())
    }
}

/// What was corrected of somebody: lines that begin with their short name.
async fn corrections_of(
    scope: &RegionScope,
    person: PersonId,
) -> Result<Vec<Vec<String>>, StoreFault> {
    let Some(known) = people::find(scope, person).await? else { return Ok(Vec::new()) };
    let own = format!("{}: ", known.code);
    let mut rows = Vec::new();
    for one in of_person::corrected(scope, &[person]).await? {
        let changes: Vec<String> = serde_json::from_str(&one.changes)
            .map_err(|_| StoreFault::row("corrections", "changes", &one.id))?;
        let lines = changes.iter().filter_map(|line| line.strip_prefix(&own));
        rows.extend(lines.map(|line| vec![one.date.to_string(), line.to_owned()]));
    }
    Ok(rows)
}

/// What each of these days of teaching has earned, as its agreement has it.
async fn points_of(scope: &RegionScope, days: &[Taught]) -> Result<Vec<String>, StoreFault> {
    let mut agreed: BTreeMap<AgreementId, Option<AgreementTerms>> = BTreeMap::new();
    let mut points = Vec::with_capacity(days.len());
    for day in days {
        if let Entry::Vacant(new) = agreed.entry(day.agreement) {
            new.insert(terms::of(scope, day.agreement).await?);
        }
        let terms = agreed.get(&day.agreement).and_then(Option::as_ref);
        points.push(terms.and_then(|terms| earned(terms, day)).unwrap_or_default());
    }
    Ok(points)
}

fn earned(terms: &AgreementTerms, day: &Taught) -> Option<String> {
    day.served.filter(|served| *served)?;
    let of_role = terms.agreement.trainer_pot.as_ref()?.points.get(&day.role)?;
    let length = ServiceLength::from_half_days(day.half_days.into()).ok()?;
    let points = Points::earned(*of_role, length, 1).ok()?;
    Some(swedish::decimal(&points.to_string()))
}

const fn role(role: TrainerRole) -> &'static str {
    match role {
        TrainerRole::Leader => "Kursledare",
        TrainerRole::Trainer => "Utbildare",
        TrainerRole::Reserve => "Reserv",
    }
}
