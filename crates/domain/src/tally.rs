//! Counting delivered facts: from rows with persons to counts per day and municipality.
//!
//! Holds a cell a day and municipality, whatever the number of rows. Knows no person.

use std::collections::BTreeMap;

use crate::{AttendanceMark, DayIndex, Instruction, MunicipalityCode, Participation, TrainerRole};

/// A dense table of counts, days × municipalities.
///
/// Municipalities are addressed by their position among those given to [`Tally::new`], so that
/// counting a row is an addition and no search.
#[derive(Clone, Debug)]
pub struct Tally {
    municipalities: Vec<MunicipalityCode>,
    participants: Vec<Count>,
    trainers: BTreeMap<(DayIndex, Option<MunicipalityCode>, TrainerRole), u32>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    attended: u32,
    absent: u32,
}

/// A day or municipality outside the table, or a count above 4 294 967 295.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("counted outside the table")]
pub struct TallyFault;

impl Tally {
    /// An empty table for this many days and these municipalities.
    pub fn new(days: u32, municipalities: Vec<MunicipalityCode>) -> Self {
        let days = usize::try_from(days).unwrap_or(usize::MAX);
        let cells = days.saturating_mul(municipalities.len());
        Self {
            municipalities,
            participants: vec![Count::default(); cells],
            trainers: BTreeMap::new(),
        }
    }

    /// Counts a participant; who cancelled counts nowhere.
    pub fn add_participant(
        &mut self,
        day: DayIndex,
        municipality: usize,
        mark: AttendanceMark,
    ) -> Result<(), TallyFault> {
        let members = self.municipalities.len();
        if municipality >= members {
            return Err(TallyFault);
        }
        let cell = usize::try_from(day.0)
            .ok()
            .and_then(|day| day.checked_mul(members))
            .and_then(|row| row.checked_add(municipality))
            .and_then(|position| self.participants.get_mut(position))
            .ok_or(TallyFault)?;
        let counter = match mark {
            AttendanceMark::Attended => &mut cell.attended,
            AttendanceMark::Absent => &mut cell.absent,
            AttendanceMark::Cancelled => return Ok(()),
        };
        *counter = counter.checked_add(1).ok_or(TallyFault)?;
        Ok(())
    }

    /// Counts a trainer who served; `None` is a procured one.
    pub fn add_trainer(
        &mut self,
        day: DayIndex,
        municipality: Option<usize>,
        role: TrainerRole,
    ) -> Result<(), TallyFault> {
        let code = match municipality {
            Some(position) => Some(*self.municipalities.get(position).ok_or(TallyFault)?),
            None => None,
        };
        let counter = self.trainers.entry((day, code, role)).or_default();
        *counter = counter.checked_add(1).ok_or(TallyFault)?;
        Ok(())
    }

    /// The counts as rows: nothing for whom nothing was counted, ordered by day.
    pub fn into_rows(self) -> (Vec<Participation>, Vec<Instruction>) {
        let mut participation = Vec::new();
        let members = self.municipalities.len().max(1);
        for (day, row) in (0..).zip(self.participants.chunks(members)) {
            for (count, code) in row.iter().zip(&self.municipalities) {
                let Count { attended, absent } = *count;
                if attended > 0 || absent > 0 {
                    let (day, municipality) = (DayIndex(day), *code);
                    participation.push(Participation { day, municipality, attended, absent });
                }
            }
        }
        let instruction = self.trainers.into_iter();
        let instruction = instruction.map(|((day, municipality, role), served)| Instruction {
            day,
            municipality,
            role,
            served,
        });
        (participation, instruction.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_by_day_and_municipality() {
        let codes: Vec<_> =
            ["2505", "2506"].map(|code| MunicipalityCode::parse(code).unwrap()).to_vec();
        let mut tally = Tally::new(2, codes.clone());
        for mark in AttendanceMark::ALL {
            tally.add_participant(DayIndex(1), 1, *mark).unwrap();
            tally.add_participant(DayIndex(1), 1, *mark).unwrap();
        }
        tally.add_trainer(DayIndex(0), None, TrainerRole::Leader).unwrap();
        tally.add_trainer(DayIndex(0), Some(0), TrainerRole::Leader).unwrap();
        assert_eq!(tally.add_participant(DayIndex(2), 0, AttendanceMark::Absent), Err(TallyFault));
        assert_eq!(tally.add_participant(DayIndex(0), 2, AttendanceMark::Absent), Err(TallyFault));
        let (participation, instruction) = tally.into_rows();
        let expected =
            Participation { day: DayIndex(1), municipality: codes[1], attended: 2, absent: 2 };
        assert_eq!(participation, [expected]);
        let municipalities: Vec<_> = instruction.iter().map(|row| row.municipality).collect();
        assert_eq!(municipalities, [None, Some(codes[0])]);
    }
}
