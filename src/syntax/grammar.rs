//! The pest parser, and the only file that knows pest: text in, a row of tokens out.
//!
//! The grammar is total, so there is nothing to report here but that it gave up. Pairs become tokens at once and are
//! dropped.

use std::num::NonZeroUsize;

use pest::Parser;
use pest_derive::Parser;

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

/// How much of a text is read at once, in bytes. What pest keeps of so much stays in the processor's cache.
const PIECE: usize = 64 << 10;

/// The tokens of `text`, in order. They tile it: each ends where the next one starts, the last at the end of the text.
/// None if reading it took too many steps.
pub(crate) fn tokens(text: &str) -> Option<Vec<Token>> {
    tokens_in_pieces(text, PIECE)
}

/// The tokens of `text`, read in pieces of about `usual` bytes. Pieces end with lines, and no token but what starts with
/// two quotes depends on what follows its line. Where one of these may, it is read again with more behind it.
fn tokens_in_pieces(text: &str, usual: usize) -> Option<Vec<Token>> {
    let mut tokens = Vec::with_capacity(text.len() / 4);
    let (mut at, mut size) = (0, usual);
    while at < text.len() {
        let end = end_of_piece(text, at, size);
        let first = tokens.len();
        read_piece(&text[at..end], at, &mut tokens)?;
        let undecided = if end == text.len() { None } else { first_undecided(&text[..end], &tokens, first) };
        match undecided {
            None => (at, size) = (end, usual),
            Some(token) => {
                let start = tokens[token].start as usize;
                tokens.truncate(token);
                size = if start == at { size.saturating_mul(4) } else { usual };
                at = start;
            }
        }
    }
    Some(tokens)
}

/// Where the piece from `at` on ends: behind the line in which it has `size` bytes. A byte-order mark starts no piece: it
/// means nothing at the start of a text alone.
fn end_of_piece(text: &str, at: usize, size: usize) -> usize {
    let mut from = at.saturating_add(size);
    while let Some(newline) =
        text.as_bytes().get(from..).and_then(|rest| rest.iter().position(|byte| *byte == b'\n'))
    {
        let end = from + newline + 1;
        if !text[end..].starts_with('\u{FEFF}') {
            return end;
        }
        from = end;
    }
    text.len()
}

/// The first of the `tokens` from `first` on that more text may make into another: a text block that nothing closes so far,
/// and two quotes with no other behind them.
fn first_undecided(text: &str, tokens: &[Token], first: usize) -> Option<usize> {
    (first..tokens.len()).find(|index| {
        let start = tokens[*index].start as usize;
        match tokens[*index].kind {
            Kind::OpenText => !has_lost_a_quote(&text[start + 3..]),
            Kind::String => text[start..].starts_with("\"\"") && !text[start + 2..].contains('"'),
            _ => false,
        }
    })
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
        Rule::word | Rule::common_word => Kind::Word,
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
        Rule::bare_link => Kind::BareLink,
        Rule::broken_text => Kind::BrokenText,
        Rule::bom => Kind::Bom,
        Rule::at
        | Rule::junk
        | Rule::other_junk
        | Rule::file
        | Rule::blank
        | Rule::marked
        | Rule::letter
        | Rule::link_or_word
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

    use super::{PIECE, tokens_in_pieces};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn pieces_have_the_tokens_of_the_whole(
            parts in prop::collection::vec(
                prop::sample::select(vec![
                    "\"", "\"\"", "\"\"\"", "\n", "\r\n", "\r", " ", "a", "{", "}", ",", "\\", "\u{FEFF}", "// c",
                    "<https://e.com", "12%", "\n\n  ", "->", "http://e", "\u{200D}", "é",
                ]),
                0..40,
            ),
            size in 1..12_usize,
        ) {
            let text = parts.concat();
            prop_assert_eq!(tokens_in_pieces(&text, size), tokens_in_pieces(&text, PIECE));
        }
    }
}
