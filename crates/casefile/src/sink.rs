//! Where rows go once they are found right: counted, or kept.

use domain::{AttendanceMark, DayIndex, MunicipalityCode, Tally, TallyFault, TrainerRole};

use crate::{ParticipantRow, TrainerRow};

/// Takes rows. A municipality is a place among the members.
pub(crate) trait Sink {
    /// Takes a participant; `person` is UTF-8.
    fn participant(
        &mut self,
        day: DayIndex,
        person: &[u8],
        municipality: usize,
        mark: AttendanceMark,
    ) -> Result<(), TallyFault>;

    /// Takes a trainer, likewise.
    fn trainer(
        &mut self,
        day: DayIndex,
        person: &[u8],
        municipality: Option<usize>,
        role: TrainerRole,
        served: bool,
    ) -> Result<(), TallyFault>;
}

/// Counts rows and forgets them.
impl Sink for Tally {
    fn participant(
        &mut self,
        day: DayIndex,
        _person: &[u8],
        municipality: usize,
        mark: AttendanceMark,
    ) -> Result<(), TallyFault> {
        self.add_participant(day, municipality, mark)
    }

    fn trainer(
        &mut self,
        day: DayIndex,
        _person: &[u8],
        municipality: Option<usize>,
        role: TrainerRole,
        served: bool,
    ) -> Result<(), TallyFault> {
        if served { self.add_trainer(day, municipality, role) } else { Ok(()) }
    }
}

/// Keeps every row.
pub(crate) struct Keeping {
    municipalities: Vec<MunicipalityCode>,
    pub(crate) participants: Vec<ParticipantRow>,
    pub(crate) trainers: Vec<TrainerRow>,
}

impl Keeping {
    pub(crate) fn new(municipalities: Vec<MunicipalityCode>) -> Self {
        Self { municipalities, participants: Vec::new(), trainers: Vec::new() }
    }

    fn code(&self, municipality: usize) -> Result<MunicipalityCode, TallyFault> {
        self.municipalities.get(municipality).copied().ok_or(TallyFault)
    }
}

impl Sink for Keeping {
    fn participant(
        &mut self,
        day: DayIndex,
        person: &[u8],
        municipality: usize,
        mark: AttendanceMark,
    ) -> Result<(), TallyFault> {
        let municipality = self.code(municipality)?;
        let person = String::from_utf8_lossy(person).into_owned();
        self.participants.push(ParticipantRow { day, person, municipality, mark });
        Ok(())
    }

    fn trainer(
        &mut self,
        day: DayIndex,
        person: &[u8],
        municipality: Option<usize>,
        role: TrainerRole,
        served: bool,
    ) -> Result<(), TallyFault> {
        let municipality = municipality.map(|place| self.code(place)).transpose()?;
        let person = String::from_utf8_lossy(person).into_owned();
        self.trainers.push(TrainerRow { day, person, municipality, role, served });
        Ok(())
    }
}
