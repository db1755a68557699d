//! What a column can hold.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a column of a list of staff holds. The word in JSON is a contract: mappings are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StaffColumn {
    /// Förnamn.
    GivenName,
    /// Efternamn.
    FamilyName,
    /// Both in one: "Efternamn, Förnamn" or "Förnamn Efternamn".
    FullName,
    /// E-post.
    Email,
    /// Anställningsnummer.
    StaffNumber,
    /// Enhet, arbetsplats.
    Unit,
    /// Befattning.
    Title,
    /// Yrkesresa.
    Journey,
    /// Steg.
    Step,
    /// Fr.o.m.
    FirstDay,
    /// T.o.m.
    LastDay,
    /// The manager's e-mail.
    ManagerEmail,
    /// Kommun, by code or name.
    Municipality,
    /// Skyddade personuppgifter: ja or nej.
    ProtectedIdentity,
}

impl StaffColumn {
    /// Every one, in the order in which a page offers them.
    pub const ALL: [Self; 14] = [
        Self::GivenName,
        Self::FamilyName,
        Self::FullName,
        Self::Email,
        Self::StaffNumber,
        Self::Unit,
        Self::Title,
        Self::Journey,
        Self::Step,
        Self::FirstDay,
        Self::LastDay,
        Self::ManagerEmail,
        Self::Municipality,
        Self::ProtectedIdentity,
    ];

    /// The word that stands for it in forms and in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::GivenName => "given-name",
            Self::FamilyName => "family-name",
            Self::FullName => "full-name",
            Self::Email => "email",
            Self::StaffNumber => "staff-number",
            Self::Unit => "unit",
            Self::Title => "title",
            Self::Journey => "journey",
            Self::Step => "step",
            Self::FirstDay => "first-day",
            Self::LastDay => "last-day",
            Self::ManagerEmail => "manager-email",
            Self::Municipality => "municipality",
            Self::ProtectedIdentity => "protected-identity",
        }
    }

    /// The column that a word stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.word() == word)
    }
}

impl fmt::Display for StaffColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
