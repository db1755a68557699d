//! All that is held on the one who asks: on the platform, and in every region that they are a member of.

use domain::{AccountId, Slug, swedish};
use identity::{Caller, Permission};
use people::{Employment, Section, Staff};
use tenancy::{AuditKind, AuditRecord, Enter, GateFault, Operation, RegionScope};

use crate::{Accounts, AccountsFault};

mod account;
mod json;

pub(crate) use json::json;

/// All that is held on somebody.
pub(crate) struct MyData {
    /// As somebody who signs in.
    pub(crate) account: Vec<Section>,
    /// In each region that they are a member of.
    pub(crate) regions: Vec<InOneRegion>,
}

/// What a region holds on them.
pub(crate) struct InOneRegion {
    pub(crate) slug: Slug,
    pub(crate) name: String,
    pub(crate) sections: Vec<Section>,
}

impl Accounts {
    /// All that is held on the caller, which the audit of each region tells.
    pub(crate) async fn my_data(
        &self,
        caller: &Caller,
        operation: &Operation,
    ) -> Result<MyData, AccountsFault> {
        let id = caller.account_id().ok_or(AccountsFault::Unauthenticated)?;
        let account = self.account_sections(id).await?;
        let mut slugs: Vec<&Slug> =
            caller.memberships().iter().filter_map(|m| m.region()).collect();
        slugs.sort();
        slugs.dedup();
        let mut regions = Vec::with_capacity(slugs.len());
        for slug in slugs {
            let entered = caller.enter(operation, &self.regions, slug, Permission::ReadOwn).await;
            let scope = match entered {
                Ok(scope) => scope,
                // A membership of what is not there any more.
                Err(GateFault::NotFound) => continue,
                Err(fault) => return Err(fault.into()),
            };
            let sections = self.region_sections(&scope, id).await?;
            let (slug, name) = (scope.slug().clone(), scope.name().to_owned());
            regions.push(InOneRegion { slug, name, sections });
        }
        Ok(MyData { account, regions })
    }

    async fn region_sections(
        &self,
        scope: &RegionScope,
        account: AccountId,
    ) -> Result<Vec<Section>, AccountsFault> {
        let mut sections = Vec::new();
        let persons = match people::staff::of_account(scope, account).await? {
            Some(person) => people::with_earlier(scope, person).await?,
            None => Vec::new(),
        };
        for person in &persons {
            scope.reads_by_id("own-data-read", person.id.uuid());
            add(&mut sections, vec![person_section(scope, person).await?]);
            add(&mut sections, vec![employments(scope, person).await?]);
            for holder in self.holders() {
                add(&mut sections, holder.held(scope, person.id).await?);
            }
        }
        let ids: Vec<_> = persons.iter().map(|person| person.id).collect();
        let trail = scope.own_trail(&ids).await?;
        let columns = || vec!["När", "Vem", "Slag", "Vad", "Varifrån"];
        let about = trail.about.into_iter().map(entry).collect();
        let done = trail.done.into_iter().map(entry).collect();
        sections.push(Section {
            heading: "Vilka som har sett eller ändrat uppgifter om dig",
            columns: columns(),
            rows: about,
        });
        sections.push(Section { heading: "Vad du har gjort", columns: columns(), rows: done });
        Ok(sections)
    }
}

/// Adds rows to the sections of the same heading.
fn add(sections: &mut Vec<Section>, more: Vec<Section>) {
    for section in more {
        match sections.iter_mut().find(|known| known.heading == section.heading) {
            Some(known) => known.rows.extend(section.rows),
            None => sections.push(section),
        }
    }
}

async fn person_section(scope: &RegionScope, person: &Staff) -> Result<Section, AccountsFault> {
    let names = scope.municipalities().await?;
    let instant = |at: Option<_>| at.map(swedish::minute).unwrap_or_default();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let rows = [
        ("Namn", person.name.clone()),
        ("Förnamn", text(&person.given_name)),
        ("Efternamn", text(&person.family_name)),
        ("Kortnamn", person.code.clone()),
        ("E-post", text(&person.email)),
        ("Anställningsnummer", text(&person.staff_number)),
        ("Kommun", person.municipality.map(|code| names.name(code)).unwrap_or_default()),
        ("Skyddade personuppgifter", if person.protected { "ja" } else { "nej" }.to_owned()),
        ("Avstängd sedan", instant(person.suspended_at)),
        ("Registrerad", swedish::minute(person.created_at)),
        ("Senast ändrad", instant(person.changed_at)),
    ];
    let rows = rows.map(|(label, value)| vec![label.to_owned(), value]).into();
    Ok(Section { heading: "Person", columns: vec!["Uppgift", "Värde"], rows })
}

async fn employments(scope: &RegionScope, person: &Staff) -> Result<Section, AccountsFault> {
    let names = scope.municipalities().await?;
    let day = |day: Option<domain::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let rows = Employment::of(scope, &[person.id]).await?.into_iter().map(|one| {
        vec![
            names.name(one.municipality),
            one.unit.unwrap_or_default(),
            one.title.unwrap_or_default(),
            one.journey.unwrap_or_default(),
            one.step.unwrap_or_default(),
            one.manager_email.unwrap_or_default(),
            day(one.first_day),
            day(one.last_day),
        ]
    });
    let columns = vec![
        "Kommun",
        "Enhet",
        "Befattning",
        "Yrkesresa",
        "Steg",
        "Chefens e-post",
        "Första dag",
        "Sista dag",
    ];
    Ok(Section { heading: "Anställningar", columns, rows: rows.collect() })
}

fn entry(record: AuditRecord) -> Vec<String> {
    let kind = match record.kind {
        AuditKind::Change => "Ändring",
        AuditKind::Reading => "Läsning",
        AuditKind::Refusal => "Avslag",
    };
    let AuditRecord { at, actor, action, operation, .. } = record;
    vec![swedish::minute(at), actor, kind.to_owned(), action, operation]
}
