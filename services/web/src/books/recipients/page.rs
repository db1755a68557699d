//! The page: a file to upload, what it would change, and how it is made.

use askama::Template;
use axum::response::{IntoResponse, Response};

use super::columns::{COLUMNS, Column};
use super::{Alone, Change, FileFault, Outlook};
use crate::books::data::Recipient;
use crate::fault::Fault;
use crate::figures::counted;
use crate::forms::{self, FaultLine, said_of};
use crate::frame::{Frame, Here};
use crate::line_kind::LineKind;
use crate::rail::Section;
use crate::visit::{Visit, page};
use crate::{once, urls};

#[derive(Template)]
#[template(path = "books/recipients.html")]
struct RecipientsPage {
    frame: Frame,
    faults: Vec<FaultLine>,
    file_fault: String,
    address: String,
    file_href: String,
    cancel_href: String,
    outlook: Option<OutlookView>,
    columns: [Column; COLUMNS.len()],
}

struct OutlookView {
    told: String,
    faults: Vec<FaultRow>,
    added: Vec<Row>,
    removed: Vec<Row>,
    changed: Vec<ChangeRow>,
    /// The form that saves it; none where nothing is to be saved.
    save: Option<Save>,
}

struct FaultRow {
    row: String,
    column: String,
    found: String,
    expected: String,
}

struct Row {
    name: String,
    charge: &'static str,
    from: String,
    peppol: String,
    reference: String,
}

struct ChangeRow {
    name: String,
    charge: &'static str,
    changes: Vec<(&'static str, String, String)>,
}

struct Save {
    address: String,
    key: String,
    version: i64,
    content: String,
    button: String,
}

pub(super) fn shown(
    visit: &Visit,
    here: &Here,
    looked_at: Option<(Outlook, String)>,
    faults: Vec<FaultLine>,
) -> Result<Response, Fault> {
    let slug = here.slug.as_str();
    let outlook = looked_at.map(|(outlook, content)| view(slug, outlook, content)).transpose()?;
    let overview = urls::books(slug);
    let mut frame = Frame::region(visit, here, Section::Books, "Mottagare ur en fil")?
        .below("Bokföring", overview.clone());
    let in_file = outlook.as_ref().is_some_and(|outlook| !outlook.faults.is_empty());
    let mut faults = faults;
    if in_file {
        let told = "Filen har fel, och inget har ändrats. Rätta det som står under Fel i filen, och välj filen igen.";
        faults.push(FaultLine::of("fil", told));
    }
    let status = forms::status(&faults);
    frame.tell_of(&faults);
    let shown = page(&RecipientsPage {
        frame,
        file_fault: said_of(&faults, "fil"),
        faults,
        address: urls::books_recipients(slug),
        file_href: urls::books_recipients_file(slug),
        cancel_href: overview,
        outlook,
        columns: COLUMNS,
    })?;
    Ok((status, shown).into_response())
}

fn view(region: &str, outlook: Outlook, content: String) -> Result<OutlookView, Fault> {
    let Outlook { version, unchanged, faults, added, changed, removed } = outlook;
    let count = |all: usize| i64::try_from(all).unwrap_or(i64::MAX);
    let after = count(added.len()).saturating_add(count(changed.len())).saturating_add(unchanged);
    let changes = !(added.is_empty() && changed.is_empty() && removed.is_empty());
    let told = if changes {
        format!(
            "{}, {}, {} och {}.",
            counted(count(added.len()), "ny", "nya"),
            counted(count(changed.len()), "ändras", "ändras"),
            counted(count(removed.len()), "tas bort", "tas bort"),
            counted(unchanged, "är som förut", "är som förut"),
        )
    } else {
        "Filen ändrar ingenting: alla mottagare är som förut.".to_owned()
    };
    let save = if changes && faults.is_empty() {
        let button = match after {
            0 => "Ta bort alla mottagare".to_owned(),
            after => format!("Spara {}", counted(after, "mottagare", "mottagare")),
        };
        let address = urls::books_recipients_save(region);
        Some(Save { address, key: once::key()?, version, content, button })
    } else {
        None
    };
    Ok(OutlookView {
        told,
        faults: faults.into_iter().map(fault_row).collect(),
        added: added.into_iter().map(row).collect(),
        removed: removed.into_iter().map(row).collect(),
        changed: changed.iter().map(change_row).collect(),
        save,
    })
}

fn fault_row(fault: FileFault) -> FaultRow {
    FaultRow {
        row: fault.row.map_or_else(|| "Hela filen".to_owned(), |row| format!("Rad\u{a0}{row}")),
        column: fault.column.unwrap_or_default(),
        found: if fault.found.is_empty() { "Inget".to_owned() } else { fault.found },
        expected: fault.explanation,
    }
}

fn row(one: Alone) -> Row {
    let Alone { municipality, recipient } = one;
    Row {
        name: municipality.name,
        charge: charge(&recipient),
        from: recipient.from.map(|day| day.to_string()).unwrap_or_default(),
        peppol: recipient.peppol,
        reference: recipient.buyer_reference.or(recipient.order_reference).unwrap_or_default(),
    }
}

fn change_row(one: &Change) -> ChangeRow {
    let known = one.columns.iter().filter_map(|key| Column::of(key));
    let change =
        |column: Column| (column.heading, column.told(&one.before), column.told(&one.after));
    ChangeRow {
        name: one.municipality.name.clone(),
        charge: charge(&one.after),
        changes: known.map(change).collect(),
    }
}

fn charge(recipient: &Recipient) -> &'static str {
    recipient.charge.map_or("Allt annat", LineKind::name)
}
