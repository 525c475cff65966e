//! Mends journeys: the fixes that reports offer are made, round after round, until none is left.
//!
//! Goes in: a workspace over a `Draft`, and how sure a fix must be. Comes out: what the files would then say; whoever asked
//! writes it. After each round the files are read again. A fix that leaves a file with more mistakes than it had is
//! taken back and told, and the others are made all the same.

mod allow;
mod draft;
mod edits;

pub use allow::{Silence, silence};
pub use draft::Draft;

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::hash::{Hash, Hasher};

use crate::diagnostic::{Diagnostic, Edit, Fix, Safety};
use crate::mend::edits::{Chosen, applied};
use crate::text::{Source, SourceId};
use crate::workspace::{Snapshot, Workspace};

/// Most files are done after two rounds. A fix that calls for another without end would never be.
const MOST_ROUNDS: usize = 100;

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where it is; none for standard input.
    pub path: Option<String>,
    /// The path that it is shown by.
    pub shown: String,
    /// What was read in it.
    pub old: String,
    /// What it is to say.
    pub new: String,
    /// How many fixes were made in it.
    pub fixes: usize,
}

/// What mending came to.
#[derive(Debug)]
pub struct Mended {
    /// The files that are to say something else, by path.
    pub changes: Vec<Change>,
    /// Fixes that made a file worse, and were taken back: the path of the file, and the code of the report.
    pub refused: Vec<(String, &'static str)>,
    /// Whether nothing is left that could be fixed.
    pub is_done: bool,
    /// What the project would then mean.
    pub snapshot: Snapshot,
}

/// Makes the fixes of files that were asked for, up to this safety, in a workspace that reads its files from `draft`.
pub fn mend(workspace: &mut Workspace<'_>, draft: &Draft<'_>, most: Safety) -> Mended {
    let mut mending = Mending::default();
    let mut snapshot = look(workspace, &BTreeSet::new());
    for _ in 0..MOST_ROUNDS {
        let chosen = mending.choose(&snapshot, most);
        if chosen.is_empty() {
            return mending.end(true, snapshot);
        }
        let after = mending.round(&chosen, &snapshot, workspace, draft);
        snapshot = after;
    }
    mending.end(false, snapshot)
}

/// What the workspace means, with these files read again.
fn look(workspace: &mut Workspace<'_>, changed: &BTreeSet<String>) -> Snapshot {
    workspace.refresh(changed);
    workspace.look()
}

/// What a fix is known by from round to round, though its place may change.
type Key = (SourceId, &'static str, String, String);

fn key(report: &Diagnostic, fix: &Fix) -> Key {
    (report.at.span.source, report.code, report.message.clone(), fix.title.clone())
}

#[derive(Default)]
struct Mending {
    files: BTreeMap<SourceId, Work>,
    refused: HashSet<Key>,
    told: Vec<(String, &'static str)>,
}

/// What was done to a file so far.
struct Work {
    old: String,
    fixes: usize,
    /// How many fixes are made at once: fewer where some of them made the file worse, until it is known which.
    at_once: usize,
    /// The texts that it has had. To come back to one would be to go round in circles.
    seen: HashSet<u64>,
}

impl Mending {
    /// The fixes to make next, a row for each file, in order. Of those that touch, the first; the others come later.
    fn choose<'s>(&self, snapshot: &'s Snapshot, most: Safety) -> BTreeMap<SourceId, Chosen<'s, Key>> {
        let mut chosen: BTreeMap<SourceId, Chosen<'s, Key>> = BTreeMap::new();
        for report in snapshot.diagnostics() {
            let fits = |fix: &&Fix| fix.safety <= most && !self.refused.contains(&key(report, fix));
            let Some(fix) = report.fixes.iter().find(fits) else { continue };
            let Some(source) = file_of(&fix.edits).filter(|source| snapshot.is_mendable(*source)) else {
                continue;
            };
            let room = self.files.get(&source).map_or(usize::MAX, |work| work.at_once);
            let of_file = chosen.entry(source).or_default();
            if of_file.len() < room {
                of_file.add(&fix.edits, || key(report, fix));
            }
        }
        chosen.retain(|_, of_file| of_file.len() > 0);
        chosen
    }

    /// Makes these fixes, and looks what came of it. What is given is what the project means afterwards.
    fn round(
        &mut self,
        chosen: &BTreeMap<SourceId, Chosen<'_, Key>>,
        before: &Snapshot,
        workspace: &mut Workspace<'_>,
        draft: &Draft<'_>,
    ) -> Snapshot {
        let texts: BTreeMap<SourceId, String> = chosen
            .iter()
            .map(|(id, chosen)| (*id, applied(before.source(*id).text(), chosen.edits())))
            .collect();
        let write = |workspace: &mut Workspace<'_>, id: SourceId, text: &str| match before.path(id) {
            Some(path) => {
                draft.put(path, text);
                Some(path.to_owned())
            }
            None => {
                workspace.open_text(text.as_bytes().to_vec());
                None
            }
        };
        let written = texts.iter().filter_map(|(id, text)| write(workspace, *id, text)).collect();
        let after = look(workspace, &written);
        let worse = self.worse(before, &after, &texts);
        for (id, chosen) in chosen {
            let work = self.files.entry(*id).or_insert_with(|| Work::of(before.source(*id)));
            if !worse.contains(id) {
                work.fixes += chosen.len();
                work.at_once = usize::MAX;
                work.seen.insert(hash(&texts[id]));
            } else if chosen.len() > 1 {
                work.at_once = chosen.len() / 2;
            } else {
                work.at_once = usize::MAX;
                self.refused.extend(chosen.keys().cloned());
                let path = before.source(*id).path.clone();
                self.told.extend(chosen.keys().map(|(_, code, ..)| (path.clone(), *code)));
            }
        }
        if worse.is_empty() {
            return after;
        }
        let back = worse.iter().filter_map(|id| write(workspace, *id, before.source(*id).text())).collect();
        look(workspace, &back)
    }

    /// The files that have more mistakes than before, or a text that they had already. Where more are only found
    /// elsewhere, any of those that changed may have made them.
    fn worse(
        &self,
        before: &Snapshot,
        after: &Snapshot,
        texts: &BTreeMap<SourceId, String>,
    ) -> BTreeSet<SourceId> {
        let (had, have) = (before.count_mistakes(), after.count_mistakes());
        let count = |counts: &BTreeMap<SourceId, usize>, id: &SourceId| counts.get(id).copied().unwrap_or(0);
        let was_seen = |id: &SourceId| {
            self.files.get(id).is_some_and(|work| work.seen.contains(&hash(&texts[id])))
                || before.source(*id).text() == texts[id]
        };
        let is_worse = |id: &&SourceId| count(&have, id) > count(&had, id) || was_seen(id);
        let worse: BTreeSet<SourceId> = texts.keys().filter(is_worse).copied().collect();
        if worse.is_empty() && have.values().sum::<usize>() > had.values().sum() {
            return texts.keys().copied().collect();
        }
        worse
    }

    fn end(self, is_done: bool, snapshot: Snapshot) -> Mended {
        let changes = self.files.into_iter().filter_map(|(id, work)| {
            let source = snapshot.source(id);
            (source.text() != work.old).then(|| Change {
                path: snapshot.path(id).map(str::to_owned),
                shown: source.path.clone(),
                old: work.old,
                new: source.text().to_owned(),
                fixes: work.fixes,
            })
        });
        let mut changes: Vec<Change> = changes.collect();
        changes.sort_by(|one, other| one.shown.cmp(&other.shown));
        Mended { changes, refused: self.told, is_done, snapshot }
    }
}

impl Work {
    fn of(source: &Source) -> Self {
        let old = source.text().to_owned();
        Self { fixes: 0, at_once: usize::MAX, seen: HashSet::from([hash(&old)]), old }
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// The one file that all of `edits` are in.
fn file_of(edits: &[Edit]) -> Option<SourceId> {
    let source = edits.first()?.span.source;
    edits.iter().all(|edit| edit.span.source == source).then_some(source)
}
