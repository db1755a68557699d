//! What is to become of a row: pure, and the same for the dry run and the real one.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::{Ids, MunicipalityCode};
use identity::Reach;
use people::Employment;
use people::merged::{Former, Match};
use staff_file::{Cell, CellFault, MunicipalityRef, RefusedRow, RowNumber, StaffLine};
use tenancy::{InRegion, Municipalities, StoreFault};

use super::RowOutcome;
use crate::staff::difference::differences;
use crate::staff::{Difference, Known, StaffDetails};

/// What is to become of a row.
#[derive(Clone, Debug)]
pub(crate) enum Planned {
    /// Somebody new.
    Create(Known),
    /// Somebody known, of whom something is otherwise.
    Change { before: Box<Known>, after: Box<Known> },
    /// Somebody known, of whom all is true already.
    Unchanged(Known),
    /// At fault.
    Refused(Vec<RowFault>),
}

/// What is wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowFault {
    /// A value cannot be read.
    Cell(CellFault),
    /// It names no municipality, and none was chosen for the file.
    NoEmployer,
    /// Its municipality is none of those that one keeps staff for.
    OtherMunicipality,
    /// Somebody new needs both names.
    Nameless,
    /// The address or number is somebody's who works elsewhere in the region.
    KnownElsewhere,
    /// The address is one person's, and the staff number another's.
    TwoPersons,
}

impl Planned {
    pub(crate) const fn outcome(&self) -> RowOutcome {
        match self {
            Self::Create(_) => RowOutcome::Created,
            Self::Change { .. } => RowOutcome::Changed,
            Self::Unchanged(_) => RowOutcome::Unchanged,
            Self::Refused(_) => RowOutcome::Refused,
        }
    }

    /// Whom the row is about, as they will be.
    pub(crate) fn known(&self) -> Option<&Known> {
        match self {
            Self::Create(known) | Self::Unchanged(known) => Some(known),
            Self::Change { after, .. } => Some(&**after),
            Self::Refused(_) => None,
        }
    }

    /// What changes.
    pub(crate) fn differences(&self) -> Vec<Difference> {
        match self {
            Self::Change { before, after } => differences(before, after),
            Self::Create(_) | Self::Unchanged(_) | Self::Refused(_) => Vec::new(),
        }
    }
}

/// By what rows are decided on.
pub(crate) struct Rules<'a> {
    /// Whom the caller keeps staff for.
    pub(crate) reach: Reach,
    pub(crate) municipalities: Arc<Municipalities>,
    /// The employer of rows that name none.
    pub(crate) default: Option<MunicipalityCode>,
    pub(crate) ids: &'a dyn Ids,
    pub(crate) now: DateTime<Utc>,
}

/// Those of the region whom some rows may be about.
#[derive(Default)]
pub(crate) struct Around {
    by_email: HashMap<String, Found>,
    by_number: HashMap<(MunicipalityCode, String), Found>,
}

/// Somebody whom an address or a staff number leads to.
struct Found {
    known: Known,
    /// Whether it is of somebody who was merged into them: it stays as it is.
    formerly: bool,
}

/// Whom a row is about, and which of what it knows them by is not to be written.
struct Meant<'a> {
    known: &'a Known,
    old_email: bool,
    old_number: bool,
}

impl Around {
    /// Reads whom these rows may be about: three statements, and one more where somebody was merged.
    pub(crate) async fn read<'a>(
        store: &impl InRegion,
        lines: impl Iterator<Item = &'a StaffLine>,
    ) -> Result<Self, StoreFault> {
        let (mut emails, mut numbers) = (Vec::new(), Vec::new());
        for line in lines {
            emails.extend(line.email.as_ref().map(ToString::to_string));
            numbers.extend(line.staff_number.value().map(ToString::to_string));
        }
        let found = people::merged::among(store, &emails, &numbers).await?;
        let ids: Vec<_> = found.iter().map(|found| found.staff.id).collect();
        let present = Employment::present(store, &ids).await?;
        let mut around = Self::default();
        for Match { staff, formerly } in found {
            let known = Known { present: present.get(&staff.id).cloned(), staff };
            around.add(&known, formerly);
        }
        Ok(around)
    }

    fn add(&mut self, known: &Known, formerly: Option<Former>) {
        let is_former = formerly.is_some();
        let Former { email, staff_number, municipality } = formerly.unwrap_or_else(|| Former {
            email: known.staff.email.clone(),
            staff_number: known.staff.staff_number.clone(),
            municipality: known.staff.municipality,
        });
        let found = || Found { known: known.clone(), formerly: is_former };
        if let Some(email) = email {
            self.by_email.insert(email, found());
        }
        if let Some(key) = municipality.zip(staff_number) {
            // Whoever has the number now comes before who had it.
            match self.by_number.entry(key) {
                Entry::Occupied(mut held) if held.get().formerly => drop(held.insert(found())),
                Entry::Occupied(_) => {}
                Entry::Vacant(free) => drop(free.insert(found())),
            }
        }
    }

    /// Whether a line's address leads to somebody else.
    pub(crate) fn is_of_another(&self, line: &StaffLine, known: &Known) -> bool {
        let email = line.email.as_ref().and_then(|email| self.by_email.get(email.as_str()));
        email.is_some_and(|found| found.known.staff.id != known.staff.id)
    }

    /// Says that a line is about somebody who is known otherwise than by what it says.
    pub(crate) fn is(&mut self, line: &StaffLine, known: &Known) {
        if let Some(email) = &line.email {
            let found = || Found { known: known.clone(), formerly: false };
            self.by_email.entry(email.to_string()).or_insert_with(found);
        }
    }

    /// Where whoever has a line's address works.
    pub(crate) fn employer(&self, line: &StaffLine) -> Option<MunicipalityCode> {
        let email = line.email.as_ref().and_then(|email| self.by_email.get(email.as_str()));
        email.and_then(|found| found.known.staff.municipality)
    }

    fn find(&self, line: &StaffLine, at: MunicipalityCode) -> Result<Option<Meant<'_>>, RowFault> {
        let by_email = line.email.as_ref().and_then(|email| self.by_email.get(email.as_str()));
        let number = line.staff_number.value();
        let by_number =
            number.and_then(|number| self.by_number.get(&(at, number.as_str().to_owned())));
        let formerly = |found: Option<&Found>| found.is_some_and(|found| found.formerly);
        match (by_email, by_number) {
            (Some(one), Some(other)) if one.known.staff.id != other.known.staff.id => {
                Err(RowFault::TwoPersons)
            }
            (found, other) => Ok(found.or(other).map(|one| Meant {
                known: &one.known,
                old_email: formerly(found),
                old_number: formerly(other),
            })),
        }
    }
}

/// Decides on a row.
pub(crate) fn decide(
    row: &Result<StaffLine, RefusedRow>,
    around: &Around,
    rules: &Rules<'_>,
) -> Planned {
    match row {
        Err(refused) => {
            Planned::Refused(refused.faults.iter().copied().map(RowFault::Cell).collect())
        }
        Ok(line) => {
            decide_line(line, around, rules).unwrap_or_else(|fault| Planned::Refused(vec![fault]))
        }
    }
}

fn decide_line(line: &StaffLine, around: &Around, rules: &Rules<'_>) -> Result<Planned, RowFault> {
    let at = rules.employer(line.municipality.as_ref())?;
    let mut details = StaffDetails::from(line.clone());
    let Some(Meant { known: before, old_email, old_number }) = around.find(line, at)? else {
        let fresh = Known::fresh(&details, at, rules.ids, rules.now);
        return Ok(Planned::Create(fresh.map_err(|_| RowFault::Nameless)?));
    };
    details.email = details.email.filter(|_| !old_email);
    if old_number {
        details.staff_number = Cell::Blank;
    }
    if before.staff.municipality != Some(at) {
        return Err(RowFault::KnownElsewhere);
    }
    let after = before.with(&details, at, rules.ids);
    if differences(before, &after).is_empty() {
        return Ok(Planned::Unchanged(before.clone()));
    }
    Ok(Planned::Change { before: Box::new(before.clone()), after: Box::new(after) })
}

impl Rules<'_> {
    fn employer(&self, named: Option<&MunicipalityRef>) -> Result<MunicipalityCode, RowFault> {
        let code = match named {
            None => self.default.ok_or(RowFault::NoEmployer)?,
            Some(named) => {
                let mut all = self.municipalities.iter();
                let found = all.find(|one| named.means(one.code, &one.name));
                found.ok_or(RowFault::OtherMunicipality)?.code
            }
        };
        if self.reach.includes(code) { Ok(code) } else { Err(RowFault::OtherMunicipality) }
    }
}

/// A row's number.
pub(crate) const fn number(row: &Result<StaffLine, RefusedRow>) -> RowNumber {
    match row {
        Ok(line) => line.row,
        Err(refused) => refused.row,
    }
}
