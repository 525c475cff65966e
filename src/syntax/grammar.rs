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
            Kind::OpenText => true,
            Kind::String => text[start..].starts_with("\"\"") && !text[start + 2..].contains('"'),
            _ => false,
        }
    })
}

/// Adds the tokens of a piece that starts at `offset`. None if reading it took too many steps.
fn read_piece(text: &str, offset: usize, tokens: &mut Vec<Token>) -> Option<()> {
    let mut pairs = Grammar::parse(Rule::file, text).ok()?;
    let place = |at: usize| (offset + at) as u32;
    let mut end = 0;
    for pair in pairs.next().into_iter().flat_map(|file| file.into_inner()) {
        let span = pair.as_span();
        if span.start() > end {
            tokens.push(Token { kind: Kind::Blank, start: place(end) });
        }
        end = span.end();
        let kind = match pair.as_rule() {
            Rule::word | Rule::common_word => Kind::Word,
            Rule::newline => Kind::Newline,
            Rule::string => Kind::String,
            Rule::figure => Kind::Figure,
            Rule::open => Kind::Open,
            Rule::close => Kind::Close,
            Rule::comma => Kind::Comma,
            Rule::arrow => Kind::Arrow,
            Rule::comment => Kind::Comment,
            Rule::link => Kind::Link,
            Rule::semicolon => Kind::Semicolon,
            Rule::at => Kind::At,
            Rule::paren => Kind::Paren,
            Rule::text_block => Kind::TextBlock,
            Rule::open_string => Kind::OpenString,
            Rule::open_text => Kind::OpenText,
            Rule::open_link => Kind::OpenLink,
            Rule::bare_link => Kind::BareLink,
            Rule::broken_text => Kind::BrokenText,
            Rule::bom => Kind::Bom,
            Rule::EOI => continue,
            Rule::junk
            | Rule::file
            | Rule::blank
            | Rule::letter
            | Rule::link_or_word
            | Rule::word_start
            | Rule::string_token
            | Rule::link_token
            | Rule::on_line
            | Rule::line_rest
            | Rule::two_quotes => Kind::Junk,
        };
        tokens.push(Token { kind, start: place(span.start()) });
    }
    if end < text.len() {
        tokens.push(Token { kind: Kind::Blank, start: place(end) });
    }
    Some(())
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
