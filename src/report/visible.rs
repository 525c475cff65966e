//! Makes hidden characters seen: what a terminal would act on, what turns the direction of a text around, and what
//! takes no room. What comes out may be printed as it is, and `columns` tells how much room it takes.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

use crate::report::Look;

const ZERO_WIDTH_NON_JOINER: char = '\u{200C}';
const ZERO_WIDTH_JOINER: char = '\u{200D}';
const KEYCAP: char = '\u{20E3}';

/// More than this is not said in one message: names may be as long as a file.
const LONGEST: usize = 800;

/// Bytes of one character and all that joins it: a family of emoji has 35 at the most.
const LONGEST_CLUSTER: usize = 40;

/// What is said, to be printed as it is. Ends of lines stay.
pub(crate) fn visible(text: &str, look: &Look) -> String {
    let mut shown = String::new();
    let mut before = None;
    let mut characters = text.chars().peekable();
    for _ in 0..LONGEST {
        let Some(character) = characters.next() else {
            return shown;
        };
        match character {
            '\n' => shown.push('\n'),
            '\t' => shown.push(' '),
            _ => push(&mut shown, character, before, characters.peek().copied(), look),
        }
        before = Some(character);
    }
    if characters.peek().is_some() {
        shown.push_str(ellipsis(look));
    }
    shown
}

/// What is said, to be printed within one line.
pub(crate) fn visible_line(text: &str, look: &Look) -> String {
    let mut end = String::new();
    push(&mut end, '\n', None, None, look);
    visible(text, look).replace('\n', &end)
}

/// Adds `character`, which stands between `before` and `after`, or a sign for it where it could not be seen.
pub(super) fn push(
    shown: &mut String,
    character: char,
    before: Option<char>,
    after: Option<char>,
    look: &Look,
) {
    if !is_hidden(character, before, after) {
        shown.push(character);
        return;
    }
    let picture = match character {
        '\0'..='\x1F' => char::from_u32(0x2400 + character as u32),
        '\x7F' => Some('\u{2421}'),
        _ => None,
    };
    match picture {
        Some(picture) if look.unicode => shown.push(picture),
        _ => shown.push_str(&code_point(character)),
    }
}

/// What stands for `character` in any case.
pub(super) fn code_point(character: char) -> String {
    format!("<U+{:04X}>", character as u32)
}

/// The sign that something was left out.
pub(super) fn ellipsis(look: &Look) -> &'static str {
    if look.unicode { "…" } else { "..." }
}

/// What a reader takes for one character, each with its place in `text`. Marks heaped on one without end count one by
/// one, for they would fit nowhere.
pub(super) fn clusters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.grapheme_indices(true).flat_map(|(at, cluster)| {
        let is_heap = cluster.len() > LONGEST_CLUSTER;
        let whole = (!is_heap).then_some((at, cluster));
        let parts = cluster.char_indices().filter(move |_| is_heap);
        let parts = parts.map(move |(from, part)| (at + from, &cluster[from..][..part.len_utf8()]));
        whole.into_iter().chain(parts)
    })
}

/// How many columns of a terminal `text` takes. What a joiner joins to an emoji takes none of its own.
pub(super) fn columns(text: &str) -> usize {
    let mut joined = false;
    text.chars()
        .map(|character| {
            let own = if joined { 0 } else { character.width().unwrap_or(0) };
            joined = character == ZERO_WIDTH_JOINER;
            own
        })
        .sum()
}

/// Whether `character` belongs to a script that is written from right to left.
pub(crate) fn is_right_to_left(character: char) -> bool {
    matches!(character,
        '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// Whether a terminal, or an editor, would act on `character` rather than draw it.
pub(crate) fn is_control(character: char) -> bool {
    matches!(character,
        '\0'..='\x1F' | '\x7F'..='\u{9F}' | '\u{061C}' | '\u{200E}' | '\u{200F}'
        | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Joiners belong into Persian and Indic words and into emoji, and selectors behind the sign that they select a form
/// of; anywhere else they only hide.
fn is_hidden(character: char, before: Option<char>, after: Option<char>) -> bool {
    match character {
        ZERO_WIDTH_JOINER | ZERO_WIDTH_NON_JOINER => {
            !before.is_some_and(takes_joiners) && !after.is_some_and(takes_joiners)
        }
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => match before {
            Some('0'..='9' | '#' | '*') => after != Some(KEYCAP),
            Some(before) => before.is_ascii() || is_invisible(before),
            None => true,
        },
        _ => is_invisible(character),
    }
}

fn takes_joiners(character: char) -> bool {
    is_right_to_left(character) && !is_invisible(character)
        || matches!(character,
            '\u{0900}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{1A20}'..='\u{1CFF}' | '\u{A840}'..='\u{ABFF}'
            | '\u{11000}'..='\u{11FFF}' | '\u{2190}'..='\u{2BFF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}')
}

/// Controls, what Unicode says to ignore where it is not known, and code points that are no characters.
fn is_invisible(character: char) -> bool {
    is_control(character)
        || matches!(character,
        '\u{AD}' | '\u{034F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{206F}'
        | '\u{3164}' | '\u{FDD0}'..='\u{FDEF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}')
        || character as u32 & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::{columns, visible};
    use crate::report::Look;

    const LOOK: Look = Look { color: false, width: 80, unicode: true };

    #[test]
    fn what_cannot_be_seen_is_shown() {
        assert_eq!(visible("a\u{1B}[31mb\r\u{7F}\u{9B}c", &LOOK), "a␛[31mb␍␡<U+009B>c");
        assert_eq!(visible("a\u{202E}b\u{200B}", &LOOK), "a<U+202E>b<U+200B>");
        assert_eq!(visible("о\u{200C}к", &LOOK), "о<U+200C>к");
        let ascii = Look { unicode: false, ..LOOK };
        assert_eq!(visible("\u{1B}", &ascii), "<U+001B>");
    }

    #[test]
    fn honest_joiners_and_selectors_stay() {
        for honest in [
            "می\u{200C}خواهم",
            "PDF\u{200C}ها",
            "👩\u{200D}💻",
            "❤\u{FE0F}",
            "1\u{FE0F}\u{20E3}",
            "葛\u{E0100}",
        ] {
            assert_eq!(visible(honest, &LOOK), honest);
        }
    }

    #[test]
    fn columns_are_those_of_a_terminal() {
        assert_eq!(columns("購入"), 4);
        assert_eq!(columns("e\u{301}"), 1);
        assert_eq!(columns("👨\u{200D}👩\u{200D}👧"), 2);
    }
}
