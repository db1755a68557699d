//! The audit's page: what was done leads to where it can be seen, and filters stay.

use serde_json::json;

use crate::browser::Browser;
use crate::fake_api::sample;

const PAGE: &str = "/norrbotten/handelser";

#[tokio::test]
async fn what_was_done_leads_to_where_it_is_seen() {
    let mut browser = Browser::signed_in();
    let page = browser.get(PAGE).await.page();
    for link in [
        "/norrbotten/kursdagar/d-2",
        "/norrbotten/avrakning",
        "/norrbotten/handelser?vem=Karin+Nilsson",
        "/norrbotten/handelser?efter=c-1",
    ] {
        assert!(page.links().contains(link), "{link} in {:?}", page.links());
    }
    assert!(page.text().contains("kommandoraden something-new"), "an unknown action is shown");
    for told in [
        "Karin Nilsson Utfärdade underlag Avräkning",
        "Adam Ek Såg uppgifter om 2 personer Personer",
        "Adam Ek Nekades: saknar behörighet ledger",
    ] {
        assert!(page.text().contains(told), "{told} in {}", page.text());
    }
    assert!(page.text().contains("1 234 händelser"), "{}", page.text());
}

#[tokio::test]
async fn filters_are_asked_for_and_stay() {
    let mut browser = Browser::signed_in();
    let address = format!("{PAGE}?vem=Karin+Nilsson&vad=documents-issue&fran=2026-11-01");
    let page = browser.get(&address).await.page();
    let expected = json!({
        "actor": "Karin Nilsson", "kind": null, "action": "documents-issue", "person": null,
        "from": "2026-11-01", "to": null
    });
    assert_eq!(browser.api.asked("Audit")[0].variables["filter"], expected);
    assert!(page.text().contains("Bara det som Karin Nilsson har gjort."));
    assert_eq!(page.value_of("fran"), "2026-11-01");
    let next =
        "/norrbotten/handelser?vem=Karin+Nilsson&vad=documents-issue&fran=2026-11-01&efter=c-1";
    assert!(page.links().contains(next), "{:?}", page.links());
}

#[tokio::test]
async fn readings_of_one_person_are_found() {
    let mut browser = Browser::signed_in();
    let person = "01930000-0000-7000-8000-000000000001";
    let page = browser.get(&format!("{PAGE}?slag=READING&person={person}")).await.page();
    let filter = &browser.api.asked("Audit")[0].variables["filter"];
    assert_eq!((&filter["kind"], &filter["person"]), (&json!("READING"), &json!(person)));
    assert!(page.text().contains(&format!("Bara det som gäller personen med id {person}.")));
    let next = format!("/norrbotten/handelser?person={person}&slag=READING&efter=c-1");
    assert!(page.links().contains(next.as_str()), "{:?}", page.links());
    browser.get(&format!("{PAGE}?slag=N%C3%A5got")).await.page();
    assert!(browser.api.asked("Audit")[1].variables["filter"]["kind"].is_null(), "no kind");
}

#[tokio::test]
async fn a_date_that_is_none_is_explained_and_an_empty_list_leads_on() {
    let mut browser = Browser::signed_in();
    let page = browser.get(&format!("{PAGE}?till=i+g%C3%A5r")).await.page();
    assert!(page.links().contains("#till"));
    assert_eq!(page.value_of("till"), "i går");
    let mut nothing = sample("Audit");
    nothing["data"]["region"]["audit"] = json!({
        "totalCount": 0, "nodes": [], "pageInfo": { "hasNextPage": false, "endCursor": null }
    });
    browser.api.answer("Audit", nothing);
    let page = browser.get(&format!("{PAGE}?vad=documents-issue")).await.page();
    assert!(page.text().contains("Inga händelser med de valen"));
}
