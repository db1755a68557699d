//! The cases that the demo brings in, carried in the binary so that it needs nothing beside it.

use std::path::{Path, PathBuf};

use crate::outcome::Stop;

macro_rules! case {
    ($name:literal) => {
        (
            $name,
            [
                (
                    "region.toml",
                    include_str!(concat!("../../../../tests/cases/", $name, "/region.toml")),
                ),
                (
                    "course_days.csv",
                    include_str!(concat!("../../../../tests/cases/", $name, "/course_days.csv")),
                ),
                (
                    "participants.csv",
                    include_str!(concat!("../../../../tests/cases/", $name, "/participants.csv")),
                ),
                (
                    "trainers.csv",
                    include_str!(concat!("../../../../tests/cases/", $name, "/trainers.csv")),
                ),
            ],
        )
    };
}

type Case = (&'static str, [(&'static str, &'static str); 4]);

const CASES: [Case; 4] = [
    case!("norrbotten-2022"),
    case!("norrbotten-2023"),
    case!("goteborgsregionen-2022"),
    case!("dalarna-draft"),
];

/// Writes the case of this name into a folder within `folder`, and gives its path.
pub(super) fn unpack(name: &str, folder: &Path) -> Result<PathBuf, Stop> {
    let missing = || Stop::refused(format!("the demo carries no case {name}"));
    let (_, files) = CASES.iter().find(|(known, _)| *known == name).ok_or_else(missing)?;
    let case = folder.join(name);
    let written = std::fs::create_dir_all(&case).and_then(|()| {
        files.iter().try_for_each(|(file, text)| std::fs::write(case.join(file), text))
    });
    written.map_err(|fault| Stop::because("the demo's cases cannot be unpacked", &fault))?;
    Ok(case)
}
