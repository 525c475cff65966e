//! The head of a statement, which is all of it but its block: what parts its words, and where its list is broken.
//!
//! A list that fits on the line that it was written on stays there. One that was broken, or does not fit, is broken after
//! every comma behind which it can go on in the next line. An `@allow` and a statement with a block stay on their line.

use crate::format::gap::Gap;
use crate::format::page::Page;
use crate::syntax::{Kind, Statement};

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    /// On one line, but for comments in it.
    Whole,
    /// On a line for each item.
    Broken,
}

impl Page<'_> {
    /// Writes the head of a statement that stands at `depth`.
    pub(super) fn head(&mut self, statement: &Statement, depth: usize) {
        let start = self.out.len();
        let mut tokens = statement.first..statement.last;
        // A `{` stands on the line of its statement, and so on that of the last item; a reason belongs to its rule.
        let may_break = statement.block.is_none() && self.kind(statement.first) != Some(Kind::At);
        if may_break && tokens.any(|token| self.kind(token) == Some(Kind::Newline)) {
            return self.list(statement, depth, List::Broken);
        }
        self.list(statement, depth, List::Whole);
        if may_break && self.is_too_wide(start, depth) {
            self.out.truncate(start);
            self.list(statement, depth, List::Broken);
        }
    }

    pub(super) fn list(&mut self, statement: &Statement, depth: usize, list: List) {
        let mut before = None;
        let (mut newlines, mut has_comment) = (0, false);
        for token in statement.first..statement.last {
            let Some(kind) = self.kind(token) else { continue };
            match kind {
                Kind::Newline => newlines += 1,
                Kind::Comment => {
                    if newlines == 0 && before.is_some() {
                        self.out.push(' ');
                    } else {
                        self.start_line(Gap::Line, depth + 1);
                    }
                    self.comment(token);
                    (newlines, has_comment) = (0, true);
                }
                kind if kind.is_trivia() => {}
                kind => {
                    let breaks = list == List::Broken
                        && before.is_some_and(|before| self.kind(before) == Some(Kind::Comma))
                        && self.may_start_line(token, kind, statement.last);
                    if has_comment || breaks {
                        self.start_line(Gap::Line, depth + 1);
                    } else if before.is_some_and(|before| self.parts(before, token)) {
                        self.out.push(' ');
                    }
                    self.token(token, depth);
                    (before, newlines, has_comment) = (Some(token), 0, false);
                }
            }
        }
    }

    /// Whether a list that ends before `last` goes on with the item at `token` where that starts a line. A word with a word
    /// or a text behind it would be a statement of its own.
    fn may_start_line(&self, token: u32, kind: Kind, last: u32) -> bool {
        let mut rest = (token + 1..last).filter_map(|token| self.kind(token));
        match kind {
            Kind::String => true,
            Kind::Word => {
                let next = rest.find(|kind| !kind.is_trivia());
                !matches!(next, Some(Kind::Word | Kind::String | Kind::TextBlock))
            }
            _ => false,
        }
    }

    /// Whether a blank stands between two tokens of a statement.
    fn parts(&self, before: u32, token: u32) -> bool {
        let is = |token: u32, sign: &str| self.slice(token) == sign;
        let opens = |token: u32| self.kind(token) == Some(Kind::Paren) && is(token, "(");
        match self.kind(token) {
            Some(Kind::Comma) => false,
            Some(Kind::Paren) if is(token, ")") => false,
            Some(Kind::Paren) => self.kind(before) != Some(Kind::At) && !opens(before),
            Some(_) | None => !opens(before),
        }
    }
}
