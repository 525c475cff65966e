//! `Source`: the text of one file under the name that it is shown by.

use std::sync::OnceLock;

use crate::text::{LineTable, Span};

/// Which of a project's sources. Given once to a path, and kept for it while the project lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// The text of one file.
#[derive(Debug)]
pub struct Source {
    /// Its id.
    pub id: SourceId,
    /// Its path, relative to the folder the program was called from, with `/` between folders.
    pub path: String,
    text: String,
    lines: OnceLock<LineTable>,
}

impl Source {
    /// `text` under the name `path`.
    pub fn new(id: SourceId, path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { id, path: path.into(), text: text.into(), lines: OnceLock::new() }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The whole text, which is all that is kept of it.
    pub fn into_text(self) -> String {
        self.text
    }

    /// Where its lines start; counted at the first call.
    pub fn lines(&self) -> &LineTable {
        self.lines.get_or_init(|| LineTable::new(&self.text))
    }

    /// What stands at `span`. A span that does not fit the text is cut to what is there.
    pub fn slice(&self, span: Span) -> &str {
        let start = self.text.floor_char_boundary(span.start as usize);
        let end = self.text.floor_char_boundary(span.end as usize).max(start);
        &self.text[start..end]
    }

    /// The whole text as a span.
    pub fn span(&self) -> Span {
        Span::new(self.id, 0, self.text.len() as u32)
    }
}
