//! The tables of a year's end.

use domain::Money;

use crate::settlement::sum;
use crate::settlement::table::{Cell, Column, Row, Table};
use crate::settlement::year_end::data::{Check, Fund, MunicipalityYear, YearEnd};
use crate::urls;

/// All of them, in order.
pub(super) fn all(region: &str, told: &YearEnd) -> Vec<Table> {
    vec![
        charged(region, told),
        costs(told),
        funds(told),
        pots(told),
        municipalities(region, told),
        check(region, told),
    ]
}

fn charged(region: &str, told: &YearEnd) -> Table {
    let mut rows: Vec<Row> = told
        .charged
        .iter()
        .map(|one| Row {
            head: Cell::text(one.name.clone()),
            cells: vec![
                Cell::text(one.kind.name()),
                Cell::text(one.account.name.clone()).to(account_of(
                    region,
                    &one.account.code,
                    told.year,
                )),
                Cell::money(one.amount),
            ],
        })
        .collect();
    for (name, amount) in [("Moms", told.vat), ("Öresavrundning", told.rounding)] {
        if !amount.is_zero() {
            rows.push(Row {
                head: Cell::text(name),
                cells: vec![Cell::default(), Cell::default(), Cell::money(amount)],
            });
        }
    }
    let amounts = told.charged.iter().map(|one| one.amount);
    let total = sum(amounts.chain([told.vat, told.rounding]));
    Table {
        id: "debiterat",
        heading: "Debiterat".to_owned(),
        caption: "Andelar av utbildarpotten är minus: regionen betalar dem.".to_owned(),
        empty: "Inget underlag har ett datum under året.",
        head: "Del",
        columns: vec![Column::text("Slag"), Column::text("Bokförs på"), Column::money("Belopp")],
        rows,
        foot: Some(Row {
            head: Cell::text("Summa"),
            cells: vec![Cell::default(), Cell::default(), Cell::money(total)],
        }),
    }
}

fn account_of(region: &str, code: &str, year: i32) -> String {
    urls::with_query(&urls::ledger_account(region, code), &[("ar", &year.to_string())])
}

fn costs(told: &YearEnd) -> Table {
    Table {
        id: "kostnader",
        heading: "Kostnader som intäkterna har betalat".to_owned(),
        empty: "Inga kostnader är införda under året.",
        head: "Slag",
        columns: vec![Column::money("Belopp")],
        rows: told.costs.iter().map(|one| Row::of(one.kind.name(), [one.amount])).collect(),
        foot: Some(Row::of("Summa", [told.cost])),
        ..Table::default()
    }
}

fn funds(told: &YearEnd) -> Table {
    let row = |name: &str, fund: &Fund| {
        Row::of(name, [fund.carried_in, fund.collected, fund.used, fund.carried_out])
    };
    Table {
        id: "fonder",
        heading: "Utbildarpott och buffert".to_owned(),
        caption: "Efter datum på underlag och kostnader, som i huvudboken.".to_owned(),
        head: "Fond",
        columns: vec![
            Column::money("Från året före"),
            Column::money("Insamlat"),
            Column::money("Fördelat eller betalat"),
            Column::money("Till nästa år"),
        ],
        rows: vec![row("Utbildarpott", &told.trainer_pot), row("Buffert", &told.buffer)],
        ..Table::default()
    }
}

fn pots(told: &YearEnd) -> Table {
    let row = |pot: &super::data::Pot| Row {
        head: Cell::text(pot.agreement.clone()),
        cells: vec![
            Cell::points(&pot.points),
            Cell::money(pot.carried_in),
            Cell::money(pot.collected),
            Cell::money(pot.carried_out),
        ],
    };
    Table {
        id: "potter",
        heading: format!("Potten för kursdagarna under {}", told.year),
        caption: "Utan poäng fördelas potten inte, utan förs över till nästa år.".to_owned(),
        empty: "Inget avtal med utbildarpott har kursdagar under året.",
        head: "Avtal",
        columns: vec![
            Column::points("Poäng"),
            Column::money("Från året före"),
            Column::money("Insamlat"),
            Column::money("Till nästa år"),
        ],
        rows: told.pots.iter().map(row).collect(),
        ..Table::default()
    }
}

fn municipalities(region: &str, told: &YearEnd) -> Table {
    let amounts = |one: &MunicipalityYear| {
        [
            one.course_fees,
            one.fixed_costs,
            one.reductions,
            sum([one.vat, one.rounding]),
            one.pot_received,
            one.net,
        ]
    };
    let row = |one: &MunicipalityYear| {
        let mut row = Row::of(one.municipality.name.clone(), amounts(one));
        let year = told.year.to_string();
        let query = [("ar", &*year), ("kommun", &*one.municipality.code)];
        row.head.href = urls::with_query(&urls::documents(region), &query);
        row
    };
    let column = |place: usize| {
        let of = |one| amounts(one).get(place).copied().unwrap_or_default();
        sum(told.municipalities.iter().map(of))
    };
    Table {
        id: "kommuner",
        heading: "Kommunerna".to_owned(),
        caption: "Netto är det som kommunen betalar, minus det som den får av potten.".to_owned(),
        empty: "Ingen kommun har debiterats under året.",
        head: "Kommun",
        columns: vec![
            Column::money("Kursavgifter"),
            Column::money("Fast kostnad"),
            Column::money("Nedsatt"),
            Column::money("Moms och öresavrundning"),
            Column::money("Ur potten"),
            Column::money("Netto"),
        ],
        rows: told.municipalities.iter().map(row).collect(),
        foot: Some(Row::of("Summa", (0..6).map(column))),
    }
}

fn check(region: &str, told: &YearEnd) -> Table {
    let row = |one: &Check| {
        let amounts = [one.opening, one.due, one.posted, one.other, one.closing];
        let name = format!("{} {}", one.account.code, one.account.name);
        let mut row = Row::of(name, amounts);
        row.head.href = account_of(region, &one.account.code, told.year);
        row.cells.push(Cell::text(if one.agrees { "Stämmer" } else { "Stämmer inte" }));
        row
    };
    let total = |of: fn(&Check) -> Money| sum(told.check.iter().map(of));
    let mut foot = Row::of(
        "Summa",
        [
            total(|one| one.opening),
            total(|one| one.due),
            total(|one| one.posted),
            total(|one| one.other),
            total(|one| one.closing),
        ],
    );
    foot.cells.push(Cell::default());
    Table {
        id: "avstamning",
        heading: "Avstämning mot huvudboken".to_owned(),
        caption: "Debet är plus och kredit är minus. Momsen är en rad, vilken sats den än har."
            .to_owned(),
        empty: "Inget är bokfört till och med året.",
        head: "Konto",
        columns: vec![
            Column::money("Ingående"),
            Column::money("Underlag och kostnader"),
            Column::money("Huvudboken"),
            Column::money("Betalningar"),
            Column::money("Utgående"),
            Column::text("Avstämt"),
        ],
        rows: told.check.iter().map(row).collect(),
        foot: Some(foot),
    }
}
