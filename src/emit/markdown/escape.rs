//! Texts of a journey as Markdown that shows them and does nothing else: no link, image, HTML, mention, reference, emoji
//! code, list or heading comes of what somebody wrote.
//!
//! `Inline` is the only way onto a page, and only this file makes one of a text. GitHub and GitLab look for mentions,
//! references and addresses once more in what they have rendered, where a backslash is gone; there `<wbr>`, a place to
//! break the line, tears the text apart without being seen or copied.

use std::borrow::Cow;
use std::fmt::{self, Write};

use crate::emit::seen::{seen, shortened};
use crate::value::Link;
use crate::view::label;

/// What an `Inline` marks the start and the end of a value by, and the start of the next part of a line: controls of a
/// byte each, which no text that was made visible holds. A page writes them as what its own direction needs.
pub(super) const VALUE: u8 = 1;
pub(super) const END_OF_VALUE: u8 = 2;
pub(super) const PART: u8 = 3;

/// How much longer a line is expected to grow: most lines are put together of a few short parts.
const ROOM: usize = 64;

/// Markdown that stands within one line, also in the cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Inline(Cow<'static, str>);

impl Inline {
    /// Words of ours, which are Markdown already.
    pub(super) fn ours(words: &'static str) -> Self {
        Self(Cow::Borrowed(words))
    }

    /// What shows a value: a number, a date, a duration.
    pub(super) fn said(said: impl fmt::Display) -> Self {
        let mut line = String::with_capacity(ROOM);
        line.push(VALUE.into());
        // Writing into a text does not fail.
        let _ = write!(line, "{said}");
        let shown = &line[1..];
        if !is_plain(shown) {
            return Self::owned(escaped(shown)).value();
        }
        line.push(END_OF_VALUE.into());
        Self::owned(line)
    }

    fn owned(line: String) -> Self {
        Self(Cow::Owned(line))
    }

    /// Made of parts, with room for more.
    fn of(parts: &[&str]) -> Self {
        let mut line = String::with_capacity(parts.iter().map(|part| part.len()).sum::<usize>() + ROOM);
        line.extend(parts.iter().copied());
        Self::owned(line)
    }

    /// As a value, which runs from left to right.
    pub(super) fn value(self) -> Self {
        const SIGNS: (&str, &str) = ("\u{1}", "\u{2}");
        debug_assert_eq!((SIGNS.0.as_bytes(), SIGNS.1.as_bytes()), (&[VALUE][..], &[END_OF_VALUE][..]));
        self.between(SIGNS.0, SIGNS.1)
    }

    /// With something in front and something behind.
    fn between(self, before: &str, behind: &str) -> Self {
        match self.0 {
            Cow::Borrowed(words) => Self::of(&[before, words, behind]),
            Cow::Owned(mut line) => {
                line.insert_str(0, before);
                line.push_str(behind);
                Self::owned(line)
            }
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// In bold letters.
    pub(super) fn strong(self) -> Self {
        if self.is_empty() { self } else { self.between("**", "**") }
    }

    /// As what a machine calls it.
    pub(super) fn code(self) -> Self {
        if self.is_empty() { self } else { self.between("<code>", "</code>") }
    }

    /// With something of ours, or escaped already, behind it.
    pub(super) fn then(self, next: impl Into<Self>) -> Self {
        let next = next.into();
        if self.is_empty() {
            return next;
        }
        match self.0 {
            Cow::Borrowed(words) => Self::of(&[words, &next.0]),
            Cow::Owned(mut line) => {
                line.push_str(&next.0);
                Self::owned(line)
            }
        }
    }

    /// Those that are not empty, with `between` between them.
    pub(super) fn join(parts: impl IntoIterator<Item = Self>, between: &'static str) -> Self {
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.reduce(|joined, part| joined.then(between).then(part)).unwrap_or_default()
    }

    /// As a link to another page, by its path from this one.
    pub(super) fn linked_to(self, path: &str) -> Self {
        self.between("[", &["](", &encoded(path, "/-._~"), ")"].concat())
    }

    /// As a link to a place on the same page.
    pub(super) fn linked_within(self, anchor: &str, number: usize) -> Self {
        self.between("[", &format!("](#{}-{number})", encoded(anchor, "-")))
    }

    /// With a place in front that links lead to.
    pub(super) fn anchored(self, anchor: &str, number: usize) -> Self {
        self.between(&format!("<a id=\"{}-{number}\"></a>", encoded(anchor, "-")), "")
    }
}

impl From<&'static str> for Inline {
    fn from(words: &'static str) -> Self {
        Self::ours(words)
    }
}

/// What shows `said`. Ends of lines become `<br>`, so that it fits into one line.
pub(super) fn text(said: &str) -> Inline {
    Inline::owned(escaped(&seen(&label::shortened(said))))
}

/// A link to an address outside, shown as the address without what goes without saying.
pub(super) fn link(address: &str) -> Inline {
    let shown = ["https://", "http://", "mailto:"].iter().find_map(|scheme| address.strip_prefix(scheme));
    let shown = shortened(shown.unwrap_or(address).trim_end_matches('/'), 60);
    match destination(address) {
        Some(destination) => Inline::of(&["[", &text(&shown).0, "](", &destination, ")"]),
        None => text(&shown),
    }
}

/// `address` as the destination of a Markdown link; nothing if it is not safe to follow.
pub(super) fn destination(address: &str) -> Option<String> {
    let link = Link::read(address).ok()?;
    // In a destination `&copy=1` would be read as an entity, and a `)` would end it.
    Some(encoded(link.as_str(), "/-._~:?#@!$*+,;='%&[]").replace('&', "&amp;"))
}

/// What is seen, with every sign that Markdown reads escaped.
pub(super) fn escaped(seen: &str) -> String {
    if is_plain(seen) {
        let mut out = String::with_capacity(seen.len() + ROOM);
        out.push_str(seen);
        return out;
    }
    let mut out = String::with_capacity(seen.len() + seen.len() / 8);
    let mut before = None;
    let mut only_digits = true;
    let mut commit = 0..0;
    for (index, character) in seen.char_indices() {
        let (here, after) = seen[index..].split_at(character.len_utf8());
        if !before.is_some_and(char::is_alphanumeric) {
            commit = index..index + commit_length(&seen[index..]);
        }
        if commit.contains(&index) && index > commit.start && (index - commit.start) % 6 == 0 {
            out.push_str("<wbr>");
        }
        match character {
            '\n' => out.push_str("<br>"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // The rows of a table are cut into cells before backslashes are read.
            '|' => out.push_str("&#124;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '#' | '$' => out.extend(["\\", here]),
            // What would open a block, were it at the start of a line: a list, a rule, a directive.
            '+' | '-' | '=' | ':' if before.is_none() => out.extend(["\\", here]),
            '.' | ')' if before.is_some() && only_digits && !after.starts_with(char::is_alphanumeric) => {
                out.extend(["\\", here]);
            }
            _ => out.push(character),
        }
        if is_torn(before, character, after) {
            out.push_str("<wbr>");
        }
        only_digits &= character.is_ascii_digit();
        before = Some(character);
    }
    out
}

/// Whether Markdown surely reads nothing in a text but itself: words, none of which could be the name of a commit, and
/// signs where they mean nothing.
fn is_plain(text: &str) -> bool {
    are_words(text) || has_plain_signs(text)
}

/// The same, of a text whose signs mean nothing wherever they stand, as those of most do: quicker to tell.
fn are_words(text: &str) -> bool {
    let (mut all, mut run, mut longest) = (WORDS, 0, 0);
    // Nearly all are plain: without a way out of it, the loop takes half the time.
    for byte in text.bytes() {
        let sign = SIGNS[usize::from(byte)];
        all &= sign;
        run = if sign & HEXADECIMAL == 0 { 0 } else { run + 1 };
        longest = longest.max(run);
    }
    all != 0 && longest <= LONGEST_RUN
}

/// The same, of any text.
fn has_plain_signs(text: &str) -> bool {
    let (mut before, mut run, mut only_digits, mut is_plain) = (0, 0, true, true);
    for byte in text.bytes() {
        let sign = SIGNS[usize::from(byte)];
        run = if sign & HEXADECIMAL == 0 { 0 } else { run + 1 };
        is_plain &= match sign & (LETTER | ALONE | AFTER) {
            LETTER => before & BINDS == 0 && run <= LONGEST_RUN,
            ALONE => true,
            AFTER => match byte {
                b'.' => !only_digits && before & DOUBLE_U == 0,
                b')' => !only_digits,
                _ => before & (BLANK | DIGIT) != 0,
            },
            _ => false,
        };
        only_digits &= sign & DIGIT != 0;
        before = sign;
    }
    is_plain
}

/// More digits of a hexadecimal number in a row could be the name of a commit.
const LONGEST_RUN: usize = 6;

/// A letter or a digit.
const LETTER: u16 = 1;
/// A sign that means nothing wherever it stands.
const ALONE: u16 = 2;
/// A sign that means nothing behind some others: `.`, `)` and `-`.
const AFTER: u16 = 4;
/// A digit or a letter of a hexadecimal number.
const HEXADECIMAL: u16 = 8;
const DIGIT: u16 = 16;
/// What makes a reference with a letter behind it.
const BINDS: u16 = 32;
/// What makes an address with a `.` behind it.
const DOUBLE_U: u16 = 64;
const BLANK: u16 = 128;
/// What means nothing, and nothing behind it either.
const WORDS: u16 = 256;

/// What each byte is, of those above.
const SIGNS: [u16; 256] = {
    let mut signs = [0; 256];
    let mut byte = 0;
    while byte < signs.len() {
        signs[byte] = match byte as u8 {
            b'0'..=b'9' => LETTER | HEXADECIMAL | DIGIT,
            b'a'..=b'f' => LETTER | HEXADECIMAL,
            b'w' | b'W' => LETTER | DOUBLE_U,
            b'A'..=b'Z' | b'g'..=b'z' | 0x80.. => LETTER,
            b' ' => ALONE | BLANK,
            b',' | b'\'' | b'(' | b'?' | b';' | b'/' => ALONE,
            b'%' | b'!' => ALONE | BINDS,
            b'.' | b')' | b'-' => AFTER,
            _ => 0,
        };
        if signs[byte] & (LETTER | ALONE) != 0 && signs[byte] & BINDS == 0 {
            signs[byte] |= WORDS;
        }
        byte += 1;
    }
    signs
};

/// How long the word at the start of `rest` is, if it could be the name of a commit.
fn commit_length(rest: &str) -> usize {
    let end = rest.find(|letter| !matches!(letter, '0'..='9' | 'a'..='f')).unwrap_or(rest.len());
    if end > 6 && !rest[end..].starts_with(char::is_alphanumeric) { end } else { 0 }
}

/// Whether `character` would make a reference, an address or a template of what stands around it.
fn is_torn(before: Option<char>, character: char, after: &str) -> bool {
    // What follows at the end of a text is ours: a blank, a comma, a colon.
    let Some(next) = after.chars().next() else { return matches!(character, '$' | '{') };
    let starts = |word: &str| after.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    match character {
        // A mention, an issue, a merge request, a milestone, a label, an epic, an alert.
        '@' | '#' | '!' | '%' | '~' | '&' | '^' => next.is_alphanumeric() || matches!(next, '_' | '"' | '-'),
        '$' => true,
        ':' => next == '/' || is_emoji_code(after),
        'w' | 'W' => !before.is_some_and(char::is_alphanumeric) && starts("ww."),
        // `GH-12`, and what issues are called elsewhere.
        '-' => before.is_some_and(|before| before.is_ascii_alphabetic()) && next.is_ascii_digit(),
        // Templates, attributes and marked changes: `{{ x }}`, `{% x %}`, `{: x }`, `{+ x +}`, `[+ x +]`.
        '{' | '[' => next.is_ascii_punctuation(),
        _ => false,
    }
}

/// Whether `after` a `:` goes on as `smile:`, or as `smile` with a colon of ours behind it.
fn is_emoji_code(after: &str) -> bool {
    let end = after.find(|letter: char| !(letter.is_ascii_alphanumeric() || "_+-".contains(letter)));
    end.is_none_or(|end| end > 0 && after[end..].starts_with(':'))
}

/// `said` with everything but letters and digits of ASCII, and those of `plain`, percent-encoded.
fn encoded<'s>(said: &'s str, plain: &str) -> Cow<'s, str> {
    let stays = |byte: u8| byte.is_ascii_alphanumeric() || plain.as_bytes().contains(&byte);
    if said.bytes().all(stays) {
        return said.into();
    }
    let mut out = String::with_capacity(said.len());
    for byte in said.bytes() {
        if stays(byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out.into()
}

/// The longest row of one `sign` in `text`.
pub(super) fn longest_run(text: &str, sign: char) -> usize {
    text.split(|letter| letter != sign).map(str::len).max().unwrap_or(0)
}
