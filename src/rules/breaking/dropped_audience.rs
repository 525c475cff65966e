//! No audience is left without a journey that was theirs.

use crate::diff::{Value, What};
use crate::rules::breaking::{Breaking, place_in_old};
use crate::vocabulary::Word;

rule! {
    /// A journey was for these customers, and is no longer: what was said for them alone is gone with them, and nothing tells
    /// what they go through now. A segment or persona of another name is still the same.
    ///
    /// ```journey wrong
    /// //- old/shop.journey
    /// segment runners
    /// segment b2b
    /// journey shoes { for runners, b2b; stage looking { -> end } }
    /// //- new/shop.journey
    /// segment runners
    /// segment b2b
    /// journey shoes { for runners; stage looking { -> end } }
    /// ```
    ///
    /// ```journey right
    /// //- old/shop.journey
    /// segment runners
    /// journey shoes { for runners; stage looking { -> end } }
    /// //- new/shop.journey
    /// segment runners
    /// segment b2b
    /// journey shoes { for runners, b2b; stage looking { -> end } }
    /// ```
    "dropped-audience", Error, since "0.1.0", "an audience that a journey was for, and no longer is", in changes check
}

fn check(cx: &mut Breaking<'_>) {
    for changes in &cx.changes().journeys {
        for change in &changes.own {
            let What::Unsaid(fact) = &change.what else { continue };
            let audience = fact.in_slot(0).find_map(Value::thing).filter(|_| fact.word == Word::For);
            let (Some(was), Some(journey)) = (audience.and_then(|it| cx.was(it)), cx.is(changes.journey)) else {
                continue;
            };
            let message = format!("the journey `{}` is no longer for `{}`", journey.name, was.name);
            cx.report(journey.name_span, message)
                .also(place_in_old(fact.span), "here it was")
                .help("keep them in `for`, or give them a journey of their own");
        }
    }
}
