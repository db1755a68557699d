//! Recipients as a file: looked at before anything is saved, brought in whole or not at all, and given out again; and
//! what the books lack before any run.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::MunicipalityCode;
use serde_json::{Value, json};
use testkit::World;

use crate::books::ISSUE;
use crate::house::{House, Person};

testkit::on_both_databases!(
    a_file_is_looked_at_and_then_replaces_the_list,
    every_fault_is_told_and_nothing_is_written,
    what_is_given_out_changes_nothing_when_it_comes_back,
    what_the_agreements_in_force_need_is_told_before_any_run,
    numbers_are_told_year_by_year,
);

const READ: &str = "query ($content: String!) { region(slug: \"norrbotten\") {
    recipientsRead(content: $content) { version unchanged
        faults { row column found expected explanation }
        added { municipality { name } recipient { charge peppol buyerReference } }
        changed { municipality { name } columns before { peppol } after { peppol } }
        removed { municipality { name } recipient { charge } } } } }";
const IMPORT: &str = "mutation ($input: BooksRecipientsImportInput!) {
    booksRecipientsImport(input: $input) { version unchanged added { municipality { code } }
        removed { municipality { code } } } }";
const BOOKS: &str = "query { region(slug: \"norrbotten\") { books { version
    recipients { municipality charge from unit name buyerReference invoicedObject } } } }";
const FILE: &str =
    "query { region(slug: \"norrbotten\") { recipientsFile { name mediaType content } } }";
const SET: &str = "mutation ($input: BooksSetInput!) { booksSet(input: $input) { version } }";

async fn economist(world: World) -> (House, Person) {
    let house = House::over(world);
    house.import("norrbotten-2023").await;
    let person = house.coordinator("norrbotten").await;
    (house, person)
}

async fn look(person: &Person, file: &[u8]) -> Value {
    let variables = json!({ "content": STANDARD.encode(file) });
    person.ask(READ, variables).await["region"]["recipientsRead"].take()
}

fn import(file: &[u8], more: Value) -> Value {
    let mut input = more;
    input["region"] = json!("norrbotten");
    input["content"] = json!(STANDARD.encode(file));
    json!({ "input": input })
}

async fn books(person: &Person) -> Value {
    person.ask(BOOKS, json!({})).await["region"]["books"].take()
}

async fn a_file_is_looked_at_and_then_replaces_the_list(world: World) {
    let (_house, person) = economist(world).await;
    // As Excel in Sweden writes it: semicolons, and Windows-1252.
    let first = b"Kommun;Avgift;Adress i Peppol;Best\xe4llarreferens\r\n\
        \xc4lvsbyn;;0007:2120002742;ZZ1\r\n\
        Lule\xe5 kommun;Fast kostnad;0007:2120002742;ZZ2\r\n";
    let seen = look(&person, first).await;
    assert_eq!([&seen["version"], &seen["faults"]], [&json!(0), &json!([])]);
    assert_eq!(seen["added"][0]["municipality"]["name"], "Älvsbyn");
    assert_eq!(seen["added"][1]["recipient"]["charge"], "FIXED_COST");
    assert_eq!(books(&person).await["version"], 0, "looking writes nothing");
    let sent = import(first, json!({ "version": 0, "idempotencyKey": "press-1" }));
    let pressed = (0..50).map(|_| {
        let (person, sent) = (person.clone(), sent.clone());
        tokio::spawn(async move { person.ask(IMPORT, sent).await })
    });
    let mut answers = Vec::new();
    for one in pressed.collect::<Vec<_>>() {
        answers.push(one.await.unwrap()["booksRecipientsImport"].take());
    }
    assert_eq!(answers[0]["added"].as_array().unwrap().len(), 2);
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    assert_eq!(books(&person).await["version"], 1, "pressed fifty times, it is one version");

    // Commas, UTF-8 with its mark, keys of region.toml, and a code.
    let second = "\u{feff}municipality,charge,peppol,order_reference,buyer_reference\n\
        2560,,0088:7350000000009,,ZZ1\n2584,,0007:2120002742,B-1,\n";
    let seen = look(&person, second.as_bytes()).await;
    assert_eq!(seen["changed"][0]["columns"], json!(["peppol"]));
    assert_eq!(seen["changed"][0]["before"]["peppol"], "0007:2120002742");
    assert_eq!(seen["added"][0]["municipality"]["name"], "Kiruna");
    assert_eq!(seen["removed"][0]["municipality"]["name"], "Luleå");
    let early = import(second.as_bytes(), json!({ "version": 0 }));
    assert_eq!(person.refusal(IMPORT, early).await.0, "CONFLICT", "it was held against another");
    let other = import(second.as_bytes(), json!({ "version": 1, "idempotencyKey": "press-1" }));
    assert_eq!(person.refusal(IMPORT, other).await.1, ["input.idempotencyKey"]);
    person.ask(IMPORT, import(second.as_bytes(), json!({ "version": 1 }))).await;
    let now = books(&person).await;
    let codes: Vec<&Value> =
        now["recipients"].as_array().unwrap().iter().map(|one| &one["municipality"]).collect();
    assert_eq!(codes, ["2560", "2584"]);
}

async fn every_fault_is_told_and_nothing_is_written(world: World) {
    let (_house, person) = economist(world).await;
    let file = "municipality;peppol;buyer_reference\n1480;0007:2120002742;A\n2560;2120002742;B\n";
    let seen = look(&person, file.as_bytes()).await;
    let faults = seen["faults"].as_array().unwrap();
    assert_eq!(faults.len(), 2);
    assert_eq!([&faults[0]["row"], &faults[0]["column"]], [&json!(2), &json!("municipality")]);
    assert_eq!(faults[0]["found"], "1480");
    assert_eq!(faults[0]["explanation"], "en av regionens kommuner, med kod eller namn");
    assert!(faults[1]["expected"].as_str().unwrap().contains("0007: and"), "{faults:?}");
    let refused = person.refusal(IMPORT, import(file.as_bytes(), json!({}))).await;
    let places = ["input.content[2].municipality", "input.content[3].peppol"];
    assert_eq!(refused, ("INVALID_INPUT".to_owned(), places.map(str::to_owned).to_vec()));
    assert_eq!(books(&person).await["version"], 0);
    for (file, expected) in [
        (b"%PDF-1.7".as_slice(), "a CSV file or an Excel workbook"),
        (b"", "a row of names"),
        (b"municipality;peppol\n2560;\"x\n", "a quotation mark that ends the cell"),
    ] {
        assert_eq!(look(&person, file).await["faults"][0]["expected"], expected);
    }
    let much = vec![b'x'; (1 << 20) + 1];
    assert_eq!(look(&person, &much).await["faults"][0]["expected"], "at most 1 MiB");
    assert_eq!(person.refusal(READ, json!({ "content": "å" })).await.1, ["content"]);
}

async fn what_is_given_out_changes_nothing_when_it_comes_back(world: World) {
    let (_house, person) = economist(world).await;
    let formula = "=HYPERLINK(\"http://x\";\"y\")";
    let recipients = json!([
        { "municipality": "2560", "peppol": "0007:2120002742", "buyerReference": "-1",
          "unit": formula, "name": "Älvsbyns kommun, \"ekonomi\"", "from": "2026-01-01" },
        { "municipality": "2580", "charge": "TRAINER_POT", "peppol": "0088:7350000000009",
          "orderReference": "+46", "invoicedObject": "'@x", "to": "2026-12-31" },
        // Of another region, as it was brought in long ago.
        { "municipality": "1480", "peppol": "0007:2120002742", "buyerReference": "A" },
    ]);
    let input = json!({ "region": "norrbotten", "recipients": recipients });
    person.ask(SET, json!({ "input": input })).await;
    let before = books(&person).await;
    let file = person.ask(FILE, json!({})).await["region"]["recipientsFile"].take();
    assert_eq!(file["name"], "norrbotten-mottagare.csv");
    let content = STANDARD.decode(file["content"].as_str().unwrap()).unwrap();
    let text = String::from_utf8(content.clone()).unwrap();
    assert!(text.contains("\"'=HYPERLINK(") && text.contains(";'-1;"), "no formulas: {text}");
    let seen = look(&person, &content).await;
    assert_eq!(seen["unchanged"], 3);
    for none in ["faults", "added", "changed", "removed"] {
        assert_eq!(seen[none], json!([]), "{none}");
    }
    person.ask(IMPORT, import(&content, json!({}))).await;
    assert_eq!(books(&person).await, before, "not even a version");
}

async fn what_the_agreements_in_force_need_is_told_before_any_run(world: World) {
    let (house, person) = economist(world).await;
    let asked = "query { region(slug: \"norrbotten\") { municipalities { code }
        booksMissing { kind charge code municipality { code } } } }";
    let missing = async || person.ask(asked, json!({})).await["region"].take();
    let region = missing().await;
    let codes: Vec<MunicipalityCode> = region["municipalities"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["code"].as_str().unwrap().parse().unwrap())
        .collect();
    let count = |region: &Value, kind: &str| {
        let all = region["booksMissing"].as_array().unwrap().iter();
        all.filter(|one| one["kind"] == kind).count()
    };
    let counts = ["SELLER", "VAT", "RECIPIENT"].map(|kind| count(&region, kind));
    // Four components, a yearly cost and the pot; of three kinds, for each municipality.
    assert_eq!(counts, [1, 6, 3 * codes.len()]);
    let rows = codes[1..].iter().map(|code| format!("{code};;0007:2120002742;A\n"));
    let special = format!("{};course_fee;0007:2120002742;A\n", codes[0]);
    let file = format!(
        "municipality;charge;peppol;buyer_reference\n{special}{}",
        rows.collect::<String>()
    );
    person.ask(IMPORT, import(file.as_bytes(), json!({}))).await;
    let region = missing().await;
    let lacking = region["booksMissing"].as_array().unwrap().iter();
    let lacking: Vec<&Value> = lacking.filter(|one| one["kind"] == "RECIPIENT").collect();
    let charges: Vec<&Value> = lacking.iter().map(|one| &one["charge"]).collect();
    assert_eq!(charges, ["FIXED_COST", "TRAINER_POT"]);
    assert!(lacking.iter().all(|one| one["municipality"]["code"] == codes[0].to_string()));
    let administrator = house.administrator("norrbotten", "2560").await;
    for field in ["booksMissing { kind }", "recipientsFile { name }", "numberSeries { year }"] {
        let text = format!("query {{ region(slug: \"norrbotten\") {{ {field} }} }}");
        assert_eq!(administrator.refusal(&text, json!({})).await.0, "FORBIDDEN", "{field}");
    }
}

async fn numbers_are_told_year_by_year(world: World) {
    let house = House::over(world);
    house.import("goteborgsregionen-2022").await;
    let person = house.coordinator("goteborgsregionen").await;
    let asked = "query { region(slug: \"goteborgsregionen\") {
        numberSeries { year firstNumber lastNumber documents gaps } } }";
    let series = async || person.ask(asked, json!({})).await["region"]["numberSeries"].take();
    assert_eq!(series().await, json!([]));
    person.ask(ISSUE, json!({ "until": "2022-12-31" })).await;
    let expected = json!([{ "year": 2024, "firstNumber": "2024-00001", "lastNumber": "2024-00026",
        "documents": 26, "gaps": 0 }]);
    assert_eq!(series().await, expected);
}
