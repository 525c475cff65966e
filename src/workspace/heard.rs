//! Which of the events that a system tells of matter, and how long to wait for more of them.
//!
//! Files that are read are told of too, and so are an editor's own files and what this program writes: none of them
//! matters. How long it is waited goes with what was heard: nearly nothing after a save that is over, longer while a
//! file stands open or is away, and longest while a whole project changes.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use notify::Event;
use notify::event::{
    AccessKind, AccessMode, CreateKind, EventKind, MetadataKind, ModifyKind, RemoveKind, RenameMode,
};

use crate::workspace::paths::is_within;
use crate::workspace::{ENDING, settings};

/// More than so many paths are no save, but a whole project that changes.
const MANY: usize = 16;

/// More than so many, and whoever writes them may have to take breath.
const VERY_MANY: usize = 500;

/// Files that say which files belong to a project, how it is read, and who may own things in it.
const LISTS: [&str; 4] = [".gitignore", ".ignore", settings::NAME, "CODEOWNERS"];

/// What was heard since one began to listen.
pub(crate) struct Notes {
    /// The paths that something happened to.
    pub(crate) paths: BTreeSet<String>,
    /// Sources that are being written, or went away and may come back: most saves are such for a moment.
    unfinished: BTreeSet<String>,
    /// Whether anything may have happened: events were lost.
    lost: bool,
    /// Paths at which a folder may have come or gone: what was watched there is watched no more.
    moved: BTreeSet<String>,
}

impl Notes {
    pub(crate) fn new() -> Self {
        Self { paths: BTreeSet::new(), unfinished: BTreeSet::new(), lost: false, moved: BTreeSet::new() }
    }

    /// For how long nothing more is to be heard until it is over.
    pub(crate) fn quiet(&self) -> Duration {
        Duration::from_millis(if self.lost || self.paths.len() > VERY_MANY {
            250
        } else if self.paths.len() > MANY {
            100
        } else if !self.unfinished.is_empty() {
            40
        } else {
            4
        })
    }

    /// How long it is waited at most for it to be over.
    pub(crate) fn longest(&self) -> Duration {
        Duration::from_millis(if self.lost || self.paths.len() > MANY { 3_000 } else { 250 })
    }

    /// Those of the folders that may be watched no more.
    pub(crate) fn doubtful(&self, folders: &BTreeSet<String>) -> BTreeSet<String> {
        let is_doubtful =
            |folder: &&String| self.lost || self.moved.iter().any(|path| is_within(folder, path));
        folders.iter().filter(is_doubtful).cloned().collect()
    }

    /// Takes in an event, heard while `folders` were watched, and tells whether it matters.
    pub(crate) fn take(&mut self, event: &notify::Result<Event>, folders: &BTreeSet<String>) -> bool {
        // An error is most likely a lost event.
        let Ok(event) = event else {
            self.lost = true;
            return true;
        };
        self.lost |= event.need_rescan();
        let mut matters = event.need_rescan();
        for (at, path) in event.paths.iter().enumerate() {
            let text = path.to_string_lossy();
            let is_source = is_source(path);
            let moves = moves(event.kind);
            if !(is_source || folders.contains(&*text) || moves && may_be_folder(path, event.kind)) {
                continue;
            }
            if moves && !is_source {
                self.moved.insert(text.clone().into_owned());
            }
            match stage(event.kind, at) {
                Stage::Unfinished if is_source => drop(self.unfinished.insert(text.clone().into_owned())),
                Stage::Unfinished | Stage::Same => {}
                Stage::Finished => drop(self.unfinished.remove(&*text)),
            }
            self.paths.insert(text.into_owned());
            matters = true;
        }
        matters
    }
}

/// Whether a file says what is in a project, or which files are.
fn is_source(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    // Emacs locks `shoes.journey` by a link `.#shoes.journey`.
    name.ends_with(ENDING) && !name.starts_with(".#") || LISTS.contains(&&*name)
}

/// Whether what came or went at `path` may be a folder, or a link to one.
fn may_be_folder(path: &Path, kind: EventKind) -> bool {
    match kind {
        EventKind::Create(CreateKind::Folder) | EventKind::Remove(RemoveKind::Folder) => true,
        EventKind::Create(_)
        | EventKind::Remove(_)
        | EventKind::Modify(_)
        | EventKind::Access(_)
        | EventKind::Any
        | EventKind::Other => {
            let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
            let is_plain = path.extension().is_none() && !name.starts_with('.');
            // What is gone may have been anything.
            path.is_dir() || is_plain && !path.is_file()
        }
    }
}

/// Whether such an event may be of something that came to its path or went from it, or may be seen now and not before.
fn moves(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Data(_)) => false,
        EventKind::Create(_)
        | EventKind::Remove(_)
        | EventKind::Modify(_)
        | EventKind::Any
        | EventKind::Other => true,
    }
}

/// How far a save is.
enum Stage {
    Finished,
    Unfinished,
    /// As far as before.
    Same,
}

/// How far the save of the path at `at` of an event is. Only where the end of writing is told can it be waited for.
fn stage(kind: EventKind, at: usize) -> Stage {
    let tells_end = cfg!(any(target_os = "linux", target_os = "android"));
    match kind {
        EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(RenameMode::From)) => Stage::Unfinished,
        // From the first path to the second.
        EventKind::Modify(ModifyKind::Name(RenameMode::Both)) if at == 0 => Stage::Unfinished,
        EventKind::Create(_) | EventKind::Modify(ModifyKind::Data(_)) if tells_end => Stage::Unfinished,
        EventKind::Modify(ModifyKind::Metadata(_)) => Stage::Same,
        EventKind::Create(_)
        | EventKind::Modify(_)
        | EventKind::Access(_)
        | EventKind::Any
        | EventKind::Other => Stage::Finished,
    }
}

/// Whether an event is of a kind that may change a project: most are of files that are opened and read.
pub(crate) fn may_matter(event: &notify::Result<Event>) -> bool {
    let Ok(event) = event else { return true };
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(MetadataKind::AccessTime)) => false,
        EventKind::Create(_)
        | EventKind::Modify(_)
        | EventKind::Remove(_)
        | EventKind::Any
        | EventKind::Other => true,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::PathBuf;
    use std::time::Duration;

    use notify::Event;
    use notify::event::{
        AccessKind, AccessMode, CreateKind, DataChange, EventKind, Flag, ModifyKind, RemoveKind,
    };

    use super::Notes;

    const WRITTEN: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));
    const CLOSED: EventKind = EventKind::Access(AccessKind::Close(AccessMode::Write));

    /// What is noted of events, each of a kind and at a path, while `/p/shared` is watched.
    fn notes(events: &[(EventKind, &str)]) -> Notes {
        let folders = BTreeSet::from(["/p/shared".to_owned()]);
        let mut notes = Notes::new();
        for (kind, path) in events {
            notes.take(&Ok(Event::new(*kind).add_path(PathBuf::from(path))), &folders);
        }
        notes
    }

    #[test]
    fn lost_events_matter_and_make_every_folder_doubtful() {
        let folders = BTreeSet::from(["/p/shared".to_owned()]);
        let mut notes = Notes::new();
        assert!(notes.take(&Ok(Event::new(EventKind::Other).set_flag(Flag::Rescan)), &folders));
        assert_eq!(notes.doubtful(&folders), folders);
    }

    #[test]
    fn a_save_that_is_over_is_waited_for_less_than_one_that_is_not() {
        let open = notes(&[(WRITTEN, "/p/a.journey")]);
        let over = notes(&[(WRITTEN, "/p/a.journey"), (CLOSED, "/p/a.journey")]);
        let away = notes(&[(CLOSED, "/p/a.journey"), (EventKind::Remove(RemoveKind::File), "/p/a.journey")]);
        assert!(over.quiet() < Duration::from_millis(10));
        assert!(cfg!(not(target_os = "linux")) || open.quiet() > over.quiet());
        assert!(away.quiet() > over.quiet());
    }

    #[test]
    fn outputs_and_the_files_of_editors_do_not_matter() {
        let matters = |path: &str| {
            let noted = notes(&[(WRITTEN, path), (CLOSED, path)]);
            !noted.paths.is_empty()
        };
        assert!(matters("/p/a.journey") && matters("/p/.gitignore"));
        for path in ["/p/out/a.dot", "/p/out/.journey-x1.tmp", "/p/.a.journey.swp", "/p/a.journey~"] {
            assert!(!matters(path), "{path}");
        }
        assert!(!matters("/p/.#a.journey") && !matters("/p/#a.journey#"));
    }

    #[test]
    fn a_folder_that_comes_or_goes_is_to_be_watched_anew() {
        let folders = BTreeSet::from(["/p/shared".to_owned()]);
        for kind in [EventKind::Create(CreateKind::Folder), EventKind::Remove(RemoveKind::Folder)] {
            assert_eq!(notes(&[(kind, "/p")]).doubtful(&folders), folders);
        }
        assert!(notes(&[(CLOSED, "/p/shared/a.journey")]).doubtful(&folders).is_empty());
    }
}
