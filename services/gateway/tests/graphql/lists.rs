//! Lists: as many statements for two rows as for a hundred, and what they show is what the thing itself shows.

use serde_json::{Value, json};
use testkit::World;

use crate::house::{House, Person};

testkit::on_both_databases!(
    lists_cost_the_same_whatever_their_length,
    listed_things_are_the_things_themselves,
    what_is_selected_twice_is_shown_once,
    pages_follow_each_other_without_gaps,
);

/// Six for the rows, and none for a node.
const MOST_STATEMENTS: u64 = 6;

/// Three more where persons are shown, however many: the chain is locked, read and added to.
const MOST_FOR_A_TRACE: u64 = 3;

const OCCASION: &str = "
    id code course venue capacity state firstDay lastDay enrolled __typename
    courseDays {
        id code date delivery length state closedAt closedBy
        prices { component amount }
        trainers { id person { id code name municipality { code name } } municipality { code name } role served }
        counts { municipality { code name } attended absent }
        corrections { at by reason changes }
        occasion { id code course }
    }
    participants {
        id person { id code name municipality { code } } municipality { code name } state
        days { courseDay mark }
    }";

const DOCUMENT: &str = "
    id number kind orgNumber date issuedAt adjusts total agreement { id title }
    municipality { code name } occasion { id code course }
    lines { id kind code name quantity unitPrice amount adjusts courseDay { id date course } document { id number } }";

async fn settled(world: World) -> (House, Person) {
    let house = House::over(world);
    house.import("norrbotten-2022").await;
    let person = house.coordinator("norrbotten").await;
    let issue = "mutation { documentsIssue(input: { region: \"norrbotten\", until: \"2023-12-31\" }) { documents } }";
    person.ask(issue, json!({})).await;
    (house, person)
}

fn lists(first: u32) -> [(&'static str, String); 5] {
    [
        ("occasions", format!("occasions(first: {first}) {{ totalCount nodes {{ {OCCASION} }} }}")),
        (
            "documents",
            format!(
                "documents(first: {first}) {{ totalCount totalAmount nodes {{ {DOCUMENT} }} }}"
            ),
        ),
        (
            "persons",
            format!(
                "persons(first: {first}) {{ totalCount nodes {{ id code name municipality {{ name }} }} }}"
            ),
        ),
        (
            "agreements",
            format!(
                "agreements(first: {first}) {{ nodes {{ id title fixedCosts {{ shares {{ amount }} }} }} }}"
            ),
        ),
        ("runs", format!("runs(first: {first}) {{ nodes {{ id until total firstNumber }} }}")),
    ]
}

async fn list(person: &Person, text: &str) -> Value {
    let text = format!("query {{ region(slug: \"norrbotten\") {{ {text} }} }}");
    person.ask(&text, json!({})).await["region"].take()
}

async fn lists_cost_the_same_whatever_their_length(world: World) {
    let (house, person) = settled(world).await;
    for ((name, short), (_, long)) in lists(2).into_iter().zip(lists(100)) {
        let mut costs = Vec::new();
        for text in [&short, &long] {
            let before = house.world.regions.statements();
            list(&person, text).await;
            costs.push(house.world.regions.statements() - before);
        }
        assert_eq!(costs[0], costs[1], "{name}: two rows and a hundred");
        let shows_persons = ["occasions", "persons"].contains(&name);
        let most = MOST_STATEMENTS + if shows_persons { MOST_FOR_A_TRACE } else { 0 };
        assert!(costs[1] <= most, "{name} costs {} statements", costs[1]);
    }
}

async fn listed_things_are_the_things_themselves(world: World) {
    let (_, person) = settled(world).await;
    for (list_name, one, fields) in
        [("occasions", "occasion", OCCASION), ("documents", "document", DOCUMENT)]
    {
        let listed =
            list(&person, &format!("{list_name}(first: 5) {{ nodes {{ {fields} }} }}")).await;
        let nodes = listed[list_name]["nodes"].as_array().unwrap();
        assert_eq!(nodes.len(), 5);
        for node in nodes {
            let id = &node["id"];
            let alone = list(&person, &format!("{one}(id: {id}) {{ {fields} }}")).await;
            assert_eq!(&alone[one], node, "{one} {id}");
        }
    }
}

async fn what_is_selected_twice_is_shown_once(world: World) {
    let (_, person) = settled(world).await;
    let once = list(
        &person,
        "occasions(first: 3) { totalCount nodes { id code days: courseDays { id date state } } }",
    );
    let twice = list(
        &person,
        "occasions(first: 3) { nodes { id ... on Occasion { code } } totalCount }
         occasions(first: 3) { nodes { code days: courseDays { id } } nodes { days: courseDays { date state } } }",
    );
    let (once, twice) = (once.await, twice.await);
    assert_eq!(once["occasions"]["nodes"].as_array().unwrap().len(), 3);
    assert_eq!(once, twice);
}

async fn pages_follow_each_other_without_gaps(world: World) {
    let (_, person) = settled(world).await;
    let text = "query ($after: String) { region(slug: \"norrbotten\") { documents(first: 30, after: $after) {
        totalCount nodes { number } pageInfo { hasNextPage endCursor }
    } } }";
    let mut numbers = Vec::new();
    let mut after = Value::Null;
    loop {
        let data = person.ask(text, json!({ "after": after })).await;
        let page = &data["region"]["documents"];
        assert_eq!(page["totalCount"], 202);
        let nodes = page["nodes"].as_array().unwrap();
        numbers.extend(nodes.iter().map(|one| one["number"].as_str().unwrap().to_owned()));
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
    assert_eq!(numbers.len(), 202);
    assert!(numbers.is_sorted_by(|a, b| a > b), "latest first, each once");
    let (code, _) = person.refusal(text, json!({ "after": "no cursor" })).await;
    assert_eq!(code, "INVALID_INPUT");
}
