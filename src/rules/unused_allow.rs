//! An `@allow` silences something.

use crate::rules::{AllowState, Check};
use crate::text::{Span, Spanned};
use crate::value::Date;
use crate::vocabulary::Allow;

rule! {
    /// An `@allow` that silences nothing hides the next report that comes up there. One whose day has passed silences
    /// nothing any more: what it was waiting for should have come.
    ///
    /// Nothing is said of a rule that is turned off or is about changes, which one state alone does not show, nor where a
    /// mistake may be the reason that its report is missing.
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
    /// ```journey wrong
    /// team shop
    /// channel site
    /// journey shoes {
    ///   @allow(missing-owner, "the team is being put together", until 2026-06-30)
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
    ///   @allow(missing-owner, "the team is being put together", until 2027-03-01)
    ///   stage looking {
    ///     touchpoint shelf { channel site }
    ///     -> end
    ///   }
    /// }
    /// ```
    "unused-allow", Warning, since "0.1.0", fix Safe, "an `@allow` that silenced nothing, or whose day has passed", in project check
}

/// An `@allow` that silences nothing.
struct Idle<'a> {
    allow: &'a Allow,
    /// The day that has passed, if that is why.
    ended: Option<&'a Spanned<Date>>,
    /// Whether there is something that it would silence.
    met: bool,
}

impl Idle<'_> {
    fn place(&self) -> Span {
        self.ended.map_or(self.allow.span, |until| until.span)
    }
}

fn check(cx: &mut Check<'_>) {
    for idle in idle(cx) {
        let rule = &idle.allow.rule.value;
        let (place, line) = (idle.place(), idle.allow.line);
        match idle.ended {
            Some(until) if idle.met => cx
                .report(place, format!("this `@allow({rule})` ended on {}", until.value))
                .help("mend what it silenced, or give it a later day"),
            Some(until) => cx
                .report(place, format!("this `@allow({rule})` ended on {}, and has nothing to silence", until.value))
                .help("take it away")
                .fix("take it away", line, ""),
            None => cx
                .report(place, format!("this `@allow({rule})` silences nothing"))
                .help("take it away")
                .fix("take it away", line, ""),
        };
    }
}

/// Those that silence nothing. An `@allow` of this very rule silences reports on others, so these come first.
fn idle<'a>(cx: &Check<'a>) -> Vec<Idle<'a>> {
    let is_certain = |state: &&AllowState<'_>| {
        let hidden = cx.is_broken(state.allow.span.source) || state.rule.is_of_whole_project() && cx.is_any_broken();
        cx.is_on(state.rule) && !hidden && !state.rule.is_of_changes()
    };
    let idle_if = |state: &AllowState<'a>, met: bool| {
        let ended = state.allow.until.as_ref().filter(|_| state.expired);
        (ended.is_some() || !met).then_some(Idle { allow: state.allow, ended, met })
    };
    let (of_this_rule, of_others): (Vec<_>, Vec<_>) =
        cx.allows().iter().filter(is_certain).partition(|state| state.rule.name() == RULE.name());
    let mut idle: Vec<Idle<'a>> = of_others.into_iter().filter_map(|state| idle_if(state, state.met)).collect();
    let own = of_this_rule.into_iter().filter_map(|state| {
        let met = idle.iter().any(|idle| state.covers(idle.place()));
        idle_if(state, met)
    });
    let own: Vec<Idle<'a>> = own.collect();
    idle.extend(own);
    idle
}
