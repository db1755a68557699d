//! Where the mails of a house arrive, so that tests can open them and follow their links.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::PathBuf;
use std::sync::Arc;

use accounts::{Letters, Pages};
use chrono::TimeDelta;
use mail::{Carrier, Postman};
use sea_orm::{ConnectionTrait, Statement};
use telemetry::Metrics;
use tempfile::TempDir;

use crate::house::House;

const BASE: &str = "https://resan.example";

/// Mails as files.
pub(crate) struct Letterbox {
    postman: Postman,
    folder: TempDir,
    opened: BTreeMap<PathBuf, String>,
}

impl Letterbox {
    /// The letterbox of everybody in this house.
    pub(crate) fn of(house: &House) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let pages = Pages {
            sign_in: format!("{BASE}/"),
            invitation: format!("{BASE}/inbjudan/"),
            password_reset: format!("{BASE}/nytt-losenord/"),
            password_reset_request: format!("{BASE}/glomt-losenord"),
        };
        let letters = Letters::new(Arc::clone(&house.accounts), pages, TimeDelta::days(14));
        let platform = house.world.regions.platform().clone();
        let carrier = Carrier::Folder(folder.path().to_owned());
        let sender = "Yrkesresan <no-reply@resan.example>".parse().unwrap();
        let metrics = Arc::new(Metrics::new());
        let postman = Postman::new(platform, Arc::new(letters), carrier, sender, metrics);
        Self { postman, folder, opened: BTreeMap::new() }
    }

    /// The mails that have come since it was asked last, readable.
    pub(crate) async fn new_mails(&mut self) -> Vec<String> {
        let (_tell, stop) = tokio::sync::watch::channel(false);
        while self.postman.round(&stop).await.unwrap() > 0 {}
        let mut new = Vec::new();
        for entry in std::fs::read_dir(self.folder.path()).unwrap() {
            let path = entry.unwrap().path();
            if let Entry::Vacant(unread) = self.opened.entry(path) {
                let text = readable(&std::fs::read_to_string(unread.key()).unwrap());
                new.push(unread.insert(text).clone());
            }
        }
        new
    }

    /// The token of the link in the only mail that has come, which goes to this address.
    pub(crate) async fn token(&mut self, to: &str) -> String {
        let mut new = self.new_mails().await;
        assert_eq!(new.len(), 1, "{new:?}");
        let mail = new.remove(0);
        assert!(mail.contains(&format!("\r\nTo: {to}\r\n")), "{mail}");
        token_in(&mail)
    }
}

/// The token of the link in a mail.
pub(crate) fn token_in(mail: &str) -> String {
    let link = mail.lines().find(|line| line.starts_with(BASE)).unwrap();
    link.rsplit('/').next().unwrap().to_owned()
}

/// Quoted-printable as letters.
fn readable(text: &str) -> String {
    let joined = text.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = joined.as_bytes().iter();
    let (head, _) = joined.split_once("\r\n\r\n").unwrap();
    while let Some(byte) = rest.next() {
        let in_body = bytes.len() > head.len();
        if *byte == b'=' && in_body {
            let code: String = rest.by_ref().take(2).map(|digit| char::from(*digit)).collect();
            bytes.push(u8::from_str_radix(&code, 16).unwrap());
        } else {
            bytes.push(*byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// Everything that these tables hold in columns of text.
pub(crate) async fn all_text(house: &House, tables: &[(&str, &[&str])]) -> String {
    let connection = house.world.regions.platform().connection();
    let mut all = String::new();
    for (table, columns) in tables {
        let sql = format!("SELECT {} FROM {table}", columns.join(", "));
        let select = Statement::from_string(connection.get_database_backend(), sql);
        for row in connection.query_all_raw(select).await.unwrap() {
            for column in *columns {
                let text: Option<String> = row.try_get("", column).unwrap();
                all.push_str(&text.unwrap_or_default());
                all.push('\n');
            }
        }
    }
    all
}
