//! Not fewer customers come to the end than before.

use crate::flow::percent;
use crate::rules::breaking::{Breaking, place_in_old, journey};
use crate::rules::{RuleSetting, RuleTakes, Value};
use crate::value::Share;

rule! {
    /// By the shares of the new arrows fewer customers complete the journey: at least one in a hundred of those who start it.
    /// Where a share is unknown before or after, nothing is said. What an audience has of its own is looked at too.
    ///
    /// ```journey wrong
    /// //- old/shop.journey
    /// journey shoes {
    ///   stage looking { -> end 40%; -> exit }
    /// }
    /// //- new/shop.journey
    /// journey shoes {
    ///   stage looking { -> end 30%; -> exit }
    /// }
    /// ```
    ///
    /// ```journey right
    /// //- old/shop.journey
    /// journey shoes {
    ///   stage looking { -> end 40%; -> exit }
    /// }
    /// //- new/shop.journey
    /// journey shoes {
    ///   stage looking { -> buying 80%; -> exit }
    ///   stage buying { -> end 51%; -> exit }
    /// }
    /// ```
    "lower-completion", Error, since "0.1.0", "a journey that fewer customers complete", in changes check,
    settings [SHARE]
}

static SHARE: RuleSetting = RuleSetting {
    name: "share",
    takes: RuleTakes::Share,
    usual: || Some(Value::Share(Share::from_fraction(0.01))),
    example: "\"3%\"",
    docs: "The part of those who start a journey by which fewer must complete it. Less than one in a hundred is within what is measured by chance.",
};

fn check(cx: &mut Breaking<'_>) {
    for changes in &cx.changes().journeys {
        let (Some(is), Some(was)) = (journey(cx.after(), changes.journey.new), journey(cx.before(), changes.journey.old)) else {
            continue;
        };
        let Some(least) = cx.share(&SHARE, is.declared.name_span.source) else { continue };
        // What falls for everyone falls for most: it is told once.
        let falls = changes.figures.iter().find(|it| it.completes.by().is_some_and(|by| by <= -least.fraction()));
        let Some(figures) = falls else { continue };
        let (Some(before), Some(after)) = (figures.completes.old, figures.completes.new) else { continue };
        let whom = figures.audiences.first().and_then(|it| cx.is(*it)).map(|it| format!("for `{}`, ", it.name));
        let message = format!(
            "{}completion of the journey `{}` falls from {} to {}",
            whom.unwrap_or_default(),
            is.declared.name,
            percent(before),
            percent(after)
        );
        cx.report(is.declared.name_span, message)
            .also(place_in_old(was.declared.name_span), "before")
            .help("look at the shares of the arrows that changed: `journey diff` lists them");
    }
}
