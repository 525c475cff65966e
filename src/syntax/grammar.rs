//! The pest parser, and the only file that knows pest: text in, a row of tokens out.
//!
//! The grammar is total, so there is nothing to report here but that it gave up. Pairs become tokens at once and are
//! dropped.

use std::num::NonZeroUsize;

use memchr::memchr;
use pest::Parser;
use pest_derive::Parser;

use crate::syntax::plain;
use crate::syntax::tree::{Kind, Token};

#[derive(Parser)]
#[grammar = "grammar/journey.pest"]
struct Grammar;

/// Lets the reading of each piece of a text take that many steps from now on, in all of this process. A piece is at most a
/// whole text, and `MOST_STEPS_A_BYTE` for each byte of that are enough for any.
///
/// The grammar needs no such limit; it is for the day on which that is not true.
pub fn limit_steps(steps: usize) {
    pest::set_call_limit(NonZeroUsize::new(steps));
}

/// How much of a text pest reads at once at most, or a little more, in bytes. What it keeps of so much stays in the
/// processor's cache.
const PIECE: usize = 64 << 10;

/// So many bytes before the end of a piece that ends within a line, what stands there may be cut: no token is told from
/// another by more that follows it, but for those that something must close.
const EDGE: usize = 16;

const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// The tokens of `text`, in order. They tile it: each ends where the next one starts, the last at the end of the text.
/// None if reading it took too many steps.
pub(crate) fn tokens(text: &str) -> Option<Vec<Token>> {
    tokens_in_pieces(text, PIECE)
}

/// The tokens of `text`: what is plain in one look, and the rest of each line in which something is not as a piece. A piece
/// ends within its line where that is longer than two of `usual` bytes. Few tokens depend on what follows their piece: the
/// first that may is read again with more behind it.
fn tokens_in_pieces(text: &str, usual: usize) -> Option<Vec<Token>> {
    let mut tokens = Vec::with_capacity(text.len() / 4);
    let (mut at, mut least) = (0, 0);
    while at < text.len() {
        if least == 0 {
            at = plain::read(text, at, &mut tokens);
            at = before_mark(text, at, &mut tokens);
        }
        let end = end_of_piece(text, at, least, usual.saturating_mul(2));
        let first = tokens.len();
        read_piece(&text[at..end], at, &mut tokens)?;
        let undecided = if end == text.len() { None } else { first_undecided(&text[..end], &tokens, first) };
        match undecided {
            None => (at, least) = (end, 0),
            Some(token) => {
                let start = tokens[token].start as usize;
                tokens.truncate(token);
                least = if start == at { ((end - at) * 4).max(usual.div_ceil(64)) } else { 0 };
                at = start;
            }
        }
    }
    Some(tokens)
}

/// Where the piece from `at` on starts: a byte-order mark starts none, since it means nothing at the start of a text alone.
fn before_mark(text: &str, mut at: usize, tokens: &mut Vec<Token>) -> usize {
    if text[at..].starts_with(BYTE_ORDER_MARK)
        && let Some(before) = tokens.pop()
    {
        at = before.start as usize;
    }
    at
}

/// Where the piece from `at` on ends: behind the line in which it has `least` bytes, or in it after `most` more. A
/// byte-order mark starts no piece.
fn end_of_piece(text: &str, at: usize, least: usize, most: usize) -> usize {
    let mut from = at.saturating_add(least).min(text.len());
    let mut last = text.ceil_char_boundary(from.saturating_add(most).min(text.len()));
    if text[last..].starts_with(BYTE_ORDER_MARK) {
        last += BYTE_ORDER_MARK.len_utf8();
    }
    while let Some(newline) = memchr(b'\n', &text.as_bytes()[from..last]) {
        let end = from + newline + 1;
        if !text[end..].starts_with(BYTE_ORDER_MARK) {
            return end;
        }
        from = end;
    }
    last
}

/// The first of the `tokens` from `first` on that more text may make into another: a text block that nothing closes so far,
/// two quotes with no other behind them; and where `text` ends within a line, a string or link that nothing closes so far,
/// and whatever stands at the end.
fn first_undecided(text: &str, tokens: &[Token], first: usize) -> Option<usize> {
    let is_cut = !text.ends_with('\n');
    let sure = if is_cut { text.floor_char_boundary(text.len().saturating_sub(EDGE)) } else { text.len() };
    let last_line = if is_cut { text.rfind('\n').map_or(0, |newline| newline + 1) } else { text.len() };
    let behind = |start: usize| text.get(start..sure).unwrap_or_default();
    let undecided = (first..tokens.len()).find(|index| {
        let start = tokens[*index].start as usize;
        let end = tokens.get(index + 1).map_or(text.len(), |next| next.start as usize);
        end > sure
            || match tokens[*index].kind {
                Kind::OpenText => !has_lost_a_quote(behind(start + 3)),
                Kind::String => text[start..].starts_with("\"\"") && !behind(start + 2).contains('"'),
                Kind::OpenString => start >= last_line,
                Kind::OpenLink => start >= last_line && !behind(start + 1).contains(['>', ' ', '<']),
                _ => false,
            }
    })?;
    let starts_piece = |index: &usize| !text[tokens[*index].start as usize..].starts_with(BYTE_ORDER_MARK);
    Some((first..=undecided).rev().find(starts_piece).unwrap_or(first))
}

/// Whether two quotes end a line of `text`, which stands behind a `"""` that nothing closes: no further text closes it.
/// No other `"""` stands before them, so that all such looks together are one through the text.
fn has_lost_a_quote(text: &str) -> bool {
    text.match_indices("\"\"").any(|(at, quotes)| {
        let rest = text[at + quotes.len()..].trim_start_matches([' ', '\t']);
        rest.starts_with('\n') || rest.starts_with("\r\n")
    })
}

/// Adds the tokens of a piece that starts at `offset`. None if reading it took too many steps.
fn read_piece(text: &str, offset: usize, tokens: &mut Vec<Token>) -> Option<()> {
    let mut pairs = Grammar::parse(Rule::file, text).ok()?;
    let mut end = 0;
    let mut end_of_junk = None;
    for pair in pairs.next().into_iter().flat_map(|file| file.into_inner()) {
        let (rule, span) = (pair.as_rule(), pair.as_span());
        let start = span.start();
        if start > end {
            tokens.push(Token { kind: Kind::Blank, start: (offset + end) as u32 });
        }
        end = span.end();
        if rule == Rule::EOI {
            break;
        }
        let is_junk = matches!(rule, Rule::junk | Rule::other_junk);
        if !is_junk || end_of_junk != Some(start) {
            tokens.push(Token { kind: kind(rule, &text[start..end]), start: (offset + start) as u32 });
        }
        end_of_junk = is_junk.then_some(end);
    }
    if end < text.len() {
        tokens.push(Token { kind: Kind::Blank, start: (offset + end) as u32 });
    }
    Some(())
}

/// What kind of token `text` is, which a rule took.
fn kind(rule: Rule, text: &str) -> Kind {
    match rule {
        Rule::link_or_word if text.contains(':') => Kind::BareLink,
        Rule::common_word | Rule::link_or_word => Kind::Word,
        Rule::sign => match text.as_bytes() {
            [b'\n' | b'\r', ..] => Kind::Newline,
            [b'{', ..] => Kind::Open,
            [b'}', ..] => Kind::Close,
            [b',', ..] => Kind::Comma,
            [b'-', ..] => Kind::Arrow,
            [b';', ..] => Kind::Semicolon,
            [b'(' | b')', ..] => Kind::Paren,
            _ => Kind::Junk,
        },
        Rule::string => Kind::String,
        Rule::figure => Kind::Figure,
        Rule::comment => Kind::Comment,
        Rule::link => Kind::Link,
        Rule::at if text.len() > 1 => Kind::At,
        Rule::text_block => Kind::TextBlock,
        Rule::open_string => Kind::OpenString,
        Rule::open_text => Kind::OpenText,
        Rule::open_link => Kind::OpenLink,
        Rule::broken_text => Kind::BrokenText,
        Rule::bom => Kind::Bom,
        Rule::at
        | Rule::junk
        | Rule::other_junk
        | Rule::file
        | Rule::blank
        | Rule::marked
        | Rule::letter
        | Rule::word
        | Rule::bare_link
        | Rule::word_start
        | Rule::string_token
        | Rule::on_line
        | Rule::line_rest
        | Rule::two_quotes
        | Rule::EOI => Kind::Junk,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{PIECE, read_piece, tokens_in_pieces};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8_000))]

        #[test]
        fn plain_tokens_and_pieces_are_those_of_the_grammar(
            parts in prop::collection::vec(
                prop::sample::select(vec![
                    "\"", "\"\"", "\"\"\"", "\n", "\r\n", "\r", " ", "\t", "a", "B_2", "{", "}", ",", ";", "(", "\\", "\u{FEFF}",
                    "// c", "<https://e.com", "12%", "3d..", "+1", "-", "->", "\n\n  ", "http://e", "h", "mailto", ":", ".", "=",
                    "<", ">", "mailto:", "/", "_", "9", "@allow", "\u{200C}", "\u{200D}", "é", "٣", "٪",
                ]),
                0..40,
            ),
            size in 1..12_usize,
        ) {
            agrees(&parts.concat(), size);
        }
    }

    /// Demands that `text` has the tokens that the grammar tells, read in pieces of about `size` bytes and in large ones.
    #[track_caller]
    fn agrees(text: &str, size: usize) {
        let mut whole = Vec::new();
        assert!(read_piece(text, 0, &mut whole).is_some());
        assert_eq!(tokens_in_pieces(text, size).as_ref(), Some(&whole), "{text:?}");
        assert_eq!(tokens_in_pieces(text, PIECE), Some(whole), "{text:?}");
    }

    #[test]
    fn any_three_signs_have_the_tokens_of_the_grammar() {
        let signs = "\t\n\r !\"#%&'()*+,-./09:;<=>?@Zhz[\\]_`{|}~\u{0}\u{7F}\u{A0}é٣٪\u{200C}\u{200D}\u{2028}\u{FEFF}";
        for first in signs.chars() {
            for second in signs.chars() {
                for third in signs.chars() {
                    agrees(&String::from_iter([first, second, third]), 1);
                }
            }
        }
    }
}
