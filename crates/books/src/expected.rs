//! What was expected of a set-up, in the API's English and in the Swedish of files and pages.

/// What was expected somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected {
    /// For the API.
    pub english: &'static str,
    /// For people.
    pub swedish: &'static str,
}

pub(crate) const LAST_DAY: Expected = Expected {
    english: "a last day that is not before the first",
    swedish: "en sista dag som inte är före den första",
};
pub(crate) const NAME: Expected = Expected { english: "a name", swedish: "ett namn" };
pub(crate) const ORG_NUMBER: Expected = Expected {
    english: "an organisation number, 222000-1234",
    swedish: "ett organisationsnummer, som 222000-1234",
};
pub(crate) const VAT_NUMBER: Expected = Expected {
    english: "a Swedish VAT number: SE, the organisation number and 01",
    swedish: "ett momsregistreringsnummer: SE, organisationsnumret och 01",
};
pub(crate) const BANKGIRO: Expected = Expected {
    english: "a bankgiro number, 5402-9681",
    swedish: "ett bankgironummer, som 5402-9681",
};
pub(crate) const PAYMENT_DAYS: Expected =
    Expected { english: "1 to 365 days", swedish: "1 till 365 dagar" };
pub(crate) const MUNICIPALITY: Expected =
    Expected { english: "an SCB code of four digits", swedish: "en kommunkod med fyra siffror" };
pub(crate) const REFERENCE: Expected = Expected {
    english: "a buyer's reference or an order number",
    swedish: "köparens referens eller ett ordernummer",
};
pub(crate) const PEPPOL: Expected = Expected {
    english: "0007: and an organisation number, or 0088: and a location number (GLN)",
    swedish: "0007: och ett organisationsnummer, eller 0088: och ett lokaliseringsnummer (GLN)",
};
pub(crate) const EXEMPTION: Expected = Expected {
    english: "a code of the VATEX list, VATEX-EU-132-1I",
    swedish: "en kod ur VATEX-listan, som VATEX-EU-132-1I",
};
pub(crate) const NO_RATE: Expected = Expected {
    english: "no rate: it is not taxed",
    swedish: "ingen momssats: det är inte momspliktigt",
};
pub(crate) const REASON: Expected = Expected {
    english: "the reason, in words: it stands on the document",
    swedish: "skälet i ord, som står på underlaget",
};
pub(crate) const RATE: Expected = Expected { english: "25, 12 or 6", swedish: "25, 12 eller 6" };
pub(crate) const NO_REASON: Expected = Expected {
    english: "no reason: what is taxed needs none",
    swedish: "inget skäl: det momspliktiga behöver inget",
};
pub(crate) const NO_EXEMPTION: Expected = Expected {
    english: "no code: it is VATEX-EU-O in any case",
    swedish: "ingen kod: den är alltid VATEX-EU-O",
};
pub(crate) const CATEGORY: Expected = Expected { english: "S, E or O", swedish: "S, E eller O" };
pub(crate) const ACCOUNT_NUMBER: Expected =
    Expected { english: "an account number of digits", swedish: "ett kontonummer av siffror" };
pub(crate) const DIMENSION: Expected = Expected {
    english: "numbers of dimensions: 1, 6, 20",
    swedish: "dimensionens nummer: 1, 6, 20",
};
pub(crate) const ONE_VAT: Expected = Expected {
    english: "one choice for the same from the same day",
    swedish: "ett val för samma sak från samma dag",
};
pub(crate) const ONE_RECIPIENT: Expected = Expected {
    english: "one recipient for the same on the same day",
    swedish: "en mottagare för samma sak samma dag",
};
pub(crate) const ONE_ACCOUNT: Expected =
    Expected { english: "each account once", swedish: "varje konto en gång" };

/// Of columns and cells of a table of recipients.
pub(crate) const COLUMN: Expected = Expected {
    english: "one of the columns municipality, unit, charge, from, to, org_number, name, peppol, buyer_reference, \
              order_reference, contract_reference, invoiced_object, email, street, postcode, town",
    swedish: "en av kolumnerna Kommun, Enhet, Avgift, Från, Till, Organisationsnummer, Namn, Adress i Peppol, \
              Beställarreferens, Ordernummer, Avtalsnummer hos kommunen, Fakturerat objekt, E-post, Gata eller \
              box, Postnummer, Ort",
};
pub(crate) const COLUMN_ONCE: Expected =
    Expected { english: "each column once", swedish: "varje kolumn en gång" };
pub(crate) const THIS_COLUMN: Expected =
    Expected { english: "a column of this name", swedish: "en kolumn med det namnet" };
pub(crate) const NO_CELL: Expected = Expected {
    english: "no cell beyond the header; a delimiter within a cell needs quotation marks",
    swedish: "ingen cell bortom rubrikerna; ett skiljetecken i en cell behöver citattecken",
};
pub(crate) const OWN_MUNICIPALITY: Expected = Expected {
    english: "a municipality of the region, by code or name",
    swedish: "en av regionens kommuner, med kod eller namn",
};
pub(crate) const CHARGE: Expected = Expected {
    english: "course_fee, fixed_cost, trainer_pot, or nothing for all",
    swedish: "Kursavgifter, Fast kostnad, Utbildarpott, eller inget för alla",
};
pub(crate) const DATE: Expected =
    Expected { english: "a date, 2026-12-31", swedish: "ett datum, som 2026-12-31" };
