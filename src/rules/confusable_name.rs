//! No two names look alike and are two.
//!
//! What looks alike is told by the skeletons of UTS #39, one hash a name. Names of plain ASCII letters among themselves
//! are left alone: most projects have no others, and pay for nothing but a look at each.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use unicode_security::confusable_detection::skeleton;

use crate::model::{Declaration, Declared, Id, Journey, WithinBarrier, WithinJourney, WithinTrouble};
use crate::rules::Check;
use crate::rules::letters::differences;

rule! {
    /// Two names may look the same and be written with different letters: the Latin `c` and the Cyrillic `с`, the Romanian
    /// `ș` with a comma and the one with a cedilla, the Arabic `ك` and the Persian `ک`. Whoever reads the map takes them
    /// for one, and the program for two.
    ///
    /// Names are compared within one name space: owners, channels, audiences, metrics, lanes and journeys in the whole
    /// project; stages, touchpoints, backstage processes, and barriers with opportunities and solutions, in each journey.
    /// What looks alike is as Unicode says (UTS #39). Two names of plain English letters and digits, such as `l1` and
    /// `ll`, are not reported, and neither are names that differ in capital and small letters alone.
    ///
    /// ```journey wrong
    /// team shop
    /// channel site
    /// journey shoes {
    ///   stage pay "Paying by card" {
    ///     owner shop
    ///     touchpoint card_form { channel site }
    ///     -> рау
    ///   }
    ///   stage рау "Paying by invoice" {
    ///     owner shop
    ///     touchpoint invoice { channel site }
    ///     -> end
    ///   }
    /// }
    /// ```
    ///
    /// ```journey right
    /// team shop
    /// channel site
    /// journey shoes {
    ///   stage card "Paying by card" {
    ///     owner shop
    ///     touchpoint card_form { channel site }
    ///     -> счёт
    ///   }
    ///   stage счёт "Paying by invoice" {
    ///     owner shop
    ///     touchpoint invoice { channel site }
    ///     -> end
    ///   }
    /// }
    /// ```
    "confusable-name", Warning, since "0.1.0", "two names in one name space that look alike", check, in project check_project
}

/// A name and what it is the name of.
#[derive(Clone, Copy)]
struct Named<'a> {
    kind: &'static str,
    declared: &'a Declared,
}

impl<'a> Named<'a> {
    fn name(self) -> &'a str {
        self.declared.name.as_str()
    }

    fn is_ascii(self) -> bool {
        self.name().is_ascii()
    }
}

fn check(cx: &mut Check<'_>) {
    for space in journey_spaces(cx) {
        look_at(cx, space);
    }
}

fn check_project(cx: &mut Check<'_>) {
    for space in project_spaces(cx) {
        look_at(cx, space);
    }
}

fn named<'a, I, T: Declaration + 'a>(
    kind: &'static str,
    declarations: impl Iterator<Item = (I, &'a T)>,
) -> impl Iterator<Item = Named<'a>> {
    declarations.map(move |(_, declaration)| Named { kind, declared: declaration.declared() })
}

fn project_spaces<'a>(cx: &Check<'a>) -> Vec<Vec<Named<'a>>> {
    vec![
        named("team", cx.teams()).chain(named("person", cx.persons())).collect(),
        named("channel", cx.channels()).collect(),
        named("segment", cx.segments()).chain(named("persona", cx.personas())).collect(),
        named("metric", cx.metrics()).collect(),
        named("lane", cx.lanes()).collect(),
        named("journey", cx.journeys()).collect(),
    ]
}

/// The names inside one journey.
#[derive(Default)]
struct Inside<'a> {
    stages: Vec<Named<'a>>,
    touchpoints: Vec<Named<'a>>,
    troubles: Vec<Named<'a>>,
    backstages: Vec<Named<'a>>,
}

/// The name spaces inside the journeys of one file.
fn journey_spaces<'a>(cx: &Check<'a>) -> Vec<Vec<Named<'a>>> {
    let model = cx.model();
    let mut journeys: Vec<Inside<'a>> = cx.journeys().map(|_| Inside::default()).collect();
    let of_barrier = |id| match model.barrier(id).within {
        WithinBarrier::Stage(id) => model.stage(id).journey,
        WithinBarrier::Touchpoint(id) => model.stage(model.touchpoint(id).stage).journey,
    };
    let of_opportunity = |id| -> Id<Journey> {
        match model.opportunity(id).within {
            WithinJourney::Journey(id) => id,
            WithinJourney::Stage(id) => model.stage(id).journey,
            WithinJourney::Touchpoint(id) => model.stage(model.touchpoint(id).stage).journey,
        }
    };
    for (_, stage) in cx.stages() {
        let declared = stage.declared();
        journeys[stage.journey.index()].stages.push(Named { kind: "stage", declared });
    }
    for (_, touchpoint) in cx.touchpoints() {
        let (journey, declared) = (model.stage(touchpoint.stage).journey, touchpoint.declared());
        journeys[journey.index()].touchpoints.push(Named { kind: "touchpoint", declared });
    }
    for (id, barrier) in cx.barriers() {
        let declared = barrier.declared();
        journeys[of_barrier(id).index()].troubles.push(Named { kind: "barrier", declared });
    }
    for (id, opportunity) in cx.opportunities() {
        let declared = opportunity.declared();
        journeys[of_opportunity(id).index()].troubles.push(Named { kind: "opportunity", declared });
    }
    for (_, solution) in cx.solutions() {
        let journey = match solution.within {
            WithinTrouble::Barrier(id) => of_barrier(id),
            WithinTrouble::Opportunity(id) => of_opportunity(id),
        };
        let declared = solution.declared();
        journeys[journey.index()].troubles.push(Named { kind: "solution", declared });
    }
    for (_, backstage) in cx.backstages() {
        let (journey, declared) = (model.stage(backstage.stage).journey, backstage.declared());
        journeys[journey.index()].backstages.push(Named { kind: "backstage process", declared });
    }
    journeys.into_iter().flat_map(|it| [it.stages, it.touchpoints, it.troubles, it.backstages]).collect()
}

/// Names that look alike: the first of them, and the first that is not plain ASCII.
struct Alike<'a> {
    first: Named<'a>,
    first_foreign: Option<Named<'a>>,
}

fn look_at(cx: &mut Check<'_>, mut names: Vec<Named<'_>>) {
    if names.iter().all(|named| named.is_ascii()) {
        return;
    }
    // Files that were asked for come before those that they import, and reports in these are not shown.
    names.sort_by_key(|named| (Reverse(named.declared.source()), named.declared.name_span));
    let mut seen = HashSet::new();
    let mut skeletons: HashMap<String, Alike<'_>> = HashMap::new();
    for named in names {
        if !seen.insert(named.name()) {
            continue;
        }
        let foreign = (!named.is_ascii()).then_some(named);
        let alike = skeletons.entry(skeleton(named.name()).collect());
        let alike = alike.or_insert(Alike { first: named, first_foreign: None });
        let twin = if foreign.is_some() { Some(alike.first) } else { alike.first_foreign };
        alike.first_foreign = alike.first_foreign.or(foreign);
        if let Some(twin) = twin.filter(|twin| !differ_in_case(named.name(), twin.name())) {
            report(cx, named, twin);
        }
    }
}

/// Whether two names are one but for capital and small letters. One name is so too.
fn differ_in_case(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

fn report(cx: &mut Check<'_>, named: Named<'_>, twin: Named<'_>) {
    let (here, there) = differences(named.name(), twin.name());
    let message = format!(
        "the {} `{}` looks like the {} `{}`, but is not written the same",
        named.kind,
        named.name(),
        twin.kind,
        twin.name()
    );
    cx.report(named.declared.name_span, message)
        .label(here)
        .also(twin.declared.name_span, there)
        .help("give one of them a name that looks different, or keep only one if they are the same");
}
