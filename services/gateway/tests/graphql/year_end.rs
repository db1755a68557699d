//! The year's end agrees with the ledger to the öre, tells of a pot that nobody earned, and the ledger is browsed page by
//! page by as many statements as for two.

use domain::Money;
use serde_json::{Value, json};
use testkit::World;

use crate::books::{ISSUE, economist, set_up};
use crate::house::{House, Person};

testkit::on_both_databases!(
    a_year_is_told_as_the_ledger_has_it,
    a_pot_without_points_is_carried_on_and_told,
    an_account_leads_to_its_entries_page_by_page,
);

const YEAR: &str = "query ($year: Int!) { region(slug: \"goteborgsregionen\") { yearEnd(year: $year) {
    years agrees vat rounding income cost surplus
    charged { kind account { code } amount } costs { kind amount }
    trainerPot { carriedIn collected used carriedOut } buffer { carriedIn collected used carriedOut }
    pots { points carriedIn collected carriedOut }
    municipalities { courseFees fixedCosts reductions potReceived vat rounding net }
    check { account { code } opening due posted other closing agrees } }
    ledger { accounts { code balance } } } }";
const COST: &str = "mutation ($input: CostRecordInput!) { costRecord(input: $input) { id } }";
const ENTRIES: &str = "query ($account: String, $year: Int, $first: Int, $after: String) {
    region(slug: \"goteborgsregionen\") {
    ledgerEntries(account: $account, year: $year, first: $first, after: $after) {
        totalCount debit credit balance
        nodes { id date description cause causeId amount
            postings { account { code name } municipality { name } code amount } }
        pageInfo { hasNextPage endCursor } } } }";

fn money(value: &Value) -> Money {
    value.as_str().unwrap().parse().unwrap()
}

fn sum(all: &Value, what: &str) -> Money {
    Money::sum(all.as_array().unwrap().iter().map(|one| money(&one[what]))).unwrap()
}

async fn year(person: &Person, year: i32) -> Value {
    person.ask(YEAR, json!({ "year": year })).await["region"].take()
}

async fn settled(world: World) -> (House, Person) {
    let (house, person, codes) = economist(world).await;
    set_up(&person, &codes).await;
    for until in ["2022-06-30", "2023-12-31"] {
        person.ask(ISSUE, json!({ "until": until })).await;
    }
    (house, person)
}

async fn a_year_is_told_as_the_ledger_has_it(world: World) {
    let (_, person) = settled(world).await;
    let input = json!({ "input": { "region": "goteborgsregionen", "date": "2022-11-01",
        "kind": "MATERIAL", "description": "Tryck", "supplier": "Tryckeriet", "amount": "990.50",
        "paidBy": "INCOME" } });
    person.ask(COST, input).await;
    let seen = year(&person, 2022).await;
    let told = &seen["yearEnd"];
    assert_eq!(told["agrees"], true, "{told}");
    assert_eq!(told["costs"], json!([{ "kind": "MATERIAL", "amount": "990.50" }]));
    let surplus = money(&told["income"]).minus(money(&told["cost"])).unwrap();
    assert_eq!(money(&told["surplus"]), surplus);
    assert!(!money(&told["vat"]).is_zero() && !surplus.is_zero());
    // What municipalities pay is what was charged, with VAT and rounding.
    let added = money(&told["vat"]).plus(money(&told["rounding"])).unwrap();
    let charged = sum(&told["charged"], "amount").plus(added).unwrap();
    assert_eq!(sum(&told["municipalities"], "net"), charged);
    for part in ["due", "posted", "opening", "closing"] {
        assert_eq!(sum(&told["check"], part), Money::ZERO, "{part} balances");
    }
    // The last year closes at what the ledger says now, and opens where the one before closed.
    let years: Vec<i32> = told["years"].as_array().unwrap().iter().map(year_of).collect();
    let mut closed: Option<Value> = None;
    for one in years.iter().rev() {
        let seen = year(&person, *one).await;
        let own = &seen["yearEnd"];
        assert_eq!(own["agrees"], true, "{one}");
        if let Some(before) = closed {
            for fund in ["trainerPot", "buffer"] {
                assert_eq!(own[fund]["carriedIn"], before[fund]["carriedOut"], "{one}: {fund}");
            }
        }
        closed = Some(own.clone());
    }
    let last = closed.unwrap();
    for account in seen["ledger"]["accounts"].as_array().unwrap() {
        let checked = last["check"].as_array().unwrap().iter();
        let own = checked.filter(|one| one["account"]["code"] == account["code"]);
        // An account that nothing moved and that holds nothing is not told.
        let closing = own.map(|one| money(&one["closing"])).next().unwrap_or_default();
        assert_eq!(closing, money(&account["balance"]), "{account}");
    }
    let pot = seen["ledger"]["accounts"].as_array().unwrap().iter();
    let pot = pot.filter(|one| one["code"] == "2890").map(|one| money(&one["balance"])).next();
    let carried = money(&last["trainerPot"]["carriedOut"]).negated().unwrap();
    assert_eq!(pot.unwrap_or_default(), carried);
}

fn year_of(value: &Value) -> i32 {
    i32::try_from(value.as_i64().unwrap()).unwrap()
}

async fn a_pot_without_points_is_carried_on_and_told(world: World) {
    let house = House::over(world);
    let rows = House::rows("goteborgsregionen-2022");
    house.import_rows(casefile::CaseRows { trainers: Vec::new(), ..rows }).await;
    let person = house.coordinator("goteborgsregionen").await;
    person.ask(ISSUE, json!({ "until": "2023-12-31" })).await;
    let seen = year(&person, 2022).await;
    let pot = &seen["yearEnd"]["pots"][0];
    assert_eq!(pot["points"], "0");
    assert!(!money(&pot["collected"]).is_zero());
    assert_eq!(pot["carriedOut"], pot["collected"], "nothing is shared, nothing is lost");
    let fund = &seen["yearEnd"]["trainerPot"];
    assert_eq!([&fund["used"], &fund["carriedOut"]], [&json!("0.00"), &pot["collected"]]);
    assert_eq!(year(&person, 2023).await["yearEnd"]["trainerPot"]["carriedIn"], pot["collected"]);
}

async fn an_account_leads_to_its_entries_page_by_page(world: World) {
    let (house, person) = settled(world).await;
    let entries = async |variables: Value| {
        person.ask(ENTRIES, variables).await["region"]["ledgerEntries"].take()
    };
    let seen = year(&person, 2022).await;
    let accounts = seen["ledger"]["accounts"].as_array().unwrap();
    for account in accounts {
        let found = entries(json!({ "account": account["code"], "first": 1 })).await;
        assert_eq!(found["balance"], account["balance"], "{account}");
    }
    let mut costs = Vec::new();
    for first in [2, 100] {
        let before = house.world.regions.statements();
        entries(json!({ "account": "1510", "first": first })).await;
        costs.push(house.world.regions.statements() - before);
    }
    assert_eq!(costs[0], costs[1], "two entries and a hundred");
    let (mut after, mut ids, mut amounts) = (Value::Null, Vec::new(), Money::ZERO);
    loop {
        let page = entries(json!({ "account": "3010", "year": 2022, "first": 7, "after": after }));
        let page = page.await;
        for node in page["nodes"].as_array().unwrap() {
            assert!(node["date"].as_str().unwrap().starts_with("2022"), "{node}");
            assert_eq!(sum(&node["postings"], "amount"), Money::ZERO, "{node}");
            ids.push((node["date"].to_string(), node["id"].to_string()));
            amounts = amounts.plus(money(&node["amount"])).unwrap();
        }
        if page["pageInfo"]["hasNextPage"] == false {
            assert_eq!(
                [json!(ids.len()), json!(amounts.to_string())],
                [page["totalCount"].clone(), page["balance"].clone()]
            );
            break;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
    assert!(ids.len() > 7 && ids.is_sorted_by(|a, b| a > b), "latest first, each once: {ids:?}");
    let refused = person.refusal(ENTRIES, json!({ "account": "9999" })).await;
    assert_eq!(refused.0, "INVALID_INPUT");
}
