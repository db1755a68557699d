//! A document as a file, held against PDF/UA-1 and PDF/A-2a before it is given out.

use chrono::{DateTime, Datelike, Timelike, Utc};
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::metadata::{DateTime as Moment, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::{Document, SerializeSettings};

use crate::compose::compose;
use crate::leaf::Entry;
use crate::length::{MARGIN, points};
use crate::typeface::Typefaces;
use crate::{Paper, PaperFault, ink};

/// Swedish.
const LANGUAGE: &str = "sv-SE";

/// The document as PDF. The same document is the same bytes.
pub fn write(paper: &Paper) -> Result<Vec<u8>, PaperFault> {
    let faces = Typefaces::built_in()?;
    let composed = compose(&faces, paper);
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|fault| PaperFault::Rules(format!("{fault:?}")))?;
    let mut document =
        Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let found = ink::draw(&mut document, &faces, &composed.sheets, composed.leaves);
    document.set_tag_tree(ink::tree(composed.tree, &found, LANGUAGE));
    document.set_outline(outline(&composed.outline));
    let title = faces.clean_name(&paper.title);
    let author = faces.clean_name(&paper.letterhead.name);
    document.set_metadata(
        Metadata::new()
            .title(title)
            .authors(vec![author])
            .language(LANGUAGE.to_owned())
            .creator("Yrkesresan".to_owned())
            .creation_date(moment(paper.decided)),
    );
    document.finish().map_err(|fault| PaperFault::Rules(format!("{fault:?}")))
}

fn moment(decided: DateTime<Utc>) -> Moment {
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    Moment::new(u16::try_from(decided.year()).unwrap_or_default())
        .month(small(decided.month()))
        .day(small(decided.day()))
        .hour(small(decided.hour()))
        .minute(small(decided.minute()))
        .second(small(decided.second()))
        .utc_offset_hour(0)
}

/// Headings beneath those that they belong to.
fn outline(entries: &[Entry]) -> Outline {
    let mut outline = Outline::new();
    let mut rest = entries;
    while let Some((first, after)) = rest.split_first() {
        let below = below(first, after);
        outline.push_child(node(first, after.get(..below).unwrap_or_default()));
        rest = after.get(below..).unwrap_or_default();
    }
    outline
}

fn node(entry: &Entry, beneath: &[Entry]) -> OutlineNode {
    let place = Point::from_xy(points(MARGIN), points(entry.top));
    let mut node = OutlineNode::new(entry.text.clone(), XyzDestination::new(entry.page, place));
    let mut rest = beneath;
    while let Some((first, after)) = rest.split_first() {
        let below = below(first, after);
        node.push_child(self::node(first, after.get(..below).unwrap_or_default()));
        rest = after.get(below..).unwrap_or_default();
    }
    node
}

/// How many of those that follow belong to a heading.
fn below(entry: &Entry, after: &[Entry]) -> usize {
    after.iter().take_while(|other| other.level > entry.level).count()
}
