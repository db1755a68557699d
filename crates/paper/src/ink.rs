//! Pages and their tree as PDF has them.

use std::num::{NonZeroU16, NonZeroU32};
use std::ops::Range;

use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::{Location, Surface};
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node, SpanTag, TableHeaderScope,
    Tag, TagGroup, TagTree,
};
use krilla::text::{Glyph, GlyphId};

use crate::leaf::{Branch, Kind};
use crate::length::{MARGIN, PAGE_HEIGHT, PAGE_WIDTH, TEXT_WIDTH, Twips, points};
use crate::sheet::{Mark, Sheet};
use crate::style::{Colour, Style};
use crate::typeface::{Letter, Typefaces};

/// Where the leaves of the tree stand on the pages.
pub(crate) type Found = Vec<Vec<Identifier>>;

/// Lines thinner than this are pale.
const THIN: Twips = 10;

/// Draws the pages.
pub(crate) fn draw(
    document: &mut Document,
    faces: &Typefaces,
    sheets: &[Sheet],
    leaves: usize,
) -> Found {
    let mut found: Found = vec![Vec::new(); leaves];
    for sheet in sheets {
        let size = PageSettings::from_wh(points(PAGE_WIDTH), points(PAGE_HEIGHT));
        let mut page = document.start_page_with(size.unwrap_or_default());
        let mut surface = page.surface();
        for mark in &sheet.marks {
            match mark {
                Mark::Text { leaf, style, left, baseline, text } => {
                    let tag = match leaf {
                        Some(_) => ContentTag::Span(SpanTag::empty()),
                        None => artifact(ArtifactType::PaginationOther),
                    };
                    let identifier = surface.start_tagged(tag);
                    letters(&mut surface, faces, *style, (*left, *baseline), text);
                    surface.end_tagged();
                    if let Some(own) = leaf.and_then(|leaf| found.get_mut(leaf.0)) {
                        own.push(identifier);
                    }
                }
                Mark::Rule { top, thickness } => {
                    surface.start_tagged(artifact(ArtifactType::Layout));
                    rule(&mut surface, *top, *thickness);
                    surface.end_tagged();
                }
            }
        }
        surface.finish();
        page.finish();
    }
    found
}

fn artifact(kind: ArtifactType) -> ContentTag<'static> {
    ContentTag::Artifact(Artifact::with_kind(kind))
}

fn fill(colour: Colour) -> Fill {
    let colour = match colour {
        Colour::Black => rgb::Color::new(17, 17, 17),
        Colour::Grey => rgb::Color::new(74, 74, 74),
        Colour::Pale => rgb::Color::new(190, 190, 190),
    };
    Fill { paint: colour.into(), ..Fill::default() }
}

fn letters(
    surface: &mut Surface<'_>,
    faces: &Typefaces,
    style: Style,
    (left, baseline): (Twips, Twips),
    text: &str,
) {
    let face = faces.of(style.weight);
    let placed: Vec<Placed> = text
        .char_indices()
        .map(|(start, sign)| Placed {
            letter: face.letter(sign),
            range: start..start.saturating_add(sign.len_utf8()),
            units_per_em: face.units_per_em(),
        })
        .collect();
    surface.set_fill(Some(fill(style.colour)));
    let start = Point::from_xy(points(left), points(baseline));
    surface.draw_glyphs(start, &placed, face.font.clone(), text, points(style.size), false);
}

fn rule(surface: &mut Surface<'_>, top: Twips, thickness: Twips) {
    let (left, right) = (MARGIN, MARGIN + TEXT_WIDTH);
    let bottom = top.saturating_add(thickness);
    let rectangle = Rect::from_ltrb(points(left), points(top), points(right), points(bottom));
    let mut builder = PathBuilder::new();
    if let Some(rectangle) = rectangle {
        builder.push_rect(rectangle);
    }
    if let Some(path) = builder.finish() {
        surface.set_fill(Some(fill(if thickness < THIN { Colour::Pale } else { Colour::Grey })));
        surface.draw_path(&path);
    }
}

/// A letter at its place in a text.
struct Placed {
    letter: Letter,
    range: Range<usize>,
    units_per_em: u16,
}

impl Glyph for Placed {
    fn glyph_id(&self) -> GlyphId {
        GlyphId::new(self.letter.glyph)
    }

    fn text_range(&self) -> Range<usize> {
        self.range.clone()
    }

    #[expect(clippy::float_arithmetic, reason = "files have points; nothing is decided by them")]
    fn x_advance(&self, size: f32) -> f32 {
        f32::from(self.letter.width) / f32::from(self.units_per_em) * size
    }

    fn x_offset(&self, _: f32) -> f32 {
        0.0
    }

    fn y_offset(&self, _: f32) -> f32 {
        0.0
    }

    fn y_advance(&self, _: f32) -> f32 {
        0.0
    }

    fn location(&self) -> Option<Location> {
        None
    }
}

/// The tree, its leaves where they were found.
pub(crate) fn tree(branches: Vec<Branch>, found: &Found, language: &str) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
    for branch in branches {
        for node in nodes(branch, found) {
            tree.push(node);
        }
    }
    tree
}

fn nodes(branch: Branch, found: &Found) -> Vec<Node> {
    match branch {
        Branch::Leaf(leaf) => {
            let own = found.get(leaf.0).into_iter().flatten();
            own.map(|identifier| Node::from(*identifier)).collect()
        }
        Branch::Group(kind, parts) => {
            let parts = parts.into_iter().flat_map(|part| nodes(part, found)).collect();
            vec![group(kind, parts).into()]
        }
    }
}

fn group(kind: Kind, parts: Vec<Node>) -> TagGroup {
    match kind {
        Kind::Heading(level, text) => {
            let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
            TagGroup::with_children(Tag::Hn(level, Some(text)), parts)
        }
        Kind::Paragraph => TagGroup::with_children(Tag::P, parts),
        Kind::List => TagGroup::with_children(Tag::L(ListNumbering::None), parts),
        Kind::ListItem => TagGroup::with_children(Tag::LI, parts),
        Kind::Label => TagGroup::with_children(Tag::Lbl, parts),
        Kind::ListBody => TagGroup::with_children(Tag::LBody, parts),
        Kind::Table => TagGroup::with_children(Tag::Table, parts),
        Kind::Caption => TagGroup::with_children(Tag::Caption, parts),
        Kind::TableHead => TagGroup::with_children(Tag::THead, parts),
        Kind::TableBody => TagGroup::with_children(Tag::TBody, parts),
        Kind::TableRow => TagGroup::with_children(Tag::TR, parts),
        Kind::ColumnHead => TagGroup::with_children(Tag::TH(TableHeaderScope::Column), parts),
        Kind::RowHead(across) => {
            let across = NonZeroU32::new(across).filter(|across| across.get() > 1);
            let tag = Tag::TH(TableHeaderScope::Row).with_col_span(across);
            TagGroup::with_children(tag, parts)
        }
        Kind::Cell => TagGroup::with_children(Tag::TD, parts),
    }
}
