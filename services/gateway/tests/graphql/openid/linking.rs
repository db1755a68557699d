//! Whom a provider lets into which account: by an address that it vouches for, later by what it knows them by.

use serde_json::json;
use testkit::World;

use super::provider::Place;

testkit::on_both_databases!(
    a_verified_address_links_and_the_link_stays,
    an_address_that_is_not_verified_or_not_the_providers_proves_nothing,
    accounts_of_other_regions_are_not_the_providers_to_give,
    a_municipalitys_provider_is_for_its_own_staff,
    accounts_are_made_where_the_region_says_so,
    whoever_is_suspended_or_has_left_stays_out,
    another_issuer_knows_nobody,
);

pub(super) const LULEA: &str = "2580";

pub(super) async fn place(world: World) -> Place {
    Place::at(world, testkit::openid::issuer()).await
}

/// Somebody whom no other test knows, at the provider that tests share.
pub(super) fn somebody(place: &Place, name: &str) -> String {
    format!("{name}-{}", place.client["client_id"].as_str().unwrap())
}

async fn a_verified_address_links_and_the_link_stays(world: World) {
    let place = place(world).await;
    place.administrator("eva@lulea.example", "norrbotten", LULEA).await;
    place.administrator("bo@lulea.example", "norrbotten", LULEA).await;
    let eva = somebody(&place, "eva");
    place.claim(&eva, json!({ "email": "Eva@Lulea.example", "email_verified": true })).await;
    let me = place.who(&place.sign_in(&eva).await).await;
    assert_eq!(me["email"], "eva@lulea.example");
    let renamed = json!({ "email": "bo@lulea.example", "email_verified": true });
    place.claim(&eva, renamed).await;
    let me = place.who(&place.sign_in(&eva).await).await;
    assert_eq!(me["email"], "eva@lulea.example", "the link wins over the address");
    place.claim(&eva, json!({})).await;
    assert_eq!(place.who(&place.sign_in(&eva).await).await["email"], "eva@lulea.example");
    // Some providers tell the address when they are asked for it, and not in the ID token.
    let bo = somebody(&place, "bo");
    let asked = json!({ "email": "bo@lulea.example", "email_verified": true, "elsewhere": true });
    place.claim(&bo, asked).await;
    assert_eq!(place.who(&place.sign_in(&bo).await).await["email"], "bo@lulea.example");
    let audit = "query { region(slug: \"norrbotten\") {
        audit(filter: { action: \"identity-link\" }) { totalCount nodes { actor } }
    } }";
    let told = place.coordinator.ask(audit, json!({})).await;
    assert_eq!(told["region"]["audit"]["totalCount"], 2);
    assert_eq!(told["region"]["audit"]["nodes"][0]["actor"], "Inloggning: Luleå kommun");
}

async fn an_address_that_is_not_verified_or_not_the_providers_proves_nothing(world: World) {
    let place = place(world).await;
    place.administrator("eva@lulea.example", "norrbotten", LULEA).await;
    place.administrator("eva@boden.example", "norrbotten", LULEA).await;
    let eva = somebody(&place, "eva");
    for (claims, path) in [
        (json!({ "email": "eva@lulea.example", "email_verified": false }), "email"),
        (json!({ "email": "eva@lulea.example" }), "email"),
        (json!({ "email_verified": true }), "email"),
        (json!({}), "email"),
        (json!({ "email": "eva@boden.example", "email_verified": true }), "domain"),
        (json!({ "email": "eva@x.lulea.example", "email_verified": true }), "domain"),
        (json!({ "email": "lulea.example", "email_verified": true }), "domain"),
        (json!({ "email": "ingen@lulea.example", "email_verified": true }), "account"),
    ] {
        place.claim(&eva, claims.clone()).await;
        assert_eq!(place.refused(&place.sign_in(&eva).await).await, path, "{claims}");
    }
}

async fn accounts_of_other_regions_are_not_the_providers_to_give(world: World) {
    let place = place(world).await;
    place.house.import("goteborgsregionen-2022").await;
    place.administrator("eva@lulea.example", "goteborgsregionen", "1481").await;
    let both = |region: &str, municipality: &str| identity::Membership::Regional {
        region: domain::Slug::parse(region).unwrap(),
        role: identity::Role::MunicipalAdministrator,
        reach: identity::Reach::municipality(municipality.parse().unwrap()),
    };
    let memberships = vec![both("norrbotten", LULEA), both("goteborgsregionen", "1481")];
    place.house.account("bo@lulea.example", memberships).await;
    place.house.account("nils@lulea.example", vec![identity::Membership::National]).await;
    place.house.account("utan@lulea.example", Vec::new()).await;
    // Also where accounts are made: there is one with that address already.
    for creates in [json!({}), json!({ "createdRole": "PARTICIPANT" })] {
        place.set(creates).await;
        for name in ["eva", "bo", "nils", "utan"] {
            let subject = somebody(&place, name);
            let email = format!("{name}@lulea.example");
            place.claim(&subject, json!({ "email": email, "email_verified": true })).await;
            let path = place.refused(&place.sign_in(&subject).await).await;
            assert_eq!(path, "account", "{name}: the same as for nobody's address");
        }
    }
}

async fn a_municipalitys_provider_is_for_its_own_staff(world: World) {
    let place = place(world).await;
    place.set(json!({ "municipality": LULEA })).await;
    place.administrator("eva@lulea.example", "norrbotten", LULEA).await;
    place.administrator("bo@lulea.example", "norrbotten", "2582").await;
    let region = domain::Slug::parse("norrbotten").unwrap();
    let (role, reach) = (identity::Role::RegionalCoordinator, identity::Reach::Region);
    let coordinator = identity::Membership::Regional { region, role, reach };
    place.house.account("signe@lulea.example", vec![coordinator]).await;
    for (name, let_in) in [("eva", true), ("bo", false), ("signe", false)] {
        let subject = somebody(&place, name);
        let email = format!("{name}@lulea.example");
        place.claim(&subject, json!({ "email": email, "email_verified": true })).await;
        let answer = place.sign_in(&subject).await;
        if let_in {
            assert_eq!(place.who(&answer).await["email"], email);
        } else {
            assert_eq!(place.refused(&answer).await, "account", "{name}");
        }
    }
}

async fn accounts_are_made_where_the_region_says_so(world: World) {
    let place = place(world).await;
    let eva = somebody(&place, "eva");
    let claims =
        json!({ "email": "eva@lulea.example", "email_verified": true, "name": "Eva Exempel" });
    place.claim(&eva, claims).await;
    assert_eq!(place.refused(&place.sign_in(&eva).await).await, "account");
    place.set(json!({ "createdRole": "PARTICIPANT" })).await;
    for _ in 0..2 {
        let me = place.who(&place.sign_in(&eva).await).await;
        assert_eq!([&me["email"], &me["name"]], ["eva@lulea.example", "Eva Exempel"]);
        let membership = json!({ "role": "PARTICIPANT", "municipality": null });
        assert_eq!(me["memberships"], json!([membership]), "once");
    }
    let password =
        "mutation { signIn(email: \"eva@lulea.example\", password: \"\") { accessToken } }";
    assert_eq!(place.house.nobody().refusal(password, json!({})).await.0, "UNAUTHENTICATED");
    place.set(json!({ "createdRole": null })).await;
    assert_eq!(place.who(&place.sign_in(&eva).await).await["email"], "eva@lulea.example");
}

async fn whoever_is_suspended_or_has_left_stays_out(world: World) {
    let place = place(world).await;
    for name in ["eva", "bo"] {
        let email = format!("{name}@lulea.example");
        place.administrator(&email, "norrbotten", LULEA).await;
        let subject = somebody(&place, name);
        place.claim(&subject, json!({ "email": email, "email_verified": true })).await;
    }
    let (eva, bo) = (somebody(&place, "eva"), somebody(&place, "bo"));
    place.who(&place.sign_in(&eva).await).await;
    place.sql("UPDATE accounts SET suspended_at = created_at").await;
    for subject in [&eva, &bo] {
        assert_eq!(place.refused(&place.sign_in(subject).await).await, "suspended");
    }
    place.sql("UPDATE accounts SET suspended_at = NULL").await;
    place.sql("UPDATE memberships SET region = 'dalarna', municipality = '2080' WHERE municipality IS NOT NULL").await;
    for subject in [&eva, &bo] {
        assert_eq!(place.refused(&place.sign_in(subject).await).await, "account");
    }
}

async fn another_issuer_knows_nobody(world: World) {
    let place = place(world).await;
    place.administrator("eva@lulea.example", "norrbotten", LULEA).await;
    let eva = somebody(&place, "eva");
    place.claim(&eva, json!({ "email": "eva@lulea.example", "email_verified": true })).await;
    place.who(&place.sign_in(&eva).await).await;
    place.claim(&eva, json!({})).await;
    place.set(json!({ "name": "Luleå" })).await;
    place.who(&place.sign_in(&eva).await).await;
    place.set(json!({ "issuer": "http://127.0.0.1:1" })).await;
    place.set(json!({})).await;
    assert_eq!(place.refused(&place.sign_in(&eva).await).await, "email", "nobody is linked");
}
