//! What other services publish: `agreement_terms`, `delivered_*` and `undelivered_days`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use domain::{
    AgreementId, AgreementVersionId, CourseDay, CourseDayId, Date, DayCode, DayIndex, Delivered,
    Instruction, OccasionCode, OccasionId, Participation, ServiceLength,
};
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{Order, QueryResult};
use tenancy::{InRegion, StoreFault, parsed, parsed_opt};
use uuid::Uuid;

use crate::facts::{AgreementFacts, DayFact, Reach};

/// Where a day stands: its agreement, and its position among that agreement's days.
type Places = BTreeMap<Uuid, (Uuid, DayIndex)>;

/// All agreements in force with what was delivered under them, by first day.
pub(crate) async fn agreements(store: &impl InRegion) -> Result<Vec<AgreementFacts>, StoreFault> {
    let mut agreements = terms(store).await?;
    add_delivered(store, &mut agreements, Reach::All).await?;
    Ok(agreements)
}

/// Adds what was delivered under each of these.
pub(crate) async fn add_delivered(
    store: &impl InRegion,
    agreements: &mut [AgreementFacts],
    reach: Reach,
) -> Result<(), StoreFault> {
    let chosen = Chosen::of(agreements, reach);
    let places = add_days(store, agreements, &chosen).await?;
    add_participation(store, agreements, &places, &chosen).await?;
    add_instruction(store, agreements, &places, &chosen).await
}

/// Which days are read.
enum Chosen {
    /// All: nothing is asked for where nothing is left out.
    All,
    Only(Condition),
}

impl Chosen {
    fn of(agreements: &[AgreementFacts], reach: Reach) -> Self {
        if reach == Reach::All {
            return Self::All;
        }
        // No agreement, no day.
        let mut any = Condition::any().add(Expr::val(false));
        for one in agreements {
            let own = Expr::col("agreement_id").eq(one.id.uuid());
            any = any.add(match first_day(one) {
                Some(first) => own.and(Expr::col("date").gte(first)),
                None => own,
            });
        }
        Self::Only(any)
    }

    fn days(&self, select: &mut SelectStatement) {
        if let Self::Only(condition) = self {
            select.cond_where(condition.clone());
        }
    }

    /// The counts of those days.
    fn counts(&self, select: &mut SelectStatement) {
        if let Self::Only(condition) = self {
            let days = Query::select()
                .column("course_day_id")
                .from("delivered_days")
                .cond_where(condition.clone())
                .to_owned();
            select.and_where(Expr::col("course_day_id").in_subquery(days));
        }
    }
}

/// The first day of the first year that is read, where that is not the term's.
fn first_day(agreement: &AgreementFacts) -> Option<Date> {
    Date::from_ymd_opt(agreement.earlier.as_ref()?.from, 1, 1)
}

/// Course days up to and including `until` that are not closed, under agreements in force.
pub(crate) async fn open_days(store: &impl InRegion, until: Date) -> Result<i64, StoreFault> {
    let in_force = Query::select().column("agreement_id").from("agreement_terms").to_owned();
    let select = Query::select()
        .expr_as(Expr::col("course_day_id").count(), "open_days")
        .from("undelivered_days")
        .and_where(Expr::col("date").lte(until))
        .and_where(Expr::col("agreement_id").in_subquery(in_force))
        .to_owned();
    match store.query_one(&select).await? {
        Some(row) => Ok(row.try_get("", "open_days")?),
        None => Ok(0),
    }
}

/// The agreements in force, without what was delivered under them.
pub(crate) async fn terms(store: &impl InRegion) -> Result<Vec<AgreementFacts>, StoreFault> {
    let select = Query::select()
        .columns(["agreement_id", "version_id", "terms"])
        .from("agreement_terms")
        .order_by("starts_on", Order::Asc)
        .order_by("agreement_id", Order::Asc)
        .to_owned();
    let mut agreements = Vec::new();
    for row in store.query_all(&select).await? {
        let id: Uuid = row.try_get("", "agreement_id")?;
        let terms: String = row.try_get("", "terms")?;
        agreements.push(AgreementFacts {
            id: AgreementId::from_uuid(id),
            version: AgreementVersionId::from_uuid(row.try_get("", "version_id")?),
            terms: serde_json::from_str(&terms)
                .map_err(|_| StoreFault::row("agreement_terms", "terms", &id))?,
            delivered: Delivered::default(),
            earlier: None,
            days: Vec::new(),
            places: OnceLock::new(),
        });
    }
    Ok(agreements)
}

/// Days under an agreement that is not in force are left out: nothing is charged by it.
async fn add_days(
    store: &impl InRegion,
    agreements: &mut [AgreementFacts],
    chosen: &Chosen,
) -> Result<Places, StoreFault> {
    let columns = [
        "course_day_id",
        "agreement_id",
        "occasion_id",
        "code",
        "date",
        "occasion_code",
        "occasion_ends",
        "course",
        "delivery",
        "half_days",
        "prices",
        "closed_at",
        "closed_by",
    ];
    let mut select = Query::select();
    select.columns(columns).from("delivered_days");
    select.order_by("date", Order::Asc).order_by("code", Order::Asc);
    chosen.days(&mut select);
    let mut places = Places::new();
    for row in store.query_all(&select).await? {
        let agreement: Uuid = row.try_get("", "agreement_id")?;
        let Some(facts) = agreements.iter_mut().find(|facts| facts.id.uuid() == agreement) else {
            continue;
        };
        let (day, fact) = course_day(&row)?;
        let index = u32::try_from(facts.days.len()).unwrap_or(u32::MAX);
        places.insert(fact.id.uuid(), (agreement, DayIndex(index)));
        facts.delivered.days.push(day);
        facts.days.push(fact);
    }
    Ok(places)
}

fn course_day(row: &QueryResult) -> Result<(CourseDay, DayFact), StoreFault> {
    let id: Uuid = row.try_get("", "course_day_id")?;
    let fault = |column| StoreFault::row("delivered_days", column, &id);
    let half_days: i32 = row.try_get("", "half_days")?;
    let prices: String = row.try_get("", "prices")?;
    let day = CourseDay {
        code: DayCode(row.try_get("", "code")?),
        date: row.try_get("", "date")?,
        occasion: OccasionCode(row.try_get("", "occasion_code")?),
        occasion_ends: row.try_get("", "occasion_ends")?,
        course: row.try_get("", "course")?,
        delivery: parsed(row, "delivered_days", "delivery", &id)?,
        length: ServiceLength::from_half_days(half_days.into()).map_err(|_| fault("half_days"))?,
        prices: serde_json::from_str(&prices).map_err(|_| fault("prices"))?,
    };
    let fact = DayFact {
        id: CourseDayId::from_uuid(id),
        occasion: OccasionId::from_uuid(row.try_get("", "occasion_id")?),
        closed_at: row.try_get("", "closed_at")?,
        closed_by: row.try_get("", "closed_by")?,
    };
    Ok((day, fact))
}

async fn add_participation(
    store: &impl InRegion,
    agreements: &mut [AgreementFacts],
    places: &Places,
    chosen: &Chosen,
) -> Result<(), StoreFault> {
    let mut select = Query::select();
    select.columns(["course_day_id", "municipality_code", "attended", "absent"]);
    select.from("delivered_participation");
    chosen.counts(&mut select);
    for row in store.query_all(&select).await? {
        let id: Uuid = row.try_get("", "course_day_id")?;
        let Some((delivered, day)) = place(agreements, places, &id) else { continue };
        let municipality = parsed(&row, "delivered_participation", "municipality_code", &id)?;
        let attended = count(&row, "delivered_participation", "attended", &id)?;
        let absent = count(&row, "delivered_participation", "absent", &id)?;
        delivered.participation.push(Participation { day, municipality, attended, absent });
    }
    Ok(())
}

async fn add_instruction(
    store: &impl InRegion,
    agreements: &mut [AgreementFacts],
    places: &Places,
    chosen: &Chosen,
) -> Result<(), StoreFault> {
    let mut select = Query::select();
    select.columns(["course_day_id", "municipality_code", "role", "served"]);
    select.from("delivered_instruction");
    chosen.counts(&mut select);
    for row in store.query_all(&select).await? {
        let id: Uuid = row.try_get("", "course_day_id")?;
        let Some((delivered, day)) = place(agreements, places, &id) else { continue };
        let municipality = parsed_opt(&row, "delivered_instruction", "municipality_code", &id)?;
        let role = parsed(&row, "delivered_instruction", "role", &id)?;
        let served = count(&row, "delivered_instruction", "served", &id)?;
        delivered.instruction.push(Instruction { day, municipality, role, served });
    }
    Ok(())
}

fn place<'a>(
    agreements: &'a mut [AgreementFacts],
    places: &Places,
    day: &Uuid,
) -> Option<(&'a mut Delivered, DayIndex)> {
    let (agreement, index) = places.get(day)?;
    let facts = agreements.iter_mut().find(|facts| facts.id.uuid() == *agreement)?;
    Some((&mut facts.delivered, *index))
}

fn count(
    row: &QueryResult,
    table: &'static str,
    column: &'static str,
    key: &Uuid,
) -> Result<u32, StoreFault> {
    let count: i32 = row.try_get("", column)?;
    u32::try_from(count).map_err(|_| StoreFault::row(table, column, key))
}
