//! The history of a project: which commit a revision means, and the files as they stood there.
//!
//! Goes in: revisions, as people write them. Comes out: commits, and their files as `Files` that can only be read. What is
//! in the folders of a disk is not touched, and nothing is fetched. What is made of two states is the business of others.

mod batch;
mod git;
mod in_memory;
mod lines;
mod listing;
mod lost;
mod program;
mod revisions;
mod standing;
mod tree;
mod way_out;

pub use git::Git;
pub use in_memory::{InMemory, NoHistory};
pub(crate) use lines::changed_lines;
pub use lost::Lost;
pub use revisions::Revisions;

use crate::workspace::Files;

/// A state of the project that was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// What tells it from all others.
    pub id: String,
    /// What it was asked for by.
    pub name: String,
}

/// A file that got another path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Renamed {
    /// The absolute path that it had.
    pub from: String,
    /// The one that it has.
    pub to: String,
}

/// Where the states of a project are recorded.
pub trait History: Sync {
    /// The commit that a revision means: `main`, `v1.2`, `HEAD~2`, the first digits of an id.
    fn revision(&self, name: &str) -> Result<Commit, Lost>;

    /// The last commit that both come from, under the name of the first.
    fn fork(&self, one: &Commit, other: &Commit) -> Result<Commit, Lost>;

    /// The files as they stood at a commit, under the paths that they have on the disk. They cannot be written.
    fn tree<'h>(&'h self, commit: &Commit) -> Result<Box<dyn Files + 'h>, Lost>;

    /// The files that got other paths since a commit, as far as that was recorded or is about to be.
    fn renamed(&self, since: &Commit) -> Result<Vec<Renamed>, Lost>;
}
