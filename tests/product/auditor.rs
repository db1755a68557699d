//! The auditor's walk in a real browser: from a balance of the ledger to somebody's attendance, counting the clicks.

use fantoccini::{Client, Locator};
use serde_json::json;

use crate::browser::{Driver, arrive, browser, click, fill, read};
use crate::demo::{accounts, demo};
use crate::running::Api;

const MOST_CLICKS: usize = 5;

/// Follows the first of these links, and counts it.
async fn follow(page: &Client, links: &str, clicks: &mut usize) {
    let found = page.find(Locator::Css(links)).await;
    found.unwrap_or_else(|fault| panic!("{links}: {fault}")).click().await.unwrap();
    *clicks += 1;
}

#[tokio::test]
async fn a_balance_leads_to_attendance_in_five_clicks() {
    let demo = demo();
    let accounts = accounts(&demo);
    let mut coordinators = accounts.iter();
    let coordinator = coordinators
        .find(|one| one[0] == "regional-coordinator" && one[1] == "norrbotten")
        .unwrap();
    let api = Api::signed_in(&demo.url, &coordinator[2], &coordinator[3]).await;
    let issue = "mutation { documentsIssue(input: { region: \"norrbotten\", until: \"2025-12-31\" }) { documents } }";
    api.ask(issue, json!({})).await;
    let driver = Driver::start();
    let profile = tempfile::tempdir().unwrap();
    let page = browser(&driver, profile.path()).await;
    page.goto(&format!("{}/norrbotten/huvudbok", demo.url)).await.unwrap();
    fill(&page, "epost", &coordinator[2]).await;
    fill(&page, "losenord", &coordinator[3]).await;
    click(&page, "Logga in").await;
    arrive(&page, "Huvudbok").await;

    let mut clicks = 0;
    follow(&page, "a[href='/norrbotten/huvudbok/3010']", &mut clicks).await;
    arrive(&page, "3010 Kursavgifter").await;
    follow(&page, "tbody a[href^='/norrbotten/underlag/']", &mut clicks).await;
    read(&page, "Specifikation").await;
    // The first group is a course day's.
    follow(&page, "td.number a[href^='/norrbotten/underlag/rader/']", &mut clicks).await;
    arrive(&page, "Varför").await;
    follow(&page, "a[href^='/norrbotten/kursdagar/']", &mut clicks).await;
    arrive(&page, "Stängd").await;
    read(&page, "Så räknades dagen").await;
    read(&page, "Närvarande").await;
    let rows = page.find_all(Locator::Css("section[aria-labelledby='narvaro'] tbody tr")).await;
    assert!(!rows.unwrap().is_empty(), "somebody's attendance is marked");
    assert!(clicks <= MOST_CLICKS, "{clicks} clicks");
    page.close().await.unwrap();
}
