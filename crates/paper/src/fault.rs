//! Why a document cannot be written. None of it depends on what documents say.

/// Why a document cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PaperFault {
    /// The font that is built in cannot be read.
    #[error("the font that is built in cannot be read")]
    Font,
    /// What was made is no accessible document to keep.
    #[error("what was made breaks the rules of PDF/UA-1 or PDF/A-2a: {0}")]
    Rules(String),
}
