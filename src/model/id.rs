//! `Id<T>`: which of the declarations of one kind. `Arena<T>`: all of that kind in one file. `Ref<T>`: a name that was
//! looked up.
//!
//! An id says which file and which of its declarations. So it stays what it is whatever happens to other files.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::num::NonZeroU32;
use std::ops::{Index, IndexMut};

use crate::text::SourceId;

/// Which `T`. Made by `Arena<T>` alone.
pub struct Id<T> {
    source: SourceId,
    /// From 1, so that `Option<Id<T>>` takes no more room.
    number: NonZeroU32,
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    fn new(source: SourceId, index: usize) -> Self {
        Self { source, number: NonZeroU32::MIN.saturating_add(index as u32), of: PhantomData }
    }

    /// The file it stands in.
    pub fn source(self) -> SourceId {
        self.source
    }

    /// Its place among its kind in its file, from 0.
    pub fn index(self) -> usize {
        self.number.get() as usize - 1
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Id<T> {}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        (self.source, self.number) == (other.source, other.number)
    }
}

impl<T> Eq for Id<T> {}

impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.source, self.number).cmp(&(other.source, other.number))
    }
}

impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.source, self.number).hash(state);
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}.{}", self.source.0, self.index())
    }
}

/// All declarations of one kind in one file, in the order they were found.
#[derive(Debug)]
pub struct Arena<T> {
    source: SourceId,
    items: Vec<T>,
}

impl<T> Arena<T> {
    /// None yet, of the file `source`.
    pub(crate) fn new(source: SourceId) -> Self {
        Self { source, items: Vec::new() }
    }

    /// Makes room for as many more.
    pub(crate) fn reserve(&mut self, more: usize) {
        self.items.reserve_exact(more);
    }

    pub(crate) fn add(&mut self, value: T) -> Id<T> {
        self.items.push(value);
        Id::new(self.source, self.items.len() - 1)
    }

    /// The id that the next one added will get.
    pub(crate) fn next_id(&self) -> Id<T> {
        Id::new(self.source, self.items.len())
    }

    /// The ids that are to be given from here on, in order.
    pub(crate) fn ids(&self) -> impl Iterator<Item = Id<T>> + use<T> {
        let source = self.source;
        (self.items.len()..).map(move |index| Id::new(source, index))
    }

    /// All of them with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (Id<T>, &T)> {
        self.items.iter().enumerate().map(|(index, value)| (Id::new(self.source, index), value))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl<T> Index<Id<T>> for Arena<T> {
    type Output = T;

    fn index(&self, id: Id<T>) -> &T {
        &self.items[id.index()]
    }
}

impl<T> IndexMut<Id<T>> for Arena<T> {
    fn index_mut(&mut self, id: Id<T>) -> &mut T {
        &mut self.items[id.index()]
    }
}

/// A name that was looked up. `Broken` has been reported already: whoever meets it stays quiet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Ref<T> {
    To(T),
    Broken,
}

impl<T: Copy> Ref<T> {
    /// What it names, if it was found.
    pub fn found(self) -> Option<T> {
        match self {
            Self::To(target) => Some(target),
            Self::Broken => None,
        }
    }
}
