//! Texts of a journey as a reader sees them, before a format's own escaping: controls and what has no business in a text
//! made visible, blanks single, and no more of it than there is room for.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::unseen::is_hidden;

/// `said` with what cannot be seen and does not belong where it stands made visible, controls above all.
/// Lines end in `\n`.
pub(super) fn visible(said: &str) -> Cow<'_, str> {
    if said.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t')) {
        return said.into();
    }
    let mut shown = String::with_capacity(said.len());
    for (at, character) in said.char_indices() {
        let (before, rest) = said.split_at(at);
        let after = &rest[character.len_utf8()..];
        match character {
            '\r' if after.starts_with('\n') => {}
            '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => shown.push('\n'),
            '\t' => shown.push('\t'),
            '\0'..='\x1F' => shown.extend(char::from_u32(0x2400 + u32::from(character))),
            '\x7F' => shown.push('\u{2421}'),
            _ if is_hidden(before, character, after) => shown.push('\u{FFFD}'),
            _ => shown.push(character),
        }
    }
    shown.into()
}

/// `said` as it is seen: visible, and with single blanks, since neither Markdown nor Mermaid shows others.
pub(super) fn seen(said: &str) -> Cow<'_, str> {
    if is_seen(said) {
        return said.into();
    }
    let visible = visible(said);
    let has_single_blanks = !visible.contains("  ") && !visible.contains(['\n', '\t']);
    if has_single_blanks && visible.trim().len() == visible.len() {
        return visible;
    }
    let lines = visible.trim().split('\n');
    let lines = lines.map(|line| line.split([' ', '\t']).filter(|word| !word.is_empty()));
    lines.map(|words| words.collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join("\n").into()
}

/// Whether a text is surely seen as it is: letters and signs of ASCII, with single blanks between.
fn is_seen(text: &str) -> bool {
    // Many bytes at once are looked at in a loop without a way out of it.
    let is_ascii = text.bytes().fold(true, |is_seen, byte| is_seen & matches!(byte, b' '..=b'~'));
    let bytes = text.as_bytes();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let has_single_blanks =
        pairs.fold(true, |are_single, (one, next)| are_single & (*one != b' ' || *next != b' '));
    is_ascii && has_single_blanks && !text.starts_with(' ') && !text.ends_with(' ')
}

/// `said`, cut to the `longest` number of letters as people count them.
pub(super) fn shortened(said: &str, longest: usize) -> Cow<'_, str> {
    // No letter is shorter than a byte.
    let end = if said.len() <= longest { None } else { said.grapheme_indices(true).nth(longest) };
    match end {
        None => said.into(),
        Some((end, _)) => format!("{}…", said[..end].trim_end()).into(),
    }
}
