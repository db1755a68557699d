//! What an import says of rows, in Swedish: the same on the page and in the result file.

use staff_file::{CellFault, FaultKind, StaffColumn, TextFault};

use super::RowOutcome;
use super::plan::RowFault;
use crate::staff::{Difference, StaffField};

/// What became of a row, in a word.
pub(crate) const fn outcome(outcome: RowOutcome) -> &'static str {
    match outcome {
        RowOutcome::Created => "Ny",
        RowOutcome::Changed => "Ändrad",
        RowOutcome::Unchanged => "Oförändrad",
        RowOutcome::Refused => "Felaktig",
    }
}

/// What is wrong with a row and what to do, a sentence a fault.
pub(crate) fn faults(faults: &[RowFault]) -> String {
    faults.iter().map(fault).collect::<Vec<_>>().join(" ")
}

fn fault(fault: &RowFault) -> String {
    match fault {
        RowFault::Cell(cell) => cell_fault(cell),
        RowFault::NoEmployer => {
            "Raden har ingen kommun. Fyll i en, eller välj en kommun för hela filen.".to_owned()
        }
        RowFault::OtherMunicipality => {
            "Kommunen är ingen av dem som du lägger upp personal för. Kontrollera stavningen."
                .to_owned()
        }
        RowFault::Nameless => "Personen är ny och behöver både förnamn och efternamn.".to_owned(),
        RowFault::KnownElsewhere => "E-postadressen eller anställningsnumret hör till någon som \
             finns i en annan kommun i regionen. Be regionens samordnare flytta personen."
            .to_owned(),
        RowFault::TwoPersons => "E-postadressen hör till en person och anställningsnumret till en \
             annan. Rätta ett av dem."
            .to_owned(),
    }
}

fn cell_fault(fault: &CellFault) -> String {
    let place = match (fault.column, fault.at) {
        (Some(held), Some(at)) => format!("{} (kolumn {at}): ", column(held)),
        (Some(held), None) => format!("{}: ", column(held)),
        (None, Some(at)) => format!("Kolumn {at}: "),
        (None, None) => String::new(),
    };
    let text = match fault.kind {
        FaultKind::Text(TextFault::Blank) => "fyll i ett värde.".to_owned(),
        FaultKind::Text(TextFault::TooLong { most }) => {
            format!("korta texten till högst {most} tecken.")
        }
        FaultKind::Text(TextFault::ControlCharacter) => {
            "texten har ett osynligt tecken; skriv in den igen.".to_owned()
        }
        FaultKind::Text(TextFault::PersonalNumber) => {
            "ett personnummer får inte finnas här; ta bort det.".to_owned()
        }
        FaultKind::Text(TextFault::SpreadsheetError) => {
            "kalkylarket visar ett fel i cellen; rätta formeln.".to_owned()
        }
        FaultKind::Text(TextFault::NotANumber) => {
            "använd bara bokstäver, siffror och - _ . /".to_owned()
        }
        FaultKind::NotAnEmail => "skriv en e-postadress, som fornamn@kommunen.se.".to_owned(),
        FaultKind::NotADate => "skriv datumet som 2026-01-31.".to_owned(),
        FaultKind::LastDayBeforeFirst => "sista dagen är före första dagen.".to_owned(),
        FaultKind::NotYesOrNo => "skriv ja eller nej.".to_owned(),
        FaultKind::NotAMunicipality => "skriv kommunens namn eller kod.".to_owned(),
        FaultKind::NameNotSplit => {
            "skriv ”Efternamn, Förnamn”, eller dela namnet på två kolumner.".to_owned()
        }
        FaultKind::NotClearable => "värdet kan inte tas bort; skriv ett nytt.".to_owned(),
        FaultKind::NoIdentity => {
            "raden behöver en e-postadress eller ett anställningsnummer.".to_owned()
        }
        FaultKind::SameEmail { row } => format!("samma e-postadress som på rad {row}."),
        FaultKind::SameStaffNumber { row } => format!("samma anställningsnummer som på rad {row}."),
        FaultKind::BeyondHeader => {
            "ett värde står utanför rubrikraden; ofta saknas citattecken.".to_owned()
        }
    };
    format!("{place}{text}")
}

/// A column of a staff file, as people call it.
pub(crate) const fn column(column: StaffColumn) -> &'static str {
    match column {
        StaffColumn::GivenName => "Förnamn",
        StaffColumn::FamilyName => "Efternamn",
        StaffColumn::FullName => "Namn",
        StaffColumn::Email => "E-post",
        StaffColumn::StaffNumber => "Anställningsnummer",
        StaffColumn::Unit => "Enhet",
        StaffColumn::Title => "Befattning",
        StaffColumn::Journey => "Yrkesresa",
        StaffColumn::Step => "Steg",
        StaffColumn::FirstDay => "Anställd från",
        StaffColumn::LastDay => "Anställd till",
        StaffColumn::ManagerEmail => "Chefens e-post",
        StaffColumn::Municipality => "Kommun",
        StaffColumn::ProtectedIdentity => "Skyddade personuppgifter",
    }
}

/// What changes, field by field.
pub(crate) fn differences(differences: &[Difference]) -> String {
    let line = |one: &Difference| {
        let value = |text: &Option<String>| text.clone().unwrap_or_else(|| "inget".to_owned());
        format!("{}: {} → {}", field(one.field), value(&one.before), value(&one.after))
    };
    differences.iter().map(line).collect::<Vec<_>>().join("; ")
}

const fn field(field: StaffField) -> &'static str {
    match field {
        StaffField::Name => "Namn",
        StaffField::Email => "E-post",
        StaffField::StaffNumber => "Anställningsnummer",
        StaffField::Municipality => "Kommun",
        StaffField::Unit => "Enhet",
        StaffField::Title => "Befattning",
        StaffField::Journey => "Yrkesresa",
        StaffField::Step => "Steg",
        StaffField::ManagerEmail => "Chefens e-post",
        StaffField::FirstDay => "Anställd från",
        StaffField::LastDay => "Anställd till",
        StaffField::Protected => "Skyddade personuppgifter",
    }
}
