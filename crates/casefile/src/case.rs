//! What a case holds, once every fault has been ruled out.

use books::StatedBooks;
use domain::{
    AgreementTerms, AttendanceMark, CourseDay, DayIndex, Delivered, MunicipalityCode, Slug,
    TrainerRole,
};

use crate::CaseFile;

/// A case as settlement needs it: what was delivered is counted, and nobody is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The region's short name.
    pub slug: Slug,
    /// The region's name.
    pub name: String,
    /// What was agreed.
    pub terms: AgreementTerms,
    /// What was delivered.
    pub delivered: Delivered,
    /// What was read and means nothing.
    pub remarks: Vec<Remark>,
}

/// A case with all its rows, as a region needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRows {
    /// The region's short name.
    pub slug: Slug,
    /// The region's name.
    pub name: String,
    /// What was agreed.
    pub terms: AgreementTerms,
    /// How the books are set up, where the file says.
    pub books: Option<StatedBooks>,
    /// The course days, in the file's order.
    pub days: Vec<CourseDay>,
    /// Who was registered, in the file's order.
    pub participants: Vec<ParticipantRow>,
    /// Who was to teach, in the file's order.
    pub trainers: Vec<TrainerRow>,
    /// What was read and means nothing.
    pub remarks: Vec<Remark>,
}

/// A participant on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParticipantRow {
    /// The day, a position in [`CaseRows::days`].
    pub day: DayIndex,
    /// The person's code, as the file has it.
    pub person: String,
    /// Who pays.
    pub municipality: MunicipalityCode,
    /// Whether the person came.
    pub mark: AttendanceMark,
}

/// A trainer on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrainerRow {
    /// The day, a position in [`CaseRows::days`].
    pub day: DayIndex,
    /// The person's code, as the file has it.
    pub person: String,
    /// Who lent the trainer; `None` for a procured one.
    pub municipality: Option<MunicipalityCode>,
    /// What the trainer was to do.
    pub role: TrainerRole,
    /// Whether the trainer did it.
    pub served: bool,
}

/// A column that means nothing in a case: no fault, but worth a mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The file.
    pub file: CaseFile,
    /// The column's name.
    pub column: String,
}

impl std::fmt::Display for Remark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: ", self.file)?;
        match self.column.as_str() {
            "" => f.write_str("en kolumn utan namn")?,
            column => write!(f, "kolumnen {column}")?,
        }
        f.write_str(" betyder inget här och lästes inte")
    }
}
