//! Texts within Mermaid's diagrams. Only letters, digits and blanks stand as they are; every other sign of ASCII is written
//! as its code, `#46;`, so that no text is read as anything but itself.

use std::borrow::Cow;
use std::fmt::Display;

use crate::emit::seen::{seen, shortened};

/// How much longer a label is expected to be than its text: a sign takes five letters.
const ROOM: usize = 16;

/// A label, without the quotes that some diagrams want around it; longer ones are cut.
pub(super) fn label(said: &str, longest: usize) -> String {
    let seen = seen(said);
    encoded(&harmless(shortened(&seen, longest)))
}

/// A value as a label: a share, in which nothing but our own signs has to be encoded.
pub(super) fn value(value: impl Display) -> String {
    encoded(&value.to_string())
}

fn encoded(said: &str) -> String {
    let mut label = String::with_capacity(said.len() + ROOM);
    for character in said.chars() {
        match character {
            // Two would be shown as one.
            '\n' | ' ' if label.ends_with(' ') => {}
            '\n' | ' ' => label.push(' '),
            _ if character.is_ascii_alphanumeric() || !character.is_ascii() => label.push(character),
            _ => label.extend(["#", &u32::from(character).to_string(), ";"]),
        }
    }
    label
}

/// `said` without what has a meaning for Mermaid however it is encoded: its own code for a character, `ﬂ°°60¶ß`, and the
/// signs around formulas, of which `$$$` holds two.
fn harmless(said: Cow<'_, str>) -> Cow<'_, str> {
    if !said.contains(['ﬂ', '¶', '$']) {
        return said;
    }
    let apart = [("ﬂ", "fl"), ("¶ß", "¶ ß"), ("$$", "$ $"), ("$$", "$ $")];
    apart.iter().fold(said, |said, (signs, harmless)| said.replace(signs, harmless).into())
}

/// What opens a statement at the start of a line, in small letters.
const OPENING: [&str; 5] = ["title", "section", "journey", "acctitle", "accdescr"];

/// A label that stands at the start of a line, and opens no statement there.
pub(super) fn opening_label(said: &str, longest: usize) -> String {
    let label = label(said, longest);
    let small = label.to_ascii_lowercase();
    match label.chars().next() {
        Some(first) if OPENING.iter().any(|word| small.starts_with(word)) => {
            format!("#{};{}", u32::from(first), &label[1..])
        }
        Some(_) | None => label,
    }
}

#[cfg(test)]
mod tests {
    use super::{label, opening_label};

    #[test]
    fn only_letters_digits_and_blanks_stand_as_they_are() {
        assert_eq!(label("Größe 40 %: \"so\"", 80), "Größe 40 #37;#58; #34;so#34;");
        assert_eq!(label("a\n\n b", 80), "a b");
        assert_eq!(label("longer than that", 6), "longer…");
    }

    #[test]
    fn no_label_opens_a_statement() {
        assert_eq!(opening_label("Title and text", 80), "#84;itle and text");
        assert_eq!(opening_label("Tidy text", 80), "Tidy text");
    }
}
