//! A row whose values are understood.

use domain::Date;

use crate::{Cell, CellFault, Email, Label, MunicipalityRef, PersonName, RowNumber, StaffNumber};

/// What a row says about somebody. What it does not say is left as it is.
///
/// An `Option` can be changed but not taken away; a [`Cell`] can be taken away as well. At least
/// one of `email` and `staff_number` has a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffLine {
    /// The row, as Excel shows it.
    pub row: RowNumber,
    /// Given name.
    pub given_name: Option<PersonName>,
    /// Family name.
    pub family_name: Option<PersonName>,
    /// E-mail address.
    pub email: Option<Email>,
    /// Staff number with the employer.
    pub staff_number: Cell<StaffNumber>,
    /// Unit or workplace.
    pub unit: Cell<Label>,
    /// Title.
    pub title: Cell<Label>,
    /// Journey, as the file calls it.
    pub journey: Cell<Label>,
    /// Step of the journey, as the file calls it.
    pub step: Cell<Label>,
    /// First day of the employment.
    pub first_day: Cell<Date>,
    /// Last day of the employment, itself included.
    pub last_day: Cell<Date>,
    /// The manager's e-mail address.
    pub manager_email: Cell<Email>,
    /// The municipality that employs.
    pub municipality: Option<MunicipalityRef>,
    /// Whether the person has a protected identity. Never taken away by a blank.
    pub protected_identity: Option<bool>,
}

/// A row that cannot be used, with everything that is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedRow {
    /// The row, as Excel shows it.
    pub row: RowNumber,
    /// What is wrong; never empty.
    pub faults: Vec<CellFault>,
}
