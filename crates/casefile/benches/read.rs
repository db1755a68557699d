//! How long reading takes, beside the csv crate alone walking through the same files: a region's
//! year of 5 000 participant days, and the nation's of 2 000 000. Reading should take less than
//! twice the walk, and memory grow with days and municipalities but not with rows.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a measurement may fail loudly")]

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use casefile::{CaseFile, CaseRows, ParticipantRow, TrainerRow};
use divan::counter::{BytesCount, ItemsCount};
use divan::{AllocProfiler, Bencher, black_box};
use domain::{
    AttendanceMark, CourseDay, Date, DayCode, DayIndex, DeliveryForm, OccasionCode, ServiceLength,
    TrainerRole,
};

#[global_allocator]
static ALLOC: AllocProfiler = AllocProfiler::system();

const PARTICIPANTS_A_DAY: usize = 20;

/// The buffer through which cases are read.
const BUFFER: usize = 1 << 17;

static REGION: LazyLock<Vec<Made>> = LazyLock::new(|| vec![made("region", 14, 250, 20)]);

/// 24 regions with 290 municipalities.
static NATION: LazyLock<Vec<Made>> = LazyLock::new(|| {
    let days = 2_000_000_usize.div_ceil(24 * PARTICIPANTS_A_DAY);
    let members = |number| 12 + usize::from(number < 2);
    let region = |number| made(&format!("nation-{number}"), members(number), days, 20);
    (0..24).map(region).collect()
});

fn main() {
    divan::main();
}

/// A case that was written into a folder.
struct Made {
    folder: PathBuf,
    rows: usize,
}

/// Norrbotten's agreement with this many members, days and participants a day, always the same.
fn made(name: &str, members: usize, days: usize, participants: usize) -> Made {
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
    rows.participants =
        (0..days * participants).map(|row| participant(&rows, row, participants)).collect();
    rows.trainers = (0..days).map(|number| trainer(&rows, number)).collect();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    casefile::write(&rows, &folder).unwrap();
    Made { folder, rows: rows.participants.len() }
}

fn course_day(rows: &CaseRows, number: usize) -> CourseDay {
    let date: Date = rows.terms.term().from;
    let date = date.iter_days().nth(number % 365).unwrap();
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

fn participant(rows: &CaseRows, row: usize, a_day: usize) -> ParticipantRow {
    let members = &rows.terms.municipalities;
    ParticipantRow {
        day: DayIndex(u32::try_from(row / a_day).unwrap()),
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

/// Reads every case and counts its counts.
fn read(cases: &[Made]) -> usize {
    let read = |made: &Made| casefile::read(&made.folder).unwrap().delivered.participation.len();
    cases.iter().map(read).sum()
}

/// Walks through every CSV file of every case and counts fields.
fn walk(cases: &[Made]) -> usize {
    let files = [CaseFile::CourseDays, CaseFile::Participants, CaseFile::Trainers];
    let paths = cases.iter().flat_map(|made| files.map(|file| made.folder.join(file.name())));
    let mut record = csv::ByteRecord::new();
    let mut fields = 0;
    for path in paths {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(BUFFER)
            .from_reader(File::open(path).unwrap());
        while reader.read_byte_record(&mut record).unwrap() {
            fields += record.len();
        }
    }
    fields
}

fn measure(bencher: Bencher<'_, '_>, cases: &[Made], work: impl Fn(&[Made]) -> usize) {
    let size = |made: &Made| -> u64 {
        let files = CaseFile::ALL.iter().map(|file| made.folder.join(file.name()));
        files.map(|path| path.metadata().unwrap().len()).sum()
    };
    let rows = cases.iter().map(|made| made.rows).sum::<usize>();
    bencher
        .counter(ItemsCount::new(rows))
        .counter(BytesCount::new(cases.iter().map(size).sum::<u64>()))
        .bench_local(|| work(black_box(cases)));
}

#[divan::bench]
fn region_year(bencher: Bencher<'_, '_>) {
    measure(bencher, &REGION, read);
}

#[divan::bench]
fn region_year_bare_walk(bencher: Bencher<'_, '_>) {
    measure(bencher, &REGION, walk);
}

#[divan::bench(sample_count = 20)]
fn nation(bencher: Bencher<'_, '_>) {
    measure(bencher, &NATION, read);
}

#[divan::bench(sample_count = 20)]
fn nation_bare_walk(bencher: Bencher<'_, '_>) {
    measure(bencher, &NATION, walk);
}

/// The same days with more and more participants: "max alloc" should stay where it is.
#[divan::bench(args = [20, 200, 2_000], sample_count = 20)]
fn memory_by_participants_a_day(bencher: Bencher<'_, '_>, a_day: usize) {
    let made = made(&format!("memory-{a_day}"), 14, 250, a_day);
    measure(bencher, &[made], read);
}
