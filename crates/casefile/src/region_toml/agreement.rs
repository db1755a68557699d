//! `[agreement]`: term, fixed costs, course fee, price lists and trainer pot.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::{
    Agreement, Allocation, ComponentCode, CourseFee, Date, FeeBasis, FixedCost, Invoicing,
    LateCancellationDays, Period, PointsFault, RolePoints, TrainerPot, TrainerRole,
};

use super::prices::Prices;
use super::value::{is_negative, money, month, months_of, rounding, text_of, word_of};
use crate::Problem;
use crate::quoted::shown;
use crate::toml_file::{At, TableAt, TomlFile};

/// The agreement as far as it could be read; `None` is what is missing or wrong.
#[derive(Default)]
pub(super) struct Read {
    title: Option<String>,
    from: Option<Date>,
    to: Option<Date>,
    fixed_costs: Option<Vec<FixedCost>>,
    /// What any of the costs is shared by, also of one that is wrong otherwise.
    pub(super) allocations: Vec<Allocation>,
    course_fee: Option<CourseFee>,
    pub(super) prices: Prices,
    /// Outer `None`: wrong; inner: there is none.
    #[expect(clippy::option_option, reason = "none stated is not the same as one that is wrong")]
    trainer_pot: Option<Option<TrainerPot>>,
    pub(super) roles_with_points: Option<BTreeSet<TrainerRole>>,
}

impl Read {
    pub(super) fn term(&self) -> Option<Period> {
        let term = Period { from: self.from?, to: self.to? };
        (term.from <= term.to).then_some(term)
    }

    pub(super) fn complete(self) -> Option<Agreement> {
        Some(Agreement {
            title: self.title?,
            from: self.from?,
            to: self.to?,
            fixed_costs: self.fixed_costs?,
            course_fee: self.course_fee?,
            fee_schedules: self.prices.schedules?,
            trainer_pot: self.trainer_pot?,
        })
    }
}

const KEYS: [&str; 7] =
    ["title", "from", "to", "fixed_costs", "course_fee", "fee_schedules", "trainer_pot"];

pub(super) fn read<'a>(file: &mut TomlFile<'a>, at: &At<'a>) -> Read {
    let Some(table) = file.table(at, &KEYS) else { return Read::default() };
    let title = text_of(file, &table, "title", "avtalets namn").map(str::to_owned);
    let from = file.need(&table, "from", "avtalstidens första dag").and_then(|at| file.date(&at));
    let to = file.need(&table, "to", "avtalstidens sista dag").and_then(|at| {
        let to = file.date(&at)?;
        if let Some(from) = from.filter(|from| to < *from) {
            file.fault(&at, Problem::EndsBeforeItBegins { from, to });
        }
        Some(to)
    });
    let mut allocations = Vec::new();
    let fixed_costs = fixed_costs(file, &table, &mut allocations);
    let expected = "tabellen [agreement.course_fee]";
    let fee = file.need(&table, "course_fee", expected);
    let course_fee = fee.and_then(|at| course_fee(file, &at));
    let prices = Prices::read(file, &table);
    let mut roles_with_points = None;
    let trainer_pot = match table.get("trainer_pot") {
        Some(at) => trainer_pot(file, &at, &mut roles_with_points).map(Some),
        None => Some(None),
    };
    Read {
        title,
        from,
        to,
        fixed_costs,
        allocations,
        course_fee,
        prices,
        trainer_pot,
        roles_with_points,
    }
}

fn fixed_costs<'a>(
    file: &mut TomlFile<'a>,
    agreement: &TableAt<'a>,
    allocations: &mut Vec<Allocation>,
) -> Option<Vec<FixedCost>> {
    let Some(at) = agreement.get("fixed_costs") else { return Some(Vec::new()) };
    let items = file.list(&at, "en lista av kostnader, [[agreement.fixed_costs]]")?;
    let mut first: HashMap<String, u64> = HashMap::new();
    let costs: Vec<Option<FixedCost>> =
        items.iter().map(|item| fixed_cost(file, item, &mut first, allocations)).collect();
    costs.into_iter().collect()
}

fn fixed_cost<'a>(
    file: &mut TomlFile<'a>,
    at: &At<'a>,
    first: &mut HashMap<String, u64>,
    allocations: &mut Vec<Allocation>,
) -> Option<FixedCost> {
    let keys = ["name", "annual", "allocation", "rounding", "invoice_months"];
    let table = file.table(at, &keys)?;
    let name = file.need(&table, "name", "kostnadens namn").and_then(|at| {
        let name = file.text(&at, "kostnadens namn")?;
        file.once(&at, first, name.to_owned(), "kostnaden");
        Some(name.to_owned())
    });
    let unit = rounding(file, &table);
    let annual = file.need(&table, "annual", "kostnaden för ett år").and_then(|at| {
        let annual = money(file, &at)?;
        let uneven = |unit: &domain::Money| annual.ore().checked_rem(unit.ore()) != Some(0);
        if let Some(rounding) = unit.filter(uneven) {
            file.fault(&at, Problem::NotAMultiple { annual, rounding });
        }
        Some(annual)
    });
    let allocation = word_of(file, &table, "allocation", "population, percent eller equal");
    allocations.extend(allocation);
    let invoice_months = months_of(file, &table);
    Some(FixedCost {
        name: name?,
        annual: annual?,
        allocation: allocation?,
        rounding: unit?,
        invoice_months: invoice_months?,
    })
}

fn course_fee<'a>(file: &mut TomlFile<'a>, at: &At<'a>) -> Option<CourseFee> {
    let keys = ["basis", "late_cancellation_days", "invoicing", "invoice_months"];
    let table = file.table(at, &keys)?;
    let basis = word_of(file, &table, "basis", "attended eller registered");
    let late_cancellation_days = match table.get("late_cancellation_days") {
        Some(at) => late_cancellation(file, &at, basis).map(Some),
        None => Some(None),
    };
    let expected = "months eller per_occasion";
    let at = file.need(&table, "invoicing", expected)?;
    let invoicing = match file.text(&at, expected)? {
        "months" => {
            months_of(file, &table).map(|invoice_months| Invoicing::Months { invoice_months })
        }
        "per_occasion" => {
            if let Some(at) = table.get("invoice_months") {
                file.fault(&at, Problem::NoMonthsWanted);
            }
            Some(Invoicing::PerOccasion)
        }
        other => {
            file.fault(&at, Problem::UnknownWord { found: shown(other), expected });
            None
        }
    };
    Some(CourseFee {
        basis: basis?,
        late_cancellation_days: late_cancellation_days?,
        invoicing: invoicing?,
    })
}

/// Who is absent must cost something for who cancels late to.
fn late_cancellation<'a>(
    file: &mut TomlFile<'a>,
    at: &At<'a>,
    basis: Option<FeeBasis>,
) -> Option<LateCancellationDays> {
    let number = file.integer(at, "ett antal dagar, till exempel 14")?;
    if basis == Some(FeeBasis::Attended) {
        file.fault(at, Problem::NoLateCancellationWanted);
        return None;
    }
    let days = u16::try_from(number).ok().and_then(|number| number.try_into().ok());
    if days.is_none() {
        file.fault(at, Problem::NotLateCancellationDays { found: shown(&number.to_string()) });
    }
    days
}

fn trainer_pot<'a>(
    file: &mut TomlFile<'a>,
    at: &At<'a>,
    roles: &mut Option<BTreeSet<TrainerRole>>,
) -> Option<TrainerPot> {
    let keys = ["component", "distribution_month", "settlement", "rounding", "points"];
    let table = file.table(at, &keys)?;
    let component = text_of(file, &table, "component", "en komponents kortnamn");
    let expected = "månaden då potten delas, till exempel 12";
    let distribution_month = file.need(&table, "distribution_month", expected);
    let distribution_month = distribution_month.and_then(|at| month(file, &at));
    let settlement = word_of(file, &table, "settlement", "payout eller net");
    let rounding = rounding(file, &table);
    let points = file.need(&table, "points", "tabellen [agreement.trainer_pot.points]");
    let points = points.and_then(|at| points_of(file, &at, roles));
    Some(TrainerPot {
        component: ComponentCode(component?.to_owned()),
        distribution_month: distribution_month?,
        settlement: settlement?,
        rounding: rounding?,
        points: points?,
    })
}

fn points_of<'a>(
    file: &mut TomlFile<'a>,
    at: &At<'a>,
    roles: &mut Option<BTreeSet<TrainerRole>>,
) -> Option<BTreeMap<TrainerRole, RolePoints>> {
    let words: Vec<&str> = TrainerRole::ALL.iter().map(|role| role.word()).collect();
    let table = file.table(at, &words)?;
    let mut points = BTreeMap::new();
    let mut named = BTreeSet::new();
    let mut right = true;
    for (key, at) in table.entries() {
        let Ok(role) = key.parse::<TrainerRole>() else { continue };
        named.insert(role);
        match role_points(file, &at) {
            Some(earned) => {
                points.insert(role, earned);
            }
            None => right = false,
        }
    }
    *roles = Some(named);
    right.then_some(points)
}

fn role_points<'a>(file: &mut TomlFile<'a>, at: &At<'a>) -> Option<RolePoints> {
    let expected = "poäng inom citattecken, till exempel \"1.5\"";
    let text = file.text(at, expected)?;
    let found = shown(text);
    let problem = match text.parse() {
        Ok(points) => return Some(points),
        Err(PointsFault::NotANumber) if is_negative(text) => Problem::Negative { found },
        Err(PointsFault::NotANumber) => Problem::NotANumber { found, expected },
        Err(PointsFault::TooManyDecimals) => Problem::TooManyDecimals { found },
        Err(PointsFault::TooMany) => Problem::TooLarge { found, most: "1000 poäng" },
    };
    file.fault(at, problem);
    None
}
