//! No answer comes sooner or later for what is there than for what is not.
//!
//! Of many answers the quickest counts: what hinders one of them, hinders others, and is not what is measured.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use testkit::World;

use crate::running::{Api, PASSWORD, Program};

testkit::on_both_databases!(what_is_there_takes_as_long_as_what_is_not);

const ROUNDS: usize = 25;
/// So far apart, the quickest two of a kind may be by chance: the machine has other things to do. A password's hash,
/// left out, would be several times that.
const BY_CHANCE: Duration = Duration::from_millis(10);

async fn timed(api: &Api, operation: &str, variables: Value, code: &str) -> Duration {
    let began = Instant::now();
    let refused = api.refusal(operation, variables).await;
    let took = began.elapsed();
    assert_eq!(refused, code);
    took
}

/// The quickest of each, asked by turns.
async fn quickest(
    api: &Api,
    operation: &str,
    code: &str,
    there: impl Fn(usize) -> Value,
    nowhere: impl Fn(usize) -> Value,
) -> (Duration, Duration) {
    let (mut known, mut unknown) = (Duration::MAX, Duration::MAX);
    for round in 0..ROUNDS {
        known = known.min(timed(api, operation, there(round), code).await);
        unknown = unknown.min(timed(api, operation, nowhere(round), code).await);
    }
    (known, unknown)
}

async fn what_is_there_takes_as_long_as_what_is_not(world: World) {
    let program = Program::on(&world);
    program.import(&["goteborgsregionen-2022", "norrbotten-2022"]);
    let server = program.serve();
    let coordinator = program.coordinator(&server, "goteborgsregionen").await;
    let stranger = program.coordinator(&server, "norrbotten").await;
    let nobody = Api::of(&server.url);

    let sign_in = "mutation ($email: String!, $password: String!) {
        signIn(email: $email, password: $password) { accessToken } }";
    let roles = ["trainer", "manager", "participant"];
    let emails = roles.map(|role| program.account(role, &["--region", "norrbotten"]));
    let wrong = |email: String| json!({ "email": email, "password": format!("{PASSWORD}!") });
    let known = |round: usize| wrong(emails[round % emails.len()].clone());
    let unknown = |round: usize| wrong(format!("ingen-{}@exempel.se", round % emails.len()));
    let signing_in = quickest(&nobody, sign_in, "UNAUTHENTICATED", known, unknown).await;

    let region = "query ($slug: String!) { region(slug: $slug) { name } }";
    let foreign = |_| json!({ "slug": "goteborgsregionen" });
    let none = |_| json!({ "slug": "finns-inte-alls" });
    let entering = quickest(&stranger, region, "NOT_FOUND", foreign, none).await;

    let list =
        "query { region(slug: \"goteborgsregionen\") { occasions(first: 1) { nodes { id } } } }";
    let occasion =
        coordinator.ask(list, json!({})).await["region"]["occasions"]["nodes"][0]["id"].take();
    let own = "query ($id: ID!) { region(slug: \"norrbotten\") { occasion(id: $id) { code } } }";
    let foreign = |_| json!({ "id": occasion });
    let none = |_| json!({ "id": "01890000-0000-7000-8000-000000000000" });
    let looking_up = quickest(&stranger, own, "NOT_FOUND", foreign, none).await;

    let reset = "mutation ($email: String!) { passwordResetRequest(email: $email) }";
    let mut resetting = (Duration::MAX, Duration::MAX);
    for (round, email) in emails.iter().enumerate() {
        for (fastest, email) in [
            (&mut resetting.0, email.clone()),
            (&mut resetting.1, format!("ingen-{round}@exempel.se")),
        ] {
            let began = Instant::now();
            nobody.ask(reset, json!({ "email": email })).await;
            *fastest = began.elapsed().min(*fastest);
        }
    }
    for (what, (there, nowhere)) in [
        ("signing in", signing_in),
        ("entering a region", entering),
        ("looking something up", looking_up),
        ("asking for a new password", resetting),
    ] {
        assert!(there.abs_diff(nowhere) < BY_CHANCE, "{what}: {there:?} and {nowhere:?}");
    }
}
