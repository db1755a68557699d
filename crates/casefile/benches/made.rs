//! Cases as large as one likes, always the same, on Norrbotten's agreement.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use casefile::{CaseRows, ParticipantRow, TrainerRow};
use domain::{
    AttendanceMark, CourseDay, DayCode, DayIndex, DeliveryForm, OccasionCode, ServiceLength,
    TrainerRole,
};

/// The folder of a case with this many members, days and participants a day.
pub(crate) fn made(name: &str, members: usize, days: usize, participants: usize) -> PathBuf {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases");
    let mut rows = casefile::read_rows(&cases.join("norrbotten-2023")).unwrap();
    let known = rows.terms.municipalities.clone();
    let numbered = (0..members).map(|place| {
        let mut member = known[place % known.len()].clone();
        member.code = format!("{:04}", 1_000 + place).parse().unwrap();
        member
    });
    rows.terms.municipalities = numbered.collect();
    rows.days = (0..days).map(|number| course_day(&rows, number)).collect();
    let participant = |row| participant(&rows, row, row / participants);
    rows.participants = (0..days * participants).map(participant).collect();
    rows.trainers = (0..days).map(|number| trainer(&rows, number)).collect();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    casefile::write(&rows, &folder).unwrap();
    folder
}

fn course_day(rows: &CaseRows, number: usize) -> CourseDay {
    let date = rows.terms.term().from.iter_days().nth(number % 365).unwrap();
    CourseDay {
        code: DayCode(format!("D{number}")),
        date,
        occasion: OccasionCode(format!("O{}", number / 2)),
        occasion_ends: date,
        course: "Verktyg i vardagen".to_owned(),
        delivery: DeliveryForm::OnSite,
        length: ServiceLength::from_half_days(2).unwrap(),
        prices: BTreeMap::new(),
    }
}

fn participant(rows: &CaseRows, row: usize, day: usize) -> ParticipantRow {
    let members = &rows.terms.municipalities;
    ParticipantRow {
        day: DayIndex(u32::try_from(day).unwrap()),
        person: format!("P{row:07}"),
        municipality: members[(row * 7 + row / 11) % members.len()].code,
        mark: match row % 13 {
            0 => AttendanceMark::Absent,
            1 => AttendanceMark::Cancelled,
            _ => AttendanceMark::Attended,
        },
    }
}

fn trainer(rows: &CaseRows, number: usize) -> TrainerRow {
    let members = &rows.terms.municipalities;
    TrainerRow {
        day: DayIndex(u32::try_from(number).unwrap()),
        person: format!("T{:03}", number % 97),
        municipality: Some(members[number % members.len()].code),
        role: TrainerRole::Leader,
        served: true,
    }
}
