//! Row numbers are those that an editor shows, whatever ends the lines and wherever they break.

use std::fmt::Write;

use crate::case::{DAYS, PARTICIPANTS, REGION, TRAINERS, sound};

/// What is said of the status `here`.
fn no_status(row: u32) -> String {
    format!(
        "participants.csv, rad {row}, kolumn status: ”here” är inget av orden här. \
         Väntade attended, absent eller cancelled."
    )
}

#[test]
fn lines_may_end_as_on_any_system() {
    let participants = sound().text(PARTICIPANTS).replace("2506,absent", "2506,here");
    for end in ["\n", "\r\n", "\r"] {
        let case = sound().with(PARTICIPANTS, participants.replace('\n', end));
        assert_eq!(case.faults(), [no_status(3)], "{end:?}");
    }
    let region = sound().text(REGION).replace('\n', "\r\n");
    assert!(sound().with(REGION, region.as_str()).faults().is_empty());
    assert_eq!(
        sound().with(REGION, region.replace("payout", "cash")).faults(),
        ["region.toml, rad 61, nyckel agreement.trainer_pot.settlement: ”cash” är inget av orden \
          här. Väntade payout eller net."]
    );
}

#[test]
fn blank_lines_count() {
    let text = sound().text(PARTICIPANTS).replace("2506,absent", "2506,here");
    for end in ["\n", "\r\n"] {
        let spaced = format!("{end}{}", text.replace('\n', &format!("{end}{end}{end}")));
        assert_eq!(sound().with(PARTICIPANTS, spaced).faults(), [no_status(8)], "{end:?}");
    }
}

#[test]
fn a_header_need_not_be_the_first_line() {
    let case = sound().with(TRAINERS, "\n\r\ncourse_day,person,municipality,served\n");
    assert_eq!(
        case.faults(),
        ["trainers.csv, rad 3, kolumn role: kolumnen saknas. \
          Väntade kolumnerna course_day, person, municipality, role, served."]
    );
}

#[test]
fn a_field_may_go_over_several_lines() {
    let case = sound()
        .change(DAYS, "Verktyg i vardagen", "\"Verktyg\ni\r\n\"\"vardagen\"\"\"")
        .change(DAYS, "digital", "remote")
        .change(PARTICIPANTS, "P1", "\"P\n1\"")
        .change(PARTICIPANTS, "absent", "here");
    assert_eq!(
        case.faults(),
        [
            "course_days.csv, rad 6, kolumn delivery: ”remote” är inget av orden här. \
             Väntade on_site, digital eller recorded.",
            &no_status(4),
        ]
    );
}

#[test]
fn a_byte_order_mark_moves_no_row() {
    let text = format!("\u{feff}{}", sound().text(PARTICIPANTS).replace("P1,2505,a", "P1,2505,A"));
    let faults = sound().with(PARTICIPANTS, text).faults();
    let rows: Vec<_> = faults.iter().map(|fault| fault.split(',').nth(1).unwrap()).collect();
    assert_eq!(rows, [" rad 2", " rad 4"]);
}

#[test]
fn the_bad_row_of_a_million_is_found() {
    let mut text = String::from("course_day,person,municipality,status\n");
    for row in 0..1_000_000 {
        let day = ["A-1", "A-2", "B-1"][row / 333_334];
        let status = if row == 999_900 { "here" } else { "attended" };
        writeln!(text, "{day},{row},2505,{status}").unwrap();
    }
    let folder = sound().with(PARTICIPANTS, text).folder();
    assert_eq!(casefile::read(folder.path()).unwrap_err().to_string(), no_status(999_902));
}
