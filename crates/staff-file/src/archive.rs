//! A workbook's parts, looked at before it is opened: how big they are when unpacked, and whether
//! they promise more than they hold.

use std::io::{self, Cursor, Read};

use zip::ZipArchive;

use crate::SheetFault;

/// A workbook of one sheet has a dozen parts.
const MOST_PARTS: usize = 4096;

/// Unpacks every part and throws it away, up to `most` bytes. What the archive's directory says
/// about sizes is not believed.
pub(crate) fn check(bytes: &[u8], most: usize) -> Result<(), SheetFault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| SheetFault::Damaged)?;
    if archive.len() > MOST_PARTS {
        return Err(SheetFault::Damaged);
    }
    if archive.index_for_name("[Content_Types].xml").is_none() {
        return Err(SheetFault::NotASheet);
    }
    let mut left = u64::try_from(most).unwrap_or(u64::MAX);
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| SheetFault::Damaged)?;
        let name = part.name().map_err(|_| SheetFault::Damaged)?;
        let is_strings = name.to_ascii_lowercase().contains("sharedstrings");
        let mut part = part.take(left.saturating_add(1));
        let size = if is_strings {
            let mut strings = Vec::new();
            part.read_to_end(&mut strings).map_err(|_| SheetFault::Damaged)?;
            if !counts_honestly(&strings) {
                return Err(SheetFault::Damaged);
            }
            u64::try_from(strings.len()).unwrap_or(u64::MAX)
        } else {
            io::copy(&mut part, &mut io::sink()).map_err(|_| SheetFault::Damaged)?
        };
        left = left.checked_sub(size).ok_or(SheetFault::TooBigUnpacked { most })?;
    }
    Ok(())
}

/// Whether shared strings are plain text that does not promise more strings than it has bytes: who
/// reads them makes room for as many as they promise.
fn counts_honestly(strings: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(strings) else { return false };
    // Where no byte is a control character, no encoding that the part may claim hides a word.
    if text.bytes().any(|byte| byte < b' ' && ![b'\t', b'\n', b'\r'].contains(&byte)) {
        return false;
    }
    text.split("uniqueCount").skip(1).all(|after| {
        let digits =
            after.trim_start_matches(|c: char| c.is_whitespace() || ['=', '"', '\''].contains(&c));
        let end = digits.bytes().take_while(u8::is_ascii_digit).count();
        let promised = digits.get(..end).map_or(Ok(0), str::parse::<usize>);
        end == 0 || promised.is_ok_and(|promised| promised <= strings.len())
    })
}
