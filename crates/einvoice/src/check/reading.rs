//! A document as an independent reader sees it. Knows no rule.

use std::borrow::Cow;

use roxmltree::Node;
use rust_decimal::Decimal;

use crate::Kind;

/// A document, and the parts of it that many rules ask for.
pub(super) struct Reading<'a> {
    pub(super) root: Part<'a>,
    pub(super) kind: Kind,
    known: bool,
    pub(super) lines: Vec<Part<'a>>,
    pub(super) subtotals: Vec<Part<'a>>,
}

impl<'a> Reading<'a> {
    pub(super) fn of(document: &'a roxmltree::Document<'a>) -> Self {
        let root = Part(document.root_element());
        let kind = if root.name() == "CreditNote" { Kind::CreditNote } else { Kind::Invoice };
        let lines = match kind {
            Kind::Invoice => root.all("InvoiceLine"),
            Kind::CreditNote => root.all("CreditNoteLine"),
        };
        Self {
            root,
            kind,
            known: matches!(root.name(), "Invoice" | "CreditNote"),
            lines,
            subtotals: root.all("TaxTotal/TaxSubtotal"),
        }
    }

    /// Whether it is an invoice or a credit note at all.
    pub(super) const fn is_known(&self) -> bool {
        self.known
    }

    pub(super) fn seller(&self) -> Option<Part<'a>> {
        self.root.first("AccountingSupplierParty/Party")
    }

    pub(super) fn buyer(&self) -> Option<Part<'a>> {
        self.root.first("AccountingCustomerParty/Party")
    }

    /// Every element within the document.
    pub(super) fn elements(&self) -> impl Iterator<Item = Part<'a>> + use<'a> {
        self.root.0.descendants().filter(Node::is_element).map(Part)
    }

    pub(super) fn quantity_name(&self) -> &'static str {
        match self.kind {
            Kind::Invoice => "InvoicedQuantity",
            Kind::CreditNote => "CreditedQuantity",
        }
    }

    /// The categories of VAT of the document's lines, and the lines' positions.
    pub(super) fn line_categories(&self) -> Vec<(usize, Part<'a>)> {
        (1..)
            .zip(&self.lines)
            .flat_map(|(at, line)| {
                line.all("Item/ClassifiedTaxCategory").into_iter().map(move |part| (at, part))
            })
            .collect()
    }

    /// The categories of VAT of the document's breakdown, and their positions.
    pub(super) fn broken_down(&self) -> Vec<(usize, Part<'a>)> {
        (1..)
            .zip(&self.subtotals)
            .flat_map(|(at, part)| part.all("TaxCategory").into_iter().map(move |part| (at, part)))
            .collect()
    }
}

/// An element. Paths are local names with `/` between them; which namespace they are of, `structure` sees to.
#[derive(Clone, Copy)]
pub(super) struct Part<'a>(Node<'a, 'a>);

impl<'a> Part<'a> {
    pub(super) fn name(self) -> &'a str {
        self.0.tag_name().name()
    }

    pub(super) fn namespace(self) -> &'a str {
        self.0.tag_name().namespace().unwrap_or("")
    }

    pub(super) fn parent(self) -> Option<Part<'a>> {
        self.0.parent_element().map(Part)
    }

    pub(super) fn children(self) -> impl Iterator<Item = Part<'a>> + use<'a> {
        self.0.children().filter(Node::is_element).map(Part)
    }

    /// The element's place among those of its parent with its name, from 1.
    pub(super) fn position(self) -> usize {
        let before = self.0.prev_siblings().skip(1);
        before.filter(|node| node.tag_name() == self.0.tag_name()).count().saturating_add(1)
    }

    /// Every element at `path` below this one.
    pub(super) fn all(self, path: &str) -> Vec<Part<'a>> {
        let mut found = vec![self];
        for name in path.split('/') {
            found = found
                .into_iter()
                .flat_map(|part| part.children().filter(|child| child.name() == name))
                .collect();
        }
        found
    }

    pub(super) fn first(self, path: &str) -> Option<Part<'a>> {
        self.all(path).into_iter().next()
    }

    pub(super) fn has(self, path: &str) -> bool {
        self.first(path).is_some()
    }

    pub(super) fn count(self, path: &str) -> usize {
        self.all(path).len()
    }

    /// Whether there is text at `path`.
    pub(super) fn filled(self, path: &str) -> bool {
        self.first(path).is_some_and(|part| !part.text().is_empty())
    }

    /// The text at `path`; empty where there is none.
    pub(super) fn value(self, path: &str) -> Cow<'a, str> {
        self.first(path).map_or(Cow::Borrowed(""), Part::text)
    }

    pub(super) fn decimal(self, path: &str) -> Option<Decimal> {
        self.first(path)?.number()
    }

    /// The element's own text, without white space around it.
    pub(super) fn text(self) -> Cow<'a, str> {
        let mut texts = self.0.children().filter(Node::is_text).filter_map(|node| node.text());
        let first = texts.next().unwrap_or("");
        match texts.next() {
            None => Cow::Borrowed(first.trim()),
            // Comments part a text.
            Some(second) => {
                let whole: String = [first, second].into_iter().chain(texts).collect();
                Cow::Owned(whole.trim().to_owned())
            }
        }
    }

    pub(super) fn number(self) -> Option<Decimal> {
        Decimal::from_str_exact(&self.text()).ok()
    }

    pub(super) fn attribute(self, name: &str) -> Option<&'a str> {
        self.0.attribute(name)
    }

    pub(super) fn attributes(self) -> impl Iterator<Item = &'a str> {
        self.0.attributes().map(|attribute| attribute.name())
    }

    /// Whether this category, or this registration, is one of VAT.
    pub(super) fn is_vat(self) -> bool {
        self.value("TaxScheme/ID").eq_ignore_ascii_case("VAT")
    }
}
