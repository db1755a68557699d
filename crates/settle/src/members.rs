//! The agreement's members, found by code without a search.

use domain::{AgreementTerms, MunicipalityCode};

use crate::SettleFault;

/// Members in order of code, and where each code stands.
pub(crate) struct Members {
    codes: Vec<MunicipalityCode>,
    /// A place for each of the 10 000 codes there can be.
    places: Vec<Option<usize>>,
}

impl Members {
    pub(crate) fn of(terms: &AgreementTerms) -> Self {
        let mut codes: Vec<_> = terms.municipalities.iter().map(|member| member.code).collect();
        codes.sort_unstable();
        codes.dedup();
        let mut places = vec![None; 10_000];
        for (place, code) in codes.iter().enumerate() {
            if let Some(cell) = places.get_mut(usize::from(code.number())) {
                *cell = Some(place);
            }
        }
        Self { codes, places }
    }

    pub(crate) fn codes(&self) -> &[MunicipalityCode] {
        &self.codes
    }

    /// Where `code` stands among [`Members::codes`].
    pub(crate) fn place(&self, code: MunicipalityCode) -> Result<usize, SettleFault> {
        let place = self.places.get(usize::from(code.number())).copied().flatten();
        place.ok_or(SettleFault::UnknownMunicipality(code))
    }
}
