//! What the platform holds on an account, in sections; of secrets, only that there are some.

use domain::{AccountId, swedish};
use identity::Role;
use mail::{Outbox, State};
use people::Section;

use crate::store::{factors, my_data, passkeys};
use crate::{Accounts, AccountsFault};

type Instant = chrono::DateTime<chrono::Utc>;

impl Accounts {
    pub(super) async fn account_sections(
        &self,
        id: AccountId,
    ) -> Result<Vec<Section>, AccountsFault> {
        let platform = self.platform();
        let account =
            my_data::account(platform, id).await?.ok_or(AccountsFault::Unauthenticated)?;
        let codes = factors::recovery_codes_left(platform, id).await?;
        let rows = [
            ("E-post", account.email.clone()),
            ("Namn", account.name),
            ("Skapat", swedish::minute(account.created_at)),
            ("Lösenord", if account.has_password { "finns" } else { "saknas" }.to_owned()),
            ("Kod i app sedan", instant(account.authenticator)),
            ("Reservkoder kvar", codes.to_string()),
        ];
        let rows = rows.map(|(label, value)| vec![label.to_owned(), value]).into();
        let mut sections =
            vec![Section { heading: "Konto", columns: vec!["Uppgift", "Värde"], rows }];
        sections.push(self.roles_section(id).await?);
        sections.push(self.sessions_section(id).await?);
        let rows = passkeys::of(platform, id)
            .await?
            .into_iter()
            .map(|one| vec![one.name, swedish::minute(one.created_at), instant(one.used_at)]);
        let columns = vec!["Namn", "Skapad", "Senast använd"];
        sections.push(Section { heading: "Nycklar", columns, rows: rows.collect() });
        let rows = my_data::identities(platform, id).await?.into_iter();
        let rows = rows.map(|one| vec![one.provider, one.subject, swedish::minute(one.linked_at)]);
        let columns = vec!["Leverantör", "Identitet där", "Kopplad"];
        sections.push(Section { heading: "Inloggning genom andra", columns, rows: rows.collect() });
        let rows = my_data::links(platform, id).await?.into_iter().map(|one| {
            let purpose = match one.purpose.as_str() {
                "invitation" => "Inbjudan",
                _ => "Nytt lösenord",
            };
            vec![
                purpose.to_owned(),
                one.invited_by.unwrap_or_default(),
                swedish::minute(one.created_at),
                instant(one.used_at),
                instant(one.withdrawn_at),
            ]
        });
        let columns = vec!["Syfte", "Inbjuden av", "Skapad", "Använd", "Återkallad"];
        sections.push(Section { heading: "Länkar i mejl", columns, rows: rows.collect() });
        sections.push(self.mails_section(account.email).await?);
        Ok(sections)
    }

    async fn roles_section(&self, id: AccountId) -> Result<Section, AccountsFault> {
        let rows = my_data::roles(self.platform(), id).await?.into_iter().map(|one| {
            vec![
                role(one.role).to_owned(),
                one.region.unwrap_or_default(),
                one.municipality.unwrap_or_default(),
                one.journey.unwrap_or_default(),
                swedish::minute(one.begins_at),
                instant(one.ends_at),
                instant(one.suspended_at),
                one.reason.unwrap_or_default(),
                one.given_by.unwrap_or_default(),
            ]
        });
        let columns = vec![
            "Roll",
            "Region",
            "Kommunkod",
            "Yrkesresa",
            "Från",
            "Till",
            "Avstängd",
            "Skäl",
            "Given av",
        ];
        Ok(Section { heading: "Roller", columns, rows: rows.collect() })
    }

    async fn sessions_section(&self, id: AccountId) -> Result<Section, AccountsFault> {
        let rows = my_data::sessions(self.platform(), id).await?.into_iter().map(|one| {
            vec![
                swedish::minute(one.began),
                swedish::minute(one.renewed),
                swedish::minute(one.expires),
                instant(one.ended),
            ]
        });
        let columns = vec!["Påbörjad", "Senast förnyad", "Gäller till", "Avslutad"];
        Ok(Section { heading: "Inloggningar", columns, rows: rows.collect() })
    }

    async fn mails_section(&self, email: String) -> Result<Section, AccountsFault> {
        let sent = Outbox::of(self.platform().clone()).to(&email).await?;
        let rows = sent.into_iter().map(|one| {
            let kind = match one.kind.as_str() {
                "invitation" => "Inbjudan",
                "access" => "Ny behörighet",
                "password-reset" => "Nytt lösenord",
                other => other,
            };
            let state = match one.state {
                State::Sent => "Skickat",
                State::Failed => "Kunde inte skickas",
                State::Unsure => "Osäkert",
                State::Waiting | State::Claimed | State::Handing => "Väntar",
            };
            vec![swedish::minute(one.created_at), kind.to_owned(), one.to, state.to_owned()]
        });
        let columns = vec!["När", "Vad", "Till", "Läge"];
        Ok(Section { heading: "Mejl", columns, rows: rows.collect() })
    }
}

fn instant(at: Option<Instant>) -> String {
    at.map(swedish::minute).unwrap_or_default()
}

const fn role(role: Role) -> &'static str {
    match role {
        Role::RegionalCoordinator => "Regional samordnare",
        Role::RegionalEconomist => "Regional ekonom",
        Role::MunicipalAdministrator => "Kommunens administratör",
        Role::Manager => "Chef",
        Role::Trainer => "Utbildare",
        Role::Participant => "Deltagare",
        Role::Signatory => "Avtalstecknare",
        Role::SteeringGroupMember => "Styrgruppsledamot",
        Role::Support => "Support",
        Role::NationalViewer => "Nationell läsare",
        Role::NationalProducer => "Nationell producent",
    }
}
