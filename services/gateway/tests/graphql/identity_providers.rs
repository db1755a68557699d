//! Seeing to a region's identity providers: who may, what is refused, what is never shown, what trying one out tells.

use serde_json::{Value, json};
use testkit::World;

use crate::house::{House, PUBLIC_URL};

testkit::on_both_databases!(
    a_coordinator_sees_to_the_regions_providers,
    what_cannot_be_a_provider_is_refused_by_field,
    trying_a_provider_out_tells_what_is_wrong,
);

const SET: &str = "mutation ($input: IdentityProviderSetInput!) {
    identityProviderSet(input: $input) { id name domains issuer active createdRole }
}";
const REMOVE: &str =
    "mutation ($input: IdentityProviderInput!) { identityProviderRemove(input: $input) }";
const CHECK: &str = "mutation ($input: IdentityProviderInput!) {
    identityProviderCheck(input: $input) { problem }
}";
const LIST: &str = "query ($region: String!) {
    region(slug: $region) {
        identityProviders { id name domains municipality { name } }
        identityProviderRedirect
    }
}";
const FIND: &str = "query ($email: String, $region: String) {
    signInProviders(email: $email, region: $region) { name }
}";

fn input(changes: Value) -> Value {
    let mut input = json!({
        "region": "norrbotten",
        "name": "Luleå kommun",
        "issuer": "http://127.0.0.1:1",
        "clientId": "yrkesresan",
        "clientSecret": "mycket-hemligt",
        "domains": ["Lulea.example", "@edu.lulea.example"],
    });
    if let Value::Object(changes) = changes {
        input.as_object_mut().unwrap().extend(changes);
    }
    json!({ "input": input })
}

async fn a_coordinator_sees_to_the_regions_providers(world: World) {
    let house = House::over(world.clone());
    house.import("norrbotten-2022").await;
    house.import("goteborgsregionen-2022").await;
    let coordinator = house.coordinator("norrbotten").await;
    let set = coordinator.ask(SET, input(json!({ "municipality": "2580" }))).await;
    let set = &set["identityProviderSet"];
    assert_eq!(set["domains"], json!(["edu.lulea.example", "lulea.example"]));
    let own = json!({ "input": { "region": "norrbotten", "id": set["id"] } });
    let foreign = json!({ "input": { "region": "goteborgsregionen", "id": set["id"] } });
    let other = house.coordinator("goteborgsregionen").await;
    let administrator = house.administrator("norrbotten", "2580").await;
    for (operation, variables) in
        [(REMOVE, own.clone()), (CHECK, own.clone()), (SET, input(json!({})))]
    {
        assert_eq!(house.nobody().refusal(operation, variables.clone()).await.0, "UNAUTHENTICATED");
        assert_eq!(administrator.refusal(operation, variables.clone()).await.0, "FORBIDDEN");
        assert_eq!(other.refusal(operation, variables).await.0, "NOT_FOUND");
    }
    for operation in [REMOVE, CHECK] {
        assert_eq!(other.refusal(operation, foreign.clone()).await.0, "NOT_FOUND");
    }
    let taken = input(json!({ "region": "goteborgsregionen", "id": set["id"] }));
    assert_eq!(other.refusal(SET, taken).await.0, "NOT_FOUND");
    let listed = coordinator.ask(LIST, json!({ "region": "norrbotten" })).await;
    assert_eq!(listed["region"]["identityProviders"][0]["municipality"]["name"], "Luleå");
    let redirect = format!("{PUBLIC_URL}/logga-in/svar");
    assert_eq!(listed["region"]["identityProviderRedirect"], redirect);
    let none = other.ask(LIST, json!({ "region": "goteborgsregionen" })).await;
    assert_eq!(none["region"]["identityProviders"], json!([]));
    for (variables, found) in [
        (json!({ "email": "vem.som.helst@LULEA.example" }), 1),
        (json!({ "email": "eva@edu.lulea.example", "region": "norrbotten" }), 1),
        (json!({ "region": "norrbotten" }), 1),
        (json!({ "email": "eva@xlulea.example" }), 0),
        (json!({ "email": "lulea.example", "region": "finns-inte" }), 0),
        (json!({}), 0),
    ] {
        let told = house.nobody().ask(FIND, variables.clone()).await;
        assert_eq!(told["signInProviders"].as_array().unwrap().len(), found, "{variables}");
    }
    let off = input(json!({ "id": set["id"], "clientSecret": null, "active": false }));
    coordinator.ask(SET, off).await;
    let told = house.nobody().ask(FIND, json!({ "region": "norrbotten" })).await;
    assert_eq!(told["signInProviders"], json!([]), "not in use");
    let begin = "mutation ($id: ID!) { oidcBegin(provider: $id) { url } }";
    let refused = house.nobody().refusal(begin, json!({ "id": set["id"] })).await;
    assert_eq!(refused.0, "NOT_FOUND");
    coordinator.ask(REMOVE, own.clone()).await;
    assert_eq!(coordinator.refusal(REMOVE, own).await.0, "NOT_FOUND");
    let audit = "query { region(slug: \"norrbotten\") { audit { nodes { action } } } }";
    let told = coordinator.ask(audit, json!({})).await.to_string();
    assert!(told.contains("identity-provider-set") && told.contains("identity-provider-remove"));
}

async fn what_cannot_be_a_provider_is_refused_by_field(world: World) {
    let house = House::over(world);
    house.import("norrbotten-2022").await;
    let coordinator = house.coordinator("norrbotten").await;
    for (changes, field) in [
        (json!({ "name": " " }), "name"),
        (json!({ "issuer": "ingen adress" }), "issuer"),
        (json!({ "issuer": "file:///etc/passwd" }), "issuer"),
        (json!({ "clientId": "" }), "clientId"),
        (json!({ "clientSecret": null }), "clientSecret"),
        (json!({ "domains": [] }), "domains"),
        (json!({ "domains": ["lulea"] }), "domains"),
        (json!({ "municipality": "0114" }), "municipality"),
        (json!({ "createdRole": "REGIONAL_COORDINATOR" }), "createdRole"),
        (json!({ "createdRole": "NATIONAL_VIEWER" }), "createdRole"),
        (json!({ "createdRole": "MUNICIPAL_ADMINISTRATOR" }), "createdRole"),
    ] {
        let refused = coordinator.refusal(SET, input(changes.clone())).await;
        assert_eq!(refused, ("INVALID_INPUT".to_owned(), vec![field.to_owned()]), "{changes}");
    }
    let set = coordinator.ask(SET, input(json!({}))).await["identityProviderSet"].take();
    let elsewhere =
        json!({ "id": set["id"], "issuer": "http://127.0.0.1:2", "clientSecret": null });
    let refused = coordinator.refusal(SET, input(elsewhere)).await;
    assert_eq!(refused.1, ["clientSecret"], "another issuer gets no secret that was not its own");
}

async fn trying_a_provider_out_tells_what_is_wrong(world: World) {
    let house = House::over(world);
    house.import("norrbotten-2022").await;
    let coordinator = house.coordinator("norrbotten").await;
    let real = testkit::openid::issuer();
    for (issuer, problem) in [
        (real.to_owned(), Value::Null),
        (format!("{real}/nowhere"), json!("NO_PROVIDER")),
        (real.replace("127.0.0.1", "localhost"), json!("OTHER_ISSUER")),
        ("http://127.0.0.1:1".to_owned(), json!("NO_ANSWER")),
    ] {
        let set = coordinator.ask(SET, input(json!({ "issuer": issuer }))).await;
        let id = &set["identityProviderSet"]["id"];
        let own = json!({ "input": { "region": "norrbotten", "id": id } });
        let told = coordinator.ask(CHECK, own).await;
        assert_eq!(told["identityProviderCheck"]["problem"], problem, "{issuer}");
    }
}
