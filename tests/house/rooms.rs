//! The README's map of the house shows every room, and no other.

use std::collections::BTreeSet;
use std::fs;

use crate::sources::root;

#[test]
fn the_map_shows_every_room() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let map = readme.split("## The house").nth(1).unwrap().split("```").nth(1).unwrap();
    let mut shown = BTreeSet::new();
    let mut floor = "";
    for line in map.lines().filter(|line| !line.trim().is_empty()) {
        let name = line.split_whitespace().next().unwrap().trim_end_matches('/');
        if line.starts_with(' ') {
            shown.insert(format!("{floor}/{name}"));
        } else {
            floor = name;
        }
    }
    let mut built = BTreeSet::new();
    for floor in ["services", "crates"] {
        for entry in fs::read_dir(root().join(floor)).unwrap() {
            built.insert(format!("{floor}/{}", entry.unwrap().file_name().to_str().unwrap()));
        }
    }
    assert_eq!(shown, built, "README.md, “The house”");
}
