//! Payments' pages: what is typed is what is recorded, a file is looked at before it is booked, and all adds up.

use axum::http::StatusCode;
use serde_json::json;

use crate::browser::Browser;
use crate::fake_api::sample;

const DOCUMENT: &str = "/norrbotten/underlag/u-3";
const PAYMENTS: &str = "/norrbotten/avrakning/betalningar";
const FILES: &str = "/norrbotten/avrakning/betalningar/bankfiler";

#[tokio::test]
async fn a_payment_is_recorded_as_it_is_typed() {
    let mut browser = Browser::signed_in();
    let page = browser.get(DOCUMENT).await.page();
    assert_eq!(page.value_of("belopp"), "228\u{a0}067", "all that is left");
    let key = page.value_of("nyckel").to_owned();
    assert!(key.len() > 20, "{key}");
    let fields = [
        ("datum", "2026-11-24"),
        ("belopp", "12 500,50"),
        ("anteckning", "Swish"),
        ("nyckel", &key),
    ];
    let got = browser.post(DOCUMENT, "/norrbotten/underlag/u-3/betalningar", &fields).await;
    assert_eq!(got.location.as_deref(), Some("/norrbotten/underlag/u-3#betalning"));
    let input = &browser.api.asked("PaymentRecord")[0].variables["input"];
    let expected = json!({ "region": "norrbotten", "document": "u-3", "date": "2026-11-24",
        "amount": "12500.50", "note": "Swish", "idempotencyKey": key });
    assert_eq!(*input, expected);
}

#[tokio::test]
async fn what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost() {
    let address = "/norrbotten/underlag/u-3/betalningar";
    let mut browser = Browser::signed_in();
    let got = browser.post(DOCUMENT, address, &[("datum", "igår"), ("belopp", "tolv")]).await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = got.page();
    assert_eq!([page.value_of("datum"), page.value_of("belopp")], ["igår", "tolv"]);
    assert!(page.links().contains("#datum") && page.links().contains("#belopp"));
    assert!(browser.api.asked("PaymentRecord").is_empty());
    let refused = json!({ "errors": [{ "extensions": { "code": "INVALID_INPUT",
        "fields": [{ "path": "input.amount", "message": "expected less" }] } }] });
    browser.api.answer("PaymentRecord", refused);
    let fields = [("datum", "2026-11-24"), ("belopp", "999999"), ("nyckel", "k-1")];
    let page = browser.post(DOCUMENT, address, &fields).await.page();
    assert!(page.text().contains("inte är mer än det som är kvar att betala"), "{}", page.text());
    assert_eq!([page.value_of("belopp"), page.value_of("nyckel")], ["999999", "k-1"]);
}

#[tokio::test]
async fn only_what_stands_can_be_taken_back_and_only_by_those_who_settle() {
    let mut browser = Browser::signed_in();
    let page = browser.get(DOCUMENT).await.page();
    let reversals: Vec<_> = page
        .all("form")
        .filter_map(|form| form.attribute("action"))
        .filter(|to| to.ends_with("aterfor"))
        .collect();
    assert_eq!(reversals, ["/norrbotten/underlag/u-3/betalningar/p-3/aterfor"]);
    assert!(
        page.text().contains("Påminnelser: 2026-07-10 om 228 067 kr av Karin Nilsson."),
        "{}",
        page.text()
    );
    let fields = [("skal-2", "Fel underlag"), ("nyckel", "k-1")];
    browser.post(DOCUMENT, reversals[0], &fields).await;
    let input = &browser.api.asked("PaymentReverse")[0].variables["input"];
    let expected = json!({ "region": "norrbotten", "payment": "p-3", "reason": "Fel underlag",
        "idempotencyKey": "k-1" });
    assert_eq!(*input, expected);
    let mut answer = sample("Document");
    answer["data"]["region"]["viewer"]["permissions"] =
        json!(["READ_AGREEMENTS", "READ_DOCUMENTS"]);
    browser.api.answer("Document", answer);
    let page = browser.get(DOCUMENT).await.page();
    assert!(page.text().contains("Kvar att betala"));
    assert!(
        page.all("form")
            .filter_map(|form| form.attribute("action"))
            .all(|to| !to.contains("betalningar"))
    );
}

#[tokio::test]
async fn a_file_is_looked_at_before_it_is_booked() {
    let mut browser = Browser::signed_in();
    let page = browser.upload_as(FILES, ("fil", "bgmax.txt", b"01BGMAX")).await.page();
    let text = page.text();
    for told in
        ["Inget är bokfört än.", "Bokför 1 betalning på 208 067 kr", "Mer än det som är kvar"]
    {
        assert!(text.contains(told), "{told} in {text}");
    }
    let input = &browser.api.asked("BankFileImport")[0].variables["input"];
    assert_eq!([&input["dryRun"], &input["content"]], [&json!(true), &json!("MDFCR01BWA==")]);
    let typed = ["namn", "innehall", "nyckel"].map(|name| (name, page.value_of(name)));
    assert_eq!(typed[1].1, "MDFCR01BWA==");
    let got = browser.post(FILES, &format!("{FILES}/boka"), &typed).await;
    assert_eq!(got.location.as_deref(), Some("/norrbotten/avrakning/betalningar/bankfiler/b-1"));
    let input = &browser.api.asked("BankFileImport")[1].variables["input"];
    assert_eq!([&input["dryRun"], &input["name"]], [&json!(false), &json!("bgmax.txt")]);
}

#[tokio::test]
async fn a_file_that_does_not_hold_is_told_by_its_line() {
    for (path, told) in [
        ("input.content.1", "Filen är ingen BgMax-fil"),
        ("input.content.9", "Rad 9 stämmer inte med resten av filen"),
        ("input.content", "den är en testfil"),
    ] {
        let mut browser = Browser::signed_in();
        let refused = json!({ "errors": [{ "extensions": { "code": "INVALID_INPUT",
            "fields": [{ "path": path, "message": "expected digits" }] } }] });
        browser.api.answer("BankFileImport", refused);
        let got = browser.upload_as(FILES, ("fil", "bgmax.txt", b"x")).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(got.page().text().contains(told), "{told}");
    }
    let mut browser = Browser::signed_in();
    let got = browser.upload_as(FILES, ("fil", "stor.txt", &vec![b'0'; 150_001])).await;
    assert!(got.page().text().contains("större än sidan tar emot"));
    let got = browser.upload_as(FILES, ("annat", "x", b"x")).await;
    assert!(got.page().text().contains("Välj en fil från banken."));
}

#[tokio::test]
async fn the_ageing_list_is_filtered_by_links_and_says_when_it_does_not_agree() {
    let mut browser = Browser::signed_in();
    let page =
        browser.get(&format!("{PAYMENTS}?datum=2026-10-31&kommun=2580&efter=x")).await.page();
    let asked = &browser.api.asked("Payments")[0].variables;
    assert_eq!(
        [&asked["at"], &asked["municipality"], &asked["after"]],
        [&json!("2026-10-31"), &json!("2580"), &json!("x")]
    );
    assert!(page.text().contains("Stämmer med huvudboken"));
    assert!(page.text().contains("Summa 12 000 8 000 −500 500 208 067 228 067"), "{}", page.text());
    for link in [
        "/norrbotten/avrakning/betalningar?datum=2026-10-31",
        "/norrbotten/avrakning/betalningar?datum=2026-10-31&kommun=2580&efter=bmFzdGE",
        "/norrbotten/avrakning/kommuner/2580",
        "/norrbotten/avrakning/betalningar/paminnelse/2580",
    ] {
        assert!(page.links().contains(link), "{link} in {:?}", page.links());
    }
    let mut answer = sample("Payments");
    answer["data"]["region"]["receivables"]["ledgerBalance"] = json!("1.00");
    answer["data"]["region"]["overdueDocuments"]["toRemind"] = json!(0);
    browser.api.answer("Payments", answer);
    let page = browser.get(PAYMENTS).await.page();
    assert!(page.text().contains("Stämmer inte med huvudboken"));
    assert!(!page.text().contains("Skicka"), "nobody can be reminded");
}

#[tokio::test]
async fn an_account_is_drawn_and_told() {
    let mut browser = Browser::signed_in();
    let page = browser.get("/norrbotten/avrakning/kommuner/2580").await.page();
    let bars: Vec<&str> = page.all("rect").filter_map(|bar| bar.attribute("width")).collect();
    assert_eq!(bars, ["360", "148"]);
    let text = page.text();
    for told in
        ["96 000 kr, 4 000 kr ur potten avdraget", "Summa 240 000 14 000 92 067 4 000 328 067"]
    {
        assert!(text.contains(told), "{told} in {text}");
    }
    assert!(page.links().contains("/norrbotten/underlag/u-3"));
    let mut answer = sample("MunicipalityAccount");
    let account = &mut answer["data"]["region"]["municipalityAccount"];
    account["documents"] = json!([]);
    account["years"] = json!([]);
    account["left"] = json!("0.00");
    browser.api.answer("MunicipalityAccount", answer);
    let page = browser.get("/norrbotten/avrakning/kommuner/2580").await.page();
    assert!(page.text().contains("Luleå och Norrbottens Kommuner är kvitt."));
    assert!(page.text().contains("Inga underlag är utfärdade än"));
    assert_eq!(page.all("svg").count(), 0);
}

#[tokio::test]
async fn a_letter_reminds_by_print_and_mail() {
    let mut browser = Browser::signed_in();
    let page = browser.get("/norrbotten/avrakning/betalningar/paminnelse/2580").await.page();
    let links = page.links();
    let mail = links.iter().find(|link| link.starts_with("mailto:faktura@lulea.example?subject="));
    assert!(mail.is_some_and(|mail| mail.contains("20260000097")), "{links:?}");
    let mut answer = sample("ReminderLetter");
    answer["data"]["region"]["overdueDocuments"]["nodes"] = json!([]);
    browser.api.answer("ReminderLetter", answer);
    let got = browser.get("/norrbotten/avrakning/betalningar/paminnelse/2580").await;
    assert_eq!(got.status, StatusCode::NOT_FOUND);
}
