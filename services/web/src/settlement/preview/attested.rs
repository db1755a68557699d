//! Where a run stands in a region with two persons for each: to be attested, attested by oneself, or to be issued.

use domain::swedish;

use crate::settlement::preview::data::{Attestation, Preview};

/// What is to be done next.
pub(super) struct Attested {
    /// Who has attested it, in a sentence; empty for nobody.
    pub(super) told: String,
    /// Whether the viewer may attest it.
    pub(super) to_attest: bool,
    /// Whether it may be issued by the viewer.
    pub(super) to_issue: bool,
}

impl Attested {
    pub(super) fn of(preview: &Preview) -> Self {
        let told: Vec<String> = preview.attestations.iter().map(sentence).collect();
        let by_oneself = preview.attestations.iter().any(|one| one.own);
        let by_another = preview.attestations.iter().any(|one| !one.own);
        Self {
            told: told.join(" "),
            to_attest: preview.four_eyes && !by_oneself && !by_another,
            to_issue: !preview.four_eyes || by_another,
        }
    }
}

fn sentence(attestation: &Attestation) -> String {
    let at = swedish::minute(attestation.at);
    match (attestation.own, attestation.by.as_str()) {
        (true, _) => format!("Du attesterade {at}. Någon annan utfärdar."),
        (false, "") => format!("Attesterad {at}."),
        (false, name) => format!("Attesterad av {name} {at}."),
    }
}
