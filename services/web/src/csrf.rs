//! Protection of forms: every POST carries a token that only pages of this browser's session know.
//!
//! The session's secret lies in a cookie that pages cannot read; a form gets a fresh salt with the digest of
//! both, so that no two pages carry the same text and compressing them reveals nothing.

use axum::body::Body;
use axum::extract::{MatchedPath, Request};
use axum::http::{Method, header};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::fault::Fault;
use crate::upload::Upload;
use crate::{random, urls};

/// The field that every form carries.
pub(crate) const FIELD: &str = "csrf";

/// Larger than any form of ours.
const LARGEST_FORM: usize = 262_144;

/// Pages whose forms may bring files.
const TAKES_FILES: [&str; 4] =
    [urls::STAFF_IMPORTS, urls::TOTARA, urls::BOOKS_RECIPIENTS, urls::BANK_FILES];

/// A token for one form.
pub(crate) fn token(secret: &str) -> Result<String, Fault> {
    let salt = random::token::<12>()?;
    let digest = digest(secret, &salt);
    Ok(format!("{salt}.{digest}"))
}

/// Lets reading pass, and forms with this session's token. The body is handed on unchanged; a form with files, which few
/// pages take, is handed on as an [`Upload`].
pub(crate) async fn check(request: Request, secret: Option<&str>) -> Result<Request, Fault> {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return Ok(request);
    }
    if !from_here(&request) {
        return Err(Fault::StaleForm);
    }
    let secret = secret.ok_or(Fault::StaleForm)?;
    let (mut parts, body) = request.into_parts();
    if Upload::is_announced(&parts.headers) {
        let upload = Upload::read(&parts.headers, body).await?;
        if !holds(upload.text(FIELD), secret) {
            return Err(Fault::StaleForm);
        }
        parts.extensions.insert(upload);
        return Ok(Request::from_parts(parts, Body::empty()));
    }
    let bytes =
        axum::body::to_bytes(body, LARGEST_FORM).await.map_err(|_| Fault::UnreadableForm)?;
    let mut fields = form_urlencoded::parse(&bytes);
    let given = fields.find(|(name, _)| name == FIELD).map(|(_, value)| value);
    match given {
        Some(token) if holds(&token, secret) => Ok(Request::from_parts(parts, Body::from(bytes))),
        Some(_) | None => Err(Fault::StaleForm),
    }
}

/// Browsers say where a form was sent from; one that says another place is refused unread.
fn from_here(request: &Request) -> bool {
    let headers = request.headers();
    let form = headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|value| value.as_bytes().starts_with(b"application/x-www-form-urlencoded"));
    let page = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    let form = form
        || (page.is_some_and(|page| TAKES_FILES.contains(&page)) && Upload::is_announced(headers));
    let site = headers.get("sec-fetch-site").map(axum::http::HeaderValue::as_bytes);
    form && matches!(site, None | Some(b"same-origin" | b"none"))
}

fn holds(token: &str, secret: &str) -> bool {
    let Some((salt, given)) = token.split_once('.') else { return false };
    let expected = digest(secret, salt);
    // Compared whole, so that the time taken tells nothing.
    let differences =
        given.bytes().zip(expected.bytes()).fold(0, |all, (a, b): (u8, u8)| all | (a ^ b));
    given.len() == expected.len() && differences == 0
}

fn digest(secret: &str, salt: &str) -> String {
    let mut digest = Sha256::new();
    digest.update(salt.as_bytes());
    digest.update(b"\0");
    digest.update(secret.as_bytes());
    URL_SAFE_NO_PAD.encode(digest.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_holds_for_its_secret_only() {
        let made = token("secret").unwrap();
        assert!(holds(&made, "secret"));
        assert!(!holds(&made, "another"));
        assert!(!holds(&format!("{made}x"), "secret"));
        assert!(!holds("", "secret") && !holds(".", "secret"));
        assert_ne!(made, token("secret").unwrap());
    }
}
