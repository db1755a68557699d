//! A sound case in memory, and what is said of it once something in it is changed.

use std::collections::BTreeMap;
use std::path::Path;

use tempfile::TempDir;

pub(crate) const REGION: &str = "region.toml";
pub(crate) const DAYS: &str = "course_days.csv";
pub(crate) const PARTICIPANTS: &str = "participants.csv";
pub(crate) const TRAINERS: &str = "trainers.csv";

/// The files of a case, by name.
#[derive(Clone)]
pub(crate) struct Case(BTreeMap<&'static str, Vec<u8>>);

/// A case without a fault: the files in `sound`.
pub(crate) fn sound() -> Case {
    let files = [
        (REGION, include_str!("sound/region.toml")),
        (DAYS, include_str!("sound/course_days.csv")),
        (PARTICIPANTS, include_str!("sound/participants.csv")),
        (TRAINERS, include_str!("sound/trainers.csv")),
    ];
    Case(files.map(|(file, text)| (file, text.as_bytes().to_vec())).into())
}

impl Case {
    /// With the first `from` of a file made into `to`.
    pub(crate) fn change(self, file: &'static str, from: &str, to: &str) -> Self {
        let text = self.text(file);
        assert!(text.contains(from), "{file} holds no {from}");
        self.with(file, text.replacen(from, to, 1))
    }

    /// With another file in its place.
    pub(crate) fn with(mut self, file: &'static str, bytes: impl Into<Vec<u8>>) -> Self {
        self.0.insert(file, bytes.into());
        self
    }

    pub(crate) fn without(mut self, file: &str) -> Self {
        self.0.remove(file);
        self
    }

    pub(crate) fn text(&self, file: &str) -> String {
        String::from_utf8(self.0[file].clone()).unwrap()
    }

    pub(crate) fn folder(&self) -> TempDir {
        let folder = TempDir::new().unwrap();
        for (file, bytes) in &self.0 {
            std::fs::write(folder.path().join(file), bytes).unwrap();
        }
        folder
    }

    /// Every fault, as a line of text.
    pub(crate) fn faults(&self) -> Vec<String> {
        faults_in(self.folder().path())
    }
}

/// Every fault of a folder, the same whether rows are counted or kept.
pub(crate) fn faults_in(folder: &Path) -> Vec<String> {
    let counted = casefile::read(folder).map(drop);
    assert_eq!(counted, casefile::read_rows(folder).map(drop));
    let faults = counted.err().unwrap_or_default();
    faults.0.iter().map(ToString::to_string).collect()
}
