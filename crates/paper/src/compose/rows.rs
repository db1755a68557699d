//! A table's rows, over as many pages as they take, with the heads above them on each.

use super::Composer;
use super::grid::{Place, places};
use crate::leaf::{Branch, Kind, LeafId};
use crate::length::{BOTTOM, MARGIN, TEXT_WIDTH, Twips};
use crate::style::Style;
use crate::table::{Align, Row, Table};
use crate::wrap::wrap;

/// Above and beneath the text of a row.
const PAD: Twips = 50;
const HAIRLINE: Twips = 6;
const LINE: Twips = 14;
/// A head has no more lines than these; every page has it anew.
const HEAD_LINES: usize = 6;

/// A cell with its text in lines.
struct Set {
    place: Place,
    style: Style,
    lines: Vec<String>,
}

impl Composer<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        if table.columns.is_empty() {
            return;
        }
        let places = places(self.faces, table);
        let head: Vec<Set> = places
            .iter()
            .zip(&table.columns)
            .map(|(place, column)| {
                let mut set = self.set(*place, Style::HEAD, &column.head);
                set.lines.truncate(HEAD_LINES);
                set
            })
            .collect();
        let beginning = 3 * Style::CELL.leading + rows_height(&head);
        self.need(beginning + 2 * Style::SMALL.leading);
        let caption = self.flow(Style::SMALL, MARGIN, TEXT_WIDTH, &table.caption);
        let mut parts = vec![Branch::of(Kind::Caption, caption)];
        let heads = self.leaves_of(&head);
        self.head(&head, &heads.iter().copied().map(Some).collect::<Vec<_>>());
        let heads = heads.into_iter().map(|leaf| Branch::of(Kind::ColumnHead, leaf));
        let row = Branch::Group(Kind::TableRow, heads.collect());
        parts.push(Branch::Group(Kind::TableHead, vec![row]));
        let rows: Vec<Branch> =
            table.rows.iter().map(|row| self.row(row, &places, &head)).collect();
        if !rows.is_empty() {
            parts.push(Branch::Group(Kind::TableBody, rows));
        }
        self.tree.push(Branch::Group(Kind::Table, parts));
        self.space(200);
    }

    fn row(&mut self, row: &Row, places: &[Place], head: &[Set]) -> Branch {
        let (cells, style) = match row {
            Row::Group(text) => return self.group(text, places, head),
            Row::Cells(cells) => (cells, Style::CELL),
            Row::Sum(cells) => (cells, Style::CELL_STRONG),
        };
        let text = |index: usize| cells.get(index).map_or("", String::as_str);
        let sets: Vec<Set> = places
            .iter()
            .enumerate()
            .map(|(index, place)| self.set(*place, style, text(index)))
            .collect();
        let leaves = self.leaves_of(&sets);
        self.spread(&sets, &leaves, head);
        self.rule(if style == Style::CELL { HAIRLINE } else { LINE });
        let kind = |index: usize| if index == 0 { Kind::RowHead(1) } else { Kind::Cell };
        let cells = leaves.into_iter().enumerate();
        let cells = cells.map(|(index, leaf)| Branch::of(kind(index), leaf));
        Branch::Group(Kind::TableRow, cells.collect())
    }

    /// What the rows that follow have in common, across all columns; never the last of a page.
    fn group(&mut self, text: &str, places: &[Place], head: &[Set]) -> Branch {
        let place = Place { left: MARGIN, width: TEXT_WIDTH, align: Align::Left };
        let sets = [self.set(place, Style::CELL_STRONG, text)];
        let leaves = self.leaves_of(&sets);
        let needed = rows_height(&sets).saturating_add(Style::CELL.leading + 2 * PAD);
        if self.y.saturating_add(needed) > BOTTOM && needed < (BOTTOM - MARGIN) / 2 {
            self.turn_with(head);
        }
        self.y += PAD;
        self.spread(&sets, &leaves, head);
        self.rule(HAIRLINE);
        let across = u32::try_from(places.len()).unwrap_or(1);
        let cells = leaves.into_iter().map(|leaf| Branch::of(Kind::RowHead(across), leaf));
        Branch::Group(Kind::TableRow, cells.collect())
    }

    fn set(&self, place: Place, style: Style, text: &str) -> Set {
        let face = self.faces.of(style.weight);
        let lines = wrap(face, style.size, place.width, &self.faces.clean(text));
        Set { place, style, lines }
    }

    fn leaves_of(&mut self, sets: &[Set]) -> Vec<LeafId> {
        sets.iter().map(|_| self.leaf()).collect()
    }

    fn turn_with(&mut self, head: &[Set]) {
        self.turn();
        self.head(head, &vec![None; head.len()]);
    }

    /// The heads. Where they stand again they are no part of the text.
    fn head(&mut self, head: &[Set], leaves: &[Option<LeafId>]) {
        for (set, leaf) in head.iter().zip(leaves) {
            self.lines(set, *leaf, 0, set.lines.len());
        }
        self.y += rows_height(head);
        self.rule(LINE);
    }

    /// A row: on this page, on the next, or, where it is higher than a page, on several.
    fn spread(&mut self, sets: &[Set], leaves: &[LeafId], head: &[Set]) {
        let leading = sets.first().map_or(Style::CELL.leading, |set| set.style.leading);
        let count = sets.iter().map(|set| set.lines.len()).max().unwrap_or_default();
        let fitting =
            |y: Twips| usize::try_from((BOTTOM - y - 2 * PAD) / leading.max(1)).unwrap_or_default();
        let begun = MARGIN.saturating_add(rows_height(head));
        let mut next = 0;
        while next < count {
            let left = count - next;
            let is_begun = self.y <= begun;
            if fitting(self.y) < left
                && !is_begun
                && (left <= fitting(begun) || fitting(self.y) == 0)
            {
                self.turn_with(head);
                continue;
            }
            let taken = fitting(self.y).clamp(1, left);
            for (set, leaf) in sets.iter().zip(leaves) {
                self.lines(set, Some(*leaf), next, taken);
            }
            self.y += height_of(taken, leading);
            next += taken;
            if next < count {
                self.turn_with(head);
            }
        }
    }

    fn lines(&mut self, set: &Set, leaf: Option<LeafId>, from: usize, count: usize) {
        let mut top = self.y + PAD;
        for line in set.lines.iter().skip(from).take(count) {
            let left = match set.place.align {
                Align::Left => set.place.left,
                Align::Right => {
                    let face = self.faces.of(set.style.weight);
                    let width = face.width(line.trim_end_matches(' '), set.style.size);
                    set.place.left + set.place.width - width
                }
            };
            self.put(leaf, set.style, left, top, line.clone());
            top += set.style.leading;
        }
    }
}

fn rows_height(sets: &[Set]) -> Twips {
    let heights = sets.iter().map(|set| height_of(set.lines.len(), set.style.leading));
    heights.max().unwrap_or_default()
}

fn height_of(lines: usize, leading: Twips) -> Twips {
    Twips::try_from(lines).unwrap_or(Twips::MAX).saturating_mul(leading).saturating_add(2 * PAD)
}
