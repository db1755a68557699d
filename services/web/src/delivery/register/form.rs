//! The fields of the form, with what was typed in them.

use crate::forms::{Choice, FaultLine, Field, Selectable, Typed, said_of};
use crate::terms::DeliveryForm;

/// Days that an empty form offers.
const FIRST: usize = 2;
/// Days that a form can have.
const MOST: usize = 20;

/// The occasion's own fields.
pub(super) struct Fields {
    pub(super) course: Field,
    pub(super) venue: Field,
    pub(super) capacity: Field,
    pub(super) code: Field,
}

/// The fields of one course day.
pub(super) struct DayFields {
    pub(super) legend: String,
    pub(super) date: Field,
    pub(super) delivery: Choice,
    pub(super) length: Choice,
}

impl Fields {
    pub(super) fn of(typed: &Typed, faults: &[FaultLine]) -> Self {
        let field = |name: &'static str, label, hint, kind| Field {
            name: name.into(),
            label,
            hint,
            kind,
            inputmode: "",
            autocomplete: "off",
            value: typed.get(name).to_owned(),
            fault: said_of(faults, name),
        };
        Self {
            course: field("kurs", "Kurs", "Så som den heter på underlagen.", "text"),
            venue: field("plats", "Plats", "Lämna tomt för digitala kurser.", "text"),
            capacity: field("platser", "Antal platser", "Lämna tomt för ingen gräns.", "number"),
            code: field(
                "kortnamn",
                "Kortnamn",
                "Som O031. Lämna tomt, så får tillfället ett eget.",
                "text",
            ),
        }
    }
}

/// How many days the form has: those that were shown, and one more where that was asked for.
pub(super) fn count(typed: &Typed) -> usize {
    let shown = typed.get("antal").parse().unwrap_or(FIRST);
    let more = usize::from(typed.get("gor") == "dag");
    shown.saturating_add(more).clamp(1, MOST)
}

/// The fields of all days.
pub(super) fn days(typed: &Typed, faults: &[FaultLine]) -> Vec<DayFields> {
    (0..count(typed)).map(|position| day(typed, faults, position)).collect()
}

/// The date's field of the day that was sent as this one: days without a date are not sent.
pub(super) fn field_of_sent_day(typed: &Typed, sent: usize) -> String {
    let fields = (0..count(typed)).map(|position| format!("datum-{position}"));
    let mut filled = fields.filter(|field| !typed.get(field).is_empty());
    filled.nth(sent).unwrap_or_else(|| "datum-0".to_owned())
}

fn day(typed: &Typed, faults: &[FaultLine], position: usize) -> DayFields {
    let date = format!("datum-{position}");
    let choice = |name: String, label, options: &[(&str, &str)]| {
        let chosen = typed.get(&name);
        let options = options.iter().map(|(value, label)| Selectable {
            value: (*value).to_owned(),
            label: (*label).to_owned(),
            chosen: chosen == *value,
        });
        let options = options.collect();
        Choice { name: name.into(), label, options, ..Choice::default() }
    };
    let forms = DeliveryForm::ALL.map(|form| (form.word(), form.name()));
    DayFields {
        legend: format!("Kursdag {}", position.saturating_add(1)),
        date: Field {
            label: "Datum",
            kind: "date",
            value: typed.get(&date).to_owned(),
            fault: said_of(faults, &date),
            name: date.into(),
            ..Field::default()
        },
        delivery: choice(format!("form-{position}"), "Form", &forms),
        length: choice(
            format!("langd-{position}"),
            "Längd",
            &[("1", "Heldag"), ("0.5", "Halvdag")],
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(fields: &str) -> Typed {
        serde_json::from_str(fields).unwrap()
    }

    #[test]
    fn days_are_added_and_never_without_end() {
        assert_eq!(count(&Typed::default()), 2);
        assert_eq!(count(&typed(r#"[["antal","3"],["gor","dag"]]"#)), 4);
        assert_eq!(count(&typed(r#"[["antal","999999"]]"#)), 20);
        assert_eq!(count(&typed(r#"[["antal","-1"]]"#)), 2);
    }

    #[test]
    fn faults_find_the_day_they_are_about() {
        let typed = typed(r#"[["antal","3"],["datum-0",""],["datum-1","2027-01-12"]]"#);
        assert_eq!(field_of_sent_day(&typed, 0), "datum-1");
        assert_eq!(field_of_sent_day(&typed, 7), "datum-0");
    }
}
