//! What is lost behind a sign that was meant otherwise: the rest of a text or a comment that goes on over several lines.
//!
//! Such tokens are marked as lost before statements are looked for, so that a sentence is not taken for statements, nor
//! a brace in it for a block. The sign itself is a mistake; it is reported with its statement, or here if it has none.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::syntax::row::Row;
use crate::syntax::tree::{Kind, Token};
use crate::syntax::{fixes, grammar, mistakes};
use crate::text::SourceId;

/// How many text blocks of one file are looked at again.
const MOST_REREAD: usize = 8;

/// A text between two quotes that goes on for more lines is more likely two texts with a quote missing in each.
const LONGEST_TEXT: usize = 12;

/// The tokens of `text` once more, if nothing closes its last text block, and one before that goes on over lines that
/// are no further in than its own: then it is that one which is not closed, for the `"""` that seems to close it opens
/// the next one. The lines after its own are read as what they are.
pub(crate) fn reread(text: &str, mut tokens: Vec<Token>) -> Vec<Token> {
    for _ in 0..MOST_REREAD {
        let unclosed = |tokens: &[Token]| tokens.iter().filter(|token| token.kind == Kind::OpenText).count();
        let before = unclosed(&tokens);
        if before == 0 {
            break;
        }
        let row = Row::new(SourceId(0), text, &tokens);
        let blocks = (0..tokens.len()).filter(|index| tokens[*index].kind == Kind::TextBlock);
        let Some(block) = blocks.into_iter().find(|index| runs_out_of_its_block(&row, *index)) else { break };
        let start = tokens[block].start as usize;
        let line_end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
        let open = Token { kind: Kind::OpenText, start: start as u32 };
        let Some(rest) = grammar::tokens(&text[line_end..]) else { break };
        let rest = rest.into_iter().map(|token| Token { start: token.start + line_end as u32, ..token });
        let again: Vec<Token> = tokens[..block].iter().copied().chain([open]).chain(rest).collect();
        if unclosed(&again) > before {
            break;
        }
        tokens = again;
    }
    tokens
}

/// Whether a text block has a line that is no further in than the one it starts on.
fn runs_out_of_its_block(row: &Row<'_>, block: usize) -> bool {
    let own = row.line_before(block + 1).map_or(0, |(_, column)| column);
    let mut lines = row.slice(block).split('\n').skip(1).filter(|line| !line.trim().is_empty());
    lines.any(|line| {
        Row::column_after(&line[..line.len() - line.trim_start_matches([' ', '\t']).len()]) <= own
    })
}

/// Marks what is lost in `tokens`, the tokens of `text`, and reports what no statement will.
pub(crate) fn repair(source: SourceId, text: &str, tokens: &mut [Token]) -> Vec<Diagnostic> {
    let row = Row::new(source, text, tokens);
    let mut mistakes = Vec::new();
    let mut lost: Vec<Range<usize>> = Vec::new();
    let mut long: Vec<usize> = Vec::new();
    let mut comments_end = true;
    let mut at = 0;
    while at < row.tokens.len() {
        let mut from = at + 1;
        match row.tokens[at].kind {
            Kind::Junk if row.slice(at).starts_with("/*") => {
                let end = if comments_end { end_of_comment(&row, at) } else { None };
                let fix = end.and_then(|end| fixes::line_comments(&row, at, end));
                mistakes.push(mistakes::block_comment(row.span(at), fix));
                comments_end = end.is_some();
                from = end.unwrap_or_else(|| row.line_end(at));
                lost.push(at..from);
            }
            Kind::OpenText => {
                match start_of_unopened_text(&row, at, lost.last().map_or(0, |lost| lost.end)) {
                    Some(start) => {
                        mistakes.push(mistakes::unopened_text(row.span(at)));
                        lost.push(start..at + 1);
                    }
                    None => {
                        from = end_of_open_text(&row, at);
                        lost.push(row.line_end(at)..from);
                    }
                }
            }
            Kind::OpenString => {
                lost.extend(semicolons_in_text(&row, at).map(|index| index..index + 1));
                if let Some(end) = end_of_string(&row, at) {
                    lost.push(row.line_end(at)..end);
                    long.push(at);
                    from = end;
                }
            }
            _ => {}
        }
        at = from.max(at + 1);
    }
    for token in lost.into_iter().flatten() {
        if tokens[token].kind != Kind::Newline {
            tokens[token].kind = Kind::Lost;
        }
    }
    for token in long {
        tokens[token].kind = Kind::LongString;
    }
    mistakes
}

/// After `/*`: the token behind the next `*/`, if there is one.
fn end_of_comment(row: &Row<'_>, at: usize) -> Option<usize> {
    let start = row.tokens[at].start as usize + 2;
    let end = start + row.text[start..].find("*/")? + 2;
    Some(row.tokens.partition_point(|token| (token.start as usize) < end))
}

/// After a text block that nothing closes: the lines that are further in than its own are its text, and so is the line
/// of quotes that was meant to close it.
fn end_of_open_text(row: &Row<'_>, at: usize) -> usize {
    let own = row.line_before(at + 1).map_or(0, |(_, column)| column);
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

/// Before `"""` on a line of its own that no text block is open for: the first token of the lines right above it, from
/// `from` on, that are as far in as it and hold no braces. They are the text, and what opened it is missing.
fn start_of_unopened_text(row: &Row<'_>, at: usize, from: usize) -> Option<usize> {
    let alone = row.next_solid(at + 1).is_none_or(|next| next > row.line_end(at));
    let own = row.indentation(at).filter(|_| alone && row.slice(at) == "\"\"\"")?;
    let mut start = at;
    while let Some((first, column)) = row.line_before(start) {
        let mut kinds = row.tokens[first..start].iter().map(|token| token.kind);
        if column < own || first < from || kinds.any(|kind| matches!(kind, Kind::Open | Kind::Close)) {
            break;
        }
        start = first;
    }
    (start < at).then_some(start)
}

/// Before a quote that closes a text whose first quote is missing: the `;` that most likely stand in the text.
fn semicolons_in_text<'a>(row: &'a Row<'_>, at: usize) -> impl Iterator<Item = usize> + 'a {
    let closes = row.slice(at).strip_prefix('"').is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    let before = (0..if closes { at } else { 0 }).rev();
    before
        .take_while(|index| !matches!(row.tokens[*index].kind, Kind::String | Kind::Open | Kind::Newline))
        .filter(|index| row.tokens[*index].kind == Kind::Semicolon)
}

/// After a text that its line does not close: the token behind the quote that closes it on a later line, if the lines
/// up to there hold nothing but words, and that quote stands alone at the end of its line.
fn end_of_string(row: &Row<'_>, at: usize) -> Option<usize> {
    let mut end = row.line_end(at);
    for _ in 0..LONGEST_TEXT {
        let (line, _) = row.next_line(end)?;
        end = row.line_end(line);
        for index in line..end {
            match row.tokens[index].kind {
                Kind::OpenString if row.slice(index) == "\"" => return Some(index + 1),
                Kind::Word | Kind::Figure | Kind::Comma | Kind::Junk | Kind::Paren | Kind::Semicolon => {}
                kind if kind.is_trivia() => {}
                _ => return None,
            }
        }
    }
    None
}
