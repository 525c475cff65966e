//! What is lost behind a sign that was meant otherwise: the rest of a text or a comment that goes on over several lines.
//!
//! Such tokens are marked as lost before statements are looked for, so that a sentence is not taken for statements, nor
//! a brace in it for a block. The sign itself is a mistake; it is reported with its statement, or here if it has none.

use crate::diagnostic::Diagnostic;
use crate::syntax::mistakes;
use crate::syntax::row::Row;
use crate::syntax::tree::{Kind, Token};
use crate::text::SourceId;

/// A text between two quotes that goes on for more lines is more likely two texts with a quote missing in each.
const LONGEST_TEXT: usize = 12;

/// Marks what is lost in `tokens`, the tokens of `text`, and reports what no statement will.
pub(crate) fn repair(source: SourceId, text: &str, tokens: &mut [Token]) -> Vec<Diagnostic> {
    let mut mistakes = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let row = Row { source, text, tokens };
        let lost = match tokens[at].kind {
            Kind::Junk if row.slice(at).starts_with("/*") => {
                mistakes.push(mistakes::block_comment(row.span(at)));
                at..end_of_comment(&row, at)
            }
            Kind::OpenText => match start_of_unopened_text(&row, at) {
                Some(start) => {
                    mistakes.push(mistakes::unopened_text(row.span(at)));
                    start..at + 1
                }
                None => row.line_end(at)..end_of_open_text(&row, at),
            },
            Kind::OpenString => row.line_end(at)..end_of_string(&row, at),
            _ => at..at,
        };
        at = lost.end.max(at + 1);
        for token in &mut tokens[lost] {
            if token.kind != Kind::Newline {
                token.kind = Kind::Lost;
            }
        }
    }
    mistakes
}

/// After `/*`: the token behind the next `*/`, or the end of the line if there is none.
fn end_of_comment(row: &Row<'_>, at: usize) -> usize {
    let start = row.tokens[at].start as usize;
    match row.text[start + 2..].find("*/") {
        Some(found) => {
            let end = start + 2 + found + 2;
            row.tokens.partition_point(|token| (token.start as usize) < end)
        }
        None => row.line_end(at),
    }
}

/// After a text block that nothing closes: the lines that are further in than its own are its text, and so is the line
/// of quotes that was meant to close it.
fn end_of_open_text(row: &Row<'_>, at: usize) -> usize {
    let own = row.next_line(row.line_start(at)).map_or(0, |(_, column)| column);
    let mut end = row.line_end(at);
    while let Some((line, column)) = row.next_line(end) {
        let quotes = matches!(row.slice(line), "\"\"" | "\"\"\"");
        if column <= own && !quotes {
            break;
        }
        end = row.line_end(line);
        if quotes {
            break;
        }
    }
    end
}

/// Before `"""` on a line of its own that no text block before it is open for: the first token of the lines right above
/// that are as far in as it, if these hold no braces. They are the text, and what opened it is missing.
fn start_of_unopened_text(row: &Row<'_>, at: usize) -> Option<usize> {
    let own = row.indentation(at).filter(|_| row.line_end(at) == at + 1 && row.slice(at) == "\"\"\"")?;
    let mut start = None;
    let mut end = row.line_start(at);
    while let Some(newline) = end.checked_sub(1) {
        end = row.line_start(newline);
        let Some(first) = row.next_solid(end).filter(|first| *first < newline) else { continue };
        let is_text = row.indentation(first).is_some_and(|column| column >= own);
        let has_braces =
            row.tokens[first..newline].iter().any(|token| matches!(token.kind, Kind::Open | Kind::Close));
        if !is_text || has_braces {
            break;
        }
        start = Some(first);
    }
    start
}

/// After a text that its line does not close: the token behind the quote that closes it on a later line, if the lines
/// up to there hold nothing but words, and that quote stands alone at the end of its line.
fn end_of_string(row: &Row<'_>, at: usize) -> usize {
    let own_end = row.line_end(at);
    let mut end = own_end;
    for _ in 0..LONGEST_TEXT {
        let Some((line, _)) = row.next_line(end) else { return own_end };
        end = row.line_end(line);
        for index in line..end {
            match row.tokens[index].kind {
                Kind::OpenString if row.slice(index) == "\"" => return index + 1,
                Kind::Word | Kind::Figure | Kind::Comma | Kind::Junk | Kind::Paren | Kind::Semicolon => {}
                kind if kind.is_trivia() => {}
                _ => return own_end,
            }
        }
    }
    own_end
}
