//! Settlement's pages: nothing is issued but what was previewed, and every kind of line is explained.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::fake_api::{sample, sample_file};

const PAGE: &str = "/norrbotten/avrakning";

#[tokio::test]
async fn what_was_previewed_is_what_is_issued() {
    let mut browser = Browser::signed_in();
    let page = browser.get("/norrbotten/avrakning?datum=2026-12-31").await.page();
    let fields = ["datum", "fingeravtryck", "nyckel"].map(|name| (name, page.value_of(name)));
    let got = browser.post(PAGE, PAGE, &fields).await;
    assert_eq!(got.location.as_deref(), Some("/norrbotten/avrakning?datum=2026-12-31"));
    let input = &browser.api.asked("DocumentsIssue")[0].variables["input"];
    let expected = json!({ "region": "norrbotten", "until": "2026-12-31", "fingerprint": "f1a2b3",
        "idempotencyKey": page.value_of("nyckel") });
    assert_eq!(*input, expected);
    assert!(page.value_of("nyckel").len() > 20, "a key of its own");
    let text = browser.get("/norrbotten/avrakning?datum=2026-12-31").await.page().text();
    assert!(text.contains("15 underlag är utfärdade, 2026-00015–2026-00029"), "{text}");
}

#[tokio::test]
async fn a_preview_that_has_changed_is_shown_anew() {
    let mut browser = Browser::signed_in();
    browser.api.refuse("DocumentsIssue", "CONFLICT");
    let fields = [("datum", "2026-12-31"), ("fingeravtryck", "old")];
    let got = browser.post(PAGE, PAGE, &fields).await;
    assert_eq!(got.status, StatusCode::CONFLICT);
    let page = got.page();
    assert!(page.text().contains("inget har utfärdats"));
    assert_eq!(page.value_of("fingeravtryck"), "f1a2b3");
    let asked = browser.api.asked("Settlement");
    assert_eq!(asked[asked.len() - 1].variables["until"], "2026-12-31");
}

#[tokio::test]
async fn a_preview_adds_up_per_municipality_and_shows_one_at_a_time() {
    let mut browser = Browser::signed_in();
    let page = browser.get(PAGE).await.page();
    let luleå = "/norrbotten/avrakning?datum=2026-11-24&kommun=2580#kommunens-underlag";
    assert!(page.links().contains(luleå), "{:?}", page.links());
    assert!(page.text().contains("3 kursdagar till och med 24 november 2026 är inte stängda"));
    assert!(page.text().contains("Pajala har inte anmält någon"));
    let chosen = browser.get(luleå.split('#').next().unwrap()).await.page();
    assert!(chosen.text().contains("Luleå, underlag för underlag"));
    assert!(chosen.text().contains("Andel av utbildarpotten Rättelse"), "{}", chosen.text());
    assert!(chosen.text().contains("i stället för"), "{}", chosen.text());
    let day = "01890000-0000-7000-8000-000000000031";
    assert!(chosen.links().iter().any(|link| link.ends_with(day)), "{:?}", chosen.links());
    let credit = "Kalix får tillbaka mer än den ska betala, −1 250 kr: det blir en kreditfaktura.";
    assert!(page.text().contains(credit), "{}", page.text());
    let asked = browser.api.asked("Settlement");
    assert_eq!(asked[0].variables["chosen"], false);
    assert_eq!(asked[1].variables["municipality"], "2580");
}

#[tokio::test]
async fn a_date_that_is_none_is_kept_and_explained() {
    let mut browser = Browser::signed_in();
    let page = browser.get("/norrbotten/avrakning?datum=31%2F12").await.page();
    assert_eq!(page.value_of("datum"), "31/12");
    assert!(page.links().contains("#datum"));
    assert_eq!(browser.api.asked("Settlement")[0].variables["until"], "2026-11-24");
}

#[tokio::test]
async fn nothing_to_issue_is_said_and_nothing_can_be_sent() {
    let mut browser = Browser::signed_in();
    let mut answer = sample("Settlement");
    let preview = &mut answer["data"]["region"]["settlementPreview"];
    *preview = json!({
        "total": "0.00", "fingerprint": "e0", "openDays": 0, "documents": [], "findings": [],
        "missing": [], "fourEyes": false, "attestations": [],
    });
    answer["data"]["region"]["runs"]["totalCount"] = json!(0);
    browser.api.answer("Settlement", answer);
    let page = browser.get(PAGE).await.page();
    assert!(page.text().contains("Allt till och med 24 november 2026 är utfärdat"));
    assert!(page.text().contains("Inget är utfärdat än"));
    assert_eq!(
        page.all("form")
            .filter(|form| form.is("action", PAGE) && form.is("method", "post"))
            .count(),
        0
    );
}

#[tokio::test]
async fn documents_are_filtered_and_paged_by_links() {
    let mut browser = Browser::signed_in();
    let path = "/norrbotten/underlag?ar=2026&kommun=2580&efter=x";
    let page = browser.get(path).await.page();
    let asked = &browser.api.asked("Documents")[0].variables;
    assert_eq!(
        [&asked["year"], &asked["municipality"], &asked["after"]],
        [&json!(2026), &json!("2580"), &json!("x")]
    );
    assert!(page.links().contains("/norrbotten/underlag?ar=2026&kommun=2580&efter=bmFzdGE"));
    assert!(page.links().contains("/norrbotten/underlag?ar=2026&kommun=2580"));
    let chosen: Vec<_> = page
        .all("option")
        .filter(|option| option.attribute("selected").is_some())
        .map(|option| option.text.clone())
        .collect();
    assert_eq!(chosen, ["2026", "Luleå"]);
}

#[tokio::test]
async fn a_municipal_administrator_filters_by_year_only() {
    let mut browser = Browser::signed_in();
    let mut answer = sample("Documents");
    answer["data"]["region"]["viewer"]["municipality"] =
        json!({ "code": "2584", "name": "Kiruna" });
    browser.api.answer("Documents", answer);
    let page = browser.get("/norrbotten/underlag").await.page();
    assert_eq!(page.all("select").count(), 1);
}

#[tokio::test]
async fn a_document_says_who_pays_whom() {
    for (total, told) in [
        ("81390.50", "Luleå betalar 81 390,50 kr till Norrbottens Kommuner."),
        ("-44370.00", "Norrbottens Kommuner betalar 44 370 kr till Luleå."),
        ("0.00", "är kvitt"),
    ] {
        let mut browser = Browser::signed_in();
        let mut answer = sample("Document");
        answer["data"]["region"]["document"]["payable"] = json!(total);
        browser.api.answer("Document", answer);
        let page = browser.get("/norrbotten/underlag/u-3").await.page();
        assert!(page.text().contains(told), "{}", page.text());
        assert!(page.links().contains("/norrbotten/underlag/rader/l-99"));
        assert!(page.links().contains("/norrbotten/kursdagar/d-1"));
    }
}

#[tokio::test]
async fn every_kind_of_line_is_explained() {
    for (variant, told) in [
        ("document_line", "Rätt belopp är 433,33 kr. Tidigare underlag har tagit upp 933,33 kr."),
        ("document_line", "Kursdagen har ett eget pris för Lokal och fika"),
        ("document_line.fixed_cost", "Älvsbyn betalar del 1 av 2 av sin andel för 2026"),
        ("document_line.fixed_cost", "8 035 av 249 768 invånare × 950 000 kr = 30 561,3609… kr"),
        ("document_line.trainer_pot", "2 av 7,5 poäng × 20 000 kr = 5 333,3333… kr → 5 333 kr"),
        (
            "document_line.trainer_pot",
            "uppåt, den här till 5 334 kr, hade de tillsammans blivit 20 001 kr",
        ),
        ("document_line.withdrawn", "Det gäller inte längre"),
        ("document_line.credit", "Det sätts ned för gott, och regionen står för det"),
    ] {
        let mut browser = Browser::signed_in();
        browser.api.answer("DocumentLine", sample_file(variant));
        let page = browser.get("/norrbotten/underlag/rader/l-1").await.page();
        assert!(page.text().contains(told), "{variant} does not tell {told}: {}", page.text());
        assert!(page.links().contains("/norrbotten/avtal/a-2023"));
        assert!(page.links().contains("/norrbotten/underlag/u-3"));
    }
}

#[tokio::test]
async fn the_pot_is_drawn_and_told_year_by_year() {
    let mut browser = Browser::signed_in();
    let page = browser.get("/norrbotten/utbildarpott").await.page();
    let bars: Vec<&str> = page.all("rect").filter_map(|bar| bar.attribute("width")).collect();
    assert_eq!([bars[0], bars[1], bars.last().unwrap()], ["360", "144", "18"]);
    assert!(page.links().contains("/norrbotten/underlag/rader/l-0"));
    let empty = browser.get("/norrbotten/utbildarpott?ar=2022&avtal=a-2022").await.page();
    assert_eq!(empty.all("svg").count(), 0);
    assert!(empty.text().contains("förs över till nästa år"));
    let mut answer = sample("TrainerPots");
    answer["data"]["region"]["trainerPots"] = Value::Array(Vec::new());
    browser.api.answer("TrainerPots", answer);
    let none = browser.get("/norrbotten/utbildarpott").await.page();
    assert!(none.text().contains("Ingen utbildarpott"));
}

#[tokio::test]
async fn an_empty_ledger_says_when_it_will_fill() {
    let mut browser = Browser::signed_in();
    let mut answer = sample("Ledger");
    answer["data"]["region"]["ledger"] = json!({ "balanced": true, "accounts": [] });
    browser.api.answer("Ledger", answer);
    assert!(
        browser.get("/norrbotten/huvudbok").await.page().text().contains("Inget är bokfört än")
    );
}

#[tokio::test]
async fn a_draft_charges_nothing_and_the_pages_say_so() {
    let mut browser = Browser::signed_in();
    let mut answer = sample("Settlement");
    let region = &mut answer["data"]["region"];
    region["agreement"]["state"] = json!("DRAFT");
    region["settlementPreview"]["documents"] = json!([]);
    region["runs"] = json!({ "totalCount": 0, "nodes": [], "pageInfo": { "hasNextPage": false, "endCursor": null } });
    browser.api.answer("Settlement", answer);
    let text = browser.get(PAGE).await.page().text();
    assert!(text.contains("är ett utkast"), "{text}");
    assert!(!text.contains("Allt till och med"), "nothing has been issued: {text}");
    let mut answer = sample("Start");
    let region = &mut answer["data"]["region"];
    region["agreement"]["state"] = json!("UPCOMING");
    region["settlementPreview"]["documents"] = json!([]);
    browser.api.answer("Start", answer);
    let text = browser.get("/norrbotten").await.page().text();
    assert!(text.contains("gäller från 1 juli 2023. Då kommer underlagen hit"), "{text}");
}

#[tokio::test]
async fn what_is_missing_is_told_and_blocks_once_a_seller_is_set_up() {
    let mut browser = Browser::signed_in();
    let mut answer = sample("Settlement");
    let missing = &mut answer["data"]["region"]["settlementPreview"]["missing"];
    let page = browser.get(PAGE).await.page();
    assert!(page.text().contains("Säljare, moms och mottagare är inte inställda."));
    assert!(page.text().contains("Utfärda 15 underlag"), "nothing is set up, and nothing blocks");
    missing.as_array_mut().unwrap().retain(|one| one["kind"] != "SELLER");
    browser.api.answer("Settlement", answer);
    let page = browser.get(PAGE).await.page();
    assert!(
        page.text().contains("Övertorneå saknar mottagare för fast kostnad."),
        "{}",
        page.text()
    );
    assert!(page.text().contains("Moms är inte vald för utbildarpott (trainer_pot)."));
    assert!(!page.text().contains("Utfärda 15 underlag"));
    assert!(page.links().contains("/norrbotten/bokforing"));
}

#[tokio::test]
async fn a_file_that_is_withheld_says_why_and_what_to_do() {
    let mut browser = Browser::signed_in();
    browser.api.answer("DocumentFile", sample_file("document_file.withheld"));
    let got = browser.get("/norrbotten/underlag/u-3/fil/peppol").await;
    assert_eq!(got.status, StatusCode::CONFLICT);
    let page = got.page();
    assert!(page.text().contains("Underlaget utfärdades innan någon säljare var inställd."));
    assert!(page.links().contains("/norrbotten/bokforing"));
    let nowhere = browser.get("/norrbotten/underlag/u-3/fil/exe").await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn with_two_persons_one_attests_and_another_issues() {
    let shown = async |attestations: Value| {
        let mut browser = Browser::signed_in();
        let mut answer = sample("Settlement");
        let preview = &mut answer["data"]["region"]["settlementPreview"];
        preview["missing"] = json!([]);
        preview["fourEyes"] = json!(true);
        preview["attestations"] = attestations;
        browser.api.answer("Settlement", answer);
        browser.get(PAGE).await.page().text()
    };
    let attestation =
        |own: bool| json!([{ "by": "Eva Lund", "at": "2026-11-24T09:00:00Z", "own": own }]);
    let text = shown(json!([])).await;
    assert!(text.contains("Attestera 15 underlag") && !text.contains("Utfärda 15"), "{text}");
    let text = shown(attestation(true)).await;
    assert!(text.contains("Du attesterade 2026-11-24 10:00."), "{text}");
    assert!(!text.contains("Utfärda 15") && !text.contains("Attestera 15"), "{text}");
    let text = shown(attestation(false)).await;
    assert!(text.contains("Attesterad av Eva Lund") && text.contains("Utfärda 15"), "{text}");
}
