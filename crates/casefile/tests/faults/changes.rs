//! The lists in `changes`: one change to the sound case, and every fault that comes of it.

use crate::case::{DAYS, PARTICIPANTS, REGION, TRAINERS, sound};

/// Makes each change of a list by itself. `-` stands before what is there, `+` before what shall be.
fn assert_each(file: &'static str, list: &str) {
    for change in list.split("\n\n").skip(1) {
        let marked = |mark: char| {
            let lines = change.lines().filter_map(|line| line.strip_prefix(mark));
            lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
        };
        let faults: Vec<&str> =
            change.lines().filter(|line| !line.starts_with(['-', '+'])).collect();
        assert_eq!(sound().change(file, &marked('-'), &marked('+')).faults(), faults, "{change}");
    }
}

#[test]
fn nothing_is_wrong_with_the_sound_case() {
    assert!(sound().faults().is_empty());
}

#[test]
fn region_and_members() {
    assert_each(REGION, include_str!("changes/region.txt"));
}

#[test]
fn agreement() {
    assert_each(REGION, include_str!("changes/agreement.txt"));
}

#[test]
fn price_lists() {
    assert_each(REGION, include_str!("changes/prices.txt"));
}

#[test]
fn trainer_pot() {
    assert_each(REGION, include_str!("changes/trainer_pot.txt"));
}

#[test]
fn books() {
    assert_each(REGION, include_str!("changes/books.txt"));
}

#[test]
fn course_days() {
    assert_each(DAYS, include_str!("changes/course_days.txt"));
}

#[test]
fn participants() {
    assert_each(PARTICIPANTS, include_str!("changes/participants.txt"));
}

#[test]
fn trainers() {
    assert_each(TRAINERS, include_str!("changes/trainers.txt"));
}
