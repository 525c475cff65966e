//! What the journey cannot do without is measured.

use crate::model::Declaration;
use crate::rules::{Check, RuleSetting, RuleTakes, Value};
use crate::rules::lack::is_said;
use crate::vocabulary::Level;

rule! {
    /// If a journey fails where a touchpoint fails, somebody should see early that it does. `measure` keeps the last
    /// figure of a metric, and the one that is aimed at, where the touchpoint is described.
    ///
    /// What stands in an `only` counts for those audiences; where others are left without, the report names them.
    ///
    /// ```journey wrong
    /// team shop
    /// channel site
    /// journey shoes {
    ///   stage buying {
    ///     owner shop
    ///     touchpoint checkout {
    ///       channel site
    ///       criticality critical
    ///       success "The order is paid"
    ///     }
    ///     -> end
    ///   }
    /// }
    /// ```
    ///
    /// ```journey right
    /// team shop
    /// channel site
    /// metric paid_orders { unit percent }
    /// journey shoes {
    ///   stage buying {
    ///     owner shop
    ///     touchpoint checkout {
    ///       channel site
    ///       criticality critical
    ///       success "The order is paid"
    ///       measure paid_orders 71% target 80% on 2026-09-30
    ///     }
    ///     -> end
    ///   }
    /// }
    /// ```
    "unmeasured-touchpoint", Note, since "0.1.0", "a critical touchpoint without a measure", check,
    settings [CRITICALITY]
}

static CRITICALITY: RuleSetting = RuleSetting {
    name: "criticality",
    takes: RuleTakes::Word(Level::WORDS),
    usual: || Some(Value::Word(Level::Critical.word())),
    example: "\"high\"",
    docs: "How much the journey must depend on a touchpoint for it to be asked: so much, or more.",
};

fn check(cx: &mut Check<'_>) {
    let Some(important) = cx.choice(&CRITICALITY, Level::of) else { return };
    let model = cx.model();
    for (_, touchpoint) in cx.touchpoints().filter(|(_, it)| !it.declared.holds_mistakes) {
        let stage = model.stage(touchpoint.stage);
        let lack = cx.lack(stage.journey, &[stage.declared.only, touchpoint.declared.only], |view| {
            view.value(&touchpoint.criticality).is_some_and(|level| *level >= important)
                && !is_said(&touchpoint.measures, view)
        });
        if let Some(lack) = lack {
            let what = match lack.view.value(&touchpoint.criticality) {
                Some(Level::Critical) | None => "critical touchpoint".to_owned(),
                Some(level) => format!("touchpoint of {} criticality", level.word()),
            };
            let message = format!("{lack}nobody measures the {what} `{}`", touchpoint.name());
            cx.report(touchpoint.name_span(), message)
                .help("say `measure`, a metric and its last value; a `metric` is declared at the top of a file");
        }
    }
}
