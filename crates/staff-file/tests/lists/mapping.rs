//! Which column holds what: guessed, remembered, checked.

use std::collections::BTreeSet;

use staff_file::{
    ColumnIndex, Mapping, MappingFault, Moved, RememberedMapping, StaffColumn, personal_numbers,
};

use StaffColumn::{Email, FamilyName, FullName, GivenName, StaffNumber};

use crate::{cells, pasted};

fn header(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn headers_are_understood_in_both_languages() {
    let cases = [
        (StaffColumn::GivenName, "Förnamn|FORNAMN|First name|Tilltalsnamn"),
        (StaffColumn::FamilyName, "Efternamn|Last Name|surname"),
        (StaffColumn::FullName, "Namn|För- och efternamn|Full name|Medarbetare"),
        (
            StaffColumn::Email,
            "E-post|Epostadress|E-postadress|E-mail|Mail|e-post (arbete)|EMAIL ADDRESS",
        ),
        (StaffColumn::StaffNumber, "Anställningsnummer|Anst.nr|Personalnummer|Employee ID"),
        (StaffColumn::Unit, "Enhet|Arbetsplats|Unit|Workplace"),
        (StaffColumn::Title, "Befattning|Yrkestitel|Job title"),
        (StaffColumn::Journey, "Yrkesresa|Journey"),
        (StaffColumn::Step, "Steg|Step"),
        (StaffColumn::FirstDay, "Fr.o.m.|From|Startdatum|Anställd fr o m|Start date"),
        (StaffColumn::LastDay, "T.o.m|Slutdatum|Anställd t.o.m.|End date"),
        (StaffColumn::ManagerEmail, "Chef|Chefens e-post|E-post (chef)|Manager's e-mail"),
        (StaffColumn::Municipality, "Kommun|Kommunkod|Municipality"),
        (StaffColumn::ProtectedIdentity, "Skyddade personuppgifter|Sekretessmarkering|Protected"),
    ];
    for (column, names) in cases {
        for name in names.split('|') {
            let mapping = Mapping::guess(&header(&["Annat", name]));
            assert_eq!(mapping.at(column), Some(ColumnIndex(1)), "{name}");
            assert_eq!(mapping.iter().count(), 1, "{name}");
        }
        assert_eq!(StaffColumn::from_word(column.word()), Some(column));
    }
    assert_eq!(Mapping::guess(&header(&["", "Telefon", "Personnummer"])), Mapping::new());
}

#[test]
fn better_known_names_win() {
    let both = Mapping::guess(&header(&["Namn", "Förnamn", "Efternamn", "Kommun", "Kommunkod"]));
    assert_eq!(both.at(StaffColumn::FullName), None);
    assert_eq!(both.at(StaffColumn::Municipality), Some(ColumnIndex(4)));
    let whole = Mapping::guess(&header(&["Namn", "Förnamn"]));
    assert_eq!((whole.at(StaffColumn::FullName), whole.iter().count()), (Some(ColumnIndex(0)), 1));
    let chief = Mapping::guess(&header(&["E-post (chef)", "E-post"]));
    assert_eq!(chief.at(StaffColumn::Email), Some(ColumnIndex(1)));
    assert_eq!(chief.at(StaffColumn::ManagerEmail), Some(ColumnIndex(0)));
}

#[test]
fn a_remembered_mapping_finds_its_columns_again() {
    let then = header(&["Namn", "E-post", "Datum", "Datum", "Enhet"]);
    let mapping = Mapping::guess(&then)
        .with(StaffColumn::FirstDay, ColumnIndex(2))
        .with(StaffColumn::LastDay, ColumnIndex(3));
    let json = serde_json::to_string(&mapping.remember(&then)).unwrap();
    let remembered: RememberedMapping = serde_json::from_str(&json).unwrap();
    assert!(json.contains(r#""last-day":3"#), "{json}");

    let same = remembered.apply(&then);
    assert!(same.is_unchanged());
    assert_eq!(same.mapping, mapping);

    let now = remembered.apply(&header(&["Telefon", "namn", "Datum", "E-POST", "Datum"]));
    assert_eq!(now.mapping.at(StaffColumn::LastDay), Some(ColumnIndex(4)));
    assert_eq!(now.mapping.at(StaffColumn::FirstDay), Some(ColumnIndex(2)));
    let moved = |column, from, to| Moved { column, from: ColumnIndex(from), to: ColumnIndex(to) };
    let expected = [
        moved(StaffColumn::FullName, 0, 1),
        moved(StaffColumn::Email, 1, 3),
        moved(StaffColumn::LastDay, 3, 4),
    ];
    assert_eq!(now.moved, expected);
    assert_eq!(now.gone, [(StaffColumn::Unit, "Enhet".to_owned())]);
    assert_eq!(now.new, [ColumnIndex(0)]);

    let forged = r#"{"header":["a"],"columns":{"email":99}}"#;
    let forged: RememberedMapping = serde_json::from_str(forged).unwrap();
    assert_eq!(forged.apply(&then).gone, [(StaffColumn::Email, String::new())]);
}

#[test]
fn a_mapping_needs_a_name_and_an_identity() {
    let sheet = pasted("a;b;c\n1;2;3\n");
    let check = |choices: &[(usize, StaffColumn)]| {
        let choices = choices.iter().map(|(at, column)| (ColumnIndex(*at), *column));
        Mapping::of_choices(choices).and_then(|mapping| mapping.check(&sheet)).err()
    };
    assert_eq!(check(&[(0, FullName), (1, Email)]), None);
    assert_eq!(check(&[(0, GivenName), (1, FamilyName), (2, StaffNumber)]), None);
    assert_eq!(check(&[]), Some(vec![MappingFault::NoIdentity, MappingFault::NoName]));
    assert_eq!(check(&[(0, GivenName), (1, Email)]), Some(vec![MappingFault::NoName]));
    let twice = [(0, FullName), (1, Email), (2, GivenName)];
    assert_eq!(check(&twice), Some(vec![MappingFault::NameTwice]));
    let (at, column) = (ColumnIndex(3), Email);
    let missing = MappingFault::NoSuchColumn { at, column };
    assert_eq!(check(&[(0, FullName), (3, Email)]), Some(vec![missing]));
    let (first, second) = (ColumnIndex(0), ColumnIndex(1));
    let held_twice = MappingFault::HeldTwice { column, first, second };
    assert_eq!(check(&[(0, Email), (1, Email)]), Some(vec![held_twice]));
    let holds_two = MappingFault::HoldsTwo { at: first, first: Email, second: FullName };
    assert_eq!(check(&[(0, Email), (0, FullName)]), Some(vec![holds_two]));
}

#[test]
fn personal_numbers_are_refused_and_taken_away() {
    // Numbers that the tax agency gives out for tests, and a coordination number made of one.
    for number in
        ["19121212-1212", "191212121212", "121212-1212", "121212+1212", "1212121212", "121272-1219"]
    {
        let sheet = pasted(&format!("Namn;Anst.nr;Enhet\nEva Ek;{number};A\nBo By;1002;B\n"));
        let at = ColumnIndex(1);
        let fault = MappingFault::PersonalNumbers { at, column: StaffColumn::StaffNumber, rows: 1 };
        let checked = Mapping::guess(sheet.header()).check(&sheet);
        assert_eq!(checked, Err(vec![fault]), "{number}");
        let found: BTreeSet<_> = personal_numbers(&sheet).iter().map(|found| found.at).collect();
        let less = sheet.without(&found);
        assert_eq!(cells(&less), [["Namn", "Enhet"], ["Eva Ek", "A"], ["Bo By", "B"]]);
    }
    // A wrong check digit, an organisation number, a telephone number, a date and staff numbers.
    for number in
        ["19121212-1213", "212000-2650", "070-1234567", "20260131", "1234567890", "100234"]
    {
        let sheet = pasted(&format!("Namn;Anst.nr\nEva Ek;{number}\n"));
        assert_eq!(personal_numbers(&sheet), [], "{number}");
        assert!(Mapping::guess(sheet.header()).check(&sheet).is_ok());
    }
    let beside = pasted("Namn;E-post\nEk Eva 19121212-1212;e@x.example\n");
    assert_eq!(personal_numbers(&beside).len(), 1);
}
