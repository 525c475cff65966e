//! Where customers feel bad, it is written down what makes them.

use crate::model::Declaration;
use crate::rules::{Check, RuleSetting, RuleTakes, Value};
use crate::rules::whom::in_views;

rule! {
    /// When customers feel bad at a touchpoint, something is in their way there. Written down as a barrier it can be
    /// removed; as an emotion alone it can only be regretted.
    ///
    /// ```journey wrong
    /// team shop
    /// channel site
    /// journey shoes {
    ///   stage buying {
    ///     owner shop
    ///     touchpoint checkout {
    ///       channel site
    ///       emotion -1 "Yet another code"
    ///     }
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
    ///     touchpoint checkout {
    ///       channel site
    ///       emotion -1 "Yet another code"
    ///       barrier bank_code "The bank's code arrives too late" {
    ///         solution saved_approval
    ///       }
    ///     }
    ///     -> end
    ///   }
    /// }
    /// ```
    "unexplained-low-emotion", Note, since "0.1.0",
    "an emotion of -1 or -2 at a touchpoint with no barrier in it", check,
    settings [EMOTION]
}

static EMOTION: RuleSetting = RuleSetting {
    name: "emotion",
    takes: RuleTakes::Score,
    usual: || Some(Value::Score(-1)),
    example: "-2",
    docs: "How bad customers must feel for it to be asked why: so, or worse.",
};

fn check(cx: &mut Check<'_>) {
    let Some(low) = cx.score(&EMOTION) else { return };
    for (journey, _) in cx.journeys() {
        let found = in_views(cx.views(journey), |view| {
            let touchpoints = view.counted_stages().flat_map(|(_, stage)| view.counted_touchpoints(stage));
            let low = touchpoints.filter_map(|(id, touchpoint)| {
                let emotion = view.one(&touchpoint.emotion).filter(|said| said.value.score <= low)?;
                let is_explained = view.counted_barriers(&touchpoint.barriers).next().is_some();
                (!is_explained && !touchpoint.declared.holds_mistakes).then_some((id, (touchpoint, emotion)))
            });
            low.collect()
        });
        for found in found {
            let (touchpoint, emotion) = found.what;
            let feel = match emotion.value.score {
                ..=-2 => "very bad",
                -1 => "bad",
                score => &format!("no better than {score}"),
            };
            let name = touchpoint.name();
            let whom = found.whom;
            let message =
                format!("{whom}customers feel {feel} at the touchpoint `{name}`, and no barrier in it says why");
            cx.report(emotion.span, message)
                .help(format!("write down what stands in their way as a `barrier` in `{name}`"));
        }
    }
}
