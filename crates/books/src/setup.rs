//! The whole set-up: as files and forms state it, and as a value of which every part holds.

use domain::{ComponentCode, Date, MunicipalityCode};
use einvoice::VatCategory;
use serde::{Deserialize, Serialize};
use settle::LineKind;

use crate::expected::{self, Expected};
use crate::fault::Faults;
use crate::{
    Account, AccountRule, BooksFault, Recipient, Seller, StatedAccount, StatedRecipient,
    StatedSeller, StatedVat, VatRule, vat,
};

/// The set-up, as `[books]` in `region.toml` and the API state it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StatedBooks {
    /// Whether one person attests a run, and another issues it.
    pub four_eyes: bool,
    /// Who sells.
    pub seller: Option<StatedSeller>,
    /// How charges stand to VAT.
    pub vat: Vec<StatedVat>,
    /// Where municipalities want their documents.
    pub recipients: Vec<StatedRecipient>,
    /// What accounts are called in the region's own accounting system.
    pub accounts: Vec<StatedAccount>,
    /// The code of the component that is saved up as a buffer; without one, none is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buffer: Option<String>,
}

/// The set-up, every part of which holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Books {
    /// Who sells; `None` where nobody has said.
    pub seller: Option<Seller>,
    vat: Vec<VatRule>,
    recipients: Vec<Recipient>,
    accounts: Vec<AccountRule>,
    /// The component that is saved up as a buffer.
    pub buffer: Option<ComponentCode>,
    /// Whether one person attests a run, and another issues it.
    pub four_eyes: bool,
}

impl Books {
    /// The set-up that is stated, or all that is wrong with it.
    pub fn parse(stated: &StatedBooks) -> Result<Self, Vec<BooksFault>> {
        let mut faults = Faults::default();
        let seller = stated.seller.as_ref().and_then(|one| Seller::parse(one, &mut faults));
        let vat = each(&stated.vat, "vat", &mut faults, VatRule::parse);
        let recipients = each(&stated.recipients, "recipients", &mut faults, Recipient::parse);
        let accounts = each(&stated.accounts, "accounts", &mut faults, AccountRule::parse);
        let expected = expected::ONE_VAT;
        let vat = alone(vat, "vat", expected, &mut faults, VatRule::clashes_with);
        let expected = expected::ONE_RECIPIENT;
        let recipients =
            alone(recipients, "recipients", expected, &mut faults, Recipient::clashes_with);
        let same = |one: &AccountRule, other: &AccountRule| one.account == other.account;
        let accounts = alone(accounts, "accounts", expected::ONE_ACCOUNT, &mut faults, same);
        if !faults.0.is_empty() {
            return Err(faults.0);
        }
        let buffer = stated.buffer.clone().map(ComponentCode);
        Ok(Self { seller, vat, recipients, accounts, buffer, four_eyes: stated.four_eyes })
    }

    /// How a charge stands to VAT on an invoice date; `None` where nobody has chosen.
    pub fn vat(&self, charge: LineKind, code: &str, date: Date) -> Option<&VatCategory> {
        vat::choose(&self.vat, (charge, code), date).map(|rule| &rule.category)
    }

    /// Where a charge goes on an invoice date; `None` where nobody has said.
    pub fn recipient(
        &self,
        municipality: MunicipalityCode,
        charge: LineKind,
        date: Date,
    ) -> Option<&Recipient> {
        let own = self.recipients.iter().filter(|one| one.municipality == municipality);
        let holding = own.filter(|one| one.holds_on(date));
        let fitting = holding.filter(|one| one.charge.is_none_or(|own| own == charge));
        fitting.max_by_key(|one| one.charge)
    }

    /// What an account is called in the region's own accounting system, where it is not called as in the ledger.
    pub fn account(&self, account: Account) -> Option<&AccountRule> {
        self.accounts.iter().find(|rule| rule.account == account)
    }
}

/// What could be read, each with its place.
fn each<S, T>(
    stated: &[S],
    name: &str,
    faults: &mut Faults,
    parse: impl Fn(&S, &str, &mut Faults) -> Option<T>,
) -> Vec<(usize, T)> {
    let all = stated.iter().enumerate();
    let read = all
        .filter_map(|(place, one)| Some((place, parse(one, &format!("{name}[{place}]"), faults)?)));
    read.collect()
}

/// All of them, where none clashes with one before it; those that do are told of.
fn alone<T>(
    all: Vec<(usize, T)>,
    name: &str,
    expected: Expected,
    faults: &mut Faults,
    clash: impl Fn(&T, &T) -> bool,
) -> Vec<T> {
    for (position, (place, one)) in all.iter().enumerate() {
        if all.iter().take(position).any(|(_, earlier)| clash(one, earlier)) {
            faults.add(&format!("{name}[{place}]"), expected);
        }
    }
    all.into_iter().map(|(_, one)| one).collect()
}
