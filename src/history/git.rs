//! `Git`: the history of the repository that a folder is in.

use std::sync::OnceLock;

use crate::history::lost::Clone;
use crate::history::program::{Answer, git};
use crate::history::tree::Tree;
use crate::history::way_out::way_out;
use crate::history::{Commit, History, Lost, Renamed, listing};
use crate::workspace::{Files, normal};

/// How alike two files must be for one to be the other under a new name, and how many are compared.
const RENAMES: &[&str] = &["--find-renames=50%", "-l1000"];

/// The history of the repository that a folder is in. Git is asked when something is asked for, and not before.
#[derive(Debug)]
pub struct Git {
    here: String,
    place: OnceLock<Result<Place, Lost>>,
}

/// Where a repository is.
#[derive(Debug, Clone)]
struct Place {
    /// The folder that its files stand in. Where it has none, the one that one is in.
    top: String,
    clone: Clone,
}

impl Git {
    /// The history of what stands around the absolute path `here`.
    pub fn at(here: &str) -> Self {
        Self { here: here.to_owned(), place: OnceLock::new() }
    }

    fn place(&self) -> Result<&Place, Lost> {
        self.place.get_or_init(|| find(&self.here)).as_ref().map_err(Lost::clone)
    }

    /// What git says, if it does what it is asked for.
    fn said(&self, arguments: &[&str]) -> Result<Vec<u8>, Lost> {
        let answer = git(&self.here, arguments)?;
        if answer.is_fine { Ok(answer.said) } else { Err(complaint(&answer)) }
    }
}

/// Looks where the repository is that the folder `here` is in.
fn find(here: &str) -> Result<Place, Lost> {
    let asked = ["rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--show-cdup"];
    let answer = git(here, &asked)?;
    if !answer.is_fine {
        return Err(complaint(&answer));
    }
    let said = String::from_utf8_lossy(&answer.said).into_owned();
    let mut lines = said.lines();
    let has_files = lines.next() == Some("true");
    let clone = if lines.next() == Some("true") { Clone::Shallow } else { Clone::Whole };
    // The way up to its top folder.
    let up = lines.next().unwrap_or_default();
    let top = if has_files { normal(here, up) } else { here.to_owned() };
    Ok(Place { top, clone })
}

/// What git complained of, in words that lead on.
fn complaint(answer: &Answer) -> Lost {
    let said = answer.complaint.as_str();
    if said.contains("dubious ownership") || said.contains("unsafe repository") {
        let path = said.split('\'').nth(1).unwrap_or_default();
        return Lost::NotTrusted(path.to_owned());
    }
    if said.contains("not a git repository") {
        return Lost::NoRepository;
    }
    let line = said.lines().find(|line| !line.trim().is_empty()).unwrap_or("it does not say why");
    Lost::Other(line.trim_start_matches("fatal: ").trim_start_matches("error: ").to_owned())
}

/// The line that is an id.
fn id(said: &[u8]) -> Option<String> {
    let said = String::from_utf8_lossy(said);
    let is_id = |line: &&str| line.len() >= 40 && line.chars().all(|letter| letter.is_ascii_hexdigit());
    said.lines().find(is_id).map(str::to_owned)
}

impl History for Git {
    fn revision(&self, name: &str) -> Result<Commit, Lost> {
        let clone = self.place()?.clone;
        let is_word = !name.is_empty() && !name.contains('\0');
        let asked = format!("{name}^{{commit}}");
        let asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", &asked];
        let answer = if is_word { Some(git(&self.here, &asked)?) } else { None };
        if let Some(id) = answer.filter(|answer| answer.is_fine).and_then(|answer| id(&answer.said)) {
            return Ok(Commit { id, name: name.to_owned() });
        }
        let way_out = way_out(&self.here, name, clone == Clone::Shallow)?;
        Err(Lost::NoRevision(name.to_owned(), way_out))
    }

    fn fork(&self, one: &Commit, other: &Commit) -> Result<Commit, Lost> {
        let clone = self.place()?.clone;
        let answer = git(&self.here, &["merge-base", &one.id, &other.id])?;
        match id(&answer.said) {
            Some(id) if answer.is_fine => Ok(Commit { id, name: one.name.clone() }),
            _ if answer.complaint.is_empty() => {
                Err(Lost::NoFork(one.name.clone(), other.name.clone(), clone))
            }
            _ => Err(complaint(&answer)),
        }
    }

    fn tree<'h>(&'h self, commit: &Commit) -> Result<Box<dyn Files + 'h>, Lost> {
        let top = self.place()?.top.clone();
        let said = self.said(&["ls-tree", "-r", "-z", "--full-tree", &commit.id])?;
        Ok(Box::new(Tree::new(listing::read(&said), top, &self.here)))
    }

    fn renamed(&self, since: &Commit) -> Result<Vec<Renamed>, Lost> {
        let top = self.place()?.top.clone();
        // Compared are records alone: to read what stands in the folders would have git run what is set up for it.
        let mut asked = vec!["diff-index", "--cached", "--raw", "-z", "--no-relative", "--diff-filter=R"];
        asked.extend(RENAMES);
        asked.push(&since.id);
        let said = self.said(&asked)?;
        // `:MODE MODE ID ID R100`, the old path and the new one, each with a NUL at its end.
        let words: Vec<_> = said.split(|byte| *byte == 0).map(String::from_utf8_lossy).collect();
        let place = |path: &str| normal(&top, path);
        let rows = words.chunks_exact(3).filter(|row| row[0].starts_with(':'));
        Ok(rows.map(|row| Renamed { from: place(&row[1]), to: place(&row[2]) }).collect())
    }
}
