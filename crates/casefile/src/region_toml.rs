//! `region.toml`: the region, its members and its agreement. What can be read is known, whatever else is wrong.

use std::path::Path;

use ::books::StatedBooks;
use domain::{AgreementTerms, Money, MoneyFault, Slug};
use toml::de::DeTable;

use crate::csv_file::unreadable;
use crate::known::{Known, Members};
use crate::quoted::shown;
use crate::toml_file::{TableAt, TomlFile, row};
use crate::{CaseFile, Fault, Problem};
use members::Member;

mod agreement;
mod books;
mod cross;
mod members;
mod prices;
mod value;

/// The file, as far as it is right.
#[derive(Default)]
pub(crate) struct RegionFile {
    /// All of it, where nothing is wrong.
    pub(crate) complete: Option<(Slug, String, AgreementTerms)>,
    /// The books as they are set up, where the file says.
    pub(crate) books: Option<StatedBooks>,
    pub(crate) known: Known,
    pub(crate) faults: Vec<Fault>,
}

/// Reads `region.toml` of the case in `folder`.
pub(crate) fn read(folder: &Path) -> RegionFile {
    let text = match text(folder) {
        Ok(text) => text,
        Err((row, problem)) => {
            let fault = Fault { file: CaseFile::Region, row, place: None, problem };
            return RegionFile { faults: vec![fault], ..RegionFile::default() };
        }
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut file = TomlFile::new(text);
    let (root, syntax) = DeTable::parse_recoverable(text);
    if !syntax.iter().all(|fault| file.is_of_a_date(fault)) {
        // What stands behind a fault of syntax cannot be told from what is meant.
        for fault in &syntax {
            file.syntax(fault);
        }
        return RegionFile { faults: file.faults, ..RegionFile::default() };
    }
    let root = TableAt::root(root.get_ref());
    let parts = Parts::read(&mut file, &root);
    let known = parts.known();
    let books = books::read(&mut file, text);
    let complete = parts.complete().filter(|_| file.faults.is_empty());
    RegionFile { complete, books, known, faults: file.faults }
}

/// The file's text, or the row where it is none. A NUL is how UTF-16 shows.
fn text(folder: &Path) -> Result<String, (Option<u64>, Problem)> {
    let bytes = std::fs::read(folder.join(CaseFile::Region.name()));
    let bytes = bytes.map_err(|fault| (None, unreadable(&fault)))?;
    let valid = std::str::from_utf8(&bytes).map_or_else(|fault| fault.valid_up_to(), str::len);
    let end = bytes.iter().take(valid).position(|byte| *byte == 0).unwrap_or(valid);
    let row = row(&bytes, end);
    let text = String::from_utf8(bytes).ok().filter(|text| text.len() == end);
    text.ok_or((Some(row), Problem::NotUtf8))
}

/// The amount that a text states in kronor: 0 to 10 000 000 000, at most two decimals.
pub(crate) fn amount(text: &str) -> Result<Money, Problem> {
    let found = || shown(text);
    let amount: Money = text.parse().map_err(|fault| match fault {
        MoneyFault::NotAnAmount => {
            let expected = "kronor med decimalpunkt, till exempel 950000.00";
            Problem::NotANumber { found: found(), expected }
        }
        MoneyFault::TooManyDecimals => Problem::TooManyDecimals { found: found() },
        MoneyFault::TooLarge if text.starts_with('-') => Problem::Negative { found: found() },
        MoneyFault::TooLarge => Problem::TooLarge { found: found(), most: MOST },
    })?;
    if amount.is_negative() {
        Err(Problem::Negative { found: found() })
    } else if amount > Money::LARGEST_STATED {
        Err(Problem::TooLarge { found: found(), most: MOST })
    } else {
        Ok(amount)
    }
}

const MOST: &str = "10 000 000 000 kr";

/// What was read of each part.
struct Parts {
    region: Option<(Slug, String)>,
    members: Vec<Member>,
    agreement: agreement::Read,
}

impl Parts {
    fn read<'a>(file: &mut TomlFile<'a>, root: &TableAt<'a>) -> Self {
        file.known_keys(root, &["region", "municipalities", "agreement", "books"]);
        let region = file.need(root, "region", "tabellen [region]");
        let region = region.and_then(|at| members::region(file, &at));
        let members = members::municipalities(file, root);
        let at = file.need(root, "agreement", "tabellen [agreement]");
        let agreement = at.map(|at| agreement::read(file, &at)).unwrap_or_default();
        cross::check(file, root, &members, &agreement);
        Self { region, members, agreement }
    }

    fn known(&self) -> Known {
        let agreement = &self.agreement;
        // Where one member's code cannot be read, any code may be that member's.
        let codes: Option<Vec<_>> = self.members.iter().map(|member| member.code).collect();
        Known {
            term: agreement.term(),
            first_price_list: agreement.prices.first(),
            members: codes.filter(|codes| !codes.is_empty()).map(Members::new),
            components: agreement.prices.components(),
            roles_with_points: agreement.roles_with_points.clone(),
        }
    }

    fn complete(self) -> Option<(Slug, String, AgreementTerms)> {
        let (slug, name) = self.region?;
        let agreement = self.agreement.complete()?;
        let members = self.members.into_iter().map(Member::complete);
        let municipalities = members.collect::<Option<Vec<_>>>()?;
        Some((slug, name, AgreementTerms { municipalities, agreement }))
    }
}
