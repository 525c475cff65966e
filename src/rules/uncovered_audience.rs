//! Every segment has a journey.

use std::collections::HashSet;

use crate::model::{Audience, Declaration, Id, OnlyId, Model, Persona, Ref, Segment};
use crate::rules::Check;

rule! {
    /// A segment is worth its name if these customers go another way than others do. If no journey is for them, neither
    /// for the segment nor for a persona of it, nobody has looked at the way they go.
    ///
    /// A project that has no journey yet is left alone; so is one in which it cannot be told whose some journey is.
    ///
    /// ```journey wrong
    /// team shop
    /// channel site
    /// segment day_owls "Buy at lunch"
    /// segment night_owls "Buy at night"
    /// journey shoes {
    ///   for day_owls
    ///   stage looking {
    ///     owner shop
    ///     touchpoint shelf { channel site }
    ///     -> end
    ///   }
    /// }
    /// ```
    ///
    /// ```journey right
    /// team shop
    /// channel site
    /// segment day_owls "Buy at lunch"
    /// segment night_owls "Buy at night"
    /// persona nora "Nora, 26" { segment night_owls }
    /// journey shoes {
    ///   for day_owls, nora
    ///   stage looking {
    ///     owner shop
    ///     touchpoint shelf { channel site }
    ///     -> end
    ///   }
    /// }
    /// ```
    "uncovered-audience", Warning, since "0.1.0", "a segment that no journey is for", check, whole project
}

fn check(cx: &mut Check<'_>) {
    let model = cx.model();
    let Some(covered) = covered(model) else { return };
    let mut personas: Vec<Vec<&Persona>> = vec![Vec::new(); model.segments().count()];
    for (_, persona) in model.personas() {
        if let Some(segment) = persona.segment.as_ref().and_then(|said| said.value.found()) {
            personas[segment.index()].push(persona);
        }
    }
    for (id, segment) in model.segments().filter(|(id, _)| !covered.contains(id)) {
        let personas = &personas[id.index()];
        if cx.is_broken(segment.declared.source()) {
            continue;
        }
        let mut named = personas.iter().map(|persona| persona.declared()).chain([segment.declared()]);
        if named.any(|declared| model.is_lost(declared)) {
            continue;
        }
        let name = segment.name();
        let message = match personas.as_slice() {
            [] => format!("no journey is for the segment `{name}`"),
            [one] => format!("no journey is for the segment `{name}`, nor for its persona `{}`", one.name()),
            _ => format!("no journey is for the segment `{name}`, nor for any of its personas"),
        };
        cx.report(segment.name_span(), message)
            .help(format!("say `for {name}` in the journey that these customers go through, or write that journey"));
    }
}

/// The segments that have a journey; none if there is no journey, or if it cannot be told whose one of them is.
fn covered(model: &Model) -> Option<HashSet<Id<Segment>>> {
    let mut covered = HashSet::new();
    model.journeys().next()?;
    for (_, journey) in model.journeys() {
        if journey.audiences.is_empty() && journey.declared.holds_mistakes {
            return None;
        }
        // An audience of an `only` that is not in the `for` has been reported, and was most likely meant to be in it.
        let onlys = journey.onlys.clone().flat_map(|only| &model.only(OnlyId(only)).audiences);
        for audience in journey.audiences.iter().map(|said| &said.value).chain(onlys) {
            match *audience {
                Ref::To(Audience::Segment(id)) => covered.extend([id]),
                Ref::To(Audience::Persona(id)) => covered.extend(segment_of(model.persona(id))?),
                Ref::Broken => return None,
            }
        }
    }
    Some(covered)
}

/// The segment of a persona, if it has one; nothing if that cannot be told.
fn segment_of(persona: &Persona) -> Option<Option<Id<Segment>>> {
    match &persona.segment {
        Some(said) => said.value.found().map(Some),
        None if persona.declared.holds_mistakes => None,
        None => Some(None),
    }
}
