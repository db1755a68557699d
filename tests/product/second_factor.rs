//! The second factor as it is lived with: what a server demands by itself, and a coordinator's way in a real browser.

use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use fantoccini::{Client, Locator};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::json;
use sha1::Sha1;
use testkit::World;

use crate::browser::{Driver, arrive, browser, click, fill, read};
use crate::running::{Api, PASSWORD, Program, Server};

testkit::on_both_databases!(
    a_server_demands_it_by_itself_and_its_secret_key_too,
    a_coordinator_sets_it_up_and_signs_in_with_it,
);

const REGION: &str = "{ region(slug: \"goteborgsregionen\") { name } }";

async fn a_server_demands_it_by_itself_and_its_secret_key_too(world: World) {
    let program = Program::on(&world);
    program.import(&["goteborgsregionen-2022"]);
    let serve = ["serve", "--listen", "127.0.0.1:0"];
    for (key, status) in [(None, 1), (Some("hemlig"), 2), (Some(&*"changeme".repeat(9)), 2)] {
        let mut command = program.command(&serve);
        command.env_remove("SECRET_KEY").envs(key.map(|key| ("SECRET_KEY", key)));
        let ended = command.output().unwrap();
        let said = String::from_utf8_lossy(&ended.stderr);
        assert_eq!(ended.status.code(), Some(status), "{said}");
        assert!(said.contains("SECRET_KEY"), "{said}");
    }
    let mut command = program.command(&serve);
    assert_eq!(command.env("SECOND_FACTOR", "off").output().unwrap().status.code(), Some(2));
    let mut command = program.command(&serve);
    command.env_remove("SECOND_FACTOR");
    let server = Server::start(command);
    let coordinator = program.coordinator(&server, "goteborgsregionen").await;
    assert_eq!(coordinator.refusal(REGION, json!({})).await, "NOT_FOUND");
    let email = program.account(
        "municipal-administrator",
        &["--region", "goteborgsregionen", "--municipality", "1481"],
    );
    let administrator = Api::signed_in(&server.url, &email, PASSWORD).await;
    administrator.ask(REGION, json!({})).await;
}

/// An authenticator app that knows nothing of ours: the code of RFC 6238, so many steps from now.
fn code(key: &str, steps: u64) -> String {
    let mut bytes = Vec::new();
    let (mut held, mut bits) = (0, 0);
    for letter in key.chars().filter(|letter| !letter.is_whitespace()) {
        held = (held << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(letter).unwrap();
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((held >> bits) & 0xff).unwrap());
            held &= (1 << bits) - 1;
        }
    }
    let step = now() / 30 + steps;
    let mac = Hmac::<Sha1>::new_from_slice(&bytes).unwrap().chain_update(step.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let offset = usize::from(digest[19] & 15);
    let four: [u8; 4] = digest[offset..offset + 4].try_into().unwrap();
    format!("{:06}", (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000)
}

#[expect(clippy::disallowed_methods, reason = "an app of its own has a clock of its own")]
fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()
}

/// Waits for a mail to somebody that tells this.
pub(crate) async fn mail_with(folder: &Path, to: &str, told: &str) -> String {
    for _ in 0..600 {
        let mails = std::fs::read_dir(folder).into_iter().flatten();
        let mails = mails.map(|entry| entry.unwrap().path());
        let mails = mails.filter(|path| path.extension().is_some_and(|kind| kind == "eml"));
        // A mail that is being written has another name a moment later.
        let mut texts = mails.filter_map(|path| Some(readable(&std::fs::read(path).ok()?)));
        if let Some(mail) = texts.find(|mail| mail.contains(to) && mail.contains(told)) {
            return mail;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("no mail to {to} that tells {told} came into {}", folder.display());
}

/// A mail without its quoted-printable.
fn readable(mail: &[u8]) -> String {
    let text = String::from_utf8_lossy(mail).replace("=\r\n", "");
    let mut parts = text.split('=');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        if let Some(byte) = part.get(..2).and_then(|code| u8::from_str_radix(code, 16).ok()) {
            bytes.push(byte);
            bytes.extend_from_slice(&part.as_bytes()[2..]);
        } else {
            bytes.push(b'=');
            bytes.extend_from_slice(part.as_bytes());
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

pub(crate) async fn sign_in(page: &Client, email: &str) {
    fill(page, "epost", email).await;
    fill(page, "losenord", PASSWORD).await;
    click(page, "Logga in").await;
}

/// Signs out, and waits until that is done: what is opened before would be opened in the old session.
pub(crate) async fn sign_out(page: &Client) {
    click(page, "Logga ut").await;
    arrive(page, "Logga in").await;
}

/// Sets the second factor up, from the page that offers it to the recovery codes, and gives the app's key.
pub(crate) async fn set_up(page: &Client) -> String {
    click(page, "Sätt upp tvåstegsinloggning").await;
    arrive(page, "Koppla din app").await;
    let key = text(page, "code.key").await;
    fill(page, "kod", &code(&key, 0)).await;
    click(page, "Slå på tvåstegsinloggning").await;
    arrive(page, "Spara dina reservkoder").await;
    key
}

/// Proves the second factor at sign-in. The present code has been used; a telephone may be half a minute ahead.
pub(crate) async fn prove(page: &Client, key: &str) {
    arrive(page, "Skriv koden från appen").await;
    fill(page, "kod", &code(key, 1)).await;
    click(page, "Logga in").await;
}

async fn text(page: &Client, css: &str) -> String {
    page.find(Locator::Css(css)).await.unwrap().text().await.unwrap()
}

async fn a_coordinator_sets_it_up_and_signs_in_with_it(world: World) {
    let program = Program::on(&world);
    program.import(&["goteborgsregionen-2022"]);
    let email = program.account("regional-coordinator", &["--region", "goteborgsregionen"]);
    let folder = tempfile::tempdir().unwrap();
    let mut command = program.command(&["serve", "--development", "--listen", "127.0.0.1:0"]);
    command.env("SECOND_FACTOR", "demanded").env("MAIL_FOLDER", folder.path());
    let server = Server::start(command);
    let driver = Driver::start();
    let profile = tempfile::tempdir().unwrap();
    let page = browser(&driver, profile.path()).await;

    page.goto(&format!("{}/goteborgsregionen/avtal", server.url)).await.unwrap();
    sign_in(&page, &email).await;
    arrive(&page, "Tvåstegsinloggning").await;
    read(&page, "Din roll kräver tvåstegsinloggning").await;
    let key = set_up(&page).await;
    let recovery_code = text(&page, ".recovery-codes code").await;
    click(&page, "Jag har sparat koderna").await;
    arrive(&page, "Göteborgsregionen").await;

    sign_out(&page).await;
    page.goto(&format!("{}/goteborgsregionen/avtal", server.url)).await.unwrap();
    sign_in(&page, &email).await;
    prove(&page, &key).await;
    arrive(&page, "vtal").await;

    sign_out(&page).await;
    sign_in(&page, &email).await;
    arrive(&page, "Skriv koden från appen").await;
    click(&page, "Använd en reservkod").await;
    arrive(&page, "Skriv en reservkod").await;
    fill(&page, "kod", &recovery_code).await;
    click(&page, "Logga in").await;
    arrive(&page, "Göteborgsregionen").await;
    page.goto(&format!("{}/mitt-konto/tvastegsinloggning", server.url)).await.unwrap();
    read(&page, "Du har 9 reservkoder kvar").await;
    page.close().await.unwrap();
    // The owner hears of both, whoever it was.
    for told in ["har slagits på", "En reservkod har använts"] {
        mail_with(folder.path(), &email, told).await;
    }
}
