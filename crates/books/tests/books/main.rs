//! What is set up, and what follows from it: for documents, and for e-invoices.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

use books::StatedBooks;
use domain::Date;

mod e_invoice;
mod recipients;
mod set_up;

const SELLER: &str = r#"
[seller]
name = "Exempelregionens kommuner"
org_number = "232100-0016"
vat_number = "SE232100001601"
peppol = "0007:2321000016"
bankgiro = "5402-9681"
street = "Storgatan 1"
postcode = "972 38"
town = "Luleå"
whole_kronor = true
"#;

const RECIPIENT: &str = r#"
[[recipients]]
municipality = "2580"
peppol = "0007:2120002742"
buyer_reference = "ZZ4711"
"#;

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn stated(text: &str) -> StatedBooks {
    toml::from_str(text).unwrap()
}
