//! What a payment must have (BR-49, BR-50, BR-61).

use super::reading::Reading;
use super::violation::{Findings, Rule, fatal};

const MEANS: Rule = fatal(
    "BR-49",
    "A Payment instruction (BG-16) shall specify the Payment means type code (BT-81).",
);
const ACCOUNT_FILLED: Rule = fatal(
    "BR-50",
    "A Payment account identifier (BT-84) shall be present if Credit transfer (BG-17) information is provided.",
);
const ACCOUNT: Rule = fatal(
    "BR-61",
    "If the Payment means type code (BT-81) means credit transfer, the Payment account identifier (BT-84) shall be \
     present.",
);

pub(super) fn hold(reading: &Reading<'_>, found: &mut Findings) {
    for means in reading.root.all("PaymentMeans") {
        found.require_at(MEANS, means.has("PaymentMeansCode"), means);
        if !matches!(&*means.value("PaymentMeansCode"), "30" | "58") {
            continue;
        }
        found.require_at(ACCOUNT, means.has("PayeeFinancialAccount/ID"), means);
        if let Some(account) = means.first("PayeeFinancialAccount") {
            found.require_at(ACCOUNT_FILLED, account.filled("ID"), account);
        }
    }
}
