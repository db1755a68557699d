//! What readings and refusals leave in the audit: written together, before the answer or after it, and not without end.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use domain::{PersonId, Slug};
use futures::future::join_all;
use identity::{Caller, Permission};
use sea_orm::ConnectionTrait;
use tenancy::{
    AuditChain, AuditFilter, AuditKind, AuditRecord, Enter, GateFault, Operation, RegionScope,
};
use testkit::{World, people};
use uuid::Uuid;

testkit::on_both_databases!(
    whom_a_request_shows_is_one_entry,
    many_readers_share_a_transaction,
    a_reading_that_cannot_be_written_fails,
    who_may_not_and_who_is_no_member_leave_a_trace,
    refusals_cannot_flood_the_audit,
);

async fn enter(
    world: &World,
    operation: &Operation,
    caller: &Caller,
    region: &str,
) -> Result<RegionScope, GateFault> {
    let slug = Slug::parse(region).unwrap();
    caller.enter(operation, &world.regions, &slug, Permission::ReadAgreements).await
}

async fn coordinator(world: &World, operation: &Operation) -> RegionScope {
    world.region("norrbotten", "Norrbottens Kommuner").await;
    enter(world, operation, &people::coordinator("norrbotten"), "norrbotten").await.unwrap()
}

fn person(number: u128) -> PersonId {
    PersonId::from_uuid(Uuid::from_u128(number))
}

/// What is in the audit, first to last, once all of it is.
async fn entries(world: &World, filter: AuditFilter<'_>) -> Vec<AuditRecord> {
    world.regions.settled().await;
    let scope = world.enter(&people::coordinator("norrbotten"), "norrbotten").await;
    assert!(matches!(scope.verify_audit(None).await.unwrap(), AuditChain::Whole { .. }));
    let (mut records, _) = scope.audit(filter, None, 1_000).await.unwrap();
    records.reverse();
    records
}

async fn whom_a_request_shows_is_one_entry(world: World) {
    let operation = Operation::named("Persons");
    let scope = coordinator(&world, &operation).await;
    let twice = coordinator(&world, &operation).await;
    for number in [2, 1] {
        scope.reads(person(number));
        twice.clone().reads(person(number));
    }
    assert_eq!(entries(&world, AuditFilter::default()).await, [], "nothing before it is written");
    operation.write_readings().await.unwrap();
    operation.write_readings().await.unwrap();
    let written = entries(&world, AuditFilter::default()).await;
    let [entry] = written.as_slice() else { panic!("{written:?}") };
    assert_eq!((entry.kind, entry.action.as_str()), (AuditKind::Reading, "persons-read"));
    assert_eq!((entry.operation.as_str(), entry.actor.as_str()), ("Persons", "Signe Samordnare"));
    let subject = "00000000000000000000000000000001 00000000000000000000000000000002";
    assert_eq!(entry.subject, subject);
    for (number, found) in [(1, 1), (2, 1), (3, 0)] {
        let filter = AuditFilter { person: Some(person(number)), ..AuditFilter::default() };
        assert_eq!(entries(&world, filter).await.len(), found, "{number}");
    }
    let changes = AuditFilter { kind: Some(AuditKind::Change), ..AuditFilter::default() };
    assert_eq!(entries(&world, changes).await, []);
}

async fn many_readers_share_a_transaction(world: World) {
    let scope = coordinator(&world, &Operation::begin()).await;
    // Who reads is known by name.
    let tx = scope.begin().await.unwrap();
    tx.signature().await.unwrap();
    tx.commit().await.unwrap();
    // Somebody writes: the first reader waits for them, the others for the first.
    let tx = scope.begin().await.unwrap();
    if scope.get_database_backend() == sea_orm::DbBackend::Postgres {
        tx.execute_unprepared("LOCK TABLE audit_lock IN EXCLUSIVE MODE").await.unwrap();
    }
    let readers: Vec<_> = (0..50).map(|_| Operation::named("Persons")).collect();
    for (number, reader) in (0..).zip(&readers) {
        coordinator(&world, reader).await.reads(person(number));
    }
    let before = world.regions.statements();
    let mut reading = Box::pin(join_all(readers.iter().map(Operation::write_readings)));
    tokio::select! {
        biased;
        _ = &mut reading => panic!("written while another held the chain"),
        () = std::future::ready(()) => {}
    }
    tx.commit().await.unwrap();
    for written in reading.await {
        written.unwrap();
    }
    let statements = world.regions.statements() - before;
    assert!(statements <= 6, "two transactions, of three statements each at most: {statements}");
    assert_eq!(entries(&world, AuditFilter::default()).await.len(), 50);
}

async fn a_reading_that_cannot_be_written_fails(world: World) {
    let operation = Operation::named("Persons");
    let scope = coordinator(&world, &operation).await;
    let owner = match &world.superuser_url {
        Some(url) => Some(sea_orm::Database::connect(url).await.unwrap()),
        None => None,
    };
    let rename = async |from: &str, to: &str| {
        let sql = |schema| format!("ALTER TABLE {schema}{from} RENAME TO {to}");
        match &owner {
            Some(owner) => owner.execute_unprepared(&sql("region_norrbotten.")).await.unwrap(),
            None => scope.execute_unprepared(&sql("")).await.unwrap(),
        }
    };
    scope.reads(person(1));
    rename("audit_entries", "gone").await;
    assert!(operation.write_readings().await.is_err());
    rename("gone", "audit_entries").await;
    scope.reads(person(2));
    operation.write_readings().await.unwrap();
    assert_eq!(entries(&world, AuditFilter::default()).await.len(), 1);
}

async fn who_may_not_and_who_is_no_member_leave_a_trace(world: World) {
    world.region("norrbotten", "Norrbottens Kommuner").await;
    let administrator = people::administrator("norrbotten", "2580");
    let operation = Operation::named("Audit");
    let scope = enter(&world, &operation, &administrator, "norrbotten").await.unwrap();
    assert!(matches!(scope.require(Permission::ReadAudit), Err(GateFault::Forbidden)));
    operation.write_refusals_later(&world.regions).await;
    let operation = Operation::named("Persons");
    for region in ["norrbotten", "finns-inte"] {
        for caller in [people::stranger(), people::coordinator("dalarna"), Caller::anonymous()] {
            assert!(enter(&world, &operation, &caller, region).await.is_err());
        }
    }
    operation.write_refusals_later(&world.regions).await;
    let refused = AuditFilter { kind: Some(AuditKind::Refusal), ..AuditFilter::default() };
    let told: BTreeSet<_> = entries(&world, refused).await.into_iter().map(told).collect();
    // What is written later may be written in any order.
    let expected = [
        "Adam Administratör forbidden Audit ReadAudit",
        "Signe Samordnare not-a-member Persons ",
        "Frida Främling not-a-member Persons ",
    ];
    assert_eq!(told, expected.map(str::to_owned).into());
}

fn told(entry: AuditRecord) -> String {
    let AuditRecord { actor, action, operation, subject, .. } = entry;
    format!("{actor} {action} {operation} {subject}")
}

async fn refusals_cannot_flood_the_audit(world: World) {
    world.region("norrbotten", "Norrbottens Kommuner").await;
    let knock = async |name: &str| {
        let operation = Operation::named(name);
        let entered = enter(&world, &operation, &people::stranger(), "norrbotten").await;
        assert!(matches!(entered, Err(GateFault::NotFound)));
        operation.write_refusals_later(&world.regions).await;
        world.regions.settled().await;
    };
    let count = async || entries(&world, AuditFilter::default()).await.len();
    for _ in 0..5 {
        knock("Persons").await;
    }
    assert_eq!(count().await, 1, "the same within a minute");
    for number in 0..30 {
        knock(&format!("MadeUp{number}")).await;
    }
    assert_eq!(count().await, 20, "under whatever names");
    world.clock.step(TimeDelta::minutes(1));
    knock("Persons").await;
    assert_eq!(count().await, 21, "again in the next minute");
}
