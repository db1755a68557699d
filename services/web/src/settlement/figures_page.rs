//! A page of figures: what it comes to, drawings, and tables one after the other.

use askama::Template;

use crate::forms::Choice;
use crate::frame::Frame;
use crate::paging::Pages;
use crate::pill::Pill;
use crate::settlement::bars::Bars;
use crate::settlement::table::Table;

/// A page of figures; what is left out is not shown.
#[derive(Default, Template)]
#[template(path = "settlement/figures.html")]
pub(super) struct FiguresPage {
    pub(super) frame: Frame,
    pub(super) heading: String,
    pub(super) pill: Option<Pill>,
    pub(super) lead: String,
    /// What each is called, and where it leads.
    pub(super) actions: Vec<(&'static str, String)>,
    /// What is sent to `address` to show less.
    pub(super) filters: Vec<Choice>,
    pub(super) address: String,
    /// Years: what each is called, where it leads, whether it is this one.
    pub(super) choices: Vec<(String, String, bool)>,
    pub(super) facts: Vec<(&'static str, String)>,
    pub(super) notes: Vec<String>,
    pub(super) charts: Vec<Bars>,
    pub(super) tables: Vec<Table>,
    pub(super) pages: Pages,
    /// Empty for none.
    pub(super) hint: &'static str,
}
