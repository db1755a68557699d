//! The ledger: the sums of its accounts, and that debits equal credits.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use domain::{Money, swedish};
use serde::Deserialize;
use serde_json::json;

use crate::fault::Fault;
use crate::frame::{Frame, Here};
use crate::operation::region_operation;
use crate::pill::Pill;
use crate::rail::Section;
use crate::router::App;
use crate::settlement::sum;
use crate::urls;
use crate::visit::{Visit, page};

mod account;
mod entry;

const LEDGER: &str = region_operation!("ledger");

/// The pages.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(urls::LEDGER, get(show))
        .route(urls::LEDGER_ACCOUNT, get(account::show))
        .route(urls::LEDGER_ENTRY, get(entry::show))
}

#[derive(Template)]
#[template(path = "settlement/ledger.html")]
struct LedgerPage {
    frame: Frame,
    pill: Pill,
    rows: Vec<Row>,
    debit: String,
    credit: String,
    balance: String,
    settlement_href: String,
}

struct Row {
    href: String,
    code: String,
    name: String,
    debit: String,
    credit: String,
    balance: String,
}

#[derive(Deserialize)]
struct Content {
    ledger: Ledger,
}

#[derive(Deserialize)]
struct Ledger {
    balanced: bool,
    accounts: Vec<Account>,
}

#[derive(Deserialize)]
struct Account {
    code: String,
    name: String,
    debit: Money,
    credit: Money,
    balance: Money,
}

async fn show(visit: Visit, Path(region): Path<String>) -> Result<Response, Fault> {
    let (here, content): (Here, Content) = visit.region(LEDGER, &region, json!({})).await?;
    let accounts = content.ledger.accounts;
    let column = |of: fn(&Account) -> Money| swedish::figure(sum(accounts.iter().map(of)));
    page(&LedgerPage {
        frame: Frame::region(&visit, &here, Section::Ledger, "Huvudbok")?,
        pill: if content.ledger.balanced {
            Pill::ready("Går jämnt ut")
        } else {
            Pill::attention("Går inte jämnt ut")
        },
        debit: column(|account| account.debit),
        credit: column(|account| account.credit),
        balance: column(|account| account.balance),
        rows: accounts.iter().map(|account| row(&here.slug, account)).collect(),
        settlement_href: urls::settlement(&here.slug),
    })
}

fn row(region: &str, account: &Account) -> Row {
    Row {
        href: urls::ledger_account(region, &account.code),
        code: account.code.clone(),
        name: account.name.clone(),
        debit: swedish::figure(account.debit),
        credit: swedish::figure(account.credit),
        balance: swedish::figure(account.balance),
    }
}
