//! The stylesheet, the icon and the one script, named by their content so that browsers may keep them for ever.

use std::sync::LazyLock;

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::fault::Fault;
use crate::router::App;

/// One sheet, in the order of its layers.
const STYLESHEET: &str = concat!(
    include_str!("../assets/layers.css"),
    include_str!("../assets/tokens.css"),
    include_str!("../assets/base.css"),
    include_str!("../assets/frame.css"),
    include_str!("../assets/parts.css"),
    include_str!("../assets/chart.css"),
    include_str!("../assets/tables.css"),
    include_str!("../assets/calendar.css"),
    include_str!("../assets/forms.css"),
    include_str!("../assets/road.css"),
    include_str!("../assets/paper.css"),
    include_str!("../assets/print.css"),
);

/// Of pages with passkeys alone, which no browser has without script.
const SCRIPT: &str = include_str!("../assets/passkeys.js");

const ICON: &str = include_str!("../assets/icon.svg");

struct Asset {
    url: String,
    content: &'static str,
    media_type: &'static str,
}

static SHEET: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("sidor", "css", STYLESHEET, "text/css; charset=utf-8"));
static SIGN: LazyLock<Asset> = LazyLock::new(|| Asset::new("ikon", "svg", ICON, "image/svg+xml"));

static PASSKEYS: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("nycklar", "js", SCRIPT, "text/javascript; charset=utf-8"));

impl Asset {
    fn new(name: &str, ending: &str, content: &'static str, media_type: &'static str) -> Self {
        let digest = Sha256::digest(content.as_bytes());
        let hash = URL_SAFE_NO_PAD.encode(digest.get(..12).unwrap_or_default());
        Self { url: format!("/stil/{name}-{hash}.{ending}"), content, media_type }
    }
}

/// Where the stylesheet lies.
pub(crate) fn stylesheet_url() -> &'static str {
    &SHEET.url
}

/// Where the icon lies.
pub(crate) fn icon_url() -> &'static str {
    &SIGN.url
}

/// Where the script of passkeys lies.
pub(crate) fn passkeys_url() -> &'static str {
    &PASSKEYS.url
}

/// The stylesheet, the icon and the script.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/stil/{file}", get(asset))
}

/// While a new version is rolled out, a page of one replica may ask another for a sheet of its own version: it gets
/// the one there is, and may not keep it.
async fn asset(Path(file): Path<String>) -> Result<Response, Fault> {
    let ending = file.rsplit_once('.').map(|(_, ending)| ending);
    let asset = match ending {
        Some("css") => &SHEET,
        Some("svg") => &SIGN,
        Some("js") => &PASSKEYS,
        Some(_) | None => return Err(Fault::NotFound),
    };
    let kept = if asset.url.ends_with(&format!("/{file}")) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let headers: [(HeaderName, &str); 2] =
        [(header::CONTENT_TYPE, asset.media_type), (header::CACHE_CONTROL, kept)];
    Ok((headers, asset.content).into_response())
}
