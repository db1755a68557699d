//! Twenty writers and an issuer on two replicas that are killed at random: afterwards no öre is lost or doubled.
//!
//! The short form runs with all tests. `tests/load/chaos` runs the same code for as long as one likes.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use testkit::World;
use tokio::task::JoinSet;

use client::Client;
use dose::Dose;
use replicas::Replicas;

use crate::running::Program;

mod audit;
mod books;
mod chance;
mod client;
mod closing;
mod dose;
mod issuer;
mod replicas;
mod writer;

testkit::on_both_databases!(nothing_is_lost_or_doubled);

const WRITERS: usize = 20;

/// A region with its case, and dates up to which its documents are issued: the last is that of all.
pub(crate) struct Tried {
    slug: &'static str,
    case: &'static str,
    dates: [&'static str; 3],
    /// The first and the last year in which its agreement holds, and the last month of the latter.
    term: (u64, u64, u64),
}

/// One agreement nets the pot on invoices of two months, the other pays it out and invoices each occasion.
const REGIONS: [Tried; 2] = [
    Tried {
        slug: "goteborgsregionen",
        case: "goteborgsregionen-2022",
        dates: ["2022-06-30", "2022-11-30", "2022-12-31"],
        term: (2022, 2022, 12),
    },
    Tried {
        slug: "norrbotten",
        case: "norrbotten-2022",
        dates: ["2022-06-30", "2022-12-31", "2023-12-31"],
        term: (2022, 2023, 6),
    },
];

/// What everybody goes on with until it is over.
#[derive(Clone)]
pub(crate) struct Stage {
    replicas: Arc<Replicas>,
    over: Arc<AtomicBool>,
}

impl Stage {
    fn goes_on(&self) -> bool {
        !self.over.load(Ordering::Relaxed)
    }
}

async fn nothing_is_lost_or_doubled(world: World) {
    let dose = Dose::read();
    println!("{dose:?} on {}", world.database);
    let program = Program::on(&world);
    program.import(&REGIONS.map(|region| region.case));
    let replicas = Arc::new(Replicas::start(&program));
    let stage = Stage { replicas: Arc::clone(&replicas), over: Arc::default() };
    let clients = clients(&program, &stage).await;
    for (tried, own) in REGIONS.iter().zip(&clients) {
        books::set_up(tried, &own[0]).await;
    }

    let mut writers = JoinSet::new();
    for number in 0..WRITERS {
        let (tried, own) = (&REGIONS[number % 2], clients[number % 2][number / 2].clone());
        writers.spawn(writer::write(number, tried, own, dose.chance(1_000 + number)));
    }
    let economists = clients.clone().map(|mut own| (own.swap_remove(0), own.swap_remove(1)));
    let issuing = tokio::spawn(issuer::issue(economists, dose.chance(1)));
    kill_at_random(&program, &replicas, &dose).await;
    stage.over.store(true, Ordering::Relaxed);
    let written = writers.join_all().await;
    let mut asked = issuing.await.unwrap();

    for (tried, own) in REGIONS.iter().zip(&clients) {
        closing::close_the_rest(tried, &own[0]).await;
        books::set_up(tried, &own[0]).await;
        asked.push(issuer::issue_the_rest(tried, &own[0]).await);
    }
    let told = audit::Told::of(written, asked);
    println!("{} on {}: {told}", dose.kills, world.database);
    assert!(told.issued() > 0, "something was issued meanwhile");
    for (tried, own) in REGIONS.iter().zip(&clients) {
        audit::hold_against_each_other(&program, tried, &own[0], &told).await;
    }
    let told = stage.replicas.faults();
    assert_eq!(told, Vec::<String>::new(), "unexpected faults");
}

/// Ten coordinators a region, signed in.
async fn clients(program: &Program, stage: &Stage) -> [Vec<Client>; 2] {
    let mut all = [Vec::new(), Vec::new()];
    for (tried, own) in REGIONS.iter().zip(&mut all) {
        for number in 0..WRITERS / 2 {
            let email = format!("samordnare{number}@{}.exempel.se", tried.slug);
            program.account_as(&email, "regional-coordinator", &["--region", tried.slug]);
            own.push(Client::signed_in(email, stage.clone()).await);
        }
    }
    all
}

/// Kills one replica or both, again and again, half of the time just after issuing has begun, and holds the books
/// against each other after each.
async fn kill_at_random(program: &Program, replicas: &Replicas, dose: &Dose) {
    let mut chance = dose.chance(0);
    let began = Instant::now();
    let mean = dose.time / (dose.kills + 1);
    for kill in 1..=dose.kills {
        // From a fifth of the mean to nearly twice, around where it should be by now.
        let jitter = mean * u32::try_from(chance.below(160)).unwrap() / 100;
        let due = (mean * kill + jitter).saturating_sub(mean * 4 / 5);
        tokio::time::sleep(due.saturating_sub(began.elapsed())).await;
        if chance.one_in(2) {
            let issuing = replicas.issuing.notified();
            let _ = tokio::time::timeout(Duration::from_secs(3), issuing).await;
            tokio::time::sleep(Duration::from_millis(chance.below(400))).await;
        }
        let doomed: &[usize] = [[0].as_slice(), &[1], &[0, 1]][chance.index(3)];
        replicas.kill_and_start(program, doomed).await;
        program.done(&["ledger", "verify"]);
    }
    tokio::time::sleep(dose.time.saturating_sub(began.elapsed())).await;
}
