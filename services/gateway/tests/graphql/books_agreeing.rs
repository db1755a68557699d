//! Documents, ledger and every file agree to the öre per municipality and date, whatever was agreed, taught, chosen,
//! corrected and credited; and what is netted keeps both its legs in the ledger and in every file.

use std::collections::BTreeMap;

use casefile::{CaseRows, ParticipantRow, TrainerRow};
use domain::{
    AttendanceMark, CourseDay, Date, DayCode, DayIndex, DeliveryForm, FeeBasis, Invoicing, Money,
    MunicipalityCode, OccasionCode, PotSettlement, ServiceLength, TrainerRole,
};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Query};
use serde_json::{Value, json};
use testkit::World;

use crate::books::{ISSUE, content, file, money, seller, set};
use crate::books_workbook::{amount, cell, sheets};
use crate::crediting;
use crate::house::{House, Person};
use crate::ledger_verified::verified;

testkit::on_both_databases!(
    the_first_scenario_agrees,
    the_second_scenario_agrees,
    the_third_scenario_agrees,
    the_fourth_scenario_agrees,
    what_is_netted_keeps_both_its_legs,
);

const PAGE: &str = "query ($after: String) { region(slug: \"goteborgsregionen\") {
    documents(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes {
        id number kind date adjusts total payable municipality { code } lines { kind amount } } } } }";

/// Numbers that look random, and are the same each time (`SplitMix64`).
struct Draw(u64);

impl Draw {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % most
    }

    fn one_of<T: Clone>(&mut self, all: &[T]) -> T {
        all[usize::try_from(self.below(all.len() as u64)).unwrap()].clone()
    }
}

/// Göteborgsregionen with other rules and other days.
fn scenario(draw: &mut Draw) -> CaseRows {
    let mut rows = House::rows("goteborgsregionen-2022");
    let agreement = &mut rows.terms.agreement;
    agreement.course_fee.basis = draw.one_of(&[FeeBasis::Attended, FeeBasis::Registered]);
    let months =
        Invoicing::Months { invoice_months: vec![5.try_into().unwrap(), 12.try_into().unwrap()] };
    agreement.course_fee.invoicing = draw.one_of(&[Invoicing::PerOccasion, months]);
    if let Some(pot) = &mut agreement.trainer_pot {
        pot.settlement = draw.one_of(&[PotSettlement::Net, PotSettlement::Payout]);
        pot.rounding = draw.one_of(&[Money::from_ore(1), Money::from_ore(100)]);
    }
    for component in &mut agreement.fee_schedules[0].components {
        component.amount = Money::from_ore(i64::try_from(draw.below(90_000)).unwrap() + 1);
    }
    let codes: Vec<MunicipalityCode> =
        rows.terms.municipalities.iter().map(|one| one.code).collect();
    (rows.days, rows.participants, rows.trainers) = (Vec::new(), Vec::new(), Vec::new());
    for index in 0..4 + u32::try_from(draw.below(6)).unwrap() {
        let date = format!("2022-{:02}-{:02}", draw.below(11) + 1, draw.below(28) + 1);
        rows.days.push(day(index, date.parse().unwrap(), draw));
        for number in 0..draw.below(30) {
            rows.participants.push(ParticipantRow {
                day: DayIndex(index),
                person: format!("P{index}-{number}"),
                municipality: draw.one_of(&codes),
                mark: draw.one_of(AttendanceMark::ALL),
            });
        }
        for number in 0..draw.below(4) {
            rows.trainers.push(TrainerRow {
                day: DayIndex(index),
                person: format!("T{index}-{number}"),
                municipality: Some(draw.one_of(&codes)).filter(|_| number != 3),
                role: draw.one_of(&[
                    TrainerRole::Leader,
                    TrainerRole::Trainer,
                    TrainerRole::Reserve,
                ]),
                served: draw.below(4) > 0,
            });
        }
    }
    rows
}

fn day(index: u32, date: Date, draw: &mut Draw) -> CourseDay {
    CourseDay {
        code: DayCode(format!("D{index}")),
        date,
        occasion: OccasionCode(format!("O{index}")),
        occasion_ends: date,
        course: "Våld och utsatthet".to_owned(),
        delivery: draw.one_of(&[DeliveryForm::OnSite, DeliveryForm::Digital]),
        length: ServiceLength::from_half_days(i64::try_from(draw.below(2)).unwrap() + 1).unwrap(),
        prices: BTreeMap::new(),
    }
}

/// Every kind of charge by a category of its own, drawn.
fn vat(draw: &mut Draw) -> Value {
    let choices = [
        json!({ "category": "S", "rate": 25 }),
        json!({ "category": "S", "rate": 12 }),
        json!({ "category": "S", "rate": 6 }),
        json!({ "category": "E", "reason": "Utbildning, 3 kap. 8 § ML" }),
        json!({ "category": "O", "reason": "Medlemsavgift enligt avtal" }),
    ];
    let kinds = ["COURSE_FEE", "FIXED_COST", "TRAINER_POT"].into_iter();
    let chosen = kinds.map(|kind| {
        let mut choice = draw.one_of(&choices);
        choice["charge"] = json!(kind);
        choice
    });
    chosen.collect()
}

async fn economist(world: World, rows: CaseRows, draw: &mut Draw) -> (House, Person) {
    let house = House::over(world);
    let codes: Vec<_> = rows.terms.municipalities.iter().map(|one| one.code.to_string()).collect();
    house.import_rows(rows).await;
    let person = house.coordinator("goteborgsregionen").await;
    let recipients: Value = codes
        .iter()
        .map(|code| json!({ "municipality": code, "peppol": "0007:2120002742", "buyerReference": "Åsa Öst" }))
        .collect();
    let mut seller = seller();
    seller["wholeKronor"] = json!(draw.below(2) == 0);
    set(&person, json!({ "seller": seller, "vat": vat(draw), "recipients": recipients })).await;
    (house, person)
}

async fn documents(person: &Person) -> Vec<Value> {
    let (mut all, mut after) = (Vec::new(), Value::Null);
    loop {
        let page = person.ask(PAGE, json!({ "after": after })).await["region"]["documents"].take();
        all.extend(page["nodes"].as_array().unwrap().clone());
        if page["pageInfo"]["hasNextPage"] != true {
            return all;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
}

/// What is to be paid, by municipality and date.
type Sums = BTreeMap<(String, String), Money>;

fn add(sums: &mut Sums, document: &Value, amount: Money) {
    let part = |value: &Value| value.as_str().unwrap().to_owned();
    let key = (part(&document["municipality"]["code"]), part(&document["date"]));
    let sum = sums.entry(key).or_default();
    *sum = sum.plus(amount).unwrap();
}

/// What municipalities owe and are owed by the ledger.
async fn by_ledger(house: &House) -> Sums {
    let scope = house.world.region("goteborgsregionen", "").await;
    let select = Query::select()
        .columns([("p", "municipality_code")])
        .expr_as(Expr::col(("e", "date")).cast_as("text"), "date")
        .expr_as(Expr::col(("p", "amount_ore")).sum().cast_as("bigint"), "amount")
        .from_as("ledger_postings", "p")
        .join_as(
            JoinType::InnerJoin,
            "ledger_entries",
            "e",
            Expr::col(("e", "id")).equals(("p", "entry_id")),
        )
        .and_where(Expr::col(("p", "account")).is_in(["1510", "2440"]))
        .group_by_columns([("p", "municipality_code"), ("e", "date")])
        .to_owned();
    let rows = scope.query_all(&select).await.unwrap();
    rows.iter()
        .map(|row| {
            let text = |column| row.try_get::<String>("", column).unwrap();
            let amount = Money::from_ore(row.try_get("", "amount").unwrap());
            ((text("municipality_code"), text("date")), amount)
        })
        .collect()
}

fn by_peppol(xml: &str) -> Money {
    assert_eq!(einvoice::check(xml), []);
    let stated = xml.split("<cbc:PayableAmount currencyID=\"SEK\">").nth(1).unwrap();
    let stated: Money = stated.split('<').next().unwrap().parse().unwrap();
    if xml.contains("<CreditNote ") { stated.negated().unwrap() } else { stated }
}

fn by_csv(content: &[u8]) -> Money {
    let mut table = csv::Reader::from_reader(content);
    let heads = table.headers().unwrap().clone();
    let at = heads.iter().position(|head| head == "document_payable").unwrap();
    table.records().next().unwrap().unwrap()[at].parse().unwrap()
}

fn by_sie(content: &[u8]) -> Money {
    let read = sie::read(content).unwrap();
    let rows = read.vouchers.iter().flat_map(|voucher| {
        assert!(voucher.balance().unwrap().is_zero());
        &voucher.transactions
    });
    let owed = rows.filter(|row| ["1510", "2440"].contains(&row.account.to_string().as_str()));
    Money::sum(owed.map(|row| row.amount)).unwrap()
}

async fn agrees(house: &House, person: &Person) -> usize {
    let documents = documents(person).await;
    let mut shown = Sums::new();
    let mut files = [(); 4].map(|()| Sums::new());
    for document in &documents {
        let made = async |format: &str| file(person, &document["id"], format).await;
        add(&mut shown, document, money(&document["payable"]));
        let peppol = String::from_utf8(content(&made("PEPPOL").await)).unwrap();
        let (_, heads) = sheets(&made("XLSX").await);
        let stated = [
            by_peppol(&peppol),
            by_csv(&content(&made("CSV").await)),
            by_sie(&content(&made("SIE").await)),
            amount(cell(&heads, 0, "document_payable")),
        ];
        for (sums, stated) in files.iter_mut().zip(stated) {
            add(sums, document, stated);
        }
    }
    shown.retain(|_, sum| !sum.is_zero());
    for mut sums in files.into_iter().chain([by_ledger(house).await]) {
        sums.retain(|_, sum| !sum.is_zero());
        assert_eq!(sums, shown);
    }
    let verified = verified(&house.world).await;
    assert!(verified.is_clean(), "{verified:?}");
    documents.len()
}

async fn correct(person: &Person, draw: &mut Draw) {
    let days = "query { region(slug: \"goteborgsregionen\") { occasions(first: 100) { nodes {
        courseDays { id } participants { id days { mark courseDay } } } } } }";
    let occasions = person.ask(days, json!({})).await["region"]["occasions"]["nodes"].take();
    for occasion in occasions.as_array().unwrap() {
        let somebody: Vec<Value> = occasion["participants"].as_array().unwrap().clone();
        if somebody.is_empty() || draw.below(2) == 0 {
            continue;
        }
        let mark = draw.one_of(&["ATTENDED", "ABSENT", "CANCELLED"]);
        let marks = json!([{ "enrolment": draw.one_of(&somebody)["id"], "mark": mark }]);
        let correct =
            "mutation ($input: CourseDayCorrectInput!) { courseDayCorrect(input: $input) { id } }";
        let input = json!({ "region": "goteborgsregionen", "courseDay": occasion["courseDays"][0]["id"],
            "reason": "Fel i listan", "marks": marks });
        // The same mark again is no correction, and is refused.
        person.answer(correct, json!({ "input": input })).await;
    }
}

/// Two runs with corrections between, a credit note by hand, and what follows from it.
async fn every_file_agrees(world: World, seed: u64) {
    let mut draw = Draw(seed);
    let rows = scenario(&mut draw);
    let (house, person) = economist(world, rows, &mut draw).await;
    for until in ["2022-05-31", "2022-12-31"] {
        person.ask(ISSUE, json!({ "until": until })).await;
        correct(&person, &mut draw).await;
    }
    person.ask(ISSUE, json!({ "until": "2023-12-31" })).await;
    crediting::credit_the_first(&person, draw.below(2) == 0).await;
    person.ask(ISSUE, json!({ "until": "2023-12-31" })).await;
    assert!(agrees(&house, &person).await > 10);
}

async fn the_first_scenario_agrees(world: World) {
    every_file_agrees(world, 1).await;
}

async fn the_second_scenario_agrees(world: World) {
    every_file_agrees(world, 2).await;
}

async fn the_third_scenario_agrees(world: World) {
    every_file_agrees(world, 3).await;
}

async fn the_fourth_scenario_agrees(world: World) {
    every_file_agrees(world, 4).await;
}

/// The project leader's own example: who lent trainers has the pot deducted in December, and pays for courses all the same.
async fn what_is_netted_keeps_both_its_legs(world: World) {
    let mut draw = Draw(0);
    let (house, person) = economist(world, House::rows("goteborgsregionen-2022"), &mut draw).await;
    person.ask(ISSUE, json!({ "until": "2022-12-31" })).await;
    for (code, share) in [("1482", "-8000.00"), ("1441", "-6667.00"), ("1481", "-5333.00")] {
        let all = documents(&person).await;
        let december = all
            .iter()
            .filter(|one| one["municipality"]["code"] == code && one["date"] == "2022-12-31");
        let lines: Vec<&Value> =
            december.flat_map(|one| one["lines"].as_array().unwrap()).collect();
        let of = |kind: &str| {
            let own = lines.iter().filter(|line| line["kind"] == kind);
            Money::sum(own.map(|line| money(&line["amount"]))).unwrap()
        };
        assert_eq!(of("TRAINER_POT").to_string(), share, "{code}");
        assert!(of("COURSE_FEE").plus(of("FIXED_COST")).unwrap().ore() > 0, "{code}");
        let document = all.iter().find(|one| {
            one["municipality"]["code"] == code
                && one["lines"].as_array().unwrap().iter().any(|line| line["kind"] == "TRAINER_POT")
        });
        let document = document.unwrap();
        assert_eq!(document["kind"], "INVOICE", "netted, not paid out");
        let file = content(&file(&person, &document["id"], "SIE").await);
        let voucher = sie::read(&file).unwrap().vouchers.remove(0);
        let on_pot = voucher.transactions.iter().filter(|row| row.account.to_string() == "2890");
        let legs: Vec<String> = on_pot.map(|row| row.amount.to_string()).collect();
        assert!(legs.contains(&share.trim_start_matches('-').to_owned()), "{code}: {legs:?}");
    }
    assert!(agrees(&house, &person).await > 20);
}
