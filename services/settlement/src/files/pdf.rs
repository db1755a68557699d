//! A document on paper: what is charged and how it is paid, and in appendices how each amount came about. Knows no
//! persons but whom the seller has named to ask.

use std::collections::{BTreeMap, BTreeSet};

use books::Envelope;
use domain::{AgreementId, Money, RunId};
use einvoice::VatCategory;
use paper::{Block, Level, Paper};
use settle::{Basis, LineKind, PotBasis};
use tenancy::RegionScope;

use crate::read::WithLines;
use crate::record::{DocumentRecord, LineRecord};
use crate::stored::StoredExplanation;
use crate::{SettlementFault, store};

mod course_fees;
mod explained;
mod face;
mod pot;
mod specification;
mod sums;
mod taken_back;

/// Prints documents of one region.
pub(super) struct Printer {
    slug: String,
    region: String,
    shares: Shares,
}

/// What each run gave to whom of which year's pot, by agreement.
type Shares = BTreeMap<(RunId, AgreementId, i32), Vec<PotShare>>;

/// What a municipality got of a pot.
struct PotShare {
    municipality: String,
    basis: PotBasis,
}

/// A document with all that is kept with it.
struct Kept<'a> {
    region: &'a str,
    document: &'a DocumentRecord,
    payable: Money,
    envelope: Option<Envelope>,
    lines: Vec<KeptLine<'a>>,
}

/// A line with what is kept beside it.
struct KeptLine<'a> {
    line: &'a LineRecord,
    stored: StoredExplanation,
    /// `None` where nobody had chosen.
    vat: Option<VatCategory>,
}

impl Printer {
    /// A printer that has at hand what these documents tell of others: what else their runs gave of the same pots.
    pub(super) async fn ready(
        scope: &RegionScope,
        documents: &[WithLines],
    ) -> Result<Self, SettlementFault> {
        let has_share =
            |lines: &[LineRecord]| lines.iter().any(|line| line.key.kind() == LineKind::TrainerPot);
        let runs: BTreeSet<RunId> = documents
            .iter()
            .filter(|(_, lines)| has_share(lines))
            .map(|(document, _)| document.run)
            .collect();
        let mut shares = Shares::new();
        for record in store::pot_shares::of_runs(scope, &runs).await? {
            let stored: StoredExplanation = serde_json::from_str(&record.explanation)?;
            let Basis::TrainerPot(basis) = stored.basis else { continue };
            let of_pot = shares.entry((record.run, record.agreement, basis.year)).or_default();
            of_pot.push(PotShare { municipality: record.municipality_name, basis });
        }
        Ok(Self { slug: scope.slug().to_string(), region: scope.name().to_owned(), shares })
    }

    /// What a document's file is called.
    pub(super) fn file_name(&self, document: &DocumentRecord) -> String {
        format!("{}-{}.pdf", self.slug, document.number)
    }

    /// The document. The same document is the same bytes, for ever.
    pub(super) fn print(
        &self,
        document: &DocumentRecord,
        lines: &[LineRecord],
    ) -> Result<Vec<u8>, SettlementFault> {
        let kept = Kept::read(&self.region, document, lines)?;
        let mut blocks = face::blocks(&kept);
        blocks.extend(sums::blocks(&kept)?);
        blocks.push(Block::Heading(Level::Part, "Specifikation".to_owned()));
        blocks.push(Block::Table(specification::table(&kept)?));
        blocks.extend(explained::blocks(&kept)?);
        blocks.extend(pot::blocks(&kept, &self.shares)?);
        Ok(paper::write(&Paper {
            title: face::title(document),
            letterhead: face::letterhead(&kept),
            decided: document.issued_at,
            blocks,
        })?)
    }
}

impl<'a> Kept<'a> {
    fn read(
        region: &'a str,
        document: &'a DocumentRecord,
        lines: &'a [LineRecord],
    ) -> Result<Self, SettlementFault> {
        let envelope = document.envelope.as_deref().map(serde_json::from_str).transpose()?;
        let lines = lines.iter().map(KeptLine::read).collect::<Result<_, _>>()?;
        Ok(Self { region, document, payable: document.payable()?, envelope, lines })
    }

    /// Who sells, by the name on the document.
    fn seller(&self) -> &str {
        self.envelope.as_ref().map_or(self.region, |envelope| envelope.seller.name.as_str())
    }
}

impl<'a> KeptLine<'a> {
    fn read(line: &'a LineRecord) -> Result<Self, SettlementFault> {
        let stored = serde_json::from_str(&line.explanation)?;
        Ok(Self { line, stored, vat: line.category()? })
    }

    /// What earlier documents have charged of it.
    fn before(&self) -> Result<Money, SettlementFault> {
        Ok(self.stored.charged.minus(self.line.amount)?)
    }
}
