//! How much of what one declaration holds another holds too: whether something was renamed, or taken away and something
//! else added.
//!
//! What a declaration holds is its title, what it says, and what is declared in it with all that these hold. Its own name
//! is not part of it. Texts, titles and names tell more than choices and figures, which many have alike. Two declarations
//! are taken for one when at least half of what both hold is the same, or half of what both say themselves: a stage stays
//! what it is when its touchpoints move out. One small thing alike is not enough.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::diff::Both;
use crate::diff::fact::{Fact, Value};
use crate::diff::likest::{likest, shared};
use crate::diff::said::facts;
use crate::model::{Declared, Model, Thing};
use crate::value::title_of;

/// What is held by more than so many says nothing of which of them is meant.
const COMMON: usize = 16;

/// With so many others that hold most of the same, one is compared as a whole.
const CANDIDATES: usize = 8;

/// What counts of what something holds.
const TITLE: u32 = 3;
const TEXT: u32 = 2;
const SMALL: u32 = 1;

/// The least that two must have alike, of all that they hold and of what they say themselves.
const LEAST: u32 = 2;
const LEAST_OWN: u32 = 4;

/// What a declaration holds.
struct Holds {
    /// It says itself.
    own: Parts,
    /// All, with what is declared in it.
    all: Parts,
}

impl Holds {
    fn of(thing: Thing, model: &Model) -> Self {
        let mut parts = Vec::new();
        if let Some(title) = own_title(thing.declared(model)) {
            parts.push((hash(|state| (0_u8, title).hash(state)), TITLE));
        }
        add_facts(&mut parts, thing, model, 0);
        let own = Parts::new(parts.clone());
        for inner in thing.all_inside(model) {
            let declared = inner.declared(model);
            let number = hash(|state| (1_u8, inner.word(), &declared.name).hash(state));
            parts.push((number, TEXT));
            if let Some(title) = own_title(declared) {
                parts.push((hash(|state| (number, title).hash(state)), TEXT));
            }
            add_facts(&mut parts, inner, model, number);
        }
        Self { own, all: Parts::new(parts) }
    }

    /// How much of what both hold is the same, from 0 to 1; nothing where it is less than half, or too little to tell.
    fn likeness(&self, other: &Self) -> Option<f64> {
        let own = self.own.likeness(&other.own, LEAST_OWN);
        let all = self.all.likeness(&other.all, LEAST);
        own.into_iter().chain(all).max_by(f64::total_cmp)
    }
}

/// Numbers that stand for what something holds, in order, each with what it counts.
struct Parts {
    parts: Vec<(u64, u32)>,
    weight: u32,
}

impl Parts {
    fn new(mut parts: Vec<(u64, u32)>) -> Self {
        parts.sort_unstable();
        let weight = parts.iter().map(|(_, weight)| weight).sum();
        Self { parts, weight }
    }

    fn likeness(&self, other: &Self, least: u32) -> Option<f64> {
        let shared: u32 = shared(&self.parts, &other.parts).map(|(_, weight)| weight).sum();
        let all = self.weight + other.weight;
        (shared >= least && shared * 4 >= all).then(|| f64::from(shared * 2) / f64::from(all))
    }
}

/// The title, unless it is the one that follows from the name.
pub(super) fn own_title(declared: &Declared) -> Option<&str> {
    Some(&*declared.title).filter(|title| *title != title_of(declared.name.as_str()))
}

fn add_facts(parts: &mut Vec<(u64, u32)>, thing: Thing, model: &Model, within: u64) {
    // Names stand for themselves as long as nothing is known of what became of them.
    let by_name = |both: Both, state: &mut DefaultHasher| {
        let named = both.either().map(|it| (it.word(), &it.declared(model).name));
        named.hash(state);
    };
    for fact in facts(thing, model, &Both::only_old) {
        let number = hash(|state| {
            within.hash(state);
            fact.hash_into(state, &by_name);
            if let Some(only) = fact.only {
                by_name(only, state);
            }
        });
        parts.push((number, weight(&fact)));
    }
}

fn weight(fact: &Fact) -> u32 {
    let is_text = fact.arguments.iter().any(|(_, value)| matches!(value, Value::Text(_) | Value::Link(_)));
    if is_text { TEXT } else { SMALL }
}

fn hash(what: impl FnOnce(&mut DefaultHasher)) -> u64 {
    let mut hasher = DefaultHasher::new();
    what(&mut hasher);
    hasher.finish()
}

/// Of those that are in one model alone, all of one kind: which became which.
pub(super) fn renamed(gone: &[Thing], old: &Model, come: &[Thing], new: &Model) -> Vec<(Thing, Thing)> {
    if gone.is_empty() || come.is_empty() {
        return Vec::new();
    }
    let before: Vec<Holds> = gone.iter().map(|it| Holds::of(*it, old)).collect();
    let after: Vec<Holds> = come.iter().map(|it| Holds::of(*it, new)).collect();
    let mut found = Vec::new();
    for (from, to) in candidates(&before, &after) {
        found.extend(before[from].likeness(&after[to]).map(|likeness| (from, to, likeness)));
    }
    let names = |from: usize, to: usize| {
        (gone[from].declared(old).name.as_str(), come[to].declared(new).name.as_str())
    };
    likest(found, names).into_iter().map(|(from, to)| (gone[from], come[to])).collect()
}

/// The pairs that are worth a look: those that share what few others hold. Linear in all that is held.
fn candidates(before: &[Holds], after: &[Holds]) -> Vec<(usize, usize)> {
    let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
    for (place, holds) in after.iter().enumerate() {
        for (part, _) in &holds.all.parts {
            let places = holders.entry(*part).or_default();
            if places.last() != Some(&place) && places.len() <= COMMON {
                places.push(place);
            }
        }
    }
    // Few can all be compared, whatever they share.
    let are_few = before.len() * after.len() <= COMMON * COMMON;
    let mut pairs = Vec::new();
    for (from, holds) in before.iter().enumerate() {
        if are_few {
            pairs.extend((0..after.len()).map(|to| (from, to)));
            continue;
        }
        let mut shared: HashMap<usize, u32> = HashMap::new();
        for (part, weight) in &holds.all.parts {
            let places = holders.get(part).map(Vec::as_slice).unwrap_or_default();
            if places.len() <= COMMON {
                places.iter().for_each(|place| *shared.entry(*place).or_default() += weight);
            }
        }
        let mut shared: Vec<(usize, u32)> = shared.into_iter().collect();
        shared.sort_by_key(|(to, weight)| (std::cmp::Reverse(*weight), *to));
        pairs.extend(shared.into_iter().take(CANDIDATES).map(|(to, _)| (from, to)));
    }
    pairs
}
