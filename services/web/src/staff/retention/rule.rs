//! For how long one kind of data is kept, in words, with the form that asks what would go.

use domain::swedish;

use super::{Kind, Rule, heading, told_months};
use crate::forms::{FaultLine, Field, Typed, said_of};

pub(super) struct RuleView {
    pub(super) kind: &'static str,
    pub(super) heading: &'static str,
    pub(super) what: &'static str,
    pub(super) told: String,
    pub(super) decided: bool,
    pub(super) months: Field,
}

pub(super) fn rule_view(rule: &Rule, typed: &Typed, faults: &[FaultLine]) -> RuleView {
    let field = rule.kind.field();
    let typed = typed.get(&field);
    let decided = rule.months.map(|months| months.to_string()).unwrap_or_default();
    RuleView {
        kind: rule.kind.word(),
        heading: heading(rule.kind),
        what: match rule.kind {
            Kind::Staff => {
                "Räknas från den sista anställningen eller kursdagen. Den som är anställd, anmäld till \
                 något som inte är stängt eller har en roll som andra räknar med behålls."
            }
            Kind::StaffLists => {
                "Filen och vad som hände med varje rad, från uppladdningen. De som lästes in påverkas \
                 inte."
            }
        },
        told: match (rule.months, rule.decided_at) {
            (Some(months), Some(at)) => {
                let by = rule.decided_by.as_deref().filter(|name| !name.is_empty());
                let by = by.map(|name| format!(" av {name}")).unwrap_or_default();
                let (months, at) =
                    (told_months(months), swedish::long_date(domain::course_date_at(at)));
                format!("Behålls i {months}. Bestämt {at}{by}.")
            }
            _ => "Inget är bestämt, och inget gallras.".to_owned(),
        },
        decided: rule.months.is_some(),
        months: Field {
            label: "Antal månader",
            kind: "text",
            autocomplete: "off",
            inputmode: "numeric",
            value: if typed.is_empty() { decided } else { typed.to_owned() },
            fault: said_of(faults, &field),
            name: field.into(),
            ..Field::default()
        },
    }
}
