//! A municipality's account with the region: every document with what is left, and what each year has cost.

use std::collections::BTreeMap;

use books::Account;
use chrono::Datelike;
use domain::{AgreementId, ComponentCode, Date, Money, MunicipalityCode};
use identity::Permission;
use settle::LineKind;
use tenancy::RegionScope;

use super::Standing;
use crate::record::DocumentRecord;
use crate::store::documents::DocumentFilter;
use crate::{SettlementFault, store};

/// A municipality's account.
pub(crate) struct MunicipalityAccount {
    pub(crate) code: MunicipalityCode,
    /// By number, the first first: each with what is left of it and of those before it.
    pub(crate) documents: Vec<(DocumentRecord, Standing, Money)>,
    /// The first first.
    pub(crate) years: Vec<AccountYear>,
    pub(crate) payable: Money,
    pub(crate) paid: Money,
    pub(crate) today: Date,
}

/// What a calendar year has cost a municipality, by the dates of documents, without VAT.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct AccountYear {
    pub(crate) year: i32,
    pub(crate) course_fees: Money,
    pub(crate) fixed_costs: Money,
    /// What of the course fees is saved up in the trainer pot.
    pub(crate) pot_collected: Money,
    /// What it got from the pot for trainers that it lent.
    pub(crate) pot_received: Money,
}

/// What lines of a kind come to.
pub(crate) struct Charged {
    pub(crate) agreement: AgreementId,
    pub(crate) date: Date,
    pub(crate) kind: LineKind,
    pub(crate) code: String,
    /// `None` where it was issued before accounts were kept with lines.
    pub(crate) account: Option<Account>,
    pub(crate) amount: Money,
}

/// The account of a municipality; `None` out of reach.
pub(crate) async fn account(
    scope: &RegionScope,
    code: MunicipalityCode,
) -> Result<Option<MunicipalityAccount>, SettlementFault> {
    scope.require(Permission::ReadDocuments)?;
    let reach = scope.reach(Permission::ReadDocuments);
    let known = scope.municipalities().await?.get(code).is_some();
    if !known || !reach.includes(code) {
        return Ok(None);
    }
    let tx = scope.begin_snapshot().await?;
    let filter = DocumentFilter { reach, municipality: Some(code), year: None };
    let found = store::documents::matching(&tx, &filter).await?;
    let ids: Vec<_> = found.iter().map(|document| document.id.uuid()).collect();
    let sums = store::payments::sums_of(&tx, &ids).await?;
    let charged = store::account::charged(&tx, code).await?;
    let agreements = store::facts::terms(&tx).await?;
    tx.rollback().await?;
    let pots: BTreeMap<AgreementId, ComponentCode> = agreements
        .into_iter()
        .filter_map(|one| Some((one.id, one.terms.agreement.trainer_pot?.component)))
        .collect();
    let (mut balance, mut payable, mut paid) = (Money::ZERO, Money::ZERO, Money::ZERO);
    let mut documents = Vec::with_capacity(found.len());
    for document in found {
        let own = sums.get(&document.id).copied().unwrap_or_default();
        let standing = Standing::of(&document, own)?;
        balance = balance.plus(standing.left()?)?;
        payable = payable.plus(standing.payable)?;
        paid = paid.plus(standing.paid)?;
        documents.push((document, standing, balance));
    }
    let years = years(&charged, &pots)?;
    Ok(Some(MunicipalityAccount { code, documents, years, payable, paid, today: scope.today() }))
}

fn years(
    charged: &[Charged],
    pots: &BTreeMap<AgreementId, ComponentCode>,
) -> Result<Vec<AccountYear>, SettlementFault> {
    let mut years: BTreeMap<i32, AccountYear> = BTreeMap::new();
    for one in charged {
        let year = one.date.year();
        let own = years.entry(year).or_insert(AccountYear { year, ..AccountYear::default() });
        match one.kind {
            LineKind::CourseFee => {
                own.course_fees = own.course_fees.plus(one.amount)?;
                let by_terms = || pots.get(&one.agreement).is_some_and(|pot| pot.0 == one.code);
                if one.account.map_or_else(by_terms, |account| account == Account::TrainerPot) {
                    own.pot_collected = own.pot_collected.plus(one.amount)?;
                }
            }
            LineKind::FixedCost => own.fixed_costs = own.fixed_costs.plus(one.amount)?,
            LineKind::TrainerPot => own.pot_received = own.pot_received.minus(one.amount)?,
        }
    }
    Ok(years.into_values().collect())
}
