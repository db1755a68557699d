//! What a region has nothing of after an import: made by its coordinator, so that a crawl has an id of each kind.

use serde_json::{Value, json};

use crate::harvest::Ids;
use crate::running::Api;

/// A list of staff that is not brought in yet.
pub(crate) async fn upload(coordinator: &Api, region: &str) {
    let upload =
        "mutation ($input: StaffImportUploadInput!) { staffImportUpload(input: $input) { id } }";
    let pasted = "Förnamn\tEfternamn\tE-post\nEn\tPerson\ten.person@exempel.se";
    let input = json!({ "region": region, "fileName": "lista.txt", "pasted": pasted });
    coordinator.ask(upload, json!({ "input": input })).await;
}

/// A krona of a document.
pub(crate) async fn pay(coordinator: &Api, region: &str, ids: &Ids) -> Value {
    let document = ids.id("document", "Document");
    let date = format!(
        "query {{ region(slug: \"{region}\") {{ document(id: \"{document}\") {{ date }} }} }}"
    );
    let date = coordinator.ask(&date, json!({})).await["region"]["document"]["date"].take();
    let record = "mutation ($input: PaymentRecordInput!) { paymentRecord(input: $input) {
        payments { __typename id } } }";
    let input = json!({ "region": region, "document": document, "date": date, "amount": "1.00" });
    coordinator.ask(record, json!({ "input": input })).await
}

/// A cost that is not taken back.
pub(crate) async fn spend(coordinator: &Api, region: &str) {
    let record = "mutation ($input: CostRecordInput!) { costRecord(input: $input) { id } }";
    let input = json!({ "region": region, "date": "2022-05-31", "kind": "VENUE", "amount": "100",
        "description": "Lokal", "supplier": "Folkets hus", "paidBy": "INCOME" });
    coordinator.ask(record, json!({ "input": input })).await;
}

/// A credit of all of a document that is asked for, and not issued.
pub(crate) async fn ask_for_credit(coordinator: &Api, region: &str, ids: &Ids) -> Value {
    let document = ids.id("document", "Document");
    let ask =
        "mutation ($input: DocumentCreditAskInput!) { documentCreditAsk(input: $input) { id } }";
    let input = json!({ "region": region, "document": document, "cancels": true,
        "reason": "Fel mottagare" });
    coordinator.ask(ask, json!({ "input": input })).await;
    let asked = format!(
        "query {{ region(slug: \"{region}\") {{ documentCredits(id: \"{document}\") {{
            requests {{ __typename id }} }} }} }}"
    );
    coordinator.ask(&asked, json!({})).await
}
