//! Roles that demand a second factor.

use accounts::SecondFactorPolicy;
use domain::Slug;
use identity::{Membership, Reach, Role};
use serde_json::json;
use testkit::World;

use super::{EMAIL, ME, REMOVE, coordinator_of, set_up};
use crate::house::{House, PASSWORD};

testkit::on_both_databases!(roles_that_demand_it_are_withheld_until_then);

async fn roles_that_demand_it_are_withheld_until_then(world: World) {
    let house = House::with_second_factor(world, SecondFactorPolicy::Demanded);
    house.world.region("norrbotten", "Norrbottens Kommuner").await;
    house.world.region("gr", "Göteborgsregionen").await;
    let region = Slug::parse("gr").unwrap();
    let reach = Reach::municipality("1480".parse().unwrap());
    let administrator = Membership::Regional { region, role: Role::MunicipalAdministrator, reach };
    house.account(EMAIL, vec![coordinator_of("norrbotten"), administrator.clone()]).await;
    let person = house.sign_in(EMAIL).await;
    let region = "query ($slug: String!) { region(slug: $slug) { name } }";
    let norrbotten = json!({ "slug": "norrbotten" });
    assert_eq!(person.refusal(region, norrbotten.clone()).await.0, "NOT_FOUND");
    person.ask(region, json!({ "slug": "gr" })).await;
    let me = person.ask(ME, json!({})).await["me"].take();
    assert_eq!(me["memberships"], json!([{ "role": "MUNICIPAL_ADMINISTRATOR" }]));
    assert_eq!(me["secondFactor"]["demanded"], true);
    set_up(&house, &person).await;
    person.ask(region, norrbotten.clone()).await;
    assert_eq!(person.ask(ME, json!({})).await["me"]["memberships"].as_array().unwrap().len(), 2);
    person.ask(REMOVE, json!({ "current": PASSWORD })).await;
    assert_eq!(person.refusal(region, norrbotten).await.0, "NOT_FOUND", "the very next request");
    house.account("adam@exempel.se", vec![administrator]).await;
    let other = house.sign_in("adam@exempel.se").await.ask(ME, json!({})).await["me"].take();
    assert_eq!(other["secondFactor"]["demanded"], false);
}
