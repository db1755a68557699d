//! The addresses of staff's pages.

use super::fill;

pub(crate) const STAFF: &str = "/{region}/personer";
pub(crate) const NEW_STAFF: &str = "/{region}/personer/ny";
pub(crate) const STAFF_MEMBER: &str = "/{region}/personer/{id}";
pub(crate) const CHANGE_STAFF: &str = "/{region}/personer/{id}/andra";
pub(crate) const INVITE_STAFF: &str = "/{region}/personer/{id}/bjud-in";
pub(crate) const SUSPEND_STAFF: &str = "/{region}/personer/{id}/stang-av";
pub(crate) const RESUME_STAFF: &str = "/{region}/personer/{id}/slapp-in";
pub(crate) const ERASE_STAFF: &str = "/{region}/personer/{id}/ta-bort";
pub(crate) const STAFF_DUPLICATES: &str = "/{region}/personer/dubbletter";
pub(crate) const STAFF_PAIR: &str = "/{region}/personer/dubbletter/{first}/{second}";
pub(crate) const MERGE_STAFF: &str = "/{region}/personer/dubbletter/{first}/{second}/sla-ihop";
pub(crate) const STAFF_APART: &str = "/{region}/personer/dubbletter/{first}/{second}/olika";
pub(crate) const TOTARA: &str = "/{region}/personer/larplattformen";
pub(crate) const TOTARA_FILE: &str = "/{region}/personer/larplattformen/{file}";
pub(crate) const RETENTION: &str = "/{region}/personer/gallring";
pub(crate) const SIGN_OUT_STAFF: &str = "/{region}/personer/{id}/logga-ut";
pub(crate) const MOVE_STAFF: &str = "/{region}/personer/{id}/flytta";
pub(crate) const STAFF_IMPORTS: &str = "/{region}/personer/las-in";
pub(crate) const STAFF_IMPORT: &str = "/{region}/personer/las-in/{id}";
pub(crate) const MAP_IMPORT: &str = "/{region}/personer/las-in/{id}/kolumner";
pub(crate) const START_IMPORT: &str = "/{region}/personer/las-in/{id}/starta";
pub(crate) const CANCEL_IMPORT: &str = "/{region}/personer/las-in/{id}/avbryt";
pub(crate) const IMPORT_RESULT: &str = "/{region}/personer/las-in/{id}/resultat.csv";

/// Staff, participants and trainers.
pub(crate) fn staff(region: &str) -> String {
    fill(STAFF, &[region])
}

/// For how long what is kept of people.
pub(crate) fn retention(region: &str) -> String {
    fill(RETENTION, &[region])
}

/// Taking somebody on.
pub(crate) fn new_staff(region: &str) -> String {
    fill(NEW_STAFF, &[region])
}

/// One of the staff.
pub(crate) fn staff_member(region: &str, person: &str) -> String {
    fill(STAFF_MEMBER, &[region, person])
}

/// Changing what is held on somebody.
pub(crate) fn change_staff(region: &str, person: &str) -> String {
    fill(CHANGE_STAFF, &[region, person])
}

/// Inviting somebody.
pub(crate) fn invite_staff(region: &str, person: &str) -> String {
    fill(INVITE_STAFF, &[region, person])
}

/// Suspending somebody.
pub(crate) fn suspend_staff(region: &str, person: &str) -> String {
    fill(SUSPEND_STAFF, &[region, person])
}

/// Letting somebody in again.
pub(crate) fn resume_staff(region: &str, person: &str) -> String {
    fill(RESUME_STAFF, &[region, person])
}

/// Signing somebody out.
pub(crate) fn sign_out_staff(region: &str, person: &str) -> String {
    fill(SIGN_OUT_STAFF, &[region, person])
}

/// Moving somebody to another municipality.
pub(crate) fn move_staff(region: &str, person: &str) -> String {
    fill(MOVE_STAFF, &[region, person])
}

/// Erasing somebody.
pub(crate) fn erase_staff(region: &str, person: &str) -> String {
    fill(ERASE_STAFF, &[region, person])
}

/// Staff who may be the same.
pub(crate) fn staff_duplicates(region: &str) -> String {
    fill(STAFF_DUPLICATES, &[region])
}

/// Two who may be the same.
pub(crate) fn staff_pair(region: &str, first: &str, second: &str) -> String {
    fill(STAFF_PAIR, &[region, first, second])
}

/// Saying that two are one.
pub(crate) fn merge_staff(region: &str, first: &str, second: &str) -> String {
    fill(MERGE_STAFF, &[region, first, second])
}

/// Saying that two are two.
pub(crate) fn staff_apart(region: &str, first: &str, second: &str) -> String {
    fill(STAFF_APART, &[region, first, second])
}

/// The learning platform's files.
pub(crate) fn totara(region: &str) -> String {
    fill(TOTARA, &[region])
}

/// One of the learning platform's files.
pub(crate) fn totara_file(region: &str, file: &str) -> String {
    fill(TOTARA_FILE, &[region, file])
}

/// Bringing staff in from a file.
pub(crate) fn staff_imports(region: &str) -> String {
    fill(STAFF_IMPORTS, &[region])
}

/// One import.
pub(crate) fn staff_import(region: &str, import: &str) -> String {
    fill(STAFF_IMPORT, &[region, import])
}

/// Saying what an import's columns hold.
pub(crate) fn map_import(region: &str, import: &str) -> String {
    fill(MAP_IMPORT, &[region, import])
}

/// Beginning to bring an import in.
pub(crate) fn start_import(region: &str, import: &str) -> String {
    fill(START_IMPORT, &[region, import])
}

/// Stopping an import.
pub(crate) fn cancel_import(region: &str, import: &str) -> String {
    fill(CANCEL_IMPORT, &[region, import])
}

/// An import's rows with what has become of each.
pub(crate) fn import_result(region: &str, import: &str) -> String {
    fill(IMPORT_RESULT, &[region, import])
}
