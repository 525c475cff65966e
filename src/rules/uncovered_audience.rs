//! Every segment has a journey.

use std::collections::{HashMap, HashSet};

use crate::model::{Audience, Declaration, Id, Persona, Ref, Segment};
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
    "uncovered-audience", Warning, since "0.1.0", "a segment that no journey is for", in project check
}

fn check(cx: &mut Check<'_>) {
    let model = cx.model();
    let Some(covered) = covered(cx) else { return };
    let mut personas: HashMap<Id<Segment>, Vec<&Persona>> = HashMap::new();
    for (_, persona) in cx.personas() {
        if let Some(segment) = persona.segment.as_ref().and_then(|said| said.value.found()) {
            personas.entry(segment).or_default().push(persona);
        }
    }
    for (id, segment) in cx.segments().filter(|(id, _)| !covered.contains(id)) {
        let personas = personas.get(&id).map(Vec::as_slice).unwrap_or_default();
        if cx.is_broken(segment.declared.source()) {
            continue;
        }
        let mut named = personas.iter().map(|persona| persona.declared()).chain([segment.declared()]);
        if named.any(|declared| model.is_lost(declared)) {
            continue;
        }
        let name = segment.name();
        let message = match personas {
            [] => format!("no journey is for the segment `{name}`"),
            [one] => format!("no journey is for the segment `{name}`, nor for its persona `{}`", one.name()),
            _ => format!("no journey is for the segment `{name}`, nor for any of its personas"),
        };
        cx.report(segment.name_span(), message)
            .help(format!("say `for {name}` in the journey that these customers go through, or write that journey"));
    }
}

/// The segments that have a journey; none if there is no journey, or if it cannot be told whose one of them is.
fn covered(cx: &Check<'_>) -> Option<HashSet<Id<Segment>>> {
    let model = cx.model();
    let mut covered = HashSet::new();
    cx.journeys().next()?;
    for (_, journey) in cx.journeys() {
        if journey.audiences.is_empty() && journey.declared.holds_mistakes {
            return None;
        }
        // An audience of an `only` that is not in the `for` has been reported, and was most likely meant to be in it.
        let onlys = journey.onlys.iter().flat_map(|only| &model.only(*only).audiences);
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
