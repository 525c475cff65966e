//! Somebody answers for every stage.

use crate::model::Declaration;
use crate::rules::Check;

rule! {
    /// A stage that nobody answers for is nobody's to improve. The journey's own owner answers for the whole, not for
    /// each of its stages.
    ///
    /// An owner in an `only` answers for the stage as those audiences go through it. Where others are left without one,
    /// the report names them.
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
    for (_, stage) in cx.stages().filter(|(_, stage)| !stage.declared.holds_mistakes) {
        let lack =
            cx.lack(stage.journey, &[stage.declared.only], |view| view.one(&stage.owners).is_none());
        if let Some(lack) = lack {
            cx.report(stage.name_span(), format!("{lack}nobody answers for the stage `{}`", stage.name()))
                .help("say `owner` and a team or a person");
        }
    }
}
