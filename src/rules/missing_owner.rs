//! Somebody answers for every stage, and for whatever else a project asks an owner of.

use crate::diagnostic::Fix;
use crate::model::{Declaration, Model, Once, Owners, Thing};
use crate::rules::{Check, RuleSetting, RuleTakes, Value};
use crate::vocabulary::Place;

rule! {
    /// A stage that nobody answers for is nobody's to improve. The journey's own owner answers for the whole, not for
    /// each of its stages.
    ///
    /// An owner in an `only` answers for the stage as those audiences go through it. Where others are left without one,
    /// the report names them.
    ///
    /// What has no owner of its own has that of what it stands in, up to the stage. A project may ask more things than stages:
    /// each of these is then asked for an owner of its own.
    ///
    /// ```journey wrong
    /// team shop
    /// channel site
    /// journey shoes {
    ///   owner shop
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
    "missing-owner", Warning, since "0.1.0", fix Unsafe, "a stage that nobody answers for", check,
    settings [OF]
}

/// What can be asked for an owner, as the setting calls it.
const ASKED: [(&str, Place); 5] = [
    ("stages", Place::Stage),
    ("touchpoints", Place::Touchpoint),
    ("barriers", Place::Barrier),
    ("opportunities", Place::Opportunity),
    ("solutions", Place::Solution),
];

static OF: RuleSetting = RuleSetting {
    name: "of",
    takes: RuleTakes::Words(&[ASKED[0].0, ASKED[1].0, ASKED[2].0, ASKED[3].0, ASKED[4].0]),
    usual: || Some(Value::Words(vec![ASKED[0].0])),
    example: "[\"stages\", \"solutions\"]",
    docs: "What is asked for an owner of its own.",
};

fn check(cx: &mut Check<'_>) {
    let (asked, model) = (cx.words(&OF), cx.model());
    for (_, place) in ASKED.into_iter().filter(|(word, _)| asked.contains(word)) {
        let things: Vec<Thing> = cx.parts().iter().flat_map(|part| Thing::all(part, place)).collect();
        for thing in things.into_iter().filter(|thing| !thing.declared(model).holds_mistakes) {
            let Some(owners) = owners(model, thing) else { continue };
            let Some((journey, onlys)) = thing.journey(model) else { continue };
            let Some(lack) = cx.lack(journey, &onlys, |view| view.one(owners).is_none()) else { continue };
            let (kind, declared) = (place.keyword(), thing.declared(model));
            let message = match place {
                Place::Stage => format!("{lack}nobody answers for the {kind} `{}`", declared.name),
                _ => format!("{lack}the {kind} `{}` has no owner of its own", declared.name),
            };
            let fix = likely_owner(cx, thing).filter(|_| lack.is_for_all()).and_then(|owner| {
                let edit = cx.adding(&format!("owner {owner}"), declared)?;
                Some(Fix::for_a_look(format!("add `owner {owner}` to `{}`", declared.name), [edit]))
            });
            cx.report(declared.name_span, message).help("say `owner` and a team or a person").fix_by(fix);
        }
    }
}

/// Who may well answer for a stage: who answers for the one before it or behind it, else for the journey, else the only
/// team of the file. Nobody knows of other things.
fn likely_owner<'a>(cx: &Check<'a>, thing: Thing) -> Option<&'a str> {
    let Thing::Stage(id) = thing else { return None };
    let model = cx.model();
    let accountable = |owners: &Once<Owners>| {
        let owner = owners.get()?.first()?.found()?;
        Some(model.owner(owner).name.as_str())
    };
    let journey = model.journey(model.stage(id).journey);
    let at = journey.stages.binary_search(&id).ok()?;
    let neighbours = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
    let mut neighbours = neighbours.filter_map(|at| journey.stages.get(at)).map(|id| model.stage(*id));
    let mut teams = cx.teams();
    let only_team = teams.next().filter(|_| teams.next().is_none()).map(|(_, team)| team.name().as_str());
    neighbours.find_map(|stage| accountable(&stage.owners)).or_else(|| accountable(&journey.owners)).or(only_team)
}

/// The owners that a thing may name.
fn owners(model: &Model, thing: Thing) -> Option<&Once<Owners>> {
    Some(match thing {
        Thing::Journey(id) => &model.journey(id).owners,
        Thing::Stage(id) => &model.stage(id).owners,
        Thing::Touchpoint(id) => &model.touchpoint(id).owners,
        Thing::Barrier(id) => &model.barrier(id).owners,
        Thing::Opportunity(id) => &model.opportunity(id).owners,
        Thing::Solution(id) => &model.solution(id).owners,
        Thing::Backstage(id) => &model.backstage(id).owners,
        Thing::Team(_) | Thing::Person(_) | Thing::Channel(_) | Thing::Segment(_) => return None,
        Thing::Persona(_) | Thing::Metric(_) | Thing::Lane(_) => return None,
    })
}
