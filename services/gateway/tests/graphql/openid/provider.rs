//! A region with a real provider, and a browser that signs in there by its form.

use chrono::{DateTime, Utc};
use identity::{Membership, Reach, Role};
use reqwest::redirect::Policy;
use reqwest::{Client, Url};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use testkit::World;

use crate::house::{House, PUBLIC_URL, Person};

pub(super) const SET: &str = "mutation ($input: IdentityProviderSetInput!) {
    identityProviderSet(input: $input) { id }
}";
const BEGIN: &str = "mutation ($provider: ID!, $invitation: String) {
    oidcBegin(provider: $provider, invitation: $invitation) { url browserProof }
}";
pub(super) const COMPLETE: &str =
    "mutation ($state: String!, $code: String, $error: String, $issuer: String, $proof: String!) {
    oidcComplete(state: $state, code: $code, error: $error, issuer: $issuer, browserProof: $proof) {
        accessToken refreshToken
    }
}";
pub(super) const ME: &str =
    "query { me { email name memberships { role municipality { code } } } }";

/// Norrbotten, whose people sign in at a real provider.
pub(super) struct Place {
    pub(super) house: House,
    pub(super) coordinator: Person,
    pub(super) issuer: String,
    /// The provider's row.
    pub(super) id: String,
    /// Us at the provider.
    pub(super) client: Value,
}

/// A sign-in under way.
pub(super) struct Begun {
    pub(super) url: Url,
    pub(super) proof: String,
}

/// What the provider sends the browser back with.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) variables: Value,
}

impl Place {
    pub(super) async fn at(world: World, issuer: &str) -> Self {
        world.clock.set(now());
        let house = House::over(world);
        house.import("norrbotten-2022").await;
        let coordinator = house.coordinator("norrbotten").await;
        let client = register(issuer, "RS256").await;
        let mut place =
            Self { house, coordinator, issuer: issuer.to_owned(), id: String::new(), client };
        place.id = place.set(json!({})).await;
        place
    }

    /// Sets the provider up, or changes it.
    pub(super) async fn set(&self, changes: Value) -> String {
        let input = self.input(changes);
        let set = self.coordinator.ask(SET, json!({ "input": input })).await;
        set["identityProviderSet"]["id"].as_str().unwrap().to_owned()
    }

    pub(super) fn input(&self, changes: Value) -> Value {
        let mut input = json!({
            "region": "norrbotten",
            "name": "Luleå kommun",
            "issuer": self.issuer,
            "clientId": self.client["client_id"],
            "clientSecret": self.client["client_secret"],
            "domains": ["lulea.example"],
        });
        if !self.id.is_empty() {
            input["id"] = json!(self.id);
        }
        if let Value::Object(changes) = changes {
            input.as_object_mut().unwrap().extend(changes);
        }
        input
    }

    pub(super) async fn begin(&self) -> Begun {
        self.begin_with(Value::Null).await
    }

    /// Begins, to accept this invitation.
    pub(super) async fn begin_with(&self, invitation: Value) -> Begun {
        let variables = json!({ "provider": self.id, "invitation": invitation });
        let begun = self.house.nobody().ask(BEGIN, variables).await["oidcBegin"].take();
        let text = |name: &str| begun[name].as_str().unwrap().to_owned();
        Begun { url: Url::parse(&text("url")).unwrap(), proof: text("browserProof") }
    }

    /// Begins, signs in as `subject`, and comes back.
    pub(super) async fn sign_in(&self, subject: &str) -> Answer {
        self.begin().await.sign_in(subject).await
    }

    /// Who is in after the answer.
    pub(super) async fn who(&self, answer: &Answer) -> Value {
        let them = in_by(&self.house, answer).await;
        them.ask(ME, json!({})).await["me"].take()
    }

    /// The one thing that does not hold about the answer.
    pub(super) async fn refused(&self, answer: &Answer) -> String {
        let (code, fields) = self.house.nobody().refusal(COMPLETE, answer.variables.clone()).await;
        assert_eq!(code, "INVALID_INPUT", "{fields:?}");
        fields.join(" ")
    }

    /// The administrator of a municipality, who signs in with this address.
    pub(super) async fn administrator(&self, email: &str, region: &str, municipality: &str) {
        let reach = Reach::municipality(municipality.parse().unwrap());
        let region = domain::Slug::parse(region).unwrap();
        let role = Role::MunicipalAdministrator;
        self.house.account(email, vec![Membership::Regional { region, role, reach }]).await;
    }

    /// Changes the platform behind the product's back.
    pub(super) async fn sql(&self, statement: &str) {
        let platform = self.house.world.regions.platform();
        platform.connection().execute_unprepared(statement).await.unwrap();
    }

    /// Lets the provider claim this of whoever signs in there as `subject`.
    pub(super) async fn claim(&self, subject: &str, claims: Value) {
        let url = format!("{}/control/accounts/{subject}", self.issuer);
        let put = Client::new().put(url).json(&claims).send().await.unwrap();
        assert!(put.status().is_success());
    }
}

impl Begun {
    /// Signs in by the provider's form, agrees, and gives what it sends back.
    pub(super) async fn sign_in(self, subject: &str) -> Answer {
        let browser = browser();
        let form = browser.get(self.url.clone()).send().await.unwrap().text().await.unwrap();
        let fields = [("prompt", "login"), ("login", subject), ("password", "x")];
        let consent = post(&browser, &form, &fields).await;
        let consent = consent.text().await.unwrap();
        let back = post(&browser, &consent, &[("prompt", "consent")]).await;
        self.came_back(back.headers()["location"].to_str().unwrap())
    }

    /// Changes their mind at the provider's form.
    pub(super) async fn abort(self) -> Answer {
        let browser = browser();
        let form = browser.get(self.url.clone()).send().await.unwrap().text().await.unwrap();
        let path = between(&form, "href=\"", "\"");
        let url = self.url.join(path).unwrap();
        let back = browser.get(url).send().await.unwrap();
        self.came_back(back.headers()["location"].to_str().unwrap())
    }

    /// What the provider answers at once, without a form.
    pub(super) async fn answered_at_once(self) -> Answer {
        let back = browser().get(self.url.clone()).send().await.unwrap();
        self.came_back(back.headers()["location"].to_str().unwrap())
    }

    fn came_back(self, location: &str) -> Answer {
        let location = Url::parse(location).unwrap();
        assert!(location.as_str().starts_with(PUBLIC_URL), "{location}");
        let mut variables = json!({ "proof": self.proof });
        for (name, value) in location.query_pairs() {
            let name = if name == "iss" { "issuer" } else { &name };
            variables[name] = json!(value);
        }
        Answer { variables }
    }
}

impl Answer {
    /// The same, but for this.
    pub(super) fn with(&self, name: &str, value: Value) -> Self {
        let mut changed = self.clone();
        changed.variables[name] = value;
        changed
    }
}

/// Follows redirects, except back to us.
fn browser() -> Client {
    let policy = Policy::custom(|attempt| {
        if attempt.url().as_str().starts_with(PUBLIC_URL) {
            attempt.stop()
        } else {
            attempt.follow()
        }
    });
    Client::builder().cookie_store(true).redirect(policy).build().unwrap()
}

async fn post(browser: &Client, page: &str, fields: &[(&str, &str)]) -> reqwest::Response {
    let action = between(page, "action=\"", "\"");
    assert!(!action.is_empty(), "{page}");
    browser.post(action).form(fields).send().await.unwrap()
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    text.split(start).nth(1).and_then(|after| after.split(end).next()).unwrap_or_default()
}

/// Registers us at the provider, to be given ID tokens that are signed so.
pub(super) async fn register(issuer: &str, algorithm: &str) -> Value {
    let wanted = json!({
        "redirect_uris": [format!("{PUBLIC_URL}/logga-in/svar")],
        "id_token_signed_response_alg": algorithm,
    });
    let registered = Client::new().post(format!("{issuer}/reg")).json(&wanted).send();
    registered.await.unwrap().json().await.unwrap()
}

#[expect(clippy::disallowed_methods, reason = "the provider goes by the real clock")]
pub(super) fn now() -> DateTime<Utc> {
    Utc::now()
}

/// Whoever is in after the answer, at the door of this house.
pub(super) async fn in_by(house: &House, answer: &Answer) -> Person {
    let done = house.nobody().ask(COMPLETE, answer.variables.clone()).await;
    house.bearer(done["oidcComplete"]["accessToken"].as_str().unwrap())
}
