//! How long settling takes in memory: a region's year of 5 000 participant days, and the nation's of 2 000 000.
//! The nation should be settled in less than 100 ms on one core.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a measurement may fail loudly")]
#![expect(clippy::arithmetic_side_effects, reason = "as above")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::Days;
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use domain::{
    AgreementTerms, AttendanceMark, CourseDay, DayCode, DayIndex, Delivered, DeliveryForm,
    OccasionCode, ServiceLength, Tally, TrainerRole,
};

const PARTICIPANTS_A_DAY: usize = 20;

fn main() {
    divan::main();
}

/// One region: its agreement, its days, and a row for each participant and day.
struct Region {
    terms: AgreementTerms,
    days: Vec<CourseDay>,
    rows: Vec<(DayIndex, usize, AttendanceMark)>,
}

/// A region with this many members and participant days, always the same.
fn region(members: usize, participant_days: usize) -> Region {
    let folder =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases/norrbotten-2023");
    let mut terms = casefile::read(&folder).unwrap().terms;
    let known = terms.municipalities.clone();
    terms.municipalities = (0..members)
        .map(|place| {
            let mut member = known[place % known.len()].clone();
            member.code = format!("{:04}", 1_000 + place).parse().unwrap();
            member
        })
        .collect();
    let days = participant_days.div_ceil(PARTICIPANTS_A_DAY);
    let rows = (0..participant_days).map(|row| {
        let mark = match row % 13 {
            0 => AttendanceMark::Absent,
            1 => AttendanceMark::Cancelled,
            _ => AttendanceMark::Attended,
        };
        let day = u32::try_from(row / PARTICIPANTS_A_DAY).unwrap();
        (DayIndex(day), (row * 7 + row / 11) % members, mark)
    });
    Region {
        days: (0..days).map(|day| course_day(&terms, day)).collect(),
        rows: rows.collect(),
        terms,
    }
}

fn course_day(terms: &AgreementTerms, number: usize) -> CourseDay {
    let into = Days::new(u64::try_from(number % 365).unwrap());
    let date = terms.term().from.checked_add_days(into).unwrap();
    CourseDay {
        code: DayCode(format!("D{number}")),
        date,
        occasion: OccasionCode(format!("O{}", number / 2)),
        occasion_ends: date,
        course: "Kurs".to_owned(),
        delivery: DeliveryForm::OnSite,
        length: ServiceLength::from_half_days(2).unwrap(),
        prices: BTreeMap::new(),
    }
}

fn counted(region: &Region) -> Delivered {
    let members = region.terms.municipalities.iter().map(|member| member.code).collect();
    let mut tally = Tally::new(u32::try_from(region.days.len()).unwrap(), members);
    for (day, municipality, mark) in &region.rows {
        tally.add_participant(*day, *municipality, *mark).unwrap();
    }
    for day in 0..region.days.len() {
        let day_index = DayIndex(u32::try_from(day).unwrap());
        let lender = Some(day % region.terms.municipalities.len());
        tally.add_trainer(day_index, lender, TrainerRole::Leader).unwrap();
    }
    let (participation, instruction) = tally.into_rows();
    Delivered { days: region.days.clone(), participation, instruction }
}

/// 24 regions with 290 municipalities and 2 000 000 participant days.
fn nation() -> Vec<Region> {
    (0..24).map(|number| region(12 + usize::from(number < 2), 2_000_000 / 24)).collect()
}

#[divan::bench]
fn region_year(bencher: Bencher<'_, '_>) {
    let region = region(14, 5_000);
    bencher.counter(ItemsCount::new(region.rows.len())).bench_local(|| {
        let delivered = counted(black_box(&region));
        settle::settle(&region.terms, &delivered, None).unwrap()
    });
}

/// From a row for each participant and day to every document's total.
#[divan::bench(sample_count = 20)]
fn nation_from_rows(bencher: Bencher<'_, '_>) {
    let nation = nation();
    let rows = nation.iter().map(|region| region.rows.len()).sum::<usize>();
    bencher.counter(ItemsCount::new(rows)).bench_local(|| {
        let settle =
            |region: &Region| settle::settle(&region.terms, &counted(region), None).unwrap();
        black_box(&nation).iter().map(settle).map(|one| one.totals().count()).sum::<usize>()
    });
}

/// From the counts that closing the days has left.
#[divan::bench(sample_count = 20)]
fn nation_from_closed_days(bencher: Bencher<'_, '_>) {
    let nation: Vec<_> = nation().into_iter().map(|one| (counted(&one), one.terms)).collect();
    bencher.bench_local(|| {
        let settle = |(delivered, terms): &(Delivered, AgreementTerms)| {
            settle::settle(terms, delivered, None).unwrap()
        };
        black_box(&nation).iter().map(settle).map(|one| one.totals().count()).sum::<usize>()
    });
}

/// With every line of every document written out.
#[divan::bench(sample_count = 10)]
fn nation_with_all_lines(bencher: Bencher<'_, '_>) {
    let nation: Vec<_> = nation().into_iter().map(|one| (counted(&one), one.terms)).collect();
    bencher.bench_local(|| {
        let settle = |(delivered, terms): &(Delivered, AgreementTerms)| {
            settle::settle(terms, delivered, None).unwrap().documents().unwrap().len()
        };
        black_box(&nation).iter().map(settle).sum::<usize>()
    });
}
