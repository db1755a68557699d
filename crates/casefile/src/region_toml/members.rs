//! `[region]` and `[[municipalities]]`.

use std::collections::HashMap;

use domain::{
    Municipality, MunicipalityCode, OrgNumber, OrgNumberFault, Percent, PercentFault, Slug,
};

use super::value::{is_negative, text_of};
use crate::Problem;
use crate::quoted::shown;
use crate::toml_file::{At, TableAt, TomlFile};

/// The region's short name and name.
pub(super) fn region<'a>(file: &mut TomlFile<'a>, at: &At<'a>) -> Option<(Slug, String)> {
    let table = file.table(at, &["slug", "name"])?;
    let expected = "ett kortnamn, till exempel \"norrbotten\"";
    let slug = file.need(&table, "slug", expected).and_then(|at| {
        let text = file.text(&at, expected)?;
        let not_a_slug = |_| file.fault(&at, Problem::NotASlug { found: shown(text) });
        Slug::parse(text).map_err(not_a_slug).ok()
    });
    let name = text_of(file, &table, "name", "regionens namn");
    Some((slug?, name?.to_owned()))
}

/// A member as far as it could be read; `None` is what is missing or wrong.
#[derive(Default)]
pub(super) struct Member {
    pub(super) code: Option<MunicipalityCode>,
    name: Option<String>,
    org_number: Option<OrgNumber>,
    pub(super) population: Option<u32>,
    /// Outer `None`: wrong; inner: there is none.
    #[expect(clippy::option_option, reason = "none stated is not the same as one that is wrong")]
    pub(super) percent: Option<Option<Percent>>,
}

impl Member {
    pub(super) fn complete(self) -> Option<Municipality> {
        Some(Municipality {
            code: self.code?,
            name: self.name?,
            org_number: self.org_number?,
            population: self.population?,
            percent: self.percent?,
        })
    }
}

/// The members, each of them that is in the list.
pub(super) fn municipalities<'a>(file: &mut TomlFile<'a>, root: &TableAt<'a>) -> Vec<Member> {
    let expected = "minst en [[municipalities]]";
    let list = file.need(root, "municipalities", expected);
    let items = list.and_then(|at| file.some(&at, expected)).unwrap_or_default();
    let mut first: HashMap<MunicipalityCode, u64> = HashMap::new();
    items.iter().map(|item| member(file, item, &mut first)).collect()
}

fn member<'a>(
    file: &mut TomlFile<'a>,
    at: &At<'a>,
    first: &mut HashMap<MunicipalityCode, u64>,
) -> Member {
    let keys = ["code", "name", "org_number", "population", "percent"];
    let Some(table) = file.table(at, &keys) else { return Member::default() };
    Member {
        code: code(file, &table, first),
        name: text_of(file, &table, "name", "kommunens namn").map(str::to_owned),
        org_number: org_number(file, &table),
        population: population(file, &table),
        percent: percent(file, &table),
    }
}

fn code<'a>(
    file: &mut TomlFile<'a>,
    table: &TableAt<'a>,
    first: &mut HashMap<MunicipalityCode, u64>,
) -> Option<MunicipalityCode> {
    let expected = "en kommunkod av fyra siffror, till exempel \"2505\"";
    let at = file.need(table, "code", expected)?;
    let text = file.text(&at, expected)?;
    let Ok(code) = MunicipalityCode::parse(text) else {
        file.fault(&at, Problem::NotAMunicipalityCode { found: shown(text) });
        return None;
    };
    file.once(&at, first, code, "kommunen");
    Some(code)
}

fn org_number<'a>(file: &mut TomlFile<'a>, table: &TableAt<'a>) -> Option<OrgNumber> {
    let expected = "ett organisationsnummer, till exempel \"212000-2650\"";
    let at = file.need(table, "org_number", expected)?;
    let text = file.text(&at, expected)?;
    let found = shown(text);
    match OrgNumber::parse(text) {
        Ok(number) => Some(number),
        Err(OrgNumberFault::WrongCheckDigit) => {
            file.fault(&at, Problem::WrongCheckDigit { found });
            None
        }
        Err(OrgNumberFault::NotTenDigits) => {
            file.fault(&at, Problem::NotAnOrgNumber { found });
            None
        }
    }
}

fn population<'a>(file: &mut TomlFile<'a>, table: &TableAt<'a>) -> Option<u32> {
    let expected = "antalet invånare som heltal";
    let at = file.need(table, "population", expected)?;
    let number = file.integer(&at, expected)?;
    if number < 0 {
        file.fault(&at, Problem::Negative { found: shown(&number.to_string()) });
        return None;
    }
    let population = u32::try_from(number).ok();
    if population.is_none() {
        let found = shown(&number.to_string());
        file.fault(&at, Problem::TooLarge { found, most: "4 294 967 295" });
    }
    population
}

/// The percentage, where there is one; `None` where it is wrong.
#[expect(clippy::option_option, reason = "none stated is not the same as one that is wrong")]
fn percent<'a>(file: &mut TomlFile<'a>, table: &TableAt<'a>) -> Option<Option<Percent>> {
    let expected = "en andel inom citattecken, till exempel \"4.5\"";
    let Some(at) = table.get("percent") else { return Some(None) };
    let text = file.text(&at, expected)?;
    let found = shown(text);
    let problem = match text.parse() {
        Ok(percent) => return Some(Some(percent)),
        Err(PercentFault::NotANumber) if is_negative(text) => Problem::Negative { found },
        Err(PercentFault::NotANumber) => Problem::NotANumber { found, expected },
        Err(PercentFault::TooManyDecimals) => Problem::TooManyDecimals { found },
        Err(PercentFault::AboveOneHundred) => Problem::AboveWhole { found },
    };
    file.fault(&at, problem);
    None
}
