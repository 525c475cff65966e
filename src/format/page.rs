//! A file: its statements in order, each on lines of its own, with their blocks further in.
//!
//! A block that was written on one line stays on it where it fits.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use crate::format::gap::Behind;
use crate::format::head::List;
use crate::format::{STEP, WIDTH, text};
use crate::syntax::{Kind, StatementId, Tree};

/// How many tokens a block on one line has at the most, blanks too: each takes a column.
const MOST_ON_A_LINE: usize = 2 * WIDTH;

/// What is written so far of a file in its layout, and what it is written of.
pub(super) struct Page<'a> {
    text: &'a str,
    pub(super) tree: &'a Tree,
    pub(super) out: String,
    /// What ends each line.
    line_end: &'static str,
}

/// `text`, whose tree is `tree`, in its layout.
pub(super) fn print(text: &str, tree: &Tree) -> String {
    let out = String::with_capacity(text.len() + text.len() / 8);
    let mut page = Page { text, tree, out, line_end: line_end(text) };
    let all = 0..tree.tokens().len() as u32;
    if page.kind(0) == Some(Kind::Bom) {
        page.out.push_str(page.slice(0));
    }
    let start = page.out.len();
    page.statements(None, 0, all, Behind::Nothing);
    if page.out.len() > start {
        page.out.push_str(page.line_end);
    }
    page.out
}

/// What ends most lines of `text`.
fn line_end(text: &str) -> &'static str {
    if !text.contains('\r') {
        return "\n";
    }
    let lines = text.matches('\n').count();
    let with_return = text.matches("\r\n").count();
    if with_return * 2 > lines { "\r\n" } else { "\n" }
}

impl<'a> Page<'a> {
    pub(super) fn kind(&self, token: u32) -> Option<Kind> {
        self.tree.tokens().get(token as usize).map(|token| token.kind)
    }

    pub(super) fn slice(&self, token: u32) -> &'a str {
        let span = self.tree.span(token);
        &self.text[span.start as usize..span.end as usize]
    }

    /// Ends the line and starts another.
    pub(super) fn next_line(&mut self, depth: usize) {
        self.out.push_str(self.line_end);
        self.indent(depth);
    }

    pub(super) fn indent(&mut self, depth: usize) {
        self.out.extend(std::iter::repeat_n(' ', depth * STEP));
    }

    /// Leaves a line empty, behind one that has ended.
    pub(super) fn empty_line(&mut self) {
        self.out.push_str(self.line_end);
    }

    /// Writes a token of a statement that stands at `depth`.
    pub(super) fn token(&mut self, token: u32, depth: usize) {
        let slice = self.slice(token);
        match self.kind(token) {
            Some(Kind::TextBlock) => text::print(slice, depth, self.line_end, &mut self.out),
            _ => self.out.push_str(slice),
        }
    }

    /// Whether what is written from `start` on, at `depth`, is wider than a line. Of several lines the first one counts.
    pub(super) fn is_too_wide(&self, start: usize, depth: usize) -> bool {
        let room = WIDTH.saturating_sub(depth * STEP);
        let written = &self.out[start..];
        // No character is wider than its bytes are many.
        written.len() > room && written.lines().next().is_some_and(|line| line.width() > room)
    }

    /// Writes the statements in the block of `parent`, which is all that stands in the tokens `inside`, and the comments
    /// around them.
    fn statements(&mut self, parent: Option<StatementId>, depth: usize, inside: Range<u32>, behind: Behind) {
        let tree = self.tree;
        let (mut at, mut behind) = (inside.start, behind);
        for id in tree.children(parent) {
            let gap = self.gap(at..tree.statement(id).first, depth, behind);
            self.start_line(gap, depth);
            at = self.statement(id, depth);
            behind = Behind::Something;
        }
        self.gap(at..inside.end, depth, behind);
    }

    /// Writes a statement with its block. Gives the token behind it.
    fn statement(&mut self, id: StatementId, depth: usize) -> u32 {
        let statement = self.tree.statement(id);
        let Some((open, close)) = self.braces(id) else {
            self.head(statement, depth);
            self.part_from_list(statement.last);
            return statement.last;
        };
        if self.on_one_line(id, depth) {
            return close + 1;
        }
        self.head(statement, depth);
        self.out.push_str(" {");
        let layout = |token| matches!(self.kind(token), Some(Kind::Blank | Kind::Newline | Kind::Semicolon));
        if !(open + 1..close).all(layout) {
            self.statements(Some(id), depth + 1, open + 1..close, Behind::Brace);
            self.next_line(depth);
        }
        self.out.push('}');
        close + 1
    }

    /// The `{` and the `}` of the statement's block.
    fn braces(&self, id: StatementId) -> Option<(u32, u32)> {
        let block = self.tree.statement(id).block?;
        block.open.zip(block.close)
    }

    /// Writes the `;` that stands somewhere from `at` on, behind a list that ends in a comma: without it, the list would go
    /// on in the next line.
    fn part_from_list(&mut self, at: u32) {
        if self.kind(at - 1) != Some(Kind::Comma) {
            return;
        }
        let mut behind = (at..).map_while(|token| self.kind(token));
        let next = behind.find(|kind| !matches!(kind, Kind::Blank | Kind::Newline | Kind::Comment));
        if next == Some(Kind::Semicolon) {
            self.out.push(';');
        }
    }

    /// Writes a statement and its block on one line, if it was written so and fits. Tells whether it does.
    fn on_one_line(&mut self, id: StatementId, depth: usize) -> bool {
        if !self.was_on_one_line(id) {
            return false;
        }
        let start = self.out.len();
        self.flat(id, depth);
        let fits = !self.is_too_wide(start, depth);
        if !fits {
            self.out.truncate(start);
        }
        fits
    }

    /// Whether a statement stands on one line with all of its block, and nothing in it needs a line of its own.
    fn was_on_one_line(&self, id: StatementId) -> bool {
        let Some((_, close)) = self.braces(id) else { return false };
        let first = self.tree.statement(id).first;
        let needs_line = |token: u32| match self.kind(token) {
            Some(Kind::Newline | Kind::Comment | Kind::At) => true,
            Some(Kind::TextBlock) => self.slice(token).contains('\n'),
            Some(_) | None => false,
        };
        (close - first) as usize <= MOST_ON_A_LINE && !(first..close).any(needs_line)
    }

    fn flat(&mut self, id: StatementId, depth: usize) {
        let tree = self.tree;
        self.list(tree.statement(id), depth, List::Whole);
        if self.braces(id).is_none() {
            return;
        }
        self.out.push_str(" {");
        let mut before = " ";
        for child in tree.children(Some(id)) {
            self.out.push_str(before);
            self.flat(child, depth);
            before = "; ";
        }
        self.out.push_str(if before == " " { "}" } else { " }" });
    }
}
