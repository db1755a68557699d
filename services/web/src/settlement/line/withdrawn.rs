//! What was charged and is charged no longer, in words.

use domain::swedish;

use crate::settlement::line::data::Withdrawn;
use crate::settlement::line::explained::{About, Explained, Fact};
use crate::urls;

/// Why something is taken back.
pub(super) fn explained(about: &About<'_>, withdrawn: &Withdrawn) -> Explained {
    let before = swedish::money(withdrawn.issued_before);
    let facts = withdrawn.day.iter().map(|day| Fact {
        text: format!("{} den {}.", day.course, swedish::long_date(day.date)),
        label: "Se kursdagen och vad som har rättats",
        href: urls::course_day(about.region, &day.id),
    });
    Explained {
        answer: format!(
            "Ett tidigare underlag tog upp {before} för {}, {}. Det gäller inte längre, och dras \
             därför tillbaka.",
            about.name, about.municipality
        ),
        calculation: vec!["0 kr, som är rätt belopp".to_owned(), format!("minus {before}")],
        result: swedish::money(about.amount),
        clause: "Bara det som avtalet tar betalt för faktureras.".to_owned(),
        facts: facts.collect(),
        ..Explained::default()
    }
}
