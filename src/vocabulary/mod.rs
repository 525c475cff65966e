//! Which words there are: `Tree` in, `Outline` out, where every keyword is known and every argument read.
//!
//! The table in `table` is the one place where a keyword is written. Names are read here, and looked up in `model`.

mod argument;
mod choice;
mod keyword;
pub mod mistakes;
mod outline;
mod table;
mod wording;

pub use argument::{Argument, Figure, Reference, Target};
pub use choice::{
    Assistance, Better, ChannelKind, Decision, EvidenceKind, Impact, Level, Period, Phase, Status, Unit,
};
pub(crate) use keyword::one_of;
pub use keyword::{Keyword, Place, Slot, Space, Takes, Times};
pub use outline::{Allow, Item, ItemId, Outline, read, read_into};
pub use table::{KEYWORDS, Word};
