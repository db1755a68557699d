//! What to look at before issuing: nothing wrong, but seldom meant. Each with what to do about it.

use domain::swedish;

use crate::settlement::preview::data::{Finding, FindingKind};
use crate::urls;

/// A remark that may lead somewhere.
pub(super) struct Remark {
    pub(super) text: String,
    /// What the link says; empty where there is none.
    pub(super) label: String,
    pub(super) href: String,
}

/// The findings in words.
pub(super) fn remarks(region: &str, findings: &[Finding]) -> Vec<Remark> {
    findings.iter().map(|finding| remark(region, finding)).collect()
}

fn remark(region: &str, finding: &Finding) -> Remark {
    match finding.kind {
        FindingKind::NeverSentAnybody => {
            let name = finding.municipality.as_ref().map_or("En kommun", |one| one.name.as_str());
            plain(format!("{name} har inte anmält någon till någon kursdag."))
        }
        FindingKind::NoLeader => match &finding.course_day {
            Some(day) => Remark {
                text: format!(
                    "Ingen kursledare tjänstgjorde på {} den {}.",
                    day.course,
                    swedish::long_date(day.date)
                ),
                label: "Se kursdagen".to_owned(),
                href: urls::course_day(region, &day.id),
            },
            None => plain("En kursdag saknar kursledare.".to_owned()),
        },
        FindingKind::NoParticipants => match &finding.occasion {
            Some(occasion) => Remark {
                text: format!("{} ({}) hade inga deltagare.", occasion.course, occasion.code),
                label: "Se kurstillfället".to_owned(),
                href: urls::course(region, &occasion.id),
            },
            None => plain("Ett kurstillfälle hade inga deltagare.".to_owned()),
        },
        FindingKind::PotCarried => {
            let amount = finding.amount.map(swedish::money).unwrap_or_default();
            let year = finding.year.map(|year| year.to_string()).unwrap_or_default();
            let text = format!(
                "Utbildarpotten för {year}, {amount}, förs över till nästa år, eftersom ingen har \
                 fått poäng."
            );
            Remark { text, label: "Se utbildarpotten".to_owned(), href: urls::trainer_pot(region) }
        }
        FindingKind::NegativeTotal => negative(finding),
    }
}

fn negative(finding: &Finding) -> Remark {
    let name = finding.municipality.as_ref().map_or("En kommun", |one| one.name.as_str());
    let amount = finding.amount.map(swedish::money).unwrap_or_default();
    plain(format!(
        "{name} får tillbaka mer än den ska betala, {amount}: det blir en kreditfaktura."
    ))
}

fn plain(text: String) -> Remark {
    Remark { text, label: String::new(), href: String::new() }
}
