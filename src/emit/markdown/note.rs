//! Notes, the one place where people write Markdown, made harmless: what is understood is written anew, and all else is
//! shown as the text that it is.
//!
//! Understood are paragraphs, lists, tasks, quotations, headings (as the smallest there is, so that they do not stand
//! beside those of the page), rules, tables, code (never as a chart or anything else that would be run), emphasis, and
//! links to safe addresses. An image becomes a link to it; HTML stays text. Takes time in proportion to the note.

use crate::emit::markdown::escape;
use crate::emit::markdown::span;
use crate::emit::seen::visible;

/// Deeper lists and quotations count as ones of this depth.
const DEEPEST: usize = 6;

/// The lines of `note`, to stand in a quotation.
pub(super) fn lines(note: &str) -> Vec<String> {
    let visible = visible(note).replace('\t', "    ");
    let mut reader = Reader { rest: visible.lines().collect::<Vec<_>>().into_iter(), ..Reader::default() };
    while let Some(line) = reader.rest.next() {
        reader.line(line);
    }
    while reader.out.last().is_some_and(String::is_empty) {
        reader.out.pop();
    }
    reader.out
}

#[derive(Default)]
struct Reader<'n> {
    rest: std::vec::IntoIter<&'n str>,
    out: Vec<String>,
    /// How many quotations the line before stood in.
    quotes: usize,
    /// The items that are open: where their text starts, in the note and in what is written.
    items: Vec<(usize, usize)>,
}

impl<'n> Reader<'n> {
    fn line(&mut self, line: &'n str) {
        let (quotes, line) = unquoted(line);
        if quotes != self.quotes {
            self.blank();
            self.items.clear();
            self.quotes = quotes;
        }
        let text = line.trim_start_matches(' ');
        let indent = line.len() - text.len();
        let text = text.trim_end();
        if text.is_empty() {
            self.blank();
        } else if let Some(fence) = fence(text) {
            self.code(fence, indent);
        } else if is_rule(text) {
            self.alone("***".to_owned(), indent);
        } else if let Some(title) = heading(text) {
            self.alone(format!("###### {}", span::line(title)), indent);
        } else if let Some((marker, rest)) = item(text) {
            self.item(marker, rest, indent);
        } else if let Some(head) = row(text)
            && let Some(below) = self.rest.as_slice().first()
            && is_delimiter(unquoted(below).1.trim(), head.len())
        {
            self.table(&head, indent);
        } else {
            if self.follows_blank() {
                self.close(indent);
            }
            self.push(span::line(text));
        }
    }

    fn follows_blank(&self) -> bool {
        self.out.last().is_none_or(String::is_empty)
    }

    /// One empty line, unless there is one already.
    fn blank(&mut self) {
        if !self.follows_blank() {
            self.out.push(String::new());
        }
    }

    /// Closes the items that a line with this indent does not stand in.
    fn close(&mut self, indent: usize) {
        while self.items.last().is_some_and(|(start, _)| indent < *start) {
            self.items.pop();
        }
    }

    fn push(&mut self, text: impl AsRef<str>) {
        let inside = self.items.last().map_or(0, |(_, written)| *written);
        let line = format!("{}{}{}", "> ".repeat(self.quotes), " ".repeat(inside), text.as_ref());
        self.out.push(line.trim_end().to_owned());
    }

    fn alone(&mut self, block: String, indent: usize) {
        self.close(indent);
        self.blank();
        self.push(block);
        self.blank();
    }

    fn item(&mut self, marker: &str, rest: &str, indent: usize) {
        if self.items.is_empty() {
            self.blank();
        }
        self.close(indent);
        self.items.truncate(DEEPEST - 1);
        let (task, rest) = match rest.get(..4) {
            Some(task @ ("[ ] " | "[x] " | "[X] ")) => (task, &rest[4..]),
            _ => ("", rest),
        };
        let marker = if marker.len() == 1 { "-" } else { marker };
        self.push(format!("{marker} {task}{}", span::line(rest)));
        let written = self.items.last().map_or(0, |(_, written)| *written);
        self.items.push((indent + marker.len() + 1, written + marker.len() + 1));
    }

    fn code(&mut self, fence: &str, indent: usize) {
        self.close(indent);
        let mut code = Vec::new();
        for line in self.rest.by_ref() {
            let (_, line) = if self.quotes > 0 { unquoted(line) } else { (0, line) };
            let text = line.trim();
            if text.len() >= fence.len() && text.bytes().all(|byte| byte == fence.as_bytes()[0]) {
                break;
            }
            let blanks = line.len() - line.trim_start_matches(' ').len();
            code.push(&line[blanks.min(indent)..]);
        }
        let longest = code.iter().map(|line| escape::longest_run(line, '`')).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        self.blank();
        self.push(&fence);
        code.iter().for_each(|line| self.push(line));
        self.push(&fence);
        self.blank();
    }

    fn table(&mut self, head: &[&str], indent: usize) {
        self.close(indent);
        self.blank();
        self.push(written_row(head.iter().map(|cell| written_cell(cell))));
        self.push(written_row(head.iter().map(|_| "---".to_owned())));
        self.rest.next();
        while let Some(below) = self.rest.as_slice().first()
            && let (quotes, line) = unquoted(below)
            && quotes == self.quotes
            && let Some(cells) = row(line.trim())
        {
            let cells = cells.into_iter().chain(std::iter::repeat("")).take(head.len());
            self.push(written_row(cells.map(written_cell)));
            self.rest.next();
        }
        self.blank();
    }
}

/// How many quotations a line stands in, and what it says there.
fn unquoted(line: &str) -> (usize, &str) {
    let (mut quotes, mut rest) = (0, line);
    while let Some(inside) = rest.trim_start_matches(' ').strip_prefix('>') {
        quotes += 1;
        rest = inside.strip_prefix(' ').unwrap_or(inside);
    }
    (quotes.min(DEEPEST), rest)
}

/// The signs that open code on lines of its own, if `text` does.
fn fence(text: &str) -> Option<&str> {
    let sign = text.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let end = text.find(|letter| letter != sign).unwrap_or(text.len());
    let opens = end >= 3 && !(sign == '`' && text[end..].contains('`'));
    opens.then_some(&text[..end])
}

fn is_rule(text: &str) -> bool {
    let signs = || text.chars().filter(|sign| *sign != ' ');
    ['-', '*', '_'].iter().any(|rule| signs().all(|sign| sign == *rule)) && signs().count() >= 3
}

fn heading(text: &str) -> Option<&str> {
    let title = text.trim_start_matches('#');
    let level = text.len() - title.len();
    let title = title.strip_prefix(' ').filter(|_| (1..=6).contains(&level))?.trim();
    Some(title.trim_end_matches('#').trim_end()).filter(|title| !title.is_empty())
}

/// The marker of a list's item, and its text.
fn item(text: &str) -> Option<(&str, &str)> {
    let (marker, rest) = text.split_once(' ')?;
    let number = marker.strip_suffix(['.', ')']);
    let counts =
        |number: &str| (1..=9).contains(&number.len()) && number.bytes().all(|it| it.is_ascii_digit());
    let is_marker = matches!(marker, "-" | "*" | "+") || number.is_some_and(counts);
    is_marker.then_some((marker, rest.trim_start_matches(' ')))
}

/// The cells of a table's row.
fn row(text: &str) -> Option<Vec<&str>> {
    let inside = text.strip_prefix('|')?;
    let inside = inside.strip_suffix('|').unwrap_or(inside);
    let mut cells = Vec::new();
    let mut start = 0;
    for (index, _) in inside.match_indices('|') {
        if !inside[..index].ends_with('\\') {
            cells.push(inside[start..index].trim());
            start = index + 1;
        }
    }
    cells.push(inside[start..].trim());
    Some(cells)
}

fn is_delimiter(text: &str, columns: usize) -> bool {
    let is_cell = |cell: &str| cell.contains('-') && cell.bytes().all(|byte| matches!(byte, b'-' | b':'));
    row(text).is_some_and(|cells| cells.len() == columns && cells.iter().all(|cell| is_cell(cell)))
}

/// A cell that a `|` stands in holds no code: what cuts a row into cells does not know where code ends.
fn written_cell(cell: &str) -> String {
    if cell.contains('|') { escape::escaped(&cell.replace("\\|", "|")) } else { span::line(cell) }
}

fn written_row(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
}
