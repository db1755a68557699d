//! Zip archives of files: some at a time, and the archives of several times as one, in pieces. Always the same of the
//! same files: no clock, no order but theirs.

use std::io::{self, Cursor, Write};
use std::sync::{Arc, Mutex, PoisonError};

use zip::result::ZipResult;
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::files::DocumentFile;

/// Of how many bytes a piece is; the last is what is left.
pub(super) const PIECE: usize = 2 * 1024 * 1024;

/// An archive of these files.
pub(super) fn of(files: &[DocumentFile]) -> ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        zip.start_file(file.name.as_str(), options)?;
        zip.write_all(&file.content)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// One archive of several, given out in pieces as it grows.
pub(super) struct Whole {
    zip: ZipWriter<StreamWriter<Grown>>,
    grown: Grown,
}

impl Whole {
    /// Nothing as yet.
    pub(super) fn new() -> Self {
        let grown = Grown::default();
        Self { zip: ZipWriter::new_stream(grown.clone()), grown }
    }

    /// Adds what is in an archive, as it is compressed there.
    pub(super) fn add(&mut self, archive: Vec<u8>) -> ZipResult<()> {
        self.zip.merge_archive(ZipArchive::new(Cursor::new(archive))?)
    }

    /// The next whole piece, where there is one.
    pub(super) fn piece(&mut self) -> Option<Vec<u8>> {
        self.grown.take(PIECE)
    }

    /// Ends it; its last pieces.
    pub(super) fn end(self) -> ZipResult<Vec<Vec<u8>>> {
        let Self { zip, grown } = self;
        zip.finish()?;
        let mut last: Vec<Vec<u8>> = std::iter::from_fn(|| grown.take(PIECE)).collect();
        let rest = std::mem::take(&mut *grown.lock());
        last.extend(Some(rest).filter(|rest| !rest.is_empty()));
        Ok(last)
    }
}

/// What has been written and nobody has taken.
#[derive(Clone, Default)]
struct Grown(Arc<Mutex<Vec<u8>>>);

impl Grown {
    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<u8>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// So many bytes from the front, where there are so many.
    fn take(&self, many: usize) -> Option<Vec<u8>> {
        let mut grown = self.lock();
        (grown.len() >= many).then(|| grown.drain(..many).collect())
    }
}

impl Write for Grown {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.lock().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;
    use crate::files::Format;

    /// Bytes that do not shrink.
    fn file(number: u32) -> DocumentFile {
        let mut state = number.wrapping_mul(2_654_435_761).wrapping_add(1);
        let content = (0..300_000).map(|_| {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            state.to_le_bytes()[0]
        });
        let name = format!("norrbotten-2026-{number:05}.xml");
        DocumentFile { name, format: Format::Peppol, content: content.collect() }
    }

    fn whole(batches: &[Vec<DocumentFile>]) -> Vec<Vec<u8>> {
        let mut whole = Whole::new();
        let mut pieces = Vec::new();
        for batch in batches {
            whole.add(of(batch).unwrap()).unwrap();
            while let Some(piece) = whole.piece() {
                pieces.push(piece);
            }
        }
        pieces.extend(whole.end().unwrap());
        pieces
    }

    #[test]
    fn pieces_of_batches_are_one_archive_of_all_files() {
        let files: Vec<_> = (1..=20).map(file).collect();
        let batches: Vec<Vec<_>> = files.chunks(3).map(<[_]>::to_vec).collect();
        let pieces = whole(&batches);
        assert!(pieces.len() > 2, "{}", pieces.len());
        let (last, before) = pieces.split_last().unwrap();
        assert!(before.iter().all(|piece| piece.len() == PIECE) && last.len() <= PIECE);
        assert_eq!(pieces, whole(&batches), "always the same");
        let mut read = ZipArchive::new(Cursor::new(pieces.concat())).unwrap();
        assert_eq!(read.len(), files.len());
        for (at, file) in files.iter().enumerate() {
            let mut entry = read.by_index(at).unwrap();
            let mut content = Vec::new();
            entry.read_to_end(&mut content).unwrap();
            assert_eq!(entry.name().unwrap(), file.name);
            assert!(content == file.content, "{}", file.name);
        }
    }
}
