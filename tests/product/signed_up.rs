//! A municipal administrator signs up 500 people from a spreadsheet with ten faults in it, in a real browser; one of
//! them is invited, comes in, sets a second factor up, and signs in with it to their own page.

use std::path::{Path, PathBuf};

use fantoccini::Locator;
use testkit::World;

use crate::browser::{Driver, arrive, browser, click, fill, read};
use crate::running::{PASSWORD, Program, Server};
use crate::second_factor::{mail_with, prove, set_up, sign_in, sign_out};

testkit::on_both_databases!(five_hundred_people_from_a_spreadsheet);

const PEOPLE: usize = 500;

/// Rows at fault, and what they say in the place of a whole row.
const FAULTS: [(usize, &str); 10] = [
    (3, "Åsa;Ek;asa.ek3;Hemtjänst norr;Stödassistent;2026-01-07"),
    (47, "Åsa;Ek;asa ek@lulea.example;Hemtjänst norr;Stödassistent;2026-01-07"),
    (88, ";Ek;asa.ek88@lulea.example;Hemtjänst norr;Stödassistent;2026-01-07"),
    (120, "Åsa;;asa.ek120@lulea.example;Hemtjänst norr;Stödassistent;2026-01-07"),
    (201, "Åsa;Ek;;Hemtjänst norr;Stödassistent;2026-01-07"),
    (202, "Åsa;Ek;asa.ek202@lulea.example;Hemtjänst norr;Stödassistent;2026-13-07"),
    (333, "Åsa;Ek;asa.ek333@lulea.example;Hemtjänst norr;Stödassistent;i våras"),
    (400, "Åsa;Ek;delad@lulea.example;Hemtjänst norr;Stödassistent;2026-01-07"),
    (450, "Åsa 850709-9805;Ek;asa.ek450@lulea.example;Hemtjänst norr;Stödassistent;2026-01-07"),
    (500, "Åsa;Ek;Delad@lulea.example;Hemtjänst norr;Stödassistent;2026-01-07"),
];

/// The spreadsheet as Excel in Sweden saves it: semicolons, Windows-1252.
fn spreadsheet(folder: &Path) -> PathBuf {
    let mut text = "Förnamn;Efternamn;E-post;Enhet;Befattning;Började\r\n".to_owned();
    for number in 1..=PEOPLE {
        let row = FAULTS.iter().find(|(at, _)| *at == number).map(|(_, row)| (*row).to_owned());
        let whole = || {
            format!(
                "Åsa;Sjöström {};person{number}@lulea.example;Hemtjänst norr;Stödassistent;2026-01-07",
                letters(number)
            )
        };
        text.push_str(&row.unwrap_or_else(whole));
        text.push_str("\r\n");
    }
    let bytes: Vec<u8> =
        text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    let path = folder.join("personal.csv");
    std::fs::write(&path, bytes).unwrap();
    path
}

/// A number as names have it: in letters.
fn letters(number: usize) -> String {
    number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect()
}

async fn five_hundred_people_from_a_spreadsheet(world: World) {
    let program = Program::on(&world);
    program.import(&["norrbotten-2023"]);
    let email = program
        .account("municipal-administrator", &["--region", "norrbotten", "--municipality", "2580"]);
    let folder = tempfile::tempdir().unwrap();
    let mails = folder.path().join("mail");
    let mut command = program.command(&["serve", "--development", "--listen", "127.0.0.1:0"]);
    command.env("MAIL_FOLDER", &mails);
    let server = Server::start(command);
    let driver = Driver::start();
    let profile = tempfile::tempdir().unwrap();
    let page = browser(&driver, profile.path()).await;

    page.goto(&format!("{}/norrbotten/personer", server.url)).await.unwrap();
    sign_in(&page, &email).await;
    arrive(&page, "Personer").await;
    click(&page, "Läs in från fil").await;
    arrive(&page, "Läs in personal").await;
    fill(&page, "fil", spreadsheet(folder.path()).to_str().unwrap()).await;
    click(&page, "Fortsätt till kolumnerna").await;
    arrive(&page, "personal.csv").await;
    // The header of one column says nothing to us.
    let began = page.find(Locator::Id("kolumn-5")).await.unwrap();
    began.select_by_label("Anställd från").await.unwrap();
    click(&page, "Spara kolumnerna och provkör").await;
    read(&page, "Felaktiga 10").await;
    let rows = page.find_all(Locator::Css("#rader ~ .scroll tbody tr")).await.unwrap();
    assert_eq!(rows.len(), FAULTS.len());
    for (row, (number, _)) in rows.iter().zip(FAULTS) {
        let told = row.text().await.unwrap();
        // Excel counts the header.
        assert!(told.starts_with(&format!("{} ", number + 1)), "{told}");
        assert!(told.contains("Felaktig") && told.len() > 40, "{told} does not say why");
    }
    fill(&page, "bjud-in-de-nya", " ").await;
    click(&page, "Läs in 490 personer").await;
    read(&page, "490 nya, 0 ändrade, 0 oförändrade och 10 felaktiga").await;
    click(&page, "Personer").await;
    arrive(&page, "Personer").await;
    fill(&page, "sok", "sjöström").await;
    click(&page, "Sök").await;
    read(&page, "490 personer").await;

    let mail = mail_with(&mails, "person7@lulea.example", &server.url).await;
    let invitation = mail.lines().find(|line| line.starts_with(&server.url)).unwrap();
    sign_out(&page).await;
    page.goto(invitation).await.unwrap();
    arrive(&page, "Välkommen till Yrkesresan").await;
    fill(&page, "nytt", PASSWORD).await;
    page.find(Locator::Css("main form button")).await.unwrap().click().await.unwrap();
    arrive(&page, "Åsa Sjöström h").await;
    read(&page, "Hemtjänst norr").await;
    page.goto(&format!("{}/mitt-konto/tvastegsinloggning", server.url)).await.unwrap();
    let key = set_up(&page).await;
    sign_out(&page).await;
    sign_in(&page, "person7@lulea.example").await;
    prove(&page, &key).await;
    arrive(&page, "Åsa Sjöström h").await;
    assert!(page.current_url().await.unwrap().path().ends_with("/norrbotten/mig"));
    page.close().await.unwrap();
}
