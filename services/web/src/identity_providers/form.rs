//! The form of an identity provider: its fields, filled from what is there or what was typed, and its faults.

use serde_json::{Value, json};

use super::Provider;
use crate::fault::FieldFault;
use crate::forms::{Choice, FaultLine, Field, Typed, options, said_of};

/// The fields, ready to show.
pub(super) struct Fields {
    pub(super) name: Field,
    pub(super) municipality: Choice,
    pub(super) issuer: Field,
    pub(super) client: Field,
    pub(super) secret: Field,
    pub(super) domains: Field,
    pub(super) creates: Choice,
    pub(super) second_factor: Choice,
    pub(super) acr: Field,
    pub(super) active: Choice,
}

/// What the fields hold.
#[derive(Default)]
pub(super) struct Values {
    name: String,
    municipality: String,
    issuer: String,
    client: String,
    domains: String,
    creates: String,
    second_factor: String,
    acr: String,
    active: String,
}

/// Roles that accounts may be made with, by the API's word.
const CREATED: [(&str, &str); 3] = [
    ("PARTICIPANT", "Ja, som deltagare"),
    ("TRAINER", "Ja, som utbildare"),
    ("MANAGER", "Ja, som chef"),
];

impl Values {
    /// What is there.
    pub(super) fn of(provider: &Provider) -> Self {
        let said = |yes: bool| if yes { "ja" } else { "" }.to_owned();
        Self {
            name: provider.name.clone(),
            municipality: provider
                .municipality
                .as_ref()
                .map(|own| own.code.clone())
                .unwrap_or_default(),
            issuer: provider.issuer.clone(),
            client: provider.client_id.clone(),
            domains: provider.domains.join(", "),
            creates: provider.created_role.clone().unwrap_or_default(),
            second_factor: said(provider.trusts_second_factor),
            acr: provider.second_factor_acr.clone().unwrap_or_default(),
            active: if provider.active { "" } else { "nej" }.to_owned(),
        }
    }

    /// What was typed. The secret is not shown again.
    pub(super) fn typed(typed: &Typed) -> Self {
        let get = |name: &str| typed.get(name).to_owned();
        Self {
            name: get("namn"),
            municipality: get("kommun"),
            issuer: get("utfardare"),
            client: get("klient"),
            domains: get("domaner"),
            creates: get("skapar"),
            second_factor: get("tvasteg"),
            acr: get("acr"),
            active: get("anvands"),
        }
    }

    /// The API's input.
    pub(super) fn input(&self, region: &str, id: Option<&str>, secret: &str) -> Value {
        let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let domains = self.domains.split([',', ';', ' ', '\n']).map(str::trim);
        json!({
            "region": region,
            "id": id,
            "name": self.name,
            "municipality": given(&self.municipality),
            "issuer": self.issuer,
            "clientId": self.client,
            "clientSecret": given(secret),
            "domains": domains.filter(|domain| !domain.is_empty()).collect::<Vec<_>>(),
            "createdRole": given(&self.creates),
            "trustsSecondFactor": self.second_factor == "ja",
            "secondFactorAcr": given(&self.acr),
            "active": self.active != "nej",
        })
    }

    /// The fields with these values; `municipalities` are codes with names.
    pub(super) fn fields(
        self,
        is_new: bool,
        municipalities: Vec<(String, String)>,
        faults: &[FaultLine],
    ) -> Fields {
        let field = |name: &'static str, label, hint, value| Field {
            name: name.into(),
            label,
            hint,
            kind: "text",
            value,
            fault: said_of(faults, name),
            ..Field::default()
        };
        let choice = |name: &'static str, label, hint, options| Choice {
            name: name.into(),
            label,
            hint,
            options,
            fault: said_of(faults, name),
        };
        let words = |known: &[(&str, &str)]| {
            let owned =
                known.iter().map(|(value, label)| ((*value).to_owned(), (*label).to_owned()));
            owned.collect::<Vec<_>>().into_iter()
        };
        let secret_hint = if is_new {
            "Fås av den som sköter tjänsten. Den sparas krypterad och visas aldrig igen."
        } else {
            "Lämna tomt för att behålla den som finns. Den visas aldrig."
        };
        Fields {
            name: field("namn", "Namn", "Visas på knappen: Logga in med …", self.name),
            municipality: choice(
                "kommun",
                "Vems tjänst",
                "En kommuns tjänst släpper bara in kommunens egen personal.",
                options("Hela regionens", municipalities.into_iter(), &self.municipality),
            ),
            issuer: field(
                "utfardare",
                "Adress (issuer)",
                "Börjar med https:// och står i tjänstens uppgifter för OpenID Connect.",
                self.issuer,
            ),
            client: field(
                "klient",
                "Klient-id",
                "Det som tjänsten kallar Yrkesresan.",
                self.client,
            ),
            secret: Field {
                kind: "password",
                autocomplete: "off",
                ..field("hemlighet", "Klienthemlighet", secret_hint, String::new())
            },
            domains: field(
                "domaner",
                "E-postdomäner",
                "De adresser som tjänsten får gå i god för, till exempel lulea.se. Flera skiljs med komma.",
                self.domains,
            ),
            creates: choice(
                "skapar",
                "Skapa konto åt den som saknar",
                "Annars släpps bara den in som redan har ett konto i regionen.",
                options("Nej", words(&CREATED), &self.creates),
            ),
            second_factor: choice(
                "tvasteg",
                "Räkna tjänstens tvåstegsinloggning som vår",
                "",
                options(
                    "Nej",
                    words(&[("ja", "Ja, när tjänsten intygar den")]),
                    &self.second_factor,
                ),
            ),
            acr: field(
                "acr",
                "Intyg om tvåstegsinloggning (acr)",
                "Lämna tomt om tjänsten i stället anger mfa bland metoderna (amr).",
                self.acr,
            ),
            active: choice(
                "anvands",
                "Används",
                "",
                options(
                    "Ja",
                    words(&[("nej", "Nej, visa den inte på inloggningssidan")]),
                    &self.active,
                ),
            ),
        }
    }
}

/// A fault of the API's input, in the words of the form.
pub(super) fn told(field: &FieldFault) -> FaultLine {
    match field.path.as_str() {
        "name" => FaultLine::of("namn", "Skriv ett namn med högst 80 tecken."),
        "municipality" => FaultLine::of("kommun", "Välj en kommun i regionen."),
        "issuer" => FaultLine::of(
            "utfardare",
            "Skriv tjänstens adress. Den börjar med https:// och går att nå från internet.",
        ),
        "clientId" => {
            FaultLine::of("klient", "Skriv det klient-id som tjänsten har gett Yrkesresan.")
        }
        "clientSecret" => {
            FaultLine::of("hemlighet", "Skriv klienthemligheten. En annan adress behöver sin egen.")
        }
        "domains" => FaultLine::of(
            "domaner",
            "Skriv 1 till 20 domäner, till exempel lulea.se, med komma mellan.",
        ),
        "createdRole" => FaultLine::of("skapar", "Välj en av rollerna i listan."),
        "secondFactorAcr" => FaultLine::of("acr", "Skriv högst 250 tecken."),
        _ => FaultLine::of(
            "",
            "Något i formuläret gick inte att använda. Gå igenom det och försök igen.",
        ),
    }
}
