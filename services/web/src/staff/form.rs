//! The form of somebody: its fields, filled from what is held or what was typed, and its faults.

use serde_json::{Value, json};

use super::{Member, Municipality, access, choices};
use crate::fault::FieldFault;
use crate::forms::{Choice, FaultLine, Field, Typed, options, said_of};

/// The fields, ready to show.
pub(super) struct Fields {
    pub(super) given_name: Field,
    pub(super) family_name: Field,
    pub(super) email: Field,
    /// Only of somebody new: an employer is changed by moving.
    pub(super) municipality: Option<Choice>,
    pub(super) unit: Field,
    pub(super) title: Field,
    pub(super) staff_number: Field,
    pub(super) manager: Field,
    pub(super) journey: Field,
    pub(super) step: Field,
    pub(super) first_day: Field,
    pub(super) last_day: Field,
    pub(super) protected: Choice,
    /// Only of somebody new.
    pub(super) role: Option<Choice>,
}

/// A field: its name in the form, in the API, its label, its hint, its kind.
struct Known {
    name: &'static str,
    api: &'static str,
    label: &'static str,
    hint: &'static str,
    kind: &'static str,
    fault: &'static str,
}

const NAME_FAULT: &str = "Skriv namnet med bokstäver, och utan personnummer.";
const LABEL_FAULT: &str = "Skriv högst 200 tecken, och inget personnummer.";
const DAY_FAULT: &str = "Välj ett datum, eller skriv det som 2026-12-31.";

const FIELDS: [Known; 11] = [
    text("fornamn", "givenName", "Förnamn", "", NAME_FAULT),
    text("efternamn", "familyName", "Efternamn", "", NAME_FAULT),
    Known {
        kind: "email",
        ..text(
            "epost",
            "email",
            "E-post på arbetet",
            "Hit skickas inbjudan, och den loggar man in med.",
            "Skriv en e-postadress som ingen annan har, till exempel namn@kommun.se.",
        )
    },
    text("enhet", "unit", "Enhet", "Arbetsplatsen, till exempel Hemtjänst norr.", LABEL_FAULT),
    text("titel", "title", "Befattning", "", LABEL_FAULT),
    text(
        "nummer",
        "staffNumber",
        "Anställningsnummer",
        "Kommunens eget. Aldrig ett personnummer.",
        "Skriv bokstäver och siffror, och inget personnummer.",
    ),
    Known {
        kind: "email",
        ..text("chef", "managerEmail", "Chefens e-post", "", "Skriv en e-postadress.")
    },
    text("resa", "journey", "Yrkesresa", "Till exempel Barn och unga.", LABEL_FAULT),
    text("steg", "step", "Steg", "", LABEL_FAULT),
    Known { kind: "date", ..text("fran", "firstDay", "Anställd från", "", DAY_FAULT) },
    Known { kind: "date", ..text("till", "lastDay", "Anställd till", "", DAY_FAULT) },
];

const fn text(
    name: &'static str,
    api: &'static str,
    label: &'static str,
    hint: &'static str,
    fault: &'static str,
) -> Known {
    Known { name, api, label, hint, kind: "text", fault }
}

/// What the fields hold.
#[derive(Default)]
pub(super) struct Values {
    texts: [String; FIELDS.len()],
    protected: bool,
    municipality: String,
    role: String,
}

impl Values {
    /// What is held.
    pub(super) fn of(member: &Member) -> Self {
        let present = member.employments.first();
        let text = |value: Option<&String>| value.cloned().unwrap_or_default();
        let work = |of: fn(&super::Employment) -> Option<&String>| text(present.and_then(of));
        let day = |of: fn(&super::Employment) -> Option<domain::Date>| {
            present.and_then(of).map(|day| day.to_string()).unwrap_or_default()
        };
        Self {
            texts: [
                text(member.given_name.as_ref()),
                text(member.family_name.as_ref()),
                text(member.email.as_ref()),
                work(|one| one.unit.as_ref()),
                work(|one| one.title.as_ref()),
                text(member.staff_number.as_ref()),
                work(|one| one.manager_email.as_ref()),
                work(|one| one.journey.as_ref()),
                work(|one| one.step.as_ref()),
                day(|one| one.first_day),
                day(|one| one.last_day),
            ],
            protected: member.protected,
            ..Self::default()
        }
    }

    /// What was typed.
    pub(super) fn typed(typed: &Typed) -> Self {
        Self {
            texts: std::array::from_fn(|at| {
                FIELDS.get(at).map(|field| typed.get(field.name).to_owned()).unwrap_or_default()
            }),
            protected: typed.get("skyddad") == "ja",
            municipality: typed.get("kommun").to_owned(),
            role: typed.get("roll").to_owned(),
        }
    }

    /// The API's details. What is left empty stays as `before` has it where it may not be taken away.
    pub(super) fn details(&self, before: Option<&Member>) -> Value {
        let held = before.map(Self::of).unwrap_or_default();
        let fields = FIELDS.iter().zip(&self.texts).zip(&held.texts);
        let mut details = serde_json::Map::new();
        for ((field, text), old) in fields {
            if text != old {
                details.insert(field.api.to_owned(), json!(text));
            }
        }
        if self.protected != held.protected {
            details.insert("protected".to_owned(), json!(self.protected));
        }
        Value::Object(details)
    }

    /// The employer of somebody new: the one chosen, or the only one there is.
    pub(super) fn municipality<'a>(&'a self, known: &'a [Municipality]) -> &'a str {
        match known {
            [only] => &only.code,
            _ => &self.municipality,
        }
    }

    /// What to invite somebody new to.
    pub(super) fn roles(&self) -> Vec<&'static str> {
        let known = access::INVITED_TO.iter().map(|(role, _)| *role);
        known.filter(|role| *role == self.role).collect()
    }

    /// What is missing before the API need be asked.
    pub(super) fn missing(&self, known: &[Municipality]) -> Vec<FaultLine> {
        let mut faults = Vec::new();
        let [given, family, email, ..] = &self.texts;
        let mut need = |missing: bool, field: &str, text: &str| {
            if missing {
                faults.push(FaultLine::of(field, text));
            }
        };
        need(given.is_empty(), "fornamn", "Skriv förnamnet.");
        need(family.is_empty(), "efternamn", "Skriv efternamnet.");
        let invited = !self.role.is_empty();
        need(email.is_empty() && invited, "epost", "Skriv adressen som inbjudan ska till.");
        need(self.municipality(known).is_empty(), "kommun", "Välj kommunen som är arbetsgivare.");
        faults
    }

    /// The fields with these values; `municipalities` of somebody new.
    pub(super) fn fields(
        &self,
        municipalities: Option<&[Municipality]>,
        faults: &[FaultLine],
    ) -> Fields {
        let made: [Field; FIELDS.len()] = std::array::from_fn(|at| {
            let known = FIELDS.get(at).zip(self.texts.get(at));
            known.map_or_else(Field::default, |(field, text)| Field {
                name: field.name.into(),
                label: field.label,
                hint: field.hint,
                kind: field.kind,
                autocomplete: "off",
                value: text.clone(),
                fault: said_of(faults, field.name),
                ..Field::default()
            })
        });
        let [given_name, family_name, email, unit, title, number, manager, journey, step, from, to] =
            made;
        let protected = [("ja".to_owned(), "Ja, skyddade personuppgifter".to_owned())];
        Fields {
            given_name,
            family_name,
            email,
            municipality: municipalities.filter(|known| known.len() != 1).map(|known| Choice {
                name: "kommun".into(),
                label: "Kommun",
                hint: "Arbetsgivaren.",
                options: options("Välj kommun", choices(known), &self.municipality),
                fault: said_of(faults, "kommun"),
            }),
            unit,
            title,
            staff_number: number,
            manager,
            journey,
            step,
            first_day: from,
            last_day: to,
            protected: Choice {
                name: "skyddad".into(),
                label: "Skyddade personuppgifter",
                hint: "Den som är skyddad syns bara för de få som behöver det.",
                options: options(
                    "Nej",
                    protected.into_iter(),
                    if self.protected { "ja" } else { "" },
                ),
                fault: said_of(faults, "skyddad"),
            },
            role: municipalities.map(|_| Choice {
                name: "roll".into(),
                label: "Bjud in",
                hint: "Ett brev med en länk skickas till e-postadressen.",
                options: options(
                    "Bjud inte in än",
                    access::INVITED_TO.iter().map(|(value, label)| {
                        ((*value).to_owned(), format!("Som {}", lower(label)))
                    }),
                    &self.role,
                ),
                fault: said_of(faults, "roll"),
            }),
        }
    }
}

fn lower(label: &str) -> String {
    label.to_lowercase()
}

/// A fault of the API's input, in the words of the form.
pub(super) fn told(fault: &FieldFault) -> FaultLine {
    let field = fault.path.rsplit('.').next().unwrap_or_default();
    let known = FIELDS.iter().find(|known| known.api == field);
    match (known, field) {
        (Some(known), _) => FaultLine::of(known.name, known.fault),
        (None, "name") => FaultLine::of("fornamn", "Skriv både förnamn och efternamn."),
        (None, "municipality") => {
            FaultLine::of("kommun", "Välj en kommun som du har hand om personal för.")
        }
        (None, _) => FaultLine::of(
            "",
            "Något i formuläret godtogs inte. Kontrollera fälten och försök igen.",
        ),
    }
}
