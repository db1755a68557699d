//! Which years are settled, so that a run reads what has changed since the last one and not the history.
//!
//! Owners: `delivery` tells which year's facts are others than before, by triggers, so that no path can forget to;
//! `settlement` notes which years it has settled, and by which facts.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, boolean, date, integer, string, text, uuid};
use sea_orm_migration::sea_orm::DbBackend;

use crate::table;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // All or nothing: a half of it would be refused the next time.
        let whole = manager.begin().await?;
        let manager = &whole;
        table::create(manager, vec![delivery_revisions(), settled_years()]).await?;
        table::view(manager, "delivered_years", DELIVERED_YEARS).await?;
        for (name, table, columns) in [
            ("course_days_by_state", "course_days", ["state", "date"].as_slice()),
            ("lines_by_year", "document_lines", &["year"]),
        ] {
            let mut index = Index::create();
            index.name(name).table(table);
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index).await?;
        }
        let backend = manager.get_database_backend();
        let run = async |statement: &str| {
            manager.get_connection().execute_unprepared(statement).await.map(|_| ())
        };
        if backend == DbBackend::Sqlite {
            run("DROP TRIGGER document_lines_no_update").await?;
        }
        for statement in filled(backend) {
            run(&statement).await?;
        }
        if backend == DbBackend::Sqlite {
            run("DROP TRIGGER document_lines_no_delete").await?;
            table::append_only(manager, &["document_lines"]).await?;
            for statement in sqlite_triggers() {
                run(&statement).await?;
            }
        } else {
            for statement in POSTGRES_TRIGGERS {
                run(statement).await?;
            }
        }
        whole.commit().await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("lines keep their years: restore a backup".to_owned()))
    }
}

/// Another `revision`, other facts of the closed days of that calendar year.
fn delivery_revisions() -> TableCreateStatement {
    Table::create()
        .table("delivery_revisions")
        .col(uuid("agreement_id"))
        .col(integer("year"))
        .col(string("revision"))
        .primary_key(Index::create().col("agreement_id").col("year"))
        .to_owned()
}

/// What the latest run found: by which version and revision it settled a calendar year, until when, and whether that was
/// all of it. `carried_ore` and `registered`, a JSON list of municipalities, are what the year and those before leave.
fn settled_years() -> TableCreateStatement {
    Table::create()
        .table("settled_years")
        .col(uuid("agreement_id"))
        .col(integer("year"))
        .col(uuid("version_id"))
        .col(string("revision"))
        .col(date("until"))
        .col(boolean("complete"))
        .col(big_integer("carried_ore"))
        .col(text("registered"))
        .primary_key(Index::create().col("agreement_id").col("year"))
        .to_owned()
}

/// Published: a name for the facts of each agreement's calendar year.
const DELIVERED_YEARS: &str = "SELECT agreement_id, year, revision FROM delivery_revisions";

/// The calendar year of a column.
fn year_of(backend: DbBackend, date: &str) -> String {
    match backend {
        DbBackend::Sqlite => format!("CAST(strftime('%Y', {date}) AS INTEGER)"),
        _ => format!("EXTRACT(YEAR FROM {date})::int"),
    }
}

/// Gives what was there its years: course fees had none. Nothing else of a line is touched.
fn filled(backend: DbBackend) -> [String; 2] {
    let year = year_of(backend, "date");
    let revision = match backend {
        DbBackend::Sqlite => "lower(hex(randomblob(16)))",
        _ => "gen_random_uuid()::text",
    };
    [
        format!(
            "INSERT INTO delivery_revisions (agreement_id, year, revision)
             SELECT agreement_id, year, {revision} FROM (
                 SELECT DISTINCT agreement_id, {year} AS year FROM course_days WHERE state = 'closed') days"
        ),
        format!(
            "UPDATE document_lines SET year = (
                 SELECT {year} FROM course_days WHERE code = document_lines.day_code AND agreement_id = (
                     SELECT agreement_id FROM documents WHERE id = document_lines.document_id))
             WHERE year IS NULL"
        ),
    ]
}

/// Triggers of SQLite: one for each way in which a row changes.
fn sqlite_triggers() -> Vec<String> {
    let upsert = "ON CONFLICT (agreement_id, year) DO UPDATE SET revision = excluded.revision";
    let insert = "INSERT INTO delivery_revisions (agreement_id, year, revision)";
    let year = year_of(DbBackend::Sqlite, "date");
    let gone = format!(
        "{insert} SELECT OLD.agreement_id, {}, lower(hex(randomblob(16))) WHERE OLD.state = 'closed' {upsert};",
        year_of(DbBackend::Sqlite, "OLD.date"),
    );
    let told = |which: &str| {
        format!(
            "{insert} SELECT agreement_id, {year} AS year, lower(hex(randomblob(16))) FROM course_days
             WHERE state = 'closed' AND {which} GROUP BY agreement_id, {year} {upsert};"
        )
    };
    let day = told("id = NEW.id");
    let mut triggers = vec![
        ("course_days", "INSERT", day.clone()),
        ("course_days", "UPDATE", format!("{gone} {day}")),
        ("course_days", "DELETE", gone),
        ("occasions", "UPDATE", told("occasion_id = NEW.id")),
    ];
    for counts in ["participation_counts", "instruction_counts"] {
        triggers.push((counts, "INSERT", told("id = NEW.course_day_id")));
        triggers.push((counts, "UPDATE", told("id IN (OLD.course_day_id, NEW.course_day_id)")));
        triggers.push((counts, "DELETE", told("id = OLD.course_day_id")));
    }
    let triggers = triggers.into_iter().map(|(table, verb, told)| {
        let name = verb.to_ascii_lowercase();
        format!("CREATE TRIGGER {table}_told_{name} AFTER {verb} ON {table} BEGIN {told} END")
    });
    triggers.collect()
}

/// On PostgreSQL a transaction has one revision, so that many rows of it write one.
const POSTGRES_TRIGGERS: [&str; 8] = [
    "CREATE FUNCTION tell_year(agreement uuid, day date) RETURNS void LANGUAGE sql SET search_path FROM CURRENT AS $$
         INSERT INTO delivery_revisions AS told (agreement_id, year, revision)
         VALUES (agreement, EXTRACT(YEAR FROM day)::int,
                 txid_current()::text || ' ' || transaction_timestamp()::text)
         ON CONFLICT (agreement_id, year) DO UPDATE SET revision = excluded.revision
         WHERE told.revision <> excluded.revision
     $$",
    "CREATE FUNCTION tell_course_day() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
     BEGIN
         IF TG_OP <> 'INSERT' THEN
             IF OLD.state = 'closed' THEN PERFORM tell_year(OLD.agreement_id, OLD.date); END IF;
         END IF;
         IF TG_OP <> 'DELETE' THEN
             IF NEW.state = 'closed' THEN PERFORM tell_year(NEW.agreement_id, NEW.date); END IF;
         END IF;
         RETURN NULL;
     END $$",
    "CREATE FUNCTION tell_counts() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
     BEGIN
         IF TG_OP <> 'INSERT' THEN
             PERFORM tell_year(agreement_id, date) FROM course_days
             WHERE id = OLD.course_day_id AND state = 'closed';
         END IF;
         IF TG_OP <> 'DELETE' THEN
             PERFORM tell_year(agreement_id, date) FROM course_days
             WHERE id = NEW.course_day_id AND state = 'closed';
         END IF;
         RETURN NULL;
     END $$",
    "CREATE FUNCTION tell_occasion() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
     BEGIN
         PERFORM tell_year(agreement_id, date) FROM course_days
         WHERE occasion_id = NEW.id AND state = 'closed';
         RETURN NULL;
     END $$",
    "CREATE TRIGGER course_days_told AFTER INSERT OR UPDATE OR DELETE ON course_days
     FOR EACH ROW EXECUTE FUNCTION tell_course_day()",
    "CREATE TRIGGER participation_counts_told AFTER INSERT OR UPDATE OR DELETE ON participation_counts
     FOR EACH ROW EXECUTE FUNCTION tell_counts()",
    "CREATE TRIGGER instruction_counts_told AFTER INSERT OR UPDATE OR DELETE ON instruction_counts
     FOR EACH ROW EXECUTE FUNCTION tell_counts()",
    "CREATE TRIGGER occasions_told AFTER UPDATE ON occasions
     FOR EACH ROW EXECUTE FUNCTION tell_occasion()",
];
