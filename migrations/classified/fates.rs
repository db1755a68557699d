//! What becomes of each personal column when its person is erased. Pure; a test fails on one of which nothing is said.

/// What erasing a person does to what a column tells of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Taken away, by itself or with its row, or written over.
    Erased,
    /// An id or signature stays, of somebody who is nobody by then.
    Pseudonym,
    /// Stays, and why it may.
    Kept(&'static str),
}

use Fate::{Erased, Kept, Pseudonym};

type Fates = &'static [(&'static str, Fate, &'static str)];

const NOT_A_PERSON: Fate = Kept("is no person's");
const OF_NOBODY: Fate = Kept("is nobody's by then");
const COUNTED: Fate = Kept("is what was counted and charged, and nobody's by then");

/// Of the platform: table, fate, columns.
const PLATFORM: Fates = &[
    ("region_logins", NOT_A_PERSON, "password"),
    ("accounts", Pseudonym, "id"),
    ("accounts", Erased, "email name password_hash suspended_at"),
    ("accounts", OF_NOBODY, "created_at"),
    ("memberships", Pseudonym, "id account_id given_by"),
    ("memberships", Erased, "reason"),
    (
        "memberships",
        Kept("tells who could do what when, and is nobody's by then"),
        "role region municipality journey begins_at ends_at suspended_at",
    ),
    ("sessions", Pseudonym, "id family account_id"),
    (
        "sessions",
        OF_NOBODY,
        "provider_id second_factor created_at expires_at replaced_at revoked_at refresh_sha256",
    ),
    ("signing_keys", NOT_A_PERSON, "private_key"),
    ("outbox", Erased, "recipient about detail reason"),
    ("mailed_links", Pseudonym, "invited_by"),
    (
        "mailed_links",
        Erased,
        "id purpose account_id created_at expires_at used_at withdrawn_at token_sha256",
    ),
    (
        "totp_secrets",
        Erased,
        "account_id sealed created_at confirmed_at last_step guesses guessing_since",
    ),
    ("recovery_codes", Erased, "id account_id digest used_at"),
    ("passkeys", Erased, "id account_id name credential_id passkey created_at used_at"),
    ("passkey_ceremonies", Erased, "id account_id state expires_at"),
    ("identity_providers", NOT_A_PERSON, "sealed_secret"),
    ("identity_links", Erased, "provider_id subject account_id linked_at"),
    (
        "sign_in_attempts",
        Kept("names nobody, and is gone within minutes"),
        "state_sha256 browser_sha256 nonce pkce_verifier",
    ),
];

/// Of a region: table, fate, columns.
const REGION: Fates = &[
    ("audit_entries", Pseudonym, "account_id actor subject"),
    (
        "audit_entries",
        Kept("the audit is kept whole, or its chain would prove nothing"),
        "at kind action operation",
    ),
    ("audit_actors", Pseudonym, "id account_id"),
    ("audit_actors", Erased, "name salt"),
    ("actors", Pseudonym, "id"),
    ("actors", Erased, "name"),
    ("persons", Pseudonym, "id merged_into"),
    (
        "persons",
        Erased,
        "code name sort_key given_name family_name email staff_number account_id suspended_at \
         protected",
    ),
    ("persons", COUNTED, "municipality_code"),
    (
        "persons",
        Kept("tells that and why somebody was erased, and names nobody"),
        "erased_at erased_reason created_at changed_at",
    ),
    ("employments", Pseudonym, "id person_id"),
    ("employments", Erased, "unit title journey step manager_email first_day last_day"),
    ("employments", OF_NOBODY, "municipality_code recorded_at"),
    ("people", Pseudonym, "id"),
    ("people", Erased, "code name sort_key account_id protected"),
    ("people", COUNTED, "municipality_code"),
    ("persons_apart", Pseudonym, "person_id other_id decided_by"),
    ("persons_apart", OF_NOBODY, "decided_at"),
    ("retention_periods", Pseudonym, "decided_by"),
    ("course_days", Pseudonym, "closed_by"),
    ("enrolments", Pseudonym, "id occasion_id person_id"),
    ("enrolments", COUNTED, "municipality_code state created_at"),
    ("attendance", Pseudonym, "course_day_id enrolment_id"),
    ("attendance", COUNTED, "mark"),
    ("course_history", Erased, "id person_id origin origin_name date course mark taken_at"),
    ("assignments", Pseudonym, "id course_day_id person_id"),
    ("assignments", COUNTED, "municipality_code role served position"),
    ("corrections", Pseudonym, "corrected_by"),
    ("corrections", Erased, "changes reason"),
    ("delivered_days", Pseudonym, "closed_by"),
    (
        "documents",
        Kept("names whom to ask at the seller and the buyer; what was issued never changes"),
        "envelope",
    ),
    ("book_settings", Pseudonym, "decided_by"),
    ("attestations", Pseudonym, "attested_by account_id"),
    ("idempotency_keys", Pseudonym, "asked_by"),
    ("payments", Pseudonym, "recorded_by account_id"),
    (
        "payments",
        Kept("is what the economist wrote of a payment; the books are kept whole"),
        "note",
    ),
    ("bank_files", Pseudonym, "recorded_by account_id"),
    ("bank_files", NOT_A_PERSON, "name"),
    ("reminders", Pseudonym, "recorded_by account_id"),
    (
        "book_settings",
        Kept("names whom to ask at the seller and the buyer, as their contact in accounts"),
        "content",
    ),
    ("runs", Pseudonym, "issued_by issued_by_account"),
    ("run_files", Pseudonym, "asked_by"),
    (
        "run_file_parts",
        Kept("copies what was issued, which never changes, and is gone within two days"),
        "content",
    ),
    ("credits", Pseudonym, "asked_by account_id"),
    ("credits", Kept("says why money was credited; what is in the books never changes"), "reason"),
    ("credit_withdrawals", Pseudonym, "withdrawn_by account_id"),
    (
        "credit_withdrawals",
        Kept("says why money was not credited; what is in the books never changes"),
        "reason",
    ),
    ("costs", Pseudonym, "recorded_by account_id"),
    (
        "costs",
        Kept("says what an organisation was paid for; what is in the books never changes"),
        "description supplier",
    ),
    ("staff_imports", Pseudonym, "account_id by"),
    ("staff_imports", Erased, "file_name content"),
    ("staff_import_batches", Erased, "outcomes"),
];

/// What becomes of a column; `None` of one that tells of nobody.
pub(super) fn fate(database: &str, table: &str, column: &str) -> Option<Fate> {
    let fates = if database == "region" { REGION } else { PLATFORM };
    let own = fates.iter().find(|(of, _, columns)| {
        *of == table && columns.split_whitespace().any(|one| one == column)
    });
    own.map(|(_, fate, _)| *fate)
}

/// Columns that tell of somebody and of which nothing is said, and those of which something is said in vain.
#[cfg(test)]
fn unsaid(database: &str, tables: &[super::Classified]) -> Vec<String> {
    let fates = if database == "region" { REGION } else { PLATFORM };
    let mut wrong = Vec::new();
    let mut known = Vec::new();
    for table in tables {
        for (column, class) in table.columns() {
            let name = format!("{}.{column}", table.table);
            let said = fates
                .iter()
                .filter(|(of, _, columns)| {
                    *of == table.table && columns.split_whitespace().any(|one| one == column)
                })
                .count();
            if said != usize::from(class != super::Class::None) {
                wrong.push(format!("{name}: said {said} times"));
            }
            known.push(name);
        }
    }
    for (table, _, columns) in fates {
        let strange = columns.split_whitespace().map(|column| format!("{table}.{column}"));
        wrong.extend(strange.filter(|name| !known.contains(name)));
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::super::{PLATFORM, REGION};
    use super::unsaid;

    #[test]
    fn of_every_personal_column_something_is_said_once() {
        assert_eq!(unsaid("platform", PLATFORM), Vec::<String>::new());
        assert_eq!(unsaid("region", REGION), Vec::<String>::new());
    }
}
