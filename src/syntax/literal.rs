//! What a string or a text block says.

use std::borrow::Cow;

use crate::text::unseen::is_hidden;

/// What is wrong with an escape, and where: bytes within the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadEscape {
    /// The backslash.
    pub start: usize,
    /// The byte after the escape.
    pub end: usize,
}

/// The digits of the highest code point, U+10FFFF.
const MOST_DIGITS: usize = 6;

/// What the string token `token`, with its quotes, says. An escape that is none stands for itself; the first such one
/// is told.
pub fn string(token: &str) -> (Cow<'_, str>, Option<BadEscape>) {
    let inner = token.strip_prefix('"').unwrap_or(token);
    let inner = inner.strip_suffix('"').unwrap_or(inner);
    if !inner.contains('\\') {
        return (Cow::Borrowed(inner), None);
    }
    let (mut text, mut bad, mut rest) = (String::with_capacity(inner.len()), None, inner);
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        let escape = &rest[at..];
        let start = 1 + inner.len() - escape.len();
        let (character, length) = unescape(escape);
        match character {
            Some(character) => text.push(character),
            None => {
                text.push_str(&escape[..length]);
                bad = bad.or(Some(BadEscape { start, end: start + length }));
            }
        }
        rest = &escape[length..];
    }
    text.push_str(rest);
    (Cow::Owned(text), bad)
}

/// The character that the escape at the start of `text` stands for, if it is one, and its length.
fn unescape(text: &str) -> (Option<char>, usize) {
    let kind = text[1..].chars().next();
    let length = 1 + kind.map_or(0, char::len_utf8);
    match kind {
        Some('"') => (Some('"'), length),
        Some('\\') => (Some('\\'), length),
        Some('n') => (Some('\n'), length),
        Some('t') => (Some('\t'), length),
        Some('u') => match code_point(&text[length..]) {
            Some(digits) => {
                let length = length + digits.len() + 2;
                (u32::from_str_radix(digits, 16).ok().and_then(char::from_u32), length)
            }
            None => (None, length),
        },
        _ => (None, length),
    }
}

/// What stands between `{` and `}` at the start of `text`, if it is as short as the number of a character.
fn code_point(text: &str) -> Option<&str> {
    let digits = text.strip_prefix('{')?;
    let end = digits.bytes().take(MOST_DIGITS + 1).position(|byte| byte == b'}')?;
    digits.get(..end)
}

/// The string token that says `text`. What nobody sees of it is written as an escape.
pub fn written(text: &str) -> String {
    let mut token = String::with_capacity(text.len() + 2);
    token.push('"');
    for (at, character) in text.char_indices() {
        match character {
            '"' | '\\' => token.extend(['\\', character]),
            '\n' => token.push_str("\\n"),
            '\t' => token.push_str("\\t"),
            _ if is_hidden(&text[..at], character, &text[at + character.len_utf8()..]) => {
                token.push_str(&format!("\\u{{{:X}}}", u32::from(character)));
            }
            _ => token.push(character),
        }
    }
    token.push('"');
    token
}

/// What the text-block token `token`, with its quotes, says: the indentation that all its lines share is gone, and so
/// are a first and a last line with nothing on them.
pub fn text_block(token: &str) -> String {
    match text_lines(token) {
        Some(lines) => lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n"),
        None => inside(token).trim().to_owned(),
    }
}

/// The lines of what the text-block token `token` says, none of which ends in a blank or a tab; none if it stands on one
/// line.
pub(crate) fn text_lines(token: &str) -> Option<Vec<&str>> {
    const BLANKS: [char; 2] = [' ', '\t'];
    let is_empty = |line: &str| line.trim().is_empty();
    let (first, rest) = inside(token).split_once('\n')?;
    let mut lines: Vec<&str> = rest.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
    let indentation = |line: &&str| line.len() - line.trim_start_matches(BLANKS).len();
    let shared = lines.iter().filter(|line| !is_empty(line)).map(indentation).min().unwrap_or(0);
    for line in &mut lines {
        *line = if is_empty(line) { "" } else { line.get(shared..).unwrap_or("").trim_end_matches(BLANKS) };
    }
    if !is_empty(first) {
        let first = first.strip_suffix('\r').unwrap_or(first);
        lines.insert(0, first.trim_start().trim_end_matches(BLANKS));
    }
    if lines.last() == Some(&"") {
        lines.pop();
    }
    Some(lines)
}

/// What stands between the quotes of a text block.
fn inside(token: &str) -> &str {
    let inner = token.strip_prefix("\"\"\"").unwrap_or(token);
    inner.strip_suffix("\"\"\"").unwrap_or(inner)
}

#[cfg(test)]
mod tests {
    use super::{string, text_block, written};

    #[test]
    fn escapes_stand_for_their_characters() {
        assert_eq!(string(r#""a\"b\\\n\t\u{1F600}""#).0, "a\"b\\\n\t😀");
        let (text, bad) = string(r#""a\qb""#);
        assert_eq!((text.as_ref(), bad.map(|bad| (bad.start, bad.end))), (r"a\qb", Some((2, 4))));
        assert!(string(r#""\u{D800}""#).1.is_some());
        assert!(string("\"\\").1.is_some());
    }

    #[test]
    fn what_is_written_says_the_text() {
        for text in ["", "a \"b\" \\ c\n\td", "\u{7}\u{1B}[31m\u{202E}", "می\u{200C}خواهم 😀", "\u{2028}"]
        {
            let token = written(text);
            assert_eq!(string(&token), (std::borrow::Cow::Borrowed(text), None), "{token}");
            assert!(!token.contains(char::is_control), "{token}");
        }
    }

    #[test]
    fn a_text_block_loses_what_its_lines_share() {
        assert_eq!(text_block("\"\"\"\n    a\n      b\n\n    c\n    \"\"\""), "a\n  b\n\nc");
        assert_eq!(text_block("\"\"\" one line \"\"\""), "one line");
        assert_eq!(text_block("\"\"\"\r\n  نامه\r\n\"\"\""), "نامه");
        assert_eq!(text_block("\"\"\" a \n    b  \n   c\"\"\""), "a\n b\nc");
        assert_eq!(text_block("\"\"\"\n\n  a\n\n  \"\"\""), "\na\n");
    }
}
