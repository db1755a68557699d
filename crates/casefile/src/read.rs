//! Reading a case: every file is read to its end, and every fault is found, before it is refused.

use std::path::Path;

use books::StatedBooks;
use domain::{AgreementTerms, CourseDay, Delivered, MunicipalityCode, Slug, Tally};

use crate::course_days::{self, CourseDays};
use crate::known::{DayNames, Members};
use crate::region_toml::{self, RegionFile};
use crate::sink::{Keeping, Sink};
use crate::{Case, CaseFile, CaseRows, Fault, Faults, Problem, Remark, participants, trainers};

/// Reads the case in `folder`, counting its participants and trainers.
///
/// Refused with every fault of every file where there is one.
pub fn read(folder: &Path) -> Result<Case, Faults> {
    let (whole, tally) = read_into(folder, Tally::new)?;
    let (participation, instruction) = tally.into_rows();
    let Whole { slug, name, terms, days, remarks, .. } = whole;
    let delivered = Delivered { days, participation, instruction };
    Ok(Case { slug, name, terms, delivered, remarks })
}

/// Reads the case in `folder` with every row, refused as [`read`] refuses it.
pub fn read_rows(folder: &Path) -> Result<CaseRows, Faults> {
    let (whole, rows) = read_into(folder, |_, members| Keeping::new(members))?;
    let Whole { slug, name, terms, books, days, remarks } = whole;
    let Keeping { participants, trainers, .. } = rows;
    Ok(CaseRows { slug, name, terms, books, days, participants, trainers, remarks })
}

/// A case without its participants and trainers, which went elsewhere.
struct Whole {
    slug: Slug,
    name: String,
    terms: AgreementTerms,
    books: Option<StatedBooks>,
    days: Vec<CourseDay>,
    remarks: Vec<Remark>,
}

fn read_into<S: Sink>(
    folder: &Path,
    sink: impl FnOnce(u32, Vec<MunicipalityCode>) -> S,
) -> Result<(Whole, S), Faults> {
    check_folder(folder)?;
    let RegionFile { complete, books, known, mut faults } = region_toml::read(folder);
    let CourseDays { days, names, faults: more, mut remarks } = course_days::read(folder, &known);
    faults.extend(more);
    let members = known.members.as_ref().map(Members::codes).unwrap_or_default().to_vec();
    let mut sink = sink(names.as_ref().map_or(0, DayNames::count), members);
    for (more, columns) in [
        participants::read(folder, &known, names.as_ref(), &mut sink),
        trainers::read(folder, &known, names.as_ref(), &mut sink),
    ] {
        faults.extend(more);
        remarks.extend(columns);
    }
    faults.sort_by_key(|fault| (fault.file, fault.row));
    match complete {
        Some((slug, name, terms)) if faults.is_empty() => {
            Ok((Whole { slug, name, terms, books, days, remarks }, sink))
        }
        _ => Err(Faults(faults)),
    }
}

/// A folder that is not there or has nothing in it is one fault, not four.
fn check_folder(folder: &Path) -> Result<(), Faults> {
    let shown = folder.display().to_string();
    let problem = match std::fs::read_dir(folder).map(|mut entries| entries.next().is_none()) {
        Ok(true) => Problem::EmptyFolder(shown),
        Ok(false) => return Ok(()),
        Err(_) => Problem::NoFolder(shown),
    };
    Err(Faults(vec![Fault { file: CaseFile::Folder, row: None, place: None, problem }]))
}
