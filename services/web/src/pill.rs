//! Pills: in what state a thing is, in a word and a colour. The word alone says it all.

/// A state, ready to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pill {
    /// The state in a word.
    pub(crate) text: &'static str,
    /// The class that colours it.
    pub(crate) class: &'static str,
}

impl Pill {
    /// Nothing to do about it.
    pub(crate) const fn quiet(text: &'static str) -> Self {
        Self { text, class: "pill" }
    }

    /// Under way.
    pub(crate) const fn live(text: &'static str) -> Self {
        Self { text, class: "pill pill-live" }
    }

    /// Done, as it should be.
    pub(crate) const fn ready(text: &'static str) -> Self {
        Self { text, class: "pill pill-ready" }
    }

    /// Waits for somebody.
    pub(crate) const fn attention(text: &'static str) -> Self {
        Self { text, class: "pill pill-attention" }
    }
}
