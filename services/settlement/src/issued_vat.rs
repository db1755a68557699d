//! By what choice of VAT that which was issued is charged: what corrects it keeps that. Pure.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::{Money, MunicipalityCode};
use einvoice::VatCategory;
use settle::{Document, LineKey};

use crate::SettlementFault;
use crate::facts::Issued;
use crate::record::category;

/// The category of what is left of each charge that is corrected.
pub(crate) struct IssuedVat<'a>(HashMap<(MunicipalityCode, &'a LineKey), VatCategory>);

impl<'a> IssuedVat<'a> {
    /// Of what was issued, that which these documents correct. What was credited whole is charged anew, and has none.
    pub(crate) fn of(issued: &'a Issued, due: &[Document]) -> Result<Self, SettlementFault> {
        let corrected: HashSet<_> = due.iter().flat_map(corrections).collect();
        let mut left: HashMap<_, BTreeMap<Option<&str>, Money>> = HashMap::new();
        for (line, vat) in issued.lines.iter().zip(&issued.vat) {
            let charge = (line.document.municipality, &line.key);
            if !corrected.contains(&charge) {
                continue;
            }
            let sum = left.entry(charge).or_default().entry(vat.as_deref()).or_default();
            *sum = sum.plus(line.amount)?;
        }
        let mut kept = HashMap::with_capacity(left.len());
        for (charge, by_category) in left {
            let most = by_category.into_iter().max_by_key(|(_, sum)| sum.ore().unsigned_abs());
            let Some((vat, _)) = most.filter(|(_, sum)| !sum.is_zero()) else { continue };
            if let Some(category) = category(vat)? {
                kept.insert(charge, category);
            }
        }
        Ok(Self(kept))
    }

    /// How what is left of a municipality's charge stands to VAT.
    pub(crate) fn of_charge<'s>(
        &'s self,
        municipality: MunicipalityCode,
        key: &'s LineKey,
    ) -> Option<&'s VatCategory> {
        self.0.get(&(municipality, key))
    }
}

/// The charges that a document corrects.
fn corrections(document: &Document) -> impl Iterator<Item = (MunicipalityCode, &LineKey)> {
    let lines = document.lines.iter().filter(|line| line.adjusts);
    lines.map(|line| (document.key.municipality, &line.key))
}

#[cfg(test)]
mod tests {
    use books::StatedVat;
    use domain::{ComponentCode, Date, OccasionCode};
    use settle::{Basis, DocumentKey, DocumentKind, IssuedLine, Line, Quantity};

    use super::*;

    fn key() -> LineKey {
        LineKey::TrainerPot { component: ComponentCode("pott".to_owned()), year: 2026 }
    }

    fn whose() -> MunicipalityCode {
        "2580".parse().unwrap()
    }

    fn document() -> DocumentKey {
        DocumentKey {
            date: Date::from_ymd_opt(2026, 5, 31).unwrap(),
            occasion: None::<OccasionCode>,
            municipality: whose(),
            kind: DocumentKind::Invoice,
        }
    }

    fn kept(issued: &[(Option<&VatCategory>, i64)], adjusts: bool) -> Option<VatCategory> {
        let line = |ore| IssuedLine {
            document: document(),
            key: key(),
            year: 2026,
            name: String::new(),
            quantity: Quantity::from_thousandths(1_000),
            amount: Money::from_ore(ore),
            reduces: false,
        };
        let stated = |vat| serde_json::to_string(&StatedVat::of(vat)).unwrap();
        let issued = Issued {
            lines: issued.iter().map(|(_, ore)| line(*ore)).collect(),
            vat: issued.iter().map(|(vat, _)| vat.map(stated)).collect(),
        };
        let line = Line {
            key: key(),
            year: 2026,
            name: String::new(),
            quantity: Quantity::from_thousandths(0),
            unit_price: None,
            amount: Money::from_ore(-1),
            adjusts,
            basis: Basis::Withdrawn,
        };
        let due = [Document { key: document(), lines: vec![line] }];
        IssuedVat::of(&issued, &due).unwrap().of_charge(whose(), &key()).cloned()
    }

    #[test]
    fn what_is_left_keeps_its_choice_and_what_is_credited_whole_has_none() {
        let taxed = VatCategory::Standard(einvoice::Rate::TwentyFive);
        let exempt = VatCategory::Exempt {
            reason: einvoice::Text::parse("Utbildning").unwrap(),
            code: None,
        };
        assert_eq!(kept(&[(Some(&taxed), 100)], true), Some(taxed.clone()));
        assert_eq!(kept(&[(Some(&taxed), 100), (Some(&taxed), -40)], true), Some(taxed.clone()));
        assert_eq!(kept(&[(Some(&taxed), 100), (Some(&taxed), -100)], true), None);
        let anew = [(Some(&taxed), 100), (Some(&taxed), -100), (Some(&exempt), 100)];
        assert_eq!(kept(&anew, true), Some(exempt));
        assert_eq!(kept(&[(None, 100)], true), None, "nobody had chosen");
        assert_eq!(kept(&[(Some(&taxed), 100)], false), None, "nothing is corrected");
    }
}
