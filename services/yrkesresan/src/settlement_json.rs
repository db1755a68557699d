//! The shape of `settlement.json`: of a case settled without a server, and of what a region has issued.

use domain::{Date, Money, MunicipalityCode, OccasionCode, Points};
use serde::Serialize;
use settle::{Document, FixedCostShare, LineKey, PotYear};
use settlement::{DocumentRecord, IssuedAgreement, LineRecord};

/// A whole settlement.
#[derive(Debug, Default, Serialize)]
pub(crate) struct SettlementJson {
    pub(crate) region: String,
    fixed_cost_shares: Vec<FixedCostShareJson>,
    trainer_pot: Vec<PotYearJson>,
    documents: Vec<DocumentJson>,
}

#[derive(Debug, Serialize)]
struct FixedCostShareJson {
    name: String,
    municipality: MunicipalityCode,
    annual: Money,
}

#[derive(Debug, Serialize)]
struct PotYearJson {
    year: i32,
    carried_in: Money,
    collected: Money,
    points: Points,
    shares: Vec<PotShareJson>,
    carried_out: Money,
}

#[derive(Debug, Serialize)]
struct PotShareJson {
    municipality: MunicipalityCode,
    points: Points,
    amount: Money,
}

#[derive(Debug, Serialize)]
struct DocumentJson {
    /// Only of issued documents.
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    date: Date,
    municipality: MunicipalityCode,
    occasion: Option<OccasionCode>,
    kind: &'static str,
    total: Money,
    lines: Vec<LineJson>,
}

#[derive(Debug, Serialize)]
struct LineJson {
    kind: &'static str,
    code: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    course_day: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    year: Option<i32>,
    quantity: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit_price: Option<Money>,
    amount: Money,
}

impl SettlementJson {
    /// A case's settlement.
    pub(crate) fn of_case(
        region: &str,
        shares: &[FixedCostShare],
        pot: &[PotYear],
        documents: &[(&Document, Money)],
    ) -> Self {
        let mut json = Self { region: region.to_owned(), ..Self::default() };
        json.add_terms(shares, pot);
        json.documents =
            documents.iter().map(|(document, total)| of_document(document, *total)).collect();
        json
    }

    /// What a region has issued under these agreements.
    pub(crate) fn of_issued(region: &str, agreements: &[IssuedAgreement]) -> Self {
        let mut json = Self { region: region.to_owned(), ..Self::default() };
        for agreement in agreements {
            json.add_terms(&agreement.fixed_cost_shares, &agreement.trainer_pot);
            json.documents.extend(agreement.documents.iter().map(of_record));
        }
        json
    }

    fn add_terms(&mut self, shares: &[FixedCostShare], pot: &[PotYear]) {
        self.fixed_cost_shares.extend(shares.iter().map(|yearly| FixedCostShareJson {
            name: yearly.name.clone(),
            municipality: yearly.share.municipality,
            annual: yearly.share.amount,
        }));
        self.trainer_pot.extend(pot.iter().map(|year| {
            PotYearJson {
                year: year.year,
                carried_in: year.carried_in,
                collected: year.collected,
                points: year.points,
                shares: year
                    .shares
                    .iter()
                    .map(|share| PotShareJson {
                        municipality: share.municipality,
                        points: Points::from_thousandths(share.weight),
                        amount: share.amount,
                    })
                    .collect(),
                carried_out: year.carried_out,
            }
        }));
    }
}

fn of_document(document: &Document, total: Money) -> DocumentJson {
    let lines = document.lines.iter().map(|line| {
        let quantity = line.quantity.to_string();
        of_line(&line.key, &line.name, quantity, line.unit_price, line.amount)
    });
    DocumentJson {
        number: None,
        date: document.key.date,
        municipality: document.key.municipality,
        occasion: document.key.occasion.clone(),
        kind: document.key.kind.word(),
        total,
        lines: lines.collect(),
    }
}

fn of_record((document, lines): &(DocumentRecord, Vec<LineRecord>)) -> DocumentJson {
    let lines = lines.iter().map(|line| {
        let quantity = line.quantity.to_string();
        of_line(&line.key, &line.name, quantity, line.unit_price, line.amount)
    });
    DocumentJson {
        number: Some(document.number.to_string()),
        date: document.date,
        municipality: document.municipality,
        occasion: document.occasion.as_ref().map(|occasion| occasion.code.clone()),
        kind: document.kind.word(),
        total: document.total,
        lines: lines.collect(),
    }
}

fn of_line(
    key: &LineKey,
    name: &str,
    quantity: String,
    unit_price: Option<Money>,
    amount: Money,
) -> LineJson {
    let (course_day, year) = match key {
        LineKey::CourseFee { day, .. } => (Some(day.0.clone()), None),
        LineKey::FixedCost { year, .. } | LineKey::TrainerPot { year, .. } => (None, Some(*year)),
    };
    LineJson {
        kind: key.kind().word(),
        code: key.code().to_owned(),
        name: name.to_owned(),
        course_day,
        year,
        quantity,
        unit_price,
        amount,
    }
}
