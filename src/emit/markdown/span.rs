//! One line of a note: code, links and emphasis, written anew; all else is text.
//!
//! Signs of emphasis go through as they are, since they can do nothing but emphasise; what stands between them does not.

use std::collections::BTreeMap;

use crate::emit::markdown::escape::{destination, escaped};

/// A part of a line.
enum Piece<'l> {
    Text(&'l str),
    /// Code, with the signs around it.
    Code(&'l str),
    Emphasis(&'l str),
    /// A `[` that opens nothing, as long as no link closes it.
    Bracket,
    /// The start of a link's words.
    Open,
    /// Their end, with the destination.
    Close(String),
    /// An address that stands for itself, with its destination.
    Address(&'l str, String),
}

/// `line` as safe Markdown.
pub(super) fn line(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + line.len() / 8);
    // Pieces of text are escaped together, since what one ends with may be of a kind with what the next starts with.
    let mut text = String::new();
    for piece in pieces(line) {
        match piece {
            Piece::Text(more) => {
                text.push_str(more);
                continue;
            }
            Piece::Bracket => {
                text.push('[');
                continue;
            }
            Piece::Code(_) | Piece::Emphasis(_) | Piece::Open | Piece::Close(_) | Piece::Address(..) => {}
        }
        out.push_str(&escaped(&std::mem::take(&mut text)));
        match piece {
            Piece::Text(_) | Piece::Bracket => {}
            // Where nothing closes it, GitLab would take the word behind it for a label.
            Piece::Emphasis("~~") => out.push_str("~~<wbr>"),
            Piece::Code(signs) | Piece::Emphasis(signs) => out.push_str(signs),
            Piece::Open => {
                // What would be an image, fetched by whoever reads the page, is a link to it.
                if out.ends_with('!') {
                    out.insert(out.len() - 1, '\\');
                }
                out.push('[');
            }
            Piece::Close(destination) => out.push_str(&format!("]({destination})")),
            Piece::Address(shown, destination) => {
                out.push_str(&format!("[{}]({destination})", escaped(shown)));
            }
        }
    }
    out.push_str(&escaped(&text));
    out
}

fn pieces(line: &str) -> Vec<Piece<'_>> {
    let ends = code_ends(line);
    let stops: Vec<usize> =
        line.match_indices(|it: char| it == ')' || it.is_whitespace()).map(|it| it.0).collect();
    let mut pieces = Vec::new();
    let mut brackets = Vec::new();
    let (mut at, mut text) = (0, 0);
    while let Some(character) = line[at..].chars().next() {
        let rest = &line[at..];
        let before = line[..at].chars().next_back();
        let (piece, length) = match character {
            '\\' if rest[1..].starts_with(|next: char| next.is_ascii_punctuation()) => {
                (Piece::Text(&rest[1..2]), 2)
            }
            '`' => match ends.get(&at) {
                Some(end) => (Piece::Code(&line[at..*end]), end - at),
                None => {
                    let run = run_length(rest, '`');
                    (Piece::Text(&rest[..run]), run)
                }
            },
            '*' | '_' | '~' => {
                let run = run_length(rest, character);
                let signs = &rest[..run];
                let emphasises = emphasises(before, signs, rest[run..].chars().next());
                (if emphasises { Piece::Emphasis(signs) } else { Piece::Text(signs) }, run)
            }
            '[' => (Piece::Bracket, 1),
            ']' => match closed(line, at, &stops).filter(|_| !brackets.is_empty()) {
                Some((destination, length)) => (Piece::Close(destination), length),
                None => (Piece::Text("]"), 1),
            },
            '<' => match bracketed(rest) {
                Some((shown, destination)) => (Piece::Address(shown, destination), shown.len() + 2),
                None => (Piece::Text("<"), 1),
            },
            'h' if !before.is_some_and(char::is_alphanumeric) => match bare(rest) {
                Some((shown, destination)) => (Piece::Address(shown, destination), shown.len()),
                None => {
                    at += 1;
                    continue;
                }
            },
            _ => {
                at += character.len_utf8();
                continue;
            }
        };
        if text < at {
            pieces.push(Piece::Text(&line[text..at]));
        }
        match &piece {
            Piece::Bracket => brackets.push(pieces.len()),
            Piece::Close(_) => {
                if let Some(open) = brackets.pop() {
                    link(&mut pieces[open..]);
                }
                brackets.clear();
            }
            Piece::Text("]") => drop(brackets.pop()),
            Piece::Text(_) | Piece::Code(_) | Piece::Emphasis(_) | Piece::Open | Piece::Address(..) => {}
        }
        pieces.push(piece);
        at += length;
        text = at;
    }
    pieces.push(Piece::Text(&line[text..]));
    pieces
}

/// Makes a link's words of the pieces from its bracket on: a link holds no other.
fn link(words: &mut [Piece<'_>]) {
    for word in words.iter_mut() {
        if let Piece::Address(shown, _) = word {
            *word = Piece::Text(shown);
        }
    }
    words[0] = Piece::Open;
}

/// Where code that opens at a place ends: at the next row of as many backticks.
fn code_ends(line: &str) -> BTreeMap<usize, usize> {
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(found) = line[at..].find('`') {
        let length = run_length(&line[at + found..], '`');
        runs.push((at + found, length));
        at += found + length;
    }
    let mut next = BTreeMap::new();
    let mut ends = BTreeMap::new();
    for (start, length) in runs.into_iter().rev() {
        if let Some(end) = next.insert(length, start + length) {
            ends.insert(start, end);
        }
    }
    ends
}

fn run_length(rest: &str, sign: char) -> usize {
    rest.len() - rest.trim_start_matches(sign).len()
}

/// Whether a row of signs can emphasise what stands beside it.
fn emphasises(before: Option<char>, signs: &str, after: Option<char>) -> bool {
    let is_blank = |side: Option<char>| side.is_none_or(char::is_whitespace);
    let is_word = |side: Option<char>| side.is_some_and(char::is_alphanumeric);
    let fits = match signs.as_bytes()[0] {
        b'~' => signs.len() == 2,
        b'_' => signs.len() <= 2 && !(is_word(before) && is_word(after)),
        _ => signs.len() <= 3,
    };
    fits && !(is_blank(before) && is_blank(after))
}

/// What closes a link at `at`, `](https://example.com)`, and its length. `stops` is where an address would end.
fn closed(line: &str, at: usize, stops: &[usize]) -> Option<(String, usize)> {
    let start = at + line[at..].strip_prefix("](").map(|_| 2)?;
    let end = *stops.get(stops.partition_point(|stop| *stop < start))?;
    let destination = destination(&line[start..end]).filter(|_| line[end..].starts_with(')'))?;
    Some((destination, end + 1 - at))
}

/// An address between `<` and `>`.
fn bracketed(rest: &str) -> Option<(&str, String)> {
    let inside = &rest[1..];
    let end = inside.find(|letter: char| letter == '>' || letter == '<' || letter.is_whitespace())?;
    let address = &inside[..end];
    Some((address, destination(address).filter(|_| inside[end..].starts_with('>'))?))
}

/// An address with nothing around it; the signs that end a sentence are not part of it.
fn bare(rest: &str) -> Option<(&str, String)> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| rest.starts_with(scheme))?;
    let end = rest.find(|letter: char| letter.is_whitespace() || "<>\"`{}|\\^[]".contains(letter));
    let address = &rest[..end.unwrap_or(rest.len())];
    let address = address.trim_end_matches(|letter: char| ".,;:!?'*_~()".contains(letter));
    (address.len() > scheme.len()).then(|| Some((address, destination(address)?)))?
}
