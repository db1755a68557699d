//! Reads a page strictly, and refuses what is not valid, not accessible, or not allowed by the content policy.

use std::collections::{BTreeMap, BTreeSet};

const VOID: [&str; 6] = ["meta", "link", "img", "input", "br", "hr"];
const IN_PARAGRAPH: [&str; 12] =
    ["a", "span", "strong", "small", "code", "em", "abbr", "button", "br", "img", "input", "time"];
/// What follows these without a space is read in the same breath.
const INLINE: [&str; 6] = ["a", "span", "strong", "small", "code", "em"];
const LARGEST_PAGE: usize = 60_000;

/// An element that began.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    /// The names of the elements around it.
    pub(crate) around: Vec<String>,
    /// All text within it.
    pub(crate) text: String,
}

/// A page that holds what every page must.
pub(crate) struct Page {
    pub(crate) elements: Vec<Element>,
}

impl Page {
    /// Reads the page; panics at the first thing that is wrong.
    pub(crate) fn check(html: &str) -> Self {
        assert!(html.trim_start().starts_with("<!DOCTYPE html>"), "no doctype: {html}");
        assert!(html.len() < LARGEST_PAGE, "{} bytes", html.len());
        let page = Self { elements: read(html) };
        page.check_document();
        page.check_headings();
        page.check_references();
        page.check_fields();
        page.check_policy();
        page
    }

    /// The elements with this name.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements.iter().filter(move |element| element.name == name)
    }

    /// The page's heading.
    pub(crate) fn heading(&self) -> String {
        squeezed(&self.all("h1").next().unwrap().text)
    }

    /// All that can be read.
    pub(crate) fn text(&self) -> String {
        squeezed(&self.all("body").next().unwrap().text)
    }

    /// The value of the first field with this name.
    pub(crate) fn value_of(&self, field: &str) -> &str {
        let element = self.elements.iter().find(|element| element.is("name", field));
        element
            .and_then(|element| element.attribute("value"))
            .unwrap_or_else(|| panic!("no {field}"))
    }

    /// Where links lead.
    pub(crate) fn links(&self) -> BTreeSet<&str> {
        self.all("a").filter_map(|link| link.attribute("href")).collect()
    }

    fn check_document(&self) {
        let html = self.all("html").next().unwrap();
        assert!(html.is("lang", "sv"));
        assert!(!self.all("title").next().unwrap().text.trim().is_empty());
        assert_eq!(self.all("main").count(), 1);
        assert!(self.links().contains("#innehall"), "no skip link");
        for image in self.all("img") {
            assert!(image.attribute("alt").is_some(), "{image:?}");
        }
    }

    fn check_headings(&self) {
        let level = |element: &Element| match element.name.as_str() {
            "h1" => Some(1),
            "h2" => Some(2),
            "h3" => Some(3),
            _ => None,
        };
        let levels: Vec<(i32, &Element)> =
            self.elements.iter().filter_map(|e| level(e).map(|level| (level, e))).collect();
        assert_eq!(levels.iter().filter(|(level, _)| *level == 1).count(), 1, "one h1");
        for pair in levels.windows(2) {
            assert!(pair[1].0 <= pair[0].0 + 1, "a level is left out before {:?}", pair[1].1);
        }
        for (_, heading) in levels {
            assert!(!heading.text.trim().is_empty(), "an empty heading");
        }
    }

    fn check_references(&self) {
        let mut ids = BTreeSet::new();
        for id in self.elements.iter().filter_map(|element| element.attribute("id")) {
            assert!(!id.contains(char::is_whitespace) && ids.insert(id), "id {id} twice, or none");
        }
        for element in &self.elements {
            for attribute in ["aria-labelledby", "aria-describedby", "for", "list"] {
                for id in element.attribute(attribute).unwrap_or_default().split_whitespace() {
                    assert!(ids.contains(id), "{attribute} of {element:?} leads nowhere");
                }
            }
            if let Some(id) = element.attribute("href").and_then(|href| href.strip_prefix('#')) {
                assert!(ids.contains(id), "#{id} leads nowhere");
            }
        }
    }

    fn check_fields(&self) {
        let labelled: BTreeSet<&str> =
            self.all("label").filter_map(|label| label.attribute("for")).collect();
        for field in &self.elements {
            let visible = match field.name.as_str() {
                "input" => !field.is("type", "hidden"),
                "select" | "textarea" => true,
                _ => false,
            };
            let by_id = field.attribute("id").is_some_and(|id| labelled.contains(id));
            let wrapped = field.around.iter().any(|name| name == "label");
            let aria = field.attribute("aria-label").is_some()
                || field.attribute("aria-labelledby").is_some();
            assert!(!visible || by_id || wrapped || aria, "no label: {field:?}");
        }
        let posting = self.all("form").filter(|form| form.is("method", "post")).count();
        let tokens = self.elements.iter().filter(|element| element.is("name", "csrf"));
        assert!(tokens.clone().all(|token| !token.attribute("value").unwrap().is_empty()));
        assert_eq!(posting, tokens.count(), "a form without its token");
        for button in self.all("button") {
            assert!(!button.text.trim().is_empty() && button.around.iter().any(|e| e == "form"));
        }
    }

    fn check_policy(&self) {
        for element in &self.elements {
            assert!(!["style", "iframe"].contains(&element.name.as_str()));
            // Only our own script, from its own address, after the page.
            let ours = || element.text.is_empty() && element.attribute("defer").is_some();
            assert!(element.name != "script" || ours(), "{element:?}");
            assert!(element.name != "script" || element.attribute("src").is_some(), "{element:?}");
            for name in element.attributes.keys() {
                assert!(name != "style" && !name.starts_with("on"), "{name} of {element:?}");
            }
            for url in ["href", "src", "action"].iter().filter_map(|name| element.attribute(name)) {
                // The last ones open an app.
                let here = ["/", "#", "otpauth://totp/", "mailto:"]
                    .iter()
                    .any(|start| url.starts_with(start));
                assert!(here, "leads elsewhere: {url}");
            }
        }
    }
}

impl Element {
    /// The attribute's value.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// Whether the attribute has this value.
    pub(crate) fn is(&self, name: &str, value: &str) -> bool {
        self.attribute(name) == Some(value)
    }
}

/// Single spaces, no-break ones included, so that texts can be compared as they are read.
pub(crate) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn read(html: &str) -> Vec<Element> {
    let mut elements: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut rest = html.trim_start().strip_prefix("<!DOCTYPE html>").unwrap();
    while let Some(start) = rest.find('<') {
        let text = unescaped(&rest[..start]);
        for index in &open {
            elements[*index].text.push_str(&text);
        }
        let end = rest.find('>').unwrap_or_else(|| panic!("a tag without end: {rest}"));
        let tag = &rest[start + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            let index = open.pop().unwrap_or_else(|| panic!("</{name}> ends nothing"));
            assert_eq!(elements[index].name, name, "inside {:?}", elements[index].around);
            if !INLINE.contains(&name) {
                for index in &open {
                    elements[*index].text.push(' ');
                }
            }
            continue;
        }
        let around: Vec<String> = open.iter().map(|index| elements[*index].name.clone()).collect();
        let element = begin(tag, around);
        if !VOID.contains(&element.name.as_str()) && !tag.ends_with('/') {
            open.push(elements.len());
        }
        elements.push(element);
    }
    assert!(open.is_empty(), "left open: {:?}", elements[*open.last().unwrap_or(&0)].name);
    elements
}

fn begin(tag: &str, around: Vec<String>) -> Element {
    let tag = tag.trim_end_matches('/');
    let (name, mut rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
    if around.iter().any(|outer| outer == "p") {
        assert!(IN_PARAGRAPH.contains(&name), "<{name}> inside a paragraph");
    }
    let mut attributes = BTreeMap::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            break;
        }
        let length = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (attribute, after) = rest.split_at(length);
        let value = if let Some(quoted) = after.strip_prefix("=\"") {
            let (value, after) = quoted.split_once('"').unwrap_or_else(|| panic!("in <{tag}>"));
            rest = after;
            value
        } else {
            assert!(!after.starts_with('='), "an attribute without quotes in <{tag}>");
            rest = after;
            ""
        };
        let twice = attributes.insert(attribute.to_owned(), unescaped(value));
        assert!(twice.is_none(), "{attribute} twice in <{tag}>");
    }
    Element { name: name.to_owned(), attributes, around, text: String::new() }
}

fn unescaped(text: &str) -> String {
    text.replace("&#38;", "&")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#60;", "<")
        .replace("&#62;", ">")
}
