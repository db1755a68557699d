//! How far a provider's word goes: second factors, sessions that stand on it, invitations that are accepted by it.

use accounts::SecondFactorPolicy;
use identity::{Membership, Reach, Role};
use serde_json::json;
use testkit::World;

use super::linking::{LULEA, place, somebody};
use super::provider::{COMPLETE, ME, in_by};
use crate::house::{House, Person};
use crate::letterbox::Letterbox;
use crate::second_factor::set_up;

testkit::on_both_databases!(
    a_second_factor_is_proven_here_unless_the_providers_is_trusted,
    a_trusted_second_factor_gives_the_roles_that_demand_one,
    sessions_end_with_the_provider_whose_word_they_stand_on,
    an_invitation_is_accepted_by_signing_in,
);

async fn a_second_factor_is_proven_here_unless_the_providers_is_trusted(world: World) {
    let place = place(world).await;
    place.administrator("eva@lulea.example", "norrbotten", LULEA).await;
    set_up(&place.house, &place.house.sign_in("eva@lulea.example").await).await;
    let eva = somebody(&place, "eva");
    let claims = |methods: &[&str]| json!({ "email": "eva@lulea.example", "email_verified": true, "amr": methods });
    let trusted = json!({ "trustsSecondFactor": true });
    let by_acr = json!({ "trustsSecondFactor": true, "secondFactorAcr": "urn:two" });
    for (provider, methods, let_in) in [
        (json!({}), ["pwd", "mfa"].as_slice(), false),
        (trusted.clone(), &["pwd"], false),
        (trusted, &["pwd", "mfa"], true),
        (by_acr, &["pwd", "mfa"], false),
    ] {
        place.claim(&eva, claims(methods)).await;
        place.set(provider.clone()).await;
        let answer = place.sign_in(&eva).await;
        if let_in {
            assert_eq!(place.who(&answer).await["email"], "eva@lulea.example");
        } else {
            let refused = place.house.nobody().answer(COMPLETE, answer.variables).await;
            let extensions = &refused["errors"][0]["extensions"];
            assert_eq!(extensions["code"], "UNAUTHENTICATED", "{provider} {methods:?}");
            assert!(extensions["challenge"].is_string(), "{refused}");
        }
    }
}

async fn a_trusted_second_factor_gives_the_roles_that_demand_one(world: World) {
    let place = place(world).await;
    let (region, role) = (domain::Slug::parse("norrbotten").unwrap(), Role::RegionalEconomist);
    let economist = Membership::Regional { region, role, reach: Reach::Region };
    place.house.account("eva@lulea.example", vec![economist]).await;
    let world = place.house.world.clone();
    let demanding = House::with_second_factor(world, SecondFactorPolicy::Demanded);
    let eva = somebody(&place, "eva");
    let own = "query { me { memberships { role } secondFactor { enrolled demanded } } }";
    for (methods, trusted, roles) in
        [(["pwd", "mfa"].as_slice(), false, 0), (&["pwd"], true, 0), (&["pwd", "mfa"], true, 1)]
    {
        let claims =
            json!({ "email": "eva@lulea.example", "email_verified": true, "amr": methods });
        place.claim(&eva, claims).await;
        place.set(json!({ "trustsSecondFactor": trusted })).await;
        let them = in_by(&demanding, &place.sign_in(&eva).await).await;
        let me = them.ask(own, json!({})).await["me"].take();
        assert_eq!(
            me["memberships"].as_array().unwrap().len(),
            roles,
            "{methods:?} {trusted} {me}"
        );
        let withheld = json!({ "enrolled": false, "demanded": roles == 0 });
        assert_eq!(me["secondFactor"], withheld);
    }
}

async fn sessions_end_with_the_provider_whose_word_they_stand_on(world: World) {
    let place = place(world).await;
    place.administrator("eva@lulea.example", "norrbotten", LULEA).await;
    let eva = somebody(&place, "eva");
    place.claim(&eva, json!({ "email": "eva@lulea.example", "email_verified": true })).await;
    let is_in = async |person: &Person| !person.ask(ME, json!({})).await["me"].is_null();
    let by_password = place.house.sign_in("eva@lulea.example").await;
    let elsewhere = in_by(&place.house, &place.sign_in(&eva).await).await;
    place.set(json!({ "name": "Luleå" })).await;
    assert!(is_in(&elsewhere).await, "another name changes nothing");
    place.set(json!({ "active": false })).await;
    assert!(!is_in(&elsewhere).await, "for the very next request");
    place.set(json!({ "active": true })).await;
    assert!(!is_in(&elsewhere).await, "what has ended has ended");
    let elsewhere = in_by(&place.house, &place.sign_in(&eva).await).await;
    assert!(is_in(&elsewhere).await);
    let remove =
        "mutation ($input: IdentityProviderInput!) { identityProviderRemove(input: $input) }";
    let input = json!({ "region": "norrbotten", "id": place.id });
    place.coordinator.ask(remove, json!({ "input": input })).await;
    assert!(!is_in(&elsewhere).await);
    assert!(is_in(&by_password).await, "what stands on something else goes on");
}

async fn an_invitation_is_accepted_by_signing_in(world: World) {
    let place = place(world).await;
    let invite = "mutation ($input: StaffCreateInput!) { staffCreate(input: $input) { id } }";
    let create = async |email: &str| {
        let input = json!({ "region": "norrbotten", "municipality": LULEA,
            "roles": ["PARTICIPANT"], "details": { "givenName": "Ny", "familyName": "Person", "email": email } });
        place.coordinator.ask(invite, json!({ "input": input })).await;
    };
    let mut letterbox = Letterbox::of(&place.house);
    create("ny@lulea.example").await;
    let token = letterbox.token("ny@lulea.example").await;
    let asked =
        "query ($token: String!) { invitation(token: $token) { state providers { id name } } }";
    let nobody = place.house.nobody();
    let told = nobody.ask(asked, json!({ "token": token })).await["invitation"].take();
    let expected =
        json!({ "state": "OPEN", "providers": [{ "id": place.id, "name": "Luleå kommun" }] });
    assert_eq!(told, expected);
    // The address there is another, and nobody has verified it: the invitation proves who it is for.
    let ny = somebody(&place, "ny");
    place.claim(&ny, json!({ "email": "n.person@annan.example" })).await;
    assert_eq!(place.refused(&place.sign_in(&ny).await).await, "email", "without an invitation");
    let answer = place.begin_with(json!(token)).await.sign_in(&ny).await;
    assert_eq!(place.who(&answer).await["email"], "ny@lulea.example");
    let told = nobody.ask(asked, json!({ "token": token })).await["invitation"].take();
    assert_eq!(told, json!({ "state": "USED", "providers": [] }));
    let begin = "mutation ($provider: ID!, $invitation: String) {
        oidcBegin(provider: $provider, invitation: $invitation) { url } }";
    let again = json!({ "provider": place.id, "invitation": token });
    assert_eq!(nobody.refusal(begin, again).await.0, "CONFLICT", "once");
    let never = json!({ "provider": place.id, "invitation": "finns-inte" });
    assert_eq!(nobody.refusal(begin, never).await.0, "NOT_FOUND");
    assert_eq!(place.who(&place.sign_in(&ny).await).await["email"], "ny@lulea.example");
    // Known there as somebody already, nobody becomes two.
    create("annan@lulea.example").await;
    let other = letterbox.token("annan@lulea.example").await;
    let answer = place.begin_with(json!(other)).await.sign_in(&ny).await;
    assert_eq!(place.refused(&answer).await, "account");
}
