//! The addresses of settlement's pages, and of the books.

use chrono::Datelike;
use domain::Date;

use super::{fill, with_query};

pub(crate) const BOOKS: &str = "/{region}/bokforing";
pub(crate) const BOOKS_SELLER: &str = "/{region}/bokforing/saljare";
pub(crate) const BOOKS_VAT: &str = "/{region}/bokforing/moms";
pub(crate) const BOOKS_RECIPIENTS: &str = "/{region}/bokforing/mottagare";
pub(crate) const BOOKS_RECIPIENTS_FILE: &str = "/{region}/bokforing/mottagare.csv";
pub(crate) const BOOKS_RECIPIENTS_SAVE: &str = "/{region}/bokforing/mottagare/ersatt";
pub(crate) const BOOKS_RECIPIENT: &str = "/{region}/bokforing/mottagare/{municipality}";
pub(crate) const BOOKS_ACCOUNTS: &str = "/{region}/bokforing/konton";
pub(crate) const DOCUMENT_FILE: &str = "/{region}/underlag/{id}/fil/{format}";
pub(crate) const SETTLEMENT: &str = "/{region}/avrakning";
pub(crate) const ATTEST: &str = "/{region}/avrakning/attestera";
pub(crate) const RUN_FILES: &str = "/{region}/avrakning/omgangar/{run}/{format}";
pub(crate) const RUN_FILES_ARCHIVE: &str = "/{region}/avrakning/omgangar/{run}/{format}/filer.zip";
pub(crate) const DOCUMENTS: &str = "/{region}/underlag";
pub(crate) const DOCUMENT: &str = "/{region}/underlag/{id}";
pub(crate) const CREDIT: &str = "/{region}/underlag/{id}/kreditera";
pub(crate) const CREDIT_WITHDRAW: &str = "/{region}/underlag/{id}/kreditera/{credit}/aterta";
pub(crate) const CREDIT_ISSUE: &str = "/{region}/underlag/{id}/kreditera/{credit}/utfarda";
pub(crate) const LINE: &str = "/{region}/underlag/rader/{line}";
pub(crate) const TRAINER_POT: &str = "/{region}/utbildarpott";
pub(crate) const PAY: &str = "/{region}/underlag/{id}/betalningar";
pub(crate) const REVERSE: &str = "/{region}/underlag/{id}/betalningar/{payment}/aterfor";
pub(crate) const PAYMENTS: &str = "/{region}/avrakning/betalningar";
pub(crate) const BANK_FILES: &str = "/{region}/avrakning/betalningar/bankfiler";
pub(crate) const BOOK_BANK_FILE: &str = "/{region}/avrakning/betalningar/bankfiler/boka";
pub(crate) const BANK_FILE: &str = "/{region}/avrakning/betalningar/bankfiler/{id}";
pub(crate) const REMIND: &str = "/{region}/avrakning/betalningar/paminn";
pub(crate) const REMINDER: &str = "/{region}/avrakning/betalningar/paminnelse/{municipality}";
pub(crate) const MUNICIPALITY: &str = "/{region}/avrakning/kommuner/{municipality}";
pub(crate) const LEDGER: &str = "/{region}/huvudbok";
pub(crate) const LEDGER_ACCOUNT: &str = "/{region}/huvudbok/{account}";
pub(crate) const LEDGER_ENTRY: &str = "/{region}/huvudbok/verifikationer/{id}";
pub(crate) const BOOKS_BUFFER: &str = "/{region}/bokforing/buffert";
pub(crate) const COSTS: &str = "/{region}/avrakning/kostnader";
pub(crate) const COST_REVERSE: &str = "/{region}/avrakning/kostnader/{id}/aterfor";
pub(crate) const OCCASION_RESULT: &str = "/{region}/avrakning/kurstillfallen/{id}";
pub(crate) const FUNDS: &str = "/{region}/avrakning/buffert";
pub(crate) const YEAR_END: &str = "/{region}/avrakning/arsbokslut";
pub(crate) const YEAR_END_OF: &str = "/{region}/avrakning/arsbokslut/{year}";
pub(crate) const YEAR_END_FILE: &str = "/{region}/avrakning/arsbokslut/{year}/fil";

/// Preview, issue and runs.
pub(crate) fn settlement(region: &str) -> String {
    fill(SETTLEMENT, &[region])
}

/// Attesting a preview.
pub(crate) fn attest(region: &str) -> String {
    fill(ATTEST, &[region])
}

/// Issued documents.
pub(crate) fn documents(region: &str) -> String {
    fill(DOCUMENTS, &[region])
}

/// One document.
pub(crate) fn document(region: &str, id: &str) -> String {
    fill(DOCUMENT, &[region, id])
}

/// Crediting a document by hand.
pub(crate) fn credit(region: &str, id: &str) -> String {
    fill(CREDIT, &[region, id])
}

/// Issuing what was asked to be credited.
pub(crate) fn credit_issue(region: &str, id: &str, credit: &str) -> String {
    fill(CREDIT_ISSUE, &[region, id, credit])
}

/// Taking back or refusing what was asked to be credited.
pub(crate) fn credit_withdraw(region: &str, id: &str, credit: &str) -> String {
    fill(CREDIT_WITHDRAW, &[region, id, credit])
}

/// Why a line of a document is what it is.
pub(crate) fn line(region: &str, line: &str) -> String {
    fill(LINE, &[region, line])
}

/// The trainer pots, year by year.
pub(crate) fn trainer_pot(region: &str) -> String {
    fill(TRAINER_POT, &[region])
}

/// The ledger's accounts.
pub(crate) fn ledger(region: &str) -> String {
    fill(LEDGER, &[region])
}

/// A file of a document.
pub(crate) fn document_file(region: &str, id: &str, format: &str) -> String {
    fill(DOCUMENT_FILE, &[region, id, format])
}

/// All files of a run in one format.
pub(crate) fn run_files(region: &str, run: &str, format: &str) -> String {
    fill(RUN_FILES, &[region, run, format])
}

/// The same as one archive.
pub(crate) fn run_files_archive(region: &str, run: &str, format: &str) -> String {
    fill(RUN_FILES_ARCHIVE, &[region, run, format])
}

/// How the books are set up.
pub(crate) fn books(region: &str) -> String {
    fill(BOOKS, &[region])
}

/// Who sells.
pub(crate) fn books_seller(region: &str) -> String {
    fill(BOOKS_SELLER, &[region])
}

/// How charges stand to VAT.
pub(crate) fn books_vat(region: &str) -> String {
    fill(BOOKS_VAT, &[region])
}

/// All recipients, from a file.
pub(crate) fn books_recipients(region: &str) -> String {
    fill(BOOKS_RECIPIENTS, &[region])
}

/// All recipients, as a file.
pub(crate) fn books_recipients_file(region: &str) -> String {
    fill(BOOKS_RECIPIENTS_FILE, &[region])
}

/// Bringing in the recipients of a file that was looked at.
pub(crate) fn books_recipients_save(region: &str) -> String {
    fill(BOOKS_RECIPIENTS_SAVE, &[region])
}

/// Where a municipality wants its documents of one kind of charge; `charge` is empty for all.
pub(crate) fn books_recipient_of(region: &str, municipality: &str, charge: &str) -> String {
    super::with_query(&books_recipient(region, municipality), &[("avgift", charge)])
}

/// Where a municipality wants its documents.
pub(crate) fn books_recipient(region: &str, municipality: &str) -> String {
    fill(BOOKS_RECIPIENT, &[region, municipality])
}

/// What accounts are called.
pub(crate) fn books_accounts(region: &str) -> String {
    fill(BOOKS_ACCOUNTS, &[region])
}

/// Recording a payment of a document.
pub(crate) fn pay(region: &str, document: &str) -> String {
    fill(PAY, &[region, document])
}

/// Taking a payment back.
pub(crate) fn reverse(region: &str, document: &str, payment: &str) -> String {
    fill(REVERSE, &[region, document, payment])
}

/// Ageing list, reminders and files from the bank.
pub(crate) fn payments(region: &str) -> String {
    fill(PAYMENTS, &[region])
}

/// Files from the bank.
pub(crate) fn bank_files(region: &str) -> String {
    fill(BANK_FILES, &[region])
}

/// Booking a file from the bank.
pub(crate) fn book_bank_file(region: &str) -> String {
    fill(BOOK_BANK_FILE, &[region])
}

/// A file that was booked.
pub(crate) fn bank_file(region: &str, id: &str) -> String {
    fill(BANK_FILE, &[region, id])
}

/// Reminding of all that is overdue.
pub(crate) fn remind(region: &str) -> String {
    fill(REMIND, &[region])
}

/// The letter that reminds a municipality.
pub(crate) fn reminder(region: &str, municipality: &str) -> String {
    fill(REMINDER, &[region, municipality])
}

/// A municipality's account.
pub(crate) fn municipality(region: &str, municipality: &str) -> String {
    fill(MUNICIPALITY, &[region, municipality])
}

/// An account's entries.
pub(crate) fn ledger_account(region: &str, account: &str) -> String {
    fill(LEDGER_ACCOUNT, &[region, account])
}

/// An entry of the ledger.
pub(crate) fn ledger_entry(region: &str, id: &str) -> String {
    fill(LEDGER_ENTRY, &[region, id])
}

/// The component that is saved up as a buffer.
pub(crate) fn books_buffer(region: &str) -> String {
    fill(BOOKS_BUFFER, &[region])
}

/// What occasions have cost.
pub(crate) fn costs(region: &str) -> String {
    fill(COSTS, &[region])
}

/// What an occasion has cost, and the form for one more.
pub(crate) fn costs_of(region: &str, occasion: &str) -> String {
    with_query(&costs(region), &[("kurstillfalle", occasion)])
}

/// A cost, among those of its year.
pub(crate) fn cost(region: &str, id: &str, date: Date) -> String {
    let year = date.year().to_string();
    format!("{}#kostnad-{id}", with_query(&costs(region), &[("ar", &year)]))
}

/// Taking a cost back.
pub(crate) fn cost_reverse(region: &str, id: &str) -> String {
    fill(COST_REVERSE, &[region, id])
}

/// What an occasion brought in, and cost.
pub(crate) fn occasion_result(region: &str, occasion: &str) -> String {
    fill(OCCASION_RESULT, &[region, occasion])
}

/// The buffer and the trainer pot, year by year.
pub(crate) fn funds(region: &str) -> String {
    fill(FUNDS, &[region])
}

/// The latest year's end.
pub(crate) fn year_ends(region: &str) -> String {
    fill(YEAR_END, &[region])
}

/// A year's end.
pub(crate) fn year_end(region: &str, year: &str) -> String {
    fill(YEAR_END_OF, &[region, year])
}

/// A year's end as a file.
pub(crate) fn year_end_file(region: &str, year: &str) -> String {
    fill(YEAR_END_FILE, &[region, year])
}
