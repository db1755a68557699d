//! Writing a folder so that whoever looks finds all of it or nothing, even where the writing is interrupted.

use std::io;
use std::path::Path;

use crate::outcome::Stop;

/// Lets `fill` write into a folder beside `out`, and puts its files where they belong once all are written.
///
/// A new or empty `out` appears as a whole. In one that holds other files, each file is replaced as a whole.
pub(crate) fn write(out: &Path, fill: impl FnOnce(&Path) -> Result<(), Stop>) -> Result<(), Stop> {
    let refused =
        |fault: io::Error| Stop::because(&format!("{} cannot be written", out.display()), &fault);
    let parent = match out.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        Some(_) | None => Path::new("."),
    };
    std::fs::create_dir_all(parent).map_err(refused)?;
    let beside = tempfile::Builder::new().prefix(".yrkesresan-").tempdir_in(parent);
    let beside = beside.map_err(refused)?;
    let written = beside.path().join("out");
    std::fs::create_dir(&written).map_err(refused)?;
    fill(&written)?;
    put_in_place(&written, out).map_err(refused)
}

fn put_in_place(written: &Path, out: &Path) -> io::Result<()> {
    // Renaming onto an empty folder replaces it; onto one that holds files it is refused.
    if std::fs::rename(written, out).is_ok() {
        return Ok(());
    }
    for entry in std::fs::read_dir(written)? {
        let entry = entry?;
        std::fs::rename(entry.path(), out.join(entry.file_name()))?;
    }
    Ok(())
}
