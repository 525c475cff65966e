//! Characters that a reader does not see: which there are, and where one belongs all the same.
//!
//! Joiners belong into Persian and Indic words and into emoji, selectors behind the sign that they select a form of, tags
//! into the flags of regions, and places to break a line into scripts without blanks. Anywhere else they only hide.

const ZERO_WIDTH_SPACE: char = '\u{200B}';
const ZERO_WIDTH_NON_JOINER: char = '\u{200C}';
const ZERO_WIDTH_JOINER: char = '\u{200D}';
const GRAPHEME_JOINER: char = '\u{034F}';
const KEYCAP: char = '\u{20E3}';
const EMOJI_FORM: char = '\u{FE0F}';

/// The flag of a region is this, the letters of its code as tags, and the last of the tags.
const BLACK_FLAG: char = '\u{1F3F4}';
const LAST_TAG: char = '\u{E007F}';
const LONGEST_CODE: usize = 6;

/// Whether a terminal, or an editor, would act on `character` rather than draw it.
pub fn is_control(character: char) -> bool {
    matches!(character, '\0'..='\x1F' | '\x7F'..='\u{9F}' | '\u{2028}' | '\u{2029}')
        || steers_direction(character)
}

/// Whether a control may start with `byte`, in UTF-8.
pub const fn may_start_control(byte: u8) -> bool {
    matches!(byte, 0..=0x1F | 0x7F | 0xC2 | 0xD8 | 0xE2)
}

/// Where the first control in `text` is. Quick where there is none: all of them start with one of a few bytes.
pub fn find_control(text: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + text.as_bytes()[from..].iter().position(|byte| may_start_control(*byte))?;
        let character = text[at..].chars().next()?;
        if is_control(character) {
            return Some(at);
        }
        from = at + character.len_utf8();
    }
}

/// Whether `character` steers in which direction what stands around it is shown.
pub fn steers_direction(character: char) -> bool {
    turns_direction(character) || matches!(character, '\u{061C}' | '\u{200E}' | '\u{200F}')
}

/// Whether `character` turns the direction of all that follows it (UAX #9, explicit formatting).
pub fn turns_direction(character: char) -> bool {
    matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether `character` belongs to a script that is written from right to left.
pub fn is_right_to_left(character: char) -> bool {
    matches!(character,
        '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// Controls, what Unicode says to ignore where it is not known, and code points that are no characters.
pub fn is_unseen(character: char) -> bool {
    if matches!(character, ' '..='~') {
        return false;
    }
    is_control(character)
        || is_selector(character)
        || matches!(character,
            '\u{AD}' | GRAPHEME_JOINER | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FDD0}'..='\u{FDEF}' | '\u{FEFF}'
            | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}')
        || character as u32 & 0xFFFE == 0xFFFE
}

/// Whether `character`, which stands between the texts `before` and `after`, is not seen and does not belong there.
pub fn is_hidden(before: &str, character: char, after: &str) -> bool {
    if !is_unseen(character) {
        return false;
    }
    let last = before.chars().next_back();
    let next = after.chars().next();
    let belongs = match character {
        ZERO_WIDTH_JOINER | ZERO_WIDTH_NON_JOINER => joins(last, character, next),
        ZERO_WIDTH_SPACE => last.is_some_and(is_without_blanks) && next.is_some_and(is_without_blanks),
        // Hebrew needs it between the points of one letter.
        GRAPHEME_JOINER => last.is_some_and(|last| matches!(last, '\u{0591}'..='\u{05F4}')),
        '\u{180B}'..='\u{180F}' => last.is_some_and(|last| matches!(last, '\u{1800}'..='\u{18AF}')),
        _ if is_selector(character) => last.is_some_and(|last| selects(last, character, next)),
        _ if is_tag(character) => is_in_flag(before, character, after),
        _ => false,
    };
    !belongs
}

fn is_selector(character: char) -> bool {
    matches!(character, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

fn is_tag(character: char) -> bool {
    matches!(character, '\u{E0020}'..=LAST_TAG)
}

/// Behind a letter that joins, or between what is seen and such a letter: `PDF\u{200C}ها`. Between two emoji, a joiner.
fn joins(last: Option<char>, joiner: char, next: Option<char>) -> bool {
    let is_seen = |last: char| !is_unseen(last) && !last.is_whitespace();
    let joins_emoji = |last: char| joiner == ZERO_WIDTH_JOINER && (is_emoji(last) || last == EMOJI_FORM);
    last.is_some_and(|last| {
        takes_joiners(last)
            || is_seen(last) && next.is_some_and(takes_joiners)
            || joins_emoji(last) && next.is_some_and(is_emoji)
    })
}

fn takes_joiners(character: char) -> bool {
    let is_indic = matches!(character,
        '\u{0900}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{1A20}'..='\u{1CFF}' | '\u{A840}'..='\u{ABFF}'
        | '\u{11000}'..='\u{11FFF}');
    (is_indic || is_right_to_left(character)) && !is_unseen(character)
}

/// Thai, Lao, Tibetan, Myanmar, Khmer, Balinese and the like.
fn is_without_blanks(character: char) -> bool {
    matches!(character, '\u{0E00}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{1950}'..='\u{1AAF}' | '\u{1B00}'..='\u{1B7F}')
        && !is_unseen(character)
}

/// Whether `selector` selects a form of `base`.
fn selects(base: char, selector: char, next: Option<char>) -> bool {
    let is_ideograph = matches!(base, '\u{2E80}'..='\u{2FDF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFD}');
    if selector > EMOJI_FORM {
        return is_ideograph;
    }
    match base {
        '0'..='9' | '#' | '*' => next == Some(KEYCAP),
        '©'
        | '®'
        | '\u{203C}'
        | '\u{2049}'
        | '\u{2122}'
        | '\u{2139}'
        | '\u{3000}'..='\u{303F}'
        | '\u{3297}'
        | '\u{3299}' => true,
        '\u{1000}'..='\u{109F}' | '\u{A840}'..='\u{A877}' | '\u{FF01}'..='\u{FF60}' => true,
        _ => is_ideograph || is_emoji(base),
    }
}

fn is_emoji(character: char) -> bool {
    matches!(character, '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}')
}

fn is_in_flag(before: &str, tag: char, after: &str) -> bool {
    let mut head: Vec<char> = before.chars().rev().take(LONGEST_CODE + 1).collect();
    let start = head.iter().position(|it| !is_tag(*it)).unwrap_or(head.len());
    let is_flag = head.get(start) == Some(&BLACK_FLAG);
    head.truncate(start);
    let tail = after.chars().take_while(|it| is_tag(*it)).take(LONGEST_CODE + 1);
    let tags: Vec<char> = head.into_iter().rev().chain([tag]).chain(tail).collect();
    let is_code = |tag: &char| matches!(tag, '\u{E0030}'..='\u{E0039}' | '\u{E0061}'..='\u{E007A}');
    match tags.split_last() {
        Some((last, code)) => {
            is_flag
                && *last == LAST_TAG
                && (3..=LONGEST_CODE).contains(&code.len())
                && code.iter().all(is_code)
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_hidden, is_unseen};

    fn hidden(text: &str) -> usize {
        text.char_indices()
            .filter(|(at, it)| is_hidden(&text[..*at], *it, &text[*at + it.len_utf8()..]))
            .count()
    }

    #[test]
    fn what_belongs_is_not_hidden() {
        for honest in [
            "می\u{200C}خواهم",
            "PDF\u{200C}ها",
            "«کتاب»\u{200C}ها",
            "ه\u{200D}.ش",
            "क्\u{200D}ष",
            "👩\u{200D}💻",
            "❤\u{FE0F}\u{200D}🔥",
            "👍🏽 ©\u{FE0F} ™\u{FE0F}",
            "1\u{FE0F}\u{20E3}",
            "葛\u{E0100}",
            "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
            "ភាសា\u{200B}ខ្មែរ",
            "plain text, Größe, 購入",
        ] {
            assert_eq!(hidden(honest), 0, "{honest:?}");
        }
    }

    #[test]
    fn what_does_not_belong_is_hidden() {
        for (text, count) in [
            ("sh\u{200C}op", 1),
            ("\u{200C}می", 1),
            ("می\u{200C}\u{200C}\u{200C}خواهم", 2),
            ("a\u{FE0F}", 1),
            ("1\u{FE0F}", 1),
            ("❤\u{FE0F}\u{FE0E}\u{E0101}", 2),
            ("🏴\u{E0067}\u{E0062}", 2),
            ("a\u{E0061}\u{E0062}\u{E0063}\u{E007F}", 4),
            ("🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E0067}\u{E0067}\u{E007F}", 8),
            ("👩\u{200D} a", 1),
            ("\u{200F}\u{61C}\u{AD}\u{FEFF}\u{2060}\u{202E}\u{2028}\u{3164}", 8),
        ] {
            assert_eq!(hidden(text), count, "{text:?}");
        }
        assert!(!is_unseen('a') && is_unseen('\u{7F}'));
    }
}
