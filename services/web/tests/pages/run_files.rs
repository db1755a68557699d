//! All files of a run: asked for by a button, how far they have come without script, and what is taken in the end.

use axum::http::{StatusCode, header};
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::fake_api::sample_file;

const PAGE: &str = "/norrbotten/avrakning/omgangar/r-12/peppol";

/// The page, where the API answers with this sample.
async fn page(sample: &str) -> (Browser, String, String) {
    let mut browser = Browser::signed_in();
    browser.api.answer("RunFiles", sample_file(sample));
    let got = browser.get(PAGE).await;
    let body = got.body.clone();
    let text = got.page().text();
    (browser, body, text)
}

#[tokio::test]
async fn each_run_leads_to_its_files_in_every_format() {
    let mut browser = Browser::signed_in();
    let page = browser.get("/norrbotten/avrakning").await.page();
    let links = page.links();
    for run in ["r-12", "r-11"] {
        for format in ["peppol", "csv", "xlsx", "sie"] {
            let there = format!("/norrbotten/avrakning/omgangar/{run}/{format}");
            assert!(links.contains(there.as_str()), "{there}");
        }
    }
}

#[tokio::test]
async fn files_are_asked_for_by_a_button() {
    let (mut browser, body, text) = page("run_files").await;
    assert!(text.contains("underlag 2026-00001–2026-00290, i en zip-fil"), "{text}");
    assert!(!body.contains("http-equiv=\"refresh\""));
    let got = browser.post(PAGE, PAGE, &[]).await;
    assert_eq!(got.location.as_deref(), Some(PAGE));
    let asked = &browser.api.asked("RunFilesMake")[0].variables["input"];
    let expected: Value = json!({ "region": "norrbotten", "run": "r-12", "format": "PEPPOL" });
    assert_eq!(*asked, expected);
    let nowhere = browser.get("/norrbotten/avrakning/omgangar/r-12/exe").await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn progress_is_shown_until_they_are_there() {
    let (_, body, text) = page("run_files.making").await;
    assert!(body.contains("http-equiv=\"refresh\""));
    assert!(text.contains("142 av 290 underlag är klara."), "{text}");
    assert!(!text.contains("Gör i ordning"), "{text}");

    let (mut browser, body, text) = page("run_files.ready").await;
    assert!(!body.contains("http-equiv=\"refresh\""));
    assert!(text.contains("Hämta 289 filer"), "{text}");
    assert!(text.contains("1 235 kB. Filen finns kvar till 2026-11-25 10:00."), "{text}");
    assert!(text.contains("1 underlag kan inte lämnas ut"), "{text}");
    assert!(text.contains("2026-00007 Underlaget utfärdades utan mottagare."), "{text}");
    let got = browser.get(&format!("{PAGE}/filer.zip")).await;
    assert_eq!(got.headers[header::CONTENT_LENGTH], "6");
    let name = "attachment; filename=\"norrbotten-2026-00001-2026-00290-peppol.zip\"";
    assert_eq!(got.headers[header::CONTENT_DISPOSITION], name);
    let asked = browser.api.asked("RunFilesPart");
    let numbers: Vec<_> = asked.iter().map(|one| one.variables["number"].clone()).collect();
    assert_eq!(numbers, [json!(1), json!(2)]);

    let (_, _, text) = page("run_files.none").await;
    assert!(text.contains("Inget av underlagen kan lämnas ut i det formatet."), "{text}");
    let (_, _, text) = page("run_files.failed").await;
    assert!(text.contains("Filerna gick inte att göra i ordning."), "{text}");
    assert!(text.contains("Gör i ordning 290 filer"), "{text}");
}

#[tokio::test]
async fn an_archive_that_is_not_there_is_no_file() {
    let mut browser = Browser::signed_in();
    let answer = json!({ "data": { "region": { "runFiles": null } } });
    browser.api.answer("RunFilesPart", answer);
    let got = browser.get(&format!("{PAGE}/filer.zip")).await;
    assert_eq!(got.status, StatusCode::NOT_FOUND);
}
