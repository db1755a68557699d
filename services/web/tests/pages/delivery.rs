//! Delivery: registering, enrolling, marking, closing and correcting, by forms alone.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::fake_api::{sample, samples};

fn variant(operation_file: &str, name: &str) -> Value {
    let all = samples(operation_file);
    let found = all.into_iter().find(|(file, _)| file.contains(name));
    found.unwrap_or_else(|| panic!("no sample {operation_file}.{name}")).1
}

fn sent(browser: &Browser, operation: &str) -> Value {
    browser.api.asked(operation)[0].variables["input"].clone()
}

#[tokio::test]
async fn a_day_is_added_without_losing_what_was_typed() {
    let mut browser = Browser::signed_in();
    let fields = [("kurs", "Våld"), ("antal", "2"), ("datum-1", "2026-12-09"), ("gor", "dag")];
    let page = browser.post("/norrbotten/kurser/ny", "/norrbotten/kurser/ny", &fields).await.page();
    assert!(page.text().contains("Kursdag 3"), "{}", page.text());
    assert_eq!(page.value_of("kurs"), "Våld");
    assert_eq!(page.value_of("datum-1"), "2026-12-09");
    assert!(browser.api.asked("OccasionRegister").is_empty());
}

#[tokio::test]
async fn an_occasion_is_sent_with_the_days_that_have_a_date() {
    let mut browser = Browser::signed_in();
    let fields = [
        ("kurs", " Våld "),
        ("platser", "30"),
        ("antal", "2"),
        ("datum-1", "2026-12-09"),
        ("form-1", "DIGITAL"),
        ("langd-1", "0.5"),
    ];
    let got = browser.post("/norrbotten/kurser/ny", "/norrbotten/kurser/ny", &fields).await;
    assert_eq!(got.location.as_deref(), Some("/norrbotten/kurser/o-9"));
    let expected = json!({
        "region": "norrbotten", "code": null, "course": "Våld", "venue": null, "capacity": 30,
        "days": [{ "date": "2026-12-09", "delivery": "DIGITAL", "length": "0.5" }],
    });
    assert_eq!(sent(&browser, "OccasionRegister"), expected);
}

#[tokio::test]
async fn faults_of_an_occasion_stand_at_their_fields() {
    let mut browser = Browser::signed_in();
    let fields = [("platser", "många"), ("datum-0", "i morgon")];
    let text = browser.post("/norrbotten/kurser/ny", "/norrbotten/kurser/ny", &fields).await.page();
    let text = text.text();
    for told in ["Skriv vad kursen heter", "Skriv ett helt antal", "Välj ett datum"] {
        assert!(text.contains(told), "{told} in {text}");
    }
    let refused = json!({ "errors": [{ "extensions": {
        "code": "INVALID_INPUT", "fields": [{ "path": "days.0.date" }],
    } }] });
    browser.api.answer("OccasionRegister", refused);
    let fields = [("kurs", "Våld"), ("antal", "2"), ("datum-1", "2040-01-01")];
    let page = browser.post("/norrbotten/kurser/ny", "/norrbotten/kurser/ny", &fields).await.page();
    assert!(page.links().contains("#datum-1"), "the day that was sent first is the second field");
}

#[tokio::test]
async fn known_persons_are_found_and_enrolled() {
    let mut browser = Browser::signed_in();
    browser.api.answer("Occasion", variant("occasion", "search"));
    let page = browser.get("/norrbotten/kurser/o-1?sok=person").await.page();
    assert_eq!(browser.api.asked("Occasion")[0].variables["search"], "person");
    assert!(page.text().contains("Person 17, Luleå"));
    let fields = [("person", "p-17"), ("namn", "någon annan"), ("kommun", "2580")];
    browser.post("/norrbotten/kurser/o-1", "/norrbotten/kurser/o-1/anmal", &fields).await;
    let input = sent(&browser, "EnrolmentCreate");
    assert_eq!([&input["person"], &input["name"]], [&json!("p-17"), &Value::Null]);
}

#[tokio::test]
async fn an_enrolment_without_a_name_or_a_seat_is_told() {
    let mut browser = Browser::signed_in();
    let (page, form) = ("/norrbotten/kurser/o-1", "/norrbotten/kurser/o-1/anmal");
    let got = browser.post(page, form, &[("kommun", "")]).await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    let links = got.page();
    assert!(links.links().contains("#namn") && links.links().contains("#kommun"));
    browser.api.refuse("EnrolmentCreate", "CONFLICT");
    let got = browser.post(page, form, &[("namn", "Ny"), ("kommun", "2580")]).await;
    assert_eq!(got.status, StatusCode::CONFLICT);
    assert_eq!(got.page().value_of("namn"), "Ny");
}

#[tokio::test]
async fn a_municipal_administrator_enrols_their_own_only() {
    let mut browser = Browser::signed_in();
    let mut answer = sample("Occasion");
    answer["data"]["region"]["viewer"] = json!({
        "role": "MUNICIPAL_ADMINISTRATOR",
        "municipality": { "code": "2584", "name": "Kiruna" },
        "permissions": ["READ_OCCASIONS", "READ_PERSONS", "ENROL"],
    });
    browser.api.answer("Occasion", answer);
    let page = browser.get("/norrbotten/kurser/o-1").await.page();
    let offered: Vec<_> = page.all("option").filter_map(|one| one.attribute("value")).collect();
    assert_eq!(offered, ["2584"]);
    assert!(page.text().contains("Deltagare från Kiruna"));
    assert!(!page.text().contains("Stäng tisdag"), "closing is the coordinator's");
}

#[tokio::test]
async fn the_rest_are_marked_as_there() {
    let mut browser = Browser::signed_in();
    let fields = [("d-e-2", "ABSENT"), ("gor", "ovriga")];
    let got = browser.post("/norrbotten/kursdagar/d-2", "/norrbotten/kursdagar/d-2", &fields).await;
    assert_eq!(got.location.as_deref(), Some("/norrbotten/kursdagar/d-2"));
    let input = sent(&browser, "AttendanceMark");
    let marks = json!([
        { "enrolment": "e-1", "mark": "ATTENDED" },
        { "enrolment": "e-2", "mark": "ABSENT" },
    ]);
    assert_eq!(input["marks"], marks, "e-3 is not expected on the day");
    assert_eq!(input["trainers"], json!([{ "assignment": "t-1", "served": true }]));
}

#[tokio::test]
async fn a_day_is_closed_after_telling_what_it_counts() {
    let mut browser = Browser::signed_in();
    let page = browser.get("/norrbotten/kursdagar/d-2/stang").await.page();
    assert!(page.text().contains("2 saknar markering"), "{}", page.text());
    assert_eq!(page.all("form").count(), 1, "only the way out: {}", page.text());
    let mut day = sample("CourseDay");
    day["data"]["region"]["courseDay"]["trainers"][0]["served"] = json!(true);
    browser.api.answer("CourseDay", day);
    let mut people = sample("DayParticipants");
    people["data"]["region"]["occasion"]["participants"][0]["days"][1]["mark"] = json!("ABSENT");
    browser.api.answer("DayParticipants", people);
    let text = browser.get("/norrbotten/kursdagar/d-2/stang").await.page().text();
    assert!(text.contains("Kiruna 1 0 Luleå 0 1") && text.contains("Summa 1 1"), "{text}");
    assert!(text.contains("Utbildare 1, kursledare (Kiruna)"), "{text}");
}

#[tokio::test]
async fn a_closed_day_tells_what_it_counted_and_is_corrected_with_a_reason() {
    let mut browser = Browser::signed_in();
    browser.api.answer("CourseDay", variant("course_day", "closed"));
    let text = browser.get("/norrbotten/kursdagar/d-1").await.page().text();
    for told in ["Kiruna 0 1 Luleå 1 0", "Missades på listan", "från frånvarande till närvarande"]
    {
        assert!(text.contains(told), "{told} in {text}");
    }
    let (page, fields) = ("/norrbotten/kursdagar/d-1/ratta", [("d-e-1", "ABSENT"), ("skal", " ")]);
    let got = browser.post(page, page, &fields).await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(got.page().links().contains("#skal"));
    assert!(browser.api.asked("CourseDayCorrect").is_empty());
}

#[tokio::test]
async fn the_calendar_leads_to_the_months_around() {
    let mut browser = Browser::signed_in();
    let page = browser.get("/norrbotten/kurser/kalender?manad=2026-12").await.page();
    let links = page.links();
    assert!(links.contains("/norrbotten/kurser/kalender?manad=2026-11"));
    assert!(links.contains("/norrbotten/kurser/kalender?manad=2027-01"));
    let asked = &browser.api.asked("Calendar")[0].variables;
    assert_eq!([&asked["from"], &asked["to"]], [&json!("2026-12-01"), &json!("2026-12-31")]);
    // What is no month shows this one.
    let page = browser.get("/norrbotten/kurser/kalender?manad=x").await.page();
    assert_eq!(page.heading(), "November 2026");
}

#[tokio::test]
async fn what_late_cancellation_costs_is_told_before_and_after() {
    let address = "/norrbotten/kurser/o-1/anmalda/e-1/avboka";
    let mut browser = Browser::signed_in();
    let text = browser.get(address).await.page().text();
    for told in ["17 november 2026 debiteras Luleå", "mindre än 14 dagar före kursdagen"] {
        assert!(text.contains(told), "{told} in {text}");
    }
    assert!(!text.contains("betalar ingen kursavgift"), "{text}");
    let got = browser.post(address, address, &[]).await;
    let text = browser.get(got.location.as_deref().unwrap()).await.page().text();
    assert!(text.contains("Avbokad för sent: 17 november 2026 debiteras."), "{text}");

    let mut browser = Browser::signed_in();
    let none =
        json!({ "data": { "region": { "lateCancellation": { "days": 14, "courseDays": [] } } } });
    browser.api.answer("LateCancellation", none);
    let mut done = sample("EnrolmentCancel");
    done["data"]["enrolmentCancel"]["participants"][0]["days"][1]["mark"] = json!("CANCELLED");
    browser.api.answer("EnrolmentCancel", done);
    let text = browser.get(address).await.page().text();
    assert!(text.contains("Luleå betalar ingen kursavgift för de dagarna."), "{text}");
    let got = browser.post(address, address, &[]).await;
    let text = browser.get(got.location.as_deref().unwrap()).await.page().text();
    assert!(
        text.contains("Anmälan är avbokad."),
        "absence on a closed day is no late cancellation: {text}"
    );
}

#[tokio::test]
async fn the_agreement_tells_when_cancelling_costs() {
    let mut browser = Browser::signed_in();
    let text = browser.get("/norrbotten/avtal").await.page().text();
    assert!(text.contains("Den som avbokar debiteras aldrig."), "{text}");
    let mut charging = sample("Agreement");
    let fee = &mut charging["data"]["region"]["agreement"]["courseFee"];
    fee["basis"] = json!("REGISTERED");
    fee["lateCancellationDays"] = json!(14);
    browser.api.answer("Agreement", charging);
    let text = browser.get("/norrbotten/avtal").await.page().text();
    assert!(
        text.contains("Den som avbokar mindre än 14 dagar före kursdagen räknas som utebliven."),
        "{text}"
    );
}
