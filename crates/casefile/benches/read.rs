//! How long reading takes, beside the csv crate alone walking through the same files: a region's
//! year of 5 000 participant days, and the nation's of 2 000 000. Reading should take less than
//! twice the walk.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a measurement may fail loudly")]

use std::fs::File;
use std::path::PathBuf;
use std::sync::LazyLock;

use casefile::CaseFile;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

use crate::made::made;

mod made;

const PARTICIPANTS_A_DAY: usize = 20;

/// The buffer through which cases are read.
const BUFFER: usize = 1 << 17;

static REGION: LazyLock<Vec<PathBuf>> =
    LazyLock::new(|| vec![made("region", 14, 250, PARTICIPANTS_A_DAY)]);

/// 24 regions with 290 municipalities.
static NATION: LazyLock<Vec<PathBuf>> = LazyLock::new(|| {
    let days = 2_000_000_usize.div_ceil(24 * PARTICIPANTS_A_DAY);
    let members = |number| 12 + usize::from(number < 2);
    let region =
        |number| made(&format!("nation-{number}"), members(number), days, PARTICIPANTS_A_DAY);
    (0..24).map(region).collect()
});

fn main() {
    divan::main();
}

/// Reads every case and counts its counts.
fn read(cases: &[PathBuf]) -> usize {
    let read = |case: &PathBuf| casefile::read(case).unwrap().delivered.participation.len();
    cases.iter().map(read).sum()
}

/// Walks through every CSV file of every case and counts fields.
fn walk(cases: &[PathBuf]) -> usize {
    let files = [CaseFile::CourseDays, CaseFile::Participants, CaseFile::Trainers];
    let paths = cases.iter().flat_map(|case| files.map(|file| case.join(file.name())));
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

fn measure(bencher: Bencher<'_, '_>, cases: &[PathBuf], work: impl Fn(&[PathBuf]) -> usize) {
    let files = cases.iter().flat_map(|case| CaseFile::ALL.map(|file| case.join(file.name())));
    let bytes: u64 = files.map(|file| file.metadata().unwrap().len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| work(black_box(cases)));
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
