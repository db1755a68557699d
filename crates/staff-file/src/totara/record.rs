//! One line of each file.

use chrono::{DateTime, Utc};
use domain::Date;

/// A line of `user.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Our stable id for the person.
    pub idnumber: String,
    /// When the person was last changed with us. The platform leaves alone what it has newer; the
    /// start of 1970 (a zero in the file) is for always.
    pub modified: DateTime<Utc>,
    /// What the person signs in as.
    pub username: String,
    /// Whether the person is to be deleted there.
    pub deleted: bool,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// E-mail address.
    pub email: String,
    /// Whether the person must not sign in there.
    pub suspended: bool,
}

/// A line of `jobassignment.csv`: an employment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobAssignment {
    /// Our stable id for the employment.
    pub idnumber: String,
    /// The person: a [`User::idnumber`].
    pub user: String,
    /// When the employment was last changed with us.
    pub modified: DateTime<Utc>,
    /// Whether it is to be deleted there.
    pub deleted: bool,
    /// Title.
    pub title: String,
    /// First day. In the file it is the instant at which the day begins in Sweden.
    pub first_day: Option<Date>,
    /// Last day, itself included; in the file as the first one.
    pub last_day: Option<Date>,
    /// Where the person works: an [`Organisation::idnumber`].
    pub organisation: Option<String>,
    /// The manager: a [`User::idnumber`].
    pub manager: Option<String>,
}

/// A line of `org.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Its stable id: see [`super::organisation_id`].
    pub idnumber: String,
    /// Name.
    pub name: String,
    /// Short name.
    pub short_name: String,
    /// Whether it is to be deleted there.
    pub deleted: bool,
    /// The framework of organisations there, which the region's learning platform has set up.
    pub framework: String,
    /// The organisation that it is a part of.
    pub parent: Option<String>,
    /// When it was last changed with us.
    pub modified: DateTime<Utc>,
}
