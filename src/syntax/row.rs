//! The tokens of one text in a row, and what can be asked of them: what stands where, and how far in a line starts.

use std::cell::OnceCell;

use crate::syntax::tree::{Kind, Token};
use crate::text::{SourceId, Span};

/// How many columns a tab goes on to a multiple of.
const TAB: u32 = 4;

/// The tokens of one text.
pub(crate) struct Row<'a> {
    pub(crate) source: SourceId,
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
    lines: OnceCell<Vec<Line>>,
}

/// A line that starts with more than trivia.
struct Line {
    /// Its first token that is none.
    first: usize,
    /// The column, from 0, that this token starts in.
    column: u32,
}

impl<'a> Row<'a> {
    pub(crate) fn new(source: SourceId, text: &'a str, tokens: &'a [Token]) -> Self {
        Self { source, text, tokens, lines: OnceCell::new() }
    }

    /// The lines, in order. A file whose braces pair up is read without them.
    fn lines(&self) -> &[Line] {
        self.lines.get_or_init(|| {
            let mut lines = Vec::new();
            let mut starts_line = true;
            for (index, token) in self.tokens.iter().enumerate() {
                match token.kind {
                    Kind::Newline => starts_line = true,
                    kind if kind.is_trivia() => {}
                    _ if starts_line => {
                        starts_line = false;
                        if let Some(column) = self.indentation(index) {
                            lines.push(Line { first: index, column });
                        }
                    }
                    _ => {}
                }
            }
            lines
        })
    }

    pub(crate) fn kind(&self, index: usize) -> Option<Kind> {
        self.tokens.get(index).map(|token| token.kind)
    }

    fn end(&self, index: usize) -> u32 {
        self.tokens.get(index + 1).map_or(self.text.len() as u32, |next| next.start)
    }

    pub(crate) fn span(&self, index: usize) -> Span {
        Span::new(self.source, self.tokens[index].start, self.end(index))
    }

    pub(crate) fn slice(&self, index: usize) -> &'a str {
        &self.text[self.tokens[index].start as usize..self.end(index) as usize]
    }

    /// The column, from 0, that the token at `index` starts in, if nothing but blanks stands before it on its line.
    pub(crate) fn indentation(&self, index: usize) -> Option<u32> {
        let (blanks, before) = match index.checked_sub(1) {
            Some(before) if self.tokens[before].kind == Kind::Blank => {
                (self.slice(before), before.checked_sub(1))
            }
            before => ("", before),
        };
        let starts_line =
            before.is_none_or(|before| matches!(self.tokens[before].kind, Kind::Newline | Kind::Bom));
        starts_line.then(|| Self::column_after(blanks))
    }

    /// The column, from 0, behind `blanks` at the start of a line.
    pub(crate) fn column_after(blanks: &str) -> u32 {
        blanks
            .bytes()
            .fold(0, |column, byte| if byte == b'\t' { (column / TAB + 1) * TAB } else { column + 1 })
    }

    /// The next token from `index` on that is not trivia.
    pub(crate) fn next_solid(&self, index: usize) -> Option<usize> {
        (index..self.tokens.len()).find(|index| !self.tokens[*index].kind.is_trivia())
    }

    /// The next token from `index` on that opens a line, with its indentation.
    pub(crate) fn next_line(&self, index: usize) -> Option<(usize, u32)> {
        let lines = self.lines();
        let next = lines.partition_point(|line| line.first < index);
        lines.get(next).map(|line| (line.first, line.column))
    }

    /// The last token before `index` that opens a line, with its indentation.
    pub(crate) fn line_before(&self, index: usize) -> Option<(usize, u32)> {
        let lines = self.lines();
        let next = lines.partition_point(|line| line.first < index);
        lines[..next].last().map(|line| (line.first, line.column))
    }

    /// Whether a line with nothing on it stands between the tokens at `from` and `to`.
    pub(crate) fn has_empty_line(&self, from: usize, to: usize) -> bool {
        let mut kinds =
            self.tokens[from..to].iter().map(|token| token.kind).filter(|kind| *kind != Kind::Blank);
        let mut before = None;
        kinds.any(|kind| before.replace(kind) == Some(Kind::Newline) && kind == Kind::Newline)
    }

    /// The newline that ends the line of the token at `index`, or the end of the row.
    pub(crate) fn line_end(&self, index: usize) -> usize {
        let newline = (index..self.tokens.len()).find(|index| self.tokens[*index].kind == Kind::Newline);
        newline.unwrap_or(self.tokens.len())
    }
}
