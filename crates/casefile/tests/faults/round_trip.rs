//! What is written reads as the same, whatever is in the texts.

use std::fs;
use std::path::{Path, PathBuf};

use casefile::{CaseRows, ParticipantRow, TrainerRow};
use domain::{
    AttendanceMark, CourseDay, DayCode, DayIndex, DeliveryForm, Money, OccasionCode, ServiceLength,
    TrainerRole,
};
use proptest::prelude::*;
use tempfile::TempDir;

use crate::case::sound;

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases");
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

fn written_and_read(rows: &CaseRows) -> CaseRows {
    let folder = TempDir::new().unwrap();
    casefile::write(rows, folder.path()).unwrap();
    casefile::read_rows(folder.path()).unwrap_or_else(|faults| panic!("{faults}"))
}

#[test]
fn every_case_comes_back_as_it_was() {
    let cases = cases();
    assert!(cases.len() >= 4);
    for case in cases {
        let rows = casefile::read_rows(&case).unwrap();
        assert_eq!(written_and_read(&rows), rows, "{}", case.display());
    }
    let rows = casefile::read_rows(sound().folder().path()).unwrap();
    assert_eq!(written_and_read(&rows), rows);
}

#[test]
fn late_cancellation_comes_back_as_it_was_agreed() {
    let stated = "basis = \"registered\"\nlate_cancellation_days = 14";
    let case = sound().change("region.toml", "basis = \"attended\"", stated);
    let rows = casefile::read_rows(case.folder().path()).unwrap();
    let fee = &rows.terms.agreement.course_fee;
    assert_eq!(fee.late_cancellation_days.map(u16::from), Some(14));
    assert_eq!(written_and_read(&rows), rows);
}

#[test]
fn the_books_come_back_as_they_were_set_up() {
    let books = "\n[books]\nfour_eyes = true\n[books.seller]\nname = \"Säljaren & Co\"\n\
        org_number = \"232100-0016\"\npeppol = \"0007:2321000016\"\nbankgiro = \"5402-9681\"\n\
        [[books.vat]]\ncategory = \"O\"\nreason = \"Medlemsavgift\"\nfrom = 2026-01-01\n\
        [[books.accounts]]\naccount = \"receivables\"\nnumber = \"1511\"\ndimensions = { 1 = \"47\" }\n";
    let folder = sound().folder();
    let path = folder.path().join("region.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{text}{books}")).unwrap();
    let rows = casefile::read_rows(folder.path()).unwrap_or_else(|faults| panic!("{faults}"));
    assert!(rows.books.as_ref().unwrap().four_eyes);
    assert_eq!(written_and_read(&rows), rows);
}

/// A text with something in it, of everything that spreadsheets and formats trip over.
fn any_text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "å",
        "1",
        "-",
        " ",
        ",",
        ";",
        "\"",
        "'",
        "\\",
        "\n",
        "\r\n",
        "\t",
        "#",
        "=",
        "[",
        "]",
        "\"\"\"",
        "'''",
        "\u{feff}",
        "from = \"2023-07-01\"",
        "\nto = \"x\"\n",
    ]);
    let text = prop::collection::vec(pieces, 0..6).prop_map(|pieces| pieces.concat());
    text.prop_map(|text| if text.trim().is_empty() { "x".to_owned() } else { text })
}

type Drawn = (String, String, u8, bool, Option<i64>);

fn any_day() -> impl Strategy<Value = Drawn> {
    let price = prop::option::of(0..=Money::LARGEST_STATED.ore());
    (any_text(), any_text(), 0..3_u8, any::<bool>(), price)
}

fn rows(texts: &[String], days: &[Drawn], persons: &[(u32, String, bool)]) -> CaseRows {
    let mut rows = casefile::read_rows(sound().folder().path()).unwrap();
    rows.name.clone_from(&texts[0]);
    rows.terms.agreement.title.clone_from(&texts[1]);
    rows.terms.municipalities[0].name.clone_from(&texts[2]);
    rows.terms.agreement.fixed_costs[0].name.clone_from(&texts[3]);
    let venue = rows.days[0].prices.keys().next().unwrap().clone();
    let day = |(number, (id, text, form, half, price)): (u32, &Drawn)| CourseDay {
        code: DayCode(format!("{number}{id}")),
        occasion: OccasionCode(format!("{number}{text}")),
        course: text.clone(),
        delivery: [DeliveryForm::OnSite, DeliveryForm::Digital, DeliveryForm::Recorded]
            [usize::from(*form)],
        length: ServiceLength::from_half_days(if *half { 1 } else { 2 }).unwrap(),
        prices: price.map(|ore| (venue.clone(), Money::from_ore(ore))).into_iter().collect(),
        ..rows.days[0].clone()
    };
    let made = (0..).zip(days).map(day).map(|day| CourseDay { occasion_ends: day.date, ..day });
    rows.days = made.collect();
    let count = u32::try_from(rows.days.len()).unwrap();
    let codes = rows.terms.municipalities.clone();
    rows.participants = (0_u32..)
        .zip(persons)
        .map(|(number, (at, person, came))| ParticipantRow {
            day: DayIndex(at % count),
            person: format!("{person}{number}"),
            municipality: codes[usize::from(*came)].code,
            mark: if *came { AttendanceMark::Attended } else { AttendanceMark::Cancelled },
        })
        .collect();
    rows.trainers = persons
        .iter()
        .map(|(at, person, served)| TrainerRow {
            day: DayIndex(at % count),
            person: person.clone(),
            municipality: served.then_some(codes[1].code),
            role: if *served { TrainerRole::Leader } else { TrainerRole::Trainer },
            served: *served,
        })
        .collect();
    rows
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn whatever_is_in_the_texts_comes_back(
        texts in prop::collection::vec(any_text(), 4),
        days in prop::collection::vec(any_day(), 1..6),
        persons in prop::collection::vec((any::<u32>(), any_text(), any::<bool>()), 0..12),
    ) {
        let rows = rows(&texts, &days, &persons);
        prop_assert_eq!(written_and_read(&rows), rows);
    }
}
