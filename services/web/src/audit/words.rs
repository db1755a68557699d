//! What use cases are called in Swedish, and where what they did can be seen.

use crate::urls;

/// How the audit calls being shown persons.
const PERSONS_READ: &str = "persons-read";

/// The pages' own operations, by the page that one is on when they run.
const PLACES: [(&str, &str); 61] = [
    ("Audit", "Händelser"),
    ("AttendanceMark", "Kursdag"),
    ("BooksSet", "Bokföring"),
    ("Calendar", "Kalender"),
    ("CourseDay", "Kursdag"),
    ("CourseDayClose", "Kursdag"),
    ("CourseDayCorrect", "Kursdag"),
    ("CourseHistory", "Kurser från en annan region"),
    ("CourseHistoryRemove", "Kurser från en annan region"),
    ("CourseHistoryTake", "Kurser från en annan region"),
    ("Courses", "Kurser"),
    ("DayParticipants", "Kursdag"),
    ("DocumentsIssue", "Avräkning"),
    ("EnrolmentCancel", "Kurstillfälle"),
    ("EnrolmentCreate", "Kurstillfälle"),
    ("Erasure", "Ta bort uppgifter"),
    ("MyData", "Det som finns om en själv"),
    ("MyDataFile", "Det som finns om en själv"),
    ("Myself", "Min sida"),
    ("Occasion", "Kurstillfälle"),
    ("OccasionRegister", "Nytt kurstillfälle"),
    ("Retention", "Gallring"),
    ("RetentionDecide", "Gallring"),
    ("RetentionOutlook", "Gallring"),
    ("RoleGive", "Roller"),
    ("RoleTake", "Roller"),
    ("Roles", "Roller"),
    ("RunAttest", "Avräkning"),
    ("Settlement", "Avräkning"),
    ("Staff", "Personer"),
    ("StaffChange", "En person"),
    ("StaffCreate", "Ny person"),
    ("StaffDuplicateDismiss", "Dubbletter"),
    ("StaffDuplicates", "Dubbletter"),
    ("StaffErase", "Ta bort uppgifter"),
    ("StaffHistory", "En person"),
    ("StaffImport", "Läs in personal"),
    ("StaffImportCancel", "Läs in personal"),
    ("StaffImportMap", "Läs in personal"),
    ("StaffImportResult", "Läs in personal"),
    ("StaffImportRows", "Läs in personal"),
    ("StaffImportStart", "Läs in personal"),
    ("StaffImportUpload", "Läs in personal"),
    ("StaffInvite", "En person"),
    ("StaffLeave", "Kurser från en annan region"),
    ("StaffMember", "En person"),
    ("StaffMerge", "Dubbletter"),
    ("StaffMove", "Flytta en person"),
    ("StaffPair", "Dubbletter"),
    ("StaffResume", "En person"),
    ("StaffSessions", "En person"),
    ("StaffSignOut", "En person"),
    ("StaffSuspend", "En person"),
    ("Start", "Start"),
    ("Totara", "Lärplattformen"),
    ("TotaraDrift", "Lärplattformen"),
    ("TotaraExport", "Lärplattformen"),
    ("TrainerAssign", "Kursdag"),
    ("TrainerRemove", "Kursdag"),
    ("retention", "Gallring"),
    ("staff import", "Läs in personal"),
];

/// A use case that leaves entries in the audit.
pub(super) struct Action {
    /// As the audit has it.
    pub(super) name: &'static str,
    /// What somebody did.
    pub(super) did: &'static str,
    /// The page of what it was done to, by region and id.
    seen: Option<fn(&str, &str) -> String>,
}

/// What entries tell of, as the API has it, and in Swedish.
pub(super) const KINDS: [(&str, &str); 3] =
    [("CHANGE", "Ändringar"), ("READING", "Läsningar"), ("REFUSAL", "Nekanden")];

/// Those that the pages know: changes in the order of a year, then readings and refusals.
pub(super) const ACTIONS: [Action; 53] = [
    Action::seen("agreement-import", "Lade in ett avtal", urls::agreement),
    Action::unseen("delivery-import", "Lade in kursdagar från en fil"),
    Action::seen("occasion-register", "Lade in ett kurstillfälle", urls::course),
    Action::unseen("enrolment-create", "Anmälde en deltagare"),
    Action::unseen("enrolment-cancel", "Avbokade en deltagare"),
    Action::unseen("trainer-assign", "Satte upp en utbildare"),
    Action::unseen("trainer-remove", "Tog bort en utbildare"),
    Action::seen("attendance-mark", "Markerade närvaro", urls::course_day),
    Action::seen("course-day-close", "Stängde en kursdag", urls::course_day),
    Action::seen("course-day-correct", "Rättade en stängd kursdag", urls::course_day),
    Action::seen("documents-issue", "Utfärdade underlag", runs),
    Action::unseen("run-attest", "Attesterade en avräkning"),
    Action::unseen("document-credit-ask", "Begärde en kreditering"),
    Action::unseen("document-credit-issue", "Utfärdade en kreditfaktura"),
    Action::unseen("cost-record", "Förde in en kostnad"),
    Action::unseen("cost-reverse", "Återförde en kostnad"),
    Action::unseen("books-set", "Ändrade bokföringens inställningar"),
    Action::seen("staff-create", "Lade till en person", urls::staff_member),
    Action::seen("staff-change", "Ändrade en persons uppgifter", urls::staff_member),
    Action::seen("staff-invite", "Bjöd in en person", urls::staff_member),
    Action::seen("staff-suspend", "Stängde av en person", urls::staff_member),
    Action::seen("staff-resume", "Släppte in en person igen", urls::staff_member),
    Action::seen("staff-sign-out", "Loggade ut en person", urls::staff_member),
    Action::seen("staff-move", "Flyttade en person", urls::staff_member),
    Action::seen("staff-leave", "Lämnade regionen", urls::staff_member),
    Action::seen(
        "course-history-give",
        "Tog med sina kurser till en annan region",
        urls::staff_member,
    ),
    Action::seen(
        "course-history-take",
        "Tog med sina kurser från en annan region",
        urls::staff_member,
    ),
    Action::seen(
        "course-history-remove",
        "Tog bort sina kurser från en annan region",
        urls::staff_member,
    ),
    Action::unseen("staff-merge", "Slog ihop två personer"),
    Action::unseen("staff-duplicate-dismiss", "Sade att två personer är olika"),
    Action::unseen("retention-decide", "Bestämde hur länge uppgifter behålls"),
    Action::unseen("staff-list-drop", "Gallrade en personallista"),
    Action::unseen("person-erase", "Tog bort en persons uppgifter"),
    Action::seen("staff-import-upload", "Lämnade in en personalfil", urls::staff_import),
    Action::seen("staff-import-map", "Valde en personalfils kolumner", urls::staff_import),
    Action::seen("staff-import-start", "Började läsa in en personalfil", urls::staff_import),
    Action::seen("staff-import-cancel", "Avbröt en personalfil", urls::staff_import),
    Action::seen("staff-import-end", "Läste in en personalfil", urls::staff_import),
    Action::unseen("role-give", "Gav en roll"),
    Action::unseen("role-take", "Tog bort en roll"),
    Action::seen("identity-provider-set", "Ändrade en inloggningstjänst", urls::provider),
    Action::unseen("identity-provider-remove", "Tog bort en inloggningstjänst"),
    Action::unseen("identity-link", "Kopplade ihop ett konto"),
    Action::seen("identity-account-create", "Skapade ett konto vid inloggning", urls::provider),
    Action::unseen(PERSONS_READ, "Såg personuppgifter"),
    Action::seen("corrections-read", "Såg en rättelses skäl", urls::course_day),
    Action::unseen("staff-import-read", "Såg en personalfils rader"),
    Action::unseen("roles-read", "Såg vilka som har roller"),
    Action::unseen("own-data-read", "Läste det som finns om en själv"),
    Action::unseen("delivery-export", "Tog ut kursdagar i en fil"),
    Action::unseen("audit-read", "Läste händelserna"),
    Action::unseen("forbidden", "Nekades: saknar behörighet"),
    Action::unseen("not-a-member", "Nekades: hör inte till regionen"),
];

impl Action {
    const fn seen(name: &'static str, did: &'static str, page: fn(&str, &str) -> String) -> Self {
        Self { name, did, seen: Some(page) }
    }

    const fn unseen(name: &'static str, did: &'static str) -> Self {
        Self { name, did, seen: None }
    }
}

/// Runs have no page each: they are listed where one issues.
fn runs(region: &str, _: &str) -> String {
    urls::settlement(region)
}

/// What was done, in Swedish, and the page of what it was done to; its own word and no page where it is not known.
pub(super) fn words(region: &str, action: &str, subject: &str) -> (String, String) {
    if action == PERSONS_READ {
        return (persons(subject.split_whitespace().count()), String::new());
    }
    match ACTIONS.iter().find(|known| known.name == action) {
        Some(known) => {
            let href = known.seen.map(|page| page(region, subject)).unwrap_or_default();
            (known.did.to_owned(), href)
        }
        None => (action.to_owned(), String::new()),
    }
}

fn persons(count: usize) -> String {
    match count {
        1 => "Såg uppgifter om en person".to_owned(),
        _ => format!("Såg uppgifter om {count} personer"),
    }
}

/// Where something was done: the page's name, or the operation's or command's own where it was none of the pages.
pub(super) fn place(operation: &str) -> String {
    let page = PLACES.iter().find(|(name, _)| *name == operation);
    page.map_or_else(|| operation.to_owned(), |(_, page)| (*page).to_owned())
}
