//! The first page: who sells, who pays how much how, and what it is about.

use books::{Envelope, StatedRecipient, StatedSeller};
use domain::{course_date_at, swedish};
use paper::{Block, Fact, Letterhead, Level};
use settle::DocumentKind;

use super::Kept;
use crate::record::DocumentRecord;

/// What the document is called.
pub(super) fn title(document: &DocumentRecord) -> String {
    let kind = match document.kind {
        DocumentKind::Invoice => "Fakturaunderlag",
        DocumentKind::Payout => "Utbetalningsunderlag",
    };
    format!("{kind} {}", document.number)
}

/// Who it comes from.
pub(super) fn letterhead(kept: &Kept<'_>) -> Letterhead {
    let lines = kept.envelope.iter().map(|envelope| &envelope.seller);
    Letterhead { name: kept.seller().to_owned(), lines: lines.flat_map(seller_lines).collect() }
}

fn seller_lines(seller: &StatedSeller) -> Vec<String> {
    let registered = joined([
        Some(format!("Organisationsnummer {}", seller.org_number)),
        seller.vat_number.as_ref().map(|number| format!("Momsregistreringsnummer {number}")),
        seller.f_tax.then(|| "Godkänd för F-skatt".to_owned()),
    ]);
    let ask = joined([seller.contact.clone(), seller.phone.clone(), seller.email.clone()]);
    let address = address([&seller.street, &seller.postcode, &seller.town]);
    [address, ask, registered].into_iter().filter(|line| !line.is_empty()).collect()
}

fn address([street, postcode, town]: [&Option<String>; 3]) -> String {
    let place: Vec<&str> = [postcode, town].into_iter().flatten().map(String::as_str).collect();
    let place = place.join(" ");
    let parts = [street.clone().unwrap_or_default(), place];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn joined(parts: [Option<String>; 3]) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Who pays whom, how, for what.
pub(super) fn blocks(kept: &Kept<'_>) -> Vec<Block> {
    let document = kept.document;
    let answer = swedish::who_pays(kept.seller(), &document.municipality_name, kept.payable);
    let mut blocks = vec![Block::Lead(answer)];
    match &kept.envelope {
        Some(envelope) => blocks.push(Block::Facts(payment(kept, envelope))),
        None => blocks.push(Block::Paragraph(
            "Underlag utfärdat innan säljare var angiven. Därför saknas förfallodatum, bankgiro \
             och OCR-nummer."
                .to_owned(),
        )),
    }
    blocks.push(Block::Facts(about(kept)));
    blocks.push(Block::Heading(Level::Part, "Mottagare".to_owned()));
    blocks.push(Block::Facts(recipient(kept)));
    if kept.envelope.as_ref().is_some_and(|envelope| envelope.recipient.is_none()) {
        let unknown = "Underlag utfärdat innan mottagare var angiven.";
        blocks.push(Block::Paragraph(unknown.to_owned()));
    }
    blocks
}

fn payment(kept: &Kept<'_>, envelope: &Envelope) -> Vec<Fact> {
    let mut facts = Vec::new();
    if kept.payable.is_negative() {
        let amount = kept.payable.negated().unwrap_or(kept.payable);
        facts.push(Fact::new("Att få", swedish::money(amount)));
        facts.push(Fact::new("Betalas senast", swedish::long_date(envelope.due)));
        facts.push(Fact::new("Referensnummer", envelope.payment_reference.clone()));
    } else {
        facts.push(Fact::new("Att betala", swedish::money(kept.payable)));
        facts.push(Fact::new("Förfallodatum", swedish::long_date(envelope.due)));
        facts.push(Fact::new("Bankgiro", envelope.seller.bankgiro.clone()));
        facts.push(Fact::new("OCR-nummer", envelope.payment_reference.clone()));
    }
    for one in &envelope.preceding {
        let issued = swedish::long_date(one.issued);
        facts.push(Fact::new("Rättar", format!("{}, utfärdat den {issued}", one.number)));
    }
    facts
}

fn about(kept: &Kept<'_>) -> Vec<Fact> {
    let document = kept.document;
    let issued = course_date_at(document.issued_at);
    let purpose = match (&document.occasion, document.kind) {
        (Some(occasion), _) => format!("{} ({})", occasion.course, occasion.code),
        (None, DocumentKind::Invoice) => "Avgifter enligt avtalet".to_owned(),
        (None, DocumentKind::Payout) => "Andel av utbildarpotten".to_owned(),
    };
    let mut facts = vec![
        Fact::new("Fakturadatum", swedish::long_date(document.date)),
        Fact::new("Utfärdat", swedish::long_date(issued)),
        Fact::new("Avser", purpose),
        Fact::new("Avtal", document.agreement_title.clone()),
    ];
    let days = kept.lines.iter().filter_map(|line| line.stored.day.as_ref()).map(|day| day.date);
    if let Some((first, last)) = days.clone().min().zip(days.max()) {
        facts.push(Fact::new("Kursdagar", format!("{first} – {last}")));
    }
    if document.adjusts {
        facts.push(Fact::new("Rättelse", "Ja, av tidigare underlag"));
    }
    facts
}

fn recipient(kept: &Kept<'_>) -> Vec<Fact> {
    let document = kept.document;
    let stated = kept.envelope.as_ref().and_then(|envelope| envelope.recipient.as_ref());
    let known = stated.cloned().unwrap_or_default();
    let StatedRecipient { name, org_number, unit, street, postcode, town, .. } = known;
    let number = org_number.unwrap_or_else(|| document.org_number.to_string());
    let address = address([&street, &postcode, &town]);
    let more = [
        ("Enhet", unit),
        ("Adress", (!address.is_empty()).then_some(address)),
        ("Er referens", known.buyer_reference),
        ("Beställningsnummer", known.order_reference),
        ("Avtalsreferens", known.contract_reference),
        ("Objekt", known.invoiced_object),
        ("E-post", known.email),
    ];
    let mut facts = vec![
        Fact::new("Kommun", name.unwrap_or_else(|| document.municipality_name.clone())),
        Fact::new("Organisationsnummer", number),
    ];
    facts.extend(more.into_iter().filter_map(|(label, value)| Some(Fact::new(label, value?))));
    facts
}
