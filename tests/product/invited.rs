//! From the command line to signed in: an account is made by invitation, the mail's link opens, a password is chosen.

use std::path::Path;
use std::time::Duration;

use serde_json::json;
use testkit::World;

use crate::running::{Api, PASSWORD, Program};

testkit::on_both_databases!(an_invited_coordinator_comes_in_and_forgets_the_password);

const EMAIL: &str = "ny.samordnare@exempel.se";

/// The link in the mail that comes after so many others.
async fn link(folder: &Path, url: &str, others: usize) -> String {
    for _ in 0..300 {
        let mut mails: Vec<_> = std::fs::read_dir(folder)
            .map(|all| all.map(|entry| entry.unwrap().path()).collect())
            .unwrap_or_default();
        mails.retain(|path| path.extension().is_some_and(|kind| kind == "eml"));
        // Their names are ids, which ascend with time.
        mails.sort();
        if let Some(mail) = mails.get(others) {
            let text = std::fs::read_to_string(mail).unwrap().replace("=\r\n", "");
            let line = text.lines().find(|line| line.starts_with(url)).unwrap();
            return line.replace("=3D", "=");
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("no mail came into {}", folder.display());
}

async fn an_invited_coordinator_comes_in_and_forgets_the_password(world: World) {
    let program = Program::on(&world);
    program.done(&["region", "create", "norrbotten", "--name", "Norrbottens Kommuner"]);
    let folder = tempfile::tempdir().unwrap();
    let mails = folder.path().join("mail");
    let invite = [
        "account",
        "create",
        "--email",
        EMAIL,
        "--name",
        "Åsa Ny",
        "--role",
        "regional-coordinator",
        "--region",
        "norrbotten",
        "--invite",
    ];
    assert!(program.done(&invite).contains("An invitation is in the outbox"));
    assert!(program.done(&invite).contains("was a member already"));
    assert!(program.done(&["mail", "list", "--state", "waiting"]).contains(EMAIL));
    let server = program.serve_with(&[("MAIL_FOLDER", mails.to_str().unwrap())]);
    let nobody = Api::of(&server.url);
    let invitation = link(&mails, &server.url, 0).await;
    let path = invitation.strip_prefix(&server.url).unwrap();
    let page = nobody.get(path).await;
    assert_eq!(page.headers()["referrer-policy"], "no-referrer");
    assert!(page.text().await.unwrap().contains("Norrbottens Kommuner"));
    let token = path.rsplit('/').next().unwrap();
    let accept = "mutation ($token: String!, $password: String!) {
        invitationAccept(token: $token, password: $password) { accessToken }
    }";
    nobody.ask(accept, json!({ "token": token, "password": PASSWORD })).await;
    Api::signed_in(&server.url, EMAIL, PASSWORD).await;
    let ask = "mutation ($email: String!) { passwordResetRequest(email: $email) }";
    nobody.ask(ask, json!({ "email": EMAIL })).await;
    let reset = link(&mails, &server.url, 1).await;
    let token = reset.rsplit('/').next().unwrap();
    let choose = "mutation ($token: String!, $password: String!) {
        passwordReset(token: $token, password: $password)
    }";
    let new = "en-annan-resa-söderut";
    nobody.ask(choose, json!({ "token": token, "password": new })).await;
    Api::signed_in(&server.url, EMAIL, new).await;
    let metrics = nobody.get("/metrics").await.text().await.unwrap();
    assert!(!metrics.contains(token) && metrics.contains("outbox_mails"), "{metrics}");
    let sent = program.done(&["mail", "list", "--state", "sent"]);
    assert_eq!(sent.lines().count(), 2, "{sent}");
    assert!(!sent.contains(token));
    assert!(
        program
            .refused(&["mail", "retry", "01900000-0000-7000-8000-000000000000"])
            .contains("no mail")
    );
    assert!(server.stop());
}
