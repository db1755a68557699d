//! What is to be set up before the documents can be given out, and where.

use crate::missing_kind::MissingKind;
use crate::settlement::preview::data::Missing;
use crate::settlement::preview::findings::Remark;
use crate::urls;

/// So many are told one by one.
const MOST: usize = 8;

/// Whether nothing can be issued before what is missing is there: once a seller is set up.
pub(super) fn blocks(missing: &[Missing]) -> bool {
    !missing.is_empty() && missing.iter().all(|one| one.kind != MissingKind::Seller)
}

/// What to do, by a link to where it is done.
pub(super) fn remarks(region: &str, missing: &[Missing]) -> Vec<Remark> {
    let remark = |text: String| Remark {
        text,
        href: urls::books(region),
        label: "Ställ in under Bokföring".to_owned(),
    };
    if missing.iter().any(|one| one.kind == MissingKind::Seller) {
        return vec![remark(
            "Säljare, moms och mottagare är inte inställda. Underlagen kan utfärdas utan moms, men \
             inte skickas som e-fakturor."
                .to_owned(),
        )];
    }
    let mut remarks: Vec<Remark> = missing.iter().take(MOST).map(|one| remark(told(one))).collect();
    match missing.len().saturating_sub(MOST) {
        0 => {}
        1 => remarks.push(remark("En sak till saknas.".to_owned())),
        more => remarks.push(remark(format!("{more} saker till saknas."))),
    }
    remarks
}

fn told(missing: &Missing) -> String {
    let charge = missing.charge.map(|kind| kind.name().to_lowercase()).unwrap_or_default();
    let code = missing.code.as_deref().unwrap_or_default();
    match (missing.kind, &missing.municipality) {
        (MissingKind::Recipient, Some(whose)) => {
            format!("{} saknar mottagare för {charge}.", whose.name)
        }
        (MissingKind::Vat, _) => format!("Moms är inte vald för {charge} ({code})."),
        (MissingKind::VatNumber, _) => {
            "Säljarens momsregistreringsnummer saknas, och något är momspliktigt eller undantaget."
                .to_owned()
        }
        (MissingKind::Seller | MissingKind::Recipient, _) => "En uppgift saknas.".to_owned(),
    }
}
