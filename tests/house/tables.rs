//! A region is a database: none of its tables has a column that names a region.

use crate::sources::{assert_none, below};

#[test]
fn no_table_of_a_region_names_a_region() {
    let mut breaches = Vec::new();
    for source in below(&["migrations/region"]) {
        for (number, line) in source.text.lines().enumerate() {
            let names_one = ["\"region\"", "\"region_id\"", "\"region_slug\"", "\"tenant_id\""];
            if names_one.iter().any(|name| line.contains(name)) {
                breaches.push(format!("{}:{}", source.path, number + 1));
            }
        }
    }
    assert_none("what region a row is of, its database says:", &breaches);
}

#[test]
fn services_leave_tables_of_others_alone() {
    let owners = [
        ("people", ["persons", "employments", "persons_apart"].as_slice()),
        ("accounts", &["accounts", "memberships", "sessions", "signing_keys"]),
        ("agreements", &["agreements", "agreement_versions"]),
        (
            "delivery",
            &[
                "occasions",
                "course_days",
                "enrolments",
                "attendance",
                "assignments",
                "participation_counts",
                "instruction_counts",
                "corrections",
                "course_history",
                "delivery_revisions",
            ],
        ),
        (
            "settlement",
            &[
                "number_series",
                "settled_years",
                "runs",
                "documents",
                "document_lines",
                "ledger_entries",
                "ledger_postings",
                "credits",
                "credit_withdrawals",
                "costs",
                "book_settings",
                "idempotency_keys",
                "attestations",
                "run_files",
                "run_file_parts",
                "payments",
                "bank_files",
                "reminders",
            ],
        ),
    ];
    let mut breaches = Vec::new();
    for (reader, _) in owners {
        let room = if reader == "people" { "crates" } else { "services" };
        for source in below(&[&format!("{room}/{reader}/src")]) {
            for (owner, tables) in owners.iter().filter(|(owner, _)| *owner != reader) {
                let touched = tables.iter().filter(|table| uses_table(&source.text, table));
                breaches.extend(
                    touched
                        .map(|table| format!("{} uses {table}, which is {owner}'s", source.path)),
                );
            }
        }
    }
    assert_none("services read each other's published views:", &breaches);
}

/// Whether a query begins or joins at the table: sea-query's calls and plain SQL.
fn uses_table(text: &str, table: &str) -> bool {
    let calls = ["from", "from_as", "into_table", "table", "from_table", "inner_join", "left_join"];
    let built = calls.iter().any(|call| text.contains(&format!(".{call}(\"{table}\"")));
    let words = ["FROM", "JOIN", "INTO", "UPDATE", "from", "join", "into", "update"];
    let written = words.iter().any(|word| {
        let start = format!("{word} {table}");
        text.match_indices(&start).any(|(at, _)| {
            let after = text.as_bytes().get(at + start.len());
            after.is_none_or(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_')
        })
    });
    built || written
}

#[test]
fn table_names_are_found_whole() {
    assert!(uses_table(".from(\"documents\")", "documents"));
    assert!(uses_table("SELECT 1 FROM documents d", "documents"));
    assert!(!uses_table("SELECT 1 FROM documents_seen", "documents"));
    assert!(!uses_table(".from(\"document_lines\")", "documents"));
}
