//! The result file.

use staff_file::{Form, Limits, Outcome, Sheet, result_file};

use crate::{cells, pasted};

#[test]
fn a_result_opens_in_excel_and_runs_nothing() {
    let sheet = pasted("Namn\tE-post\n=1+1\t@x\n''-a\t\"b;\"\"c\"\"\"\n");
    let words = ["Ny", "Felaktig"];
    let bytes = result_file(&sheet, ["Utfall", "Förklaring"], |position, row| Outcome {
        word: words[position].into(),
        message: if position == 1 { format!("=rad {}", row.number()).into() } else { "".into() },
    });
    let text = String::from_utf8(bytes.clone()).unwrap();
    let expected = "\u{feff}Utfall;Förklaring;Namn;E-post\r\n\
        Ny;;'=1+1;'@x\r\n\
        Felaktig;'=rad 3;''-a;\"b;\"\"c\"\"\"\r\n";
    assert_eq!(text, expected);
    let again = Sheet::read(&bytes, Limits::USUAL).unwrap();
    assert!(matches!(again.form(), Form::Text { .. }));
    assert_eq!(cells(&again)[2], ["Felaktig", "=rad 3", "'-a", "b;\"c\""]);
}
