//! What matters has a criterion of success.

use crate::model::Declaration;
use crate::rules::{Check, RuleSetting, RuleTakes, Value};
use crate::rules::lack::is_said;
use crate::vocabulary::Level;

rule! {
    /// If a touchpoint is of high or critical criticality, people must be able to agree whether it worked. `success` says
    /// how one knows: what customers have done when it went well.
    ///
    /// What stands in an `only` counts for those audiences; where others are left without, the report names them.
    ///
    /// ```journey wrong
    /// team shop
    /// channel site
    /// journey shoes {
    ///   stage looking {
    ///     owner shop
    ///     touchpoint product_page {
    ///       channel site
    ///       criticality high
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
    ///   stage looking {
    ///     owner shop
    ///     touchpoint product_page {
    ///       channel site
    ///       criticality high
    ///       success "A pair is in the basket"
    ///     }
    ///     -> end
    ///   }
    /// }
    /// ```
    "missing-success", Warning, since "0.1.0", "an important touchpoint without a criterion of success", check,
    settings [CRITICALITY]
}

static CRITICALITY: RuleSetting = RuleSetting {
    name: "criticality",
    takes: RuleTakes::Word(Level::WORDS),
    usual: || Some(Value::Word(Level::High.word())),
    example: "\"critical\"",
    docs: "How much the journey must depend on a touchpoint for it to be asked: so much, or more.",
};

fn check(cx: &mut Check<'_>) {
    let Some(important) = cx.choice(&CRITICALITY, Level::of) else { return };
    let model = cx.model();
    for (_, touchpoint) in cx.touchpoints().filter(|(_, it)| !it.declared.holds_mistakes) {
        let stage = model.stage(touchpoint.stage);
        let lack = cx.lack(stage.journey, &[stage.declared.only, touchpoint.declared.only], |view| {
            let matters = view.value(&touchpoint.criticality).is_some_and(|level| *level >= important);
            matters && !is_said(&touchpoint.successes, view)
        });
        let Some(lack) = lack else { continue };
        let Some(criticality) = lack.view.one(&touchpoint.criticality) else { continue };
        let message = format!("{lack}nothing says when the touchpoint `{}` is a success", touchpoint.name());
        cx.report(touchpoint.name_span(), message)
            .also(criticality.span, "the journey depends on it this much")
            .help("say `success` and what customers have done when it went well");
    }
}
