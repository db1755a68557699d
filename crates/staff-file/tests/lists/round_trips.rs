//! What is written is read back as it was.

use chrono::DateTime;
use proptest::prelude::*;
use staff_file::totara::{
    JobAssignment, Names, User, assignments_csv, read_assignments, read_users, users_csv,
};
use staff_file::{Email, Limits, Outcome, Sheet, result_file};

use crate::cells;

/// Cells as a municipality, or somebody who means harm, may write them.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-zåäöÅÄÖ ]{0,12}",
        2 => "['=+@;,\t\"-]{0,6}[a-z0-9\r\n]{0,4}",
        1 => "[^\u{0}]{0,8}",
    ]
}

/// A row whose first cell tells that it is no document of another kind.
fn rows() -> impl Strategy<Value = Vec<Vec<String>>> {
    prop::collection::vec(prop::collection::vec(cell(), 1..6), 1..8)
}

/// The rows as a file that anybody might have written.
fn file(rows: &[Vec<String>], delimiter: &str) -> String {
    let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(delimiter);
    let header = format!("Namn{delimiter}E-post\n");
    header + &rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The cells of a file as another program takes them.
fn as_others_read(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).flexible(true).delimiter(b';').from_reader(bytes);
    let cells = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
    reader.into_records().map(|record| cells(record.unwrap())).collect()
}

proptest! {
    #[test]
    fn a_result_gives_back_every_cell(rows in rows(), word in cell(), message in cell()) {
        for delimiter in [";", ",", "\t"] {
            let Ok(sheet) = Sheet::read(file(&rows, delimiter).as_bytes(), Limits::USUAL) else {
                prop_assert!(false, "the file is one");
                return Ok(());
            };
            let kept = Sheet::read(&sheet.to_csv(), Limits::USUAL).unwrap();
            prop_assert_eq!(cells(&kept), cells(&sheet));

            let outcome = |_, _: staff_file::Row<'_>| Outcome {
                word: word.as_str().into(),
                message: message.as_str().into(),
            };
            let bytes = result_file(&sheet, ["Utfall", "Förklaring"], outcome);
            let result = Sheet::read(&bytes, Limits::USUAL).unwrap();
            let uploaded: Vec<_> = cells(&result).into_iter().map(|row| row[2..].to_vec()).collect();
            prop_assert_eq!(uploaded, cells(&sheet));
            for row in as_others_read(&bytes) {
                let formula = |cell: &&String| cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
                prop_assert_eq!(row.iter().find(formula), None);
            }
        }
    }

    #[test]
    fn addresses_stay_as_they_are(text in "[A-Za-z0-9.+<>: @-]{0,20}@[a-z.-]{0,10}") {
        if let Some(email) = Email::parse(&text) {
            prop_assert_eq!(Email::parse(email.as_str()), Some(email));
        }
    }

    #[test]
    fn the_platforms_files_are_read_as_written(
        names in prop::collection::vec("[A-Za-zåäö'=+@;,\"-]{0,10}", 3..9),
        flags in any::<(bool, bool)>(),
        seconds in 0_i64..4_000_000_000,
        day in prop::option::of(0_i32..40_000),
    ) {
        let modified = DateTime::from_timestamp(seconds, 0).unwrap();
        let users: Vec<_> = (0..).zip(&names).map(|(id, name)| User {
            idnumber: format!("p{id}"),
            modified,
            username: format!("{id}@x.example"),
            deleted: flags.0,
            given_name: name.clone(),
            family_name: names[0].clone(),
            email: format!("{id}@x.example"),
            suspended: flags.1,
        }).collect();
        let read = read_users(&users_csv(&users), &Names::usual(), Limits::USUAL).unwrap();
        prop_assert_eq!(&read.faults, &[]);
        prop_assert_eq!(&read.records, &users);

        let day = day.and_then(domain::Date::from_epoch_days);
        let jobs: Vec<_> = users.iter().map(|user| JobAssignment {
            idnumber: format!("e{}", user.idnumber),
            user: user.idnumber.clone(),
            modified,
            deleted: flags.1,
            title: user.given_name.clone(),
            first_day: day,
            last_day: None,
            organisation: Some(names[1].clone()).filter(|name| !name.is_empty()),
            manager: None,
        }).collect();
        let read = read_assignments(&assignments_csv(&jobs), &Names::usual(), Limits::USUAL).unwrap();
        prop_assert_eq!(&read.faults, &[]);
        prop_assert_eq!(&read.records, &jobs);
    }
}
