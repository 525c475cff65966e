//! Nothing stands in a text or a name that its readers do not see.

use crate::diagnostic::{Edit, Fix};
use crate::rules::Check;
use crate::syntax::{Kind, Unseen};
use crate::text::unseen::turns_direction;

rule! {
    /// Some characters are not seen: marks of direction, blanks without a width, tags, selectors of a form. With them two
    /// texts that look the same are not the same, a search finds one of them only, and a text can hold a message to
    /// programs that no reader knows of.
    ///
    /// What belongs is not reported: joiners in words of Persian and of Indic scripts, joiners, selectors and flags in
    /// emoji, selectors behind ideographs, breaks in scripts without blanks. Where a text needs another of these
    /// characters, write it as an escape, `\u{200F}`: then everyone sees that it is there. What turns the direction of
    /// all that follows is an error of its own, `hidden-direction`.
    ///
    /// ```journey wrong
    #[doc = " team shop \"The\u{200B} shop\""]
    /// channel site
    /// journey shoes {
    ///   stage looking {
    ///     owner shop
    ///     touchpoint shelf { channel site }
    ///     -> end
    ///   }
    /// }
    /// ```
    ///
    /// ```journey right
    #[doc = " team shop \"کفش\u{200C}فروشی 👩\u{200D}💻\""]
    /// channel site
    /// journey shoes {
    ///   stage looking {
    ///     owner shop
    ///     touchpoint shelf { channel site }
    ///     -> end
    ///   }
    /// }
    /// ```
    "hidden-character", Warning, since "0.1.0", fix Safe, "an unseen character in a text or a name", check
}

/// More than these are counted and not shown one by one.
const SHOWN: usize = 4;

/// More of what tags spell is not told.
const SPELLED: usize = 60;

fn check(cx: &mut Check<'_>) {
    let unseen = cx.unseen();
    let hidden: Vec<Unseen> = unseen.filter(|it| !turns_direction(it.character)).collect();
    for hidden in hidden.chunk_by(|one, next| one.token == next.token) {
        told(cx, hidden, meaning, "nobody who reads this can know of it");
    }
}

/// Reports `unseen`, all in one token, with what `meaning` says each is called and does.
pub(super) fn told(
    cx: &mut Check<'_>,
    unseen: &[Unseen],
    meaning: fn(char) -> (&'static str, &'static str),
    why: &str,
) {
    let [first, rest @ ..] = unseen else { return };
    let place = place(first.kind);
    let (name, effect) = meaning(first.character);
    let named = |name: &str| if name.is_empty() { String::new() } else { format!(" ({name})") };
    let character = format!("U+{:04X}{}", u32::from(first.character), named(name));
    let mut message = match rest.len() {
        0 => format!("the unseen character {character} stands in this {place}"),
        1 => format!("{character} and another unseen character stand in this {place}"),
        more => format!("{character} and {more} more unseen characters stand in this {place}"),
    };
    let spelled: String = unseen.iter().filter_map(|it| spelled(it.character)).collect();
    if spelled.len() > 1 {
        message = format!("{message}, and spell `{}`", spelled.chars().take(SPELLED).collect::<String>());
    }
    let mut report = cx.report(first.span, message).label(effect);
    // Of those that follow each other without anything between them, the first is shown.
    let runs = unseen.windows(2).filter(|pair| pair[0].span.end < pair[1].span.start).map(|pair| pair[1]);
    for other in runs.take(SHOWN - 1) {
        let (name, effect) = meaning(other.character);
        let said = if name.is_empty() { effect.to_owned() } else { format!("{name}: {effect}") };
        report = report.also(other.span, said);
    }
    let them = if rest.is_empty() { "it" } else { "them" };
    let title = format!("take {them} away");
    let edits: Vec<Edit> = unseen.iter().map(|it| Edit::take_away(it.span)).collect();
    let fix = match unseen.iter().any(|it| changes_looks(it.character)) {
        true => Fix::for_a_look(title, edits),
        false => Fix::safe(title, edits),
    };
    report.help(format!("take {them} away: {why}")).fix_by(fix);
}

/// Whether the text around it looks otherwise without it.
fn changes_looks(character: char) -> bool {
    turns_direction(character) || matches!(character, '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{2028}' | '\u{2029}')
}

fn place(kind: Kind) -> &'static str {
    match kind {
        Kind::Comment => "comment",
        Kind::Link => "link",
        Kind::Word => "name",
        _ => "text",
    }
}

/// The letter that a tag stands for.
fn spelled(character: char) -> Option<char> {
    char::from_u32(u32::from(character).checked_sub(0xE0000)?).filter(|letter| matches!(letter, ' '..='~'))
}

/// What a character is called, where that is known well, and what it does.
fn meaning(character: char) -> (&'static str, &'static str) {
    const NOTHING: &str = "nothing is seen of it";
    const ORDER: &str = "what stands around it may be shown in another order";
    match character {
        '\u{200E}' => ("left-to-right mark", ORDER),
        '\u{200F}' => ("right-to-left mark", ORDER),
        '\u{061C}' => ("Arabic letter mark", ORDER),
        '\u{2028}' => ("line separator", "some editors begin a new line here"),
        '\u{2029}' => ("paragraph separator", "some editors begin a new line here"),
        '\u{AD}' => ("soft hyphen", "a word may be broken here"),
        '\u{200B}' => ("zero-width space", "a line may be broken here"),
        '\u{200C}' => ("zero-width non-joiner", "it parts nothing here"),
        '\u{200D}' => ("zero-width joiner", "it joins nothing here"),
        '\u{2060}' => ("word joiner", NOTHING),
        '\u{FEFF}' => ("byte-order mark", NOTHING),
        '\u{034F}' => ("combining grapheme joiner", "it joins nothing here"),
        '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' => ("Hangul filler", "it looks like a blank, or like nothing"),
        '\u{2061}'..='\u{2064}' => ("invisible operator", NOTHING),
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => ("variation selector", "it selects nothing here"),
        '\u{E0000}'..='\u{E007F}' => ("tag", NOTHING),
        _ => ("", NOTHING),
    }
}
