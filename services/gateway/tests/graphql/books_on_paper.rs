//! Documents on paper: they say what the document says, day by day, and how each share of a pot came about.

use std::collections::BTreeMap;

use domain::{Money, swedish};
use lopdf::Document;
use serde_json::{Value, json};
use testkit::World;

use crate::books::{DOCUMENTS, ISSUE, content, economist, file, set_up};
use crate::house::Person;

testkit::on_both_databases!(
    paper_says_what_the_document_says,
    what_was_issued_before_the_set_up_says_so_on_paper,
);

const POTS: &str = "query { region(slug: \"goteborgsregionen\") { trainerPots {
    year shares { municipality { name } amount points } } } }";

/// The text of a file as it is read, with plain spaces.
pub(crate) fn text(pdf: &[u8]) -> String {
    let pdf = Document::load_mem(pdf).unwrap();
    let pages: Vec<u32> = pdf.get_pages().into_keys().collect();
    plain(&pdf.extract_text(&pages).unwrap().replace('\n', ""))
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn money(value: &Value) -> Money {
    value.as_str().unwrap().parse().unwrap()
}

fn figure(amount: Money) -> String {
    plain(&swedish::figure(amount))
}

/// The amount in the sum of a name.
fn summed<'a>(text: &'a str, name: &str) -> &'a str {
    assert!(text.contains(name), "{name} in {text}");
    text.split_once(name).unwrap().1.trim_start()
}

async fn rows(person: &Person, id: &Value) -> Vec<BTreeMap<String, String>> {
    let bytes = content(&file(person, id, "CSV").await);
    let mut table = csv::Reader::from_reader(bytes.as_slice());
    table.deserialize().map(Result::unwrap).collect()
}

async fn paper_says_what_the_document_says(world: World) {
    let (_, person, codes) = economist(world).await;
    set_up(&person, &codes).await;
    person.ask(ISSUE, json!({ "until": "2022-12-31" })).await;
    let region = person.ask(DOCUMENTS, json!({})).await["region"].take();
    let pots = person.ask(POTS, json!({})).await["region"]["trainerPots"].take();
    let (mut days, mut shared) = (0, 0);
    for document in region["documents"]["nodes"].as_array().unwrap() {
        let number = document["number"].as_str().unwrap();
        let made = file(&person, &document["id"], "PDF").await;
        assert_eq!(made["name"], format!("goteborgsregionen-{number}.pdf"));
        assert_eq!(made["mediaType"], "application/pdf");
        let bytes = content(&made);
        let text = text(&bytes);
        let rows = rows(&person, &document["id"]).await;
        assert!(text.contains(&format!("Fakturaunderlag {number}")), "{text}");
        assert!(text.contains("Bankgiro 5402-9681") || money(&document["payable"]).is_negative());
        assert!(text.contains(&rows[0]["payment_reference"]), "{text}");
        assert!(text.contains(&format!("Avtal {}", rows[0]["agreement"])), "{text}");
        let payable = money(&document["payable"]);
        if payable.is_negative() {
            assert!(text.contains(&format!("Att få {}", figure(payable.negated().unwrap()))));
        } else {
            assert!(text.contains(&format!("Att betala {}", figure(payable))), "{text}");
        }
        assert!(summed(&text, "Summa utan moms").starts_with(&figure(money(&document["total"]))));
        let mut by_day: BTreeMap<&str, Money> = BTreeMap::new();
        for row in rows.iter().filter(|row| !row["course_day"].is_empty()) {
            let sum = by_day.entry(&row["course_day"]).or_default();
            *sum = sum.plus(row["amount"].parse().unwrap()).unwrap();
        }
        days += by_day.len();
        let with_one_day = by_day.iter().filter(|(day, _)| {
            // Days of several occasions have a sum each.
            text.matches(&format!("Summa {day}")).count() == 1
        });
        for (day, sum) in with_one_day {
            assert!(summed(&text, &format!("Summa {day}")).starts_with(&figure(*sum)), "{day}");
        }
        assert!(text.contains("Bilaga 1: Så är beloppen beräknade"));
        let has_share =
            document["lines"].as_array().unwrap().iter().any(|line| line["kind"] == "TRAINER_POT");
        assert_eq!(text.contains("Bilaga 2: Så är utbildarpotten delad"), has_share);
        if has_share {
            shared += 1;
            let pot = pots.as_array().unwrap().iter().find(|pot| pot["year"] == 2022).unwrap();
            for share in pot["shares"].as_array().unwrap() {
                let name = share["municipality"]["name"].as_str().unwrap();
                let appendix = text.split_once("Andelarna av potten för 2022.").unwrap().1;
                let own = summed(appendix, name);
                assert!(own.contains(&figure(money(&share["amount"]))), "{name}: {own}");
            }
        }
        assert_eq!(file(&person, &document["id"], "PDF").await, made, "the same for ever");
        let xml = content(&file(&person, &document["id"], "PEPPOL").await);
        let xml = String::from_utf8(xml).unwrap();
        assert!(xml.contains(made["content"].as_str().unwrap()), "attached to the e-invoice");
    }
    assert!(days > 20 && shared > 0, "{days} {shared}");
}

async fn what_was_issued_before_the_set_up_says_so_on_paper(world: World) {
    let (house, person, codes) = economist(world).await;
    person.ask(ISSUE, json!({ "until": "2022-12-31" })).await;
    set_up(&person, &codes).await;
    let region = person.ask(DOCUMENTS, json!({})).await["region"].take();
    let document = &region["documents"]["nodes"][0];
    let text = text(&content(&file(&person, &document["id"], "PDF").await));
    assert!(text.contains("Underlag utfärdat innan säljare var angiven"), "{text}");
    assert!(text.contains("Momsen var inte vald"), "{text}");
    assert!(!text.contains("5402-9681"), "what is set up later does not come in");
    assert!(text.contains(document["number"].as_str().unwrap()));
    assert!(summed(&text, "Summa utan moms").starts_with(&figure(money(&document["total"]))));
    let other = codes.iter().find(|code| document["municipality"]["code"] != code.as_str());
    let administrator = house.administrator("goteborgsregionen", other.unwrap()).await;
    let variables = json!({ "id": document["id"], "format": "PDF" });
    assert_eq!(administrator.refusal(crate::books::FILE, variables).await.0, "NOT_FOUND");
}
