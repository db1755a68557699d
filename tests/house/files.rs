//! What files are called, how they begin, how long they are, and what none of them holds.

use crate::sources::{Source, all, assert_none, below};

/// Longer, and a file has a second idea.
const MOST_LINES_OF_CODE: usize = 300;
/// With the tests at its end.
const MOST_LINES: usize = 400;

fn breaches(sources: &[Source], breaks: impl Fn(&Source) -> bool) -> Vec<String> {
    sources.iter().filter(|source| breaks(source)).map(|source| source.path.clone()).collect()
}

#[test]
fn names_say_what_is_inside() {
    let vague = ["mod", "util", "utils", "common", "helpers", "misc"];
    let found = breaches(&all(), |source| {
        source.path.trim_end_matches(".rs").split('/').any(|part| vague.contains(&part))
    });
    assert_none("no file or folder is named so:", &found);
}

#[test]
fn every_file_opens_by_saying_what_it_is() {
    let found = breaches(&all(), |source| !source.text.starts_with("//! "));
    assert_none("a file's first line is a sentence after `//!`:", &found);
}

#[test]
fn every_room_says_what_it_leaves_out() {
    let found = breaches(&below(&["crates", "services"]), |source| {
        let opening = source.text.lines().take_while(|line| line.starts_with("//!"));
        let text = opening.collect::<Vec<_>>().join(" ");
        source.path.ends_with("/src/lib.rs") && !text.contains("Deliberately absent:")
    });
    assert_none("a room's lib.rs says what is deliberately absent:", &found);
}

#[test]
fn no_file_holds_two_ideas() {
    let too_long: Vec<String> = all()
        .iter()
        .filter_map(|source| {
            let code = source.text.split("#[cfg(test)]\nmod ").next().unwrap().lines().count();
            let lines = source.text.lines().count();
            let long = code > MOST_LINES_OF_CODE || lines > MOST_LINES;
            long.then(|| format!("{} ({code} lines of code, {lines} in all)", source.path))
        })
        .collect();
    assert_none("files are short:", &too_long);
}

#[test]
fn lints_are_expected_not_allowed() {
    // In two parts, so that this file does not hold it.
    let (outer, inner) = (concat!("#[al", "low("), concat!("#![al", "low("));
    let found =
        breaches(&all(), |source| source.text.contains(outer) || source.text.contains(inner));
    assert_none("`#[expect(lint, reason = …)]` tells when it is no longer needed:", &found);
}

#[test]
fn no_test_is_switched_off_or_waits_for_luck() {
    let (ignored, slept) = (concat!("#[ig", "nore"), concat!("thread::sl", "eep("));
    let found =
        breaches(&all(), |source| source.text.contains(ignored) || source.text.contains(slept));
    assert_none("tests are run, and wait for what happens instead of for time:", &found);
}

#[test]
fn tenancy_alone_opens_databases() {
    let opens = [concat!("Database::con", "nect("), concat!("Connect", "Options::new(")];
    let found = breaches(&all(), |source| {
        let may = ["crates/tenancy/", "crates/testkit/"];
        !may.iter().any(|room| source.path.starts_with(room))
            && opens.iter().any(|call| source.text.contains(call))
    });
    assert_none("a database is opened in crates/tenancy alone:", &found);
}
