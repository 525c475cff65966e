//! No text looks as if it said something else.

use crate::rules::Check;
use crate::syntax::Kind;

rule! {
    /// A few characters are not seen and turn the direction of what stands around them. With them a text, a link or a
    /// comment can look as if it said something else than it does, or as if it were part of what stands beside it; and
    /// whoever reviews the change does not see it.
    ///
    /// Persian, Arabic and Hebrew do not need them: their letters know their direction. Where a text cannot do without
    /// one, write it as an escape, `\u{2067}`: then everyone sees that it is there.
    ///
    /// ```journey wrong
    #[doc = " team shop \"Refunds within \u{202E}three days\""]
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
    /// team shop "فروشگاه کفش Runner"
    /// channel site
    /// journey shoes {
    ///   stage looking {
    ///     owner shop
    ///     touchpoint shelf { channel site }
    ///     -> end
    ///   }
    /// }
    /// ```
    "hidden-direction", Error, since "0.1.0", "an unseen character that turns the direction of a text", check
}

/// More than these are counted and not shown one by one.
const SHOWN: usize = 4;

fn check(cx: &mut Check<'_>) {
    for turns in cx.turns().flat_map(|turns| turns.chunk_by(|one, next| one.token == next.token)) {
        let [first, rest @ ..] = turns else { continue };
        let (name, effect) = meaning(first.character);
        let character = format!("U+{:04X} ({name})", u32::from(first.character));
        let place = match first.kind {
            Kind::Comment => "comment",
            Kind::Link => "link",
            _ => "text",
        };
        let message = match rest.len() {
            0 => format!("the unseen character {character} stands in this {place}"),
            1 => format!("{character} and another unseen character stand in this {place}"),
            more => format!("{character} and {more} more unseen characters stand in this {place}"),
        };
        let mut report = cx.report(first.span, message).label(effect);
        for turn in rest.iter().take(SHOWN - 1) {
            let (name, effect) = meaning(turn.character);
            report = report.also(turn.span, format!("{name}: {effect}"));
        }
        let help = match rest {
            [] => "take it away: it can make a text look as if it said something else",
            _ => "take them away: they can make a text look as if it said something else",
        };
        report.help(help).take_away(turns.iter().map(|turn| turn.span));
    }
}

/// What Unicode calls a character, and what it does.
fn meaning(character: char) -> (&'static str, &'static str) {
    match character {
        '\u{202A}' => ("left-to-right embedding", "what follows is shown from left to right"),
        '\u{202B}' => ("right-to-left embedding", "what follows is shown from right to left"),
        '\u{202C}' => ("pop directional formatting", "what follows is shown as it was before"),
        '\u{202D}' => ("left-to-right override", "what follows is shown from left to right"),
        '\u{202E}' => ("right-to-left override", "what follows is shown from right to left"),
        '\u{2066}' => ("left-to-right isolate", "what follows is shown from left to right"),
        '\u{2067}' => ("right-to-left isolate", "what follows is shown from right to left"),
        '\u{2068}' => ("first strong isolate", "what follows is shown in the direction of its first letter"),
        _ => ("pop directional isolate", "what follows is shown as it was before"),
    }
}
