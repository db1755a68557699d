//! The books of a region: set up so that nothing is missing, and changed while everybody writes.

use serde_json::{Value, json};

use super::Tried;
use super::chance::Chance;
use super::client::{Client, Outcome};
use super::writer::texts;

const SET: &str = "mutation ($input: BooksSetInput!) { booksSet(input: $input) { version } }";

const MEMBERS: &str =
    "query ($region: String!) { region(slug: $region) { municipalities { code } } }";

/// Sets up all that documents need.
pub(crate) async fn set_up(tried: &Tried, client: &Client) {
    let mut client = client.clone();
    let region = client.read(MEMBERS, &json!({ "region": tried.slug })).await;
    let recipients = recipients(&texts(&region["municipalities"], "code"), "ZZ1");
    let input = json!({ "region": tried.slug, "seller": seller(30, false), "vat": vat(25),
        "recipients": recipients, "fourEyes": false });
    client.read(SET, &json!({ "input": input })).await;
}

/// Changes one thing or another; it may be that documents lack something afterwards.
pub(crate) async fn change(tried: &Tried, client: &mut Client, chance: &mut Chance) {
    let region = client.read(MEMBERS, &json!({ "region": tried.slug })).await;
    let mut members = texts(&region["municipalities"], "code");
    let mut input = match chance.below(6) {
        0 => json!({ "seller": seller(10 + chance.below(50), chance.one_in(2)) }),
        1 => json!({ "vat": vat(*chance.of(&[25, 12, 6])) }),
        2 => json!({ "fourEyes": chance.one_in(2) }),
        3 => {
            if chance.one_in(3) {
                members.pop();
            }
            json!({ "recipients": recipients(&members, &format!("ZZ{}", chance.below(100))) })
        }
        4 => json!({ "vat": vat(0) }),
        _ => json!({ "accounts": [{ "account": "COURSE_FEES", "dimensions": [],
            "number": (3_000 + chance.below(900)).to_string() }] }),
    };
    input["region"] = tried.slug.into();
    match client.ask(chance.index(2), SET, &json!({ "input": input })).await {
        Outcome::Done(_) | Outcome::Unknown => {}
        Outcome::Refused(code) => panic!("{input} is refused with {code}"),
    }
}

fn seller(payment_days: u64, whole_kronor: bool) -> Value {
    json!({ "name": "Exempelregionen", "orgNumber": "232100-0016", "vatNumber": "SE232100001601",
        "fTax": true, "peppol": "0007:2321000016", "bankgiro": "5402-9681",
        "paymentDays": payment_days, "wholeKronor": whole_kronor, "street": "Storgatan 1",
        "postcode": "411 01", "town": "Göteborg", "email": "ekonomi@exempel.se" })
}

/// At a rate of 0, all is outside the scope of VAT.
fn vat(rate: u32) -> Value {
    let outside =
        json!({ "charge": null, "category": "O", "reason": "Medlemsavgift enligt avtal" });
    if rate == 0 {
        return json!([outside]);
    }
    json!([
        { "charge": "COURSE_FEE", "category": "S", "rate": rate },
        outside,
        { "charge": "TRAINER_POT", "category": "E", "reason": "Utbildning, 3 kap. 8 § ML" },
    ])
}

fn recipients(codes: &[String], reference: &str) -> Value {
    let recipient = |code: &String| json!({ "municipality": code, "peppol": "0007:2120002742", "buyerReference": reference });
    codes.iter().map(recipient).collect()
}
