//! The blocks of a Markdown page: headings, paragraphs, lists, tables, notes, charts; one empty line between two, and no
//! blanks at the ends of lines.
//!
//! A page that runs right to left stands in a `<div>`, which tables follow. GitHub turns each heading, paragraph and list
//! by its first letter, so these open with a mark of direction: our own words in them are English.

use std::fmt::{self, Write};

use memchr::memchr3_iter;

use crate::emit::markdown::escape::{END_OF_VALUE, Inline, PART, VALUE};
use crate::emit::markdown::note;
use crate::value::{Direction, SharedText};

/// How long most pages are, in bytes.
const ROOM: usize = 16 << 10;

/// How much of a page is turned at once, in bytes.
const PART_OF_PAGE: usize = 64 << 10;

/// How many rows most tables have at most.
const USUAL_ROWS: usize = 4;

/// A page that is being written.
pub(super) struct Page<'o> {
    /// What it is written into at its end.
    whole: &'o mut dyn fmt::Write,
    /// With marks where it may have to be turned.
    out: String,
    direction: Direction,
    is_empty: bool,
}

/// An item of a list, with what stands in it.
#[derive(Debug, Default)]
pub(super) struct Item {
    pub(super) text: Inline,
    pub(super) items: Vec<Item>,
    /// Markdown of the journey.
    pub(super) note: Option<SharedText>,
}

impl From<Inline> for Item {
    fn from(text: Inline) -> Self {
        Self { text, ..Self::default() }
    }
}

/// A table. Columns in which nothing stands are left out.
#[derive(Debug)]
pub(super) struct Table {
    head: Vec<Inline>,
    /// Row by row, as many as there are columns in each.
    cells: Vec<Inline>,
}

impl Table {
    /// One without rows.
    pub(super) fn new(head: impl IntoIterator<Item = Inline>) -> Self {
        let head: Vec<Inline> = head.into_iter().collect();
        let cells = Vec::with_capacity(head.len() * USUAL_ROWS);
        Self { head, cells }
    }

    /// One without rows, whose columns have words of ours for heads.
    pub(super) fn with_head<const N: usize>(head: [&'static str; N]) -> Self {
        Self::new(head.map(Inline::ours))
    }

    /// Adds a row, of as many cells as the table has columns.
    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = Inline>) {
        self.cells.extend(cells);
        debug_assert!(
            self.cells.len().is_multiple_of(self.head.len()),
            "a row has as many cells as its table has columns"
        );
    }

    /// Whether it has no row.
    pub(super) fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    fn rows(&self) -> impl Iterator<Item = &[Inline]> {
        self.cells.chunks_exact(self.head.len())
    }
}

impl<'o> Page<'o> {
    /// A page whose texts run in `direction`. It is to be closed with `end`.
    pub(super) fn start(out: &'o mut dyn fmt::Write, direction: Direction) -> Result<Self, fmt::Error> {
        let mut page = Self { whole: out, out: String::with_capacity(ROOM), direction, is_empty: true };
        page.turn()?;
        Ok(page)
    }

    /// Closes the page.
    pub(super) fn end(mut self) -> fmt::Result {
        self.turn_back()?;
        let mut rest = self.out.as_str();
        while !rest.is_empty() {
            let (part, next) = rest.split_at(rest.floor_char_boundary(PART_OF_PAGE));
            self.whole.write_str(&turned(part, self.direction))?;
            rest = next;
        }
        Ok(())
    }

    /// A heading of a level, from 1 to 6.
    pub(super) fn heading(&mut self, level: usize, title: Inline) -> fmt::Result {
        self.block()?;
        self.out.write_str(&"######"[..level])?;
        self.out.write_str(" ")?;
        self.out.write_str(self.mark())?;
        self.line(&title)
    }

    /// A paragraph; nothing if there is nothing to say.
    pub(super) fn paragraph(&mut self, text: Inline) -> fmt::Result {
        if text.is_empty() {
            return Ok(());
        }
        self.block()?;
        self.out.write_str(self.mark())?;
        self.line(&text)
    }

    /// A list; nothing if it has no items.
    pub(super) fn list(&mut self, items: &[Item]) -> fmt::Result {
        if items.is_empty() {
            return Ok(());
        }
        self.block()?;
        self.items(items, "")
    }

    fn items(&mut self, items: &[Item], indent: &str) -> fmt::Result {
        for item in items {
            self.out.write_str(indent)?;
            self.out.write_str("- ")?;
            self.out.write_str(self.mark())?;
            self.line(&item.text)?;
            if item.items.is_empty() && item.note.is_none() {
                continue;
            }
            let inside = format!("{indent}  ");
            self.items(&item.items, &inside)?;
            if let Some(note) = &item.note {
                self.quote(note, &inside)?;
            }
        }
        Ok(())
    }

    /// A table; nothing if it has no rows.
    pub(super) fn table(&mut self, table: &Table) -> fmt::Result {
        if table.is_empty() {
            return Ok(());
        }
        self.block()?;
        let is_kept = |column: &usize| table.rows().any(|row| !row[*column].is_empty());
        let kept: Vec<usize> = (0..table.head.len()).filter(is_kept).collect();
        self.row(kept.iter().map(|column| table.head[*column].as_str()))?;
        // Heads would stand in the middle, unlike what stands below them.
        let line = match self.direction {
            Direction::LeftToRight => ":--",
            Direction::RightToLeft => "--:",
        };
        self.row(kept.iter().map(|_| line))?;
        for row in table.rows() {
            self.row(kept.iter().map(|column| row[*column].as_str()))?;
        }
        Ok(())
    }

    fn row<'c>(&mut self, cells: impl Iterator<Item = &'c str>) -> fmt::Result {
        self.out.write_char('|')?;
        for cell in cells {
            if !cell.is_empty() {
                self.out.write_char(' ')?;
                self.out.write_str(cell)?;
            }
            self.out.write_str(" |")?;
        }
        self.out.write_char('\n')
    }

    /// What somebody noted in Markdown, as a quotation; nothing if nobody did.
    pub(super) fn note(&mut self, note: Option<&str>) -> fmt::Result {
        let Some(note) = note else { return Ok(()) };
        self.block()?;
        self.quote(note, "")
    }

    fn quote(&mut self, note: &str, indent: &str) -> fmt::Result {
        for line in note::lines(note) {
            match line.as_str() {
                "" => writeln!(self.out, "{indent}>")?,
                line => writeln!(self.out, "{indent}> {line}")?,
            }
        }
        Ok(())
    }

    /// A Mermaid chart, which has a direction of its own.
    pub(super) fn chart(&mut self, chart: &str) -> fmt::Result {
        self.turn_back()?;
        self.block()?;
        writeln!(self.out, "```mermaid\n{}\n```", chart.trim_end())?;
        self.turn()
    }

    fn turn(&mut self) -> fmt::Result {
        match self.direction {
            Direction::LeftToRight => Ok(()),
            Direction::RightToLeft => {
                self.block()?;
                self.out.write_str("<div dir=\"rtl\">\n")
            }
        }
    }

    fn turn_back(&mut self) -> fmt::Result {
        match self.direction {
            Direction::LeftToRight => Ok(()),
            Direction::RightToLeft => {
                self.block()?;
                self.out.write_str("</div>\n")
            }
        }
    }

    fn mark(&self) -> &'static str {
        match self.direction {
            Direction::LeftToRight => "",
            Direction::RightToLeft => "&rlm;",
        }
    }

    fn line(&mut self, line: &Inline) -> fmt::Result {
        self.out.write_str(line.as_str())?;
        self.out.write_char('\n')
    }

    /// Keeps a block apart from the one before it.
    fn block(&mut self) -> fmt::Result {
        if self.is_empty {
            self.is_empty = false;
            return Ok(());
        }
        self.out.write_char('\n')
    }
}

/// A part of a page in its direction, with what that needs in the stead of marks. A value such as `1 d–3 w` runs from left to right
/// wherever it stands, and from right to left each part of a line is turned by itself.
fn turned(page: &str, direction: Direction) -> String {
    let (value, part) = match direction {
        Direction::LeftToRight => ("", ""),
        Direction::RightToLeft => ("&lrm;", "&rlm;"),
    };
    let mut out = String::with_capacity(page.len());
    let mut written = 0;
    for at in memchr3_iter(VALUE, END_OF_VALUE, PART, page.as_bytes()) {
        out.push_str(&page[written..at]);
        out.push_str(if page.as_bytes()[at] == PART { part } else { value });
        written = at + 1;
    }
    out.push_str(&page[written..]);
    out
}
