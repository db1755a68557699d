//! What must hold between parts: percentages add up, shares have somebody to go to, the pot saves something up.

use domain::{Allocation, Percent};

use super::agreement::Read;
use super::members::Member;
use crate::Problem;
use crate::quoted::shown;
use crate::toml_file::{TableAt, TomlFile};

pub(super) fn check<'a>(
    file: &mut TomlFile<'a>,
    root: &TableAt<'a>,
    members: &[Member],
    agreement: &Read,
) {
    let shared_by = |allocation| agreement.allocations.contains(&allocation);
    if shared_by(Allocation::Percent) {
        percentages(file, root, members);
    }
    let nobody = !members.is_empty() && members.iter().all(|member| member.population == Some(0));
    if shared_by(Allocation::Population)
        && nobody
        && let Some(at) = root.get("municipalities")
    {
        file.fault(&at, Problem::NoResidents);
    }
    pot_component(file, root, agreement);
}

/// Every member has a percentage, and they add up to the whole.
fn percentages<'a>(file: &mut TomlFile<'a>, root: &TableAt<'a>, members: &[Member]) {
    let list = root.get("municipalities").filter(|_| !members.is_empty());
    let Some(list) = list else { return };
    let Some(items) = file.list(&list, "en lista") else { return };
    for (mut at, member) in items.into_iter().zip(members) {
        if member.percent == Some(None) {
            at.path.push_str(".percent");
            file.fault(&at, Problem::NoPercent);
        }
    }
    let stated = members.iter().map(|member| member.percent.flatten());
    // Where one is missing or wrong, what it would have added is not known.
    let Some(stated) = stated.collect::<Option<Vec<_>>>() else { return };
    let sum: u64 = stated.into_iter().map(Percent::hundredths).map(u64::from).sum();
    if sum != u64::from(Percent::WHOLE.hundredths()) {
        let (whole, decimals) = (sum / 100, sum % 100);
        let sum = if decimals == 0 { whole.to_string() } else { format!("{whole}.{decimals:02}") };
        file.fault(&list, Problem::PercentSum { sum });
    }
}

/// The pot saves up a component of some price list.
fn pot_component<'a>(file: &mut TomlFile<'a>, root: &TableAt<'a>, agreement: &Read) {
    let at = root
        .get("agreement")
        .and_then(|at| at.child("trainer_pot"))
        .and_then(|at| at.child("component"));
    let (Some(at), Some(known)) = (at, agreement.prices.all_components()) else { return };
    let unknown = |component: &&str| !component.trim().is_empty() && !known.contains(component);
    if let Some(component) = at.as_text().filter(unknown) {
        let expected = known.iter().copied().collect::<Vec<_>>().join(", ");
        file.fault(&at, Problem::UnknownComponent { found: shown(component), expected });
    }
}
