//! What memory reading takes. "max alloc" should grow with days and municipalities and not with
//! rows; where these are in no order, it grows with them to 8 MB and no further.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a measurement may fail loudly")]

use std::fs;
use std::path::Path;

use divan::{AllocProfiler, Bencher, black_box};

use crate::made::made;

mod made;

#[global_allocator]
static ALLOC: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

fn measure(bencher: Bencher<'_, '_>, case: &Path) {
    bencher.bench_local(|| casefile::read(black_box(case)).unwrap().delivered.days.len());
}

/// A region's year with more and more participants a day.
#[divan::bench(args = [20, 200, 2_000], sample_count = 1)]
fn by_participants_a_day(bencher: Bencher<'_, '_>, participants: usize) {
    measure(bencher, &made(&format!("participants-{participants}"), 14, 250, participants));
}

/// The same with the rows in no order of days.
#[divan::bench(args = [20, 200, 2_000], sample_count = 1)]
fn by_participants_a_day_scattered(bencher: Bencher<'_, '_>, participants: usize) {
    let case = made(&format!("scattered-{participants}"), 14, 250, participants);
    let file = case.join("participants.csv");
    let text = fs::read_to_string(&file).unwrap();
    let (header, rows) = text.split_once('\n').unwrap();
    let mut rows: Vec<&str> = rows.lines().collect();
    rows.sort_by_key(|row| row.bytes().rev().collect::<Vec<u8>>());
    fs::write(&file, format!("{header}\n{}\n", rows.join("\n"))).unwrap();
    measure(bencher, &case);
}

#[divan::bench(args = [250, 2_500], sample_count = 1)]
fn by_days(bencher: Bencher<'_, '_>, days: usize) {
    measure(bencher, &made(&format!("days-{days}"), 14, days, 20));
}

#[divan::bench(args = [14, 140], sample_count = 1)]
fn by_municipalities(bencher: Bencher<'_, '_>, members: usize) {
    measure(bencher, &made(&format!("members-{members}"), members, 250, 20));
}
