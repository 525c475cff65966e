//! Makes hidden characters seen: what a terminal would act on, what turns the direction of a text around, and what
//! takes no room. What comes out may be printed as it is, and `columns` tells how much room it takes.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

use crate::report::Look;
use crate::text::unseen::is_hidden;

const ZERO_WIDTH_JOINER: char = '\u{200D}';

/// More than this is not said in one message: names may be as long as a file.
const LONGEST: usize = 800;

/// Bytes of one character and all that joins it: a family of emoji has 35 at the most.
const LONGEST_CLUSTER: usize = 40;

/// What is said, to be printed as it is. Ends of lines stay.
pub(crate) fn visible(text: &str, look: &Look) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => seen(&text[..end], look) + ellipsis(look),
        None => seen(text, look),
    }
}

/// The whole of `text`, however long, to be printed as it is. Ends of lines stay.
pub(crate) fn seen(text: &str, look: &Look) -> String {
    let mut shown = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        match character {
            '\n' => shown.push('\n'),
            '\t' => shown.push(' '),
            _ => push(&mut shown, &text[..at], character, &text[at + character.len_utf8()..], look),
        }
    }
    shown
}

/// What is said, to be printed within one line.
pub(crate) fn visible_line(text: &str, look: &Look) -> String {
    let mut end = String::new();
    push(&mut end, "", '\n', "", look);
    visible(text, look).replace('\n', &end)
}

/// Adds `character`, which stands between `before` and `after`, or a sign for it where it could not be seen.
pub(super) fn push(shown: &mut String, before: &str, character: char, after: &str, look: &Look) {
    if !is_hidden(before, character, after) {
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

/// As much of `text`, which is visible, as fits into `most` columns.
pub(crate) fn cut(text: &str, most: usize, look: &Look) -> String {
    if columns(text) <= most {
        return text.to_owned();
    }
    let sign = ellipsis(look);
    let mut shown = String::new();
    let mut room = most.saturating_sub(columns(sign));
    for (_, cluster) in clusters(text) {
        let width = columns(cluster);
        if width > room {
            break;
        }
        room -= width;
        shown.push_str(cluster);
    }
    shown.truncate(shown.trim_end().len());
    shown + sign
}

/// How many columns of a terminal `text` takes. What a joiner joins to an emoji takes none of its own.
pub(crate) fn columns(text: &str) -> usize {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.len();
    }
    let mut joined = false;
    text.chars()
        .map(|character| {
            let own = if joined { 0 } else { character.width().unwrap_or(0) };
            joined = character == ZERO_WIDTH_JOINER;
            own
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::{columns, cut, visible};
    use crate::report::Look;

    #[test]
    fn what_cannot_be_seen_is_shown() {
        assert_eq!(visible("a\u{1B}[31mb\r\u{7F}\u{9B}c", &Look::PLAIN), "a␛[31mb␍␡<U+009B>c");
        assert_eq!(visible("a\u{202E}b\u{200B}", &Look::PLAIN), "a<U+202E>b<U+200B>");
        assert_eq!(visible("о\u{200C}к", &Look::PLAIN), "о<U+200C>к");
        let ascii = Look { unicode: false, ..Look::PLAIN };
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
            assert_eq!(visible(honest, &Look::PLAIN), honest);
        }
    }

    #[test]
    fn what_does_not_fit_is_cut_between_characters() {
        assert_eq!(cut("購入する", 6, &Look::PLAIN), "購入…");
        assert_eq!(cut("one two", 5, &Look::PLAIN), "one…");
        assert_eq!(cut("購入", 4, &Look::PLAIN), "購入");
        assert_eq!(cut("abcdef", 5, &Look { unicode: false, ..Look::PLAIN }), "ab...");
    }

    #[test]
    fn columns_are_those_of_a_terminal() {
        assert_eq!(columns("購入"), 4);
        assert_eq!(columns("e\u{301}"), 1);
        assert_eq!(columns("👨\u{200D}👩\u{200D}👧"), 2);
    }
}
