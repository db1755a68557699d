//! All files of a run: made in the background, told how far they have come, gone on with after a death, and the same
//! as each document's by itself.

use std::io::{Cursor, Read};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use serde_json::{Value, json};
use testkit::World;
use zip::ZipArchive;

use crate::books::{ISSUE, content, economist, set_up};
use crate::house::{House, Person};

testkit::on_both_databases!(
    an_archive_holds_what_each_document_gives_by_itself,
    what_is_withheld_is_told_and_the_rest_is_there,
    a_worker_that_died_is_followed_by_another_that_goes_on,
    asked_for_again_it_is_the_same_until_it_is_kept_no_longer,
    the_files_of_runs_are_for_those_who_settle_there,
);

const RUNS: &str = "query ($region: String!) { region(slug: $region) {
    runs(first: 1) { nodes { id documents } } } }";
const MAKE: &str = "mutation ($input: RunFilesMakeInput!) { runFilesMake(input: $input) {
    id state documents done parts } }";
const FILES: &str = "query ($region: String!, $run: ID!, $format: DocumentFormat!) {
    region(slug: $region) { runFiles(run: $run, format: $format) {
        id state documents done name size parts withheld { number faults } askedBy expiresAt } } }";
const PART: &str = "query ($region: String!, $run: ID!, $format: DocumentFormat!, $number: Int!) {
    region(slug: $region) { runFiles(run: $run, format: $format) { part(number: $number) } } }";
const ALL: &str = "query ($region: String!, $after: String) { region(slug: $region) {
    documents(first: 100, after: $after) { nodes { id number }
        pageInfo { hasNextPage endCursor } } } }";
const FILE: &str = "query ($region: String!, $id: ID!, $format: DocumentFormat!) {
    region(slug: $region) { documentFile(id: $id, format: $format) { name content faults } } }";

/// Somebody who settles, the region, and its only run.
struct Settled {
    house: House,
    person: Person,
    region: &'static str,
    run: Value,
}

impl Settled {
    /// Göteborgsregionen with its books set up.
    async fn gothenburg(world: World) -> Self {
        let (house, person, codes) = economist(world).await;
        set_up(&person, &codes).await;
        person.ask(ISSUE, json!({ "until": "2023-12-31" })).await;
        Self::of(house, person, "goteborgsregionen").await
    }

    /// Norrbotten, which invoices each occasion by itself, without any books.
    async fn norrbotten(world: World) -> Self {
        let house = House::over(world);
        house.import("norrbotten-2022").await;
        let person = house.coordinator("norrbotten").await;
        let issue = "mutation { documentsIssue(input: { region: \"norrbotten\",
            until: \"2023-06-30\" }) { documents } }";
        person.ask(issue, json!({})).await;
        Self::of(house, person, "norrbotten").await
    }

    async fn of(house: House, person: Person, region: &'static str) -> Self {
        let runs = person.ask(RUNS, json!({ "region": region })).await;
        let run = runs["region"]["runs"]["nodes"][0]["id"].clone();
        Self { house, person, region, run }
    }

    fn variables(&self, format: &str) -> Value {
        json!({ "region": self.region, "run": self.run, "format": format })
    }

    async fn make(&self, format: &str) -> Value {
        let input = json!({ "input": self.variables(format) });
        self.person.ask(MAKE, input).await["runFilesMake"].take()
    }

    async fn files(&self, format: &str) -> Value {
        self.person.ask(FILES, self.variables(format)).await["region"]["runFiles"].take()
    }

    async fn part(&self, format: &str, number: i32) -> Value {
        let mut variables = self.variables(format);
        variables["number"] = json!(number);
        self.person.ask(PART, variables).await["region"]["runFiles"]["part"].take()
    }

    /// The archive, whole.
    async fn archive(&self, format: &str) -> ZipArchive<Cursor<Vec<u8>>> {
        let files = self.files(format).await;
        assert_eq!(files["state"], "READY", "{files}");
        let mut bytes = Vec::new();
        let parts = i32::try_from(files["parts"].as_i64().unwrap()).unwrap();
        for number in 1..=parts {
            let part = self.part(format, number).await;
            bytes.extend(STANDARD.decode(part.as_str().unwrap()).unwrap());
        }
        assert_eq!(files["size"], bytes.len());
        assert_eq!(self.part(format, parts + 1).await, Value::Null);
        ZipArchive::new(Cursor::new(bytes)).unwrap()
    }

    /// Every document, first number first.
    async fn documents(&self) -> Vec<Value> {
        let (mut all, mut after) = (Vec::new(), Value::Null);
        loop {
            let variables = json!({ "region": self.region, "after": after });
            let mut page = self.person.ask(ALL, variables).await["region"]["documents"].take();
            all.extend(page["nodes"].as_array().unwrap().iter().cloned());
            if page["pageInfo"]["hasNextPage"] == false {
                all.reverse();
                return all;
            }
            after = page["pageInfo"]["endCursor"].take();
        }
    }

    async fn document_file(&self, document: &Value, format: &str) -> Value {
        let variables = json!({ "region": self.region, "id": document["id"], "format": format });
        self.person.ask(FILE, variables).await["region"]["documentFile"].take()
    }

    async fn assert_same_as_one_by_one(&self, format: &str) {
        let mut archive = self.archive(format).await;
        let mut place = 0;
        for document in self.documents().await {
            let made = self.document_file(&document, format).await;
            if made["name"].is_null() {
                continue;
            }
            let mut entry = archive.by_index(place).unwrap();
            let mut held = Vec::new();
            entry.read_to_end(&mut held).unwrap();
            assert_eq!(entry.name().unwrap(), made["name"].as_str().unwrap());
            assert!(held == content(&made), "{}", made["name"]);
            place += 1;
        }
        assert_eq!(archive.len(), place);
    }
}

async fn an_archive_holds_what_each_document_gives_by_itself(world: World) {
    let settled = Settled::gothenburg(world).await;
    for format in ["PEPPOL", "CSV", "XLSX", "SIE"] {
        assert_eq!(settled.files(format).await, Value::Null, "nobody has asked");
        let asked = settled.make(format).await;
        assert_eq!([&asked["state"], &asked["done"]], [&json!("MAKING"), &json!(0)]);
        assert_eq!(settled.part(format, 1).await, Value::Null);
        settled.house.work_off().await;
        let files = settled.files(format).await;
        assert_eq!([&files["state"], &files["withheld"]], [&json!("READY"), &json!([])]);
        assert_eq!(files["done"], files["documents"]);
        let name = files["name"].as_str().unwrap();
        assert!(name.starts_with("goteborgsregionen-2"), "{name}");
        assert!(name.ends_with(&format!("-{}.zip", format.to_lowercase())), "{name}");
        settled.assert_same_as_one_by_one(format).await;
    }
}

async fn what_is_withheld_is_told_and_the_rest_is_there(world: World) {
    let settled = Settled::norrbotten(world).await;
    settled.make("PEPPOL").await;
    settled.make("CSV").await;
    settled.house.work_off().await;
    let files = settled.files("PEPPOL").await;
    let withheld = files["withheld"].as_array().unwrap();
    assert_eq!([&files["state"], &files["parts"]], [&json!("READY"), &json!(0)]);
    assert_eq!(withheld.len(), settled.documents().await.len());
    for (one, document) in withheld.iter().zip(settled.documents().await) {
        assert_eq!(one["number"], document["number"]);
        assert!(one["faults"][0].as_str().unwrap().contains("issued without a seller"), "{one}");
    }
    assert_eq!(settled.files("CSV").await["withheld"], json!([]));
    settled.assert_same_as_one_by_one("CSV").await;
}

async fn a_worker_that_died_is_followed_by_another_that_goes_on(world: World) {
    let settled = Settled::norrbotten(world).await;
    settled.make("XLSX").await;
    let regions = &settled.house.world.regions;
    let seen = {
        // Dropped in the middle, as a process that is killed.
        let work = std::pin::pin!(settlement::work_off(regions));
        let half_way = std::pin::pin!(async {
            loop {
                let files = settled.files("XLSX").await;
                let done = files["done"].as_i64().unwrap();
                if done > 0 {
                    return (done, files["documents"].as_i64().unwrap());
                }
            }
        });
        tokio::select! {
            biased;
            seen = half_way => seen,
            ended = work => panic!("it ended before anybody looked: {ended:?}"),
        }
    };
    let half = settled.files("XLSX").await;
    assert!(seen.0 < seen.1 && half["state"] == "MAKING", "{half}");
    settlement::work_off(regions).await.unwrap();
    assert_eq!(settled.files("XLSX").await["done"], half["done"], "its lease has not ended");

    settled.house.world.clock.step(tenancy::jobs::LEASE + TimeDelta::seconds(1));
    settlement::work_off(regions).await.unwrap();
    let files = settled.files("XLSX").await;
    assert_eq!([&files["state"], &files["done"]], [&json!("READY"), &json!(seen.1)]);
    settled.assert_same_as_one_by_one("XLSX").await;
}

async fn asked_for_again_it_is_the_same_until_it_is_kept_no_longer(world: World) {
    let settled = Settled::gothenburg(world).await;
    let first = settled.make("CSV").await;
    let again = futures::future::join_all((0..5).map(|_| settled.make("CSV"))).await;
    assert!(again.iter().all(|one| one["id"] == first["id"]), "{again:?}");
    settled.house.work_off().await;
    let ready = settled.make("CSV").await;
    assert_eq!([&ready["id"], &ready["state"]], [&first["id"], &json!("READY")]);
    assert_eq!(settled.files("CSV").await["askedBy"], "Signe Samordnare");
    let other = settled.make("SIE").await;
    assert_ne!(other["id"], first["id"], "another format is another archive");

    settled.house.world.clock.step(TimeDelta::hours(25));
    // Tokens do not last a day.
    let email = "regional-coordinator.goteborgsregionen@exempel.se";
    let person = settled.house.sign_in(email).await;
    let settled = Settled { person, ..settled };
    assert_eq!(settled.files("CSV").await, Value::Null, "kept for a day");
    let anew = settled.make("CSV").await;
    assert_ne!(anew["id"], first["id"]);
    settled.house.work_off().await;
    settled.assert_same_as_one_by_one("CSV").await;
}

async fn the_files_of_runs_are_for_those_who_settle_there(world: World) {
    let settled = Settled::gothenburg(world).await;
    settled.make("CSV").await;
    settled.house.work_off().await;
    let asked = settled.variables("CSV");
    let administrator = settled.house.administrator("goteborgsregionen", "1480").await;
    assert_eq!(administrator.refusal(FILES, asked.clone()).await.0, "FORBIDDEN");
    let input = json!({ "input": asked });
    assert_eq!(administrator.refusal(MAKE, input.clone()).await.0, "FORBIDDEN");

    settled.house.import("norrbotten-2022").await;
    let elsewhere = settled.house.coordinator("norrbotten").await;
    assert_eq!(elsewhere.refusal(FILES, asked.clone()).await.0, "NOT_FOUND");
    assert_eq!(elsewhere.refusal(MAKE, input).await.0, "NOT_FOUND");
    let mut in_theirs = asked;
    in_theirs["region"] = json!("norrbotten");
    assert_eq!(elsewhere.refusal(FILES, in_theirs.clone()).await.0, "NOT_FOUND");
    assert_eq!(elsewhere.refusal(MAKE, json!({ "input": in_theirs })).await.0, "NOT_FOUND");
}
