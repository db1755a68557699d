//! Staff, duplicates, roles, and one's own page.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::fake_api::{sample, sample_file};

/// The API's refusal of these fields.
pub(crate) fn invalid(paths: &[&str]) -> Value {
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
