//! What surrounds every page: its title, the rail with the sections that the viewer may see, who is signed in.

use serde::Deserialize;

use crate::fault::Fault;
use crate::forms::FaultLine;
use crate::rail::{self, RailLink, Section};
use crate::session::Session;
use crate::visit::Visit;
use crate::{assets, urls};

/// A region as its pages' surroundings need it: the fragment `Here`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Here {
    /// Short name.
    pub(crate) slug: String,
    /// Name.
    pub(crate) name: String,
    /// What the one who asks may do.
    pub(crate) viewer: Viewer,
    /// The one who asks.
    #[serde(skip)]
    pub(crate) person: String,
}

/// What somebody may do in a region.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Viewer {
    /// Role.
    pub(crate) role: Role,
    /// Set where the role is limited to one municipality.
    pub(crate) municipality: Option<ViewerMunicipality>,
    /// Permissions.
    pub(crate) permissions: Vec<Permission>,
}

/// The municipality that somebody is limited to.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct ViewerMunicipality {
    /// SCB code.
    pub(crate) code: String,
    /// Name.
    pub(crate) name: String,
}

/// The schema's roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum Role {
    RegionalCoordinator,
    RegionalEconomist,
    MunicipalAdministrator,
    Manager,
    Trainer,
    Participant,
    Signatory,
    SteeringGroupMember,
    Support,
    NationalViewer,
    NationalProducer,
}

/// The schema's permissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum Permission {
    ReadOwn,
    ReadAgreements,
    ReadOccasions,
    ReadPersons,
    ReadProtected,
    PlanOccasions,
    Enrol,
    CloseDays,
    ReadDocuments,
    Settle,
    ManageStaff,
    ManageRoles,
    ErasePersons,
    ReadAudit,
    ManageSignIn,
    Administer,
}

impl Here {
    /// Whether the one who asks may do this here.
    pub(crate) fn may(&self, permission: Permission) -> bool {
        self.viewer.permissions.contains(&permission)
    }

    fn role(&self) -> String {
        let role = role_name(self.viewer.role);
        match &self.viewer.municipality {
            Some(municipality) => format!("{role}, {}", municipality.name),
            None => role.to_owned(),
        }
    }
}

/// A role as people call it.
pub(crate) const fn role_name(role: Role) -> &'static str {
    match role {
        Role::RegionalCoordinator => "Samordnare",
        Role::RegionalEconomist => "Ekonom",
        Role::MunicipalAdministrator => "Kommunadministratör",
        Role::Manager => "Chef",
        Role::Trainer => "Utbildare",
        Role::Participant => "Deltagare",
        Role::Signatory => "Avtalstecknare",
        Role::SteeringGroupMember => "Styrgruppen",
        Role::Support => "Support",
        Role::NationalProducer => "Nationell producent",
        Role::NationalViewer => "SKR",
    }
}

/// What surrounds a page, ready to show.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frame {
    /// The document's title.
    pub(crate) title: String,
    /// Where the stylesheet lies.
    pub(crate) stylesheet: &'static str,
    /// Where the icon lies.
    pub(crate) icon: &'static str,
    /// The token of this page's forms.
    pub(crate) csrf: String,
    /// Said once, after something was done.
    pub(crate) message: Option<String>,
    /// Who is signed in; empty where unknown.
    pub(crate) person: String,
    /// As what.
    pub(crate) role: String,
    /// Whether somebody is signed in.
    pub(crate) signed_in: bool,
    /// What the rail is about: the region, or the nation.
    pub(crate) place: String,
    /// The sections.
    pub(crate) rail: Vec<RailLink>,
    /// The way from the section to this page.
    pub(crate) crumbs: Vec<Crumb>,
}

/// A page above this one.
#[derive(Clone, Debug)]
pub(crate) struct Crumb {
    /// Its name.
    pub(crate) label: String,
    /// Its address.
    pub(crate) href: String,
}

impl Frame {
    /// A page of no section: sign-in, faults.
    pub(crate) fn bare(session: &Session, title: &str) -> Result<Self, Fault> {
        Ok(Self {
            title: format!("{title} – Yrkesresan"),
            stylesheet: assets::stylesheet_url(),
            icon: assets::icon_url(),
            csrf: session.form_token()?,
            message: session.heard(),
            signed_in: session.tokens().is_some(),
            ..Self::default()
        })
    }

    /// A page of a region's section.
    pub(crate) fn region(
        visit: &Visit,
        here: &Here,
        section: Section,
        title: &str,
    ) -> Result<Self, Fault> {
        let mut frame = Self::bare(&visit.session, title)?;
        frame.title = format!("{title} – {} – Yrkesresan", here.name);
        frame.person.clone_from(&here.person);
        frame.role = here.role();
        frame.place.clone_from(&here.name);
        frame.rail = rail::of_region(here, section);
        Ok(frame)
    }

    /// The national page.
    pub(crate) fn nation(visit: &Visit, person: &str, title: &str) -> Result<Self, Fault> {
        let mut frame = Self::bare(&visit.session, title)?;
        person.clone_into(&mut frame.person);
        "Hela landet".clone_into(&mut frame.place);
        frame.rail = vec![RailLink::new("Nationellt", urls::NATION.to_owned(), true)];
        Ok(frame)
    }

    /// Says in the title that something on the page is at fault, where something is.
    pub(crate) fn tell_of(&mut self, faults: &[FaultLine]) {
        if !faults.is_empty() {
            self.title.insert_str(0, "Fel: ");
        }
    }

    /// The same page, below another one.
    pub(crate) fn below(mut self, label: &str, href: String) -> Self {
        self.crumbs.push(Crumb { label: label.to_owned(), href });
        self
    }
}
