//! `--explain`: how each krona of a municipality came about, in Swedish, document by document.

use std::fmt::Write;
use std::num::NonZeroU128;

use domain::{Allocation, Money, Municipality, Points, swedish};
use settle::{Basis, Document, Line, LineKey, PotYear, PriceSource, Ratio, Share, Step, Weighing};

use super::SettledCase;
use crate::outcome::Stop;

/// The explanation of a municipality, given by code or name.
pub(crate) fn explain(settled: &SettledCase, municipality: &str) -> Result<String, Stop> {
    let member = find(settled, municipality)?;
    let mut text = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(text, "{} ({})", member.name, member.code);
    let own = settled.documents.iter().filter(|(doc, _)| doc.key.municipality == member.code);
    for (document, total) in own {
        let _ = write_document(settled, document, *total, &mut text);
    }
    let _ = write_rounding(settled, member, &mut text);
    Ok(text)
}

fn find<'a>(settled: &'a SettledCase, wanted: &str) -> Result<&'a Municipality, Stop> {
    let members = &settled.case.terms.municipalities;
    let same = |member: &&Municipality| {
        member.code.to_string() == wanted
            || swedish::sort_key(&member.name) == swedish::sort_key(wanted)
    };
    members.iter().find(same).ok_or_else(|| {
        let names: Vec<String> =
            members.iter().map(|member| format!("{} {}", member.code, member.name)).collect();
        Stop::refused(format!(
            "Ingen av avtalets kommuner heter så eller har den koden. De är: {}",
            names.join(", ")
        ))
    })
}

/// What a point is worth in kronor, before rounding; nothing in a year without points.
pub(crate) fn point_value(year: &PotYear) -> Option<String> {
    let ore = year.shares.iter().map(|share| share.amount.ore()).sum::<i64>();
    let numerator = u128::try_from(ore).ok()?.checked_mul(1_000)?;
    let denominator = NonZeroU128::new(year.points.thousandths().into())?;
    Some(Ratio { numerator, denominator }.kronor(6))
}

fn write_document(
    settled: &SettledCase,
    document: &Document,
    total: Money,
    text: &mut String,
) -> std::fmt::Result {
    let date = swedish::long_date(document.key.date);
    let occasion = document.key.occasion.as_ref();
    let occasion = occasion.map_or_else(String::new, |code| format!(", kurstillfälle {code}"));
    writeln!(text, "\nUnderlag {date}{occasion}: {}", swedish::money(total))?;
    for line in &document.lines {
        writeln!(text, "  {}: {}", line_name(line), swedish::money(line.amount))?;
        write_basis(settled, line, text)?;
    }
    Ok(())
}

fn line_name(line: &Line) -> String {
    match &line.key {
        LineKey::CourseFee { day, .. } => format!("{}, kursdag {day}", line.name),
        LineKey::FixedCost { year, month, .. } => {
            format!("{}, {} {year}", line.name, swedish::month_name(month.number().into()))
        }
        LineKey::TrainerPot { year, .. } => format!("{}, andel för {year}", line.name),
    }
}

fn write_basis(settled: &SettledCase, line: &Line, text: &mut String) -> std::fmt::Result {
    if let Basis::CourseDay(basis) = &line.basis {
        let price = match basis.price {
            PriceSource::FeeSchedule(from) => format!("prislistan från {from}"),
            PriceSource::Day => "kursdagens eget pris".to_owned(),
        };
        writeln!(
            text,
            "    {}, {}: {} närvarande och {} frånvarande; {price}",
            swedish::weekday_date(basis.date),
            basis.course,
            basis.attended,
            basis.absent,
        )?;
    }
    let Some(explanation) = settle::explain(&line.basis) else { return Ok(()) };
    for step in &explanation.steps {
        writeln!(text, "    {}", sentence(settled, step))?;
    }
    writeln!(text, "    Regel {}, {}", explanation.rule.number(), explanation.clause)
}

fn sentence(settled: &SettledCase, step: &Step) -> String {
    match step {
        Step::Charge { people, half_days, unit_price, exact, amount } => {
            let length = if *half_days == 1 { "0,5" } else { "1" };
            let price = swedish::money(*unit_price);
            let came_to = came_to(exact, *amount);
            format!("{people} deltagare × {length} dag × {price} = {came_to}")
        }
        Step::Pot { year, carried_in, collected, carried_out, divided } => format!(
            "Potten {year}: {} insamlat + {} från året före − {} till nästa år = {} att dela",
            swedish::money(*collected),
            swedish::money(*carried_in),
            swedish::money(*carried_out),
            swedish::money(*divided),
        ),
        Step::Share { total, by, unit, exact, amount, left_over } => {
            let rounding = match (exact.is(*amount), left_over) {
                (true, _) => String::new(),
                (false, true) => " (uppåt: bland de största resterna)".to_owned(),
                (false, false) => " (nedåt: resten räckte inte till)".to_owned(),
            };
            let (unit, total) = (swedish::money(*unit), swedish::money(*total));
            format!(
                "{} × {total} = {}{rounding}, i steg om {unit}",
                weighing(settled, by),
                came_to(exact, *amount)
            )
        }
        Step::Part { yearly_share, part, parts, until_this, before_this } => format!(
            "Del {part} av {parts} av {} om året: {} till och med denna − {} före den",
            swedish::money(*yearly_share),
            swedish::money(*until_this),
            swedish::money(*before_this),
        ),
    }
}

fn weighing(settled: &SettledCase, by: &Weighing) -> String {
    match by {
        Weighing::Allocation(Allocation::Population, own, all) => {
            format!("{} av {} invånare", swedish::grouped(*own), swedish::grouped(*all))
        }
        Weighing::Allocation(Allocation::Percent, own, _) => {
            let percent = Ratio { numerator: (*own).into(), denominator: NonZeroU128::MIN };
            format!("{} procent", swedish::decimal(&percent.kronor(2)))
        }
        Weighing::Allocation(Allocation::Equal, _, all) => format!("1 av {all} kommuner"),
        Weighing::Points(own, all) => {
            let decimal = |points: &Points| swedish::decimal(&points.to_string());
            let _ = settled;
            format!("{} av {} poäng", decimal(own), decimal(all))
        }
    }
}

fn came_to(exact: &Ratio, amount: Money) -> String {
    if exact.is(amount) {
        swedish::money(amount)
    } else {
        format!("{} kr → {}", swedish::decimal(&exact.kronor(6)), swedish::money(amount))
    }
}

/// Why shares are rounded together: what they would come to one by one.
fn write_rounding(
    settled: &SettledCase,
    member: &Municipality,
    text: &mut String,
) -> std::fmt::Result {
    writeln!(text, "\nOm avrundningen")?;
    writeln!(
        text,
        "  Varje andel får sina hela steg; de steg som blir över går till de största resterna."
    )?;
    writeln!(text, "  Så blir summan av alla andelar precis det som delas.")?;
    for (index, cost) in (0..).zip(&settled.case.terms.agreement.fixed_costs) {
        let yearly =
            settled.settlement.fixed_cost_shares.iter().filter(|share| share.cost == index);
        let shares: Vec<Share> = yearly.map(|yearly| yearly.share).collect();
        write_one_by_one(&cost.name, &shares, cost.rounding, member, text)?;
    }
    if let Some(pot) = &settled.case.terms.agreement.trainer_pot {
        for year in &settled.settlement.trainer_pot {
            let name = format!("Utbildarpotten {}", year.year);
            write_one_by_one(&name, &year.shares, pot.rounding, member, text)?;
        }
    }
    Ok(())
}

/// Says nothing where every share is even.
fn write_one_by_one(
    name: &str,
    shares: &[Share],
    unit: Money,
    member: &Municipality,
    text: &mut String,
) -> std::fmt::Result {
    let total = Money::sum(shares.iter().map(|share| share.amount));
    let (Ok(total), Ok(all)) = (total, settle::rounded_up(shares, unit)) else { return Ok(()) };
    if total == all {
        return Ok(());
    }
    let own = shares.iter().find(|share| share.municipality == member.code);
    let up = own.and_then(|share| settle::rounded_up(std::slice::from_ref(share), unit).ok());
    let own = match (own, up) {
        (Some(share), Some(up)) if up != share.amount => format!(
            "{} hade fått {} i stället för {}, och ",
            member.name,
            swedish::money(up),
            swedish::money(share.amount)
        ),
        _ => String::new(),
    };
    writeln!(
        text,
        "  {name}: rundades varje andel uppåt för sig, som i vissa räkneexempel, blev det fel: {own}alla andelar \
         hade blivit {} i stället för {}.",
        swedish::money(all),
        swedish::money(total)
    )
}
