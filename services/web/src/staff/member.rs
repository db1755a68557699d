//! One of the staff: what is held on them, where they work, and what can be done about their account.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use chrono::{DateTime, Utc};
use domain::swedish;
use serde::Deserialize;
use serde_json::json;

use super::{AccountState, Employment, Member, Municipality, access};
use crate::course_history::{self, PastDay, PastDayRow};
use crate::fault::Fault;
use crate::forms::Choice;
use crate::frame::{Frame, Here, Permission};
use crate::operation::{operation, region_operation};
use crate::pill::Pill;
use crate::rail::Section;
use crate::urls;
use crate::visit::{Visit, page};

const STAFF_SESSIONS: &str = operation!("staff_sessions");
const STAFF_HISTORY: &str = operation!("staff_history");
const STAFF_MEMBER: &str = region_operation!("staff_member");

#[derive(Template)]
#[template(path = "staff/member.html")]
struct MemberPage {
    frame: Frame,
    name: String,
    state: Pill,
    protected: bool,
    facts: Vec<Fact>,
    employments: Vec<EmploymentRow>,
    change_href: String,
    move_href: String,
    /// Courses from other regions.
    past: Vec<PastDayRow>,
    access: Access,
    /// Since when they are signed in, and when they last were here: one for each session.
    signed_in: Vec<String>,
    sign_out_href: String,
    /// For those who may; empty otherwise.
    erase_href: String,
    /// For those who may read it; empty otherwise.
    audit_href: String,
}

/// What can be done about their account.
struct Access {
    /// What stands above: how it is, in a sentence.
    told: &'static str,
    invite: Option<Choice>,
    invite_href: String,
    invite_button: &'static str,
    suspend_href: String,
    resume_href: String,
}

/// Something held on somebody: its name and its value.
pub(crate) struct Fact {
    pub(crate) name: &'static str,
    pub(crate) value: String,
}

/// An employment, as a table lists it.
pub(crate) struct EmploymentRow {
    pub(crate) municipality: String,
    pub(crate) work: String,
    pub(crate) journey: String,
    pub(crate) manager: String,
    pub(crate) time: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Content {
    municipalities: Vec<Municipality>,
    staff_member: Member,
}

/// One of the staff, with the municipalities that the viewer keeps staff of.
pub(super) async fn load(
    visit: &Visit,
    region: &str,
    id: &str,
) -> Result<(Here, Member, Vec<Municipality>), Fault> {
    let (here, content): (Here, Content) =
        visit.region(STAFF_MEMBER, region, json!({ "id": id })).await?;
    Ok((here, content.staff_member, content.municipalities))
}

pub(super) async fn show(
    visit: Visit,
    Path((region, id)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let (here, member, _) = load(&visit, &region, &id).await?;
    let slug = here.slug.as_str();
    let signed_in = signed_in(&visit, slug, &member).await?;
    let variables = json!({ "person": member.id });
    let past: History = visit.within(STAFF_HISTORY, slug, variables).await?;
    let audit_href = if here.may(Permission::ReadAudit) {
        urls::with_query(&urls::audit(slug), &[("person", &member.id)])
    } else {
        String::new()
    };
    page(&MemberPage {
        frame: Frame::region(&visit, &here, Section::Staff, &member.name)?
            .below("Personer", urls::staff(slug)),
        state: member.state.pill(),
        protected: member.protected,
        facts: facts(&member),
        employments: member.employments.iter().map(employment).collect(),
        change_href: urls::change_staff(slug, &member.id),
        move_href: urls::move_staff(slug, &member.id),
        past: course_history::rows(&past.course_history),
        access: access_of(slug, &member),
        sign_out_href: urls::sign_out_staff(slug, &member.id),
        erase_href: if here.may(Permission::ErasePersons) {
            urls::erase_staff(slug, &member.id)
        } else {
            String::new()
        },
        signed_in,
        audit_href,
        name: member.name,
    })
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct History {
    course_history: Vec<PastDay>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Sessions {
    staff_sessions: Vec<Session>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Session {
    began_at: DateTime<Utc>,
    renewed_at: DateTime<Utc>,
}

/// Where somebody is signed in; not told of those whose roles are beyond the viewer.
async fn signed_in(visit: &Visit, region: &str, member: &Member) -> Result<Vec<String>, Fault> {
    if matches!(member.state, AccountState::None | AccountState::Invited) {
        return Ok(Vec::new());
    }
    let variables = json!({ "person": member.id });
    let sessions = match visit.within::<Sessions>(STAFF_SESSIONS, region, variables).await {
        Ok(answer) => answer.staff_sessions,
        Err(Fault::Forbidden) => Vec::new(),
        Err(fault) => return Err(fault),
    };
    let told = sessions.iter().map(|one| {
        let (began, renewed) = (swedish::minute(one.began_at), swedish::minute(one.renewed_at));
        format!("Inloggad {began}, använd senast {renewed}")
    });
    Ok(told.collect())
}

fn access_of(region: &str, member: &Member) -> Access {
    let can_be_invited = member.email.is_some() && member.municipality.is_some();
    let told = match member.state {
        AccountState::None if can_be_invited => {
            "Har inget konto. En inbjudan skickas till e-postadressen och gäller i 14 dagar."
        }
        AccountState::None => {
            "Har inget konto. Ange e-postadress och arbetsgivare under Ändra, så går det att bjuda in."
        }
        AccountState::Invited => {
            "Är inbjuden men har inte loggat in än. Bjud in igen om brevet har kommit bort."
        }
        AccountState::Active => "Kan logga in.",
        AccountState::Suspended => "Kan inte logga in här. Uppgifter och kurshistorik finns kvar.",
    };
    let invites = can_be_invited && member.state != AccountState::Suspended;
    Access {
        told,
        invite: invites.then(|| access::role_choice("")),
        invite_href: urls::invite_staff(region, &member.id),
        invite_button: match member.state {
            AccountState::Active => "Ge rollen",
            AccountState::Invited => "Bjud in igen",
            AccountState::None | AccountState::Suspended => "Bjud in",
        },
        suspend_href: match member.state {
            AccountState::Invited | AccountState::Active => urls::suspend_staff(region, &member.id),
            AccountState::None | AccountState::Suspended => String::new(),
        },
        resume_href: match member.state {
            AccountState::Suspended => urls::resume_staff(region, &member.id),
            AccountState::None | AccountState::Invited | AccountState::Active => String::new(),
        },
    }
}

/// What is held, where something is.
pub(crate) fn facts(member: &Member) -> Vec<Fact> {
    let known = [
        ("E-post", member.email.clone()),
        ("Arbetsgivare", member.municipality.as_ref().map(|own| own.name.clone())),
        ("Anställningsnummer", member.staff_number.clone()),
        ("Kortnamn i filer", Some(member.code.clone())),
    ];
    let known = known.into_iter().filter_map(|(name, value)| Some(Fact { name, value: value? }));
    known.collect()
}

/// An employment, ready to show.
pub(crate) fn employment(one: &Employment) -> EmploymentRow {
    let joined = |parts: [&Option<String>; 2]| {
        let parts: Vec<&str> = parts.iter().filter_map(|part| part.as_deref()).collect();
        parts.join(", ")
    };
    EmploymentRow {
        municipality: one.municipality.name.clone(),
        work: joined([&one.title, &one.unit]),
        journey: joined([&one.journey, &one.step]),
        manager: one.manager_email.clone().unwrap_or_default(),
        time: match (one.first_day, one.last_day) {
            (Some(first), Some(last)) => format!("{first} – {last}"),
            (Some(first), None) => format!("från {first}"),
            (None, Some(last)) => format!("till {last}"),
            (None, None) => String::new(),
        },
    }
}
