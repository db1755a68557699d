//! A door over a world, people who may or may not, and cases in their regions.

use std::path::PathBuf;
use std::sync::Arc;

use accounts::{Accounts, Destinations, NewAccount, OpenIdSettings, SecondFactorPolicy};
use agreements::Status;
use async_graphql::{Request, Variables};
use casefile::CaseRows;
use domain::Slug;
use gateway::{Gateway, Limits, Origin, Parts};
use identity::{Membership, Reach, Role, SecretKey};
use serde_json::{Value, json};
use telemetry::Metrics;
use tenancy::MunicipalityName;
use testkit::World;

/// Where browsers reach the pages. Nobody listens there: what they would be sent is read from the answer before.
pub(crate) const PUBLIC_URL: &str = "http://localhost:1";
pub(crate) const PASSWORD: &str = "en-lång-resa-norrut";
const SECRET_KEY: &str = "prov-0123456789-abcdefghijklmnopqrstuvwxyz";

/// A door, and the world behind it.
#[derive(Clone)]
pub(crate) struct House {
    pub(crate) world: World,
    pub(crate) accounts: Arc<Accounts>,
    gateway: Gateway,
}

/// Somebody who asks, or nobody.
#[derive(Clone)]
pub(crate) struct Person {
    gateway: Gateway,
    token: Option<String>,
}

impl House {
    pub(crate) fn over(world: World) -> Self {
        Self::with_second_factor(world, SecondFactorPolicy::Offered)
    }

    /// A door that opens by this policy of second factors.
    pub(crate) fn with_second_factor(world: World, policy: SecondFactorPolicy) -> Self {
        let shared = Arc::new(shared_state::Memory::new());
        let accounts = Accounts::open(Arc::clone(&world.regions), shared);
        let key = SecretKey::parse(SECRET_KEY).unwrap();
        let openid = OpenIdSettings {
            public_url: PUBLIC_URL.to_owned(),
            secret_key: key.clone(),
            destinations: Destinations::Any,
        };
        let accounts = accounts.with_second_factor(policy, Some(key));
        let accounts = accounts.with_holders(vec![Arc::new(delivery::DeliveryHolder)]);
        let accounts = Arc::new(accounts.with_openid(openid).unwrap());
        let gateway = Gateway::new(Parts {
            secure: false,
            regions: Arc::clone(&world.regions),
            accounts: Arc::clone(&accounts),
            metrics: Arc::new(Metrics::new()),
            limits: Limits::default(),
            development: false,
        });
        Self { world, accounts, gateway }
    }

    /// Brings a case into its region.
    pub(crate) async fn import(&self, name: &str) {
        self.import_rows(Self::rows(name)).await;
    }

    /// The rows of a case.
    pub(crate) fn rows(name: &str) -> CaseRows {
        let cases = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases");
        casefile::read_rows(&cases.join(name)).unwrap()
    }

    /// Brings rows into their region.
    pub(crate) async fn import_rows(&self, rows: CaseRows) {
        let scope = self.world.region(rows.slug.as_str(), &rows.name).await;
        let names = rows.terms.municipalities.iter().map(|member| MunicipalityName {
            code: member.code,
            name: member.name.clone(),
            org_number: member.org_number,
        });
        let tx = scope.begin().await.unwrap();
        tx.set_municipalities(&names.collect::<Vec<_>>()).await.unwrap();
        let agreement = agreements::import(&tx, &rows.terms, Status::InForce).await.unwrap();
        delivery::import(&tx, agreement.id(), &rows).await.unwrap();
        tx.commit().await.unwrap();
        scope.forget_municipalities().await;
    }

    /// The coordinator of a region.
    pub(crate) async fn coordinator(&self, region: &str) -> Person {
        self.member(region, Role::RegionalCoordinator, Reach::Region).await
    }

    /// The administrator of a municipality of a region.
    pub(crate) async fn administrator(&self, region: &str, municipality: &str) -> Person {
        let reach = Reach::municipality(municipality.parse().unwrap());
        self.member(region, Role::MunicipalAdministrator, reach).await
    }

    /// Another administrator, of another municipality.
    pub(crate) async fn administrator_of(
        &self,
        region: &str,
        municipality: &str,
        email: &str,
    ) -> Person {
        let (region, role) = (Slug::parse(region).unwrap(), Role::MunicipalAdministrator);
        let reach = Reach::municipality(municipality.parse().unwrap());
        self.account(email, vec![Membership::Regional { region, role, reach }]).await;
        self.sign_in(email).await
    }

    /// Somebody who takes part in a region.
    pub(crate) async fn participant(&self, region: &str, email: &str) -> Person {
        let (region, role) = (Slug::parse(region).unwrap(), Role::Participant);
        self.account(email, vec![Membership::Regional { region, role, reach: Reach::Oneself }])
            .await;
        self.sign_in(email).await
    }

    /// Does all work that waits in the background.
    pub(crate) async fn work_off(&self) {
        self.accounts.work_off().await.unwrap();
        settlement::work_off(&self.world.regions).await.unwrap();
    }

    /// Somebody with this role in a region.
    pub(crate) async fn member(&self, region: &str, role: Role, reach: Reach) -> Person {
        let region = Slug::parse(region).unwrap();
        let email = format!("{role}.{region}@exempel.se");
        let memberships = vec![Membership::Regional { region, role, reach }];
        self.account(&email, memberships).await;
        self.sign_in(&email).await
    }

    /// Makes an account.
    pub(crate) async fn account(&self, email: &str, memberships: Vec<Membership>) {
        let (email, name) = (email.to_owned(), "Signe Samordnare".to_owned());
        let new = NewAccount { email, name, password: PASSWORD.to_owned(), memberships };
        self.accounts.create(new).await.unwrap();
    }

    /// Signs in whoever has this address.
    pub(crate) async fn sign_in(&self, email: &str) -> Person {
        let text = "mutation ($email: String!, $password: String!) {
            signIn(email: $email, password: $password) { accessToken }
        }";
        let variables = json!({ "email": email, "password": PASSWORD });
        let data = self.nobody().ask(text, variables).await;
        self.bearer(data["signIn"]["accessToken"].as_str().unwrap())
    }

    pub(crate) fn bearer(&self, token: &str) -> Person {
        Person { gateway: self.gateway.clone(), token: Some(token.to_owned()) }
    }

    pub(crate) fn nobody(&self) -> Person {
        Person { gateway: self.gateway.clone(), token: None }
    }
}

impl Person {
    /// The data that an operation gives, which has no error.
    pub(crate) async fn ask(&self, operation: &str, variables: Value) -> Value {
        let mut answer = self.answer(operation, variables).await;
        assert!(answer.get("errors").is_none(), "{operation}: {answer}");
        answer["data"].take()
    }

    /// The code of the error that an operation gives, and the paths of the fields at fault.
    pub(crate) async fn refusal(&self, operation: &str, variables: Value) -> (String, Vec<String>) {
        let answer = self.answer(operation, variables).await;
        let extensions = &answer["errors"][0]["extensions"];
        let code = extensions["code"].as_str().unwrap_or("none").to_owned();
        let fields = extensions["fields"].as_array().cloned().unwrap_or_default();
        (code, fields.iter().map(|field| field["path"].as_str().unwrap().to_owned()).collect())
    }

    /// What each of fifty gets who ask for the same at once.
    pub(crate) async fn fifty_times(&self, mutation: &'static str, sent: &Value) -> Vec<Value> {
        let pressed = (0..50).map(|_| {
            let (person, sent) = (self.clone(), sent.clone());
            tokio::spawn(async move { person.ask(mutation, sent).await })
        });
        let mut answers = Vec::new();
        for one in pressed.collect::<Vec<_>>() {
            answers.push(one.await.unwrap());
        }
        answers
    }

    /// Whatever an operation gives.
    pub(crate) async fn answer(&self, operation: &str, variables: Value) -> Value {
        let request = Request::new(operation).variables(Variables::from_json(variables));
        let origin = Origin { bearer: self.token.clone(), address: None };
        serde_json::to_value(self.gateway.execute(request, origin).await).unwrap()
    }
}
