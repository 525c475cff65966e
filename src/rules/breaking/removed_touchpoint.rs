//! No touchpoint goes where customers meet the company.

use crate::diff::{Change, What};
use crate::rules::breaking::Breaking;
use crate::vocabulary::Word;

rule! {
    /// A touchpoint that is gone is a way that customers could go and no longer can. One that stands in another stage now,
    /// or got another name, is still there. Where its stage is gone too, that is told of the stage.
    ///
    /// ```journey wrong
    /// //- old/shop.journey
    /// journey shoes {
    ///   stage looking { touchpoint window; touchpoint hotline; -> end }
    /// }
    /// //- new/shop.journey
    /// journey shoes {
    ///   stage looking { touchpoint window; -> end }
    /// }
    /// ```
    ///
    /// ```journey right
    /// //- old/shop.journey
    /// journey shoes {
    ///   stage looking { touchpoint window; touchpoint hotline; -> buying }
    ///   stage buying { -> end }
    /// }
    /// //- new/shop.journey
    /// journey shoes {
    ///   stage looking { touchpoint window; -> buying }
    ///   stage buying { touchpoint hotline; -> end }
    /// }
    /// ```
    ///
    /// ```journey right
    /// //- old/shop.journey
    /// journey shoes {
    ///   stage looking { touchpoint window; touchpoint hotline; -> end }
    /// }
    /// //- new/shop.journey
    /// journey shoes {
    ///   @allow(removed-touchpoint, "nobody has called since 2024")
    ///   stage looking { touchpoint window; -> end }
    /// }
    /// ```
    "removed-touchpoint", Error, since "0.1.0", "a touchpoint that is gone", in changes check
}

fn check(cx: &mut Breaking<'_>) {
    let stages = cx.changes().journeys.iter().flat_map(|journey| &journey.stages);
    for stage in stages {
        let is_gone = |it: &&Change| it.of.word() == Some(Word::Touchpoint) && matches!(it.what, What::Removed);
        for change in stage.changes.iter().filter(is_gone) {
            let Some(was) = cx.was(change.of) else { continue };
            let message = format!("the touchpoint `{}` is gone", was.name);
            cx.report_gone(was, stage.stage, message).help(
                "keep it, or move it to another stage; where it is to go, say why before the stage: \
                 `@allow(removed-touchpoint, \"the reason\")`",
            );
        }
    }
}
