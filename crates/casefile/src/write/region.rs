//! `region.toml` as it is written: the terms, with dates as TOML has them.

use books::StatedBooks;
use domain::{
    Agreement, AgreementTerms, Component, CourseFee, Date, FeeSchedule, FixedCost, Municipality,
    TrainerPot,
};
use serde::{Serialize, Serializer};
use toml::value::Datetime;

use crate::CaseRows;

/// The text of the file.
pub(super) fn text(rows: &CaseRows) -> Result<String, toml::ser::Error> {
    let AgreementTerms { municipalities, agreement } = &rows.terms;
    toml::to_string(&RegionToml {
        region: Region { slug: rows.slug.as_str(), name: &rows.name },
        municipalities,
        agreement: AgreementToml::of(agreement),
        books: rows.books.as_ref(),
    })
}

#[derive(Serialize)]
struct RegionToml<'a> {
    region: Region<'a>,
    municipalities: &'a [Municipality],
    agreement: AgreementToml<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    books: Option<&'a StatedBooks>,
}

#[derive(Serialize)]
struct Region<'a> {
    slug: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct AgreementToml<'a> {
    title: &'a str,
    #[serde(serialize_with = "as_date")]
    from: Date,
    #[serde(serialize_with = "as_date")]
    to: Date,
    fixed_costs: &'a [FixedCost],
    course_fee: &'a CourseFee,
    fee_schedules: Vec<PriceList<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trainer_pot: Option<&'a TrainerPot>,
}

#[derive(Serialize)]
struct PriceList<'a> {
    #[serde(serialize_with = "as_date")]
    from: Date,
    components: &'a [Component],
}

impl<'a> AgreementToml<'a> {
    fn of(agreement: &'a Agreement) -> Self {
        let Agreement { title, from, to, fixed_costs, course_fee, fee_schedules, trainer_pot } =
            agreement;
        let price_list = |FeeSchedule { from, components }: &'a FeeSchedule| PriceList {
            from: *from,
            components,
        };
        Self {
            title,
            from: *from,
            to: *to,
            fixed_costs,
            course_fee,
            fee_schedules: fee_schedules.iter().map(price_list).collect(),
            trainer_pot: trainer_pot.as_ref(),
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over references")]
fn as_date<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    let date: Datetime = date.to_string().parse().map_err(serde::ser::Error::custom)?;
    date.serialize(serializer)
}
