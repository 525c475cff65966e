//! What the program says about itself, out of its own tables: the tables of docs/language.md, docs/rules.md,
//! docs/settings.md, and the pages of `journey explain`.
//!
//! Nothing here is written twice. Keywords come from the vocabulary's table, pages from the doc comments of rules and
//! mistakes, and a report that a page shows was made of the example above it, by the checker, a moment ago.

mod example;
mod explain;
pub mod language;
mod page;
pub mod rules;
pub mod settings;

pub use example::{Example, Mark, Part, parts, today};
pub use explain::explain;
pub use page::{Page, pages};
pub(crate) use rules::page_of;
