//! `Workspace`: the files of a project, each with its outline, read again where they have changed.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::diagnostic::Diagnostic;
use crate::rules::{Levels, Policy};
use crate::text::{SourceId, Span};
use crate::workspace::file::{self, File, unread};
use crate::workspace::files::{Failure, FileKind, Files, Stamp, Trouble};
use crate::workspace::limits::Over;
use crate::workspace::paths::{folder, folders_around, inside, is_within, normal, shown};
use crate::workspace::snapshot::{Kept, Project};
use crate::workspace::{LARGEST, ProjectSettings, Settings, Snapshot, mistakes, settings};

/// The name that standard input is shown by.
const STANDARD_INPUT: &str = "<stdin>";

/// What stands in the folder of a repository.
const REPOSITORY: &str = ".git";

/// A file in its place.
#[derive(Debug, Clone)]
pub(crate) struct Loaded {
    /// Its path, with all links followed.
    pub(crate) path: String,
    pub(crate) file: Arc<File>,
    /// What its imports lead to, in their order; none for one that was reported.
    pub(crate) imports: Vec<Option<SourceId>>,
    /// What is wrong with its imports.
    pub(crate) import_mistakes: Vec<Diagnostic>,
    /// Whether it was asked for, and not merely imported by one that was.
    pub(crate) asked: bool,
    /// Whether it is there. A file that is gone keeps its place, so that it has the same id when it comes back.
    pub(crate) present: bool,
    /// Whether it was ever read.
    known: bool,
    /// What it looked like from outside when it was read; none if that cannot be relied on.
    stamp: Option<Stamp>,
}

impl Loaded {
    /// Whether it is the text from standard input, which has no file.
    pub(crate) fn is_standard_input(&self) -> bool {
        self.path.ends_with(STANDARD_INPUT)
    }
}

/// The folder that holds all of a project.
#[derive(Debug)]
pub(super) struct Root {
    pub(super) path: String,
    /// Whether something says that it is one.
    pub(super) is_marked: bool,
}

/// The folders that paths are told from, whichever one the program was called in.
#[derive(Debug, Clone, Default)]
pub(crate) struct Roots {
    pub(super) project: String,
    /// The nearest folder around it with a `.git`. Without one, the folder one is in if the project stands in it, else
    /// the project's own.
    pub(super) repository: String,
}

/// What was asked for.
#[derive(Debug)]
pub(super) enum Asked {
    /// An absolute path.
    Path(String),
    /// The text from standard input.
    Text(SourceId),
}

/// The files of a project.
pub struct Workspace<'f> {
    pub(super) files: &'f dyn Files,
    pub(super) settings: Settings,
    /// What the project says itself.
    pub(super) project: settings::Kept,
    pub(super) root: Option<Root>,
    /// The roots of what was asked for beside it, in other projects: imports stay within these too.
    pub(super) other_roots: Vec<String>,
    pub(super) asked: Vec<Asked>,
    pub(super) loaded: Vec<Loaded>,
    pub(super) by_path: HashMap<String, SourceId>,
    /// Folders that were asked for as a whole.
    pub(super) folders: Vec<String>,
    /// Whether the files that were not asked for are wanted too.
    pub(super) with_rest: bool,
    pub(super) failures: Vec<Failure>,
    pub(super) kept: Kept,
    /// The limit that the project is over.
    pub(super) over: Option<Over>,
    /// The paths of imports at which nothing was found, each with the path of the file that was most likely meant.
    pub(super) missing: BTreeMap<String, Option<String>>,
    /// The files of folders that were looked through for these.
    pub(super) looked_through: HashMap<String, Arc<[String]>>,
    /// How many mistakes of a file are kept whole.
    pub(super) most: usize,
    /// How many files of the folders asked for the settings left out the last time.
    pub(super) excluded: usize,
}

impl<'f> Workspace<'f> {
    /// A workspace without files.
    pub fn new(files: &'f dyn Files, settings: Settings) -> Self {
        Self {
            files,
            kept: Kept::new(&settings),
            settings,
            project: settings::Kept::default(),
            root: None,
            other_roots: Vec::new(),
            asked: Vec::new(),
            loaded: Vec::new(),
            by_path: HashMap::new(),
            folders: Vec::new(),
            with_rest: false,
            failures: Vec::new(),
            over: None,
            missing: BTreeMap::new(),
            looked_through: HashMap::new(),
            most: usize::MAX,
            excluded: 0,
        }
    }

    /// How many files of the folders that were asked for the settings leave out.
    pub fn excluded(&self) -> usize {
        self.excluded
    }

    /// Keeps so many mistakes of a file whole, the first of it, of those that are read from here on. The others are counted,
    /// and keep journeys from being written all the same.
    pub fn keep(&mut self, most: usize) {
        self.most = most;
    }

    /// Keeps nothing for further snapshots, which are made from the start: for who asks once.
    pub fn keep_nothing(&mut self) {
        self.kept.keep_nothing();
    }

    /// Asks for a file, or all the files in a folder; `refresh` takes them in. The first one decides where the
    /// project's root is: the nearest folder above it with a `journey.toml` or a `.git`, else its own.
    pub fn open(&mut self, path: &str) -> Result<(), Failure> {
        let asked = normal(&self.files.here(), path);
        let failure = |trouble| Failure { path: path.to_owned(), trouble };
        let kind = self.files.kind(&asked).ok_or_else(|| failure(self.why_not(&asked)))?;
        if kind == FileKind::Other {
            return Err(failure(Trouble::NotAFile));
        }
        let real = self.files.real(&asked).ok_or_else(|| failure(Trouble::NotThere))?;
        let base = if kind == FileKind::Folder { real.as_str() } else { folder(&real) };
        match &self.root {
            None => self.root = Some(self.find_root(base)),
            Some(root) if is_within(base, &root.path) => {}
            Some(_) => {
                let other = self.find_root(base).path;
                if !self.other_roots.contains(&other) {
                    self.other_roots.push(other);
                }
            }
        }
        self.asked.push(Asked::Path(asked));
        Ok(())
    }

    /// Asks for the settings of the project that the file or folder at `path` belongs to, and for no journeys.
    pub fn open_settings(&mut self, path: &str) -> Result<(), Failure> {
        self.open(path)?;
        self.asked.clear();
        Ok(())
    }

    /// Reads the settings of the project that was asked for, and nothing else yet.
    pub fn read_settings(&mut self) -> &ProjectSettings {
        self.refresh_settings(&BTreeSet::new());
        &self.project.said.settings
    }

    /// Asks for a text that has no file, as if it stood in the folder one is in. A second one takes the place of the first.
    pub fn open_text(&mut self, bytes: Vec<u8>) {
        let here = self.files.here();
        if self.root.is_none() {
            self.root = Some(self.find_root(&here));
        }
        let bytes = if bytes.len() > LARGEST { Err(()) } else { Ok(bytes) };
        let id = self.place(&format!("{here}/{STANDARD_INPUT}"));
        self.loaded[id.0 as usize].file =
            Arc::new(file::read(id, STANDARD_INPUT.to_owned(), bytes, self.most));
        self.asked.push(Asked::Text(id));
    }

    /// Asks for the files of the project that were not asked for, so that what no file does can be told. Their own
    /// reports stay unsaid.
    pub fn open_rest(&mut self) {
        self.with_rest = true;
    }

    /// Takes in what was asked for and whatever that imports, as it is now. Only what has changed is read again.
    /// `hints` are paths that something was heard of: their files are read whatever they look like from outside.
    /// Tells whether anything changed.
    pub fn refresh(&mut self, hints: &BTreeSet<String>) -> bool {
        let before: Vec<(bool, bool)> = self.loaded.iter().map(|it| (it.present, it.asked)).collect();
        let failures = std::mem::take(&mut self.failures);
        let over = self.over.take();
        let has_new_settings = self.refresh_settings(hints);
        for loaded in &mut self.loaded {
            loaded.present = false;
            loaded.asked = false;
        }
        let mut wave = self.asked_files();
        for id in &wave {
            self.loaded[id.0 as usize].asked = true;
        }
        if self.with_rest {
            wave.extend(self.rest());
        }
        let limits = self.files.limits();
        let (mut changed, mut files, bytes) = (has_new_settings, 0, AtomicU64::new(0));
        let (mut targets, mut unread) = (HashMap::new(), HashMap::new());
        self.missing.clear();
        self.looked_through.clear();
        while !wave.is_empty() && self.over.is_none() {
            self.leave_out_read(&mut wave);
            files += wave.len();
            if files > limits.files {
                self.over = Some(Over::Files(limits.files));
                break;
            }
            let (is_new, troubles) = self.read_wave(&mut wave, hints, &bytes);
            changed |= is_new;
            for (id, trouble) in troubles {
                // What was not asked for is told where it is imported, and not as a failure of the whole run.
                if self.loaded[id.0 as usize].asked {
                    let path = self.loaded[id.0 as usize].path.clone();
                    self.fail(&path, trouble);
                } else {
                    unread.insert(id, trouble);
                }
            }
            if bytes.load(Ordering::Relaxed) > limits.bytes {
                self.over = Some(Over::Bytes(limits.bytes));
            }
            let follow = self.follow_imports(&wave, &mut targets);
            changed |= follow.changed;
            wave = follow.next;
        }
        self.tell_unread_imports(&unread);
        if let Some(limit) = self.over {
            self.refuse(limit);
            return has_new_settings || over != self.over || failures != self.failures;
        }
        let after = self.loaded.iter().map(|it| (it.present, it.asked));
        let same = !changed && over.is_none() && failures == self.failures && after.eq(before);
        !same
    }

    /// Sees other files from here on, under the same paths: the next `refresh` takes them in.
    pub fn see(&mut self, files: &'f dyn Files) {
        self.files = files;
    }

    /// Whether a file that was asked for is there.
    pub fn asks_for_files(&self) -> bool {
        self.loaded.iter().any(|loaded| loaded.asked && loaded.present)
    }

    /// What could not be read the last time.
    pub fn failures(&self) -> &[Failure] {
        &self.failures
    }

    /// What the project means as it is now.
    pub fn snapshot(&mut self) -> Snapshot {
        let whole = self
            .root
            .as_ref()
            .is_none_or(|root| self.folders.iter().any(|folder| is_within(&root.path, folder)));
        let limits = self.files.limits();
        let is_complete = self.with_rest || whole;
        let root = self.root.as_ref().map(|root| root.path.clone());
        let project = Project { said: self.project.said.clone(), policy: self.policy(), root };
        let settings = self.settings.clone();
        let roots = self.roots();
        Snapshot::new(self.loaded.clone(), roots, settings, project, limits, is_complete, &mut self.kept)
    }

    /// What the project means now. The files that were not asked for are read only where a rule has something to say that
    /// depends on them.
    pub fn look(&mut self) -> Snapshot {
        let snapshot = self.snapshot();
        if !snapshot.is_hasty() {
            return snapshot;
        }
        drop(snapshot);
        self.open_rest();
        self.refresh(&BTreeSet::new());
        self.snapshot()
    }

    /// What the rules are told, for each of the files.
    fn policy(&self) -> Policy {
        self.project.said.settings.policy(&self.settings.levels, self.paths())
    }

    /// The files that are there, by their paths from the root.
    pub(super) fn paths(&self) -> impl Iterator<Item = (SourceId, &str)> {
        let present = self.loaded.iter().filter(|it| it.present);
        present.filter_map(|it| Some((it.file.source.id, self.within_root(&it.path)?)))
    }

    /// `path`, seen from the root, if it is in the project.
    fn within_root<'p>(&self, path: &'p str) -> Option<&'p str> {
        inside(path, &self.root.as_ref()?.path)
    }

    /// The folder that holds all of the project, if anything was asked for.
    pub fn root(&self) -> Option<&str> {
        self.root.as_ref().map(|root| root.path.as_str())
    }

    /// Sets the levels that this run is told.
    pub fn set_levels(&mut self, levels: Levels) {
        self.settings.levels = levels;
    }

    /// The folders in which a change may matter: those asked for with all in them, those of the files that were read, and
    /// the ones that these stand in within the project. Where something is missed, that is the nearest folder there is.
    /// The one that holds the settings is among them. The one that the whole project stands in is left alone: anything may
    /// be going on there.
    pub fn watched(&self) -> BTreeSet<String> {
        let is_folder = |path: &str| self.files.kind(path) == Some(FileKind::Folder);
        let nearest = |path: &str| {
            let mut at = folder(path);
            while !is_folder(at) && at != folder(at) {
                at = folder(at);
            }
            self.files.real(at)
        };
        let mut folders: BTreeSet<String> = self.missing.keys().filter_map(|path| nearest(path)).collect();
        for asked in &self.asked {
            match asked {
                Asked::Path(path) if is_folder(path) => {}
                Asked::Path(path) => folders.extend(nearest(path)),
                Asked::Text(_) => {}
            }
        }
        folders.extend(self.folders.iter().flat_map(|root| self.files.folders(root)));
        folders.extend(self.loaded.iter().filter(|it| it.present).map(|it| folder(&it.path).to_owned()));
        let root = self.root.as_ref().map(|root| root.path.as_str()).unwrap_or_default();
        let above: Vec<&str> = folders.iter().map(|path| folder(path)).collect();
        let above: Vec<String> =
            above.into_iter().filter(|path| is_within(path, root)).map(str::to_owned).collect();
        folders.extend(above);
        folders.extend(self.root.as_ref().map(|root| root.path.clone()));
        folders.extend(self.owners_path().and_then(|path| nearest(&path)));
        folders.retain(|path| is_folder(path));
        folders
    }

    fn roots(&self) -> Roots {
        let here = self.files.here();
        let project = self.root.as_ref().map_or_else(|| here.clone(), |root| root.path.clone());
        let is_repository = |path: &&str| self.files.kind(&normal(path, REPOSITORY)).is_some();
        let repository = match folders_around(&project).find(is_repository) {
            Some(repository) => repository.to_owned(),
            None if is_within(&project, &here) => here,
            None => project.clone(),
        };
        Roots { project, repository }
    }

    fn find_root(&self, base: &str) -> Root {
        let marks = [settings::NAME, REPOSITORY];
        let is_marked = |at: &&str| marks.iter().any(|mark| self.files.kind(&normal(at, mark)).is_some());
        match folders_around(base).find(is_marked) {
            Some(root) => Root { path: root.to_owned(), is_marked: true },
            None => Root { path: base.to_owned(), is_marked: false },
        }
    }

    /// The places of the files that were asked for, each once.
    fn asked_files(&mut self) -> Vec<SourceId> {
        let asked = std::mem::take(&mut self.asked);
        self.folders.clear();
        self.excluded = 0;
        let mut files = Vec::new();
        for one in &asked {
            match one {
                Asked::Text(id) => {
                    self.loaded[id.0 as usize].present = true;
                    files.push(*id);
                }
                Asked::Path(path) => match (self.files.kind(path), self.files.real(path)) {
                    (Some(FileKind::Folder), Some(real)) => {
                        files.extend(self.files_in(&real));
                        self.folders.push(real);
                    }
                    (Some(FileKind::File), Some(real)) if self.is_settings(&real) => {}
                    (Some(FileKind::File), Some(real)) => files.push(self.place(&real)),
                    (Some(_), _) => self.fail(path, Trouble::NotAFile),
                    (None, _) => self.fail(path, self.why_not(path)),
                },
            }
        }
        self.asked = asked;
        let mut seen = HashSet::new();
        files.retain(|id| seen.insert(*id));
        files
    }

    /// The places of all files of the project. Where nothing marks its root, that may be anybody's folder with a whole
    /// disk below it: then the files that stand in it itself are all.
    fn rest(&mut self) -> Vec<SourceId> {
        let Some(root) = &self.root else { return Vec::new() };
        let (path, is_marked) = (root.path.clone(), root.is_marked);
        let (told, excluded) = (self.failures.len(), self.excluded);
        let rest =
            if is_marked { self.files_in(&path) } else { self.places(&path, &self.files.list_flat(&path)) };
        // Nobody asked for what could not be looked at.
        self.failures.truncate(told);
        self.excluded = excluded;
        rest
    }

    /// The places of the files in a folder.
    fn files_in(&mut self, path: &str) -> Vec<SourceId> {
        match self.files.list(path) {
            Ok(paths) => self.places(path, &paths),
            Err(failure) => {
                self.failures.push(Failure { path: shown(&failure.path, &self.files.here()), ..failure });
                Vec::new()
            }
        }
    }

    /// The places of the files that `folder` lists. A link may lead to a file that is listed as well, or nowhere, but
    /// not out of the project: nobody who asks for a folder asks for what lies elsewhere.
    fn places(&mut self, folder: &str, listed: &[String]) -> Vec<SourceId> {
        let roots = [Some(folder), self.root.as_ref().map(|root| root.path.as_str())];
        let roots: Vec<String> =
            roots.into_iter().flatten().filter_map(|root| self.files.real(root)).collect();
        let mut places = Vec::with_capacity(listed.len());
        let exclude = self.project.said.settings.exclude.clone();
        for path in listed {
            if self.within_root(path).is_some_and(|path| exclude.has(path)) {
                self.excluded += 1;
                continue;
            }
            match self.files.real(path) {
                Some(real) if roots.iter().any(|root| is_within(&real, root)) => {
                    places.push(self.place(&real))
                }
                Some(_) => self.fail(path, Trouble::LeadsOut),
                None => match self.why_not(path) {
                    // It was taken away since the folder was listed.
                    Trouble::NotThere => {}
                    trouble => self.fail(path, trouble),
                },
            }
        }
        places
    }

    /// Why nothing can be seen at `path`.
    pub(super) fn why_not(&self, path: &str) -> Trouble {
        self.files.read(path).err().map_or(Trouble::NotThere, |failure| failure.trouble)
    }

    pub(super) fn fail(&mut self, path: &str, trouble: Trouble) {
        let here = self.files.here();
        // That there is no `.` would tell nobody which folder went away.
        let path = if path == here { here } else { shown(path, &here) };
        let failure = Failure { path, trouble };
        // A file that is asked for and imported as well is tried twice.
        if !self.failures.contains(&failure) {
            self.failures.push(failure);
        }
    }

    /// The place of the file at a real path.
    pub(super) fn place(&mut self, path: &str) -> SourceId {
        if let Some(id) = self.by_path.get(path) {
            return *id;
        }
        let id = self.add_source(path);
        self.by_path.insert(path.to_owned(), id);
        id
    }

    /// A new source, of which nothing is read yet.
    pub(super) fn add_source(&mut self, path: &str) -> SourceId {
        let id = SourceId(self.loaded.len() as u32);
        self.loaded.push(Loaded {
            path: path.to_owned(),
            file: Arc::new(file::read(id, shown(path, &self.files.here()), Ok(Vec::new()), self.most)),
            imports: Vec::new(),
            import_mistakes: Vec::new(),
            asked: false,
            present: false,
            known: false,
            stamp: None,
        });
        id
    }

    /// Drops from `wave` the files that were read already, and those that stand in it twice.
    fn leave_out_read(&self, wave: &mut Vec<SourceId>) {
        let mut seen = HashSet::new();
        wave.retain(|id| {
            let known = &self.loaded[id.0 as usize];
            (!known.present || known.is_standard_input()) && seen.insert(*id)
        });
    }

    /// Reads those of the files that are not as they were, on all cores, and adds their sizes to `bytes`; drops those
    /// that are not there from `wave`. Tells whether a text changed, and why some could not be read.
    fn read_wave(
        &mut self,
        wave: &mut Vec<SourceId>,
        hints: &BTreeSet<String>,
        bytes: &AtomicU64,
    ) -> (bool, Vec<(SourceId, Trouble)>) {
        let (files, loaded, kept) = (self.files, &self.loaded, self.most);
        let most = files.limits().bytes;
        // Once they are too many, which files they were does not matter.
        let count = |length: u64| bytes.fetch_add(length, Ordering::Relaxed);
        let read: Vec<Reread> = wave
            .par_iter()
            .map(|id| {
                let known = &loaded[id.0 as usize];
                if known.is_standard_input() {
                    count(known.file.length);
                    return Reread::Same(None);
                }
                let stamp = files.stamp(&known.path);
                if stamp.is_some() && stamp == known.stamp && !hints.contains(&known.path) {
                    count(known.file.length);
                    return Reread::Same(stamp);
                }
                if bytes.load(Ordering::Relaxed) > most {
                    return Reread::Skipped;
                }
                let source = &known.file.source;
                let read = files.read(&known.path);
                count(read.as_ref().map_or(0, |bytes| bytes.len() as u64));
                let is_known = known.known && known.file.is_text;
                match read {
                    Ok(bytes) if is_known && bytes == source.text().as_bytes() => Reread::Same(stamp),
                    Ok(bytes) => {
                        Reread::New(Arc::new(file::read(*id, source.path.clone(), Ok(bytes), kept)), stamp)
                    }
                    Err(Failure { trouble: Trouble::TooLarge, .. }) => {
                        Reread::New(Arc::new(file::read(*id, source.path.clone(), Err(()), kept)), stamp)
                    }
                    Err(failure) => Reread::Failed(failure.trouble),
                }
            })
            .collect();
        let (mut changed, mut troubles) = (false, Vec::new());
        let mut gone = HashSet::new();
        for (id, read) in wave.iter().zip(read) {
            let known = &mut self.loaded[id.0 as usize];
            known.present = true;
            match read {
                Reread::Same(stamp) => known.stamp = stamp.or(known.stamp),
                Reread::New(file, stamp) => {
                    let same = known.file.source.text() == file.source.text()
                        && known.file.is_text == file.is_text
                        && known.file.mistakes == file.mistakes;
                    changed |= !known.known || !same;
                    known.known = true;
                    known.file = file;
                    known.stamp = stamp;
                }
                Reread::Failed(trouble) if known.asked => {
                    known.present = false;
                    // It may be read again without looking different.
                    known.stamp = None;
                    gone.insert(*id);
                    troubles.push((*id, trouble));
                }
                Reread::Failed(trouble) => {
                    // Nothing can be said of it, and any name may be in it.
                    let path = known.file.source.path.clone();
                    known.file = Arc::new(unread(*id, path, String::new(), Vec::new()));
                    (known.known, known.stamp) = (false, None);
                    troubles.push((*id, trouble));
                }
                Reread::Skipped => {}
            }
        }
        wave.retain(|id| !gone.contains(id));
        (changed, troubles)
    }

    /// Leaves the project with nothing but a report of the limit that it is over, at the first file that was asked for.
    fn refuse(&mut self, limit: Over) {
        let asked = (0..self.loaded.len()).filter(|at| self.loaded[*at].asked);
        let Some(first) = asked.min_by_key(|at| self.loaded[*at].file.source.path.clone()) else { return };
        self.loaded.iter_mut().for_each(|loaded| loaded.present = false);
        let (id, loaded) = (SourceId(first as u32), &mut self.loaded[first]);
        let at = Span::new(id, 0, 0);
        let mistake = match limit {
            Over::Files(most) => mistakes::too_many_files(at, most),
            Over::Bytes(most) => mistakes::project_too_large(at, most),
        };
        loaded.file = Arc::new(unread(id, loaded.file.source.path.clone(), String::new(), vec![mistake]));
        (loaded.present, loaded.known, loaded.stamp) = (true, false, None);
        (loaded.imports, loaded.import_mistakes) = (Vec::new(), Vec::new());
    }
}

/// What came of looking at a file again.
enum Reread {
    Same(Option<Stamp>),
    New(Arc<File>, Option<Stamp>),
    Failed(Trouble),
    /// The project is over its limit anyway.
    Skipped,
}

impl std::fmt::Debug for Workspace<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let paths: BTreeSet<&String> = self.loaded.iter().map(|loaded| &loaded.path).collect();
        f.debug_struct("Workspace").field("root", &self.root).field("files", &paths).finish()
    }
}
