//! How long a list of 50 000 rows takes, from the file's bytes to lines, and as a result file.
#![expect(clippy::unwrap_used, reason = "a measurement may fail loudly")]

use std::fmt::Write as _;
use std::sync::LazyLock;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use rust_xlsxwriter::Workbook;
use staff_file::{Limits, Mapping, Outcome, Sheet, parse, result_file};

const ROWS: u32 = 50_000;

const HEADER: &str = "Förnamn;Efternamn;E-post;Anst.nr;Enhet;Befattning;Yrkesresa;Steg;Fr.o.m.;T.o.m.;Chefens e-post;Kommun;Skyddade personuppgifter";

static TEXT: LazyLock<String> = LazyLock::new(|| {
    let mut text = HEADER.to_owned();
    for row in 0..ROWS {
        write!(
            text,
            "\r\nÅsa {row};Öberg;asa.oberg{row}@lulea.example;{row};Barn och unga;Socialsekreterare;\
             Barn och unga;Ny;2026-01-31;;chef{}@lulea.example;Luleå;nej",
            row % 500
        )
        .unwrap();
    }
    text
});

static WORKBOOK: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, line) in (0..).zip(TEXT.lines()) {
        sheet.write_row(row, 0, line.split(';')).unwrap();
    }
    workbook.save_to_buffer().unwrap()
});

fn main() {
    divan::main();
}

/// From bytes to lines; how many were understood.
fn lines(bytes: &[u8]) -> usize {
    let sheet = Sheet::read(bytes, Limits::USUAL).unwrap();
    let mapping = Mapping::guess(sheet.header()).check(&sheet).unwrap();
    let understood = parse(&sheet, &mapping).into_iter().flatten().count();
    assert_eq!(understood, usize::try_from(ROWS).unwrap());
    understood
}

fn measure(bencher: Bencher<'_, '_>, bytes: &[u8]) {
    bencher.counter(BytesCount::new(bytes.len())).bench_local(|| lines(black_box(bytes)));
}

#[divan::bench(sample_count = 5)]
fn text(bencher: Bencher<'_, '_>) {
    measure(bencher, TEXT.as_bytes());
}

#[divan::bench(sample_count = 5)]
fn workbook(bencher: Bencher<'_, '_>) {
    measure(bencher, &WORKBOOK);
}

#[divan::bench(sample_count = 5)]
fn result(bencher: Bencher<'_, '_>) {
    let sheet = Sheet::read(TEXT.as_bytes(), Limits::USUAL).unwrap();
    let outcome = |_, _: staff_file::Row<'_>| Outcome { word: "Ny".into(), message: "".into() };
    bencher.bench_local(|| result_file(black_box(&sheet), ["Utfall", "Förklaring"], outcome).len());
}
