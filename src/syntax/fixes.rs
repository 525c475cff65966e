//! The edits that mend how something is written: where a missing sign goes, and what a wrong one was meant to be.

use crate::diagnostic::{Edit, Fix};
use crate::syntax::row::Row;
use crate::syntax::tree::Kind;
use crate::text::Span;
use crate::text::layout::{indentation, line_before, newline};

/// The edit that closes the block which opens behind the token at `open` and ends before the token at `end`, laid out as
/// the block is. Comments behind the last statement in it stay there, and so do those below it that are further in.
pub(super) fn closing(row: &Row<'_>, open: usize, end: usize) -> Edit {
    let last = (open..end).rev().find(|index| !row.tokens[*index].kind.is_trivia()).unwrap_or(open);
    let has_lines = row.line_before(last + 1).is_some_and(|(first, _)| first > open);
    if !has_lines {
        let text = if row.kind(last) == Some(Kind::Open) { "}" } else { " }" };
        return Edit::new(row.span(last).after(), text);
    }
    let start = row.span(open).start;
    let outer = indentation(line_before(row.text, start));
    let end = row
        .tokens
        .get(end_of_comments(row, row.line_end(last), Row::column_after(outer)))
        .map_or(row.text.len() as u32, |token| token.start);
    // The CR of a CRLF stands at the end of a comment.
    let at = end - u32::from(row.text[..end as usize].ends_with('\r'));
    Edit::new(Span::new(row.source, at, at), format!("{}{outer}}}", newline(row.text, start)))
}

/// The end of the last of the lines from the newline at `at` on that are empty, or a comment further in than `column`.
fn end_of_comments(row: &Row<'_>, at: usize, column: u32) -> usize {
    let (mut end, mut next) = (at, at);
    while let Some(kind) = row.kind(next) {
        match kind {
            Kind::Newline | Kind::Blank => next += 1,
            Kind::Comment if row.indentation(next).is_some_and(|own| own > column) => {
                next = row.line_end(next);
                end = next;
            }
            _ => break,
        }
    }
    end
}

/// What goes when the token at `index` is taken away: its line, if it has one to itself.
pub(super) fn with_line(row: &Row<'_>, index: usize) -> Span {
    let span = row.span(index);
    let blank = |at: usize| row.kind(at) == Some(Kind::Blank);
    let next = if blank(index + 1) { index + 2 } else { index + 1 };
    match (row.indentation(index), row.kind(next)) {
        (Some(_), Some(Kind::Newline)) => {
            let first = if index > 0 && blank(index - 1) { index - 1 } else { index };
            row.span(first).to(row.span(next))
        }
        _ => span,
    }
}

/// The second quote of a text that starts at the token at `index` and has only one on its line.
pub(super) fn second_quote(row: &Row<'_>, index: usize) -> Option<Fix> {
    const TITLE: &str = "put a `\"` behind the text";
    let (text, span) = (row.slice(index), row.span(index));
    let said = text.trim_start_matches('"').trim_end();
    // Behind a quote that closes a text stands a blank, or nothing.
    if said.is_empty() || said.starts_with([' ', '\t', ',']) {
        return None;
    }
    let end = span.start + text.trim_end().len() as u32;
    // `"A bike”`: the last was meant to close it, if it is the only one of its kind.
    let is_typographic = |sign: char| matches!(sign, '“' | '”' | '„' | '«' | '»' | '‘' | '’');
    let close = said.chars().next_back().filter(|last| is_typographic(*last));
    let close = close.filter(|_| said.chars().filter(|sign| is_typographic(*sign)).count() == 1);
    let start = end - close.map_or(0, |close| close.len_utf8() as u32);
    let edits = [Edit::new(Span { start, end, ..span }, "\"")];
    let may_be_more = ["{", "}", ";", "//", "->", "\\"].iter().any(|sign| said.contains(sign));
    let ends_in_word = said.ends_with(|last: char| !last.is_numeric() && !"%>".contains(last));
    Some(if may_be_more || !ends_in_word { Fix::for_a_look(TITLE, edits) } else { Fix::safe(TITLE, edits) })
}

/// The three quotes around a text that starts at the token at `index` and goes on over lines.
pub(super) fn three_quotes(row: &Row<'_>, index: usize) -> Option<Fix> {
    let rest = || index + 1..row.tokens.len();
    let lost = rest().take_while(|next| matches!(row.tokens[*next].kind, Kind::Lost | Kind::Newline));
    let close = lost.filter(|next| row.slice(*next) == "\"").last()?;
    let (open, close) = (row.span(index), row.span(close));
    let text = &row.text[open.start as usize + 1..close.start as usize];
    // In a text block it would stand for itself.
    if text.contains('\\') {
        return None;
    }
    let newline = newline(row.text, open.start);
    let inner = format!("{}  ", indentation(line_before(row.text, open.start)));
    let edits = [
        Edit::new(Span { end: open.start + 1, ..open }, format!("\"\"\"{newline}{inner}")),
        Edit::new(close, format!("{newline}{inner}\"\"\"")),
    ];
    Some(Fix::for_a_look("put it between `\"\"\"`", edits))
}

/// The three quotes that close the text block at the token at `index`: where its text ends by the indentation, or in place of
/// the two that stand there.
pub(super) fn closing_quotes(row: &Row<'_>, index: usize) -> Fix {
    const TITLE: &str = "close it with `\"\"\"`";
    let is_text = |next: &usize| matches!(row.tokens[*next].kind, Kind::Lost | Kind::Newline);
    let text = (index + 1..row.tokens.len()).take_while(is_text);
    let mut text = text.filter(|next| !row.slice(*next).trim().is_empty());
    let Some(first) = text.next() else {
        let text = row.slice(index).trim_end();
        let at = row.span(index).start + text.len() as u32;
        return Fix::safe(TITLE, [Edit::new(Span::new(row.source, at, at), "\"\"\"")]);
    };
    let last = text.last().unwrap_or(first);
    if row.slice(last) == "\"\"" {
        return Fix::safe(TITLE, [Edit::new(row.span(last), "\"\"\"")]);
    }
    let inner = indentation(line_before(row.text, row.span(first).start));
    let end = row.tokens.get(row.line_end(last)).map_or(row.text.len() as u32, |token| token.start);
    let at = end - u32::from(row.text[..end as usize].ends_with('\r'));
    let text = format!("{}{inner}\"\"\"", newline(row.text, row.span(index).start));
    Fix::safe(TITLE, [Edit::new(Span::new(row.source, at, at), text)])
}

/// `%20` for each blank in the link that starts at the token at `index`.
pub(super) fn without_blanks(row: &Row<'_>, index: usize) -> Option<Fix> {
    let start = row.span(index).start;
    let rest = &row.text[start as usize..];
    let link =
        rest.split(['>', '\n']).next().filter(|link| !link.contains('"') && !link.ends_with(['-', '=']))?;
    let edits = link.match_indices(' ').map(|(at, _)| {
        let at = start + at as u32;
        Edit::new(Span::new(row.source, at, at + 1), "%20")
    });
    Some(Fix::safe("write `%20` for each blank", edits.collect::<Vec<_>>()))
}

/// `//` before each line of a comment between `/*` and `*/`: the tokens from `start` up to `end`. None if something stands
/// behind it on its last line.
pub(super) fn line_comments(row: &Row<'_>, start: usize, end: usize) -> Option<Fix> {
    let span = row.span(start).to(row.span(end.checked_sub(1)?));
    let next = if row.kind(end) == Some(Kind::Blank) { end + 1 } else { end };
    if row.kind(next).is_some_and(|kind| kind != Kind::Newline) {
        return None;
    }
    let comment = row.text[span.start as usize..span.end as usize].strip_prefix("/*")?.strip_suffix("*/")?;
    let outer = indentation(line_before(row.text, span.start));
    let lines = comment.split('\n').map(|line| line.trim().trim_start_matches('*').trim());
    let mut lines: Vec<String> = lines.map(|line| format!("// {line}").trim_end().to_owned()).collect();
    let is_empty = |line: Option<&String>| line.is_some_and(|line| line == "//");
    if lines.len() > 1 && is_empty(lines.last()) {
        lines.pop();
    }
    if lines.len() > 1 && is_empty(lines.first()) {
        lines.remove(0);
    }
    let between = format!("{}{outer}", newline(row.text, span.start));
    Some(Fix::safe("start each of its lines with `//`", [Edit::new(span, lines.join(&between))]))
}

/// What the stray token at `index` was meant to be, in the statement whose tokens are `first..last`.
pub(super) fn stray(row: &Row<'_>, index: usize, first: usize, last: usize) -> Option<Fix> {
    let (text, span) = (row.slice(index), row.span(index));
    let sign = text.chars().next()?;
    let all = |wanted: fn(char) -> bool| text.chars().all(wanted);
    let only = text.chars().count() == 1;
    let kind = |at: Option<usize>| at.and_then(|at| row.kind(at));
    let (before, after) = (kind(index.checked_sub(1)), kind(Some(index + 1)));
    let take_away = |span: Span| Some(Fix::safe("take it away", [Edit::take_away(span)]));
    let put = |text: &str| Some(Fix::safe(format!("write `{text}`"), [Edit::new(span, text)]));
    match sign {
        '=' | ':' if only => match (before, after) {
            (Some(Kind::Blank), Some(Kind::Blank)) => take_away(span.to(row.span(index + 1))),
            (Some(Kind::Blank), _) | (_, Some(Kind::Blank | Kind::Newline) | None) => take_away(span),
            (Some(Kind::Word), _) => Some(Fix::safe("put a blank in its place", [Edit::new(span, " ")])),
            _ => None,
        },
        _ if all(is_other_blank) => Some(Fix::safe("write an ordinary blank", [Edit::new(span, " ")])),
        _ if all(ends_other_lines) => Some(Fix::safe("begin a new line", [Edit::new(span, "\n")])),
        '،' | '、' | '，' if only => match after {
            Some(Kind::Blank | Kind::Newline) | None => put(","),
            _ => put(", "),
        },
        '%' if only && before == Some(Kind::Blank) && kind(index.checked_sub(2)) == Some(Kind::Figure) => {
            Some(Fix::safe("take the blank away", [Edit::take_away(row.span(index - 1))]))
        }
        '-' if only && before == Some(Kind::Blank) && is_number_behind(row, index) => {
            Some(Fix::safe("take the blank away", [Edit::take_away(row.span(index + 1))]))
        }
        '−' | '–' if only && before == Some(Kind::Blank) && after == Some(Kind::Figure) => put("-"),
        '#' if index == first && after == Some(Kind::Blank) && all(|sign| sign == '#') => put("//"),
        '*' | '•' if only && index == first && after == Some(Kind::Blank) => {
            take_away(span.to(row.span(index + 1)))
        }
        '[' | ']' if only => take_away(span),
        '“' | '”' | '„' | '«' | '»' | '‘' | '’' if only => quoted(row, index, last),
        '€' | '£' | '¥' | '₽' | '₺' | '₹' if only => {
            if before == Some(Kind::Blank) && after == Some(Kind::Figure) {
                let behind = Edit::new(row.span(index + 1).after(), format!(" {}", currency(sign)));
                let title = format!("write `{}{}`", row.slice(index + 1), behind.text);
                return Some(Fix::for_a_look(title, [Edit::take_away(span), behind]));
            }
            let blank = if before == Some(Kind::Blank) { "" } else { " " };
            let code = format!("{blank}{}", currency(sign));
            Some(Fix::for_a_look(format!("write `{}`", code.trim()), [Edit::new(span, code)]))
        }
        _ if all(super::mistakes::is_invisible) => take_away(span),
        _ => None,
    }
}

/// Whether a blank and a number stand behind the token at `index`, and a word before it: a minus, not a sign before items.
pub(super) fn is_number_behind(row: &Row<'_>, index: usize) -> bool {
    let is_first = row.indentation(index).is_some();
    !is_first && row.kind(index + 1) == Some(Kind::Blank) && row.kind(index + 2) == Some(Kind::Figure)
}

/// Straight quotes for the typographic one at the token at `index` and for its other, in the statement that ends before
/// `last`. Quotes of other kinds between them, and apostrophes, are part of the text.
fn quoted(row: &Row<'_>, index: usize, last: usize) -> Option<Fix> {
    let closing: &[&str] = match row.slice(index) {
        "“" => &["”"],
        "„" | "”" => &["”", "“"],
        "«" => &["»"],
        "»" => &["«"],
        "‘" => &["’"],
        _ => return None,
    };
    let is_quote = |at: &usize| matches!(row.tokens[*at].kind, Kind::Junk | Kind::OpenString);
    let is_apostrophe = |at: usize| {
        row.slice(at) == "’" && row.kind(at - 1) == Some(Kind::Word) && row.kind(at + 1) == Some(Kind::Word)
    };
    let mut depth = 1;
    let close = (index + 1..last).filter(is_quote).find(|at| {
        let text = row.slice(*at);
        if closing.contains(&text) && !is_apostrophe(*at) {
            depth -= 1;
        } else if text == row.slice(index) {
            depth += 1;
        }
        depth == 0 || text == "\""
    })?;
    let inside = &row.text[row.span(index).end as usize..row.span(close).start as usize];
    if inside.trim().is_empty() || inside.contains(['"', '\\', '\n']) {
        return None;
    }
    let mut edits = vec![Edit::new(row.span(index), "\"")];
    if row.slice(close) != "\"" {
        edits.push(Edit::new(row.span(close), "\""));
    }
    Some(Fix::safe("write straight quotes", edits))
}

fn is_other_blank(sign: char) -> bool {
    matches!(sign, '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{3000}')
}

fn ends_other_lines(sign: char) -> bool {
    matches!(sign, '\u{2028}' | '\u{2029}' | '\u{85}' | '\r' | '\u{B}' | '\u{C}')
}

/// The currency that a sign most likely stands for; several countries share some of them.
fn currency(sign: char) -> &'static str {
    match sign {
        '€' => "EUR",
        '£' => "GBP",
        '¥' => "JPY",
        '₽' => "RUB",
        '₺' => "TRY",
        _ => "INR",
    }
}
