//! A browser of sorts: keeps cookies, follows nothing by itself, sends forms with the token of the page.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use domain::Date;
use tower::ServiceExt;
use web::Settings;

use crate::fake_api::FakeApi;
use crate::html::Page;

/// What came back.
pub(crate) struct Got {
    pub(crate) status: StatusCode,
    pub(crate) location: Option<String>,
    pub(crate) set_cookies: Vec<String>,
    pub(crate) headers: axum::http::HeaderMap,
    pub(crate) body: String,
}

/// A browser at the pages.
pub(crate) struct Browser {
    pub(crate) api: Arc<FakeApi>,
    pub(crate) cookies: BTreeMap<String, String>,
    router: Router,
}

impl Browser {
    /// Nobody's, at pages served without TLS.
    pub(crate) fn new() -> Self {
        Self::at(false)
    }

    /// Nobody's, at pages served by TLS or not.
    pub(crate) fn at(secure_cookies: bool) -> Self {
        let api = Arc::new(FakeApi::default());
        let today = Arc::new(|| Date::from_ymd_opt(2026, 11, 24).unwrap());
        let router = web::router(api.clone(), Settings { secure_cookies, passkeys: true, today });
        Self { api, cookies: BTreeMap::new(), router }
    }

    /// Somebody's who is signed in.
    pub(crate) fn signed_in() -> Self {
        let mut browser = Self::new();
        browser.cookies.insert("yrkesresan-access".to_owned(), "access-1".to_owned());
        browser.cookies.insert("yrkesresan-refresh".to_owned(), "refresh-1".to_owned());
        browser
    }

    /// Opens a page.
    pub(crate) async fn get(&mut self, path: &str) -> Got {
        let request = Request::get(path).header(header::COOKIE, self.cookie_header());
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// Sends a form from the page at `from`, with that page's token.
    pub(crate) async fn post(&mut self, from: &str, to: &str, fields: &[(&str, &str)]) -> Got {
        let page = self.get(from).await.page();
        let token = page.value_of("csrf").to_owned();
        let mut all = vec![("csrf", token.as_str())];
        all.extend_from_slice(fields);
        self.post_bare(to, &all).await
    }

    /// Sends a form with a file from the page at `from`, with that page's token.
    pub(crate) async fn upload(&mut self, from: &str, file: (&str, &[u8]), cells: &str) -> Got {
        let token = self.get(from).await.page().value_of("csrf").to_owned();
        self.upload_bare(from, &token, ("fil", file.0, file.1), cells).await
    }

    /// Sends a form with a file in this field from the page at `from`, with that page's token.
    pub(crate) async fn upload_as(&mut self, from: &str, file: (&str, &str, &[u8])) -> Got {
        let token = self.get(from).await.page().value_of("csrf").to_owned();
        self.upload_bare(from, &token, file, "").await
    }

    /// Sends a form with a file and this token.
    pub(crate) async fn upload_bare(
        &mut self,
        to: &str,
        token: &str,
        (field, name, content): (&str, &str, &[u8]),
        cells: &str,
    ) -> Got {
        let part =
            |head: &str| format!("--grans\r\nContent-Disposition: form-data; {head}\r\n\r\n");
        let mut body = part("name=\"csrf\"").into_bytes();
        body.extend_from_slice(token.as_bytes());
        body.extend_from_slice(b"\r\n");
        body.extend_from_slice(part(&format!("name=\"{field}\"; filename=\"{name}\"")).as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
        body.extend_from_slice(part("name=\"celler\"").as_bytes());
        body.extend_from_slice(cells.as_bytes());
        body.extend_from_slice(b"\r\n--grans--\r\n");
        let request = Request::post(to)
            .header(header::COOKIE, self.cookie_header())
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=grans")
            .body(Body::from(body));
        self.send(request.unwrap()).await
    }

    /// Sends a form with nothing but these fields.
    pub(crate) async fn post_bare(&mut self, to: &str, fields: &[(&str, &str)]) -> Got {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(fields);
        let request = Request::post(to)
            .header(header::COOKIE, self.cookie_header())
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form.finish()));
        self.send(request.unwrap()).await
    }

    /// Sends any request.
    pub(crate) async fn send(&mut self, request: Request<Body>) -> Got {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let got = Got::read(response).await;
        for cookie in &got.set_cookies {
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        got
    }

    fn cookie_header(&self) -> String {
        let pairs: Vec<_> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("; ")
    }
}

impl Got {
    async fn read(response: Response<Body>) -> Self {
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        let text = |value: &axum::http::HeaderValue| value.to_str().unwrap().to_owned();
        Self {
            status: parts.status,
            location: parts.headers.get(header::LOCATION).map(text),
            set_cookies: parts.headers.get_all(header::SET_COOKIE).iter().map(text).collect(),
            body: String::from_utf8(bytes.to_vec()).unwrap(),
            headers: parts.headers,
        }
    }

    /// The page, checked.
    pub(crate) fn page(&self) -> Page {
        Page::check(&self.body)
    }

    /// The `Set-Cookie` of the cookie with this name.
    pub(crate) fn set_cookie(&self, name: &str) -> &str {
        let start = format!("{name}=");
        self.set_cookies
            .iter()
            .find(|cookie| cookie.starts_with(&start))
            .unwrap_or_else(|| panic!("no cookie {name} in {:?}", self.set_cookies))
    }
}
