//! The states that are compared: which are meant, and what is wrong with them.

use crate::cli::{Status, Stop, World};
use crate::diagnostic::{Diagnostic, Severity};
use crate::emit::changes::Version;
use crate::history::{Commit, Lost, Revisions};
use crate::report::{Findings, USUAL, print_human, visible_line};
use crate::workspace::{Failure, Files, Memory, State, Trouble, Versions, normal};

/// What the files on the disk are called.
const WORK_TREE: &str = "work tree";

/// What somebody asked for.
enum Asked {
    /// A file or a folder.
    Path(String),
    /// A commit.
    Commit(Commit),
    /// The files as they are on the disk.
    WorkTree,
}

/// The two states that are meant by one word or two.
pub(super) fn versions(old: &str, new: Option<&str>, world: &World<'_>) -> Result<Versions, Stop> {
    let (old, new) = asked(old, new, world)?;
    let versions = Versions { old: read(&old, world)?, new: read(&new, world)? };
    if versions.old.has_files() || versions.new.has_files() {
        Ok(versions)
    } else {
        Err(Stop::Usage("there is no `.journey` file in either state".to_owned()))
    }
}

fn asked(old: &str, new: Option<&str>, world: &World<'_>) -> Result<(Asked, Asked), Stop> {
    let is_there = world.files.kind(&normal(&world.files.here(), old)).is_some();
    let (from, to) = match Revisions::read(old) {
        Revisions::FromTo(from, to) if !is_there && !is_path(old) => {
            (world.history.revision(&from)?, world.history.revision(&to)?)
        }
        Revisions::SinceFork(from, to) if !is_there && !is_path(old) => {
            let (from, to) = (world.history.revision(&from)?, world.history.revision(&to)?);
            (world.history.fork(&from, &to)?, to)
        }
        Revisions::One(_) | Revisions::FromTo(..) | Revisions::SinceFork(..) => {
            return match (which(old, world)?, new) {
                (old, Some(new)) => Ok((old, which(new, world)?)),
                (Asked::Path(path), None) => Err(Stop::Usage(format!(
                    "nothing is said to compare `{path}` with: name two files, two folders, or a revision"
                ))),
                (old @ (Asked::Commit(_) | Asked::WorkTree), None) => Ok((old, Asked::WorkTree)),
            };
        }
    };
    match new {
        None => Ok((Asked::Commit(from), Asked::Commit(to))),
        Some(new) => Err(Stop::Usage(format!("`{old}` names two states already: leave out `{new}`"))),
    }
}

/// Whether a word can only be meant as a path.
fn is_path(word: &str) -> bool {
    let starts = ["./", "../", "/"].iter().any(|start| word.starts_with(start));
    starts || word == "." || word == ".." || word.ends_with(crate::workspace::ENDING)
}

/// What one word means.
fn which(word: &str, world: &World<'_>) -> Result<Asked, Stop> {
    if is_path(word) {
        return Ok(Asked::Path(word.to_owned()));
    }
    let is_there = world.files.kind(&normal(&world.files.here(), word)).is_some();
    match (world.history.revision(word), is_there) {
        (Ok(_), true) => Err(Stop::Usage(format!(
            "`{word}` is both a path and a revision: write `./{word}` for the path, or `{word}~0` for the revision"
        ))),
        (Ok(commit), false) => Ok(Asked::Commit(commit)),
        (Err(_), true) => Ok(Asked::Path(word.to_owned())),
        (Err(Lost::NoRepository), false) => Err(Stop::Usage(format!(
            "there is no `{word}`, and this folder is in no git repository that could have a revision of this name"
        ))),
        (Err(Lost::NoRevision(_, None)), false) => {
            Err(Stop::Usage(format!("there is no file, folder or revision `{word}`")))
        }
        (Err(lost), false) => Err(Stop::Lost(lost)),
    }
}

fn read(asked: &Asked, world: &World<'_>) -> Result<State, Stop> {
    match asked {
        Asked::Path(path) => {
            let state = State::read(path, world.files, world.today, USUAL);
            let state = state.map_err(|failure| match failure.trouble {
                Trouble::NotThere => Stop::Usage(failure.to_string()),
                _ => Stop::Failure(failure),
            })?;
            match state.has_files() {
                true => Ok(state),
                false => Err(Stop::Usage(format!("there is no `.journey` file in {path}"))),
            }
        }
        Asked::Commit(commit) => {
            let tree = world.history.tree(commit)?;
            let state = here(&*tree, world)?;
            Ok(state.called(&commit.name, &format!("{}:", commit.name)))
        }
        Asked::WorkTree => Ok(here(world.files, world)?.called(WORK_TREE, "")),
    }
}

/// The files of the folder that the program was called in, of which there may be none: there was a time before the first.
fn here(files: &dyn Files, world: &World<'_>) -> Result<State, Failure> {
    match State::read(".", files, world.today, USUAL) {
        Err(failure) if failure.trouble == Trouble::NotThere => {
            State::read(".", &Memory::default(), world.today, USUAL)
        }
        read => read,
    }
}

/// A state, as changes of it are told.
pub(super) fn version(state: &State) -> Version<'_> {
    Version {
        name: &state.name,
        model: state.snapshot.model(),
        sources: &state.snapshot,
        prefix: &state.prefix,
    }
}

/// Tells what is wrong with a state, and how the command ends for that. What can be compared is compared all the same.
pub(super) fn tell(state: &State, world: &mut World<'_>) -> Result<Status, Stop> {
    for failure in &state.failures {
        let failure = visible_line(&failure.to_string(), &world.look);
        writeln!(world.stderr, "error: {}{failure}", visible_line(&state.prefix, &world.look))?;
    }
    let snapshot = &state.snapshot;
    let is_error = |report: &&Diagnostic| report.severity == Severity::Error;
    let errors: Vec<Diagnostic> = snapshot.diagnostics().iter().filter(is_error).cloned().collect();
    if !errors.is_empty() {
        let findings = Findings {
            left_out: snapshot.left_out(),
            ..Findings::new(&errors, state, snapshot.asked().count())
        };
        print_human(&findings, &world.look, world.stderr)?;
    }
    Ok(match (state.failures.is_empty(), errors.is_empty()) {
        (false, _) => Status::Failed,
        (true, false) => Status::Errors,
        (true, true) => Status::Fine,
    })
}
