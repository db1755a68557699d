//! Files of vouchers: what is written, what is refused, and that what is written is read back.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

use domain::{Date, Money, OrgNumber, Period};
use proptest::option;
use proptest::prelude::*;
use rust_decimal::Decimal;
use sie::{
    Account, AccountNumber, Dimension, Object, Program, ReadFault, Transaction, Voucher,
    VoucherFile, WriteFault, clean, read, write,
};

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn money(text: &str) -> Money {
    text.parse().unwrap()
}

fn number(text: &str) -> AccountNumber {
    AccountNumber::parse(text).unwrap()
}

fn account(of: &str, name: &str) -> Account {
    Account { number: number(of), name: name.to_owned() }
}

fn row(account: &str, objects: &[(u32, &str)], amount: &str) -> Transaction {
    Transaction {
        account: number(account),
        objects: objects.iter().map(|(dimension, code)| (*dimension, (*code).to_owned())).collect(),
        amount: money(amount),
        date: None,
        text: None,
        quantity: None,
    }
}

fn file() -> VoucherFile {
    let object = |dimension, code: &str, name: &str| Object {
        dimension,
        code: code.to_owned(),
        name: name.to_owned(),
    };
    VoucherFile {
        program: Program { name: "Yrkesresan".to_owned(), version: "0.1.0".to_owned() },
        generated: date("2026-11-01"),
        company: "Exempelförbundet".to_owned(),
        org_number: OrgNumber::parse("222000-2006").unwrap(),
        fiscal_year: Period { from: date("2026-01-01"), to: date("2026-12-31") },
        chart: Some("BAS2025".to_owned()),
        accounts: vec![account("1510", "Kundfordringar"), account("3041", "Kursavgifter")],
        dimensions: vec![
            Dimension { number: 1, name: "Kostnadsställe".to_owned() },
            Dimension { number: 6, name: "Projekt".to_owned() },
        ],
        objects: vec![object(1, "410", "Yrkesresan"), object(6, "BOU", "Barn och unga")],
        vouchers: vec![Voucher {
            series: "F".to_owned(),
            number: None,
            date: date("2026-10-31"),
            text: "Faktura 10001 \"Övre\"".to_owned(),
            transactions: vec![
                Transaction {
                    text: Some("Åre – del 1".to_owned()),
                    ..row("1510", &[], "12500.00")
                },
                Transaction {
                    quantity: Some(Decimal::new(125, 1)),
                    ..row("3041", &[(1, "410"), (6, "BOU")], "-12500.00")
                },
            ],
        }],
    }
}

/// The file of the standard's form, byte by byte; the letters are those of code page 437.
#[test]
fn a_file_is_written_by_the_standard() {
    let expected = [
        "#FLAGGA 0",
        "#PROGRAM \"Yrkesresan\" \"0.1.0\"",
        "#FORMAT PC8",
        "#GEN 20261101",
        "#SIETYP 4",
        "#ORGNR 222000-2006",
        "#FNAMN \"Exempelf\u{94}rbundet\"",
        "#RAR 0 20260101 20261231",
        "#KPTYP \"BAS2025\"",
        "#KONTO 1510 \"Kundfordringar\"",
        "#KONTO 3041 \"Kursavgifter\"",
        "#DIM 1 \"Kostnadsst\u{84}lle\"",
        "#DIM 6 \"Projekt\"",
        "#OBJEKT 1 \"410\" \"Yrkesresan\"",
        "#OBJEKT 6 \"BOU\" \"Barn och unga\"",
        "#VER \"F\" \"\" 20261031 \"Faktura 10001 \\\"\u{99}vre\\\"\"",
        "{",
        "#TRANS 1510 {} 12500.00 \"\" \"\u{8f}re - del 1\"",
        "#TRANS 3041 {1 \"410\" 6 \"BOU\"} -12500.00 \"\" \"\" 12.5",
        "}",
        "",
    ];
    // Each letter above is of one byte, its number in Unicode that of the byte.
    let written: String = write(&file()).unwrap().into_iter().map(char::from).collect();
    assert_eq!(written, expected.join("\r\n"));
}

#[test]
fn what_a_reader_would_refuse_is_not_written() {
    let mut unbalanced = file();
    unbalanced.vouchers[0].transactions[0].amount = money("12500.01");
    assert_eq!(
        write(&unbalanced),
        Err(WriteFault::Unbalanced {
            position: 1,
            text: "Faktura 10001 \"Övre\"".to_owned(),
            difference: money("0.01"),
        })
    );
    let mut nameless = file();
    nameless.accounts.pop();
    assert_eq!(write(&nameless), Err(WriteFault::UnknownAccount(number("3041"))));
    for take in [0, 1] {
        let mut nameless = file();
        if take == 0 {
            nameless.objects.pop()
        } else {
            nameless.dimensions.pop();
            None
        };
        let fault = WriteFault::UnknownObject { dimension: 6, code: "BOU".to_owned() };
        assert_eq!(write(&nameless), Err(fault));
    }
    let mut early = file();
    early.vouchers[0].date = date("2025-12-31");
    let fault = WriteFault::OutsideYear { position: 1, date: date("2025-12-31") };
    assert_eq!(write(&early), Err(fault));
    for text in ["", "15 10", "A", "12345678901"] {
        assert!(AccountNumber::parse(text).is_err(), "{text}");
    }
}

/// A file as another program writes it: line feeds alone, tabs, unknown labels, fewer quotation marks.
#[test]
fn other_programs_files_are_read() {
    let text = "#FLAGGA 1\n#PROGRAM Visma 2.0\n#FORMAT PC8\n#GEN 20260101 JK\n#SIETYP 4\n\
                #PROSA \"Fritt\"\n#ORGNR\t222000-2006\n#FNAMN AB\n#RAR 0 20260101 20261231\n\
                #RAR -1 20250101 20251231\n#KONTO 1510 Kund\n#KTYP 1510 T\n\
                #VER B 7 20260304 Text 20260305\n{\n   #TRANS 1510 { } 10\n\
                #RTRANS 1510 {} 99.00\n#TRANS 1510 {1 A} -10.0 20260304\n}\n\n";
    let file = read(text.as_bytes()).unwrap();
    assert_eq!(file.company, "AB");
    assert_eq!(file.vouchers[0].number, Some(7));
    assert_eq!(file.vouchers[0].balance(), Ok(Money::ZERO));
    assert_eq!(file.vouchers[0].transactions[1].objects, [(1, "A".to_owned())]);
    let broken = text.replace("20260304 Text", "2026-03-04 Text");
    let fault = ReadFault::Malformed { line: 13, label: "#VER".to_owned() };
    assert_eq!(read(broken.as_bytes()), Err(fault));
    assert_eq!(read(b"hej"), Err(ReadFault::Missing("#FLAGGA")));
    assert_eq!(read(&text.as_bytes()[10..]), Err(ReadFault::Missing("#FLAGGA")));
}

/// Texts of any letters; empty ones too.
fn any_raw() -> impl Strategy<Value = String> {
    prop_oneof!["[a-zA-Z0-9åäöÅÄÖéü\"\\\\&{}# .,–€§'\t-]{0,24}", "\\PC{0,12}"]
}

fn any_clean() -> impl Strategy<Value = String> {
    any_raw().prop_map(|text| clean(&text))
}

/// A text that is not empty, for a field that says nothing by being empty.
fn any_words() -> impl Strategy<Value = String> {
    any_raw().prop_map(|text| clean(&format!("{text}x")))
}

fn any_row() -> impl Strategy<Value = Transaction> {
    let quantity = (-100_000_i64..100_000, 0_u32..4);
    (
        any::<bool>(),
        any::<[bool; 2]>(),
        -1_000_000_000_i64..1_000_000_000,
        option::of(1_u32..29),
        option::of(any_words()),
        option::of(quantity),
    )
        .prop_map(|(debit, objects, ore, day, text, quantity)| {
            let all = [(1, "410"), (6, "BOU")];
            let named: Vec<(u32, &str)> = all
                .into_iter()
                .zip(objects)
                .filter_map(|(object, is)| is.then_some(object))
                .collect();
            Transaction {
                date: day.map(|day| date(&format!("2026-10-{day:02}"))),
                text,
                quantity: quantity.map(|(digits, scale)| Decimal::new(digits, scale).normalize()),
                amount: Money::from_ore(ore),
                ..row(if debit { "1510" } else { "3041" }, &named, "0")
            }
        })
}

fn any_voucher() -> impl Strategy<Value = Voucher> {
    let rows = prop::collection::vec(any_row(), 0..8);
    (any_clean(), option::of(any::<u64>()), 1_u32..29, any_clean(), rows).prop_map(
        |(series, number, day, text, mut transactions)| {
            let sum = Money::sum(transactions.iter().map(|row| row.amount)).unwrap();
            let last = Transaction { amount: sum.negated().unwrap(), ..row("1510", &[], "0") };
            transactions.push(last);
            let date = date(&format!("2026-11-{day:02}"));
            Voucher { series, number, date, text, transactions }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn clean_text_comes_back(
        company in any_clean(),
        names in [any_clean(), any_clean(), any_clean()],
        chart in option::of(any_words()),
        vouchers in prop::collection::vec(any_voucher(), 0..6),
    ) {
        let mut file = file();
        let [account, dimension, object] = names;
        file.company = company;
        file.chart = chart;
        file.accounts[0].name = account;
        file.dimensions[0].name = dimension;
        file.objects[0].name = object;
        file.vouchers = vouchers;
        let bytes = write(&file).unwrap();
        let back = read(&bytes).unwrap();
        for voucher in &back.vouchers {
            prop_assert_eq!(voucher.balance(), Ok(Money::ZERO));
        }
        prop_assert_eq!(back, file);
    }

    #[test]
    fn any_text_is_cleaned_once_and_leaves_no_control_character(text in any::<String>()) {
        let cleaned = clean(&text);
        prop_assert_eq!(clean(&cleaned), cleaned.clone());
        let mut file = file();
        file.company = text;
        let bytes = write(&file).unwrap();
        prop_assert!(bytes.iter().all(|byte| *byte >= 32 || matches!(byte, b'\r' | b'\n')));
        prop_assert!(!bytes.contains(&127));
        prop_assert_eq!(read(&bytes).unwrap().company, cleaned);
    }

    #[test]
    fn nothing_that_is_read_makes_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&bytes);
        let labelled = [b"#FLAGGA 0\n#TRANS 1510 {".as_slice(), &bytes].concat();
        let _ = read(&labelled);
    }
}
