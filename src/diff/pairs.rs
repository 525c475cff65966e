//! Which declaration of a new model is which of an old one.
//!
//! At the top of files, a declaration is known by its kind and its name; of several that have the same, by its file too.
//! Inside a journey, kind and name are enough, wherever in it something stands. What then is left over on both sides may
//! have been renamed.

use std::collections::HashMap;

use crate::diff::alike::renamed;
use crate::diff::{Both, Side};
use crate::model::Thing;
use crate::value::Name;
use crate::vocabulary::Word;

/// What became of what.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    new_of: HashMap<Thing, Thing>,
    old_of: HashMap<Thing, Thing>,
}

impl Pairs {
    /// Pairs all declarations of two models.
    pub(super) fn new(old: &Side<'_>, new: &Side<'_>) -> Self {
        let mut pairs = Self::default();
        let before: Vec<Thing> = Thing::at_the_top(old.model).collect();
        let after: Vec<Thing> = Thing::at_the_top(new.model).collect();
        pairs.by(&before, &after, |it| old.key_in_file(it), |it| new.key_in_file(it));
        pairs.by(&before, &after, |it| old.key(it), |it| new.key(it));
        pairs.by_what_they_hold(&before, &after, old, new);
        let journeys = before.iter().filter(|it| it.word() == Word::Journey);
        for (was, is) in journeys.filter_map(|was| Some((*was, pairs.new_of(*was)?))).collect::<Vec<_>>() {
            let (before, after) = (was.all_inside(old.model), is.all_inside(new.model));
            pairs.by(&before, &after, |it| old.key(it), |it| new.key(it));
            pairs.by_what_they_hold(&before, &after, old, new);
        }
        pairs
    }

    /// What a declaration of the old model became.
    pub(super) fn new_of(&self, old: Thing) -> Option<Thing> {
        self.new_of.get(&old).copied()
    }

    /// What a declaration of the old model is in both.
    pub(super) fn of_old(&self, old: Thing) -> Both {
        Both { old: Some(old), new: self.new_of(old) }
    }

    /// What a declaration of the new model is in both.
    pub(super) fn of_new(&self, new: Thing) -> Both {
        Both { old: self.old_of.get(&new).copied(), new: Some(new) }
    }

    fn add(&mut self, old: Thing, new: Thing) {
        self.new_of.insert(old, new);
        self.old_of.insert(new, old);
    }

    /// Pairs those that are left over and have the same key. Of several with one key, the first with the first.
    fn by<K: std::hash::Hash + Eq>(
        &mut self,
        before: &[Thing],
        after: &[Thing],
        old_key: impl Fn(Thing) -> K,
        new_key: impl Fn(Thing) -> K,
    ) {
        let mut by_key: HashMap<K, Vec<Thing>> = HashMap::new();
        for thing in after.iter().rev().filter(|it| !self.old_of.contains_key(it)) {
            by_key.entry(new_key(*thing)).or_default().push(*thing);
        }
        for thing in before {
            if !self.new_of.contains_key(thing)
                && let Some(new) = by_key.get_mut(&old_key(*thing)).and_then(Vec::pop)
            {
                self.add(*thing, new);
            }
        }
    }

    /// Pairs those that are left over and hold much of the same, kind by kind.
    fn by_what_they_hold(&mut self, before: &[Thing], after: &[Thing], old: &Side<'_>, new: &Side<'_>) {
        let mut gone: HashMap<Word, Vec<Thing>> = HashMap::new();
        for thing in before.iter().filter(|it| !self.new_of.contains_key(it)) {
            gone.entry(thing.word()).or_default().push(*thing);
        }
        let mut come: HashMap<Word, Vec<Thing>> = HashMap::new();
        for thing in after.iter().filter(|it| !self.old_of.contains_key(it)) {
            come.entry(thing.word()).or_default().push(*thing);
        }
        for (word, gone) in gone {
            let come = come.remove(&word).unwrap_or_default();
            for (old, new) in renamed(&gone, old.model, &come, new.model) {
                self.add(old, new);
            }
        }
    }
}

impl<'a> Side<'a> {
    fn key(&self, thing: Thing) -> (Word, &'a Name) {
        (thing.word(), &thing.declared(self.model).name)
    }

    fn key_in_file(&self, thing: Thing) -> (&'a str, Word, &'a Name) {
        let declared = thing.declared(self.model);
        let path = self.paths.get(&declared.source()).map_or("", String::as_str);
        (path, thing.word(), &declared.name)
    }
}
