//! The files as HR Import reads them.

use chrono::{DateTime, Utc};
use domain::{Date, day_begins};

use super::{JobAssignment, Organisation, User, columns};
use crate::written::Written;

/// `user.csv`.
pub fn users_csv(users: &[User]) -> Vec<u8> {
    file(&columns::USER, users, |user| {
        [
            user.idnumber.clone(),
            time(user.modified),
            user.username.clone(),
            flag(user.deleted),
            user.given_name.clone(),
            user.family_name.clone(),
            user.email.clone(),
            flag(user.suspended),
        ]
    })
}

/// `jobassignment.csv`.
pub fn assignments_csv(assignments: &[JobAssignment]) -> Vec<u8> {
    file(&columns::ASSIGNMENT, assignments, |job| {
        [
            job.idnumber.clone(),
            job.user.clone(),
            time(job.modified),
            flag(job.deleted),
            job.title.clone(),
            day(job.first_day),
            day(job.last_day),
            job.organisation.clone().unwrap_or_default(),
            job.manager.clone().unwrap_or_default(),
        ]
    })
}

/// `org.csv`.
pub fn organisations_csv(organisations: &[Organisation]) -> Vec<u8> {
    file(&columns::ORGANISATION, organisations, |organisation| {
        [
            organisation.idnumber.clone(),
            organisation.name.clone(),
            organisation.short_name.clone(),
            flag(organisation.deleted),
            organisation.framework.clone(),
            organisation.parent.clone().unwrap_or_default(),
            time(organisation.modified),
        ]
    })
}

fn file<const N: usize, T>(
    header: &[&str; N],
    records: &[T],
    cells: impl Fn(&T) -> [String; N],
) -> Vec<u8> {
    let mut file = Written::new(',', "\n");
    file.record(header);
    for record in records {
        file.record(cells(record));
    }
    file.into_bytes()
}

fn time(instant: DateTime<Utc>) -> String {
    instant.timestamp().to_string()
}

fn day(date: Option<Date>) -> String {
    date.map(|date| time(day_begins(date))).unwrap_or_default()
}

fn flag(value: bool) -> String {
    u8::from(value).to_string()
}
