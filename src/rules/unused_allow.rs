//! An `@allow` silences something.

use crate::rules::Check;

rule! {
    /// An `@allow` that silences nothing hides the next report that comes up there. One whose day has passed silences
    /// nothing any more: what it was waiting for should have come.
    ///
    /// ```journey wrong
    /// team shop
    /// channel site
    /// journey shoes {
    ///   @allow(missing-owner, "the team is being put together")
    ///   stage looking {
    ///     owner shop
    ///     touchpoint shelf { channel site }
    ///     -> end
    ///   }
    /// }
    /// ```
    ///
    /// ```journey right
    /// channel site
    /// journey shoes {
    ///   @allow(missing-owner, "the team is being put together")
    ///   stage looking {
    ///     touchpoint shelf { channel site }
    ///     -> end
    ///   }
    /// }
    /// ```
    "unused-allow", Warning, since "0.1.0", "an `@allow` that silenced nothing, or whose day has passed", check
}

fn check(cx: &mut Check<'_>) {
    let idle = cx.allows().iter().filter(|state| !state.used && state.rule_is_on && !cx.is_broken(state.allow.span.source));
    let idle: Vec<_> = idle.map(|state| (state.allow, state.expired)).collect();
    for (allow, expired) in idle {
        let rule = &allow.rule.value;
        match &allow.until {
            Some(until) if expired => cx
                .report(until.span, format!("this `@allow({rule})` ended on {}", until.value))
                .help("mend what it silenced, or give it a later day"),
            _ => cx
                .report(allow.span, format!("this `@allow({rule})` silences nothing"))
                .help("take it away")
                .fix("take it away", allow.span, ""),
        };
    }
}
