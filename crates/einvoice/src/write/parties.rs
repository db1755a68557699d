//! Who sells and who buys.

use super::element::{Element, branch, leaf, optional};
use crate::{Address, Contact, Party, Seller};

pub(super) fn seller(seller: &Seller, outside_scope: bool) -> Option<Element> {
    let approved = "Godkänd för F-skatt"; // SE-R-005
    let f_tax = seller.f_tax.then(|| tax_scheme(approved, "TAX")).flatten();
    branch("cac:AccountingSupplierParty", [party(&seller.party, outside_scope, f_tax)])
}

pub(super) fn buyer(buyer: &Party, outside_scope: bool) -> Option<Element> {
    branch("cac:AccountingCustomerParty", [party(buyer, outside_scope, None)])
}

fn party(party: &Party, outside_scope: bool, f_tax: Option<Element>) -> Option<Element> {
    let electronic = party.electronic_address;
    let endpoint = leaf("cbc:EndpointID", electronic.value())
        .map(|element| element.with("schemeID", electronic.scheme()));
    // What is outside the scope of VAT names nobody's VAT number (BR-O-02).
    let vat_number = party.vat_number.filter(|_| !outside_scope);
    let company = leaf("cbc:CompanyID", party.org_number.digits())
        .map(|element| element.with("schemeID", "0007"));
    let legal = [leaf("cbc:RegistrationName", &party.name), company];
    let all = [
        endpoint,
        address(&party.address),
        vat_number.and_then(|number| tax_scheme(&number.to_string(), "VAT")),
        f_tax,
        branch("cac:PartyLegalEntity", legal),
        contact(&party.contact),
    ];
    branch("cac:Party", all)
}

fn tax_scheme(company: &str, scheme: &str) -> Option<Element> {
    let scheme = branch("cac:TaxScheme", [leaf("cbc:ID", scheme)]);
    branch("cac:PartyTaxScheme", [leaf("cbc:CompanyID", company), scheme])
}

fn address(address: &Address) -> Option<Element> {
    let parts = [
        optional("cbc:StreetName", address.street.as_ref()),
        optional("cbc:AdditionalStreetName", address.second_line.as_ref()),
        optional("cbc:CityName", address.town.as_ref()),
        optional("cbc:PostalZone", address.postcode.as_ref()),
        branch("cac:Country", [leaf("cbc:IdentificationCode", "SE")]),
    ];
    branch("cac:PostalAddress", parts)
}

fn contact(contact: &Contact) -> Option<Element> {
    let parts = [
        optional("cbc:Name", contact.name.as_ref()),
        optional("cbc:Telephone", contact.phone.as_ref()),
        optional("cbc:ElectronicMail", contact.email.as_ref()),
    ];
    branch("cac:Contact", parts)
}
