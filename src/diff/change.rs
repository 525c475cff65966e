//! `Change`: one thing that means something else than before. `Changes`: all of them, journey by journey and stage by
//! stage.

use crate::diff::both::Both;
use crate::diff::fact::Fact;
use crate::diff::figures::{Figures, Turn};
use crate::text::Span;
use crate::vocabulary::Word;

/// One change of meaning.
#[derive(Debug, Clone)]
pub struct Change {
    /// What it is a change of: where a statement is added, the declaration whose block it stands in.
    pub of: Both,
    /// What has changed of it.
    pub what: What,
    /// Those for whom alone it has changed; empty for everyone.
    pub only: Vec<Both>,
    /// The place in the old texts; none for what was not there.
    pub old: Option<Span>,
    /// The place in the new texts; none for what is no longer there.
    pub new: Option<Span>,
}

/// What has changed of a declaration.
#[derive(Debug, Clone)]
pub enum What {
    /// It is new, with all that is in its block.
    Added,
    /// It is gone, with all that was in its block, but for what has moved elsewhere.
    Removed,
    /// It has another name, and what it holds tells that it is the same. What merely follows is no change.
    Renamed,
    /// It has another title.
    Retitled,
    /// It stands in something else.
    Moved {
        /// What it stood in.
        from: Both,
        /// What it stands in.
        to: Both,
    },
    /// It stands at another place among those around it.
    Reordered {
        /// The one in front of it now; none where it is the first.
        behind: Option<Both>,
    },
    /// A statement was added to it.
    Said(Fact),
    /// A statement was taken away from it.
    Unsaid(Fact),
    /// A statement of it says something else.
    Changed {
        /// As it was.
        old: Fact,
        /// As it is.
        new: Fact,
    },
}

impl What {
    /// Whether something came, went, or is there still.
    pub fn sign(&self) -> Sign {
        match self {
            Self::Added | Self::Said(_) => Sign::Added,
            Self::Removed | Self::Unsaid(_) => Sign::Removed,
            Self::Renamed
            | Self::Retitled
            | Self::Moved { .. }
            | Self::Reordered { .. }
            | Self::Changed { .. } => Sign::Changed,
        }
    }

    /// The word of the statement that it is about.
    pub fn word(&self) -> Option<Word> {
        match self {
            Self::Said(fact) | Self::Unsaid(fact) | Self::Changed { new: fact, .. } => Some(fact.word),
            Self::Added | Self::Removed | Self::Renamed | Self::Retitled => None,
            Self::Moved { .. } | Self::Reordered { .. } => None,
        }
    }
}

/// What a change does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Sign {
    Added,
    Removed,
    Changed,
}

/// All that means something else than before.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// Of what stands at the top of files, journeys excepted: teams, channels, audiences, metrics, lanes.
    pub shared: Vec<Change>,
    /// Journey by journey; only those with a change.
    pub journeys: Vec<JourneyChanges>,
}

/// What has changed of a journey.
#[derive(Debug, Clone)]
pub struct JourneyChanges {
    /// Which.
    pub journey: Both,
    /// All of its stages, changed or not, in both states: in the order of the new one.
    pub line: Vec<Both>,
    /// Of the journey itself, and of what stands in none of its stages.
    pub own: Vec<Change>,
    /// Stage by stage, in the order of the journey; only those with a change.
    pub stages: Vec<StageChanges>,
    /// The figures before and after: for nobody in particular first, then for those who have some of their own. Only those
    /// in which something has changed.
    pub figures: Vec<Figures>,
    /// The barriers that are dealt with in another way than before.
    pub turns: Vec<Turn>,
}

/// What has changed of a stage, and of all that stands in it.
#[derive(Debug, Clone)]
pub struct StageChanges {
    /// Which.
    pub stage: Both,
    /// What.
    pub changes: Vec<Change>,
}

impl Changes {
    /// Whether nothing means anything else than before.
    pub fn is_empty(&self) -> bool {
        self.shared.is_empty() && self.journeys.is_empty()
    }

    /// All changes, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Change> {
        self.shared.iter().chain(self.journeys.iter().flat_map(JourneyChanges::iter))
    }
}

impl JourneyChanges {
    /// All changes of the journey, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Change> {
        self.own.iter().chain(self.stages.iter().flat_map(|stage| &stage.changes))
    }
}
