//! A journey goes on after the purchase.

use crate::model::Declaration;
use crate::rules::Check;
use crate::vocabulary::Phase;

rule! {
    /// A journey that ends when the company has its money is the buyer's journey only. What customers go through
    /// afterwards, when they use what they bought, need help, come back or tell others, decides whether they buy again.
    ///
    /// A journey none of whose stages has a `phase` is not looked at.
    ///
    /// ```journey wrong
    /// team shop
    /// channel site
    /// journey shoes {
    ///   stage looking {
    ///     owner shop
    ///     phase consideration
    ///     touchpoint shelf { channel site }
    ///     -> buying
    ///   }
    ///   stage buying {
    ///     owner shop
    ///     phase purchase
    ///     touchpoint checkout { channel site }
    ///     -> end
    ///   }
    /// }
    /// ```
    ///
    /// ```journey right
    /// team shop
    /// channel site
    /// journey shoes {
    ///   stage buying {
    ///     owner shop
    ///     phase purchase
    ///     touchpoint checkout { channel site }
    ///     -> running
    ///   }
    ///   stage running {
    ///     owner shop
    ///     phase service
    ///     touchpoint advice { channel site }
    ///     -> end
    ///   }
    /// }
    /// ```
    "ends-at-purchase", Note, since "0.1.0", "phases are given, and none comes after `purchase`", check
}

fn check(cx: &mut Check<'_>) {
    let model = cx.model();
    for (_, journey) in cx.journeys() {
        let stages = || journey.stages.iter().map(|id| model.stage(*id));
        if journey.declared.holds_mistakes || stages().any(|stage| stage.declared.holds_mistakes) {
            continue;
        }
        // What only some customers go through is part of the journey too.
        let last = stages().flat_map(|stage| stage.phase.iter()).max_by_key(|said| said.value);
        if let Some(last) = last.filter(|said| said.value <= Phase::Purchase) {
            let ends = match last.value {
                Phase::Purchase => "the purchase: it is the buyer's journey only".to_owned(),
                earlier => format!("the phase `{}`, before the purchase", earlier.word()),
            };
            cx.report(journey.name_span(), format!("the journey `{}` ends at {ends}", journey.name()))
                .also(last.span, "the last phase")
                .help("add the stages that come afterwards, of the phase `service`, `loyalty` or `advocacy`");
        }
    }
}
