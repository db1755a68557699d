//! Counting a course day: from who came and who taught to what settlement may read. Pure.

use std::collections::BTreeMap;

use domain::{AttendanceMark, MunicipalityCode, TrainerRole};

use crate::record::{InstructionCount, ParticipationCount};

/// What a closed day counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct DayCounts {
    pub(crate) participation: Vec<ParticipationCount>,
    pub(crate) instruction: Vec<InstructionCount>,
}

/// Somebody has no mark yet, so that the day cannot be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unmarked {
    Participant,
    Trainer,
}

/// Counts a day by municipality, and by role for those who taught. Who cancelled counts nowhere.
pub(crate) fn count(
    participants: impl IntoIterator<Item = (MunicipalityCode, Option<AttendanceMark>)>,
    trainers: impl IntoIterator<Item = (Option<MunicipalityCode>, TrainerRole, Option<bool>)>,
) -> Result<DayCounts, Unmarked> {
    let mut participation: BTreeMap<MunicipalityCode, (u32, u32)> = BTreeMap::new();
    for (municipality, mark) in participants {
        let (attended, absent) = match mark.ok_or(Unmarked::Participant)? {
            AttendanceMark::Attended => (1, 0),
            AttendanceMark::Absent => (0, 1),
            AttendanceMark::Cancelled => continue,
        };
        let sum = participation.entry(municipality).or_default();
        *sum = (sum.0.saturating_add(attended), sum.1.saturating_add(absent));
    }
    let mut instruction: BTreeMap<_, u32> = BTreeMap::new();
    for (municipality, role, served) in trainers {
        if served.ok_or(Unmarked::Trainer)? {
            let sum = instruction.entry((municipality, role)).or_default();
            *sum = sum.saturating_add(1);
        }
    }
    let participation = participation.into_iter();
    let instruction = instruction.into_iter();
    Ok(DayCounts {
        participation: participation
            .map(|(municipality, (attended, absent))| ParticipationCount {
                municipality,
                attended,
                absent,
            })
            .collect(),
        instruction: instruction
            .map(|((municipality, role), served)| InstructionCount { municipality, role, served })
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_who_came_and_who_taught() {
        use AttendanceMark::{Absent, Attended, Cancelled};
        let [lulea, pitea] = ["2580", "2581"].map(|code| MunicipalityCode::parse(code).unwrap());
        let marks = [(lulea, Attended), (lulea, Absent), (pitea, Cancelled), (lulea, Attended)];
        let marks = marks.map(|(municipality, mark)| (municipality, Some(mark)));
        let leader = TrainerRole::Leader;
        let trainers = [(None, leader, Some(true)), (Some(pitea), leader, Some(false))];
        let counts = count(marks, trainers).unwrap();
        let expected = ParticipationCount { municipality: lulea, attended: 2, absent: 1 };
        assert_eq!(counts.participation, [expected]);
        let expected = InstructionCount { municipality: None, role: leader, served: 1 };
        assert_eq!(counts.instruction, [expected]);
        assert_eq!(count([(lulea, None)], trainers), Err(Unmarked::Participant));
        assert_eq!(count(marks, [(None, leader, None)]), Err(Unmarked::Trainer));
    }
}
