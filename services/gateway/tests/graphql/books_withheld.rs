//! What is not given out: documents that were issued before the set-up, and whatever is somebody else's.

use serde_json::{Value, json};
use testkit::World;

use crate::books::{DOCUMENTS, FILE, ISSUE, SET, content, economist, file, set_up};

testkit::on_both_databases!(
    what_was_issued_before_the_set_up_is_withheld,
    the_books_are_for_those_who_settle,
);

async fn what_was_issued_before_the_set_up_is_withheld(world: World) {
    let (_, person, codes) = economist(world).await;
    person.ask(ISSUE, json!({ "until": "2022-12-31" })).await;
    set_up(&person, &codes).await;
    let region = person.ask(DOCUMENTS, json!({})).await["region"].take();
    let document = &region["documents"]["nodes"][0];
    assert_eq!(document["payable"], document["total"], "nothing was guessed");
    let withheld = file(&person, &document["id"], "PEPPOL").await;
    assert_eq!([&withheld["content"], &withheld["name"]], [&Value::Null, &Value::Null]);
    assert!(
        withheld["faults"][0].as_str().unwrap().contains("issued without a seller"),
        "{withheld}"
    );
    content(&file(&person, &document["id"], "CSV").await);
}

async fn the_books_are_for_those_who_settle(world: World) {
    let (house, person, codes) = economist(world).await;
    set_up(&person, &codes).await;
    person.ask(ISSUE, json!({ "until": "2022-12-31" })).await;
    let administrator = house.administrator("goteborgsregionen", "1480").await;
    let books = "query { region(slug: \"goteborgsregionen\") { books { version } } }";
    assert_eq!(administrator.refusal(books, json!({})).await.0, "FORBIDDEN");
    let input = json!({ "input": { "region": "goteborgsregionen", "fourEyes": true } });
    assert_eq!(administrator.refusal(SET, input).await.0, "FORBIDDEN");
    let documents = person.ask(DOCUMENTS, json!({})).await["region"]["documents"]["nodes"].take();
    for document in documents.as_array().unwrap() {
        let variables = json!({ "id": document["id"], "format": "CSV" });
        if document["municipality"]["code"] == "1480" {
            content(&file(&administrator, &document["id"], "PEPPOL").await);
        } else {
            assert_eq!(administrator.refusal(FILE, variables).await.0, "NOT_FOUND");
        }
    }
}
