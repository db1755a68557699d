//! Enrolling somebody on an occasion: a seat on each of its days that is not closed.

use domain::{EnrolmentId, MunicipalityCode, OccasionId};
use identity::Permission;
use tenancy::RegionScope;

use crate::person::find_or_make;
use crate::record::{EnrolmentRecord, OccasionRecord};
use crate::{DeliveryFault, Who, store};

/// Somebody to enrol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEnrolment {
    /// The occasion.
    pub occasion: OccasionId,
    /// Whom.
    pub who: Who,
    /// Who pays.
    pub municipality: MunicipalityCode,
}

/// Enrols a person, anew where they had cancelled.
pub async fn enrol(scope: &RegionScope, new: &NewEnrolment) -> Result<EnrolmentId, DeliveryFault> {
    scope.require(Permission::Enrol)?;
    if !scope.reach(Permission::Enrol).includes(new.municipality) {
        return Err(DeliveryFault::NotFound);
    }
    let tx = scope.begin().await?;
    let occasion = store::occasions::lock(&tx, new.occasion).await?;
    let occasion = occasion.ok_or(DeliveryFault::NotFound)?;
    let terms = store::terms::of(&tx, occasion.agreement).await?.ok_or(DeliveryFault::NotFound)?;
    if terms.member(new.municipality).is_none() {
        let expected = "expected a municipality that is party to the agreement";
        return Err(DeliveryFault::field("municipality", expected));
    }
    let person = find_or_make(&tx, &new.who, Some(new.municipality)).await?;
    let earlier = store::enrolments::of_person(&tx, new.occasion, person.id).await?;
    let id = if let Some(id) = decide(&occasion, &earlier, new.municipality)? {
        store::enrolments::set_cancelled(&tx, id, false).await?;
        id
    } else {
        let record = EnrolmentRecord {
            id: EnrolmentId::next(scope.ids()),
            occasion: new.occasion,
            person,
            municipality: new.municipality,
            cancelled: false,
        };
        let id = record.id;
        store::enrolments::insert_many(&tx, &[record], scope.now()).await?;
        id
    };
    let open = store::course_days::open_ids(&tx, new.occasion).await?;
    store::attendance::expect(&tx, id, &open).await?;
    tx.note("enrolment-create", &id.to_string());
    tx.commit().await?;
    Ok(id)
}

/// The earlier, cancelled enrolment to take up again; `None` for a new one.
fn decide(
    occasion: &OccasionRecord,
    earlier: &[EnrolmentRecord],
    municipality: MunicipalityCode,
) -> Result<Option<EnrolmentId>, DeliveryFault> {
    if occasion.open_days == 0 {
        return Err(DeliveryFault::Conflict("all days of the occasion are closed"));
    }
    if earlier.iter().any(|enrolment| !enrolment.cancelled) {
        return Err(DeliveryFault::Conflict("this person is already enrolled"));
    }
    if occasion.capacity.is_some_and(|seats| occasion.enrolled >= i64::from(seats)) {
        return Err(DeliveryFault::Conflict("the occasion is full"));
    }
    let same = earlier.iter().find(|enrolment| enrolment.municipality == municipality);
    Ok(same.map(|enrolment| enrolment.id))
}
