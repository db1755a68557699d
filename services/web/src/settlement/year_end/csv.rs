//! A year's end as a file that Swedish spreadsheets open: semicolons, decimal commas.

use domain::Money;

use crate::settlement::year_end::data::{Fund, YearEnd};

/// A row a figure: which part it belongs to, what it is of, what it is, and how much.
pub(super) fn write(told: &YearEnd) -> String {
    let mut text = String::from("\u{feff}");
    let mut row = |part: &str, of: &str, what: &str, amount: &str| {
        let cells = [part, of, what, amount].map(quoted);
        text.push_str(&cells.join(";"));
        text.push_str("\r\n");
    };
    row("Del", "Vad", "Uppgift", "Belopp");
    for one in &told.charged {
        row("Debiterat", &one.name, &one.account.name, &comma(one.amount));
    }
    row("Debiterat", "Moms", "", &comma(told.vat));
    row("Debiterat", "Öresavrundning", "", &comma(told.rounding));
    for one in &told.costs {
        row("Kostnader", one.kind.name(), "", &comma(one.amount));
    }
    for (name, amount) in
        [("Intäkter", told.income), ("Kostnader", told.cost), ("Överskott", told.surplus)]
    {
        row("Resultat", name, "", &comma(amount));
    }
    for (name, fund) in [("Utbildarpott", &told.trainer_pot), ("Buffert", &told.buffer)] {
        for (what, amount) in moves(fund) {
            row("Fonder", name, what, &comma(amount));
        }
    }
    for one in &told.municipalities {
        for (what, amount) in [
            ("Kursavgifter", one.course_fees),
            ("Fast kostnad", one.fixed_costs),
            ("Nedsatt", one.reductions),
            ("Moms", one.vat),
            ("Öresavrundning", one.rounding),
            ("Ur potten", one.pot_received),
            ("Netto", one.net),
        ] {
            row("Kommuner", &one.municipality.name, what, &comma(amount));
        }
    }
    for one in &told.check {
        let name = format!("{} {}", one.account.code, one.account.name);
        for (what, amount) in [
            ("Ingående", one.opening),
            ("Underlag och kostnader", one.due),
            ("Huvudboken", one.posted),
            ("Betalningar", one.other),
            ("Utgående", one.closing),
        ] {
            row("Avstämning", &name, what, &comma(amount));
        }
    }
    text
}

const fn moves(fund: &Fund) -> [(&'static str, Money); 4] {
    [
        ("Från året före", fund.carried_in),
        ("Insamlat", fund.collected),
        ("Fördelat eller betalat", fund.used),
        ("Till nästa år", fund.carried_out),
    ]
}

fn comma(amount: Money) -> String {
    amount.to_string().replace('.', ",")
}

/// In quotation marks where it needs them; what a spreadsheet would compute is told to be text.
fn quoted(cell: &str) -> String {
    let computes = cell.starts_with(['=', '+', '@', '\t', '\r'])
        || (cell.starts_with('-')
            && !cell.chars().skip(1).all(|one| one.is_ascii_digit() || one == ','));
    let safe = if computes { format!("'{cell}") } else { cell.to_owned() };
    if safe.contains([';', '"', '\n', '\r']) {
        format!("\"{}\"", safe.replace('"', "\"\""))
    } else {
        safe
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn nothing_is_computed_by_whoever_opens_it() {
        for (cell, written) in [
            ("-1200,50", "-1200,50"),
            ("-1+1", "'-1+1"),
            ("=A1", "'=A1"),
            ("a;b", "\"a;b\""),
            ("\"x\"", "\"\"\"x\"\"\""),
        ] {
            assert_eq!(quoted(cell), written);
        }
    }
}
