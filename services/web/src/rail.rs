//! The rail's sections: which the viewer may see, and which one is open. Nobody is refused here, only spared dead ends.

use crate::frame::{Here, Permission};
use crate::urls;

/// A section of a region's pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    /// What is next.
    Start,
    /// Agreements.
    Agreements,
    /// Occasions and course days.
    Courses,
    /// Staff, participants and trainers.
    Staff,
    /// Preview, issue, runs.
    Settlement,
    /// Issued documents.
    Documents,
    /// Ageing list, reminders, files from the bank.
    Payments,
    /// The trainer pot.
    TrainerPot,
    /// The ledger.
    Ledger,
    /// What occasions have cost.
    Costs,
    /// The buffer.
    Buffer,
    /// A year's end.
    YearEnd,
    /// How the books are set up.
    Books,
    /// Who is what.
    Roles,
    /// Who did what.
    Audit,
    /// Where people sign in.
    SignIn,
    /// What is held on oneself.
    Myself,
}

/// A link of the rail.
#[derive(Clone, Debug)]
pub(crate) struct RailLink {
    /// The section's name.
    pub(crate) label: &'static str,
    /// Its first page.
    pub(crate) href: String,
    /// Whether it is open.
    pub(crate) open: bool,
    /// Whether it belongs to the section above it.
    pub(crate) nested: bool,
}

impl RailLink {
    /// A link to a section.
    pub(crate) const fn new(label: &'static str, href: String, open: bool) -> Self {
        Self { label, href, open, nested: false }
    }
}

/// A section as the rail lists it: its name, whom it is for, how it is reached.
type Row = (Section, &'static str, Permission, fn(&str) -> String);

const ROWS: [Row; 17] = [
    (Section::Start, "Start", Permission::ReadAgreements, urls::region),
    (Section::Agreements, "Avtal", Permission::ReadAgreements, urls::agreements),
    (Section::Courses, "Kurser", Permission::ReadOccasions, urls::courses),
    (Section::Staff, "Personer", Permission::ManageStaff, urls::staff),
    (Section::Settlement, "Avräkning", Permission::Settle, urls::settlement),
    (Section::Documents, "Underlag", Permission::ReadDocuments, urls::documents),
    (Section::Payments, "Betalningar", Permission::Settle, urls::payments),
    (Section::TrainerPot, "Utbildarpott", Permission::Settle, urls::trainer_pot),
    (Section::Costs, "Kostnader", Permission::Settle, urls::costs),
    (Section::Buffer, "Buffert", Permission::Settle, urls::funds),
    (Section::Ledger, "Huvudbok", Permission::Settle, urls::ledger),
    (Section::YearEnd, "Årsbokslut", Permission::Settle, urls::year_ends),
    (Section::Books, "Bokföring", Permission::Settle, urls::books),
    (Section::Roles, "Roller", Permission::ManageRoles, urls::roles),
    (Section::Audit, "Händelser", Permission::ReadAudit, urls::audit),
    (Section::SignIn, "Inloggning", Permission::ManageSignIn, urls::providers),
    (Section::Myself, "Min sida", Permission::ReadOwn, urls::myself),
];

/// The sections of a region that its viewer may see.
pub(crate) fn of_region(here: &Here, open: Section) -> Vec<RailLink> {
    let settles = here.may(Permission::Settle);
    ROWS.iter()
        .filter(|(_, _, permission, _)| here.may(*permission))
        .map(|(section, label, _, address)| RailLink {
            label,
            href: address(&here.slug),
            open: *section == open,
            nested: settles && below_settlement(*section),
        })
        .collect()
}

const fn below_settlement(section: Section) -> bool {
    match section {
        Section::Documents
        | Section::Payments
        | Section::TrainerPot
        | Section::Costs
        | Section::Buffer
        | Section::Ledger
        | Section::YearEnd
        | Section::Books => true,
        Section::Start
        | Section::Agreements
        | Section::Courses
        | Section::Staff
        | Section::Settlement
        | Section::Roles
        | Section::Audit
        | Section::SignIn
        | Section::Myself => false,
    }
}
