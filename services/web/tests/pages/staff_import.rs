//! Bringing staff in from a file: taken in, its columns named, tried, brought in, and its result fetched.

use axum::http::{StatusCode, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::fake_api::sample_file;
use crate::staff::invalid;

const IMPORTS: &str = "/norrbotten/personer/las-in";
const IMPORT: &str = "/norrbotten/personer/las-in/i-1";

#[tokio::test]
async fn a_file_or_cells_are_taken_in() {
    let mut browser = Browser::signed_in();
    let file = ("personal.csv", "E-post;Namn\r\na@b.se;Åsa".as_bytes());
    browser.upload(IMPORTS, file, "").await;
    let sent = &browser.api.asked("StaffImportUpload")[0].variables["input"];
    assert_eq!(sent["fileName"], "personal.csv");
    assert_eq!(sent["content"], STANDARD.encode(file.1));
    browser.upload(IMPORTS, ("", b""), "E-post\tNamn\na@b.se\tÅsa").await;
    let sent = &browser.api.asked("StaffImportUpload")[1].variables["input"];
    assert_eq!(sent["pasted"], "E-post\tNamn\na@b.se\tÅsa");
    let got = browser.upload(IMPORTS, ("", b""), " ").await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(got.page().text().contains("Välj en fil, eller klistra in celler"));
    browser.api.answer("StaffImportUpload", invalid(&["content"]));
    let got = browser.upload(IMPORTS, ("bild.png", b"\x89PNG"), "").await;
    assert!(got.page().text().contains("Spara den som CSV eller Excel"));
}

#[tokio::test]
async fn a_file_that_is_too_large_or_from_elsewhere_is_refused() {
    let mut browser = Browser::signed_in();
    let large = vec![b'x'; 5_242_881];
    let got = browser.upload(IMPORTS, ("stor.csv", &large), "").await;
    assert_eq!(got.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(got.page().text().contains("Den får vara högst 5 MB"));
    let got = browser.upload_bare(IMPORTS, "forged", ("fil", "a.csv", b"x"), "").await;
    assert_eq!(got.status, StatusCode::FORBIDDEN);
    // No other page takes one.
    let token = browser.get(IMPORTS).await.page().value_of("csrf").to_owned();
    let got = browser.upload_bare("/mitt-konto/losenord", &token, ("fil", "a.csv", b"x"), "").await;
    assert_eq!(got.status, StatusCode::FORBIDDEN);
    assert!(browser.api.asked("StaffImportUpload").is_empty());
}

#[tokio::test]
async fn columns_are_chosen_and_faults_told() {
    let mut browser = Browser::signed_in();
    let to = format!("{IMPORT}/kolumner");
    let typed = [("kolumn-0", "GIVEN_NAME"), ("kolumn-2", "EMAIL"), ("kolumn-3", "")];
    let got = browser.post(IMPORT, &to, &typed).await;
    assert_eq!(got.location.as_deref(), Some(format!("{IMPORT}#provkorning").as_str()));
    let sent = &browser.api.asked("StaffImportMap")[0].variables["input"];
    let expected = json!([{ "index": 0, "holds": "GIVEN_NAME" }, { "index": 2, "holds": "EMAIL" }]);
    assert_eq!(sent["columns"], expected);
    assert_eq!(sent["municipality"], Value::Null);
    browser.api.answer("StaffImportMap", invalid(&["columns"]));
    let got = browser.post(IMPORT, &to, &typed).await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(got.page().text().contains("Två kolumner sägs innehålla samma sak"));
    browser.api.answer("StaffImport", sample_file("staff_import.unmapped"));
    let page = browser.get(IMPORT).await.page();
    assert!(page.text().contains("Säg vilken kolumn som är e-post"));
    assert!(!page.text().contains("Provkörning Inget är skapat"));
}

#[tokio::test]
async fn the_dry_run_shows_the_faulty_rows_first_and_the_others_by_links() {
    let mut browser = Browser::signed_in();
    let page = browser.get(IMPORT).await.page();
    let asked = &browser.api.asked("StaffImportRows")[0].variables;
    assert_eq!([&asked["outcome"], &asked["dry"]], [&json!("REFUSED"), &json!(true)]);
    for told in ["Felaktiga 110", "Blir nya 486", "Läs in 488 personer", "110 rader är felaktiga"]
    {
        assert!(page.text().contains(told), "{told} in {}", page.text());
    }
    assert!(page.links().contains(format!("{IMPORT}?visa=nya#rader").as_str()));
    assert!(page.links().contains(format!("{IMPORT}?visa=felaktiga&fran=100#rader").as_str()));
    let to = format!("{IMPORT}/starta");
    browser.post(IMPORT, &to, &[("felaktiga", "hoppa"), ("bjud-in", "ja")]).await;
    let sent = &browser.api.asked("StaffImportStart")[0].variables["input"];
    assert_eq!([&sent["onFault"], &sent["invite"]], [&json!("SKIP"), &json!(true)]);
    browser.api.refuse("StaffImportStart", "CONFLICT");
    let got = browser.post(IMPORT, &to, &[("felaktiga", "alla")]).await;
    assert!(got.page().text().contains("Inget lästes in, eftersom rader är felaktiga"));
}

#[tokio::test]
async fn progress_is_shown_until_it_has_ended() {
    let mut browser = Browser::signed_in();
    browser.api.answer("StaffImport", sample_file("staff_import.running"));
    let got = browser.get(IMPORT).await;
    assert!(got.body.contains("http-equiv=\"refresh\""));
    assert!(got.page().text().contains("212 av 500 rader är inlästa"));
    assert!(got.page().text().contains("Stanna inläsningen"));
    let mut browser = Browser::signed_in();
    browser.api.answer("StaffImport", sample_file("staff_import.done"));
    browser.api.answer("StaffImportRows", sample_file("staff_import_rows.done"));
    let got = browser.get(IMPORT).await;
    assert!(!got.body.contains("http-equiv=\"refresh\""));
    assert!(got.page().text().contains("480 nya, 6 ändrade, 4 oförändrade och 10 felaktiga"));
    assert!(got.page().links().contains(format!("{IMPORT}/resultat.csv").as_str()));
    let file = browser.get(&format!("{IMPORT}/resultat.csv")).await;
    assert_eq!(file.headers[header::CONTENT_DISPOSITION], "attachment; filename=\"resultat.csv\"");
    let mut browser = Browser::signed_in();
    browser.api.answer("StaffImport", sample_file("staff_import.failed"));
    browser.api.answer("StaffImportRows", sample_file("staff_import_rows.done"));
    let text = browser.get(IMPORT).await.page().text();
    assert!(text.contains("Rader är felaktiga. Rätta dem i filen"), "{text}");
}
