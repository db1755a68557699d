//! How to pay, and the lines.

use super::element::{Element, amount, branch, leaf, optional};
use super::head::period;
use super::taxes::line_category;
use crate::{Invoice, Kind, Line};

pub(super) fn payment(invoice: &Invoice) -> [Option<Element>; 2] {
    let means = invoice.payment.as_ref().and_then(|payment| {
        let due = match invoice.kind {
            Kind::Invoice => None,
            Kind::CreditNote => invoice.due,
        };
        let branch_of_bank =
            branch("cac:FinancialInstitutionBranch", [leaf("cbc:ID", "SE:BANKGIRO")]);
        let account = [leaf("cbc:ID", payment.bankgiro.digits()), branch_of_bank];
        let parts = [
            leaf("cbc:PaymentMeansCode", "30"),
            optional("cbc:PaymentDueDate", due.as_ref()),
            optional("cbc:PaymentID", payment.reference.as_ref()),
            branch("cac:PayeeFinancialAccount", account),
        ];
        branch("cac:PaymentMeans", parts)
    });
    let terms = optional("cbc:Note", invoice.payment_terms.as_ref());
    [means, branch("cac:PaymentTerms", [terms])]
}

pub(super) fn line(kind: Kind, line: &Line) -> Option<Element> {
    let (name, quantity) = match kind {
        Kind::Invoice => ("cac:InvoiceLine", "cbc:InvoicedQuantity"),
        Kind::CreditNote => ("cac:CreditNoteLine", "cbc:CreditedQuantity"),
    };
    let pricing = &line.pricing;
    let quantity = leaf(quantity, pricing.quantity().normalize())
        .map(|element| element.with("unitCode", pricing.unit().code()));
    let order_line = optional("cbc:LineID", line.order_line.as_ref());
    let article = optional("cbc:ID", line.article.as_ref());
    let item = [
        optional("cbc:Description", line.description.as_ref()),
        leaf("cbc:Name", &line.name),
        branch("cac:SellersItemIdentification", [article]),
        line_category(&line.vat),
    ];
    let parts = [
        leaf("cbc:ID", &line.id),
        optional("cbc:Note", line.note.as_ref()),
        quantity,
        amount("cbc:LineExtensionAmount", pricing.net()),
        line.period.and_then(period),
        branch("cac:OrderLineReference", [order_line]),
        branch("cac:Item", item),
        branch("cac:Price", [amount("cbc:PriceAmount", pricing.price())]),
    ];
    branch(name, parts)
}
