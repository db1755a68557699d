//! The summary that a coordinator reads after `settle`: the term, sums per municipality and kind, the pot, what to check.

use std::collections::BTreeMap;
use std::fmt::Write;

use domain::{Money, MunicipalityCode, Points, swedish};
use settle::{Finding, LineKind, PotYear};

use super::SettledCase;

const KINDS: [(LineKind, &str); 3] = [
    (LineKind::CourseFee, "Kursavgifter"),
    (LineKind::FixedCost, "Fasta kostnader"),
    (LineKind::TrainerPot, "Utbildarpott"),
];

/// The summary, in Swedish.
pub(crate) fn summary(settled: &SettledCase) -> String {
    let mut text = String::new();
    // Writing to a String cannot fail.
    let _ = write_head(settled, &mut text);
    let _ = write_sums(settled, &mut text);
    for year in &settled.settlement.trainer_pot {
        let _ = write_pot(settled, year, &mut text);
    }
    let _ = write_findings(settled, &mut text);
    text
}

fn write_head(settled: &SettledCase, text: &mut String) -> std::fmt::Result {
    let case = &settled.case;
    let agreement = &case.terms.agreement;
    let attended = case.delivered.participation.iter().map(|row| u64::from(row.attended)).sum();
    let absent = case.delivered.participation.iter().map(|row| u64::from(row.absent)).sum();
    let from = swedish::long_date(agreement.from);
    let to = swedish::long_date(agreement.to);
    writeln!(text, "{}", case.name)?;
    writeln!(text, "{}, {from} – {to}", agreement.title)?;
    writeln!(
        text,
        "{} kursdagar, {} närvarande och {} frånvarande deltagare på dem, {} underlag",
        swedish::grouped(u64::try_from(case.delivered.days.len()).unwrap_or(u64::MAX)),
        swedish::grouped(attended),
        swedish::grouped(absent),
        swedish::grouped(u64::try_from(settled.documents.len()).unwrap_or(u64::MAX)),
    )
}

type Sums = BTreeMap<MunicipalityCode, BTreeMap<LineKind, i64>>;

fn write_sums(settled: &SettledCase, text: &mut String) -> std::fmt::Result {
    let mut sums = Sums::new();
    for member in &settled.case.terms.municipalities {
        sums.entry(member.code).or_default();
    }
    for (document, _) in &settled.documents {
        let own = sums.entry(document.key.municipality).or_default();
        for line in &document.lines {
            let sum = own.entry(line.key.kind()).or_default();
            *sum = sum.saturating_add(line.amount.ore());
        }
    }
    let mut rows: Vec<Vec<String>> = vec![head()];
    let mut members: Vec<_> = sums.keys().map(|code| (settled.name(*code), *code)).collect();
    members.sort_by_cached_key(|(name, code)| (swedish::sort_key(name), *code));
    for (name, code) in members {
        let own = sums.get(&code).cloned().unwrap_or_default();
        rows.push(row(name, &own));
    }
    let mut all: BTreeMap<LineKind, i64> = BTreeMap::new();
    for (kind, ore) in sums.values().flatten() {
        let sum = all.entry(*kind).or_default();
        *sum = sum.saturating_add(*ore);
    }
    rows.push(row("Summa".to_owned(), &all));
    writeln!(text, "\nPer kommun, kronor")?;
    write_table(&rows, text)
}

fn head() -> Vec<String> {
    let kinds = KINDS.iter().map(|(_, name)| (*name).to_owned());
    std::iter::once("Kommun".to_owned()).chain(kinds).chain(["Summa".to_owned()]).collect()
}

fn row(name: String, sums: &BTreeMap<LineKind, i64>) -> Vec<String> {
    let amount = |ore: i64| swedish::figure(Money::from_ore(ore));
    let kinds = KINDS.iter().map(|(kind, _)| amount(sums.get(kind).copied().unwrap_or_default()));
    let total = sums.values().fold(0_i64, |sum, ore| sum.saturating_add(*ore));
    std::iter::once(name).chain(kinds).chain([amount(total)]).collect()
}

fn write_pot(settled: &SettledCase, year: &PotYear, text: &mut String) -> std::fmt::Result {
    let points = swedish::decimal(&year.points.to_string());
    writeln!(text, "\nUtbildarpott {}", year.year)?;
    if !year.carried_in.is_zero() {
        writeln!(text, "  från året före  {}", swedish::money(year.carried_in))?;
    }
    writeln!(text, "  insamlat  {}", swedish::money(year.collected))?;
    writeln!(text, "  poäng     {points}")?;
    if let Some(value) = super::explain::point_value(year) {
        writeln!(text, "  en poäng är värd {} kr", swedish::decimal(&value))?;
    }
    if !year.carried_out.is_zero() {
        writeln!(text, "  till nästa år  {}", swedish::money(year.carried_out))?;
    }
    let mut rows = vec![["Kommun", "Poäng", "Kronor"].map(str::to_owned).to_vec()];
    let mut shares: Vec<_> = year.shares.iter().collect();
    shares.sort_by_cached_key(|share| swedish::sort_key(&settled.name(share.municipality)));
    rows.extend(shares.into_iter().map(|share| {
        vec![
            settled.name(share.municipality),
            swedish::decimal(&Points::from_thousandths(share.weight).to_string()),
            swedish::figure(share.amount),
        ]
    }));
    if rows.len() > 1 { write_table(&rows, text) } else { Ok(()) }
}

fn write_findings(settled: &SettledCase, text: &mut String) -> std::fmt::Result {
    writeln!(text, "\nAtt kontrollera")?;
    if settled.findings.is_empty() {
        writeln!(text, "  Inget att anmärka på.")?;
    }
    for finding in &settled.findings {
        match finding {
            Finding::NeverSentAnybody { municipality } => {
                writeln!(text, "  {} har inte anmält någon.", settled.name(*municipality))
            }
            Finding::DayWithoutLeader { day, date, course } => {
                writeln!(text, "  Kursdag {day}, {date}, {course}, har ingen kursledare.")
            }
            Finding::OccasionWithoutParticipants { occasion, date, course } => {
                writeln!(text, "  Kurstillfälle {occasion}, {date}, {course}, har inga deltagare.")
            }
            Finding::PotWithoutPoints { year, carried_out } => writeln!(
                text,
                "  Ingen fick poäng {year}: potten, {}, går vidare till nästa år.",
                swedish::money(*carried_out)
            ),
        }?;
    }
    Ok(())
}

/// Columns as wide as their widest cell; all but the first to the right. The first row is the head.
fn write_table(rows: &[Vec<String>], text: &mut String) -> std::fmt::Result {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    for row in rows {
        write!(text, " ")?;
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            match column {
                0 => write!(text, " {cell:<width$}")?,
                _ => write!(text, "  {cell:>width$}")?,
            }
        }
        writeln!(text)?;
    }
    Ok(())
}
