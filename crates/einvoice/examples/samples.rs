//! Writes documents into a folder, for a validator from outside: `cargo run -p einvoice --example samples -- DIR [COUNT]`.
//!
//! `ok-*.xml` break no rule; `broken-*.xml` break those that `broken.txt` lists, one document a line.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests' documents may fail loudly"
)]

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

#[path = "../tests/peppol"]
mod peppol {
    pub(crate) mod any;
    pub(crate) mod broken;
    pub(crate) mod documents;
}

use peppol::{any, broken};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().expect("a folder"));
    let count: usize = arguments.next().map_or(1_000, |count| count.parse().expect("a number"));
    fs::create_dir_all(&folder).unwrap();
    let mut runner = TestRunner::deterministic();
    let strategy = any::any_invoice();
    for number in 1..=count {
        let invoice = strategy.new_tree(&mut runner).unwrap().current();
        fs::write(folder.join(format!("ok-{number:04}.xml")), einvoice::write(&invoice)).unwrap();
    }
    let mut list = String::new();
    for (number, broken) in broken::all().enumerate() {
        fs::write(folder.join(format!("broken-{number:03}.xml")), broken.xml()).unwrap();
        writeln!(list, "{number:03} {}", broken.rules).unwrap();
    }
    fs::write(folder.join("broken.txt"), list).unwrap();
}
