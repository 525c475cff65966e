//! Tokens that one look tells for sure: nearly all of most texts, which need not be asked of the grammar.
//!
//! What the grammar says of them is the law. Here is taken only what nothing behind it can make into anything else, and what
//! is not sure is left to the grammar: words with other letters than those of ASCII, links without `<`, text blocks, strings
//! with a backslash, annotations, and all that is wrong.

use memchr::{memchr, memchr3};

use crate::syntax::tree::{Kind, Token};

/// Reads such tokens of `text` from `at` on, up to the first that is none, and tells where that starts.
pub(super) fn read(text: &str, mut at: usize, tokens: &mut Vec<Token>) -> usize {
    while let Some((kind, length)) = token(&text.as_bytes()[at..]) {
        tokens.push(Token { kind, start: at as u32 });
        at += length;
    }
    at
}

/// The token that `text` starts with and its length, if that is sure.
fn token(text: &[u8]) -> Option<(Kind, usize)> {
    let next = text.get(1).copied();
    Some(match *text.first()? {
        b' ' | b'\t' => (Kind::Blank, run(text, BLANK)),
        b'\n' => (Kind::Newline, 1),
        b'\r' if next == Some(b'\n') => (Kind::Newline, 2),
        b'{' => (Kind::Open, 1),
        b'}' => (Kind::Close, 1),
        b',' => (Kind::Comma, 1),
        b';' => (Kind::Semicolon, 1),
        b'-' if next == Some(b'>') => (Kind::Arrow, 2),
        b'/' if next == Some(b'/') => (Kind::Comment, memchr(b'\n', text).unwrap_or(text.len())),
        b'"' => (Kind::String, string(text)?),
        b'<' => (Kind::Link, link(text)?),
        b'A'..=b'Z' | b'a'..=b'z' | b'_' => (Kind::Word, with_hyphens(text, WORD)?),
        b'0'..=b'9' => (Kind::Figure, with_hyphens(text, FIGURE)?),
        b'+' | b'-' if next.is_some_and(|next| next.is_ascii_digit()) => {
            (Kind::Figure, 1 + with_hyphens(&text[1..], FIGURE)?)
        }
        _ => return None,
    })
}

/// The length of `"text"`. What starts with two quotes may be a text block.
fn string(text: &[u8]) -> Option<usize> {
    let end = 1 + memchr3(b'"', b'\\', b'\n', &text[1..])?;
    (end > 1 && text[end] == b'"').then_some(end + 1)
}

/// The length of `<https://example.com>`.
fn link(text: &[u8]) -> Option<usize> {
    let end = 1 + text[1..].iter().position(|byte| matches!(byte, b'>' | b'\n' | b' ' | b'<'))?;
    (text[end] == b'>').then_some(end + 1)
}

/// The length of a word or a figure, with single hyphens inside.
fn with_hyphens(text: &[u8], sign: u8) -> Option<usize> {
    let mut end = run(text, sign);
    while text.get(end) == Some(&b'-') {
        match text.get(end + 1) {
            Some(next) if next.is_ascii_alphanumeric() || sign == WORD && *next == b'_' => {
                end += 1 + run(&text[end + 1..], sign);
            }
            Some(next) if !next.is_ascii() => return None,
            _ => return Some(end),
        }
    }
    text.get(end).is_none_or(|byte| SIGNS[usize::from(*byte)] & END != 0).then_some(end)
}

/// How many bytes at the start of `text` are `sign`.
fn run(text: &[u8], sign: u8) -> usize {
    text.iter().position(|byte| SIGNS[usize::from(*byte)] & sign == 0).unwrap_or(text.len())
}

/// What goes on as a blank, a word or a figure, and what surely ends a word or a figure.
const BLANK: u8 = 1;
const WORD: u8 = 2;
const FIGURE: u8 = 4;
const END: u8 = 8;

/// What each byte is, of those above.
const SIGNS: [u8; 256] = {
    let mut signs = [0; 256];
    let mut byte = 0;
    while byte < signs.len() {
        signs[byte] = match byte as u8 {
            b' ' | b'\t' => BLANK | END,
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'_' => WORD | FIGURE,
            b'.' | b'%' => FIGURE,
            b'\r' | b'\n' | b'{' | b'}' | b',' | b';' | b'(' | b')' | b'"' | b'<' => END,
            _ => 0,
        };
        byte += 1;
    }
    signs
};
