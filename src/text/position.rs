//! Byte offsets to lines and columns. Columns are counted in Unicode scalar values.

use memchr::memchr_iter;

/// A line and a column, both from 1; the column counts Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// From 1.
    pub line: u32,
    /// From 1, in Unicode scalar values.
    pub column: u32,
}

/// Where the lines of a text start, in bytes. A line ends with LF; the CR before it belongs to the line.
#[derive(Debug, Clone)]
pub struct LineTable {
    starts: Vec<u32>,
}

impl LineTable {
    /// Counts the lines of `text`.
    pub fn new(text: &str) -> Self {
        let ends = memchr_iter(b'\n', text.as_bytes());
        Self { starts: std::iter::once(0).chain(ends.map(|at| at as u32 + 1)).collect() }
    }

    /// How many lines there are; a text that ends in a newline has an empty one at its end.
    pub fn count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// The line, from 0, that `offset` stands on.
    pub fn line(&self, offset: u32) -> u32 {
        self.starts.partition_point(|start| *start <= offset) as u32 - 1
    }

    /// Where `line`, from 0, starts; past the last line, where the last one starts.
    pub fn start(&self, line: u32) -> u32 {
        self.starts[(line as usize).min(self.starts.len() - 1)]
    }

    /// The line and column of a byte offset in `text`, the text this table was made of.
    /// An offset past the end, or within a character, counts as the next one before it that is neither.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let offset = text.floor_char_boundary(offset as usize);
        let line = self.line(offset as u32);
        let column = text[self.start(line) as usize..offset].chars().count() as u32 + 1;
        Position { line: line + 1, column }
    }
}
