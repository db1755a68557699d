//! A line's VAT in sentences.

use domain::course_date_at;
use domain::swedish::vat::{self, VatTold};

use crate::settlement::line::data::{LineVat, VatTreatment};

/// How the line stands to VAT, how that is computed, and where it was chosen.
pub(super) fn told(line: &LineVat) -> Vec<String> {
    let reason = line.reason.as_deref().unwrap_or_default();
    let told = line.treatment.map(|treatment| match treatment {
        VatTreatment::Standard => VatTold::Taxed(line.rate.unwrap_or_default()),
        VatTreatment::Exempt => VatTold::Exempt { reason, article: line.exemption.as_deref() },
        VatTreatment::OutsideScope => VatTold::OutsideScope { reason },
    });
    let mut sentences: Vec<String> = told.map(VatTold::category).into_iter().collect();
    match (told, line.base.zip(line.tax)) {
        (Some(told), Some((base, tax))) => {
            sentences.push(told.calculation(base, tax));
            sentences.push(vat::RULE.to_owned());
            sentences.extend(vat::rounded(line.rounding, line.whole_kronor));
        }
        _ => sentences.push(vat::not_chosen(line.seller_was_set_up).to_owned()),
    }
    sentences.extend(line.chosen.as_ref().map(|chosen| {
        vat::chosen(chosen.version, course_date_at(chosen.decided_at), &chosen.decided_by)
    }));
    sentences
}
