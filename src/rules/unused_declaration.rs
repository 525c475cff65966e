//! What is declared is named somewhere.

use crate::diagnostic::Fix;
use crate::model::{Declaration, Declared, Top};
use crate::rules::{Check, uncovered_audience};

rule! {
    /// What no file of the project names is either left over, or was forgotten where it belongs: a team that answers for
    /// nothing, a channel where customers meet nobody, a metric that nobody measures.
    ///
    /// An audience is named by a `for`, an `only` or, if it is a segment, by a persona; a team also by a person. A segment
    /// that nothing names has no journey either: `uncovered-audience` says so, and this rule only if that one is off. A
    /// project that has no journey yet is left alone.
    ///
    /// ```journey wrong
    /// team shop
    /// team print_shop
    /// channel site
    /// journey shoes {
    ///   stage looking {
    ///     owner shop
    ///     touchpoint shelf { channel site }
    ///     -> end
    ///   }
    /// }
    /// ```
    ///
    /// ```journey right
    /// //- example.journey
    /// import "teams.journey"
    /// channel site
    /// journey shoes {
    ///   stage looking {
    ///     owner shop, print_shop
    ///     touchpoint shelf { channel site }
    ///     -> end
    ///   }
    /// }
    /// //- teams.journey
    /// team shop
    /// team print_shop
    /// ```
    "unused-declaration", Note, since "0.1.0", fix Unsafe, "a declaration that no file of the project uses", in project check
}

/// A kind of declaration, and where one is named.
struct Kind {
    name: &'static str,
    named_by: fn(&str) -> String,
}

const TEAM: Kind = Kind { name: "team", named_by: |name| format!("say `owner {name}` where it answers for something") };
const PERSON: Kind =
    Kind { name: "person", named_by: |name| format!("say `owner {name}` where they answer for something") };
const CHANNEL: Kind =
    Kind { name: "channel", named_by: |name| format!("say `channel {name}` in the touchpoints that it leads to") };
const SEGMENT: Kind =
    Kind { name: "segment", named_by: |name| format!("say `for {name}` in the journey of these customers") };
const PERSONA: Kind =
    Kind { name: "persona", named_by: |name| format!("say `for {name}` in the journey that this persona goes through") };
const METRIC: Kind =
    Kind { name: "metric", named_by: |name| format!("say `measure {name}` and its value where it is measured") };
const LANE: Kind = Kind { name: "lane", named_by: |name| format!("say `lane {name}` and a text in a stage") };

fn check(cx: &mut Check<'_>) {
    if cx.journeys().next().is_none() {
        return;
    }
    look_at(cx, &TEAM, cx.teams());
    look_at(cx, &PERSON, cx.persons());
    look_at(cx, &CHANNEL, cx.channels());
    if !cx.is_on(&uncovered_audience::RULE) {
        look_at(cx, &SEGMENT, cx.segments());
    }
    look_at(cx, &PERSONA, cx.personas());
    look_at(cx, &METRIC, cx.metrics());
    look_at(cx, &LANE, cx.lanes());
}

fn look_at<'a, I: Into<Top>, T: Declaration + 'a>(
    cx: &mut Check<'_>,
    kind: &Kind,
    declarations: impl Iterator<Item = (I, &'a T)>,
) {
    for (id, declaration) in declarations {
        let declared: &Declared = declaration.declared();
        if declared.name.as_str().is_empty()
            || cx.is_broken(declared.source())
            || cx.model().is_used(id.into(), declared)
        {
            continue;
        }
        let name = declared.name.as_str();
        let fix = cx.taking_away(declared).map(|edit| Fix::for_a_look("take it away", [edit]));
        cx.report(declared.name_span, format!("no file of the project uses the {} `{name}`", kind.name))
            .help(format!("{}, or take it away", (kind.named_by)(name)))
            .fix_by(fix);
    }
}
