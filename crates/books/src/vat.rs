//! How charges stand to VAT, as the economist has chosen: by kind, by component, from when.

use domain::Date;
use einvoice::{ExemptionCode, Rate, Text, VatCategory};
use serde::{Deserialize, Serialize};
use settle::LineKind;

use crate::expected;
use crate::fault::Faults;
use crate::fit::fit;

/// A choice, as files and forms state it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatedVat {
    /// The kind of charge; without one, every kind of which nothing else is chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charge: Option<LineKind>,
    /// A component's code, or a yearly cost's name; without one, all of the kind of which nothing else is chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The first invoice date that it holds for; without one, from the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// `S` (taxed), `E` (exempt) or `O` (outside the scope of VAT).
    pub category: String,
    /// 25, 12 or 6 where it is taxed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<u32>,
    /// Why, where it is not taxed: it stands on the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The article that exempts: `VATEX-EU-132-1I`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exemption: Option<String>,
}

/// How charges stand to VAT.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VatRule {
    charge: Option<LineKind>,
    code: Option<String>,
    from: Option<Date>,
    /// How.
    pub category: VatCategory,
}

impl VatRule {
    pub(crate) fn parse(stated: &StatedVat, path: &str, faults: &mut Faults) -> Option<Self> {
        let category = category(stated, path, faults);
        let code = stated.code.as_deref().map(str::trim).filter(|code| !code.is_empty());
        Some(Self {
            charge: stated.charge,
            code: code.map(str::to_owned),
            from: stated.from,
            category: category?,
        })
    }

    /// Whether both are chosen for the same from the same day.
    pub(crate) fn clashes_with(&self, other: &Self) -> bool {
        (self.charge, &self.code, self.from) == (other.charge, &other.code, other.from)
    }
}

/// The choice that fits best, and of those the latest.
pub(crate) fn choose<'a>(
    rules: &'a [VatRule],
    asked: (LineKind, &str),
    date: Date,
) -> Option<&'a VatRule> {
    let holding = rules.iter().filter(|rule| rule.from.is_none_or(|from| from <= date));
    let fitting =
        holding.filter_map(|rule| Some((fit((rule.charge, rule.code.as_deref()), asked)?, rule)));
    fitting.max_by_key(|(fit, rule)| (*fit, rule.from)).map(|(_, rule)| rule)
}

/// The category that is stated, with just what belongs to it.
pub(crate) fn category(stated: &StatedVat, path: &str, faults: &mut Faults) -> Option<VatCategory> {
    let at = |name: &str| format!("{path}.{name}");
    let exemption = stated.exemption.as_deref();
    let expected = expected::EXEMPTION;
    let code = faults.read_some(&at("exemption"), expected, exemption, str::parse::<ExemptionCode>);
    let reason = crate::recipient::text(stated.reason.as_deref());
    let untaxed = |faults: &mut Faults, reason: Option<Text>| {
        if stated.rate.is_some_and(|rate| rate != 0) {
            faults.add(&at("rate"), expected::NO_RATE);
        }
        if reason.is_none() {
            faults.add(&at("reason"), expected::REASON);
        }
        reason
    };
    match stated.category.trim() {
        "S" => {
            let rate = match stated.rate {
                Some(25) => Some(Rate::TwentyFive),
                Some(12) => Some(Rate::Twelve),
                Some(6) => Some(Rate::Six),
                Some(_) | None => None,
            };
            if rate.is_none() {
                faults.add(&at("rate"), expected::RATE);
            }
            if reason.is_some() || code.is_some() {
                faults.add(&at("reason"), expected::NO_REASON);
            }
            rate.map(VatCategory::Standard)
        }
        "E" => Some(VatCategory::Exempt { reason: untaxed(faults, reason)?, code }),
        "O" => {
            if code.is_some() {
                faults.add(&at("exemption"), expected::NO_EXEMPTION);
            }
            Some(VatCategory::OutsideScope { reason: untaxed(faults, reason)? })
        }
        _ => {
            faults.add(&at("category"), expected::CATEGORY);
            None
        }
    }
}

impl StatedVat {
    /// A category by itself, as it is kept beside a line.
    pub fn of(category: &VatCategory) -> Self {
        let (reason, exemption) = match category {
            VatCategory::Standard(_) => (None, None),
            VatCategory::Exempt { reason, code } => (Some(reason), *code),
            VatCategory::OutsideScope { reason } => (Some(reason), None),
        };
        Self {
            category: category.code().to_owned(),
            rate: category.percent().filter(|rate| *rate > 0),
            reason: reason.map(ToString::to_string),
            exemption: exemption.map(|code| code.as_str().to_owned()),
            ..Self::default()
        }
    }

    /// The category that is kept beside a line; `None` where it is none.
    pub fn category(&self) -> Option<VatCategory> {
        let mut faults = Faults::default();
        category(self, "vat", &mut faults).filter(|_| faults.0.is_empty())
    }
}
