//! Why an amount is what it is, in sentences.

/// Why an amount is what it is: an answer in plain words, and what it rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Why {
    /// A sentence or two.
    pub answer: String,
    /// The calculation as on paper, a step a line.
    pub calculation: Vec<String>,
    /// What it leads to.
    pub result: String,
    /// How it was rounded, and what that did.
    pub rounding: Vec<String>,
    /// What was signed that it rests on.
    pub clause: String,
}
