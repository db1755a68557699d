//! Broken heads: numbers, dates, references, files, payment, order of elements.

use super::Change::{Drop, DropAll, Put, Twice};
use super::{Broken, credit, invoice};

pub(super) const BROKEN: &[Broken] = &[
    invoice("BR-01 PEPPOL-EN16931-R004", 'S', &[Drop("cbc:CustomizationID", 0)]),
    invoice("PEPPOL-EN16931-R004", 'S', &[Put(":billing:3.0", ":billing:2.0")]),
    invoice("PEPPOL-EN16931-R001 PEPPOL-EN16931-R007", 'S', &[Drop("cbc:ProfileID", 0)]),
    invoice("PEPPOL-EN16931-R007", 'S', &[Put(":billing:01:1.0", ":billing:1:1.0")]),
    invoice("BR-02", 'S', &[Drop("cbc:ID", 0)]),
    invoice("BR-02 PEPPOL-EN16931-R008", 'S', &[Put("<cbc:ID>2026-1001<", "<cbc:ID> <")]),
    invoice("BR-03", 'S', &[Drop("cbc:IssueDate", 0)]),
    invoice(
        "PEPPOL-EN16931-F001",
        'S',
        &[Put("<cbc:IssueDate>2026-12-01<", "<cbc:IssueDate>2026-13-01<")],
    ),
    invoice(
        "PEPPOL-EN16931-F001",
        'S',
        &[Put("<cbc:DueDate>2026-12-31<", "<cbc:DueDate>2026-12-31Z<")],
    ),
    invoice("BR-04", 'S', &[Drop("cbc:InvoiceTypeCode", 0)]),
    invoice("BR-05 PEPPOL-EN16931-R051", 'S', &[Drop("cbc:DocumentCurrencyCode", 0)]),
    invoice("BR-CO-25", 'S', &[Drop("cbc:DueDate", 0), Drop("cac:PaymentTerms", 0)]),
    invoice(
        "PEPPOL-EN16931-R003",
        'S',
        &[Drop("cbc:BuyerReference", 0), Drop("cac:OrderReference", 0)],
    ),
    invoice("PEPPOL-EN16931-R002", 'S', &[Twice("cbc:Note", 0)]),
    invoice("BR-CL-08", 'S', &[Put("<cbc:Note>Enligt", "<cbc:Note>#XYZ#Enligt")]),
    invoice("UBL-SR-08", 'S', &[Twice("cac:InvoicePeriod", 0)]),
    invoice(
        "BR-CO-19 PEPPOL-EN16931-R008",
        'S',
        &[Drop("cbc:StartDate", 0), Drop("cbc:EndDate", 0)],
    ),
    invoice(
        "BR-29 PEPPOL-EN16931-R110",
        'S',
        &[Put("<cbc:StartDate>2026-07-01<", "<cbc:StartDate>2027-07-01<")],
    ),
    invoice("UBL-SR-01", 'S', &[Twice("cac:ContractDocumentReference", 0)]),
    invoice("UBL-SR-04", 'S', &[Twice("cac:AdditionalDocumentReference", 0)]),
    invoice("BR-52 PEPPOL-EN16931-R008", 'S', &[Put("<cbc:ID>specifikation<", "<cbc:ID>\n<")]),
    invoice("BR-52", 'S', &[Put("<cbc:ID>specifikation</cbc:ID>", "")]),
    invoice("UBL-SR-33", 'S', &[Twice("cbc:DocumentDescription", 0)]),
    invoice("UBL-SR-43", 'S', &[Put("<cbc:DocumentTypeCode>130<", "<cbc:DocumentTypeCode>50<")]),
    credit(
        "PEPPOL-EN16931-R080",
        'S',
        &[
            Put("<cbc:DocumentTypeCode>130<", "<cbc:DocumentTypeCode>50<"),
            Twice("cac:AdditionalDocumentReference", 0),
        ],
    ),
    invoice("UBL-DT-06", 'S', &[Put(" mimeCode=\"text/csv\"", "")]),
    invoice(
        "BR-CL-24 PEPPOL-EN16931-CL001",
        'S',
        &[Put("mimeCode=\"text/csv\"", "mimeCode=\"text/html\"")],
    ),
    invoice("UBL-DT-07", 'S', &[Put(" filename=\"specifikation å.csv\"", "")]),
    invoice("BR-55 UBL-SR-07", 'S', &[Put("<cbc:ID>2026-0990</cbc:ID>", "")]),
    invoice("BR-49", 'S', &[Drop("cbc:PaymentMeansCode", 0)]),
    invoice("BR-61", 'S', &[Drop("cac:PayeeFinancialAccount", 0)]),
    invoice(
        "BR-50 PEPPOL-EN16931-R008 SE-R-008 SE-R-009",
        'S',
        &[Put("<cbc:ID>54029681<", "<cbc:ID> <")],
    ),
    invoice("SE-R-008 SE-R-009", 'S', &[Put("<cbc:ID>54029681<", "<cbc:ID>5402-9681<")]),
    invoice("SE-R-009", 'S', &[Put("<cbc:ID>54029681<", "<cbc:ID>540296<")]),
    invoice(
        "SE-R-007 SE-R-010",
        'S',
        &[Put("SE:BANKGIRO", "SE:PLUSGIRO"), Put("<cbc:ID>54029681<", "<cbc:ID>5402-96810<")],
    ),
    invoice("SE-R-011", 'S', &[Put("<cbc:PaymentMeansCode>30<", "<cbc:PaymentMeansCode>50<")]),
    invoice("SE-R-012", 'S', &[Put("<cbc:PaymentMeansCode>30<", "<cbc:PaymentMeansCode>31<")]),
    invoice(
        "PEPPOL-EN16931-R061",
        'S',
        &[Put("<cbc:PaymentMeansCode>30<", "<cbc:PaymentMeansCode>49<")],
    ),
    invoice("BR-CL-16", 'S', &[Put("<cbc:PaymentMeansCode>30<", "<cbc:PaymentMeansCode>99<")]),
    invoice("UBL-SR-26", 'S', &[Twice("cbc:PaymentID", 0)]),
    invoice(
        "UBL-SR-44 UBL-SR-47",
        'S',
        &[
            Twice("cac:PaymentMeans", 0),
            Put("<cbc:PaymentMeansCode>30<", "<cbc:PaymentMeansCode>1<"),
            Put("<cbc:PaymentID>20", "<cbc:PaymentID>21"),
        ],
    ),
    credit("UBL-SR-45", 'S', &[Twice("cac:PaymentMeans", 0)]),
    invoice("UBL-SR-05", 'S', &[Twice("cac:PaymentTerms", 0)]),
    invoice("BR-07 BR-10 UBL-2.1", 'S', &[Drop("cac:AccountingCustomerParty", 0)]),
    invoice("UBL-2.1", 'S', &[Drop("cac:LegalMonetaryTotal", 0)]),
    invoice(
        "UBL-2.1",
        'S',
        &[
            Drop("cbc:ProfileID", 0),
            Put(
                "<cbc:IssueDate>",
                "<cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID><cbc:IssueDate>",
            ),
        ],
    ),
    invoice(
        "UBL-2.1",
        'S',
        &[Put(
            "<cbc:DocumentCurrencyCode>",
            "<cbc:AccountingCost>1</cbc:AccountingCost><cbc:DocumentCurrencyCode>",
        )],
    ),
    invoice("UBL-2.1", 'S', &[Put("<cbc:Note>", "<cbc:Note languageID=\"sv\">")]),
    invoice(
        "UBL-2.1",
        'S',
        &[Put(
            "xmlns:cbc=\"urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2\"",
            "xmlns:cbc=\"urn:example\"",
        )],
    ),
    invoice(
        "UBL-2.1",
        'S',
        &[
            DropAll("cac:BillingReference"),
            Put("<Invoice ", "<Order "),
            Put("</Invoice>", "</Order>"),
        ],
    ),
    credit("UBL-2.1", 'S', &[Put("<cbc:Note>", "<cbc:DueDate>2026-12-31</cbc:DueDate><cbc:Note>")]),
];
