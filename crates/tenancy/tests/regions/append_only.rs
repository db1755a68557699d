//! Tables whose rows never change: whatever is sent, by whoever works in the region.

use migrations::region::APPEND_ONLY;
use sea_orm::Value;
use tenancy::{InRegion, RegionScope, RegionTx};
use testkit::{Database, World, people};
use uuid::Uuid;

use crate::rows;

testkit::on_both_databases!(rows_stay_as_they_were_written, rows_are_not_replaced);

async fn rows_stay_as_they_were_written(world: World) {
    let scope = region_with_a_row_in_each(&world).await;
    for table in APPEND_ONLY {
        let key = key_column(table);
        let mut statements =
            vec![format!("DELETE FROM {table}"), format!("UPDATE {table} SET {key} = {key}")];
        if world.database == Database::Postgres {
            statements.push(format!("TRUNCATE {table} CASCADE"));
            statements.push(format!("DROP TABLE {table} CASCADE"));
            statements.push(format!("ALTER TABLE {table} ADD COLUMN extra int"));
        }
        for statement in statements {
            refused(&scope, &statement).await;
            let tx = scope.begin().await.unwrap();
            refused(&tx, &statement).await;
            drop(tx);
        }
        assert_eq!(rows::count(&scope, table).await.unwrap(), 1, "{table}");
    }
}

/// Writing a row anew under its own key is changing it.
async fn rows_are_not_replaced(world: World) {
    let scope = region_with_a_row_in_each(&world).await;
    let upsert = "INSERT INTO runs SELECT * FROM runs WHERE true
                  ON CONFLICT (id) DO UPDATE SET issued_by = 'någon annan'";
    refused(&scope, upsert).await;
    if world.database == Database::Sqlite {
        for table in APPEND_ONLY {
            refused(&scope, &format!("REPLACE INTO {table} SELECT * FROM {table}")).await;
            let key = key_column(table);
            refused(&scope, &format!("UPDATE OR REPLACE {table} SET {key} = {key}")).await;
        }
    }
}

fn key_column(table: &str) -> &'static str {
    if table == "credit_withdrawals" { "credit_id" } else { "id" }
}

async fn refused(store: &impl InRegion, statement: &str) {
    let fault = store.execute_unprepared(statement).await.map(|done| done.rows_affected());
    let fault = fault.expect_err(statement).to_string();
    let expected = ["append-only", "permission denied", "must be owner"];
    assert!(expected.iter().any(|words| fault.contains(words)), "{statement}: {fault}");
}

async fn region_with_a_row_in_each(world: &World) -> RegionScope {
    world.region("norrbotten", "Norrbottens Kommuner").await;
    let scope = world.enter(&people::coordinator("norrbotten"), "norrbotten").await;
    let tx = scope.begin().await.unwrap();
    tx.note("run-issue", "1");
    add_agreement(&tx).await;
    add_document(&tx).await;
    add_books(&tx).await;
    add_entry(&tx).await;
    add_cost(&tx).await;
    tx.commit().await.unwrap();
    for table in APPEND_ONLY {
        assert_eq!(rows::count(&scope, table).await.unwrap(), 1, "a row to try on in {table}");
    }
    scope
}

const KEY: Uuid = Uuid::from_u128(7);

fn key() -> Value {
    KEY.into()
}

async fn add_agreement(tx: &RegionTx) {
    let now: Value = tx.scope().now().into();
    let today: Value = tx.scope().today().into();
    let columns = ["id", "title", "starts_on", "ends_on", "created_at"];
    let row = [key(), "Avtal".into(), today.clone(), today, now.clone()];
    tx.insert_rows("agreements", columns, vec![row]).await.unwrap();
    let columns =
        ["id", "agreement_id", "version", "status", "terms", "terms_sha256", "created_at"];
    let row = [key(), key(), 1.into(), "in_force".into(), "{}".into(), "".into(), now];
    tx.insert_rows("agreement_versions", columns, vec![row]).await.unwrap();
}

async fn add_books(tx: &RegionTx) {
    let now: Value = tx.scope().now().into();
    let today: Value = tx.scope().today().into();
    let columns = ["id", "version", "content", "decided_at", "decided_by"];
    let row = [key(), 1.into(), "{}".into(), now.clone(), "Signe".into()];
    tx.insert_rows("book_settings", columns, vec![row]).await.unwrap();
    let columns = ["id", "asked_by", "key", "request_sha256", "answer", "at"];
    let row = [key(), "".into(), "k-1".into(), "".into(), "{}".into(), now.clone()];
    tx.insert_rows("idempotency_keys", columns, vec![row]).await.unwrap();
    let columns = ["id", "until", "fingerprint", "attested_at", "attested_by"];
    let row = [key(), today, "f1".into(), now, "Signe".into()];
    tx.insert_rows("attestations", columns, vec![row]).await.unwrap();
}

async fn add_document(tx: &RegionTx) {
    let now: Value = tx.scope().now().into();
    let today: Value = tx.scope().today().into();
    let columns = ["id", "until", "issued_at", "issued_by"];
    let row = [key(), today.clone(), now.clone(), "Signe".into()];
    tx.insert_rows("runs", columns, vec![row]).await.unwrap();
    let columns = [
        "id",
        "run_id",
        "agreement_id",
        "agreement_version_id",
        "agreement_title",
        "number_year",
        "number",
        "kind",
        "municipality_code",
        "municipality_name",
        "org_number",
        "date",
        "adjusts",
        "total_ore",
        "issued_at",
    ];
    let row = [
        key(),
        key(),
        key(),
        key(),
        "Avtal".into(),
        2024.into(),
        1_i64.into(),
        "invoice".into(),
        "2580".into(),
        "Luleå".into(),
        "212000-2742".into(),
        today,
        false.into(),
        100_i64.into(),
        now,
    ];
    tx.insert_rows("documents", columns, vec![row]).await.unwrap();
    let columns = [
        "id",
        "document_id",
        "position",
        "kind",
        "code",
        "name",
        "quantity_thousandths",
        "amount_ore",
        "adjusts",
        "explanation",
    ];
    let row = [
        key(),
        key(),
        1.into(),
        "course_fee".into(),
        "buffert".into(),
        "Buffert".into(),
        1000_i64.into(),
        100_i64.into(),
        false.into(),
        "{}".into(),
    ];
    tx.insert_rows("document_lines", columns, vec![row]).await.unwrap();
    let columns = ["id", "document_id", "cancels", "reason", "content", "asked_at", "asked_by"];
    let row = [
        key(),
        key(),
        true.into(),
        "fel".into(),
        "{}".into(),
        tx.scope().now().into(),
        "prov".into(),
    ];
    tx.insert_rows("credits", columns, vec![row]).await.unwrap();
    let columns = ["credit_id", "reason", "withdrawn_at", "withdrawn_by"];
    let row = [key(), "fel".into(), tx.scope().now().into(), "prov".into()];
    tx.insert_rows("credit_withdrawals", columns, vec![row]).await.unwrap();
    add_payment(tx).await;
}

async fn add_payment(tx: &RegionTx) {
    let now: Value = tx.scope().now().into();
    let today: Value = tx.scope().today().into();
    let columns = ["id", "sha256", "name", "rows", "recorded_at", "recorded_by"];
    let row = [key(), "f1".into(), "bgmax.txt".into(), "[]".into(), now.clone(), "prov".into()];
    tx.insert_rows("bank_files", columns, vec![row]).await.unwrap();
    let columns =
        ["id", "document_id", "date", "amount_ore", "source", "note", "recorded_at", "recorded_by"];
    let row = [
        key(),
        key(),
        today.clone(),
        100_i64.into(),
        "hand".into(),
        "".into(),
        now.clone(),
        "prov".into(),
    ];
    tx.insert_rows("payments", columns, vec![row]).await.unwrap();
    let columns = ["id", "document_id", "date", "left_ore", "recorded_at", "recorded_by"];
    let row = [key(), key(), today, 100_i64.into(), now, "prov".into()];
    tx.insert_rows("reminders", columns, vec![row]).await.unwrap();
}

async fn add_entry(tx: &RegionTx) {
    let now: Value = tx.scope().now().into();
    let today: Value = tx.scope().today().into();
    let columns = ["id", "cause", "cause_id", "date", "posted_at", "description"];
    let row = [key(), "document".into(), key(), today, now, "Avtal".into()];
    tx.insert_rows("ledger_entries", columns, vec![row]).await.unwrap();
    let row = [key(), key(), "receivable".into(), 100_i64.into()];
    let columns = ["id", "entry_id", "account", "amount_ore"];
    tx.insert_rows("ledger_postings", columns, vec![row]).await.unwrap();
}

async fn add_cost(tx: &RegionTx) {
    let columns = [
        "id",
        "date",
        "kind",
        "description",
        "supplier",
        "amount_ore",
        "paid_by",
        "recorded_at",
        "recorded_by",
    ];
    let row = [
        key(),
        tx.scope().today().into(),
        "venue".into(),
        "Lokal".into(),
        "".into(),
        100_i64.into(),
        "income".into(),
        tx.scope().now().into(),
        "prov".into(),
    ];
    tx.insert_rows("costs", columns, vec![row]).await.unwrap();
}
