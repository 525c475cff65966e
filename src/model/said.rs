//! `Said<T>`: what stands in a declaration, with its place. `Once<T>`: a statement that may stand once. `List<T>`: one that
//! may stand many times.
//!
//! Most declarations leave most of what can be said unsaid, and there may be a hundred thousand of them: what is not said
//! takes a pointer, and nothing else.

use std::sync::Arc;

use thin_vec::ThinVec;

use crate::model::OnlyId;
use crate::text::Span;

/// A list that is mostly empty: it takes eight bytes then, where a `Vec` takes twenty-four.
pub type List<T> = ThinVec<T>;

/// Adds to a list that mostly stays at one: for a first item room is made for no more.
pub(crate) fn add<T>(list: &mut List<T>, item: T) {
    if list.is_empty() {
        list.reserve_exact(1);
    }
    list.push(item);
}

/// The list of `items`, mostly one.
pub(crate) fn list<T>(items: impl Iterator<Item = T>) -> List<T> {
    items.fold(List::new(), |mut list, item| {
        add(&mut list, item);
        list
    })
}

/// A value, where it stands, and for whom it counts if not for everyone.
#[derive(Debug, Clone, PartialEq)]
pub struct Said<T> {
    /// What is said.
    pub value: T,
    /// Where.
    pub span: Span,
    /// The `only` block it stands in.
    pub only: Option<OnlyId>,
}

/// A text.
pub type Text = Said<Arc<str>>;

/// A statement that may stand once: what counts for everyone, and what counts for some in its stead.
#[derive(Debug, Clone, PartialEq)]
pub struct Once<T> {
    /// What counts for everyone comes first.
    said: List<Said<T>>,
}

impl<T> Default for Once<T> {
    fn default() -> Self {
        Self { said: List::new() }
    }
}

impl<T> Once<T> {
    pub(crate) fn add(&mut self, said: Said<T>) {
        match (said.only, self.said.first_mut()) {
            (None, Some(first)) if first.only.is_none() => *first = said,
            (None, Some(_)) => self.said.insert(0, said),
            (None, None) | (Some(_), _) => add(&mut self.said, said),
        }
    }

    /// What counts for everyone.
    pub fn base(&self) -> Option<&Said<T>> {
        self.said.first().filter(|said| said.only.is_none())
    }

    /// What counts for everyone, without its place.
    pub fn get(&self) -> Option<&T> {
        self.base().map(|said| &said.value)
    }

    /// What counts for some in the stead of that, in the order written.
    pub fn instead(&self) -> &[Said<T>] {
        &self.said[usize::from(self.base().is_some())..]
    }

    /// Whether anything was said, if only for some.
    pub fn is_said(&self) -> bool {
        !self.said.is_empty()
    }

    /// All that was said, for everyone or for some.
    pub fn iter(&self) -> impl Iterator<Item = &Said<T>> {
        self.said.iter()
    }

    /// What was said in an `only` block, or outside of all.
    pub(crate) fn in_only(&mut self, only: Option<OnlyId>) -> Option<&mut Said<T>> {
        // They stand in the order of the blocks, of which there may be thousands.
        let at = self.said.binary_search_by_key(&only, |said| said.only).ok()?;
        self.said.get_mut(at)
    }
}

#[cfg(test)]
mod tests {
    use super::{Once, Said};
    use crate::model::{Arena, Only, OnlyId};
    use crate::text::{SourceId, Span};

    #[test]
    fn what_counts_for_everyone_is_apart_wherever_it_is_said() {
        let onlys: Vec<OnlyId> = Arena::<Only>::new(SourceId(0)).ids().take(2).collect();
        let said = |value, only| Said { value, span: Span::new(SourceId(0), 0, 0), only };
        let mut once = Once::default();
        once.add(said("for one", Some(onlys[0])));
        assert_eq!(once.get(), None);
        once.add(said("for all", None));
        once.add(said("for another", Some(onlys[1])));
        assert_eq!(once.get(), Some(&"for all"));
        assert_eq!(
            once.instead().iter().map(|said| said.value).collect::<Vec<_>>(),
            ["for one", "for another"]
        );
        assert_eq!(once.in_only(Some(onlys[1])).map(|said| said.value), Some("for another"));
        assert_eq!(once.in_only(None).map(|said| said.value), Some("for all"));
    }
}
