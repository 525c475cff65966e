//! No journey goes that customers are on.

use crate::diff::What;
use crate::rules::breaking::{Breaking, place_in_old};

rule! {
    /// A journey that is taken away is no longer looked after by anybody, whether customers still go through it or not.
    /// One that got another name is still there.
    ///
    /// ```journey wrong
    /// //- old/shop.journey
    /// journey shoes { stage looking { -> end } }
    /// journey returns { stage sending { -> end } }
    /// //- new/shop.journey
    /// journey shoes { stage looking { -> end } }
    /// ```
    ///
    /// ```journey right
    /// //- old/shop.journey
    /// journey returns { goal "My money back"; stage sending { -> end } }
    /// //- new/shop.journey
    /// journey sending_back { goal "My money back"; stage sending { -> end } }
    /// ```
    "removed-journey", Error, since "0.1.0", "a journey that is gone", in changes check
}

fn check(cx: &mut Breaking<'_>) {
    for journey in &cx.changes().journeys {
        let is_gone = journey.own.iter().any(|it| it.of == journey.journey && matches!(it.what, What::Removed));
        if let Some(was) = cx.was(journey.journey).filter(|_| is_gone) {
            let message = format!("the journey `{}` is gone", was.name);
            cx.report(place_in_old(was.name_span), message).help(
                "keep it while customers go through it; where it is to go, `--off removed-journey` lets it",
            );
        }
    }
}
