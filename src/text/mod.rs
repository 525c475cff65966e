//! A file's text and places in it: sources, spans, lines and columns, how it is laid out, the nearest of several words,
//! and characters that are not seen.
//!
//! Knows nothing of the language. Everything further down the list of modules points into texts with these types.

pub mod layout;
mod nearest;
mod position;
mod source;
mod span;
pub mod unseen;

pub use nearest::{Near, near, nearest};
pub use position::{LineTable, Position};
pub use source::{Source, SourceId};
pub use span::{Span, Spanned};
