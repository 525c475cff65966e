//! A file's text and places in it: sources, spans, lines and columns, the nearest of several words, and characters that
//! are not seen.
//!
//! Knows nothing of the language. Everything further down the list of modules points into texts with these types.

mod nearest;
mod position;
mod source;
mod span;
pub mod unseen;

pub use nearest::nearest;
pub use position::{LineTable, Position};
pub use source::{Source, SourceId};
pub use span::{Span, Spanned};
