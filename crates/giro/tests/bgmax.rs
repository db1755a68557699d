//! `BgMax` files made from the layout, and every way in which one may not hold.

use domain::Money;
use giro::{PaymentKind, Why, read};

const START: &str = "01BGMAX               0120261125173035010331P";

fn opening(bankgiro: &str) -> String {
    format!("05{bankgiro:0>10}{:10}SEK", "")
}

fn payment(code: &str, reference: &str, ore: u64) -> String {
    format!("{code}{:0>10}{reference:<25}{ore:018}24{:>12}0", "3783511", "149785027707")
}

fn deposit(ore: u64, count: u32) -> String {
    format!("15{:0>35}2026112500036{ore:018}SEK{count:08}K", "58410000010098")
}

fn end(counts: [u32; 4]) -> String {
    format!("70{}", counts.map(|count| format!("{count:08}")).concat())
}

/// Two payments and a deduction to one number, one payment to another.
fn whole() -> Vec<String> {
    vec![
        START.to_owned(),
        opening("54029681"),
        payment("20", "20260000147", 4_318_150),
        "25Tack för kurserna".to_owned(),
        "26Luleå kommun".to_owned(),
        payment("21", "20260000154", 18_150),
        payment("20", "", 100_000),
        payment("22", "20260000162", 0),
        deposit(4_400_000, 3),
        opening("3665114"),
        payment("20", "20260000170", 1),
        deposit(1, 1),
        end([3, 1, 1, 2]),
    ]
}

fn text(lines: &[String]) -> String {
    lines.iter().fold(String::new(), |file, line| file + &format!("{line:80}\r\n"))
}

#[test]
fn payments_are_read_with_their_deposits() {
    let file = read(text(&whole()).as_bytes()).unwrap();
    assert!(!file.is_test);
    let all: Vec<_> = file.payments().collect();
    assert_eq!(all.len(), 4);
    let (deposit, first) = all[0];
    assert_eq!(
        (deposit.bankgiro.as_str(), deposit.date.to_string().as_str()),
        ("54029681", "2026-11-25")
    );
    assert_eq!(first.reference, "20260000147");
    assert_eq!(first.amount, Money::from_ore(4_318_150));
    assert_eq!(first.payer.as_deref(), Some("Luleå kommun"));
    assert_eq!(first.serial.as_deref(), Some("149785027707"));
    assert_eq!(first.line, 3);
    assert_eq!(all[1].1.kind, PaymentKind::Deducted);
    assert!(all[2].1.has_more_references && all[2].1.reference.is_empty());
    assert_eq!(all[3].0.bankgiro, "3665114");
}

#[test]
fn letters_are_read_in_both_alphabets_and_short_lines_too() {
    let lines = whole();
    let latin: Vec<u8> = text(&lines).chars().map(|letter| u8::try_from(letter).unwrap()).collect();
    assert!(std::str::from_utf8(&latin).is_err(), "ISO 8859-1 is no UTF-8");
    let short = lines.iter().fold(String::new(), |file, line| file + line.trim_end() + "\n");
    let file = read(&latin).unwrap();
    assert_eq!(file, read(short.as_bytes()).unwrap());
    assert_eq!(file.deposits[0].payments[0].payer.as_deref(), Some("Luleå kommun"));
}

#[test]
fn what_does_not_hold_is_refused_by_its_line() {
    let with = |at: usize, line: &str| {
        let mut lines = whole();
        line.clone_into(&mut lines[at]);
        lines
    };
    let without = |at: usize| {
        let mut lines = whole();
        lines.remove(at);
        lines
    };
    let more = |line: String| {
        let mut lines = whole();
        lines.push(line);
        lines
    };
    let sum = |found, said| Why::Sum { found: Money::from_ore(found), said: Money::from_ore(said) };
    for (lines, line, why) in [
        (with(0, "Datum;Belopp"), 1, Why::NoRecord),
        (with(0, &opening("1")), 1, Why::NotBgMax),
        (with(0, "01BGMAX               02"), 1, Why::NotBgMax),
        (with(2, &payment("20", "20260000147", 4_318_151)), 9, sum(4_400_001, 4_400_000)),
        (without(5), 8, sum(4_418_150, 4_400_000)),
        (without(2), 4, Why::OutOfPlace),
        (with(8, &deposit(4_400_000, 4)), 9, Why::Count { found: 3, said: 4 }),
        (with(12, &end([4, 1, 1, 2])), 13, Why::Count { found: 3, said: 4 }),
        (without(12), 12, Why::Cut),
        (without(8), 9, Why::OutOfPlace),
        (without(1), 2, Why::OutOfPlace),
        (more(payment("20", "1", 1)), 14, Why::OutOfPlace),
        (with(3, "ABTack"), 4, Why::NoRecord),
        (
            with(2, &payment("20", "2", 1).replace("000001", "00000x")),
            3,
            Why::NotDigits { first: 38, last: 55 },
        ),
        (
            with(8, &deposit(4_400_000, 3).replace("20261125", "20261325")),
            9,
            Why::NoDate { first: 38, last: 45 },
        ),
        (with(8, &deposit(4_400_000, 3).replace("SEK", "EUR")), 9, Why::OtherCurrency),
    ] {
        let fault = read(text(&lines).as_bytes()).unwrap_err();
        assert_eq!((fault.line, fault.why), (line, why), "{lines:?}");
    }
    assert_eq!(read(b"").unwrap_err().why, Why::NotBgMax);
}

#[test]
fn what_a_later_version_adds_is_passed_over() {
    let mut lines = whole();
    lines.insert(3, "24 nothing of today".to_owned());
    assert_eq!(read(text(&lines).as_bytes()).unwrap().payments().count(), 4);
}
