//! Staff, their import from a file, roles, and one's own page.

use axum::http::{StatusCode, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::fake_api::{sample, sample_file};

const IMPORTS: &str = "/norrbotten/personer/las-in";
const IMPORT: &str = "/norrbotten/personer/las-in/i-1";

/// The API's refusal of these fields.
fn invalid(paths: &[&str]) -> Value {
    let fields: Vec<_> = paths.iter().map(|path| json!({ "path": path })).collect();
    json!({ "errors": [{ "extensions": { "code": "INVALID_INPUT", "fields": fields } }] })
}

#[tokio::test]
async fn the_list_keeps_what_was_filtered() {
    let mut browser = Browser::signed_in();
    let page = browser.get("/norrbotten/personer?sok=lund&kommun=2580&visa=avstangda").await.page();
    let asked = &browser.api.asked("Staff")[0].variables;
    assert_eq!(
        [&asked["search"], &asked["municipality"], &asked["suspended"]],
        [&json!("lund"), &json!("2580"), &json!(true)]
    );
    let next = "/norrbotten/personer?sok=lund&kommun=2580&visa=avstangda&efter=c-1";
    assert!(page.links().contains(next), "{:?}", page.links());
    for told in ["Ebba Lund ebba.lund@lulea.example Luleå Aktiv", "Skyddad", "Avstängd", "Inbjuden"]
    {
        assert!(page.text().contains(told), "{told} in {}", page.text());
    }
}

#[tokio::test]
async fn a_municipality_of_ones_own_is_not_asked_for() {
    let mut browser = Browser::signed_in();
    let mut answer = sample("StaffNew");
    answer["data"]["region"]["municipalities"] = json!([{ "code": "2580", "name": "Luleå" }]);
    browser.api.answer("StaffNew", answer);
    let path = "/norrbotten/personer/ny";
    let typed = [
        ("fornamn", "Ebba"),
        ("efternamn", "Lund"),
        ("epost", "ebba@lulea.example"),
        ("roll", "TRAINER"),
        ("skyddad", "ja"),
    ];
    let got = browser.post(path, path, &typed).await;
    assert_eq!(got.location.as_deref(), Some("/norrbotten/personer/p-17"));
    let expected = json!({
        "region": "norrbotten",
        "municipality": "2580",
        "details": {
            "givenName": "Ebba",
            "familyName": "Lund",
            "email": "ebba@lulea.example",
            "protected": true,
        },
        "roles": ["TRAINER"],
    });
    assert_eq!(browser.api.asked("StaffCreate")[0].variables["input"], expected);
}

#[tokio::test]
async fn what_is_missing_or_wrong_is_told_at_its_field() {
    let mut browser = Browser::signed_in();
    let path = "/norrbotten/personer/ny";
    let got = browser.post(path, path, &[("roll", "PARTICIPANT"), ("enhet", "Norr")]).await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = got.page();
    assert!(browser.api.asked("StaffCreate").is_empty());
    for link in ["#fornamn", "#efternamn", "#epost", "#kommun"] {
        assert!(page.links().contains(link), "{link}");
    }
    assert_eq!(page.value_of("enhet"), "Norr");
    browser.api.answer("StaffCreate", invalid(&["email", "staffNumber"]));
    let typed = [("fornamn", "E"), ("efternamn", "L"), ("kommun", "2580"), ("epost", "x")];
    let page = browser.post(path, path, &typed).await.page();
    assert!(page.text().contains("Skriv en e-postadress som ingen annan har"));
    assert!(page.links().contains("#nummer"));
}

#[tokio::test]
async fn only_what_was_changed_is_sent() {
    let mut browser = Browser::signed_in();
    let path = "/norrbotten/personer/p-17/andra";
    let page = browser.get(path).await.page();
    let kept = ["fornamn", "efternamn", "epost", "titel", "nummer", "chef", "resa", "steg", "fran"];
    let mut typed: Vec<(&str, &str)> =
        kept.iter().map(|name| (*name, page.value_of(name))).collect();
    typed.push(("enhet", ""));
    let got = browser.post(path, path, &typed).await;
    assert_eq!(got.location.as_deref(), Some("/norrbotten/personer/p-17"));
    let sent = &browser.api.asked("StaffChange")[0].variables["input"];
    assert_eq!(sent["details"], json!({ "unit": "" }));
}

#[tokio::test]
async fn the_account_offers_what_can_be_done() {
    for (file, told, offered, not) in [
        ("staff_member", "Kan logga in.", "stang-av", "slapp-in"),
        ("staff_member.suspended", "Kan inte logga in här", "slapp-in", "bjud-in"),
        ("staff_member.none", "Ange e-postadress och arbetsgivare", "flytta", "stang-av"),
    ] {
        let mut browser = Browser::signed_in();
        browser.api.answer("StaffMember", sample_file(file));
        let got = browser.get("/norrbotten/personer/p-17").await;
        assert!(got.page().text().contains(told), "{file}: {}", got.page().text());
        assert!(got.body.contains(&format!("p-17/{offered}\"")), "{file}");
        assert!(!got.body.contains(&format!("p-17/{not}\"")), "{file}");
    }
}

#[tokio::test]
async fn whoever_moves_out_of_reach_is_left_behind() {
    let mut browser = Browser::signed_in();
    let path = "/norrbotten/personer/p-17/flytta";
    let page = browser.post(path, path, &[]).await.page();
    assert!(page.links().contains("#kommun") && page.links().contains("#fran"));
    browser.api.answer("StaffMove", json!({ "data": { "staffMove": null } }));
    let got = browser.post(path, path, &[("kommun", "2584"), ("fran", "2026-12-01")]).await;
    assert_eq!(got.location.as_deref(), Some("/norrbotten/personer"));
}

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

#[tokio::test]
async fn roles_are_given_with_what_they_need() {
    let mut browser = Browser::signed_in();
    let path = "/norrbotten/roller/ny";
    let page = browser.post(path, path, &[("fran", "i morgon")]).await.page();
    for link in ["#roll", "#epost", "#fran"] {
        assert!(page.links().contains(link), "{link}");
    }
    browser.api.answer("RoleGive", invalid(&["lastDay", "reason"]));
    let typed = [("roll", "SUPPORT"), ("epost", "s@v.example")];
    let text = browser.post(path, path, &typed).await.page().text();
    assert!(text.contains("Support släpps in i högst 14 dagar"), "{text}");
    assert!(text.contains("Skriv varför support släpps in"), "{text}");
    let mut browser = Browser::signed_in();
    let page = browser.get("/norrbotten/roller?roll=SUPPORT").await.page();
    assert_eq!(browser.api.asked("Roles")[0].variables["role"], "SUPPORT");
    assert!(page.text().contains("2026-01-01 – 2026-12-01 Karin Nilsson: Fel i avräkningen"));
    browser.api.refuse("RoleTake", "CONFLICT");
    let to = "/norrbotten/roller/r-1/ta-bort";
    assert_eq!(browser.post("/norrbotten/roller", to, &[]).await.status, StatusCode::SEE_OTHER);
    let text = browser.get("/norrbotten/roller").await.page().text();
    assert!(text.contains("Rollen är kvar"), "{text}");
}

#[tokio::test]
async fn those_who_only_take_part_land_on_their_own_page() {
    let mut browser = Browser::signed_in();
    let limited = json!({
        "role": "PARTICIPANT", "municipality": null, "permissions": ["READ_OWN", "READ_OCCASIONS"],
    });
    for operation in ["Here", "Myself"] {
        let mut answer = sample(operation);
        answer["data"]["region"]["viewer"] = limited.clone();
        browser.api.answer(operation, answer);
    }
    let got = browser.get("/norrbotten").await;
    assert_eq!(got.location.as_deref(), Some("/norrbotten/mig"));
    let page = browser.get("/norrbotten/mig").await.page();
    assert!(!page.links().contains("/norrbotten/personer"));
    assert!(!page.links().contains("/norrbotten"), "a start page that only leads back");
    let mut browser = Browser::signed_in();
    browser.api.answer("Myself", sample_file("myself.nothing"));
    let text = browser.get("/norrbotten/mig").await.page().text();
    assert!(text.contains("Karin Nilsson Din sida hos Norrbottens Kommuner"), "{text}");
}

#[tokio::test]
async fn two_become_one_or_stay_two() {
    let mut browser = Browser::signed_in();
    let pair = "/norrbotten/personer/dubbletter/p-17/p-21";
    let to = format!("{pair}/sla-ihop");
    let got = browser.post(pair, &to, &[("kvar", "p-21")]).await;
    assert_eq!(got.location.as_deref(), Some("/norrbotten/personer/p-21"));
    let sent = &browser.api.asked("StaffMerge")[0].variables["input"];
    assert_eq!([&sent["keep"], &sent["merge"]], ["p-21", "p-17"]);
    assert_eq!(sent["signInWith"], Value::Null);
    browser.api.answer("StaffPair", sample_file("staff_pair.both"));
    assert!(browser.get(pair).await.page().text().contains("Vems konto är kvar"));
    browser.post(pair, &to, &[("kvar", "p-21"), ("konto", "p-17")]).await;
    assert_eq!(browser.api.asked("StaffMerge")[1].variables["input"]["signInWith"], "MERGE");
    browser.api.refuse("StaffMerge", "CONFLICT");
    let got = browser.post(pair, &to, &[("kvar", "p-17")]).await;
    assert_eq!(got.status, StatusCode::CONFLICT);
    assert!(got.page().text().contains("avboka den ena först"));
}

#[tokio::test]
async fn nobody_is_erased_before_what_hinders_is_done() {
    let mut browser = Browser::signed_in();
    let path = "/norrbotten/personer/p-17/ta-bort";
    let got = browser.post(path, path, &[]).await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(browser.api.asked("StaffErase").is_empty());
    browser.api.answer("Erasure", sample_file("erasure.hindered"));
    let text = browser.get(path).await.page().text();
    assert!(text.contains("Är anmäld till 8 december 2026, Våld, som inte är stängd"), "{text}");
    assert!(!text.contains("för alltid Avbryt"), "no button");
}
