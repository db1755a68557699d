//! What must hold between parts: percentages add up, shares have somebody to go to, the pot saves something up.

use std::collections::BTreeSet;

use domain::{Allocation, Municipality, Percent};

use super::agreement::Read;
use crate::Problem;
use crate::problem::shown;
use crate::toml_file::{TableAt, TomlFile};

pub(super) fn check<'a>(
    file: &mut TomlFile<'a>,
    root: &TableAt<'a>,
    members: &[Municipality],
    agreement: &Read,
) {
    let costs = agreement.fixed_costs.as_deref().unwrap_or_default();
    let shared_by = |allocation| costs.iter().any(|cost| cost.allocation == allocation);
    if shared_by(Allocation::Percent) {
        percentages(file, root, members);
    }
    let nobody = !members.is_empty() && members.iter().all(|member| member.population == 0);
    if shared_by(Allocation::Population)
        && nobody
        && let Some(at) = root.get("municipalities")
    {
        file.fault(&at, Problem::NoResidents);
    }
    pot_component(file, root, agreement);
}

/// Every member has a percentage, and they add up to the whole.
fn percentages<'a>(file: &mut TomlFile<'a>, root: &TableAt<'a>, members: &[Municipality]) {
    let Some(list) = root.get("municipalities") else { return };
    let Some(items) = file.list(&list, "en lista") else { return };
    if items.len() != members.len() {
        // A member with a fault of its own: what it would have added is not known.
        return;
    }
    let mut complete = true;
    for (item, member) in items.iter().zip(members) {
        if member.percent.is_none() {
            let mut at = item.clone();
            at.path.push_str(".percent");
            file.fault(&at, Problem::NoPercent);
            complete = false;
        }
    }
    let sum = members.iter().filter_map(|member| member.percent).map(Percent::hundredths);
    let sum: u64 = sum.map(u64::from).sum();
    if complete && sum != u64::from(Percent::WHOLE.hundredths()) {
        let (whole, decimals) = (sum / 100, sum % 100);
        let sum = if decimals == 0 { whole.to_string() } else { format!("{whole}.{decimals:02}") };
        file.fault(&list, Problem::PercentSum { sum });
    }
}

/// The pot saves up a component of some price list.
fn pot_component<'a>(file: &mut TomlFile<'a>, root: &TableAt<'a>, agreement: &Read) {
    let (Some(component), Some(schedules)) = (agreement.pot_component(), &agreement.fee_schedules)
    else {
        return;
    };
    let known: BTreeSet<&str> = schedules
        .iter()
        .flat_map(|schedule| schedule.components.iter().map(|known| known.code.0.as_str()))
        .collect();
    if known.contains(component.0.as_str()) {
        return;
    }
    let at = root
        .get("agreement")
        .and_then(|at| at.child("trainer_pot"))
        .and_then(|at| at.child("component"));
    if let Some(at) = at {
        let expected = known.into_iter().collect::<Vec<_>>().join(", ");
        file.fault(&at, Problem::UnknownComponent { found: shown(&component.0), expected });
    }
}
