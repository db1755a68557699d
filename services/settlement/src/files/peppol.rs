//! A document as an e-invoice, held against the rules before it is given out.

use books::{InvoiceHead, InvoiceLine, invoice};
use domain::{Date, Period, course_date_at, swedish};
use einvoice::{Attachment, MediaType, Text};

use super::pdf::Printer;
use super::{told, unfit};
use crate::SettlementFault;
use crate::record::{DocumentRecord, LineRecord};
use crate::stored::{StoredDay, StoredExplanation};

/// The XML, or why there is none.
pub(super) fn write(
    document: &DocumentRecord,
    lines: &[LineRecord],
    printer: &Printer,
) -> Result<Result<String, Vec<String>>, SettlementFault> {
    let envelope = document.envelope()?;
    let mut days: Vec<Date> = Vec::new();
    let mut reason = None;
    let mut rows = Vec::with_capacity(lines.len());
    for line in lines {
        let stored: StoredExplanation = serde_json::from_str(&line.explanation)?;
        days.extend(stored.day.as_ref().map(|day| day.date));
        rows.push(row(line, stored.day.as_ref())?);
        reason = stored.credit.map(|credit| credit.reason).or(reason);
    }
    let head = InvoiceHead {
        number: document.number.to_string(),
        issued: course_date_at(document.issued_at),
        period: days
            .iter()
            .min()
            .zip(days.iter().max())
            .map(|(from, to)| Period { from: *from, to: *to }),
        buyer: document.municipality_name.clone(),
        org_number: document.org_number,
        agreement: document.agreement_title.clone(),
        reason,
        payable: document.payable()?,
        rounding: document.rounding,
    };
    let attached = specification(document, lines, printer)?;
    let made = match invoice(&head, &rows, envelope.as_ref(), vec![attached]) {
        Ok(made) => made,
        Err(why) => return Ok(Err(vec![unfit(&why)])),
    };
    let payable = made.lines.totals().payable;
    if payable != head.payable && Ok(payable) != head.payable.negated() {
        return Err(SettlementFault::Broken("an e-invoice comes to what its document comes to"));
    }
    let xml = einvoice::write(&made);
    let violations = einvoice::check(&xml);
    Ok(if violations.is_empty() { Ok(xml) } else { Err(violations.iter().map(told).collect()) })
}

/// The same document on paper, with how each amount came about.
fn specification(
    document: &DocumentRecord,
    lines: &[LineRecord],
    printer: &Printer,
) -> Result<Attachment, SettlementFault> {
    let text = |text: &str| {
        Text::parse(text).map_err(|_| SettlementFault::Broken("what is attached has a name"))
    };
    let content = printer.print(document, lines)?;
    let name = text(&printer.file_name(document))?;
    let attached = Attachment::try_new(name.clone(), MediaType::Pdf, name, content);
    let attached = attached.map_err(|_| SettlementFault::Broken("a file has something in it"))?;
    Ok(attached.described(text("Specifikation och beräkning")?))
}

fn row(line: &LineRecord, day: Option<&StoredDay>) -> Result<InvoiceLine, SettlementFault> {
    Ok(InvoiceLine {
        name: line.name.clone(),
        description: day.map(|day| format!("{}, {}", day.course, swedish::long_date(day.date))),
        quantity_thousandths: line.quantity.thousandths(),
        unit_price: line.unit_price,
        amount: line.amount,
        vat: line.category()?,
    })
}
