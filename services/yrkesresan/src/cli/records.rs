//! Commands for what a region has set up, issued, posted and keeps: books, documents, ledger, retention.

use std::path::PathBuf;

use accounts::KeptMonths;
use clap::{Args, Subcommand};
use domain::{Date, Slug};
use settlement::Format;

use super::Store;

#[derive(Debug, Subcommand)]
pub(crate) enum Books {
    /// Bring recipients in from a CSV file or a workbook, instead of all that there are
    Recipients {
        /// The region's short name
        region: Slug,
        /// The file; its columns are named as the keys of `[[books.recipients]]`
        #[arg(long, value_name = "FILE")]
        file: PathBuf,
        /// Only tell what would change
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        store: Store,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Documents {
    /// Issue what has become due and not been issued, in every region, one after the other
    Issue {
        /// Only in this region
        #[arg(long, value_name = "SLUG")]
        region: Option<Slug>,
        /// Up to and including this date
        #[arg(long, value_name = "DATE")]
        until: Date,
        #[command(flatten)]
        store: Store,
    },
    /// List what has been issued
    List {
        /// The region's short name
        #[arg(long, value_name = "SLUG")]
        region: Slug,
        /// The whole shape of settlement.json
        #[arg(long)]
        json: bool,
        /// Only this agreement's, by title
        #[arg(long)]
        agreement: Option<String>,
        #[command(flatten)]
        store: Store,
    },
    /// Write files of what has been issued: e-invoices, rows for spreadsheets, vouchers
    Export {
        /// The region's short name
        #[arg(long, value_name = "SLUG")]
        region: Slug,
        /// Only what this run issued, the first being 1; without it, all
        #[arg(long, value_name = "N")]
        run: Option<u64>,
        /// In which formats, with commas between them
        #[arg(long, value_name = "FORMATS", value_delimiter = ',', value_parser = format, required = true)]
        format: Vec<Format>,
        /// Where to write the files: a folder that is new or empty
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        #[command(flatten)]
        store: Store,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Ledger {
    /// Tell what does not agree: entries, documents, their lines, VAT, the trainer pot, numbers
    Verify {
        /// Only this region; without it, all
        #[arg(long, value_name = "SLUG")]
        region: Option<Slug>,
        #[command(flatten)]
        store: Store,
    },
}

/// Without --apply, nothing is changed: it tells what would go, by id.
#[derive(Debug, Args)]
pub(crate) struct Retention {
    /// The region's short name
    #[arg(long, value_name = "SLUG")]
    pub(crate) region: Slug,
    /// Tell what would go if persons were kept for so many months, instead of what is decided
    #[arg(long, value_name = "MONTHS", value_parser = months, conflicts_with = "apply")]
    pub(crate) staff_months: Option<KeptMonths>,
    /// The same of files with staff that were uploaded
    #[arg(long, value_name = "MONTHS", value_parser = months, conflicts_with = "apply")]
    pub(crate) list_months: Option<KeptMonths>,
    /// Let go of all whose time is over by what the region has decided, for ever
    #[arg(long)]
    pub(crate) apply: bool,
    #[command(flatten)]
    pub(crate) store: Store,
}

fn format(text: &str) -> Result<Format, String> {
    let known = Format::ALL.map(Format::word).join(", ");
    Format::of_word(text).ok_or_else(|| format!("expected {known}"))
}

fn months(text: &str) -> Result<KeptMonths, &'static str> {
    text.parse().ok().and_then(KeptMonths::parse).ok_or("expected 1 to 600")
}
