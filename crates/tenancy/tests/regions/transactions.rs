//! Transactions: nothing or everything, one after the other where asked, one moment where asked.

use std::sync::Arc;

use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ConnectionTrait, Value};
use tenancy::{InRegion, RegionScope};
use testkit::{World, people};

use crate::rows::{self, lulea};

testkit::on_both_databases!(
    what_is_not_committed_has_not_happened,
    serial_transactions_run_one_at_a_time,
    a_snapshot_sees_one_moment,
    the_audit_is_of_the_same_transaction,
    many_rows_go_in_however_many_there_are,
);

async fn what_is_not_committed_has_not_happened(world: World) {
    let scope = world.region("norrbotten", "Norrbottens Kommuner").await;
    let tx = scope.begin().await.unwrap();
    tx.set_municipalities(&[lulea()]).await.unwrap();
    assert_eq!(rows::count(&tx, "municipalities").await.unwrap(), 1);
    drop(tx);
    assert_eq!(rows::count(&scope, "municipalities").await.unwrap(), 0);
    let tx = scope.begin_serial().await.unwrap();
    tx.set_municipalities(&[lulea()]).await.unwrap();
    tx.rollback().await.unwrap();
    assert_eq!(rows::count(&scope, "municipalities").await.unwrap(), 0);
    rows::add_lulea(&scope).await;
    assert_eq!(rows::count(&scope, "municipalities").await.unwrap(), 1);
}

/// Each reads the last number and writes the next: two at once would write the same, or be refused.
async fn serial_transactions_run_one_at_a_time(world: World) {
    world.region("norrbotten", "Norrbottens Kommuner").await;
    let replica = Arc::new(world.open_again().await);
    let other = World { regions: Arc::clone(&replica), ..world.clone() };
    let mut running = tokio::task::JoinSet::new();
    for turn in 0..12 {
        let world = if turn % 2 == 0 { world.clone() } else { other.clone() };
        running.spawn(async move {
            let scope = world.enter(&people::operator(), "norrbotten").await;
            take_next_number(&scope).await
        });
    }
    let mut taken = running.join_all().await;
    taken.sort_unstable();
    assert_eq!(taken, (1..=12).collect::<Vec<i32>>());
    replica.close().await.unwrap();
}

async fn take_next_number(scope: &RegionScope) -> i32 {
    let tx = scope.begin_serial().await.unwrap();
    let next = last_number(&tx).await + 1;
    tokio::task::yield_now().await;
    let row: [Value; 2] = [next.into(), 0_i64.into()];
    tx.insert_rows("number_series", ["year", "last_number"], vec![row]).await.unwrap();
    tx.commit().await.unwrap();
    next
}

async fn last_number(store: &impl InRegion) -> i32 {
    let select = Query::select()
        .expr_as(Expr::cust("coalesce(max(year), 0)"), "last")
        .from("number_series")
        .to_owned();
    store.query_one(&select).await.unwrap().unwrap().try_get("", "last").unwrap()
}

async fn a_snapshot_sees_one_moment(world: World) {
    let scope = world.region("norrbotten", "Norrbottens Kommuner").await;
    let snapshot = scope.begin_snapshot().await.unwrap();
    assert_eq!(rows::count(&snapshot, "municipalities").await.unwrap(), 0);
    rows::add_lulea(&scope).await;
    assert_eq!(rows::count(&snapshot, "municipalities").await.unwrap(), 0, "still that moment");
    assert_eq!(rows::count(&scope, "municipalities").await.unwrap(), 1);
    // On SQLite too: its moment has passed, so that it can no longer write.
    let refused = snapshot.set_municipalities(&[lulea()]).await.err();
    assert!(refused.is_some(), "{} let a reader write", world.database);
    drop(snapshot);
    assert_eq!(rows::count(&scope, "municipalities").await.unwrap(), 1);
}

async fn the_audit_is_of_the_same_transaction(world: World) {
    let scope = world.region("norrbotten", "Norrbottens Kommuner").await;
    let coordinator = world.enter(&people::coordinator("norrbotten"), "norrbotten").await;
    let tx = coordinator.begin().await.unwrap();
    tx.note("day-close", "1");
    drop(tx);
    assert_eq!(rows::count(&scope, "audit_entries").await.unwrap(), 0);
    let tx = coordinator.begin().await.unwrap();
    tx.note("day-close", "2");
    tx.commit().await.unwrap();
    let select = Query::select()
        .columns(["action", "subject"])
        .expr_as(tenancy::actor_name("audit_entries", "actor"), "actor")
        .from("audit_entries")
        .to_owned();
    let row = scope.query_one(&select).await.unwrap().unwrap();
    let text = |column: &str| row.try_get::<String>("", column).unwrap();
    assert_eq!(
        [text("actor"), text("action"), text("subject")],
        ["Signe Samordnare", "day-close", "2"]
    );
}

/// More than one statement can take on either database.
async fn many_rows_go_in_however_many_there_are(world: World) {
    let scope = world.region("norrbotten", "Norrbottens Kommuner").await;
    let all = (0..40_000_i32).map(|year| [Value::from(year), Value::from(0_i64)]).collect();
    let tx = scope.begin().await.unwrap();
    tx.insert_rows("number_series", ["year", "last_number"], all).await.unwrap();
    tx.insert_rows("number_series", ["year", "last_number"], Vec::new()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(rows::count(&scope, "number_series").await.unwrap(), 40_000);
}
