//! The bank's files: each payment finds its document by the reference, what does not is told and not booked, and the same
//! file twice has one effect.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::Money;
use serde_json::{Value, json};
use testkit::World;

use super::{STANDING, balance, invoice, issued, money, today, verified};
use crate::house::Person;

testkit::on_both_databases!(
    a_file_is_looked_at_and_booked_once,
    what_does_not_hold_is_refused_whole,
    only_what_fits_is_booked,
);

pub(crate) const IMPORT: &str =
    "mutation ($input: BankFileImportInput!) { bankFileImport(input: $input) {
    wasBooked payments booked bookedAmount file { id name recordedBy }
    rows { line amount reference outcome document { number } } } }";
const FILES: &str = "query { region(slug: \"goteborgsregionen\") { bankFiles { totalCount nodes {
    id name payments booked bookedAmount rows { outcome } } } } }";

/// A `BgMax` file of these payments to GR's bankgiro number: reference, öre, the bank's number.
pub(crate) fn file(date: &str, payments: &[(&str, i64, &str)]) -> Vec<u8> {
    file_to("54029681", date, payments)
}

fn file_to(bankgiro: &str, date: &str, payments: &[(&str, i64, &str)]) -> Vec<u8> {
    let day = date.replace('-', "");
    let mut lines = vec![
        format!("01BGMAX               01{day}173035010331P"),
        format!("05{bankgiro:0>10}          SEK"),
    ];
    for (reference, ore, serial) in payments {
        lines.push(format!("200000000000{reference:<25}{ore:018}24{serial:>12}0"));
        lines.push("26Göteborgs kommun".to_owned());
    }
    let sum: i64 = payments.iter().map(|(_, ore, _)| ore).sum();
    let count = payments.len();
    lines.push(format!("15{:035}{day}00001{sum:018}SEK{count:08}K", 58410));
    lines.push(format!("70{count:08}{:08}{:08}{:08}", 0, 0, 1));
    let text = lines.iter().fold(String::new(), |file, line| file + &format!("{line:80}\r\n"));
    text.chars().map(|letter| u8::try_from(letter).unwrap()).collect()
}

pub(crate) fn input(content: &[u8], dry_run: bool, key: Option<&str>) -> Value {
    json!({ "input": { "region": "goteborgsregionen", "name": "bgmax.txt", "dryRun": dry_run,
        "content": STANDARD.encode(content), "idempotencyKey": key } })
}

pub(crate) async fn reference(person: &Person, document: &Value) -> String {
    let standing = person.ask(STANDING, json!({ "id": document["id"] })).await;
    let reference = &standing["region"]["documentPayments"]["paymentReference"];
    reference.as_str().unwrap().to_owned()
}

fn outcomes(rows: &Value) -> Vec<&str> {
    rows.as_array().unwrap().iter().map(|row| row["outcome"].as_str().unwrap()).collect()
}

async fn a_file_is_looked_at_and_booked_once(world: World) {
    let (house, person, documents) = issued(world).await;
    let today = today(&person).await;
    let invoices: Vec<&Value> =
        documents.iter().filter(|one| money(&one["payable"]) > Money::from_ore(10_000)).collect();
    let (first, second) = (invoices[0], invoices[1]);
    let (whole, part) = (money(&first["payable"]), Money::from_ore(5_000));
    let references = [reference(&person, first).await, reference(&person, second).await];
    let content = file(
        &today,
        &[
            (&references[0], whole.ore(), "149785027701"),
            (&references[1], part.ore(), "149785027702"),
            ("20260000147123", 100, "149785027703"),
        ],
    );
    let seen = person.ask(IMPORT, input(&content, true, None)).await["bankFileImport"].take();
    let sum = whole.plus(part).unwrap();
    assert_eq!(outcomes(&seen["rows"]), ["BOOKED", "BOOKED", "UNKNOWN_REFERENCE"]);
    assert_eq!([&seen["payments"], &seen["booked"]], [&json!(3), &json!(2)]);
    assert_eq!(
        [&seen["file"], &seen["rows"][0]["document"]["number"]],
        [&Value::Null, &first["number"]]
    );
    assert!(balance(&person, "1930").await.is_zero(), "only looked at");

    let presses = (0..20).map(|_| {
        let (person, input) = (person.clone(), input(&content, false, None));
        tokio::spawn(async move { person.ask(IMPORT, input).await["bankFileImport"].take() })
    });
    let mut fresh = 0;
    for press in presses.collect::<Vec<_>>() {
        let answer = press.await.unwrap();
        fresh += usize::from(answer["wasBooked"] == false);
        assert_eq!(money(&answer["bookedAmount"]), sum);
        assert_eq!(answer["file"]["recordedBy"], "Signe Samordnare");
    }
    assert_eq!(fresh, 1, "the same file has one effect");
    assert_eq!(balance(&person, "1930").await, sum);
    let files = person.ask(FILES, json!({})).await["region"]["bankFiles"].take();
    assert_eq!([&files["totalCount"], &files["nodes"][0]["booked"]], [&json!(1), &json!(2)]);
    assert_eq!(outcomes(&files["nodes"][0]["rows"])[2], "UNKNOWN_REFERENCE");
    house.import("norrbotten-2022").await;
    let neighbour = house.coordinator("norrbotten").await;
    for (region, whose, seen) in [
        ("goteborgsregionen", &person, true),
        ("norrbotten", &neighbour, false),
        ("goteborgsregionen", &neighbour, false),
    ] {
        let one = format!(
            "query ($id: ID!) {{ region(slug: \"{region}\") {{ bankFile(id: $id) {{ name }} }} }}"
        );
        let answer = whose.answer(&one, json!({ "id": files["nodes"][0]["id"] })).await;
        let code = &answer["errors"][0]["extensions"]["code"];
        assert_eq!([code == "NOT_FOUND", code.is_null()], [!seen, seen], "{region}: {answer}");
    }
    let standing = person.ask(STANDING, json!({ "id": first["id"] })).await;
    let standing = &standing["region"]["documentPayments"];
    assert_eq!(
        [&standing["state"], &standing["payments"][0]["source"]],
        [&json!("PAID"), &json!("BANK_FILE")]
    );
    assert_eq!(standing["payments"][0]["bankReference"], "149785027701");
    assert!(verified(&house.world).await.is_clean());

    let again = file(
        &today,
        &[(&references[1], part.ore(), "149785027702"), (&references[1], 100, "149785027709")],
    );
    let again =
        person.ask(IMPORT, input(&again, false, Some("k-1"))).await["bankFileImport"].take();
    assert_eq!(
        outcomes(&again["rows"]),
        ["ALREADY_BOOKED", "BOOKED"],
        "the bank has told of it before"
    );
    let other = person.refusal(IMPORT, input(&content, false, Some("k-1"))).await;
    assert_eq!(other, ("INVALID_INPUT".to_owned(), vec!["input.idempotencyKey".to_owned()]));
}

async fn what_does_not_hold_is_refused_whole(world: World) {
    let (_, person, documents) = issued(world).await;
    let today = today(&person).await;
    let own = reference(&person, invoice(&documents)).await;
    let whole =
        String::from_utf8_lossy(&file(&today, &[(&own, 100, "1"), (&own, 200, "2")])).into_owned();
    let latin = |text: String| text.into_bytes();
    for (content, path) in [
        (latin(whole.replace("000000000000000100", "000000000000000101")), "input.content.7"),
        (latin(whole.replace("SEK00000002", "SEK00000003")), "input.content.7"),
        (latin(whole.replace("7000000002", "7000000003")), "input.content.8"),
        (latin(whole.lines().take(7).collect::<Vec<_>>().join("\n")), "input.content.7"),
        (latin(whole.replace("010331P", "010331T")), "input.content"),
        (b"Datum;Belopp\n2026-11-24;100".to_vec(), "input.content.1"),
        (vec![b'0'; 1_048_577], "input.content"),
    ] {
        let (code, fields) = person.refusal(IMPORT, input(&content, false, None)).await;
        assert_eq!((code.as_str(), fields), ("INVALID_INPUT", vec![path.to_owned()]));
    }
    let mut unreadable = input(&[], true, None);
    unreadable["input"]["content"] = json!("???");
    assert_eq!(person.refusal(IMPORT, unreadable).await.1, ["input.content"]);
    let none = file(&today, &[("18", 100, "1")]);
    assert_eq!(person.refusal(IMPORT, input(&none, false, None)).await.0, "CONFLICT");
    assert!(balance(&person, "1930").await.is_zero());
    assert_eq!(person.ask(FILES, json!({})).await["region"]["bankFiles"]["totalCount"], 0);
}

async fn only_what_fits_is_booked(world: World) {
    let (house, person, documents) = issued(world).await;
    let today = today(&person).await;
    let document = invoice(&documents);
    let payable = money(&document["payable"]).ore();
    let own = reference(&person, document).await;
    let seen = async |content: Vec<u8>| {
        person.ask(IMPORT, input(&content, true, None)).await["bankFileImport"].take()
    };
    let too_much =
        seen(file(&today, &[(&own, payable + 1, "1"), (&own, payable, "2"), (&own, 1, "3")])).await;
    assert_eq!(outcomes(&too_much["rows"]), ["TOO_LARGE", "BOOKED", "TOO_LARGE"]);
    let elsewhere = seen(file_to("3665114", &today, &[(&own, 100, "1")])).await;
    assert_eq!(outcomes(&elsewhere["rows"]), ["OTHER_RECEIVER"]);
    for date in ["1999-01-01", "2999-01-01"] {
        assert_eq!(outcomes(&seen(file(date, &[(&own, 100, "1")])).await["rows"]), ["UNTIMELY"]);
    }
    let text = file(&today, &[(&own, 100, "1")]);
    let mut lines: Vec<String> = text
        .split(|byte| *byte == b'\n')
        .map(|line| line.iter().copied().map(char::from).collect())
        .collect();
    lines.insert(3, format!("220000000000{own:<25}{:018}24", 0));
    lines[6] = format!("70{:08}{:08}{:08}{:08}", 1, 0, 1, 1);
    let several = seen(lines.join("\n").into_bytes()).await;
    assert_eq!(outcomes(&several["rows"]), ["SEVERAL_REFERENCES"]);
    assert!(verified(&house.world).await.is_clean());
}
