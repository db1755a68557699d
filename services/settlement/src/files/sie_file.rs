//! The ledger's entries of documents as vouchers: one a document, on the region's own accounts, a file a year.

use std::collections::{BTreeMap, BTreeSet};

use books::Books;
use chrono::Datelike;
use domain::{Date, Period};
use sie::{Account, AccountNumber, Dimension, Object, Program, Transaction, Voucher, VoucherFile};
use tenancy::RegionScope;

use crate::ledger::Posting;
use crate::read::WithLines;
use crate::record::DocumentRecord;
use crate::{SettlementFault, store};

/// The file of each calendar year that these documents are of, or, without a seller, none.
pub(super) async fn write(
    scope: &RegionScope,
    documents: &[WithLines],
) -> Result<Option<Vec<(i32, Vec<u8>)>>, SettlementFault> {
    let books = store::books::latest(scope).await?.books;
    let ids: Vec<_> = documents.iter().map(|(document, _)| document.id.uuid()).collect();
    let mut postings = store::ledger::of_documents(scope, &ids).await?;
    let mut years: BTreeMap<i32, Vec<(&DocumentRecord, Vec<Posting>)>> = BTreeMap::new();
    for (document, _) in documents {
        // What comes to nothing on every account is no voucher: accounting systems refuse one without rows.
        let Some(own) = postings.remove(&document.id) else { continue };
        years.entry(document.date.year()).or_default().push((document, own));
    }
    let mut files = Vec::with_capacity(years.len());
    for (year, entries) in years {
        let Some(file) = file(scope, &books, year, &entries)? else { return Ok(None) };
        let content = sie::write(&file).map_err(|fault| {
            tracing::error!(cause = %fault, "vouchers cannot be written");
            SettlementFault::Broken("vouchers balance, and name what they use")
        })?;
        files.push((year, content));
    }
    Ok(Some(files))
}

fn file(
    scope: &RegionScope,
    books: &Books,
    year: i32,
    entries: &[(&DocumentRecord, Vec<Posting>)],
) -> Result<Option<VoucherFile>, SettlementFault> {
    let Some(seller) = &books.seller else { return Ok(None) };
    let mut named = Named::default();
    let mut vouchers = Vec::with_capacity(entries.len());
    for (document, postings) in entries {
        let transactions: Result<Vec<_>, SettlementFault> =
            postings.iter().map(|posting| named.transaction(books, posting)).collect();
        vouchers.push(Voucher {
            series: "YR".to_owned(),
            number: None,
            date: document.date,
            text: format!("Underlag {} {}", document.number, document.municipality_name),
            transactions: transactions?,
        });
    }
    let day = |month, day| Date::from_ymd_opt(year, month, day);
    let fiscal_year = day(1, 1).zip(day(12, 31)).map(|(from, to)| Period { from, to });
    Ok(Some(VoucherFile {
        program: Program {
            name: "Yrkesresan".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        },
        generated: scope.today(),
        company: seller.party.party.name.to_string(),
        org_number: seller.party.party.org_number,
        fiscal_year: fiscal_year.ok_or(SettlementFault::Broken("a document's year has days"))?,
        chart: None,
        accounts: named.accounts(),
        dimensions: named.dimensions(),
        objects: named.objects(),
        vouchers,
    }))
}

/// What transactions name.
#[derive(Default)]
struct Named {
    accounts: BTreeMap<AccountNumber, &'static str>,
    objects: BTreeSet<(u32, String)>,
}

impl Named {
    fn transaction(
        &mut self,
        books: &Books,
        posting: &Posting,
    ) -> Result<Transaction, SettlementFault> {
        let rule = books.account(posting.account);
        let number = match rule {
            Some(rule) => rule.number.clone(),
            None => AccountNumber::parse(posting.account.code())
                .map_err(|_| SettlementFault::Broken("the ledger's accounts have numbers"))?,
        };
        self.accounts.entry(number.clone()).or_insert(posting.account.name());
        let dimensions = rule.into_iter().flat_map(|rule| rule.dimensions.clone());
        let objects: Vec<(u32, String)> = dimensions.collect();
        self.objects.extend(objects.iter().cloned());
        Ok(Transaction {
            account: number,
            objects,
            amount: posting.amount,
            date: None,
            text: posting.code.clone(),
            quantity: None,
        })
    }

    fn accounts(&self) -> Vec<Account> {
        let account = |(number, name): (&AccountNumber, &&str)| Account {
            number: number.clone(),
            name: (*name).to_owned(),
        };
        self.accounts.iter().map(account).collect()
    }

    fn dimensions(&self) -> Vec<Dimension> {
        let numbers: BTreeSet<u32> = self.objects.iter().map(|(number, _)| *number).collect();
        let dimension = |number| Dimension { number, name: dimension_name(number) };
        numbers.into_iter().map(dimension).collect()
    }

    fn objects(&self) -> Vec<Object> {
        let object = |(dimension, code): &(u32, String)| Object {
            dimension: *dimension,
            code: code.clone(),
            name: code.clone(),
        };
        self.objects.iter().map(object).collect()
    }
}

/// The names that the standard reserves; others have none of their own.
fn dimension_name(number: u32) -> String {
    match number {
        1 => "Kostnadsställe".to_owned(),
        2 => "Kostnadsbärare".to_owned(),
        6 => "Projekt".to_owned(),
        7 => "Anställd".to_owned(),
        8 => "Kund".to_owned(),
        9 => "Leverantör".to_owned(),
        10 => "Faktura".to_owned(),
        _ => format!("Dimension {number}"),
    }
}
