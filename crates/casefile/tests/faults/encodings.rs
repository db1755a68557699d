//! Files as other programs save them: byte order marks, Windows-1252, UTF-16, semicolons.

use crate::case::{Case, DAYS, PARTICIPANTS, REGION, TRAINERS, sound};

/// Text as Windows-1252 has it; of what is above ASCII, only what is the same in Latin-1.
fn windows_1252(text: &str) -> Vec<u8> {
    text.chars().map(|char| u8::try_from(u32::from(char)).unwrap()).collect()
}

fn utf_16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn a_byte_order_mark_is_allowed() {
    let mut marked = sound();
    for file in [REGION, DAYS, PARTICIPANTS, TRAINERS] {
        let text = format!("\u{feff}{}", sound().text(file));
        marked = marked.with(file, text);
    }
    let rows = |case: Case| casefile::read_rows(case.folder().path()).unwrap();
    assert_eq!(rows(marked), rows(sound()));
}

#[test]
fn windows_1252_is_told_with_its_first_row() {
    let region = windows_1252(&sound().text(REGION));
    assert_eq!(
        sound().with(REGION, region).faults(),
        ["region.toml, rad 20: texten är inte UTF-8. Spara filen som UTF-8."]
    );
}

#[test]
fn windows_1252_is_told_with_every_field() {
    let days = sound().text(DAYS).replace("Samtal", "Våld och utsatthet");
    let participants = sound().text(PARTICIPANTS).replace("P1", "Åsa").replace("cancelled", "så");
    let trainers = sound().text(TRAINERS).replace("person", "pärson");
    let case = sound()
        .with(DAYS, windows_1252(&days))
        .with(PARTICIPANTS, windows_1252(&participants))
        .with(TRAINERS, windows_1252(&trainers));
    assert_eq!(
        case.faults(),
        [
            "course_days.csv, rad 4, kolumn course: texten är inte UTF-8. Spara filen som UTF-8.",
            "participants.csv, rad 2, kolumn person: texten är inte UTF-8. Spara filen som UTF-8.",
            "participants.csv, rad 4, kolumn person: texten är inte UTF-8. Spara filen som UTF-8.",
            "participants.csv, rad 5, kolumn status: texten är inte UTF-8. Spara filen som UTF-8.",
            "trainers.csv, rad 1: texten är inte UTF-8. Spara filen som UTF-8.",
        ]
    );
}

#[test]
fn utf_16_is_told_with_and_without_its_mark() {
    for file in [REGION, DAYS, PARTICIPANTS, TRAINERS] {
        for mark in ["", "\u{feff}"] {
            let bytes = utf_16(&format!("{mark}{}", sound().text(file)));
            let expected = format!("{file}, rad 1: texten är inte UTF-8. Spara filen som UTF-8.");
            assert_eq!(sound().with(file, bytes).faults(), [expected]);
        }
    }
}

#[test]
fn semicolons_are_told_once() {
    for file in [DAYS, PARTICIPANTS, TRAINERS] {
        let text = sound().text(file).replace(',', ";");
        let expected = format!("{file}, rad 1: kolumnerna skiljs åt av semikolon. Väntade komma.");
        assert_eq!(sound().with(file, text).faults(), [expected]);
    }
}

#[test]
fn long_fields_are_cut_where_they_are_shown() {
    let long = "ö".repeat(1_000_000);
    assert_eq!(
        sound().change(TRAINERS, "yes", &long).faults(),
        [format!(
            "trainers.csv, rad 2, kolumn served: ”{}…” är inget av orden här. Väntade yes eller no.",
            "ö".repeat(60)
        )]
    );
    assert!(sound().change(PARTICIPANTS, "P2", &long).faults().is_empty());
}
