//! Documents that break rules: a good one, what is changed in it, and the rules that this breaks.

mod codes;
mod document;
mod lines;
mod parties;
mod sums;
mod vat;

use einvoice::{Kind, write};

use super::documents::sample;

/// A document that breaks rules.
pub(crate) struct Broken {
    /// The rules that it breaks, parted by spaces.
    pub(crate) rules: &'static str,
    kind: Kind,
    /// Which VAT case [`sample`] is asked for.
    case: char,
    changes: &'static [Change],
}

/// A change to a document's XML, which has no white space between elements.
pub(crate) enum Change {
    /// The element of that name goes, the first being 0.
    Drop(&'static str, usize),
    /// Every element of that name goes.
    DropAll(&'static str),
    /// The first of these texts becomes the other.
    Put(&'static str, &'static str),
    /// Each of these texts becomes the other.
    PutAll(&'static str, &'static str),
    /// The element of that name stands twice.
    Twice(&'static str, usize),
}

const fn invoice(rules: &'static str, case: char, changes: &'static [Change]) -> Broken {
    Broken { rules, kind: Kind::Invoice, case, changes }
}

const fn credit(rules: &'static str, case: char, changes: &'static [Change]) -> Broken {
    Broken { rules, kind: Kind::CreditNote, case, changes }
}

/// Every broken document.
pub(crate) fn all() -> impl Iterator<Item = &'static Broken> {
    document::BROKEN
        .iter()
        .chain(parties::BROKEN)
        .chain(lines::BROKEN)
        .chain(sums::BROKEN)
        .chain(vat::BROKEN)
        .chain(codes::BROKEN)
}

impl Broken {
    /// The document, changed.
    pub(crate) fn xml(&self) -> String {
        let written = write(&sample(self.kind, self.case));
        let mut xml: String = written.lines().map(str::trim_start).collect();
        for change in self.changes {
            let before = xml.clone();
            xml = change.made(&xml);
            assert_ne!(xml, before, "{} changes nothing", self.rules);
        }
        xml
    }
}

impl Change {
    fn made(&self, xml: &str) -> String {
        match self {
            Self::Drop(name, nth) => {
                let (from, to) = element(xml, name, *nth).expect(name);
                [&xml[..from], &xml[to..]].concat()
            }
            Self::DropAll(name) => {
                let mut left = xml.to_owned();
                while let Some((from, to)) = element(&left, name, 0) {
                    left = [&left[..from], &left[to..]].concat();
                }
                left
            }
            Self::Put(from, to) => xml.replacen(from, to, 1),
            Self::PutAll(from, to) => xml.replace(from, to),
            Self::Twice(name, nth) => {
                let (from, to) = element(xml, name, *nth).expect(name);
                [&xml[..to], &xml[from..]].concat()
            }
        }
    }
}

/// Where the element begins and ends; none of its name stands within it.
fn element(xml: &str, name: &str, nth: usize) -> Option<(usize, usize)> {
    let end = format!("</{name}>");
    let start = format!("<{name}");
    let starts = xml.match_indices(&start).map(|(at, _)| at);
    let from = starts.filter(|at| xml[at + name.len() + 1..].starts_with(['>', ' '])).nth(nth)?;
    Some((from, from + xml[from..].find(&end)? + end.len()))
}
