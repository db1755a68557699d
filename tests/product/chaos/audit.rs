//! What must hold when all is over, looked at from outside: every answer that was given is true, every key had one
//! effect, and the documents come to what the rules say of the facts.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;

use domain::Money;
use serde_json::{Value, json};

use super::Tried;
use super::client::{Client, Outcome};
use super::issuer::{Asked, ISSUE};
use super::writer::Written;
use crate::running::Program;

/// All that was asked for, and what was told.
pub(crate) struct Told {
    written: Vec<Written>,
    asked: Vec<Asked>,
}

impl Told {
    pub(crate) fn of(written: Vec<Written>, asked: Vec<Asked>) -> Self {
        Self { written, asked }
    }

    fn answers(&self) -> impl Iterator<Item = (&Asked, &Value)> {
        self.asked.iter().filter_map(|one| Some((one, one.answer.as_ref()?)))
    }

    /// How many runs issued something.
    pub(crate) fn issued(&self) -> usize {
        self.answers().filter(|(_, answer)| !answer["run"].is_null()).count()
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let closed: usize = self.written.iter().map(|one| one.closed.len()).sum();
        let corrections = || self.written.iter().flat_map(|one| &one.corrections);
        let done = corrections().filter(|one| one.done == Some(true)).count();
        let unsure = corrections().filter(|one| one.done.is_none()).count();
        let again = self.asked.iter().filter(|one| one.unanswered > 0).count();
        write!(
            f,
            "{closed} days closed, {done} corrections, {unsure} without an answer; {} keys, {} runs, {again} keys \
             asked again after the server had ended",
            self.asked.len(),
            self.issued(),
        )
    }
}

/// Holds a region against what was told of it.
pub(crate) async fn hold_against_each_other(
    program: &Program,
    tried: &Tried,
    client: &Client,
    told: &Told,
) {
    let mut client = client.clone();
    keys_had_one_effect(&mut client, tried, told).await;
    numbers_have_no_gaps(&mut client, tried).await;
    what_was_written_is_there(&mut client, tried, told).await;
    documents_are_what_the_rules_say(program, tried);
    program.done(&["ledger", "verify"]);
    program.done(&["audit", "verify"]);
}

const RUNS: &str = "query ($region: String!, $after: String) { region(slug: $region) {
    runs(first: 100, after: $after) {
        nodes { id until documents total firstNumber lastNumber }
        pageInfo { hasNextPage endCursor }
    }
    ledger { balanced }
} }";

const DOCUMENTS: &str = "query ($region: String!, $after: String) { region(slug: $region) {
    documents(first: 100, after: $after) {
        nodes { number }
        pageInfo { hasNextPage endCursor }
    }
} }";

const OCCASIONS: &str = "query ($region: String!, $after: String) { region(slug: $region) {
    occasions(first: 50, after: $after) {
        nodes { courseDays { id state corrections { reason } } }
        pageInfo { hasNextPage endCursor }
    }
} }";

/// The runs are those that were told of, each once, and every key is answered as it was.
async fn keys_had_one_effect(client: &mut Client, tried: &Tried, told: &Told) {
    let ledger = client.read(RUNS, &json!({ "region": tried.slug })).await["ledger"].take();
    assert_eq!(ledger["balanced"], true);
    let mut runs = BTreeMap::new();
    for run in all(client, RUNS, tried, "runs").await {
        runs.insert(run["id"].as_str().unwrap().to_owned(), run);
    }
    for (asked, answer) in told.answers().filter(|(asked, _)| asked.region == tried.slug) {
        let again = client.insist(ISSUE, &json!({ "input": asked.input })).await;
        let Outcome::Done(again) = again else { panic!("{asked:?} is now {again:?}") };
        assert_eq!(&again, answer, "{asked:?}");
        if let Some(id) = answer["run"]["id"].as_str() {
            let run =
                runs.remove(id).unwrap_or_else(|| panic!("run {id} is missing, or by two keys"));
            assert_eq!(run, answer["run"], "{asked:?}");
            assert_eq!(run["documents"], answer["documents"]);
        }
    }
    assert!(runs.is_empty(), "nobody was told of {runs:?}");
}

async fn numbers_have_no_gaps(client: &mut Client, tried: &Tried) {
    let mut given: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let documents = all(client, DOCUMENTS, tried, "documents").await;
    for document in &documents {
        let (year, number) = document["number"].as_str().unwrap().split_once('-').unwrap();
        let new = given.entry(year.to_owned()).or_default().insert(number.parse().unwrap());
        assert!(new, "{document} twice");
    }
    for (year, numbers) in given {
        assert!(numbers.iter().copied().eq(1..=numbers.len()), "numbers of {year}: {numbers:?}");
    }
}

/// Days that were closed are, and a correction is there once if it was made, and at most once if nobody knows.
async fn what_was_written_is_there(client: &mut Client, tried: &Tried, told: &Told) {
    let mut closed = BTreeSet::new();
    let mut reasons: BTreeMap<(String, String), usize> = BTreeMap::new();
    for occasion in all(client, OCCASIONS, tried, "occasions").await {
        for day in occasion["courseDays"].as_array().unwrap() {
            let id = day["id"].as_str().unwrap().to_owned();
            for correction in day["corrections"].as_array().unwrap() {
                let reason = correction["reason"].as_str().unwrap().to_owned();
                *reasons.entry((id.clone(), reason)).or_default() += 1;
            }
            if day["state"] == "CLOSED" {
                closed.insert(id);
            }
        }
    }
    for written in told.written.iter().filter(|written| written.region == tried.slug) {
        for day in &written.closed {
            assert!(closed.contains(day), "day {day} was closed");
        }
        for correction in &written.corrections {
            let key = (correction.day.clone(), correction.reason.clone());
            let found = reasons.remove(&key).unwrap_or_default();
            match correction.done {
                Some(done) => assert_eq!(found, usize::from(done), "{correction:?}"),
                None => assert!(found <= 1, "{correction:?}"),
            }
        }
    }
    assert!(reasons.is_empty(), "nobody asked for {reasons:?}");
}

/// Takes the region out as a case, settles that without a server, and holds the sums against the documents.
fn documents_are_what_the_rules_say(program: &Program, tried: &Tried) {
    let folder = tempfile::tempdir().unwrap();
    let (case, out) = (folder.path().join("case"), folder.path().join("out"));
    program.done(&["region", "export", tried.slug, "--out", case.to_str().unwrap()]);
    let settle = ["settle", case.to_str().unwrap(), "--out", out.to_str().unwrap()];
    let settle =
        std::process::Command::new(crate::running::binary()).args(settle).output().unwrap();
    assert!(settle.status.success(), "{}", String::from_utf8_lossy(&settle.stderr));
    let should = fs::read_to_string(out.join("settlement.json")).unwrap();
    let is = program.done(&["documents", "list", "--region", tried.slug, "--json"]);
    let (should, is) = (sums(&should), sums(&is));
    assert!(!should.is_empty());
    let places: BTreeSet<&Place> = should.keys().chain(is.keys()).collect();
    let differ = places.into_iter().filter(|place| is.get(*place) != should.get(*place));
    let told = |place| format!("{place:?}: {:?}, and not {:?}", is.get(place), should.get(place));
    assert_eq!(differ.map(told).collect::<Vec<_>>(), Vec::<String>::new());
}

/// Date, municipality, occasion, kind and code.
type Place = (String, String, String, String, String);

/// What is charged by date, municipality, occasion, kind and code, where it is anything.
fn sums(settlement: &str) -> BTreeMap<Place, Money> {
    let settlement: Value = serde_json::from_str(settlement).unwrap();
    let mut sums: BTreeMap<Place, Money> = BTreeMap::new();
    for document in settlement["documents"].as_array().unwrap() {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        for line in document["lines"].as_array().unwrap() {
            let place = (
                text(&document["date"]),
                text(&document["municipality"]),
                text(&document["occasion"]),
                text(&line["kind"]),
                text(&line["code"]),
            );
            let sum = sums.entry(place).or_default();
            *sum = sum.plus(line["amount"].as_str().unwrap().parse().unwrap()).unwrap();
        }
    }
    sums.retain(|_, sum| !sum.is_zero());
    sums
}

/// All nodes of a list.
pub(crate) async fn all(
    client: &mut Client,
    question: &str,
    tried: &Tried,
    list: &str,
) -> Vec<Value> {
    let (mut nodes, mut after) = (Vec::new(), Value::Null);
    loop {
        let asked = json!({ "region": tried.slug, "after": after });
        let mut page = client.read(question, &asked).await[list].take();
        nodes.append(page["nodes"].as_array_mut().unwrap());
        if page["pageInfo"]["hasNextPage"] != true {
            return nodes;
        }
        after = page["pageInfo"]["endCursor"].take();
    }
}
