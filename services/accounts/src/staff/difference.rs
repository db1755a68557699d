//! What changes of somebody, field by field, before it is written. Pure.

use domain::Date;
use people::Employment;

use super::Known;

/// A thing that is held on staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, async_graphql::Enum)]
pub(crate) enum StaffField {
    /// Name as it is shown.
    Name,
    /// Work e-mail.
    Email,
    /// The employer's number.
    StaffNumber,
    /// The employer.
    Municipality,
    /// Work-place.
    Unit,
    /// Title.
    Title,
    /// Journey.
    Journey,
    /// Step of the journey.
    Step,
    /// The manager's e-mail.
    ManagerEmail,
    /// First day of the employment.
    FirstDay,
    /// Last day of the employment.
    LastDay,
    /// Protected identity.
    Protected,
}

/// A field that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    pub(crate) field: StaffField,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
}

/// What is otherwise in `after`.
pub(crate) fn differences(before: &Known, after: &Known) -> Vec<Difference> {
    let (old, new) = (values(before), values(after));
    let pairs = old.into_iter().zip(new);
    pairs
        .filter(|((_, before), (_, after))| before != after)
        .map(|((field, before), (_, after))| Difference { field, before, after })
        .collect()
}

/// Every field with its value, as text.
pub(crate) fn values(known: &Known) -> [(StaffField, Option<String>); 12] {
    let staff = &known.staff;
    let present = known.present.as_ref();
    let text = |of: fn(&Employment) -> &Option<String>| present.and_then(|one| of(one).clone());
    let day = |of: fn(&Employment) -> Option<Date>| present.and_then(of).map(|day| day.to_string());
    [
        (StaffField::Name, Some(staff.name.clone())),
        (StaffField::Email, staff.email.clone()),
        (StaffField::StaffNumber, staff.staff_number.clone()),
        (StaffField::Municipality, staff.municipality.map(|code| code.to_string())),
        (StaffField::Unit, text(|one| &one.unit)),
        (StaffField::Title, text(|one| &one.title)),
        (StaffField::Journey, text(|one| &one.journey)),
        (StaffField::Step, text(|one| &one.step)),
        (StaffField::ManagerEmail, text(|one| &one.manager_email)),
        (StaffField::FirstDay, day(|one| one.first_day)),
        (StaffField::LastDay, day(|one| one.last_day)),
        (StaffField::Protected, staff.protected.then(|| "yes".to_owned())),
    ]
}
