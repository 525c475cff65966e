//! Customers meet the company in every stage.

use crate::model::{Declaration, Model};
use crate::rules::Check;
use crate::rules::lack::is_declared;

rule! {
    /// A stage without a touchpoint says that customers go through it, and not where you meet them: nobody can see
    /// there what goes well and what does not.
    ///
    /// Where customers are on their own and that is right, say so with `@allow` and why. What stands in an `only` is a
    /// touchpoint for those audiences; where others are left without one, the report names them.
    ///
    /// ```journey wrong
    /// team shop
    /// journey shoes {
    ///   stage looking {
    ///     owner shop
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
    ///     touchpoint shelf { channel site }
    ///     -> end
    ///   }
    /// }
    /// ```
    "missing-touchpoint", Warning, since "0.1.0", "a stage without a touchpoint", check
}

fn check(cx: &mut Check<'_>) {
    let model: &Model = cx.model();
    for (_, stage) in cx.stages().filter(|(_, stage)| !stage.declared.holds_mistakes) {
        let lack = cx.lack(stage.journey, &[stage.declared.only], |view| {
            !is_declared(stage.touchpoints.iter().map(|id| model.touchpoint(*id)), view)
        });
        if let Some(lack) = lack {
            cx.report(stage.name_span(), format!("{lack}the stage `{}` has no touchpoint", stage.name()))
                .help("write a `touchpoint` for each place where customers meet you in it");
        }
    }
}
