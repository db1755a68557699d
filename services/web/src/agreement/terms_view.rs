//! An agreement's price lists and rules, in words and small tables.

use domain::swedish::course_fee;
use domain::swedish::rounding::rounded_to;
use domain::{Money, swedish};

use crate::agreement::data::{Agreement, Component, CourseFee, FeeSchedule, TrainerPot};
use crate::terms::{DeliveryForm, FeeBasis, Invoicing, PotSettlement, months};

/// Price lists and rules, ready to show.
pub(super) struct TermsView {
    pub(super) basis: &'static str,
    /// From when who cancels is charged.
    pub(super) late_cancellation: String,
    pub(super) invoicing: String,
    pub(super) schedules: Vec<ScheduleView>,
    pub(super) pot: Option<PotView>,
}

/// A price list: parts down, delivery forms across.
pub(super) struct ScheduleView {
    pub(super) from: String,
    pub(super) forms: Vec<&'static str>,
    pub(super) rows: Vec<PriceRow>,
    pub(super) sums: Vec<Cell>,
}

/// What one part of the fee costs in each delivery form.
pub(super) struct PriceRow {
    pub(super) name: String,
    pub(super) prices: Vec<Cell>,
}

/// A price, and the delivery form that it is for.
pub(super) struct Cell {
    pub(super) label: &'static str,
    pub(super) figure: String,
}

/// The rules of the trainer pot.
pub(super) struct PotView {
    pub(super) rule: String,
    pub(super) points: Vec<(&'static str, String)>,
}

impl TermsView {
    /// The terms of an agreement.
    pub(super) fn of(agreement: &Agreement) -> Self {
        Self {
            basis: match agreement.course_fee.basis {
                FeeBasis::Attended => "De som deltog",
                FeeBasis::Registered => "Alla anmälda, även de som uteblev",
            },
            late_cancellation: late_cancellation(&agreement.course_fee),
            invoicing: invoicing(&agreement.course_fee),
            schedules: agreement.fee_schedules.iter().map(schedule).collect(),
            pot: agreement.trainer_pot.as_ref().map(|pot| pot_view(agreement, pot)),
        }
    }
}

fn late_cancellation(fee: &CourseFee) -> String {
    course_fee::late_cancellation(fee.late_cancellation_days)
        .unwrap_or_else(|| "Den som avbokar debiteras aldrig.".to_owned())
}

fn invoicing(fee: &CourseFee) -> String {
    match fee.invoicing {
        Invoicing::Months => format!("I {}", months(&fee.invoice_months)),
        Invoicing::PerOccasion => "Efter varje kurstillfälle".to_owned(),
    }
}

fn schedule(schedule: &FeeSchedule) -> ScheduleView {
    let charged = |form: &DeliveryForm| {
        schedule.components.iter().any(|component| component.delivery.contains(form))
    };
    let forms: Vec<DeliveryForm> = DeliveryForm::ALL.into_iter().filter(charged).collect();
    let rows = schedule.components.iter().map(|component| price_row(component, &forms));
    let sums = forms.iter().map(|form| Cell {
        label: form.name(),
        figure: swedish::figure(day_price(&schedule.components, *form)),
    });
    ScheduleView {
        from: swedish::long_date(schedule.from),
        rows: rows.collect(),
        sums: sums.collect(),
        forms: forms.into_iter().map(DeliveryForm::name).collect(),
    }
}

fn price_row(component: &Component, forms: &[DeliveryForm]) -> PriceRow {
    let price = |form: &DeliveryForm| {
        let charged = component.delivery.contains(form);
        let figure = if charged { swedish::figure(component.amount) } else { "–".to_owned() };
        Cell { label: form.name(), figure }
    };
    PriceRow { name: component.name.clone(), prices: forms.iter().map(price).collect() }
}

fn day_price(components: &[Component], form: DeliveryForm) -> Money {
    let charged = components.iter().filter(|component| component.delivery.contains(&form));
    Money::sum(charged.map(|component| component.amount)).unwrap_or_default()
}

fn pot_view(agreement: &Agreement, pot: &TrainerPot) -> PotView {
    let components = agreement.fee_schedules.iter().flat_map(|schedule| &schedule.components);
    let component = components.into_iter().find(|component| component.code == pot.component);
    let component = component.map_or(pot.component.as_str(), |component| &component.name);
    let settled = match pot.settlement {
        PotSettlement::Payout => "betalas ut i ett eget underlag",
        PotSettlement::Net => "dras av på kommunens underlag",
    };
    let rule = format!(
        "Avgiftsdelen {component} sparas under kalenderåret. I {} fördelas den efter poäng, i {}, \
         mellan de kommuner som har lånat ut utbildare. Andelen {settled}.",
        swedish::month_name(pot.distribution_month),
        rounded_to(pot.rounding)
    );
    let points = pot.points.iter().map(|role| (role.role.name(), swedish::decimal(&role.points)));
    PotView { rule, points: points.collect() }
}
