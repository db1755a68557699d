//! The addresses of all pages: patterns for routes, and functions that fill them. Nobody else builds one.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

mod courses;
mod settlement;
mod staff;

pub(crate) use courses::*;
pub(crate) use settlement::*;
pub(crate) use staff::*;

/// What may stand in a part of a path as it is.
const PART: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Where everybody begins.
pub(crate) const HOME: &str = "/";
pub(crate) const SIGN_IN: &str = "/logga-in";
pub(crate) const INVITATION: &str = "/inbjudan/{token}";
pub(crate) const ACCEPT_ELSEWHERE: &str = "/inbjudan/{token}/med/{provider}";
pub(crate) const RENEW_INVITATION: &str = "/inbjudan/{token}/ny";
/// Where a link to a new password is asked for.
pub const FORGOTTEN_PASSWORD: &str = "/glomt-losenord";
pub(crate) const NEW_PASSWORD: &str = "/nytt-losenord/{token}";
pub(crate) const SIGN_IN_CODE: &str = "/logga-in/kod";
pub(crate) const SIGN_IN_PASSKEY: &str = "/logga-in/nyckel";
pub(crate) const SIGN_IN_ELSEWHERE: &str = "/logga-in/med";
pub(crate) const SIGN_IN_OF_REGION: &str = "/logga-in/{region}";
pub(crate) const SIGN_IN_BEGIN: &str = "/logga-in/oidc/{provider}";
pub(crate) const SIGN_IN_RETURNED: &str = "/logga-in/svar";
pub(crate) const SIGN_OUT: &str = "/logga-ut";
pub(crate) const NATION: &str = "/nationellt";
pub(crate) const ACCOUNT: &str = "/mitt-konto";
pub(crate) const PASSWORD: &str = "/mitt-konto/losenord";
pub(crate) const SECOND_FACTOR: &str = "/mitt-konto/tvastegsinloggning";
pub(crate) const BEGIN_TOTP: &str = "/mitt-konto/tvastegsinloggning/borja";
pub(crate) const CONFIRM_TOTP: &str = "/mitt-konto/tvastegsinloggning/bekrafta";
pub(crate) const REMOVE_TOTP: &str = "/mitt-konto/tvastegsinloggning/stang-av";
pub(crate) const RENEW_CODES: &str = "/mitt-konto/tvastegsinloggning/reservkoder";
pub(crate) const PASSKEYS: &str = "/mitt-konto/nycklar";
pub(crate) const NEW_PASSKEY: &str = "/mitt-konto/nycklar/ny";
pub(crate) const ADD_PASSKEY: &str = "/mitt-konto/nycklar/spara";
pub(crate) const REMOVE_PASSKEY: &str = "/mitt-konto/nycklar/{id}/ta-bort";
pub(crate) const MY_DATA: &str = "/mitt-konto/uppgifter";
pub(crate) const MY_DATA_FILE: &str = "/mitt-konto/uppgifter.json";
pub(crate) const END_SESSION: &str = "/mitt-konto/inloggningar/{id}/avsluta";

pub(crate) const REGION: &str = "/{region}";
pub(crate) const AGREEMENTS: &str = "/{region}/avtal";
pub(crate) const AGREEMENT: &str = "/{region}/avtal/{id}";
pub(crate) const SHARE: &str = "/{region}/avtal/{id}/fast-kostnad/{cost}/{municipality}";

pub(crate) const ROLES: &str = "/{region}/roller";
pub(crate) const GIVE_ROLE: &str = "/{region}/roller/ny";
pub(crate) const TAKE_ROLE: &str = "/{region}/roller/{id}/ta-bort";
pub(crate) const MYSELF: &str = "/{region}/mig";
pub(crate) const COURSE_HISTORY: &str = "/{region}/mig/kurser";
pub(crate) const REMOVE_COURSE_HISTORY: &str = "/{region}/mig/kurser/{origin}/ta-bort";

pub(crate) const AUDIT: &str = "/{region}/handelser";
pub(crate) const PROVIDERS: &str = "/{region}/inloggning";
pub(crate) const NEW_PROVIDER: &str = "/{region}/inloggning/ny";
pub(crate) const PROVIDER: &str = "/{region}/inloggning/{id}";
pub(crate) const CHECK_PROVIDER: &str = "/{region}/inloggning/{id}/testa";
pub(crate) const REMOVE_PROVIDER: &str = "/{region}/inloggning/{id}/ta-bort";

/// Signing in at one's municipality, whose addresses are of `domain` where it is known, and on to `back`.
pub(crate) fn sign_in_elsewhere(domain: &str, back: &str) -> String {
    let back = if back == HOME { "" } else { back };
    with_query(SIGN_IN_ELSEWHERE, &[("doman", domain), ("till", back)])
}

/// Going to a provider to sign in, and on to `back`.
pub(crate) fn sign_in_begin(provider: &str, back: &str) -> String {
    let back = if back == HOME { "" } else { back };
    with_query(&fill(SIGN_IN_BEGIN, &[provider]), &[("till", back)])
}

/// Where people of a region sign in.
pub(crate) fn sign_in_of_region(region: &str) -> String {
    fill(SIGN_IN_OF_REGION, &[region])
}

/// The page of an invitation. Given an empty token, what stands before it.
pub fn invitation(token: &str) -> String {
    fill(INVITATION, &[token])
}

/// Accepting an invitation by signing in at a provider.
pub(crate) fn accept_elsewhere(token: &str, provider: &str) -> String {
    fill(ACCEPT_ELSEWHERE, &[token, provider])
}

/// Asking for another invitation.
pub(crate) fn renew_invitation(token: &str) -> String {
    fill(RENEW_INVITATION, &[token])
}

/// Choosing a new password by a link. Given an empty token, what stands before it.
pub fn new_password(token: &str) -> String {
    fill(NEW_PASSWORD, &[token])
}

/// Ending one of one's own sessions.
pub(crate) fn end_session(session: &str) -> String {
    fill(END_SESSION, &[session])
}

/// Taking one of one's own passkeys away.
pub(crate) fn remove_passkey(passkey: &str) -> String {
    fill(REMOVE_PASSKEY, &[passkey])
}

/// Signing in by a passkey, that leads to `back` afterwards.
pub(crate) fn sign_in_passkey(back: &str) -> String {
    with_query(SIGN_IN_PASSKEY, &[("till", if back == HOME { "" } else { back })])
}

/// A region's start page.
pub(crate) fn region(region: &str) -> String {
    fill(REGION, &[region])
}

/// The agreement in force.
pub(crate) fn agreements(region: &str) -> String {
    fill(AGREEMENTS, &[region])
}

/// One agreement.
pub(crate) fn agreement(region: &str, id: &str) -> String {
    fill(AGREEMENT, &[region, id])
}

/// Why a municipality's yearly share of a fixed cost is what it is.
pub(crate) fn share(region: &str, agreement: &str, cost: &str, municipality: &str) -> String {
    fill(SHARE, &[region, agreement, cost, municipality])
}

/// Who did what.
pub(crate) fn audit(region: &str) -> String {
    fill(AUDIT, &[region])
}

/// Where the region's people sign in.
pub(crate) fn providers(region: &str) -> String {
    fill(PROVIDERS, &[region])
}

/// Setting a provider up.
pub(crate) fn new_provider(region: &str) -> String {
    fill(NEW_PROVIDER, &[region])
}

/// One provider.
pub(crate) fn provider(region: &str, id: &str) -> String {
    fill(PROVIDER, &[region, id])
}

/// Trying a provider out.
pub(crate) fn check_provider(region: &str, id: &str) -> String {
    fill(CHECK_PROVIDER, &[region, id])
}

/// Taking a provider away.
pub(crate) fn remove_provider(region: &str, id: &str) -> String {
    fill(REMOVE_PROVIDER, &[region, id])
}

/// Who is what in the region.
pub(crate) fn roles(region: &str) -> String {
    fill(ROLES, &[region])
}

/// Giving a role.
pub(crate) fn give_role(region: &str) -> String {
    fill(GIVE_ROLE, &[region])
}

/// Taking a role away.
pub(crate) fn take_role(region: &str, role: &str) -> String {
    fill(TAKE_ROLE, &[region, role])
}

/// What is held on oneself.
pub(crate) fn myself(region: &str) -> String {
    fill(MYSELF, &[region])
}

/// One's courses from other regions.
pub(crate) fn course_history(region: &str) -> String {
    fill(COURSE_HISTORY, &[region])
}

/// Removing one's courses that are from another region.
pub(crate) fn remove_course_history(region: &str, origin: &str) -> String {
    fill(REMOVE_COURSE_HISTORY, &[region, origin])
}

/// Sign-in that leads to `back` afterwards.
pub(crate) fn sign_in_and_return(back: Option<&str>) -> String {
    match back.filter(|path| *path != HOME) {
        Some(path) => with_query(SIGN_IN, &[("till", path)]),
        None => SIGN_IN.to_owned(),
    }
}

/// The second step of signing in, by the app's code or by a recovery code, that leads to `back` afterwards.
pub(crate) fn sign_in_code(by_recovery_code: bool, back: &str) -> String {
    let recovery = if by_recovery_code { "ja" } else { "" };
    let back = if back == HOME { "" } else { back };
    with_query(SIGN_IN_CODE, &[("reserv", recovery), ("till", back)])
}

/// `address` with these parameters; those without a value are left out.
pub(crate) fn with_query(address: &str, parameters: &[(&str, &str)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in parameters.iter().filter(|(_, value)| !value.is_empty()) {
        query.append_pair(name, value);
    }
    let query = query.finish();
    if query.is_empty() { address.to_owned() } else { format!("{address}?{query}") }
}

/// Puts `parts`, encoded, in the place of the pattern's `{…}`, in order.
fn fill(pattern: &str, parts: &[&str]) -> String {
    let mut parts = parts.iter();
    let segments = pattern.split('/').map(|segment| {
        if segment.starts_with('{') {
            let part = parts.next().copied().unwrap_or_default();
            utf8_percent_encode(part, PART).to_string()
        } else {
            segment.to_owned()
        }
    });
    segments.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cannot_leave_their_place() {
        assert_eq!(
            share("gr", "1", "Planering & stöd/år", "1480"),
            "/gr/avtal/1/fast-kostnad/Planering%20%26%20st%C3%B6d%2F%C3%A5r/1480"
        );
        assert_eq!(agreement("gr", "../x"), "/gr/avtal/..%2Fx");
    }

    #[test]
    fn queries_keep_what_has_a_value() {
        assert_eq!(with_query("/a", &[("ar", "2024"), ("kommun", "")]), "/a?ar=2024");
        assert_eq!(with_query("/a", &[("ar", "")]), "/a");
        assert_eq!(
            sign_in_and_return(Some("/gr/avtal?x=1")),
            "/logga-in?till=%2Fgr%2Favtal%3Fx%3D1"
        );
        assert_eq!(sign_in_and_return(Some("/")), "/logga-in");
    }
}
