//! Every page with its sample: valid, accessible, with the figures where they belong.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::contract::operations;
use crate::fake_api::{name_of, sample};

/// Every page, its heading, and something that it must tell.
const PAGES: [(&str, &str, &str); 48] = [
    ("/logga-in", "Logga in", "Lösenord"),
    ("/logga-in/med", "Logga in med din kommun eller region", "Skriv din arbetsadress"),
    (
        "/logga-in/med?doman=lulea.example",
        "Logga in med din kommun eller region",
        "Logga in med Luleå kommun",
    ),
    ("/logga-in/norrbotten", "Logga in med din kommun eller region", "Logga in med Luleå kommun"),
    ("/inbjudan/t-1", "Välkommen till Yrkesresan", "Inbjudan gäller till 8 december 2026"),
    ("/glomt-losenord", "Glömt lösenordet", "Skicka länken"),
    ("/nytt-losenord/t-1", "Välj ett nytt lösenord", "Minst 12 tecken"),
    ("/logga-in/nyckel", "Logga in med en nyckel", "Använd nyckeln"),
    ("/", "Välj region", "Göteborgsregionen"),
    ("/norrbotten", "Norrbottens Kommuner", "Förhandsgranska 14 underlag"),
    ("/norrbotten/avtal", "Avtal länssamordning Yrkesresan 2023–2028 Gäller", "10 323"),
    ("/norrbotten/avtal/a-2023", "Avtal länssamordning Yrkesresan 2023–2028 Gäller", "950 000"),
    (
        "/norrbotten/avtal/a-2023/fast-kostnad/Projektledare/2560",
        "Varför 30 561 kr?",
        "8 035 av 249 768 invånare × 950 000 kr",
    ),
    ("/norrbotten/kurser", "Kurser", "31 kurstillfällen"),
    ("/norrbotten/kurser/kalender?manad=2026-11", "November 2026", "2 kursdagar i november"),
    ("/norrbotten/kurser/ny", "Lägg in ett kurstillfälle", "Kursdag 2"),
    ("/norrbotten/kurser/o-1", "Våld och utsatthet Genomförd", "2 av 30 platser"),
    ("/norrbotten/kursdagar/d-2", "Tisdag 17 november 2026 Att stänga", "Utbildare 1"),
    ("/norrbotten/personer", "Personer", "1 204 personer"),
    ("/norrbotten/personer/ny", "Lägg till en person", "Bjud inte in än"),
    ("/norrbotten/personer/p-17", "Ebba Lund Aktiv", "Undersköterska, Hemtjänst norr"),
    ("/norrbotten/personer/p-17/andra", "Ändra Ebba Lund", "Spara uppgifterna"),
    ("/norrbotten/personer/p-17/flytta", "Flytta Ebba Lund", "Första dagen där"),
    ("/norrbotten/personer/las-in", "Läs in personal", "90 rader: 80 nya, 8 ändrade, 2 felaktiga"),
    (
        "/norrbotten/personer/las-in/i-1",
        "personal.csv Inte inläst än",
        "E-postadressen saknar @. Rätta den i filen.",
    ),
    ("/norrbotten/personer/dubbletter", "Dubbletter", "samma e-postadress, lika namn"),
    (
        "/norrbotten/personer/dubbletter/p-17/p-21",
        "Är det samma person?",
        "Undersköterska, Hemtjänst norr",
    ),
    (
        "/norrbotten/personer/p-17/ta-bort",
        "Ta bort uppgifterna om Ebba Lund",
        "Kontot tas bort, och personen loggas ut genast.",
    ),
    ("/norrbotten/personer/larplattformen", "Lärplattformen", "1 180 personer är med."),
    ("/mitt-konto/uppgifter", "Det som finns om dig", "2026-11-17 Våld Närvarande"),
    ("/norrbotten/roller", "Roller", "Kommunadministratör, Luleå"),
    ("/norrbotten/roller/ny", "Ge någon en roll", "Bara för kommunadministratörer"),
    ("/norrbotten/mig", "Ebba Lund", "Undersköterska, Hemtjänst norr"),
    ("/norrbotten/avrakning", "Avräkning", "Utfärda 15 underlag"),
    ("/norrbotten/underlag", "Underlag", "131 underlag"),
    ("/norrbotten/underlag/u-3", "2026-00009 Rättelse", "Luleå betalar"),
    ("/norrbotten/underlag/rader/l-1", "Varför −500 kr?", "5 deltagare × 0,5 dag × 173,33 kr"),
    ("/norrbotten/utbildarpott", "Utbildarpott 2026 Fördelad", "119 800 kr fördelades"),
    ("/norrbotten/huvudbok", "Huvudbok Går jämnt ut", "Fordringar på kommuner"),
    ("/norrbotten/handelser", "Händelser", "2026-11-24 00:30 Karin Nilsson Stängde en kursdag"),
    ("/norrbotten/inloggning", "Inloggning", "Luleå kommun Luleå edu.lulea.example, lulea.example"),
    (
        "/norrbotten/inloggning/ny",
        "Lägg till en inloggningstjänst",
        "https://yrkesresan.example/logga-in/svar",
    ),
    ("/norrbotten/inloggning/i-1", "Luleå kommun", "Testa tjänsten"),
    ("/mitt-konto", "Mitt konto", "2026-11-20 07:30 2026-11-23 16:12 Logga ut där"),
    ("/mitt-konto/tvastegsinloggning", "Tvåstegsinloggning På", "Du har 9 reservkoder kvar"),
    ("/mitt-konto/nycklar", "Nycklar", "Telefonen 2026-11-21 07:30 Aldrig Ta bort Telefonen"),
    ("/nationellt", "Nationellt", "för få att visa"),
    ("/finns/inte", "Sidan finns inte", "Till startsidan"),
];

/// A page with a form, the form's address, what is typed.
type Form = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

/// Forms that ask for the operations that no page asks for by itself: page, address, fields.
const FORMS: [Form; 42] = [
    ("/logga-in", "/logga-in", &[("epost", "a@b.se"), ("losenord", "x")]),
    ("/logga-in/med", "/logga-in/med", &[("epost", "eva@lulea.example")]),
    ("/inbjudan/t-1", "/inbjudan/t-1", &[("nytt", "tolv tecken till")]),
    ("/inbjudan/t-1", "/inbjudan/t-1/ny", &[]),
    ("/glomt-losenord", "/glomt-losenord", &[("epost", "a@b.se")]),
    ("/nytt-losenord/t-1", "/nytt-losenord/t-1", &[("nytt", "tolv tecken till")]),
    ("/logga-in/nyckel", "/logga-in/nyckel", &[("omgang", "c-2"), ("svar", "{}")]),
    (
        "/mitt-konto/nycklar",
        "/mitt-konto/nycklar/spara",
        &[("omgang", "c-1"), ("svar", "{}"), ("namn", "Jobbdatorn")],
    ),
    ("/mitt-konto/nycklar", "/mitt-konto/nycklar/k-2/ta-bort", &[]),
    ("/logga-in/kod", "/logga-in/kod", &[("kod", "123456")]),
    (
        "/mitt-konto/tvastegsinloggning",
        "/mitt-konto/tvastegsinloggning/stang-av",
        &[("kod-av", "123456")],
    ),
    ("/norrbotten", "/logga-ut", &[]),
    (
        "/norrbotten/inloggning/ny",
        "/norrbotten/inloggning/ny",
        &[("namn", "Luleå kommun"), ("domaner", "lulea.example")],
    ),
    ("/norrbotten/inloggning/i-1", "/norrbotten/inloggning/i-1", &[("namn", "Luleå")]),
    ("/norrbotten/inloggning/i-1", "/norrbotten/inloggning/i-1/testa", &[]),
    ("/norrbotten/inloggning/i-1", "/norrbotten/inloggning/i-1/ta-bort", &[]),
    (
        "/mitt-konto",
        "/mitt-konto/losenord",
        &[("nuvarande", "gammalt"), ("nytt", "tolv tecken till")],
    ),
    ("/mitt-konto", "/mitt-konto/inloggningar/s-2/avsluta", &[]),
    ("/norrbotten/avrakning", "/norrbotten/avrakning", &[("datum", "2026-11-24")]),
    (
        "/norrbotten/kurser/ny",
        "/norrbotten/kurser/ny",
        &[("kurs", "Våld"), ("datum-0", "2026-12-08"), ("form-0", "ON_SITE"), ("langd-0", "1")],
    ),
    (
        "/norrbotten/kurser/o-1",
        "/norrbotten/kurser/o-1/anmal",
        &[("namn", "Ny Deltagare"), ("kommun", "2580")],
    ),
    ("/norrbotten/kurser/o-1/anmalda/e-1/avboka", "/norrbotten/kurser/o-1/anmalda/e-1/avboka", &[]),
    ("/norrbotten/kursdagar/d-2", "/norrbotten/kursdagar/d-2", &[("d-e-1", "ATTENDED")]),
    ("/norrbotten/kursdagar/d-2", "/norrbotten/kursdagar/d-2/stang", &[]),
    (
        "/norrbotten/personer/ny",
        "/norrbotten/personer/ny",
        &[("fornamn", "Ebba"), ("efternamn", "Lund"), ("kommun", "2580")],
    ),
    ("/norrbotten/personer/p-17/andra", "/norrbotten/personer/p-17/andra", &[("enhet", "Söder")]),
    ("/norrbotten/personer/p-17", "/norrbotten/personer/p-17/bjud-in", &[("roll", "PARTICIPANT")]),
    ("/norrbotten/personer/p-17", "/norrbotten/personer/p-17/stang-av", &[]),
    ("/norrbotten/personer/p-17", "/norrbotten/personer/p-17/slapp-in", &[]),
    ("/norrbotten/personer/p-17", "/norrbotten/personer/p-17/logga-ut", &[]),
    (
        "/norrbotten/personer/dubbletter/p-17/p-21",
        "/norrbotten/personer/dubbletter/p-17/p-21/sla-ihop",
        &[("kvar", "p-21")],
    ),
    (
        "/norrbotten/personer/dubbletter/p-17/p-21",
        "/norrbotten/personer/dubbletter/p-17/p-21/olika",
        &[],
    ),
    (
        "/norrbotten/personer/p-17/ta-bort",
        "/norrbotten/personer/p-17/ta-bort",
        &[("skal", "Har slutat")],
    ),
    (
        "/norrbotten/personer/p-17/flytta",
        "/norrbotten/personer/p-17/flytta",
        &[("kommun", "2584"), ("fran", "2026-12-01")],
    ),
    (
        "/norrbotten/personer/las-in/i-1",
        "/norrbotten/personer/las-in/i-1/kolumner",
        &[("kolumn-0", "GIVEN_NAME")],
    ),
    ("/norrbotten/personer/las-in/i-1", "/norrbotten/personer/las-in/i-1/starta", &[]),
    ("/norrbotten/personer/las-in/i-1", "/norrbotten/personer/las-in/i-1/avbryt", &[]),
    (
        "/norrbotten/roller/ny",
        "/norrbotten/roller/ny",
        &[("roll", "SUPPORT"), ("epost", "support@leverantor.example")],
    ),
    ("/norrbotten/roller", "/norrbotten/roller/r-2/ta-bort", &[]),
    ("/norrbotten/kursdagar/d-2", "/norrbotten/kursdagar/d-2/ratta", &[("skal", "Missades")]),
    (
        "/norrbotten/kursdagar/d-2",
        "/norrbotten/kursdagar/d-2/utbildare",
        &[("namn", "Ny Utbildare"), ("roll", "LEADER")],
    ),
    ("/norrbotten/kursdagar/d-2", "/norrbotten/kursdagar/d-2/utbildare/t-1/ta-bort", &[]),
];

/// Forms that are answered with what is shown once: address, field, the answer's heading.
const SHOWN_ONCE: [(&str, &str, &str); 4] = [
    ("/mitt-konto/nycklar/ny", "x", "Lägg till en nyckel"),
    ("/mitt-konto/tvastegsinloggning/borja", "x", "Koppla din app"),
    ("/mitt-konto/tvastegsinloggning/bekrafta", "kod", "Spara dina reservkoder"),
    ("/mitt-konto/tvastegsinloggning/reservkoder", "kod-nya", "Spara dina reservkoder"),
];

#[tokio::test]
async fn every_page_is_valid_and_every_operation_is_used() {
    let mut used = BTreeSet::from(["TokenRefresh".to_owned()]);
    for (path, heading, told) in PAGES {
        let mut browser = Browser::signed_in();
        let page = browser.get(path).await.page();
        assert_eq!(page.heading(), heading, "{path}");
        assert!(page.text().contains(told), "{path} does not tell {told}: {}", page.text());
        used.extend(browser.api.operations());
    }
    for (address, field, heading) in SHOWN_ONCE {
        let mut browser = Browser::signed_in();
        let got = browser.post("/mitt-konto", address, &[(field, "123456")]).await;
        assert_eq!(got.page().heading(), heading, "{address}");
        used.extend(browser.api.operations());
    }
    for (page, address, fields) in FORMS {
        let mut browser = Browser::signed_in();
        // Only one of them asks for it.
        browser.cookies.insert("yrkesresan-challenge".to_owned(), "challenge-1".to_owned());
        let got = browser.post(page, address, fields).await;
        assert_eq!(got.status, StatusCode::SEE_OTHER, "{address}");
        used.extend(browser.api.operations());
    }
    let mut browser = Browser::signed_in();
    let got = browser.upload("/norrbotten/personer/las-in", ("a.csv", b"E-post"), "").await;
    assert_eq!(got.location.as_deref(), Some("/norrbotten/personer/las-in/i-1"));
    let got = browser.get("/norrbotten/personer/las-in/i-1/resultat.csv").await;
    assert_eq!(got.body, "Utfall;Förklaring\r\nNy;\r\n");
    let got = browser.get("/norrbotten/personer/larplattformen/org.csv").await;
    assert_eq!(got.body, "idnumber\r\n3\r\n");
    let users = ("anvandare", "user.csv", b"idnumber".as_slice());
    let got = browser.upload_as("/norrbotten/personer/larplattformen", users).await;
    assert!(got.page().text().contains("1 finns bara här, 2 bara där, och 3 skiljer sig."));
    assert_eq!(browser.get("/mitt-konto/uppgifter.json").await.body, "{\"account\":[]}");
    used.extend(browser.api.operations());
    for path in ["/logga-in/oidc/i-1", "/logga-in/svar?state=s-1&code=c-1"] {
        let mut browser = Browser::new();
        assert_eq!(browser.get(path).await.status, StatusCode::SEE_OTHER, "{path}");
        used.extend(browser.api.operations());
    }
    let all: BTreeSet<String> = operations().values().map(|text| name_of(text)).collect();
    assert_eq!(used, all);
}

#[tokio::test]
async fn the_only_region_is_opened_at_once() {
    let mut browser = Browser::signed_in();
    let mut answer = sample("Me");
    answer["data"]["me"]["memberships"].as_array_mut().unwrap().truncate(1);
    browser.api.answer("Me", answer);
    assert_eq!(browser.get("/").await.location.as_deref(), Some("/norrbotten"));
}

#[tokio::test]
async fn the_agreement_adds_up_and_leads_to_why() {
    let page = Browser::signed_in().get("/norrbotten/avtal").await.page();
    let text = page.text();
    for told in ["Arjeplog 212000-2668 2 714 10 323", "Luleå 212000-2742", "298 992", "16 089"] {
        assert!(text.contains(told), "{told} in {text}");
    }
    assert!(text.contains("Summa 249 768 950 000"), "{text}");
    assert!(page.links().contains("/norrbotten/avtal/a-2023/fast-kostnad/Projektledare/2506"));
    assert!(page.links().contains("/norrbotten/avtal/a-2022"), "the older agreement beside it");
}

#[tokio::test]
async fn a_municipal_administrator_is_spared_dead_ends() {
    let mut browser = Browser::signed_in();
    let limited = json!({
        "role": "MUNICIPAL_ADMINISTRATOR",
        "municipality": { "code": "2584", "name": "Kiruna" },
        "permissions": ["READ_AGREEMENTS", "READ_OCCASIONS", "READ_PERSONS", "ENROL", "READ_DOCUMENTS"],
    });
    for operation in ["Here", "Start"] {
        let mut answer = sample(operation);
        answer["data"]["region"]["viewer"] = limited.clone();
        let region = answer["data"]["region"].as_object_mut().unwrap();
        region.remove("settlementPreview");
        region.remove("courseDaysToClose");
        browser.api.answer(operation, answer);
    }
    let page = browser.get("/norrbotten").await.page();
    let asked = &browser.api.asked("Start")[0].variables;
    assert_eq!(
        [&asked["settle"], &asked["close"], &asked["read"]],
        [&json!(false), &json!(false), &json!(true)]
    );
    for hidden in ["/norrbotten/avrakning", "/norrbotten/huvudbok", "/norrbotten/utbildarpott"] {
        assert!(!page.links().contains(hidden), "{hidden}");
    }
    assert!(page.links().contains("/norrbotten/underlag"));
    assert!(page.text().contains("Kommunadministratör, Kiruna"));
}

#[tokio::test]
async fn a_region_without_anything_says_what_will_be_here() {
    let mut browser = Browser::signed_in();
    browser.api.answer("Agreement", emptied("Agreement", &[("agreement", Value::Null)]));
    let page = browser.get("/norrbotten/avtal").await.page();
    assert!(page.text().contains("Regionen har inget avtal än"));
    assert_eq!(browser.get("/norrbotten/avtal/x").await.status, StatusCode::NOT_FOUND);
    let none = json!({ "totalCount": 0, "nodes": [] });
    let changes = [
        ("agreement", Value::Null),
        ("courseDaysToClose", none.clone()),
        ("occasions", json!({ "nodes": [] })),
        ("settlementPreview", json!({ "total": "0.00", "documents": [] })),
        ("documents", none),
    ];
    browser.api.answer("Start", emptied("Start", &changes));
    let text = browser.get("/norrbotten").await.page().text();
    assert!(text.contains("Alla kursdagar som har varit är stängda"), "{text}");
    assert!(text.contains("Inga kurstillfällen är planerade"), "{text}");
}

/// An operation's sample with some of its region's fields replaced.
fn emptied(operation: &str, changes: &[(&str, Value)]) -> Value {
    let mut answer = sample(operation);
    for (field, value) in changes {
        answer["data"]["region"][field] = value.clone();
    }
    answer
}
