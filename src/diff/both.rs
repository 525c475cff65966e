//! `Both`: one declaration in an old model and in a new one.

use crate::model::{Id, Journey, Thing};
use crate::vocabulary::Word;

/// A declaration in the old model, in the new one, or in both. In neither: a name that was looked for and reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Both {
    /// What it was.
    pub old: Option<Thing>,
    /// What it is.
    pub new: Option<Thing>,
}

impl Both {
    /// A name that is declared nowhere.
    pub const UNKNOWN: Self = Self { old: None, new: None };

    /// One that there was, and no longer is.
    pub fn only_old(thing: Thing) -> Self {
        Self { old: Some(thing), new: None }
    }

    /// One that there was not.
    pub fn only_new(thing: Thing) -> Self {
        Self { old: None, new: Some(thing) }
    }

    /// It, in the new model where it is there.
    pub fn either(self) -> Option<Thing> {
        self.new.or(self.old)
    }

    /// The journey that it was, if it was one.
    pub fn old_journey(self) -> Option<Id<Journey>> {
        self.old.and_then(Thing::as_journey)
    }

    /// The journey that it is, if it is one.
    pub fn new_journey(self) -> Option<Id<Journey>> {
        self.new.and_then(Thing::as_journey)
    }

    /// The word that declares it.
    pub fn word(self) -> Option<Word> {
        self.either().map(Thing::word)
    }
}
