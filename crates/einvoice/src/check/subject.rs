//! What a rule can find at fault: which field of which part, so that a page can say which form to mend.

/// What is at fault. Positions count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The document's own head.
    Document(DocumentField),
    /// Who sells.
    Seller(PartyField),
    /// Who buys.
    Buyer(PartyField),
    /// How to pay.
    Payment(PaymentField),
    /// An invoice that the document corrects.
    Preceding {
        /// Which.
        position: usize,
    },
    /// A file within, or the invoiced object, in the document's order.
    Attachment {
        /// Which.
        position: usize,
    },
    /// A line.
    Line {
        /// Which.
        position: usize,
        /// What of it.
        field: LineField,
    },
    /// The VAT of a category.
    Vat {
        /// Which.
        position: usize,
    },
    /// A sum.
    Total(TotalField),
}

/// A field of the document's head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentField {
    /// The document as such.
    Whole,
    /// What it claims to follow.
    Specification,
    /// The business process.
    Process,
    /// The number.
    Number,
    /// The day of issue.
    IssueDate,
    /// The day by which to pay.
    DueDate,
    /// Invoice or credit note.
    TypeCode,
    /// The remark.
    Note,
    /// The currency.
    Currency,
    /// The buyer's reference, or the order's number.
    BuyerReference,
    /// The order's number.
    OrderReference,
    /// The agreement.
    ContractReference,
    /// The days that it is for.
    Period,
    /// That there are lines.
    Lines,
}

/// A field of a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartyField {
    /// The party as such.
    Whole,
    /// The name.
    Name,
    /// The organisation number.
    OrgNumber,
    /// The VAT number.
    VatNumber,
    /// That it is approved for F-tax.
    TaxRegistration,
    /// The address on the Peppol network.
    ElectronicAddress,
    /// The postal address.
    Address,
    /// The country.
    Country,
    /// Whom to ask.
    Contact,
}

/// A field of the payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PaymentField {
    /// By what means.
    Means,
    /// The bankgiro number.
    Account,
    /// The payer's reference.
    Reference,
    /// The day by which to pay.
    DueDate,
    /// What holds for paying, in words.
    Terms,
}

/// A field of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineField {
    /// The line as such.
    Whole,
    /// What the document calls it.
    Id,
    /// The remark.
    Note,
    /// How much.
    Quantity,
    /// What is counted.
    Unit,
    /// What it comes to.
    NetAmount,
    /// The days that it is for.
    Period,
    /// The line of the order.
    OrderLine,
    /// What was sold.
    Name,
    /// The VAT category or rate.
    Vat,
    /// The price.
    Price,
}

/// A sum of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TotalField {
    /// The sums as such.
    Whole,
    /// The lines together.
    Lines,
    /// Without VAT.
    WithoutVat,
    /// The VAT.
    Vat,
    /// With VAT.
    WithVat,
    /// What rounding adds or takes away.
    Rounding,
    /// What is to be paid.
    Payable,
}
