//! The main job in a real browser: sign in, close a day, preview, issue, a document, why.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;

use crate::demo::{accounts, demo};

/// A private driver, ended with the test.
pub(crate) struct Driver {
    child: Child,
    url: String,
}

impl Driver {
    pub(crate) fn start() -> Self {
        let child = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|fault| panic!("chromedriver (Debian: chromium-driver): {fault}"));
        let mut driver = Self { child, url: String::new() };
        let lines = BufReader::new(driver.child.stdout.take().unwrap()).lines();
        let mut ports = lines.filter_map(|line| {
            let line = line.unwrap();
            line.split("successfully on port ")
                .nth(1)
                .map(|port| port.trim_end_matches('.').to_owned())
        });
        let port = ports.next().unwrap_or_else(|| panic!("chromedriver ended early"));
        driver.url = format!("http://127.0.0.1:{port}");
        driver
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) async fn browser(driver: &Driver, profile: &std::path::Path) -> Client {
    let profile = format!("--user-data-dir={}", profile.display());
    let arguments = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--window-size=1280,1000",
        &profile,
    ];
    let options = json!({ "args": arguments });
    let capabilities = serde_json::Map::from_iter([("goog:chromeOptions".to_owned(), options)]);
    ClientBuilder::new(HttpConnector::new())
        .capabilities(capabilities)
        .connect(&driver.url)
        .await
        .unwrap()
}

pub(crate) async fn click(page: &Client, text: &str) {
    let xpath = format!("//*[self::a or self::button][contains(normalize-space(), '{text}')]");
    let found = page.find(Locator::XPath(&xpath)).await;
    found.unwrap_or_else(|fault| panic!("{text}: {fault}")).click().await.unwrap();
}

/// Waits for a page with this in its heading.
pub(crate) async fn arrive(page: &Client, heading: &str) {
    let xpath = format!("//h1[contains(normalize-space(), '{heading}')]");
    let found = page.wait().for_element(Locator::XPath(&xpath)).await;
    found.unwrap_or_else(|fault| panic!("no page {heading}: {fault}"));
}

/// Waits until the page tells this.
pub(crate) async fn read(page: &Client, told: &str) {
    let xpath = format!("//main[contains(normalize-space(), '{told}')]");
    let found = page.wait().for_element(Locator::XPath(&xpath)).await;
    found.unwrap_or_else(|fault| panic!("{told} is not told: {fault}"));
}

pub(crate) async fn fill(page: &Client, field: &str, value: &str) {
    let field = page.find(Locator::Id(field)).await.unwrap();
    field.send_keys(value).await.unwrap();
}

#[tokio::test]
async fn a_coordinator_settles_what_was_taught() {
    let demo = demo();
    let accounts = accounts(&demo);
    let coordinator = accounts
        .iter()
        .find(|one| one[0] == "regional-coordinator" && one[1] == "norrbotten")
        .unwrap();
    let driver = Driver::start();
    let profile = tempfile::tempdir().unwrap();
    let page = browser(&driver, profile.path()).await;

    page.goto(&demo.url).await.unwrap();
    fill(&page, "epost", &coordinator[2]).await;
    fill(&page, "losenord", &coordinator[3]).await;
    click(&page, "Logga in").await;
    arrive(&page, "Norrbottens Kommuner").await;

    click(&page, "Bemötande och delaktighet").await;
    arrive(&page, "Att stänga").await;
    click(&page, "Spara, med de omarkerade som närvarande").await;
    read(&page, "Närvaron är sparad.").await;
    click(&page, "Spara och gå vidare till att stänga").await;
    arrive(&page, "Stäng ").await;
    read(&page, "Efteråt ändras den bara av en rättelse").await;
    click(&page, "Stäng kursdagen").await;
    arrive(&page, "Stängd").await;
    read(&page, "Kursdagen är stängd och kommer med i nästa avräkning.").await;

    click(&page, "Avräkning").await;
    arrive(&page, "Avräkning").await;
    read(&page, "En kursdag till och med").await;
    page.find(Locator::Css("form.issue button")).await.unwrap().click().await.unwrap();
    read(&page, "underlag är utfärdade").await;
    read(&page, "är utfärdat").await;

    click(&page, "Underlag").await;
    arrive(&page, "Underlag").await;
    page.find(Locator::Css("tbody th a")).await.unwrap().click().await.unwrap();
    arrive(&page, "-00").await;
    page.find(Locator::Css("td.number a")).await.unwrap().click().await.unwrap();
    arrive(&page, "Varför").await;
    read(&page, "Vad det grundas på").await;
    page.close().await.unwrap();
}
