//! Signing in at a real identity provider by the pages: the coordinator sets it up, and somebody comes in by its form.

use reqwest::{Client, Response, StatusCode};
use serde_json::{Value, json};

use crate::demo::{accounts, demo};
use crate::running::Server;

/// A browser without script: keeps cookies, follows redirects.
struct Browser {
    client: Client,
    url: String,
}

impl Browser {
    fn at(demo: &Server) -> Self {
        let client = Client::builder().cookie_store(true).build().unwrap();
        Self { client, url: demo.url.clone() }
    }

    async fn get(&self, path: &str) -> String {
        let url =
            if path.starts_with('/') { format!("{}{path}", self.url) } else { path.to_owned() };
        told(self.client.get(url).send().await.unwrap()).await
    }

    /// Sends the form of the page at `page` to `address`.
    async fn post(&self, page: &str, address: &str, fields: &[(&str, &str)]) -> String {
        let form = self.get(page).await;
        let mut all = vec![("csrf", between(&form, "name=\"csrf\" value=\"", "\""))];
        all.extend_from_slice(fields);
        let sent = self.client.post(format!("{}{address}", self.url)).form(&all).send();
        told(sent.await.unwrap()).await
    }

    /// Sends a form of the provider's.
    async fn answer(&self, page: &str, fields: &[(&str, &str)]) -> String {
        let sent = self.client.post(between(page, "action=\"", "\"")).form(fields).send();
        told(sent.await.unwrap()).await
    }
}

async fn told(response: Response) -> String {
    let (status, url) = (response.status(), response.url().clone());
    let text = response.text().await.unwrap();
    assert_eq!(status, StatusCode::OK, "{url}: {text}");
    text
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    text.split(start).nth(1).and_then(|after| after.split(end).next()).unwrap_or_default()
}

/// The demo's server at the provider, and somebody there with this address.
async fn registered(issuer: &str, demo: &Server, subject: &str, email: &str) -> Value {
    let client = Client::new();
    let wanted = json!({ "redirect_uris": [format!("{}/logga-in/svar", demo.url)] });
    let registered = client.post(format!("{issuer}/reg")).json(&wanted).send().await.unwrap();
    let claims = json!({ "email": email, "email_verified": true });
    let person = client.put(format!("{issuer}/control/accounts/{subject}")).json(&claims);
    assert!(person.send().await.unwrap().status().is_success());
    registered.json().await.unwrap()
}

#[tokio::test]
async fn a_municipalitys_staff_sign_in_with_its_own_account() {
    let demo = demo();
    let accounts = accounts(&demo);
    let one = |role: &str| {
        accounts.iter().find(|one| one[0] == role && one[1] == "norrbotten").unwrap().clone()
    };
    let (coordinator, administrator) =
        (one("regional-coordinator"), one("municipal-administrator"));
    let issuer = testkit::openid::issuer();
    let subject = format!("eva-at-{}", demo.url.rsplit(':').next().unwrap());
    let client = registered(issuer, &demo, &subject, &administrator[2]).await;

    let browser = Browser::at(&demo);
    let typed = [("epost", coordinator[2].as_str()), ("losenord", &coordinator[3])];
    browser.post("/logga-in", "/logga-in", &typed).await;
    let page = browser.get("/norrbotten/inloggning/ny").await;
    assert!(page.contains(&format!("{}/logga-in/svar", demo.url)), "{page}");
    let provider = [
        ("namn", "Luleå kommun"),
        ("kommun", "2580"),
        ("utfardare", issuer),
        ("klient", client["client_id"].as_str().unwrap()),
        ("hemlighet", client["client_secret"].as_str().unwrap()),
        ("domaner", administrator[2].split('@').nth(1).unwrap()),
    ];
    let (new, list) = ("/norrbotten/inloggning/ny", "/norrbotten/inloggning");
    let page = browser.post(new, new, &provider).await;
    let check = between(&page, "<h2 id=\"testa\">", "</form>");
    let check = between(check, "action=\"", "\"").to_owned();
    let page = browser.post(list, &check, &[]).await;
    assert!(page.contains("Tjänsten svarar som den ska"), "{page}");

    let browser = Browser::at(&demo);
    let page = browser.get("/norrbotten/kurser").await;
    let elsewhere = between(&page, "href=\"/logga-in/med", "\"").replace("&#38;", "&");
    let elsewhere = format!("/logga-in/med{elsewhere}");
    let typed = [("epost", administrator[2].as_str()), ("till", "/norrbotten/kurser")];
    let page = browser.post(&elsewhere, "/logga-in/med", &typed).await;
    assert!(page.contains("Logga in med Luleå kommun"), "{page}");
    let there = format!("/logga-in/oidc/{}", between(&page, "href=\"/logga-in/oidc/", "\""));
    let login = browser.get(&there).await;
    let typed = [("prompt", "login"), ("login", subject.as_str()), ("password", "x")];
    let consent = browser.answer(&login, &typed).await;
    let page = browser.answer(&consent, &[("prompt", "consent")]).await;
    assert!(page.contains("<h1>Kurser</h1>"), "{page}");
    assert!(page.contains("Kommunadministratör, Luleå"), "{page}");
}
