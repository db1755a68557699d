//! Occasions, course days, attendance, and what closing a day counts. Owner: `delivery`.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    boolean_null, date, integer, integer_null, string, string_null, text, timestamp_with_time_zone,
    timestamp_with_time_zone_null, uuid,
};

use crate::table;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [fn() -> TableCreateStatement; 8] = [
    occasions,
    course_days,
    enrolments,
    attendance,
    assignments,
    participation_counts,
    instruction_counts,
    corrections,
];

const VIEWS: [(&str, &str); 4] = [
    ("delivered_days", DELIVERED_DAYS),
    ("delivered_participation", DELIVERED_PARTICIPATION),
    ("delivered_instruction", DELIVERED_INSTRUCTION),
    ("undelivered_days", UNDELIVERED_DAYS),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(manager, TABLES.iter().map(|table| table()).collect()).await?;
        for (name, table, column) in [
            ("course_days_by_occasion", "course_days", "occasion_id"),
            ("course_days_by_date", "course_days", "date"),
            ("enrolments_by_occasion", "enrolments", "occasion_id"),
            ("assignments_by_day", "assignments", "course_day_id"),
            ("corrections_by_day", "corrections", "course_day_id"),
        ] {
            let index = Index::create().name(name).table(table).col(column).to_owned();
            manager.create_index(index).await?;
        }
        for (name, query) in VIEWS {
            table::view(manager, name, query).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, _) in VIEWS.iter().rev() {
            manager.get_connection().execute_unprepared(&format!("DROP VIEW {name}")).await?;
        }
        for name in [
            "corrections",
            "instruction_counts",
            "participation_counts",
            "assignments",
            "attendance",
            "enrolments",
            "course_days",
            "occasions",
        ] {
            manager.drop_table(Table::drop().table(name).to_owned()).await?;
        }
        Ok(())
    }
}

/// Given under one agreement, whose terms price all its days; codes are unique within it.
fn occasions() -> TableCreateStatement {
    Table::create()
        .table("occasions")
        .col(uuid("id").primary_key())
        .col(uuid("agreement_id"))
        .col(string("code"))
        .col(string("course"))
        .col(string_null("venue"))
        .col(integer_null("capacity"))
        .col(date("first_day"))
        .col(date("last_day"))
        .col(timestamp_with_time_zone("created_at"))
        .index(Index::create().unique().name("occasion_code").col("agreement_id").col("code"))
        .to_owned()
}

/// `closed_by` is a signature; `half_days` is 1 or 2; `prices` is JSON, component code to kronor; `state` is `planned` or `closed`.
/// The agreement is the occasion's: here so that codes, which name what is charged, are unique within it.
fn course_days() -> TableCreateStatement {
    Table::create()
        .table("course_days")
        .col(uuid("id").primary_key())
        .col(uuid("agreement_id"))
        .col(uuid("occasion_id"))
        .col(string("code"))
        .col(date("date"))
        .col(string("delivery"))
        .col(integer("half_days"))
        .col(text("prices"))
        .col(string("state"))
        .col(timestamp_with_time_zone_null("closed_at"))
        .col(string_null("closed_by"))
        .foreign_key(ForeignKey::create().from("course_days", "occasion_id").to("occasions", "id"))
        .index(Index::create().unique().name("day_code").col("agreement_id").col("code"))
        .to_owned()
}

/// `state` is `enrolled` or `cancelled`.
fn enrolments() -> TableCreateStatement {
    Table::create()
        .table("enrolments")
        .col(uuid("id").primary_key())
        .col(uuid("occasion_id"))
        .col(uuid("person_id"))
        .col(string("municipality_code"))
        .col(string("state"))
        .col(timestamp_with_time_zone("created_at"))
        .foreign_key(ForeignKey::create().from("enrolments", "occasion_id").to("occasions", "id"))
        .foreign_key(ForeignKey::create().from("enrolments", "person_id").to("persons", "id"))
        .index(
            Index::create()
                .unique()
                .name("enrolled_once")
                .col("occasion_id")
                .col("person_id")
                .col("municipality_code"),
        )
        .to_owned()
}

/// No mark: nobody has said yet.
fn attendance() -> TableCreateStatement {
    Table::create()
        .table("attendance")
        .col(uuid("course_day_id"))
        .col(uuid("enrolment_id"))
        .col(string_null("mark"))
        .primary_key(Index::create().col("course_day_id").col("enrolment_id"))
        .foreign_key(
            ForeignKey::create().from("attendance", "course_day_id").to("course_days", "id"),
        )
        .foreign_key(ForeignKey::create().from("attendance", "enrolment_id").to("enrolments", "id"))
        .to_owned()
}

/// No municipality: a procured trainer. No `served`: nobody has said yet.
fn assignments() -> TableCreateStatement {
    Table::create()
        .table("assignments")
        .col(uuid("id").primary_key())
        .col(uuid("course_day_id"))
        .col(uuid("person_id"))
        .col(string_null("municipality_code"))
        .col(string("role"))
        .col(boolean_null("served"))
        .col(integer("position"))
        .foreign_key(
            ForeignKey::create().from("assignments", "course_day_id").to("course_days", "id"),
        )
        .foreign_key(ForeignKey::create().from("assignments", "person_id").to("persons", "id"))
        .to_owned()
}

fn participation_counts() -> TableCreateStatement {
    Table::create()
        .table("participation_counts")
        .col(uuid("course_day_id"))
        .col(string("municipality_code"))
        .col(integer("attended"))
        .col(integer("absent"))
        .primary_key(Index::create().col("course_day_id").col("municipality_code"))
        .foreign_key(
            ForeignKey::create()
                .from("participation_counts", "course_day_id")
                .to("course_days", "id"),
        )
        .to_owned()
}

/// An empty municipality: procured trainers.
fn instruction_counts() -> TableCreateStatement {
    Table::create()
        .table("instruction_counts")
        .col(uuid("course_day_id"))
        .col(string("municipality_code"))
        .col(string("role"))
        .col(integer("served"))
        .primary_key(Index::create().col("course_day_id").col("municipality_code").col("role"))
        .foreign_key(
            ForeignKey::create()
                .from("instruction_counts", "course_day_id")
                .to("course_days", "id"),
        )
        .to_owned()
}

/// `corrected_by` is a signature; `changes` is a JSON list of texts.
fn corrections() -> TableCreateStatement {
    Table::create()
        .table("corrections")
        .col(uuid("id").primary_key())
        .col(uuid("course_day_id"))
        .col(timestamp_with_time_zone("at"))
        .col(string("corrected_by"))
        .col(text("reason"))
        .col(text("changes"))
        .foreign_key(
            ForeignKey::create().from("corrections", "course_day_id").to("course_days", "id"),
        )
        .to_owned()
}

/// Published: closed course days, with the signature of who closed each.
const DELIVERED_DAYS: &str = "
    SELECT d.id AS course_day_id, d.code, d.date, o.agreement_id, o.id AS occasion_id,
           o.code AS occasion_code, o.last_day AS occasion_ends, o.course, d.delivery, d.half_days,
           d.prices, d.closed_at, d.closed_by
    FROM course_days d
    JOIN occasions o ON o.id = d.occasion_id
    WHERE d.state = 'closed'";

/// Published: how many attended and were absent, per closed day and municipality.
const DELIVERED_PARTICIPATION: &str = "
    SELECT d.id AS course_day_id, o.agreement_id, c.municipality_code, c.attended, c.absent
    FROM participation_counts c
    JOIN course_days d ON d.id = c.course_day_id
    JOIN occasions o ON o.id = d.occasion_id
    WHERE d.state = 'closed'";

/// Published: how many served, per closed day, municipality (null: procured) and role.
const DELIVERED_INSTRUCTION: &str = "
    SELECT d.id AS course_day_id, o.agreement_id,
           NULLIF(c.municipality_code, '') AS municipality_code, c.role, c.served
    FROM instruction_counts c
    JOIN course_days d ON d.id = c.course_day_id
    JOIN occasions o ON o.id = d.occasion_id
    WHERE d.state = 'closed'";

/// Published: course days that are not closed, and so not charged.
const UNDELIVERED_DAYS: &str = "
    SELECT d.id AS course_day_id, o.agreement_id, d.date
    FROM course_days d
    JOIN occasions o ON o.id = d.occasion_id
    WHERE d.state <> 'closed'";
