//! Finding the person that an enrolment or assignment names, or making a new one.

use domain::{MunicipalityCode, PersonId};
use identity::{Permission, Reach};
use people::Person;
use tenancy::{InRegion, RegionTx};

use crate::DeliveryFault;

/// The longest name that fits a document's line.
const LONGEST_NAME: usize = 120;

/// Somebody known to the region, or somebody new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// Known already.
    Known(PersonId),
    /// New, with this name.
    New(String),
}

/// The person, new or not. Out of the caller's reach, nobody exists, and nobody who is erased.
pub(crate) async fn find_or_make(
    tx: &RegionTx,
    who: &Who,
    municipality: Option<MunicipalityCode>,
) -> Result<Person, DeliveryFault> {
    match who {
        Who::Known(id) => {
            let person = people::present(tx, *id).await?.ok_or(DeliveryFault::NotFound)?;
            let reach = tx.scope().reach(Permission::ReadPersons);
            let reached = match person.municipality {
                Some(own) => reach.includes(own),
                None => reach == Reach::Region,
            };
            if reached { Ok(person) } else { Err(DeliveryFault::NotFound) }
        }
        Who::New(name) => {
            let person = new_person(tx, name, municipality)?;
            people::insert_many(tx, std::slice::from_ref(&person)).await?;
            Ok(person)
        }
    }
}

fn new_person(
    tx: &RegionTx,
    name: &str,
    municipality: Option<MunicipalityCode>,
) -> Result<Person, DeliveryFault> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(DeliveryFault::field("name", "expected a name of at most 120 characters"));
    }
    let id = PersonId::next(tx.scope().ids());
    let code = people::short_name("P", id);
    Ok(Person { id, code, name: name.to_owned(), municipality })
}
