//! Agreements, course days and choices of VAT, drawn at random and the same each time.

use std::collections::BTreeMap;

use casefile::{CaseRows, ParticipantRow, TrainerRow};
use domain::{
    AttendanceMark, CourseDay, Date, DayCode, DayIndex, DeliveryForm, FeeBasis, Invoicing, Money,
    MunicipalityCode, OccasionCode, PotSettlement, ServiceLength, TrainerRole,
};
use serde_json::{Value, json};

use crate::house::House;

/// Numbers that look random, and are the same each time (`SplitMix64`).
pub(crate) struct Draw(pub(crate) u64);

impl Draw {
    pub(crate) fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % most
    }

    pub(crate) fn one_of<T: Clone>(&mut self, all: &[T]) -> T {
        all[usize::try_from(self.below(all.len() as u64)).unwrap()].clone()
    }
}

/// Göteborgsregionen with other rules and other days.
pub(crate) fn scenario(draw: &mut Draw) -> CaseRows {
    let mut rows = House::rows("goteborgsregionen-2022");
    let agreement = &mut rows.terms.agreement;
    agreement.course_fee.basis = draw.one_of(&[FeeBasis::Attended, FeeBasis::Registered]);
    let months =
        Invoicing::Months { invoice_months: vec![5.try_into().unwrap(), 12.try_into().unwrap()] };
    agreement.course_fee.invoicing = draw.one_of(&[Invoicing::PerOccasion, months]);
    if let Some(pot) = &mut agreement.trainer_pot {
        pot.settlement = draw.one_of(&[PotSettlement::Net, PotSettlement::Payout]);
        pot.rounding = draw.one_of(&[Money::from_ore(1), Money::from_ore(100)]);
    }
    for component in &mut agreement.fee_schedules[0].components {
        component.amount = Money::from_ore(i64::try_from(draw.below(90_000)).unwrap() + 1);
    }
    let codes: Vec<MunicipalityCode> =
        rows.terms.municipalities.iter().map(|one| one.code).collect();
    (rows.days, rows.participants, rows.trainers) = (Vec::new(), Vec::new(), Vec::new());
    for index in 0..4 + u32::try_from(draw.below(6)).unwrap() {
        let date = format!("2022-{:02}-{:02}", draw.below(11) + 1, draw.below(28) + 1);
        rows.days.push(day(index, date.parse().unwrap(), draw));
        for number in 0..draw.below(30) {
            rows.participants.push(ParticipantRow {
                day: DayIndex(index),
                person: format!("P{index}-{number}"),
                municipality: draw.one_of(&codes),
                mark: draw.one_of(AttendanceMark::ALL),
            });
        }
        for number in 0..draw.below(4) {
            rows.trainers.push(TrainerRow {
                day: DayIndex(index),
                person: format!("T{index}-{number}"),
                municipality: Some(draw.one_of(&codes)).filter(|_| number != 3),
                role: draw.one_of(&[
                    TrainerRole::Leader,
                    TrainerRole::Trainer,
                    TrainerRole::Reserve,
                ]),
                served: draw.below(4) > 0,
            });
        }
    }
    rows
}

fn day(index: u32, date: Date, draw: &mut Draw) -> CourseDay {
    CourseDay {
        code: DayCode(format!("D{index}")),
        date,
        occasion: OccasionCode(format!("O{index}")),
        occasion_ends: date,
        course: "Våld och utsatthet".to_owned(),
        delivery: draw.one_of(&[DeliveryForm::OnSite, DeliveryForm::Digital]),
        length: ServiceLength::from_half_days(i64::try_from(draw.below(2)).unwrap() + 1).unwrap(),
        prices: BTreeMap::new(),
    }
}

/// Every kind of charge by a category of its own, drawn.
pub(crate) fn vat(draw: &mut Draw) -> Value {
    let choices = [
        json!({ "category": "S", "rate": 25 }),
        json!({ "category": "S", "rate": 12 }),
        json!({ "category": "S", "rate": 6 }),
        json!({ "category": "E", "reason": "Utbildning, 3 kap. 8 § ML" }),
        json!({ "category": "O", "reason": "Medlemsavgift enligt avtal" }),
    ];
    let kinds = ["COURSE_FEE", "FIXED_COST", "TRAINER_POT"].into_iter();
    let chosen = kinds.map(|kind| {
        let mut choice = draw.one_of(&choices);
        choice["charge"] = json!(kind);
        choice
    });
    chosen.collect()
}
