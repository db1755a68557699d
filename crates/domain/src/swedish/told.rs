//! Small sentences and words that pages and paper share.

use super::money;
use crate::{Money, TrainerRole};

/// Who pays whom; below zero the region pays.
pub fn who_pays(region: &str, municipality: &str, payable: Money) -> String {
    if payable.is_zero() {
        return format!("{municipality} och {region} är kvitt: summan är {}.", money(payable));
    }
    let amount = Money::from_ore(payable.ore().saturating_abs());
    let (from, to) =
        if payable.is_negative() { (region, municipality) } else { (municipality, region) };
    format!("{from} betalar {} till {to}.", money(amount))
}

/// What earlier documents have charged of it, and what is left; `None` where they have charged nothing.
pub fn difference(charged: Money, before: Money, amount: Money) -> Option<String> {
    (!before.is_zero()).then(|| {
        format!(
            "Uppgifterna har ändrats sedan ett tidigare underlag utfärdades. Rätt belopp är {}. \
             Tidigare underlag har tagit upp {}. Den här raden är skillnaden: {}.",
            money(charged),
            money(before),
            money(amount)
        )
    })
}

/// What becomes of what is credited by hand.
pub const fn credited(cancels: bool) -> &'static str {
    if cancels {
        "Det makuleras, och tas ut på nytt vid nästa avräkning."
    } else {
        "Det sätts ned för gott, och regionen står för det."
    }
}

/// What a role is called.
pub const fn role(role: TrainerRole) -> &'static str {
    match role {
        TrainerRole::Leader => "Kursledare",
        TrainerRole::Trainer => "Utbildare",
        TrainerRole::Reserve => "Reserv",
    }
}
