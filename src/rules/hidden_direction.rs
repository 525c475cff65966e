//! No text looks as if it said something else.

use crate::rules::Check;
use crate::rules::hidden_character::told;
use crate::syntax::Unseen;
use crate::text::unseen::turns_direction;

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
    "hidden-direction", Error, since "0.1.0", fix Unsafe, "an unseen character that turns the direction of a text", check
}

fn check(cx: &mut Check<'_>) {
    let unseen = cx.unseen();
    let turns: Vec<Unseen> = unseen.filter(|it| turns_direction(it.character)).collect();
    for turns in turns.chunk_by(|one, next| one.token == next.token) {
        told(cx, turns, meaning, "it can make a text look as if it said something else");
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
