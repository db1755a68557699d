//! Assigning a trainer to a course day that is not closed.

use domain::{AssignmentId, CourseDayId, MunicipalityCode, PersonId, TrainerRole};
use identity::Permission;
use tenancy::RegionScope;

use crate::person::find_or_make;
use crate::record::AssignmentRecord;
use crate::{DeliveryFault, Who, store};

/// A trainer to assign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAssignment {
    /// The day.
    pub day: CourseDayId,
    /// Whom.
    pub who: Who,
    /// Who lends them; nobody for a procured trainer, who earns no points.
    pub municipality: Option<MunicipalityCode>,
    /// What they are to do.
    pub role: TrainerRole,
}

/// What was assigned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assigned {
    /// The assignment.
    pub assignment: AssignmentId,
    /// The trainer, new or not.
    pub person: PersonId,
}

/// Assigns a trainer.
pub async fn assign(scope: &RegionScope, new: &NewAssignment) -> Result<Assigned, DeliveryFault> {
    scope.require(Permission::PlanOccasions)?;
    let tx = scope.begin().await?;
    let (occasion, day) =
        store::course_days::lock(&tx, new.day).await?.ok_or(DeliveryFault::NotFound)?;
    if day.closing.is_some() {
        return Err(DeliveryFault::Conflict("the course day is closed"));
    }
    if let Some(municipality) = new.municipality {
        let terms = store::terms::of(&tx, occasion.agreement).await?;
        if terms.is_none_or(|terms| terms.member(municipality).is_none()) {
            let expected = "expected a municipality that is party to the agreement";
            return Err(DeliveryFault::field("municipality", expected));
        }
    }
    let person = find_or_make(&tx, &new.who, new.municipality).await?;
    let assigned = store::assignments::of_day(&tx, new.day).await?;
    if assigned.iter().any(|other| other.person.id == person.id) {
        return Err(DeliveryFault::Conflict("this person is already assigned to the course day"));
    }
    let record = AssignmentRecord {
        id: AssignmentId::next(scope.ids()),
        day: new.day,
        person,
        municipality: new.municipality,
        role: new.role,
        served: None,
    };
    store::assignments::insert_many(&tx, std::slice::from_ref(&record), assigned.len()).await?;
    tx.note("trainer-assign", &record.id.to_string());
    tx.commit().await?;
    Ok(Assigned { assignment: record.id, person: record.person.id })
}
