//! The columns of a region's database.

use super::{Classified, MIGRATIONS, table};

/// Every table and view of a region's database.
pub const REGION: &[Classified] = &[
    // Owner: tenancy.
    table("municipalities").none("code name org_number"),
    table("audit_entries")
        .none("id sequence link")
        .personal("at account_id actor kind action operation subject"),
    table("audit_actors")
        .personal("id account_id name")
        .sensitive(&[("salt", "lets a name that was taken away be guessed")]),
    table("actors").personal("id name"),
    table("serial_lock").none("id"),
    table("audit_lock").none("id"),
    // Owner: people.
    table("persons")
        .personal(
            "id code name sort_key given_name family_name email staff_number municipality_code \
             account_id suspended_at merged_into erased_at erased_reason created_at changed_at",
        )
        .sensitive(&[("protected", "tells whom somebody may be looking for")]),
    table("employments").personal(
        "id person_id municipality_code unit title journey step manager_email first_day last_day \
         recorded_at",
    ),
    table("retention_periods").none("kind months decided_at").personal("decided_by"),
    table("persons_apart").personal("person_id other_id decided_at decided_by"),
    table("people")
        .personal("id code name sort_key municipality_code account_id")
        .sensitive(&[("protected", "tells whom somebody may be looking for")]),
    // Owner: agreements.
    table("agreements").none("id title starts_on ends_on created_at"),
    table("agreement_versions")
        .none("id agreement_id version status terms terms_sha256 created_at"),
    table("agreement_terms")
        .none("agreement_id version_id version title starts_on ends_on terms_sha256 terms"),
    // Owner: delivery.
    table("occasions")
        .none("id agreement_id code course venue capacity first_day last_day created_at"),
    table("course_days")
        .none("id agreement_id occasion_id code date delivery half_days prices state closed_at")
        .personal("closed_by"),
    table("enrolments").personal("id occasion_id person_id municipality_code state created_at"),
    table("attendance").personal("course_day_id enrolment_id mark"),
    table("assignments")
        .personal("id course_day_id person_id municipality_code role served position"),
    table("course_history")
        .personal("id person_id origin origin_name date course mark taken_at"),
    table("participation_counts").none("course_day_id municipality_code attended absent"),
    table("instruction_counts").none("course_day_id municipality_code role served"),
    table("corrections")
        .none("id course_day_id at")
        .personal("corrected_by changes")
        .sensitive(&[("reason", "free text about why somebody was or was not there")]),
    table("delivered_days")
        .none(
            "course_day_id code date agreement_id occasion_id occasion_code occasion_ends course \
             delivery half_days prices closed_at",
        )
        .personal("closed_by"),
    table("delivered_participation")
        .none("course_day_id agreement_id municipality_code attended absent"),
    table("delivered_instruction").none("course_day_id agreement_id municipality_code role served"),
    table("undelivered_days").none("course_day_id agreement_id date"),
    table("delivery_revisions").none("agreement_id year revision"),
    table("delivered_years").none("agreement_id year revision"),
    table("occasion_names").none("occasion_id agreement_id code course first_day last_day"),
    // Owner: settlement. Which names no person but those who issue.
    table("number_series").none("year last_number"),
    table("settled_years")
        .none("agreement_id year version_id revision until complete carried_ore registered"),
    table("runs").none("id until issued_at").personal("issued_by issued_by_account"),
    table("documents")
        .none(
            "id run_id agreement_id agreement_version_id agreement_title number_year number kind \
             municipality_code municipality_name org_number date occasion_id occasion_code \
             occasion_course adjusts total_ore vat_ore rounding_ore issued_at credit_id",
        )
        .personal("envelope"),
    table("document_lines").none(
        "id document_id position kind code name course_day_id day_code year month \
         quantity_thousandths unit_price_ore amount_ore adjusts vat explanation account \
         credits_line_id",
    ),
    table("book_settings").none("id version decided_at").personal("content decided_by"),
    table("attestations")
        .none("id until fingerprint attested_at")
        .personal("attested_by account_id"),
    table("idempotency_keys").none("id key request_sha256 answer at").personal("asked_by"),
    table("ledger_entries").none("id cause cause_id date posted_at description"),
    table("ledger_postings").none("id entry_id account municipality_code code amount_ore"),
    table("credits")
        .none("id document_id cancels content asked_at")
        .personal("reason asked_by account_id"),
    table("credit_withdrawals")
        .none("credit_id withdrawn_at")
        .personal("reason withdrawn_by account_id"),
    table("run_files")
        .none(
            "id run_id format asked_at documents done state withheld size parts finished_at \
             expires_at",
        )
        .personal("asked_by"),
    table("run_file_parts").none("run_files_id stage position").personal("content"),
    table("payments")
        .none("id document_id date amount_ore source bank_reference bank_file_id reverses_id recorded_at")
        .personal("note recorded_by account_id"),
    table("bank_files")
        .none("id sha256 rows recorded_at")
        .personal("name recorded_by account_id"),
    table("reminders")
        .none("id document_id date left_ore recorded_at")
        .personal("recorded_by account_id"),
    table("costs")
        .none(
            "id date kind amount_ore agreement_id occasion_id occasion_code course paid_by \
             recorded_at reverses",
        )
        .personal("description supplier recorded_by account_id"),
    // Owner: accounts.
    table("staff_imports")
        .none(
            "id created_at municipality_code mapping on_fault invites state cancel_requested row_count \
             created_count changed_count unchanged_count refused_count finished_at fault",
        )
        .personal("account_id by file_name")
        .sensitive(&[("content", "a whole municipality's staff, with what only the employer knows")]),
    table("staff_import_batches")
        .none("import_id first_row invited")
        .personal("outcomes"),
    table("staff_mappings").none("municipality_code mapping used_at"),
    MIGRATIONS,
];
