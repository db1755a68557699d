//! The columns of a file of recipients: their keys, their headings, and what they say.

use crate::books::data::Recipient;
use crate::line_kind::LineKind;

/// A column.
#[derive(Clone, Copy)]
pub(super) struct Column {
    /// In the API, and in `region.toml`.
    pub(super) key: &'static str,
    /// What pages call it; a file may as well.
    pub(super) heading: &'static str,
    /// What stands in it.
    pub(super) meaning: &'static str,
    value: fn(&Recipient) -> String,
}

impl Column {
    /// The column with this key.
    pub(super) fn of(key: &str) -> Option<Self> {
        COLUMNS.into_iter().find(|column| column.key == key)
    }

    /// What it says of a recipient; a dash for nothing.
    pub(super) fn told(self, recipient: &Recipient) -> String {
        let value = (self.value)(recipient);
        if value.is_empty() { "–".to_owned() } else { value }
    }
}

macro_rules! text {
    ($key:literal, $heading:literal, $meaning:literal, $field:ident) => {
        Column {
            key: $key,
            heading: $heading,
            meaning: $meaning,
            value: |one| one.$field.clone().unwrap_or_default(),
        }
    };
}

macro_rules! date {
    ($key:literal, $heading:literal, $meaning:literal, $field:ident) => {
        Column {
            key: $key,
            heading: $heading,
            meaning: $meaning,
            value: |one| one.$field.map(|day| day.to_string()).unwrap_or_default(),
        }
    };
}

/// All columns, in the order of the file.
pub(super) const COLUMNS: [Column; 16] = [
    Column {
        key: "municipality",
        heading: "Kommun",
        meaning: "Kommunens kod eller namn. Måste finnas.",
        value: |one| one.municipality.clone(),
    },
    text!("unit", "Enhet", "Enheten som betalar. Står i adressen.", unit),
    Column {
        key: "charge",
        heading: "Avgift",
        meaning: "Kursavgifter, Fast kostnad eller Utbildarpott. Tomt för allt annat.",
        value: |one| one.charge.map_or("Allt annat", LineKind::name).to_owned(),
    },
    date!("from", "Från", "Första fakturadagen, som 2027-01-01. Tomt från början.", from),
    date!("to", "Till", "Sista fakturadagen. Tomt tills vidare.", to),
    text!("org_number", "Organisationsnummer", "Om det är ett annat än avtalets.", org_number),
    text!("name", "Namn", "Om det är ett annat än kommunens.", name),
    Column {
        key: "peppol",
        heading: "Adress i Peppol",
        meaning: "0007: och ett organisationsnummer, eller 0088: och ett lokaliseringsnummer. Måste finnas.",
        value: |one| one.peppol.clone(),
    },
    text!(
        "buyer_reference",
        "Beställarreferens",
        "Den som kommunen har uppgett. Den eller ett ordernummer måste finnas.",
        buyer_reference
    ),
    text!("order_reference", "Ordernummer", "Kommunens ordernummer.", order_reference),
    text!(
        "contract_reference",
        "Avtalsnummer hos kommunen",
        "Avtalet i kommunens eget register.",
        contract_reference
    ),
    text!(
        "invoiced_object",
        "Fakturerat objekt",
        "Objektet i kommunens bokföring.",
        invoiced_object
    ),
    text!("email", "E-post", "Dit frågor ställs.", email),
    text!("street", "Gata eller box", "Dit ett brev går.", street),
    text!("postcode", "Postnummer", "Fem siffror.", postcode),
    text!("town", "Ort", "Postorten.", town),
];
