//! `Fact`: one statement with its names bound, or one item of a statement that holds a list. What a declaration says is
//! the facts of it, and two versions of it differ in meaning where their facts do.
//!
//! Arguments keep the number of their slot in the table of keywords, which says what they are, which word stands before
//! them, and which of them tell one statement from others of its kind.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::diff::both::Both;
use crate::text::Span;
use crate::value::{Date, Language, Link, Name, Share};
use crate::vocabulary::{Figure, Slot, Takes, Word};

/// A statement of a declaration's block.
#[derive(Debug, Clone)]
pub struct Fact {
    /// Its keyword.
    pub word: Word,
    /// What stands in which slot, in order.
    pub arguments: Vec<(u8, Value)>,
    /// The one of those for whom alone it counts that it is told of; none for everyone.
    pub only: Option<Both>,
    /// Where it stands.
    pub span: Span,
    /// Whether there is one at the most for each audience.
    pub(super) is_single: bool,
}

/// One argument.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// What a name means.
    Thing(Both),
    /// A free name: a device, a tag.
    Name(Name),
    /// A word that means itself: a choice, `end`, `exit`.
    Word(&'static str),
    /// A text.
    Text(Arc<str>),
    /// From -2 to +2.
    Score(i8),
    /// A share, a number, money or a duration.
    Figure(Figure),
    /// A day.
    Date(Date),
    /// An address.
    Link(Link),
    /// A language.
    Language(Language),
}

impl Value {
    /// What it names, if it names something that is declared.
    pub fn thing(&self) -> Option<Both> {
        if let Self::Thing(both) = self { Some(*both) } else { None }
    }

    /// The figure that it is, if it is one.
    pub fn figure(&self) -> Option<Figure> {
        if let Self::Figure(figure) = self { Some(*figure) } else { None }
    }

    /// The day that it is, if it is one.
    pub fn date(&self) -> Option<Date> {
        if let Self::Date(date) = self { Some(*date) } else { None }
    }
}

impl From<Share> for Value {
    fn from(share: Share) -> Self {
        Self::Figure(Figure::Share(share))
    }
}

impl Fact {
    /// Whether both say the same, to whomever.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.word == other.word && self.arguments == other.arguments
    }

    /// What stands in a slot.
    pub fn in_slot(&self, slot: usize) -> impl Iterator<Item = &Value> {
        self.arguments.iter().filter(move |(number, _)| usize::from(*number) == slot).map(|(_, value)| value)
    }

    /// Its slots in the table, with their numbers.
    pub fn slots(&self) -> impl Iterator<Item = (usize, &'static Slot)> {
        self.word.keyword().slots.iter().enumerate()
    }

    /// What tells it from others of its word: the arguments that it must have, without the figures.
    pub(super) fn key(&self) -> impl Iterator<Item = &Value> {
        self.slots()
            .filter(|(_, slot)| slot.needed && slot.takes != Takes::Figure)
            .flat_map(|(it, _)| self.in_slot(it))
    }

    /// The text that it is, if it is one: the text of its key.
    pub(super) fn text(&self) -> Option<&Arc<str>> {
        self.key().find_map(|value| if let Value::Text(text) = value { Some(text) } else { None })
    }

    /// Adds what it says to a hash; `thing` adds a declaration.
    pub(super) fn hash_into<H: Hasher>(&self, state: &mut H, thing: &dyn Fn(Both, &mut H)) {
        self.word.hash(state);
        for (slot, value) in &self.arguments {
            slot.hash(state);
            value.hash_into(state, thing);
        }
    }
}

impl Value {
    /// Adds it to a hash; `thing` adds a declaration.
    pub(super) fn hash_into<H: Hasher>(&self, state: &mut H, thing: &dyn Fn(Both, &mut H)) {
        match self {
            Self::Thing(both) => thing(*both, state),
            Self::Name(name) => name.hash(state),
            Self::Word(word) => word.hash(state),
            Self::Text(text) => text.hash(state),
            Self::Score(score) => score.hash(state),
            // Figures hold fractions, which have no hash; as people read them they have one.
            Self::Figure(figure) => figure.to_string().hash(state),
            Self::Date(date) => date.hash(state),
            Self::Link(link) => link.hash(state),
            Self::Language(language) => language.as_str().hash(state),
        }
    }
}
