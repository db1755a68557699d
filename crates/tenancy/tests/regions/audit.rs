//! The audit as a chain: whole however many write at once, broken wherever it is changed.

use sea_orm::{ConnectionTrait, DatabaseConnection};
use tenancy::{AuditChain, AuditFilter, RegionScope};
use testkit::{World, people};

testkit::on_both_databases!(
    many_writers_make_one_chain,
    whatever_is_changed_breaks_the_chain,
    what_is_taken_from_the_end_is_missed_by_its_link,
    a_name_is_taken_away_and_the_chain_stays_whole,
    a_name_that_is_changed_or_gone_without_a_word_breaks_the_chain,
);

async fn norrbotten(world: &World) -> RegionScope {
    world.region("norrbotten", "Norrbottens Kommuner").await;
    world.enter(&people::coordinator("norrbotten"), "norrbotten").await
}

async fn write(scope: &RegionScope, subject: &str) {
    let tx = scope.begin().await.unwrap();
    tx.note("day-close", subject);
    tx.commit().await.unwrap();
}

/// How many entries the chain has, and its last link.
async fn whole(scope: &RegionScope) -> (i64, String) {
    match scope.verify_audit(None).await.unwrap() {
        AuditChain::Whole { entries, link, .. } => (entries, link),
        AuditChain::Broken { sequence } => panic!("broken at {sequence}"),
    }
}

async fn many_writers_make_one_chain(world: World) {
    let scope = norrbotten(&world).await;
    assert_eq!(whole(&scope).await.0, 0);
    let writers: Vec<_> = (0..24)
        .map(|writer| {
            let scope = scope.clone();
            tokio::spawn(async move {
                for turn in 0..5 {
                    let serial = writer % 3 == 0;
                    let tx = if serial { scope.begin_serial().await } else { scope.begin().await };
                    let tx = tx.unwrap();
                    tx.note("documents-issue", &format!("{writer}-{turn}"));
                    tx.note("documents-issue", &format!("{writer}-{turn}, again"));
                    tx.commit().await.unwrap();
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    assert_eq!(whole(&scope).await.0, 240);
}

/// Somebody with more rights than the product ever has.
async fn intruder(world: &World, scope: &RegionScope) -> Intruder {
    if let Some(url) = &world.superuser_url {
        return Intruder::OfServer(sea_orm::Database::connect(url).await.unwrap());
    }
    for verb in ["update", "delete"] {
        let drop = format!("DROP TRIGGER audit_entries_no_{verb}");
        scope.execute_unprepared(&drop).await.unwrap();
    }
    Intruder::OfFile(scope.clone())
}

enum Intruder {
    OfServer(DatabaseConnection),
    OfFile(RegionScope),
}

impl Intruder {
    /// Executes a statement on the table `audit`.
    async fn sql(&self, statement: &str) {
        let done = match self {
            Self::OfServer(server) => {
                let table = "region_norrbotten.audit_entries";
                server.execute_unprepared(&statement.replace("audit", table)).await
            }
            Self::OfFile(file) => {
                file.execute_unprepared(&statement.replace("audit", "audit_entries")).await
            }
        };
        assert_eq!(done.unwrap().rows_affected(), 1, "{statement}");
    }
}

async fn whatever_is_changed_breaks_the_chain(world: World) {
    let scope = norrbotten(&world).await;
    for subject in 0..30 {
        write(&scope, &subject.to_string()).await;
    }
    let intruder = intruder(&world, &scope).await;
    // From the end, so that each is the first that is wrong.
    for (sequence, change) in [
        (28, "DELETE FROM audit WHERE sequence = 28"),
        (27, "UPDATE audit SET sequence = -27 WHERE sequence = 27"),
    ] {
        intruder.sql(change).await;
        let first = if change.contains("-27") { 1 } else { sequence };
        assert_eq!(broken_at(&scope).await, first, "{change}");
    }
    intruder.sql("UPDATE audit SET sequence = 27 WHERE sequence = -27").await;
    for (sequence, column, value) in [
        (26, "subject", "'25x'"),
        (24, "subject", "''"),
        (23, "kind", "'reading'"),
        (22, "action", "'day-clos'"),
        (21, "operation", "'Test '"),
        (20, "actor", "'Signe Samordnar'"),
        (18, "account_id", "NULL"),
        (16, "id", "(SELECT a.account_id FROM audit a WHERE a.sequence = 1)"),
        (14, "at", "'1999-01-01 00:00:00+00:00'"),
        (12, "link", "(SELECT a.link FROM audit a WHERE a.sequence = 11)"),
        (10, "sequence", "1000"),
    ] {
        let change = format!("UPDATE audit SET {column} = {value} WHERE sequence = {sequence}");
        intruder.sql(&change).await;
        assert_eq!(broken_at(&scope).await, sequence, "{change}");
    }
}

async fn broken_at(scope: &RegionScope) -> i64 {
    match scope.verify_audit(None).await.unwrap() {
        AuditChain::Broken { sequence } => sequence,
        AuditChain::Whole { entries, .. } => panic!("{entries} entries, whole"),
    }
}

async fn what_is_taken_from_the_end_is_missed_by_its_link(world: World) {
    let scope = norrbotten(&world).await;
    for subject in ["a", "b"] {
        write(&scope, subject).await;
    }
    let (_, kept) = whole(&scope).await;
    write(&scope, "c").await;
    let has_kept = async || match scope.verify_audit(Some(&kept)).await.unwrap() {
        AuditChain::Whole { has_kept, .. } => has_kept,
        AuditChain::Broken { sequence } => panic!("broken at {sequence}"),
    };
    assert!(has_kept().await);
    let intruder = intruder(&world, &scope).await;
    for sequence in [3, 2] {
        intruder.sql(&format!("DELETE FROM audit WHERE sequence = {sequence}")).await;
    }
    assert!(!has_kept().await);
}

async fn a_name_is_taken_away_and_the_chain_stays_whole(world: World) {
    let scope = norrbotten(&world).await;
    for subject in ["a", "b"] {
        write(&scope, subject).await;
    }
    let account = scope.actor().account.unwrap();
    let operator = world.enter(&people::operator(), "norrbotten").await;
    let tx = operator.begin().await.unwrap();
    let signature = tx.signature().await.unwrap();
    tx.erase_actor(account).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(whole(&scope).await.0, 3);
    let (records, _) = scope.audit(AuditFilter::default(), None, 10).await.unwrap();
    let actors: Vec<_> = records.iter().map(|record| record.actor.as_str()).collect();
    assert_eq!(actors, ["provdrift", "Raderad person", "Raderad person"]);
    let name = scope.name_of_actor(&signature).await.unwrap();
    assert_eq!(name, "provdrift", "others keep theirs");
    let tx = operator.begin().await.unwrap();
    tx.erase_actor(account).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(whole(&scope).await.0, 3, "a second time there is nothing to take away");
}

async fn a_name_that_is_changed_or_gone_without_a_word_breaks_the_chain(world: World) {
    let scope = norrbotten(&world).await;
    let operator = world.enter(&people::operator(), "norrbotten").await;
    write(&operator, "a").await;
    write(&scope, "b").await;
    whole(&scope).await;
    let actors = "UPDATE audit_actors SET name = ";
    let signe = "WHERE name = 'Signe Samordnare'";
    // The region's own role may do this, or no name could ever be taken away.
    scope.execute_unprepared(&format!("{actors}'Adam' {signe}")).await.unwrap();
    assert_eq!(broken_at(&scope).await, 2);
    scope
        .execute_unprepared(&format!("{actors}'Signe Samordnare' WHERE name = 'Adam'"))
        .await
        .unwrap();
    whole(&scope).await;
    scope.execute_unprepared(&format!("{actors}NULL, salt = NULL {signe}")).await.unwrap();
    assert_eq!(broken_at(&scope).await, 2);
}
