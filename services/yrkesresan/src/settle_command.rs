//! What `settle` makes of a case: files for spreadsheets, a summary to read, and an explanation of every krona.

use casefile::Case;
use domain::{Money, MunicipalityCode};
use settle::{Document, Finding, SettleFault, Settlement};

pub(crate) mod explain;
pub(crate) mod files;
pub(crate) mod summary;

/// A case with its settlement.
pub(crate) struct SettledCase {
    pub(crate) case: Case,
    pub(crate) settlement: Settlement,
    /// Each with its total.
    pub(crate) documents: Vec<(Document, Money)>,
    pub(crate) findings: Vec<Finding>,
}

impl SettledCase {
    /// Settles a case to the end of its term.
    pub(crate) fn settle(case: Case) -> Result<Self, SettleFault> {
        let settlement = settle::settle(&case.terms, &case.delivered, None)?;
        let documents = settlement
            .documents()?
            .into_iter()
            .map(|document| Ok((document.total()?, document)))
            .map(|pair: Result<_, SettleFault>| pair.map(|(total, document)| (document, total)))
            .collect::<Result<_, _>>()?;
        let findings =
            settle::findings(&case.terms, None, &case.delivered, &settlement.trainer_pot);
        Ok(Self { case, settlement, documents, findings })
    }

    /// What a municipality is called.
    pub(crate) fn name(&self, code: MunicipalityCode) -> String {
        let member = self.case.terms.member(code);
        member.map_or_else(|| code.to_string(), |member| member.name.clone())
    }
}
