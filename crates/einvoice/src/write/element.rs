//! XML as a tree, so that what has nothing in it is left out. Knows no invoice.

use std::fmt::Display;

use domain::Money;
use quick_xml::escape::escape;

use super::CURRENCY;

/// An element with either text or elements in it.
pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    content: Content,
}

enum Content {
    Text(String),
    Elements(Vec<Element>),
}

/// An element with `text`, which is not empty.
pub(super) fn leaf(name: &'static str, text: impl Display) -> Option<Element> {
    let text = text.to_string();
    (!text.is_empty()).then(|| Element {
        name,
        attributes: Vec::new(),
        content: Content::Text(text),
    })
}

/// An element with `value`, if there is one.
pub(super) fn optional(name: &'static str, value: Option<&impl Display>) -> Option<Element> {
    value.and_then(|value| leaf(name, value))
}

/// An amount in kronor.
pub(super) fn amount(name: &'static str, money: Money) -> Option<Element> {
    leaf(name, money).map(|element| element.with("currencyID", CURRENCY))
}

/// An element with those of `parts` that there are; nothing, if there are none.
pub(super) fn branch(
    name: &'static str,
    parts: impl IntoIterator<Item = Option<Element>>,
) -> Option<Element> {
    let elements: Vec<Element> = parts.into_iter().flatten().collect();
    (!elements.is_empty()).then(|| Element {
        name,
        attributes: Vec::new(),
        content: Content::Elements(elements),
    })
}

impl Element {
    pub(super) fn empty(name: &'static str) -> Self {
        Self { name, attributes: Vec::new(), content: Content::Elements(Vec::new()) }
    }

    pub(super) fn with(mut self, name: &'static str, value: impl Display) -> Self {
        self.attributes.push((name, value.to_string()));
        self
    }

    pub(super) fn to_xml(&self) -> String {
        let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        self.put(&mut xml, 0);
        xml
    }

    fn put(&self, xml: &mut String, depth: usize) {
        let indent = "  ".repeat(depth);
        xml.push_str(&indent);
        xml.push('<');
        xml.push_str(self.name);
        for (name, value) in &self.attributes {
            xml.push(' ');
            xml.push_str(name);
            xml.push_str("=\"");
            xml.push_str(&escape(value));
            xml.push('"');
        }
        xml.push('>');
        match &self.content {
            Content::Text(text) => xml.push_str(&escape(text)),
            Content::Elements(elements) => {
                xml.push('\n');
                for element in elements {
                    element.put(xml, depth.saturating_add(1));
                }
                xml.push_str(&indent);
            }
        }
        xml.push_str("</");
        xml.push_str(self.name);
        xml.push_str(">\n");
    }
}
