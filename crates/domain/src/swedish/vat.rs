//! VAT in words: how a line stands to it, how that of its document is computed, and where that was chosen.

use super::{long_date, money};
use crate::{Date, Money};

/// What holds for every document.
pub const RULE: &str = "Momsen räknas på summan av underlagets rader med samma momssats, inte rad för \
                        rad, och avrundas till hela ören, halva ören uppåt.";

/// How a charge stands to VAT.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VatTold<'a> {
    /// Taxed by so many per cent.
    Taxed(u32),
    /// Exempt.
    Exempt {
        /// Why.
        reason: &'a str,
        /// The article that exempts.
        article: Option<&'a str>,
    },
    /// Outside the scope of VAT.
    OutsideScope {
        /// Why.
        reason: &'a str,
    },
}

impl VatTold<'_> {
    /// The category, with its reason.
    pub fn category(self) -> String {
        match self {
            Self::Taxed(rate) => format!("Moms {rate}\u{a0}%."),
            Self::Exempt { reason, article } => {
                let article = article.map(|article| format!(" ({article})")).unwrap_or_default();
                format!("Undantagen från moms: {reason}{article}.")
            }
            Self::OutsideScope { reason } => format!("Utanför momsens område: {reason}."),
        }
    }

    /// What the document's lines of the category come to, and their VAT.
    pub fn calculation(self, base: Money, tax: Money) -> String {
        let base = money(base);
        match self {
            Self::Taxed(rate) => format!(
                "Underlagets rader med {rate}\u{a0}% moms är tillsammans {base}. Momsen på dem är {}.",
                money(tax)
            ),
            Self::Exempt { .. } => {
                format!(
                    "Underlagets undantagna rader är tillsammans {base}. Ingen moms läggs på dem."
                )
            }
            Self::OutsideScope { .. } => format!(
                "Underlagets rader utanför momsens område är tillsammans {base}. Ingen moms läggs på dem."
            ),
        }
    }
}

/// What rounding to whole kronor did to the whole document; nothing where it is not rounded.
pub fn rounded(rounding: Money, whole_kronor: bool) -> Option<String> {
    if rounding.is_zero() {
        let even = "Underlagets summa avrundas till hela kronor, och går jämnt ut.";
        return whole_kronor.then(|| even.to_owned());
    }
    Some(format!("Underlagets summa med moms öresavrundas med {}.", money(rounding)))
}

/// Why nothing was added.
pub const fn not_chosen(seller_was_set_up: bool) -> &'static str {
    if seller_was_set_up {
        "Underlaget har ingen moms: den var inte vald för alla avgifter när det utfärdades."
    } else {
        "Underlaget har ingen moms: ingen säljare var angiven när det utfärdades."
    }
}

/// Where the choice stood.
pub fn chosen(version: i64, decided: Date, by: &str) -> String {
    let by = if by.is_empty() { String::new() } else { format!(" av {by}") };
    format!(
        "Valet står i bokföringens inställningar, version {version}, beslutad {}{by}.",
        long_date(decided)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_stand_to_vat_has_its_words() {
        let exempt = VatTold::Exempt { reason: "Utbildning", article: Some("VATEX-EU-132-1I") };
        let all = [VatTold::Taxed(12), exempt, VatTold::OutsideScope { reason: "Medlemsavgift" }];
        assert_eq!(
            all.map(VatTold::category),
            [
                "Moms 12\u{a0}%.",
                "Undantagen från moms: Utbildning (VATEX-EU-132-1I).",
                "Utanför momsens område: Medlemsavgift.",
            ]
        );
    }

    #[test]
    fn rounding_is_told_where_there_is_any() {
        assert_eq!(rounded(Money::ZERO, false), None);
        assert!(rounded(Money::ZERO, true).unwrap().ends_with("jämnt ut."));
        let down = rounded(Money::from_ore(-38), true).unwrap();
        assert_eq!(down, "Underlagets summa med moms öresavrundas med \u{2212}0,38\u{a0}kr.");
    }
}
