//! No text is longer than what drawings and pages show of it.

use crate::rules::Check;
use crate::text::Span;
use crate::view::label::LONGEST;

rule! {
    /// Graphs and Markdown pages show 4,096 characters of a text, with `…` for the rest: nobody reads more there, and some
    /// programs that draw do not take more. The JSON document has all of it, and a `note` may be as long as it likes.
    ///
    /// ```journey right
    /// team shop "The shop" {
    ///   note "Whatever there is to say of it."
    /// }
    /// channel site
    /// journey shoes {
    ///   stage looking {
    ///     owner shop
    ///     touchpoint shelf { channel site }
    ///     -> end
    ///   }
    /// }
    /// ```
    "overlong-text", Warning, since "0.1.0", "a text of over 4,096 characters", check
}

fn check(cx: &mut Check<'_>) {
    let overlong = cx.texts().filter_map(|(text, span)| {
        let is_suspect = text.len() > LONGEST;
        let length = is_suspect.then(|| text.chars().count())?;
        (length > LONGEST).then_some((length, span))
    });
    for (length, span) in overlong.collect::<Vec<_>>() {
        // Of a text that long, its start is enough to find it by.
        let start = Span { end: span.start, ..span };
        cx.report(start, format!("this text has {length} characters, and drawings and pages show {LONGEST}"))
            .help("say it in fewer words, or move the rest into a `note`");
    }
}
