//! A line's key as columns: `kind`, `code`, `day_code`, `year` and `month`.

use domain::{ComponentCode, DayCode, Month};
use sea_orm::{QueryResult, Value};
use settle::{LineKey, LineKind};
use tenancy::StoreFault;
use uuid::Uuid;

pub(super) const COLUMNS: [&str; 5] = ["kind", "code", "day_code", "year", "month"];

pub(super) fn values(key: &LineKey, year: i32) -> [Value; 5] {
    let (day, month) = match key {
        LineKey::CourseFee { day, .. } => (Some(day.0.clone()), None),
        LineKey::FixedCost { month, .. } => (None, Some(i32::from(month.number()))),
        LineKey::TrainerPot { .. } => (None, None),
    };
    [key.kind().word().into(), key.code().into(), day.into(), year.into(), month.into()]
}

/// The key of a row of `document_lines`.
pub(super) fn key(row: &QueryResult, id: &Uuid) -> Result<LineKey, StoreFault> {
    let fault = |column| StoreFault::row("document_lines", column, id);
    let kind: String = row.try_get("", "kind")?;
    let code: String = row.try_get("", "code")?;
    let year = || -> Result<i32, StoreFault> {
        let year: Option<i32> = row.try_get("", "year")?;
        year.ok_or_else(|| fault("year"))
    };
    if kind == LineKind::CourseFee.word() {
        let day: Option<String> = row.try_get("", "day_code")?;
        let day = DayCode(day.ok_or_else(|| fault("day_code"))?);
        Ok(LineKey::CourseFee { component: ComponentCode(code), day })
    } else if kind == LineKind::FixedCost.word() {
        let month: Option<i32> = row.try_get("", "month")?;
        let month = month.and_then(|month| u8::try_from(month).ok());
        let month = month.and_then(|month| Month::try_from(month).ok());
        let month = month.ok_or_else(|| fault("month"))?;
        Ok(LineKey::FixedCost { name: code, year: year()?, month })
    } else if kind == LineKind::TrainerPot.word() {
        Ok(LineKey::TrainerPot { component: ComponentCode(code), year: year()? })
    } else {
        Err(fault("kind"))
    }
}
