//! Writing a case: `region.toml` and the three CSV files, such that reading them gives the same.

use std::collections::BTreeSet;
use std::path::Path;

use domain::{ComponentCode, DayIndex, Money};

use crate::{CaseFile, CaseRows, course_days, participants, trainers};

mod region;

/// Why a case cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteFault {
    /// A file cannot be written.
    #[error("{file} cannot be written")]
    File {
        /// The file.
        file: CaseFile,
        /// What the system says.
        source: std::io::Error,
    },
    /// A CSV file cannot be written.
    #[error("{file} cannot be written")]
    Rows {
        /// The file.
        file: CaseFile,
        /// What the writer says.
        source: csv::Error,
    },
    /// The terms have no form in TOML.
    #[error("region.toml cannot be written")]
    Terms(#[from] toml::ser::Error),
    /// A row of a day that is not there.
    #[error("a row names a course day that is not in the case")]
    NoDay,
}

/// Writes a case into `folder`, which must be there. Files of the same names are replaced.
pub fn write(rows: &CaseRows, folder: &Path) -> Result<(), WriteFault> {
    write_region(rows, folder)?;
    write_file(folder, CaseFile::CourseDays, |file| write_days(rows, file))?;
    write_file(folder, CaseFile::Participants, |file| write_participants(rows, file))?;
    write_file(folder, CaseFile::Trainers, |file| write_trainers(rows, file))
}

fn write_region(rows: &CaseRows, folder: &Path) -> Result<(), WriteFault> {
    let text = region::text(rows)?;
    let file = CaseFile::Region;
    std::fs::write(folder.join(file.name()), text)
        .map_err(|source| WriteFault::File { file, source })
}

type Rows<'a> = &'a mut csv::Writer<std::fs::File>;

fn write_file(
    folder: &Path,
    file: CaseFile,
    write: impl FnOnce(Rows<'_>) -> Result<(), Row>,
) -> Result<(), WriteFault> {
    let fault = |source| WriteFault::Rows { file, source };
    let mut writer = csv::Writer::from_path(folder.join(file.name())).map_err(fault)?;
    write(&mut writer).map_err(|row| match row {
        Row::Csv(source) => fault(source),
        Row::NoDay => WriteFault::NoDay,
    })?;
    writer.flush().map_err(|source| WriteFault::File { file, source })
}

/// Why a row cannot be written.
enum Row {
    Csv(csv::Error),
    NoDay,
}

impl From<csv::Error> for Row {
    fn from(fault: csv::Error) -> Self {
        Self::Csv(fault)
    }
}

fn write_days(rows: &CaseRows, file: Rows<'_>) -> Result<(), Row> {
    let components: BTreeSet<&ComponentCode> =
        rows.days.iter().flat_map(|day| day.prices.keys()).collect();
    let columns = course_days::COLUMNS.iter().copied();
    file.write_record(columns.chain(components.iter().map(|code| code.0.as_str())))?;
    for day in &rows.days {
        let own = [
            day.code.0.clone(),
            day.date.to_string(),
            day.occasion.0.clone(),
            day.course.clone(),
            day.delivery.to_string(),
            day.length.to_string(),
        ];
        let price = |code: &&ComponentCode| day.prices.get(*code).map(Money::to_string);
        let prices = components.iter().map(|code| price(code).unwrap_or_default());
        file.write_record(own.into_iter().chain(prices))?;
    }
    Ok(())
}

fn write_participants(rows: &CaseRows, file: Rows<'_>) -> Result<(), Row> {
    file.write_record(participants::COLUMNS)?;
    for row in &rows.participants {
        let municipality = row.municipality.to_string();
        file.write_record([day(rows, row.day)?, &row.person, &municipality, row.mark.word()])?;
    }
    Ok(())
}

fn write_trainers(rows: &CaseRows, file: Rows<'_>) -> Result<(), Row> {
    file.write_record(trainers::COLUMNS)?;
    for row in &rows.trainers {
        let municipality = row.municipality.map(|code| code.to_string()).unwrap_or_default();
        let served = if row.served { "yes" } else { "no" };
        let day = day(rows, row.day)?;
        file.write_record([day, &row.person, &municipality, row.role.word(), served])?;
    }
    Ok(())
}

fn day(rows: &CaseRows, index: DayIndex) -> Result<&str, Row> {
    let position = usize::try_from(index.0).map_err(|_| Row::NoDay)?;
    rows.days.get(position).map(|day| day.code.0.as_str()).ok_or(Row::NoDay)
}
