//! Histories without a repository: one that is held in memory, and none at all.

use std::collections::BTreeMap;

use crate::history::{Commit, History, Lost, Renamed};
use crate::text::nearest;
use crate::workspace::{Files, Memory};

/// Files by path.
type Tree = BTreeMap<String, Vec<u8>>;

/// States by name, each of which all that come after it come from.
#[derive(Debug, Default)]
pub struct InMemory {
    states: BTreeMap<String, Tree>,
    renamed: Vec<Renamed>,
}

impl InMemory {
    /// A history of these states; files by path, from `/`.
    pub fn new(states: impl IntoIterator<Item = (String, Tree)>) -> Self {
        Self { states: states.into_iter().collect(), renamed: Vec::new() }
    }

    /// The same, in which these files got other paths.
    pub fn with_renamed(self, renamed: impl IntoIterator<Item = Renamed>) -> Self {
        Self { renamed: renamed.into_iter().collect(), ..self }
    }
}

impl History for InMemory {
    fn revision(&self, name: &str) -> Result<Commit, Lost> {
        if name == "HEAD" || self.states.contains_key(name) {
            return Ok(Commit { id: name.to_owned(), name: name.to_owned() });
        }
        let near = nearest(name, self.states.keys().map(String::as_str));
        Err(Lost::NoRevision(name.to_owned(), near.map(|near| format!("did you mean `{near}`?"))))
    }

    fn fork(&self, one: &Commit, _other: &Commit) -> Result<Commit, Lost> {
        Ok(one.clone())
    }

    fn tree<'h>(&'h self, commit: &Commit) -> Result<Box<dyn Files + 'h>, Lost> {
        Ok(Box::new(Memory::new(self.states.get(&commit.id).cloned().unwrap_or_default())))
    }

    fn renamed(&self, _since: &Commit) -> Result<Vec<Renamed>, Lost> {
        Ok(self.renamed.clone())
    }
}

/// No history at all, as in a folder that is in no repository.
#[derive(Debug)]
pub struct NoHistory;

impl History for NoHistory {
    fn revision(&self, _name: &str) -> Result<Commit, Lost> {
        Err(Lost::NoRepository)
    }

    fn fork(&self, _one: &Commit, _other: &Commit) -> Result<Commit, Lost> {
        Err(Lost::NoRepository)
    }

    fn tree<'h>(&'h self, _commit: &Commit) -> Result<Box<dyn Files + 'h>, Lost> {
        Err(Lost::NoRepository)
    }

    fn renamed(&self, _since: &Commit) -> Result<Vec<Renamed>, Lost> {
        Err(Lost::NoRepository)
    }
}
