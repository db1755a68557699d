//! Gathering what is charged into documents, in the documents' order.

use std::collections::BTreeMap;

use domain::{Delivered, Money, MunicipalityCode};

use crate::course_fee::{CourseFees, DayCharge};
use crate::members::Members;
use crate::{DocumentKey, DocumentKind, Line, SettleFault};

/// A document before its course fees are written out as lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Due {
    pub(crate) key: DocumentKey,
    pub(crate) charges: Vec<DayCharge>,
    /// Fixed costs, then the pot share.
    pub(crate) others: Vec<Line>,
    pub(crate) total: Money,
}

/// The course fees gathered: documents, and what was collected for the pot in each calendar year
/// that has a course day.
pub(crate) struct Gathered {
    pub(crate) dues: Vec<Due>,
    pub(crate) collected: BTreeMap<i32, Money>,
}

/// Gathers the course fees of all participants. `places` is where each delivered day stands in `fees`.
pub(crate) fn gather(
    fees: &CourseFees,
    places: &[u32],
    delivered: &Delivered,
    members: &Members,
) -> Result<Gathered, SettleFault> {
    let charges = charges(places, delivered, members)?;
    let mut collected: BTreeMap<i32, Money> =
        fees.days().iter().map(|day| (day.year(), Money::ZERO)).collect();
    let mut open = OpenDocuments::new(members);
    let mut dues = Vec::new();
    let mut rest = charges.as_slice();
    // One document date (and occasion) at a time: its days stand side by side.
    while let Some((_, first)) = rest.first() {
        let day = fees.day(*first)?;
        let document = (day.invoiced, day.invoiced_for());
        while let Some(((member, charge), others)) = rest.split_first() {
            let day = fees.day(*charge)?;
            if (day.invoiced, day.invoiced_for()) != document {
                break;
            }
            let fee = fees.fee(*charge)?;
            if let Some(sum) = collected.get_mut(&day.year()) {
                *sum = sum.plus(fee.to_pot)?;
            }
            if fee.any {
                open.add(*member, *charge, fee.total)?;
            }
            rest = others;
        }
        open.close(|municipality, charges, total| {
            let (date, occasion) = (document.0, document.1.cloned());
            let key = DocumentKey { date, occasion, municipality, kind: DocumentKind::Invoice };
            dues.push(Due { key, charges, others: Vec::new(), total });
        });
    }
    Ok(Gathered { dues, collected })
}

/// Every count with its member's place, ordered by day and member.
fn charges(
    places: &[u32],
    delivered: &Delivered,
    members: &Members,
) -> Result<Vec<(usize, DayCharge)>, SettleFault> {
    let mut charges = Vec::with_capacity(delivered.participation.len());
    for row in &delivered.participation {
        let place = usize::try_from(row.day.0).ok().and_then(|index| places.get(index));
        let day = *place.ok_or(SettleFault::UnknownDay)?;
        let charge = DayCharge { day, attended: row.attended, absent: row.absent };
        charges.push((members.place(row.municipality)?, charge));
    }
    charges.sort_unstable_by_key(|(member, charge)| (charge.day, *member));
    Ok(charges)
}

/// The documents of one date (and occasion), one a member.
struct OpenDocuments<'a> {
    members: &'a [MunicipalityCode],
    documents: Vec<(Vec<DayCharge>, Money)>,
}

impl<'a> OpenDocuments<'a> {
    fn new(members: &'a Members) -> Self {
        let members = members.codes();
        Self { members, documents: vec![(Vec::new(), Money::ZERO); members.len()] }
    }

    fn add(&mut self, member: usize, charge: DayCharge, fee: Money) -> Result<(), SettleFault> {
        if let Some((charges, total)) = self.documents.get_mut(member) {
            charges.push(charge);
            *total = total.plus(fee)?;
        }
        Ok(())
    }

    /// Hands over every document that has a charge, in order of municipality.
    fn close(&mut self, mut take: impl FnMut(MunicipalityCode, Vec<DayCharge>, Money)) {
        for (code, document) in self.members.iter().zip(&mut self.documents) {
            if !document.0.is_empty() {
                let (charges, total) = std::mem::take(document);
                take(*code, charges, total);
            }
        }
    }
}

/// Adds lines to the documents that they belong on, new ones where there are none.
pub(crate) fn add_lines(
    dues: &mut Vec<Due>,
    lines: Vec<(DocumentKey, Line)>,
) -> Result<(), SettleFault> {
    let mut by_document: BTreeMap<DocumentKey, Vec<Line>> = BTreeMap::new();
    for (key, line) in lines {
        by_document.entry(key).or_default().push(line);
    }
    for due in dues.iter_mut() {
        if let Some(lines) = by_document.remove(&due.key) {
            due.total = due.total.plus(Money::sum(lines.iter().map(|line| line.amount))?)?;
            due.others = lines;
        }
    }
    for (key, others) in by_document {
        let total = Money::sum(others.iter().map(|line| line.amount))?;
        dues.push(Due { key, charges: Vec::new(), others, total });
    }
    dues.sort_by(|a, b| a.key.cmp(&b.key));
    Ok(())
}
