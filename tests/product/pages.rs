//! Every page that a link leads to, as each of the demonstration's people, without script.

use std::collections::BTreeSet;

use reqwest::{Client, StatusCode};

use crate::demo::{accounts, demo};

/// Pages of the same shape that are enough to have seen.
const OF_A_SHAPE: usize = 4;
const LARGEST_PAGE: usize = 60_000;

#[tokio::test]
async fn every_link_leads_somewhere() {
    let demo = demo();
    for account in accounts(&demo) {
        let client = Client::builder().cookie_store(true).build().unwrap();
        let sign_in = format!("{}/logga-in", demo.url);
        let form = client.get(&sign_in).send().await.unwrap().text().await.unwrap();
        let csrf = between(&form, "name=\"csrf\" value=\"", "\"");
        let fields = [("csrf", csrf), ("epost", &account[2]), ("losenord", &account[3])];
        let first = client.post(&sign_in).form(&fields).send().await.unwrap();
        assert_eq!(first.status(), StatusCode::OK, "{account:?}");
        let mut waiting = vec![first.url().path().to_owned()];
        assert_ne!(waiting, ["/logga-in"], "{account:?} was not let in");
        let mut seen = BTreeSet::new();
        let mut shapes: Vec<String> = Vec::new();
        while let Some(path) = waiting.pop() {
            let shape = shape(&path);
            let of_this_shape = shapes.iter().filter(|one| **one == shape).count();
            if of_this_shape >= OF_A_SHAPE || !seen.insert(path.clone()) {
                continue;
            }
            shapes.push(shape);
            let page = client.get(format!("{}{path}", demo.url)).send().await.unwrap();
            assert_eq!(page.status(), StatusCode::OK, "{path} for {account:?}");
            let text = page.text().await.unwrap();
            assert!(text.len() < LARGEST_PAGE, "{path} is of {} bytes", text.len());
            waiting.extend(links(&text));
        }
        assert!(seen.len() > 1, "{account:?} saw {seen:?}");
    }
}

fn links(page: &str) -> impl Iterator<Item = String> {
    let starts = page.split("<a ").skip(1).map(|after| between(after, "href=\"", "\""));
    let inside = starts.filter(|href| href.starts_with('/'));
    inside.map(|href| href.replace("&#38;", "&").replace("&amp;", "&"))
}

/// The path with ids, codes and values left out.
fn shape(path: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let kept = |part: &str| part.chars().filter(char::is_ascii_digit).count() < 3;
    let parts: Vec<_> = path.split('/').map(|part| if kept(part) { part } else { "…" }).collect();
    let names = query.split('&').filter_map(|pair| pair.split('=').next());
    format!("{}?{}", parts.join("/"), names.collect::<Vec<_>>().join("&"))
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    text.split(start).nth(1).and_then(|after| after.split(end).next()).unwrap_or_default()
}
