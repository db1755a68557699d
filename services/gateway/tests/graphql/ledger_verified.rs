//! The ledger is verified: what was issued agrees to the öre, and whoever changes a row behind the product's back is
//! found out.

use domain::Slug;
use identity::{Caller, Permission};
use serde_json::json;
use settlement::Verified;
use tenancy::{Enter, Operation};
use testkit::{World, tamper};

use crate::books::{ISSUE, economist, set_up};

testkit::on_both_databases!(
    what_is_changed_behind_our_back_is_found,
    what_was_settled_is_what_the_facts_come_to,
);

pub(crate) async fn verified(world: &World) -> Verified {
    verified_in(world, "goteborgsregionen").await
}

pub(crate) async fn verified_in(world: &World, region: &str) -> Verified {
    let region = Slug::parse(region).unwrap();
    let operator = Caller::operator("prov".to_owned());
    let operation = Operation::named("ledger verify");
    let entered = operator.enter(&operation, &world.regions, &region, Permission::Settle);
    settlement::verify(&entered.await.unwrap()).await.unwrap()
}

async fn what_is_changed_behind_our_back_is_found(world: World) {
    let (house, person, codes) = economist(world).await;
    let world = &house.world;
    assert_eq!(verified(world).await, Verified::default(), "nothing is issued yet");
    set_up(&person, &codes).await;
    for until in ["2022-06-30", "2023-12-31"] {
        person.ask(ISSUE, json!({ "until": until })).await;
    }
    let clean = verified(world).await;
    assert!(clean.is_clean() && clean.documents > 20, "{clean:?}");
    assert!(!clean.payable.is_zero());
    let one = |table: &str| format!("(SELECT MIN(id::text)::uuid FROM {table})");
    let first = |table: &str| {
        if world.superuser_url.is_some() {
            one(table)
        } else {
            format!("(SELECT MIN(id) FROM {table})")
        }
    };
    for (table, change, back, told) in [
        (
            "ledger_postings",
            "amount_ore = amount_ore + 1",
            "amount_ore = amount_ore - 1",
            "from balance",
        ),
        (
            "document_lines",
            "amount_ore = amount_ore + 1",
            "amount_ore = amount_ore - 1",
            "its lines come to",
        ),
        ("documents", "vat_ore = vat_ore + 100", "vat_ore = vat_ore - 100", "is posted on 2611"),
        ("documents", "number = number + 1000", "number = number - 1000", "are missing"),
    ] {
        let id = first(table);
        tamper(
            world,
            "goteborgsregionen",
            table,
            &format!("UPDATE {table} SET {change} WHERE id = {id}"),
        )
        .await;
        let found = verified(world).await;
        assert!(found.breaches.iter().any(|breach| breach.contains(told)), "{table}: {found:?}");
        tamper(
            world,
            "goteborgsregionen",
            table,
            &format!("UPDATE {table} SET {back} WHERE id = {id}"),
        )
        .await;
        assert!(verified(world).await.is_clean(), "{table}");
    }
}

/// A correction is charged by the next run, and is no breach; facts that were settled and are others are one.
async fn what_was_settled_is_what_the_facts_come_to(world: World) {
    let (house, person, codes) = economist(world).await;
    let world = &house.world;
    set_up(&person, &codes).await;
    person.ask(ISSUE, json!({ "until": "2022-12-31" })).await;
    let change = async |table: &str, change: &str| {
        tamper(world, "goteborgsregionen", table, &format!("UPDATE {table} SET {change}")).await;
    };
    assert!(verified(world).await.is_clean());
    change("participation_counts", "attended = attended + 1").await;
    let corrected = verified(world).await;
    assert!(corrected.is_clean(), "the facts have another name: {corrected:?}");
    let as_settled = "revision = (SELECT revision FROM delivery_revisions d
                      WHERE d.agreement_id = settled_years.agreement_id AND d.year = settled_years.year)
                      WHERE year = 2022";
    change("settled_years", as_settled).await;
    let found = verified(world).await;
    let told = |breach: &String| breach.contains("2022, 14") && breach.contains("by the facts");
    assert!(found.breaches.iter().any(told), "{found:?}");
    let preview = "query { region(slug: \"goteborgsregionen\") {
        settlementPreview(until: \"2022-12-31\") { documents { total } }
    } }";
    let preview = person.ask(preview, json!({})).await["region"]["settlementPreview"].take();
    assert_eq!(preview["documents"], json!([]), "what is settled is not read again");
    change("participation_counts", "attended = attended - 1").await;
    change("settled_years", as_settled).await;
    assert!(verified(world).await.is_clean());
}
