//! All that is held on oneself, on a page to read and as a file to take along.

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;
use serde_json::json;

use crate::download::{JSON, download};
use crate::fault::Fault;
use crate::frame::Frame;
use crate::operation::operation;
use crate::router::App;
use crate::urls;
use crate::visit::{Visit, page};

const MY_DATA: &str = operation!("my_data");
const MY_DATA_FILE: &str = operation!("my_data_file");

/// The page and the file.
pub(crate) fn routes() -> Router<App> {
    Router::new().route(urls::MY_DATA, get(show)).route(urls::MY_DATA_FILE, get(send))
}

#[derive(Template)]
#[template(path = "my_data.html")]
struct MyDataPage {
    frame: Frame,
    places: Vec<Place>,
}

/// Where something is held: the account, or a region.
struct Place {
    name: String,
    sections: Vec<Section>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    me: Option<Me>,
    my_data: Option<MyData>,
}

#[derive(Deserialize)]
struct Me {
    name: String,
}

#[derive(Deserialize)]
struct MyData {
    account: Vec<Section>,
    regions: Vec<InRegion>,
}

#[derive(Deserialize)]
struct InRegion {
    name: String,
    sections: Vec<Section>,
}

#[derive(Deserialize)]
struct Section {
    heading: String,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Section {
    /// Every row's values, each with what its column is.
    fn cells(&self) -> impl Iterator<Item = Vec<(&str, &str)>> {
        self.rows.iter().map(|row| {
            let names = self.columns.iter().map(String::as_str);
            names.zip(row.iter().map(String::as_str)).collect()
        })
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FileAnswer {
    my_data: Option<File>,
}

#[derive(Deserialize)]
struct File {
    json: String,
}

async fn show(visit: Visit) -> Result<Response, Fault> {
    let answer: Answer = visit.ask(MY_DATA, json!({})).await?;
    let held = answer.my_data.ok_or(Fault::SignedOut)?;
    let mut frame = Frame::bare(&visit.session, "Det som finns om dig")?
        .below("Mitt konto", urls::ACCOUNT.to_owned());
    frame.person = answer.me.map(|me| me.name).unwrap_or_default();
    let regions = held.regions.into_iter();
    let regions = regions.map(|region| Place { name: region.name, sections: region.sections });
    let account = Place { name: "Konto".to_owned(), sections: held.account };
    page(&MyDataPage { frame, places: std::iter::once(account).chain(regions).collect() })
}

async fn send(visit: Visit) -> Result<Response, Fault> {
    let answer: FileAnswer = visit.ask(MY_DATA_FILE, json!({})).await?;
    let held = answer.my_data.ok_or(Fault::SignedOut)?;
    Ok(download(JSON, "mina-uppgifter.json", held.json))
}
