//! What a run would issue: the difference between what should have been charged and what was. Pure.

use std::collections::BTreeSet;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use books::{Missing, Prepared, StatedVat};
use domain::{Date, Money, MoneyOverflow};
use settle::{Finding, Line, Settlement};
use sha2::{Digest, Sha256};

use crate::SettlementFault;
use crate::facts::{AgreementFacts, Facts};
use crate::issued_vat::IssuedVat;

/// What a run would issue, and what to look at before it does.
pub(crate) struct Plan {
    pub(crate) agreements: Vec<PlannedAgreement>,
}

/// The documents under one agreement.
pub(crate) struct PlannedAgreement {
    pub(crate) facts: Arc<AgreementFacts>,
    /// What is due, in the order in which the documents get their numbers.
    pub(crate) documents: Vec<Prepared>,
    /// The calendar years of which something will be due later.
    pub(crate) coming: BTreeSet<i32>,
    /// What the set-up lacks for them.
    pub(crate) missing: BTreeSet<Missing>,
    /// What should be charged in all, from the start of the term.
    pub(crate) should: Settlement,
    pub(crate) findings: Vec<Finding>,
}

impl Plan {
    /// Everything due up to and including `until` that has not been issued.
    pub(crate) fn until(facts: &Facts, until: Date) -> Result<Self, SettlementFault> {
        let agreements = facts.agreements.iter().map(|agreement| {
            let AgreementFacts { terms, earlier, delivered, .. } = agreement.as_ref();
            let should = settle::settle_after(terms, earlier.as_ref(), delivered)?;
            let issued = facts.issued(agreement.id);
            let (mut documents, mut missing) = (Vec::new(), BTreeSet::new());
            let mut coming = BTreeSet::new();
            let due = settle::difference(&should, &issued.lines)?;
            let charged = IssuedVat::of(issued, &due)?;
            for document in due {
                if document.key.date > until {
                    coming.extend(document.lines.iter().map(|line| line.year));
                    continue;
                }
                let whose = document.key.municipality;
                let kept = |line: &Line| charged.of_charge(whose, &line.key).cloned();
                let (parts, lacking) = books::prepare(&facts.books, &document, kept)?;
                documents.extend(parts);
                missing.extend(lacking);
            }
            let pots = &should.trainer_pot;
            let findings = settle::findings(terms, earlier.as_ref(), delivered, pots);
            Ok(PlannedAgreement {
                facts: Arc::clone(agreement),
                documents,
                coming,
                missing,
                should,
                findings,
            })
        });
        Ok(Self { agreements: agreements.collect::<Result<_, SettlementFault>>()? })
    }

    /// All documents, each with its agreement.
    pub(crate) fn documents(&self) -> impl Iterator<Item = (&PlannedAgreement, &Prepared)> {
        self.agreements
            .iter()
            .flat_map(|agreement| agreement.documents.iter().map(move |doc| (agreement, doc)))
    }

    /// Whether there is nothing to issue.
    pub(crate) fn is_empty(&self) -> bool {
        self.documents().next().is_none()
    }

    /// What all documents come to.
    pub(crate) fn total(&self) -> Result<Money, MoneyOverflow> {
        self.documents().try_fold(Money::ZERO, |sum, (_, document)| sum.plus(document.total))
    }

    /// What the set-up lacks for all of them.
    pub(crate) fn missing(&self) -> BTreeSet<&Missing> {
        self.agreements.iter().flat_map(|agreement| &agreement.missing).collect()
    }

    /// Names this very plan: another document, line or amount gives another name.
    pub(crate) fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        for (agreement, document) in self.documents() {
            let Prepared { document, categories, recipient, payable, .. } = document;
            let recipient = recipient.as_ref().map(|recipient| &recipient.stated);
            hash.update(format!("{}|{:?}\n", agreement.facts.version, document.key));
            hash.update(format!("{}|{recipient:?}\n", payable.ore()));
            for (line, category) in document.lines.iter().zip(categories) {
                let amount = line.amount.ore();
                let quantity = line.quantity.thousandths();
                let vat = category.as_ref().map(StatedVat::of);
                hash.update(format!("{:?}|{quantity}|{amount}|{vat:?}\n", line.key));
            }
        }
        URL_SAFE_NO_PAD.encode(hash.finalize())
    }
}
