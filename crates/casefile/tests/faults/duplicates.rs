//! A person twice on a day, wherever in the file the two rows are.

use std::fmt::Write;

use crate::case::{PARTICIPANTS, sound};

const HEADER: &str = "course_day,person,municipality,status\n";

fn twice(row: u32, person: &str, day: &str, first: u32) -> String {
    format!(
        "participants.csv, rad {row}, kolumn person: {person} är redan anmäld till kursdagen {day} \
         på rad {first}. Väntade en rad per person och dag."
    )
}

fn faults(rows: &str) -> Vec<String> {
    sound().with(PARTICIPANTS, format!("{HEADER}{rows}")).faults()
}

#[test]
fn a_person_may_come_on_several_days() {
    assert!(faults("A-1,P1,2505,attended\nA-2,P1,2505,attended\nB-1,P1,2505,absent\n").is_empty());
}

#[test]
fn every_further_row_is_told_with_the_first() {
    let row = "A-1,P1,2505,attended\n";
    assert_eq!(
        faults(&row.repeat(3)),
        [twice(3, "P1", "A-1", 2), twice(4, "P1", "A-1", 2)],
        "even where municipality and status are the same"
    );
    assert_eq!(
        faults(&format!("{row}A-1,P1,2506,cancelled\n")),
        [twice(3, "P1", "A-1", 2)],
        "and where they are not"
    );
}

#[test]
fn rows_far_apart_are_found() {
    let mut rows = String::from("A-1,first,2505,attended\nA-1,P1,2505,attended\n");
    for person in 0..20_000 {
        writeln!(rows, "{},Q{person},2505,attended", ["A-2", "B-1"][person % 2]).unwrap();
    }
    rows += "B-1,Q19998,2505,attended\nA-1,P1,2505,attended\nA-2,Q0,2506,absent\n";
    assert_eq!(faults(&rows), [twice(20_005, "P1", "A-1", 3), twice(20_006, "Q0", "A-2", 4)]);
}

#[test]
fn rows_with_other_faults_are_compared_too() {
    let faults = faults("A-1,P1,9999,attended\nA-1,,2505,attended\nA-1,P1,2505,here\nA-9,P1,,\n");
    assert_eq!(faults.len(), 7, "{faults:#?}");
    assert!(faults.contains(&twice(4, "P1", "A-1", 2)));
}

#[test]
fn rows_that_are_no_rows_are_not_compared() {
    let faults = faults("A-1,P1,2505\nA-1,P1,2505,attended\n");
    assert_eq!(faults, ["participants.csv, rad 2: 3 fält. Väntade 4, ett för varje kolumn."]);
}
