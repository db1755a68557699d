//! What is going on in the demo's Norrbotten: a day to close, an occasion with seats left, one full, one just planned.

use std::collections::BTreeMap;

use chrono::{Days, TimeDelta, Weekday};
use delivery::{DeliveryFault, NewAssignment, NewDay, NewEnrolment, NewOccasion, Registered, Who};
use domain::{Date, DeliveryForm, MunicipalityCode, ServiceLength, Slug, TrainerRole};
use tenancy::{RegionScope, Regions};

use crate::case_exchange;
use crate::outcome::Stop;

/// An occasion of the demo: its days lie so many weeks from today.
struct Planned {
    code: &'static str,
    course: &'static str,
    venue: Option<&'static str>,
    capacity: i32,
    weeks: i64,
    delivery: DeliveryForm,
    leader: &'static str,
    participants: &'static [(&'static str, &'static str)],
}

/// Made-up people.
const OCCASIONS: [Planned; 4] = [
    Planned {
        code: "DEMO-1",
        course: "Bemötande och delaktighet",
        venue: Some("Kulturens hus, Luleå"),
        capacity: 24,
        weeks: -1,
        delivery: DeliveryForm::OnSite,
        leader: "Lo Ledarson",
        participants: &[
            ("Alva Exempelsson", "2580"),
            ("Bo Provström", "2580"),
            ("Cilla Mallgren", "2581"),
            ("Dan Påhittsson", "2581"),
            ("Edda Testberg", "2584"),
            ("Folke Skissén", "2514"),
        ],
    },
    Planned {
        code: "DEMO-2",
        course: "Dokumentation i praktiken",
        venue: None,
        capacity: 30,
        weeks: 2,
        delivery: DeliveryForm::Digital,
        leader: "Mats Kursén",
        participants: &[
            ("Gull Utkastsdotter", "2506"),
            ("Hjalmar Fiktivsson", "2583"),
            ("Inga Låtsasdotter", "2580"),
        ],
    },
    Planned {
        code: "DEMO-3",
        course: "Våld i nära relationer",
        venue: Some("Stadshuset, Piteå"),
        capacity: 2,
        weeks: 4,
        delivery: DeliveryForm::OnSite,
        leader: "Nina Handledotter",
        participants: &[("Jon Sagosson", "2581"), ("Kerstin Diktén", "2582")],
    },
    Planned {
        code: "DEMO-4",
        course: "Barnets bästa i utredningen",
        venue: Some("Folkets hus, Kiruna"),
        capacity: 20,
        weeks: 8,
        delivery: DeliveryForm::OnSite,
        leader: "Olle Lärorik",
        participants: &[],
    },
];

/// Plans the demo's occasions around today, unless they are there, or no agreement holds on their days.
pub(super) async fn plan(regions: &Regions) -> Result<(), Stop> {
    let broken = |fault: &dyn std::error::Error| Stop::because("the demo cannot be planned", fault);
    let slug = Slug::parse("norrbotten").map_err(|fault| broken(&fault))?;
    let scope = case_exchange::enter(regions, &slug, "demo").await?;
    for planned in &OCCASIONS {
        match delivery::register(&scope, occasion(planned, scope.today())).await {
            Ok(new) => fill(&scope, planned, &new).await.map_err(|fault| broken(&fault))?,
            Err(DeliveryFault::Invalid(_)) => {}
            Err(fault) => return Err(broken(&fault)),
        }
    }
    Ok(())
}

fn occasion(planned: &Planned, today: Date) -> NewOccasion {
    let first = tuesday(today, planned.weeks);
    let day = |date| NewDay {
        date,
        delivery: planned.delivery,
        length: ServiceLength::Full,
        prices: BTreeMap::new(),
    };
    NewOccasion {
        code: Some(planned.code.to_owned()),
        course: planned.course.to_owned(),
        venue: planned.venue.map(str::to_owned),
        capacity: Some(planned.capacity),
        days: [Some(first), first.checked_add_days(Days::new(1))]
            .into_iter()
            .flatten()
            .map(day)
            .collect(),
    }
}

/// The Tuesday of the week so many weeks from today.
fn tuesday(today: Date, weeks: i64) -> Date {
    let monday = today.week(Weekday::Mon).first_day();
    monday
        .checked_add_signed(TimeDelta::days(weeks.saturating_mul(7).saturating_add(1)))
        .unwrap_or(today)
}

async fn fill(
    scope: &RegionScope,
    planned: &Planned,
    registered: &Registered,
) -> Result<(), DeliveryFault> {
    let occasion = registered.occasion;
    for (name, code) in planned.participants {
        let Ok(municipality) = MunicipalityCode::parse(code) else { continue };
        let new = NewEnrolment { occasion, who: Who::New((*name).to_owned()), municipality };
        delivery::enrol(scope, &new).await?;
    }
    let mut who = Who::New(planned.leader.to_owned());
    for day in &registered.days {
        let municipality = MunicipalityCode::parse("2580").ok();
        let new = NewAssignment { day: *day, who, municipality, role: TrainerRole::Leader };
        who = Who::Known(delivery::assign(scope, &new).await?.person);
    }
    Ok(())
}
