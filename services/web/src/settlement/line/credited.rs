//! What somebody has credited by hand, in words.

use domain::{course_date_at, swedish};

use crate::settlement::line::data::Credited;
use crate::settlement::line::explained::{About, Explained, Fact};
use crate::urls;

/// Why something is taken back, or made cheaper.
pub(super) fn explained(about: &About<'_>, credit: &Credited) -> Explained {
    let charged = swedish::money(credit.charged);
    let day = swedish::long_date(course_date_at(credit.asked_at));
    let by = match credit.asked_by.as_str() {
        "" => "Någon vars uppgifter är raderade",
        name => name,
    };
    let mut facts = vec![
        Fact {
            text: format!("{by} begärde det {day}: {}", credit.reason),
            label: "Se raden som krediteras",
            href: urls::line(about.region, &credit.line),
        },
        Fact {
            text: format!("Raden står på underlag {}.", credit.number),
            label: "Se underlaget",
            href: urls::document(about.region, &credit.document),
        },
    ];
    facts.extend(credit.day.iter().map(|day| Fact {
        text: format!("{} den {}.", day.course, swedish::long_date(day.date)),
        label: "Se kursdagen",
        href: urls::course_day(about.region, &day.id),
    }));
    let effect = swedish::credited(credit.cancels);
    Explained {
        answer: format!(
            "Underlag {} tog upp {charged} för {}, {}. {effect}",
            credit.number, about.name, about.municipality
        ),
        calculation: vec![format!("{charged} är uttaget"), "krediteras för hand".to_owned()],
        result: swedish::money(about.amount),
        clause: "Ett beslut, och ingen regel i avtalet: skälet står nedan.".to_owned(),
        facts,
        ..Explained::default()
    }
}
