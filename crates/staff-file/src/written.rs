//! Text in columns being written: a cell is in quotes where it must be, and whole in every reader.

/// A file being written.
pub(crate) struct Written {
    text: String,
    delimiter: char,
    line_end: &'static str,
}

impl Written {
    pub(crate) fn new(delimiter: char, line_end: &'static str) -> Self {
        Self { text: String::new(), delimiter, line_end }
    }

    /// With the mark by which Excel knows UTF-8.
    pub(crate) fn for_excel() -> Self {
        Self { text: "\u{feff}".to_owned(), ..Self::new(';', "\r\n") }
    }

    pub(crate) fn record<T: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = T>) {
        for (position, cell) in cells.into_iter().enumerate() {
            if position > 0 {
                self.text.push(self.delimiter);
            }
            self.cell(cell.as_ref());
        }
        self.text.push_str(self.line_end);
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }

    /// A cell, in quotes also where only another reader would see a delimiter.
    fn cell(&mut self, cell: &str) {
        if !cell.contains([';', ',', '\t', '"', '\r', '\n']) {
            self.text.push_str(cell);
            return;
        }
        self.text.push('"');
        for (position, part) in cell.split('"').enumerate() {
            if position > 0 {
                self.text.push_str("\"\"");
            }
            self.text.push_str(part);
        }
        self.text.push('"');
    }
}
