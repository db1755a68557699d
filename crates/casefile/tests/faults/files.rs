//! Folders and files that are not there, or are something else; columns that mean nothing.

use std::fs;

use tempfile::TempDir;

use crate::case::{DAYS, PARTICIPANTS, REGION, TRAINERS, faults_in, sound};

const ALL: [&str; 4] = [REGION, DAYS, PARTICIPANTS, TRAINERS];

#[test]
fn each_file_must_be_there() {
    for file in ALL {
        let expected = format!("{file}: filen saknas. Väntade en fil med det namnet i mappen.");
        assert_eq!(sound().without(file).faults(), [expected]);
    }
}

#[test]
fn a_folder_of_other_things_lacks_all_four() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("notes.txt"), "").unwrap();
    let saknas = |file| format!("{file}: filen saknas. Väntade en fil med det namnet i mappen.");
    assert_eq!(faults_in(folder.path()), ALL.map(saknas));
}

#[test]
fn an_empty_folder_is_one_fault() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().display();
    let files = ALL.join(", ").replace(", trainers", " och trainers");
    assert_eq!(faults_in(folder.path()), [format!("mappen: {path} är tom. Väntade {files}.")]);
}

#[test]
fn what_is_no_folder_is_one_fault() {
    let folder = sound().folder();
    for path in [folder.path().join("missing"), folder.path().join(REGION)] {
        let expected = format!(
            "mappen: {} är ingen mapp som finns. Väntade en mapp med region.toml och tre csv-filer.",
            path.display()
        );
        assert_eq!(faults_in(&path), [expected]);
    }
}

#[test]
fn a_folder_in_the_place_of_a_file_cannot_be_read() {
    for file in ALL {
        let folder = sound().without(file).folder();
        fs::create_dir(folder.path().join(file)).unwrap();
        let expected = format!("{file}: filen går inte att läsa: det är en mapp.");
        assert_eq!(faults_in(folder.path()), [expected]);
    }
}

#[test]
fn an_empty_file_lacks_its_header() {
    for empty in ["", "\n\r\n\n", "\u{feff}"] {
        assert_eq!(
            sound().with(DAYS, empty).faults(),
            ["course_days.csv: filen är tom. Väntade en första rad med kolumnerna \
              id, date, occasion, course, delivery, length."]
        );
        assert_eq!(
            sound().with(TRAINERS, empty).faults(),
            ["trainers.csv: filen är tom. Väntade en första rad med kolumnerna \
              course_day, person, municipality, role, served."]
        );
        assert_eq!(
            sound().with(REGION, empty).faults(),
            [
                "region.toml, rad 1, nyckel region: nyckeln saknas. Väntade tabellen [region].",
                "region.toml, rad 1, nyckel municipalities: nyckeln saknas. \
                 Väntade minst en [[municipalities]].",
                "region.toml, rad 1, nyckel agreement: nyckeln saknas. \
                 Väntade tabellen [agreement].",
            ]
        );
    }
}

#[test]
fn a_header_alone_says_that_nothing_was_delivered() {
    let header = |file| sound().text(file).lines().next().unwrap().to_owned();
    let mut case = sound();
    for file in [DAYS, PARTICIPANTS, TRAINERS] {
        case = case.with(file, header(file));
    }
    let read = casefile::read(case.folder().path()).unwrap();
    assert!(read.delivered.days.is_empty() && read.delivered.participation.is_empty());
}

#[test]
fn columns_in_another_order_mean_the_same() {
    let turned: String = sound()
        .text(PARTICIPANTS)
        .lines()
        .map(|line| line.rsplit(',').collect::<Vec<_>>().join(",") + "\n")
        .collect();
    let rows = |case: crate::case::Case| casefile::read_rows(case.folder().path()).unwrap();
    assert_eq!(rows(sound()), rows(sound().with(PARTICIPANTS, turned)));
}

#[test]
fn a_column_that_means_nothing_is_mentioned() {
    let noted = |text: String| text.replace('\n', ",x,y\n").replacen(",x,y", ",note,", 1);
    let days = sound().text(DAYS).replacen("venue", "price", 1);
    let case = sound()
        .with(DAYS, days)
        .with(PARTICIPANTS, noted(sound().text(PARTICIPANTS)))
        .with(TRAINERS, noted(sound().text(TRAINERS)));
    let remarks = casefile::read(case.folder().path()).unwrap().remarks;
    assert_eq!(
        remarks.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "course_days.csv: kolumnen price betyder inget här och lästes inte",
            "participants.csv: kolumnen note betyder inget här och lästes inte",
            "participants.csv: en kolumn utan namn betyder inget här och lästes inte",
            "trainers.csv: kolumnen note betyder inget här och lästes inte",
            "trainers.csv: en kolumn utan namn betyder inget här och lästes inte",
        ]
    );
}

#[test]
fn two_columns_that_mean_nothing_may_have_one_name() {
    let twice = sound().text(TRAINERS).replace('\n', ",x,y\n").replacen(",x,y", ",note,note", 1);
    assert!(sound().with(TRAINERS, twice).faults().is_empty());
}
