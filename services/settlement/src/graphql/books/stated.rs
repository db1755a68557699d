//! From what clients say to what is stated, and back.

use books::{StatedAccount, StatedRecipient, StatedSeller, StatedVat};
use graph::Date;

use super::{BooksAccount, BooksDimension, BooksRecipient, BooksSeller, BooksVat};

impl From<StatedSeller> for BooksSeller {
    fn from(stated: StatedSeller) -> Self {
        Self {
            name: stated.name,
            org_number: stated.org_number,
            vat_number: stated.vat_number,
            f_tax: stated.f_tax,
            peppol: stated.peppol,
            street: stated.street,
            postcode: stated.postcode,
            town: stated.town,
            contact: stated.contact,
            phone: stated.phone,
            email: stated.email,
            bankgiro: stated.bankgiro,
            payment_days: stated.payment_days.into(),
            whole_kronor: stated.whole_kronor,
        }
    }
}

impl From<BooksSeller> for StatedSeller {
    fn from(input: BooksSeller) -> Self {
        Self {
            name: input.name,
            org_number: input.org_number,
            vat_number: said(input.vat_number),
            f_tax: input.f_tax,
            peppol: input.peppol,
            street: said(input.street),
            postcode: said(input.postcode),
            town: said(input.town),
            contact: said(input.contact),
            phone: said(input.phone),
            email: said(input.email),
            bankgiro: input.bankgiro,
            // Out of reach is as wrong as none: the check tells.
            payment_days: u16::try_from(input.payment_days).unwrap_or(0),
            whole_kronor: input.whole_kronor,
        }
    }
}

impl From<StatedVat> for BooksVat {
    fn from(stated: StatedVat) -> Self {
        Self {
            charge: stated.charge.map(Into::into),
            code: stated.code,
            from: stated.from.map(Date),
            category: stated.category,
            rate: stated.rate.and_then(|rate| i32::try_from(rate).ok()),
            reason: stated.reason,
            exemption: stated.exemption,
        }
    }
}

impl From<BooksVat> for StatedVat {
    fn from(input: BooksVat) -> Self {
        Self {
            charge: input.charge.map(Into::into),
            code: said(input.code),
            from: input.from.map(|day| day.0),
            category: input.category,
            rate: input.rate.map(|rate| u32::try_from(rate).unwrap_or(u32::MAX)),
            reason: said(input.reason),
            exemption: said(input.exemption),
        }
    }
}

impl From<StatedRecipient> for BooksRecipient {
    fn from(stated: StatedRecipient) -> Self {
        Self {
            municipality: stated.municipality,
            unit: stated.unit,
            charge: stated.charge.map(Into::into),
            from: stated.from.map(Date),
            to: stated.to.map(Date),
            org_number: stated.org_number,
            name: stated.name,
            peppol: stated.peppol,
            buyer_reference: stated.buyer_reference,
            order_reference: stated.order_reference,
            contract_reference: stated.contract_reference,
            invoiced_object: stated.invoiced_object,
            email: stated.email,
            street: stated.street,
            postcode: stated.postcode,
            town: stated.town,
        }
    }
}

impl From<BooksRecipient> for StatedRecipient {
    fn from(input: BooksRecipient) -> Self {
        Self {
            municipality: input.municipality,
            unit: said(input.unit),
            charge: input.charge.map(Into::into),
            from: input.from.map(|day| day.0),
            to: input.to.map(|day| day.0),
            org_number: said(input.org_number),
            name: said(input.name),
            peppol: input.peppol,
            buyer_reference: said(input.buyer_reference),
            order_reference: said(input.order_reference),
            contract_reference: said(input.contract_reference),
            invoiced_object: said(input.invoiced_object),
            email: said(input.email),
            street: said(input.street),
            postcode: said(input.postcode),
            town: said(input.town),
        }
    }
}

impl From<StatedAccount> for BooksAccount {
    fn from(stated: StatedAccount) -> Self {
        let dimension = |(dimension, object): (String, String)| {
            Some(BooksDimension { dimension: dimension.parse().ok()?, object })
        };
        Self {
            account: stated.account.into(),
            number: stated.number,
            dimensions: stated.dimensions.into_iter().filter_map(dimension).collect(),
        }
    }
}

impl From<BooksAccount> for StatedAccount {
    fn from(input: BooksAccount) -> Self {
        let dimensions = input.dimensions.into_iter();
        Self {
            account: input.account.into(),
            number: input.number,
            dimensions: dimensions.map(|one| (one.dimension.to_string(), one.object)).collect(),
        }
    }
}

/// An empty text says nothing.
fn said(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}
