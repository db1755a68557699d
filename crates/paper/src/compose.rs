//! Setting a document on pages, and its tree beside them.

use crate::block::{Block, Fact, Level};
use crate::leaf::{Branch, Entry, Kind, LeafId};
use crate::length::{BOTTOM, MARGIN, PAGE_WIDTH, RUNNING_FOOT, RUNNING_HEAD, TEXT_WIDTH, Twips};
use crate::paper::{Letterhead, Paper};
use crate::sheet::{Mark, Sheet};
use crate::style::Style;
use crate::typeface::Typefaces;
use crate::wrap::wrap;

mod grid;
mod rows;

/// Facts stand side by side in so many columns.
const FACTS_ACROSS: usize = 3;
const GAP: Twips = 200;
const STEPS_INDENT: Twips = 300;

/// A document on its pages.
pub(crate) struct Composed {
    pub(crate) sheets: Vec<Sheet>,
    pub(crate) tree: Vec<Branch>,
    pub(crate) outline: Vec<Entry>,
    /// How many leaves the tree has.
    pub(crate) leaves: usize,
}

pub(crate) fn compose(faces: &Typefaces, paper: &Paper) -> Composed {
    let mut composer = Composer {
        faces,
        done: Vec::new(),
        sheet: Sheet::default(),
        y: MARGIN,
        leaves: 0,
        tree: Vec::new(),
        outline: Vec::new(),
    };
    composer.letterhead(&paper.letterhead);
    composer.heading(1, Style::TITLE, &paper.title);
    for block in &paper.blocks {
        composer.block(block);
    }
    composer.finish(&paper.letterhead.name, &paper.title)
}

struct Composer<'a> {
    faces: &'a Typefaces,
    done: Vec<Sheet>,
    /// The page that is being set.
    sheet: Sheet,
    /// How far down it is full.
    y: Twips,
    leaves: usize,
    tree: Vec<Branch>,
    outline: Vec<Entry>,
}

impl Composer<'_> {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(Level::Part, text) => self.heading(2, Style::PART, text),
            Block::Heading(Level::Section, text) => self.heading(3, Style::SECTION, text),
            Block::Paragraph(text) => self.paragraph(Style::BODY, text),
            Block::Lead(text) => self.paragraph(Style::LEAD, text),
            Block::Note(text) => self.paragraph(Style::SMALL, text),
            Block::Steps(steps) => self.steps(steps),
            Block::Facts(facts) => self.facts(facts),
            Block::Table(table) => self.table(table),
            Block::NewPage => {
                if !self.is_fresh() {
                    self.turn();
                }
            }
        }
    }

    fn letterhead(&mut self, head: &Letterhead) {
        let lines = head.lines.iter().map(|line| (Style::SMALL, line));
        for (style, line) in std::iter::once((Style::SENDER, &head.name)).chain(lines) {
            let leaf = self.flow(style, MARGIN, TEXT_WIDTH, line);
            self.tree.push(Branch::of(Kind::Paragraph, leaf));
        }
        self.space(80);
        self.rule(16);
        self.space(200);
    }

    fn heading(&mut self, level: u16, style: Style, text: &str) {
        self.space(style.size);
        // A heading stands with what it heads.
        self.need(style.leading + 8 * Style::BODY.leading);
        let text = self.faces.clean_name(text);
        let (page, top) = (self.done.len(), self.y);
        self.outline.push(Entry { level, text: text.clone(), page, top });
        let leaf = self.flow(style, MARGIN, TEXT_WIDTH, &text);
        self.tree.push(Branch::of(Kind::Heading(level, text), leaf));
        self.space(60);
    }

    fn paragraph(&mut self, style: Style, text: &str) {
        let leaf = self.flow(style, MARGIN, TEXT_WIDTH, text);
        self.tree.push(Branch::of(Kind::Paragraph, leaf));
        self.space(100);
    }

    fn steps(&mut self, steps: &[String]) {
        let items: Vec<Branch> = steps
            .iter()
            .map(|step| {
                let (left, room) = (MARGIN + STEPS_INDENT, TEXT_WIDTH - STEPS_INDENT);
                let leaf = self.flow(Style::BODY, left, room, step);
                Branch::Group(Kind::ListItem, vec![Branch::of(Kind::ListBody, leaf)])
            })
            .collect();
        if !items.is_empty() {
            self.tree.push(Branch::Group(Kind::List, items));
        }
        self.space(100);
    }

    fn facts(&mut self, facts: &[Fact]) {
        let mut items = Vec::new();
        for side_by_side in facts.chunks(FACTS_ACROSS) {
            self.facts_across(side_by_side, &mut items);
        }
        if !items.is_empty() {
            self.tree.push(Branch::Group(Kind::List, items));
        }
        self.space(100);
    }

    /// A row of facts. One that would fill a page by itself flows over pages like a paragraph.
    fn facts_across(&mut self, facts: &[Fact], items: &mut Vec<Branch>) {
        let room = TEXT_WIDTH / 3 - GAP;
        let lines = |style: Style, text: &str| {
            wrap(self.faces.of(style.weight), style.size, room, &self.faces.clean(text))
        };
        let labels: Vec<_> = facts.iter().map(|fact| lines(Style::SMALL, &fact.label)).collect();
        let values: Vec<_> = facts.iter().map(|fact| lines(Style::STRONG, &fact.value)).collect();
        let head = height(&labels, Style::SMALL);
        let whole = head.saturating_add(height(&values, Style::STRONG));
        if whole > (BOTTOM - MARGIN) / 2 {
            for fact in facts {
                let label = self.flow(Style::SMALL, MARGIN, TEXT_WIDTH, &fact.label);
                let value = self.flow(Style::STRONG, MARGIN, TEXT_WIDTH, &fact.value);
                items.push(item(label, value));
            }
            return;
        }
        self.need(whole);
        let (top, mut left) = (self.y, MARGIN);
        for (label, value) in labels.iter().zip(&values) {
            let label = self.stack(Style::SMALL, left, top, label);
            let value = self.stack(Style::STRONG, left, top + head, value);
            items.push(item(label, value));
            left += TEXT_WIDTH / 3;
        }
        self.y = top + whole;
        self.space(80);
    }

    /// Lines one beneath the other, where there is known to be room.
    fn stack(&mut self, style: Style, left: Twips, top: Twips, lines: &[String]) -> LeafId {
        let leaf = self.leaf();
        let mut top = top;
        for line in lines {
            self.put(Some(leaf), style, left, top, line.clone());
            top += style.leading;
        }
        leaf
    }

    /// A text from here on, over as many pages as it takes.
    fn flow(&mut self, style: Style, left: Twips, room: Twips, text: &str) -> LeafId {
        let leaf = self.leaf();
        let text = self.faces.clean(text);
        for line in wrap(self.faces.of(style.weight), style.size, room, &text) {
            self.need(style.leading);
            self.put(Some(leaf), style, left, self.y, line);
            self.y += style.leading;
        }
        leaf
    }

    fn put(&mut self, leaf: Option<LeafId>, style: Style, left: Twips, top: Twips, text: String) {
        let baseline = top + style.ascent();
        self.sheet.marks.push(Mark::Text { leaf, style, left, baseline, text });
    }

    /// A line across the page.
    fn rule(&mut self, thickness: Twips) {
        self.sheet.marks.push(Mark::Rule { top: self.y, thickness });
    }

    const fn leaf(&mut self) -> LeafId {
        let leaf = LeafId(self.leaves);
        self.leaves += 1;
        leaf
    }

    /// Turns the page where so much has no room on this one.
    fn need(&mut self, height: Twips) {
        if self.y.saturating_add(height) > BOTTOM && !self.is_fresh() {
            self.turn();
        }
    }

    fn space(&mut self, height: Twips) {
        if !self.is_fresh() {
            self.y += height;
        }
    }

    const fn is_fresh(&self) -> bool {
        self.y == MARGIN
    }

    fn turn(&mut self) {
        self.done.push(std::mem::take(&mut self.sheet));
        self.y = MARGIN;
    }

    /// With the name and the title on every page but the first, and its number on each.
    fn finish(mut self, name: &str, title: &str) -> Composed {
        self.turn();
        let pages = self.done.len();
        let face = self.faces.of(Style::SMALL.weight);
        let running = self.faces.clean(&format!("{name} · {title}"));
        let running = wrap(face, Style::SMALL.size, TEXT_WIDTH, &running);
        for (index, sheet) in self.done.iter_mut().enumerate() {
            if let (true, Some(text)) = (index > 0, running.first()) {
                sheet.marks.push(running_text(MARGIN, RUNNING_HEAD, text.clone()));
            }
            let number = format!("Sida {} av {pages}", index.saturating_add(1));
            let left = PAGE_WIDTH - MARGIN - face.width(&number, Style::SMALL.size);
            sheet.marks.push(running_text(left, RUNNING_FOOT, number));
        }
        Composed { sheets: self.done, tree: self.tree, outline: self.outline, leaves: self.leaves }
    }
}

fn running_text(left: Twips, baseline: Twips, text: String) -> Mark {
    Mark::Text { leaf: None, style: Style::SMALL, left, baseline, text }
}

fn item(label: LeafId, value: LeafId) -> Branch {
    let parts = vec![Branch::of(Kind::Label, label), Branch::of(Kind::ListBody, value)];
    Branch::Group(Kind::ListItem, parts)
}

/// What the highest of texts side by side takes.
fn height(texts: &[Vec<String>], style: Style) -> Twips {
    let lines = texts.iter().map(Vec::len).max().unwrap_or_default();
    Twips::try_from(lines).unwrap_or(Twips::MAX).saturating_mul(style.leading)
}
