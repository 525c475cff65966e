//! What stands between statements: comments, and empty lines, of which one is kept where there were several.
//!
//! A comment stays behind what it stands behind on its line, or on a line of its own before what it stands before.

use std::ops::Range;

use crate::format::page::Page;
use crate::syntax::Kind;

/// What was written last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Behind {
    /// Nothing: the file starts.
    Nothing,
    /// The `{` of a block.
    Brace,
    /// A statement or a comment.
    Something,
}

/// What parts two lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// There is none before.
    Nothing,
    /// The end of a line.
    Line,
    /// An empty line.
    EmptyLine,
}

impl Behind {
    /// What parts the next line from this, where so many line ends were written.
    fn gap(self, newlines: usize) -> Gap {
        match self {
            Self::Nothing => Gap::Nothing,
            Self::Brace => Gap::Line,
            Self::Something if newlines > 1 => Gap::EmptyLine,
            Self::Something => Gap::Line,
        }
    }
}

impl Page<'_> {
    pub(super) fn start_line(&mut self, gap: Gap, depth: usize) {
        match gap {
            Gap::Nothing => {}
            Gap::Line => self.next_line(depth),
            Gap::EmptyLine => {
                self.empty_line();
                self.next_line(depth);
            }
        }
    }

    /// Writes the comments in `tokens`, which stand behind what was written last. Gives what parts them from what follows.
    pub(super) fn gap(&mut self, tokens: Range<u32>, depth: usize, mut behind: Behind) -> Gap {
        let mut newlines = 0;
        for token in tokens {
            match self.kind(token) {
                Some(Kind::Newline) => newlines += 1,
                Some(Kind::Comment) => {
                    if newlines == 0 && behind != Behind::Nothing {
                        self.out.push(' ');
                    } else {
                        self.start_line(behind.gap(newlines), depth);
                    }
                    self.comment(token);
                    (behind, newlines) = (Behind::Something, 0);
                }
                Some(_) | None => {}
            }
        }
        behind.gap(newlines)
    }

    pub(super) fn comment(&mut self, token: u32) {
        self.out.push_str(bare(self.slice(token)));
    }
}

/// A comment without what is not seen at its end.
pub(super) fn bare(comment: &str) -> &str {
    comment.trim_end_matches([' ', '\t', '\r'])
}
