//! Somebody answers for every stage.

use crate::model::Declaration;
use crate::rules::Check;

rule! {
    /// A stage that nobody answers for is nobody's to improve. The journey's own owner answers for the whole, not for
    /// each of its stages.
    ///
    /// ```journey wrong
    /// channel site
    /// journey shoes {
    ///   stage looking {
    ///     touchpoint shelf { channel site }
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
    "missing-owner", Warning, since "0.1.0", "a stage that nobody answers for", check
}

fn check(cx: &mut Check<'_>) {
    for (_, stage) in cx.model().stages() {
        if stage.owners.base.is_none() && !stage.declared.holds_mistakes {
            cx.report(stage.name_span(), format!("nobody answers for the stage `{}`", stage.name()))
                .help("say `owner` and a team or a person");
        }
    }
}
