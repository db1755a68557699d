//! Rows become lines, or are told what is wrong with them.

use std::fmt::Write as _;

use staff_file::{
    Cell, CellFault, FaultKind, Mapping, MunicipalityRef, StaffLine, TextFault, parse,
};

use crate::pasted;

/// The lines of a text whose header is understood, and the faults as they are displayed.
fn parsed(text: &str) -> (Vec<StaffLine>, Vec<CellFault>) {
    let sheet = pasted(text);
    let mapping = Mapping::guess(sheet.header()).check(&sheet).unwrap();
    let rows = parse(&sheet, &mapping);
    assert_eq!(rows.len(), sheet.len());
    let (mut lines, mut faults) = (Vec::new(), Vec::new());
    for row in rows {
        match row {
            Ok(line) => lines.push(line),
            Err(refused) => faults.extend(refused.faults),
        }
    }
    (lines, faults)
}

fn told(text: &str) -> Vec<String> {
    parsed(text).1.iter().map(ToString::to_string).collect()
}

/// The one value that a column of the first line gets from a cell, or its fault.
fn one<T>(name: &str, cell: &str, value: impl Fn(StaffLine) -> T) -> Result<T, FaultKind> {
    let (mut lines, faults) = parsed(&format!("Namn;E-post;{name}\nEva Ek;e@x.example;{cell}\n"));
    faults.first().map_or_else(|| Ok(value(lines.remove(0))), |fault| Err(fault.kind))
}

#[test]
fn a_whole_row_is_understood() {
    let text = "Förnamn;Efternamn;E-post;Anst.nr;Enhet;Befattning;Yrkesresa;Steg;Fr.o.m.;T.o.m.;Chef;Kommun;Skyddade personuppgifter\n\
        Åsa  Maria;Öberg;Asa.Oberg@Lulea.example;A-17;Barn och unga;Socialsekreterare;Barn och unga;Ny;31/1 2026;2026-12-31;Chef@Lulea.example;Luleå kommun;nej\n\
        Bo;By;b@x.example;;;-;;–;-;;;2580;Ja\n";
    let (lines, faults) = parsed(text);
    assert_eq!(faults, []);
    let [asa, bo] = lines.try_into().unwrap();
    assert_eq!(asa.given_name.unwrap().as_str(), "Åsa Maria");
    assert_eq!(asa.email.unwrap().as_str(), "asa.oberg@lulea.example");
    assert_eq!(asa.staff_number.value().unwrap().as_str(), "A-17");
    assert_eq!(asa.first_day.value().unwrap().to_string(), "2026-01-31");
    assert_eq!(asa.manager_email.value().unwrap().as_str(), "chef@lulea.example");
    let (lulea, boden) = ("2580".parse().unwrap(), "2582".parse().unwrap());
    let municipality = asa.municipality.unwrap();
    assert!(municipality.means(lulea, "Luleå") && !municipality.means(boden, "Boden"));
    assert_eq!(asa.protected_identity, Some(false));
    assert_eq!((bo.row.0, bo.unit, bo.title, bo.step), (3, Cell::Blank, Cell::Clear, Cell::Clear));
    assert_eq!((bo.first_day, bo.last_day), (Cell::Clear, Cell::Blank));
    assert_eq!(bo.municipality, Some(MunicipalityRef::Code(lulea)));
    assert_eq!(bo.protected_identity, Some(true));
}

#[test]
fn blanks_leave_and_hyphens_clear() {
    assert_eq!(Cell::Blank.over(Some(1)), Some(1));
    assert_eq!(Cell::Clear.over(Some(1)), None);
    assert_eq!(Cell::Value(2).over(Some(1)), Some(2));
    for name in ["Kommun", "Skyddad"] {
        assert_eq!(one(name, "-", |_| ()), Err(FaultKind::NotClearable), "{name}");
    }
}

#[test]
fn dates_are_read_as_swedes_write_them() {
    let day = |cell: &str| one("Fr.o.m.", cell, |line| line.first_day.value().unwrap().to_string());
    for cell in [
        "2026-01-31",
        "20260131",
        "31/1 2026",
        "31/01 2026",
        "2026/01/31",
        "2026.01.31",
        "2026-1-31",
        "31 januari 2026",
        "31 Jan. 2026",
        "2026-01-31T00:00:00",
        "2026-01-31 00:00:00",
    ] {
        assert_eq!(day(cell), Ok("2026-01-31".to_owned()), "{cell}");
    }
    for cell in [
        "31/1/2026",
        "1/2/2026",
        "2026-02-30",
        "2026-13-01",
        "46053",
        "260131",
        "31/1",
        "2026",
        "snart",
        "1826-01-31",
        "20260131x",
        "2026-01-31-01",
        "31 j 2026",
        "99999-01-01",
        "١٢ jan 2026",
    ] {
        assert_eq!(day(cell), Err(FaultKind::NotADate), "{cell}");
    }
    let backwards = told("Namn;E-post;Fr.o.m.;T.o.m.\nEva Ek;e@x.example;2026-02-01;2026-01-31\n");
    assert_eq!(backwards, ["row 2, column D (last-day): the last day is before the first"]);
}

#[test]
fn whole_names_are_taken_apart() {
    let name = |cell: &str| {
        let (lines, faults) = parsed(&format!("Namn;E-post\n{cell};e@x.example\n"));
        let names = |line: &StaffLine| {
            format!("{}|{}", line.given_name.as_ref().unwrap(), line.family_name.as_ref().unwrap())
        };
        lines.first().map(names).ok_or_else(|| faults[0].kind)
    };
    for (cell, parts) in [
        ("Ek, Eva", "Eva|Ek"),
        ("Eva Ek", "Eva|Ek"),
        ("Eva Maria Ek-Berg", "Eva Maria|Ek-Berg"),
        ("Carl von Ek", "Carl|von Ek"),
        ("Ana de la Vega", "Ana|de la Vega"),
        ("Lind Åberg, Maria", "Maria|Lind Åberg"),
    ] {
        assert_eq!(name(cell), Ok(parts.to_owned()), "{cell}");
    }
    for cell in ["Eva", "Ek,", ", Eva", "Ek, Eva, fil. dr"] {
        assert_eq!(name(cell), Err(FaultKind::NameNotSplit), "{cell}");
    }
}

#[test]
fn values_that_are_none_are_refused() {
    for cell in [
        "eva",
        "eva@",
        "@x.se",
        "eva@x",
        "e va@x.se",
        "åsa@x.se",
        "a@b@x.se",
        "a..b@x.se",
        "a@-x.se",
    ] {
        let faults = parsed(&format!("Namn;E-post\nEva Ek;{cell}\n")).1;
        assert_eq!(faults.len(), 1, "{cell}");
        assert_eq!(faults[0].kind, FaultKind::NotAnEmail, "{cell}");
    }
    assert_eq!(
        one("Chef", "mailto:C@x.example", |line| line.manager_email.value().unwrap().to_string())
            .unwrap(),
        "c@x.example"
    );
    assert_eq!(one("Skyddad", "kanske", |_| ()), Err(FaultKind::NotYesOrNo));
    assert_eq!(one("Kommun", "25801", |_| ()), Err(FaultKind::NotAMunicipality));
    let code = |cell| one("Kommun", cell, |line| line.municipality.unwrap());
    let upplands_vasby = Ok(MunicipalityRef::Code("0114".parse().unwrap()));
    assert_eq!(
        (code("114"), code("0114 Upplands Väsby")),
        (upplands_vasby.clone(), upplands_vasby)
    );
    assert_eq!(one("Anst.nr", "17 A", |_| ()), Err(TextFault::NotANumber.into()));
    assert_eq!(one("Enhet", &"å".repeat(91), |_| ()), Err(TextFault::TooLong { most: 90 }.into()));
    assert!(one("Enhet", &"å".repeat(90), |_| ()).is_ok());
    for cell in ["\"a\nb\"", "a\u{7}b", "a\u{202e}b"] {
        assert_eq!(one("Enhet", cell, |_| ()), Err(TextFault::ControlCharacter.into()), "{cell:?}");
    }
    for cell in ["#SAKNAS!", "#N/A", "#REF!"] {
        assert_eq!(one("Enhet", cell, |_| ()), Err(TextFault::SpreadsheetError.into()));
    }
    assert_eq!(
        told("Namn;E-post\nEva Ek;\nBo By;b@x.example;mer\n"),
        [
            "row 2: neither an e-mail address nor a staff number",
            "row 3, column C: a value beyond the last column"
        ]
    );
}

#[test]
fn a_single_personal_number_is_refused_by_row() {
    let mut text = "Namn;E-post;Enhet\n".to_owned();
    for row in 0..40 {
        let unit = if row == 7 { "Vakant 19121212-1212" } else { "A" };
        writeln!(text, "Eva Ek;e{row}@x.example;{unit}").unwrap();
    }
    assert_eq!(told(&text), ["row 9, column C (unit): a personal identity number"]);
}

#[test]
fn duplicates_name_each_other_even_where_the_rest_is_wrong() {
    let text = "Namn;E-post;Anst.nr;Fr.o.m.\n\
        A A;a@x.example;1;\nB B;A@X.example;2;\nC C;c@x.example;3;snart\nD D;d@x.example;3;\nE E;a@x.example;5;\nF F;f@x.example;6;\n";
    assert_eq!(
        told(text),
        [
            "row 2, column B (email): the same e-mail address as in row 3",
            "row 3, column B (email): the same e-mail address as in row 2",
            "row 4, column D (first-day): not a date like 2026-01-31",
            "row 4, column C (staff-number): the same staff number as in row 5",
            "row 5, column C (staff-number): the same staff number as in row 4",
            "row 6, column B (email): the same e-mail address as in row 2",
        ]
    );
    assert_eq!(parsed(text).0.len(), 1);
}
