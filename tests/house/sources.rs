//! The project's own Rust files, with their text. Knows no rule.

use std::fs;
use std::path::{Path, PathBuf};

/// A file of ours.
pub(crate) struct Source {
    /// From the project's root.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// The project's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Every Rust file of ours below `folders`, all of them found.
pub(crate) fn below(folders: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    for folder in folders {
        let before = found.len();
        walk(&root().join(folder), &mut found);
        assert!(found.len() > before, "{folder} holds no Rust file: has it moved?");
    }
    found
}

/// Every Rust file of ours.
pub(crate) fn all() -> Vec<Source> {
    below(&["crates", "services", "migrations", "tests"])
}

fn walk(folder: &Path, found: &mut Vec<Source>) {
    let mut entries: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() && !path.ends_with("target") {
            walk(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let path = path.strip_prefix(root()).unwrap().display().to_string();
            found.push(Source { path, text });
        }
    }
}

/// Fails with one line for each breach.
pub(crate) fn assert_none(rule: &str, breaches: &[String]) {
    assert!(breaches.is_empty(), "{rule}\n  {}", breaches.join("\n  "));
}
