//! No touchpoint goes where customers meet the company.

use crate::diff::{Change, What};
use crate::rules::breaking::{Breaking, in_old};
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
    "removed-touchpoint", Error, since "0.1.0", "a touchpoint that is gone", in changes check
}

fn check(cx: &mut Breaking<'_>) {
    let is_touchpoint = |it: &&Change| it.of.word() == Some(Word::Touchpoint);
    for change in cx.changes().iter().filter(is_touchpoint).filter(|it| matches!(it.what, What::Removed)) {
        if let Some(was) = cx.was(change.of) {
            let message = format!("the touchpoint `{}` is gone", was.name);
            cx.report(in_old(was.name_span), message)
                .help("keep it, or move it to another stage; where it is to go, `--off removed-touchpoint` lets it");
        }
    }
}
