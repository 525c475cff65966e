//! Writes files so that whoever reads one sees the old bytes or the new ones and nothing between, even if the program is
//! killed, the disk is full, or another run writes the same files.
//!
//! The bytes go into a file without a name, which a killed program leaves no trace of; where a system has none, into one
//! beside the one they are for. Once they are on the disk, it is renamed to that. Whoever does so holds a shared lock on
//! the folder meanwhile. One who gets it for himself alone knows that nobody is writing there, and that what stands there
//! half-written was left by a program that was killed.

#![allow(clippy::disallowed_methods, reason = "with `disk`, this is the one way to the disk")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::thread;
use std::time::Duration;

use tempfile::TempPath;

use crate::workspace::Content;
use crate::workspace::disk::{in_words, open};
use crate::workspace::draft::{Drafted, draft};
use crate::workspace::place::Place;

/// What the names of files start and end with that are being written.
const PREFIX: &str = ".journey-";
const SUFFIX: &str = ".tmp";

/// How often a lock is tried for, a millisecond apart. Somebody else may have his own use for it.
const TRIES: usize = 100;

/// The same for a lock that only those have who write for a moment.
const MANY_TRIES: usize = 2_000;

/// Read while a file is written, of which there may be several at once.
static WRITING: RwLock<()> = RwLock::new(());

/// The folders that were swept.
static SWEPT: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// How many wait for nothing to be written. They come first: a lock alone would go to the next file again and again.
static WAITING: AtomicUsize = AtomicUsize::new(0);

/// What is held while nothing may be written.
#[derive(Debug)]
pub struct Held(#[allow(dead_code, reason = "it is held, not looked at")] RwLockWriteGuard<'static, ()>);

/// Waits until no file is being written, and keeps any from being so while what it gives lives.
pub fn hold_writing() -> Held {
    WAITING.fetch_add(1, Ordering::SeqCst);
    let held = WRITING.write().unwrap_or_else(PoisonError::into_inner);
    WAITING.fetch_sub(1, Ordering::SeqCst);
    Held(held)
}

/// Puts `bytes` at `path`, whole or not at all. Tells whether that changed anything; or, in words, why it could not.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<bool, String> {
    write_all(&[(path, Content::Bytes(bytes))]).pop().unwrap_or(Ok(false))
}

/// Does so for each of `files`. All are on the disk before the first is renamed, and the folders follow once after the
/// last: a disk takes many together in a small part of the time that they take one by one.
pub(crate) fn write_all(files: &[(&Path, Content<'_>)]) -> Vec<Result<bool, String>> {
    let failed = |error: io::Error| in_words(&error);
    let mut begun: Vec<_> = files.iter().map(|(path, content)| begin(path, *content)).collect();
    for file in begun.iter_mut().flatten().flatten() {
        // What goes wrong here is told when it goes wrong once more, with the file alone.
        file.nameless.take_if(|nameless| nameless.sync_all().is_err());
    }
    let mut folders: BTreeMap<PathBuf, Folder> = BTreeMap::new();
    let mut finish = |file: Begun<'_>| {
        let path = &file.place.folder;
        let folder = folders.entry(path.clone()).or_insert_with(|| Folder::held(path));
        let done = file.finish();
        folder.is_new |= done.is_ok();
        done.map(|()| Some(file.place.folder))
    };
    let finished: Vec<io::Result<Option<PathBuf>>> =
        begun.into_iter().map(|file| file?.map_or(Ok(None), &mut finish)).collect();
    let unsynced: BTreeMap<PathBuf, String> = folders
        .into_iter()
        .filter_map(|(path, folder)| folder.sync().err().map(|error| (path, failed(error))))
        .collect();
    let told = |done: Option<PathBuf>| match done {
        None => Ok(false),
        Some(folder) => unsynced.get(&folder).map_or(Ok(true), |words| Err(words.clone())),
    };
    finished.into_iter().map(|done| told(done.map_err(failed)?)).collect()
}

/// A file that is to be put in its place.
pub(super) struct Begun<'b> {
    pub(super) place: Place,
    content: Content<'b>,
    /// Where that is, if the system has files without names.
    pub(super) nameless: Option<fs::File>,
}

/// Looks whether `content` may and has to be written at `path`, and writes it where nobody sees it. None if it is there
/// already.
pub(super) fn begin<'b>(path: &Path, content: Content<'b>) -> io::Result<Option<Begun<'b>>> {
    let place = Place::at(path)?;
    if SWEPT.lock().unwrap_or_else(PoisonError::into_inner).insert(place.folder.clone()) {
        sweep(&place.folder);
    }
    let nameless = match content {
        Content::Bytes(bytes) if place.holds(bytes)? => return Ok(None),
        Content::Bytes(bytes) => {
            place.make_room()?;
            place.nameless().filter(|mut file| file.write_all(bytes).is_ok())
        }
        Content::Made(make) => match draft(&place, make)? {
            Drafted::Same => return Ok(None),
            Drafted::New(nameless) => {
                place.make_room()?;
                nameless
            }
        },
    };
    Ok(Some(Begun { place, content, nameless }))
}

/// Gives a file without a name the one at `path`.
#[cfg(target_os = "linux")]
fn name(nameless: &fs::File, path: &Path) -> io::Result<()> {
    use std::os::fd::AsRawFd;
    let here = format!("/proc/self/fd/{}", nameless.as_raw_fd());
    let follow = rustix::fs::AtFlags::SYMLINK_FOLLOW;
    Ok(rustix::fs::linkat(rustix::fs::CWD, here, rustix::fs::CWD, path, follow)?)
}

#[cfg(not(target_os = "linux"))]
fn name(_: &fs::File, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Waits until files may be written, and is held while one is.
pub(super) fn writing() -> RwLockReadGuard<'static, ()> {
    while WAITING.load(Ordering::SeqCst) > 0 {
        thread::sleep(Duration::from_millis(1));
    }
    WRITING.read().unwrap_or_else(PoisonError::into_inner)
}

/// Makes names of files beside those that they are for.
fn beside() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    builder
}

impl Begun<'_> {
    /// Gives the bytes a name beside the file, and renames that.
    fn finish(&self) -> io::Result<()> {
        let _writing = writing();
        self.lay_beside()?.persist(&self.place.target).map_err(|error| error.error)
    }

    /// The bytes, whole and on the disk, under a name beside the file, which goes away with what this gives. Whoever calls
    /// this is `writing`.
    pub(super) fn lay_beside(&self) -> io::Result<TempPath> {
        let folder = &self.place.folder;
        let named = |nameless| beside().make_in(folder, |path| name(nameless, path)).ok();
        if let Some(named) = self.nameless.as_ref().and_then(named) {
            return Ok(named.into_temp_path());
        }
        let mut builder = beside();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(fs::Permissions::from_mode(self.place.mode()));
        }
        let mut beside = builder.tempfile_in(folder)?;
        self.content.write_to(&mut io::BufWriter::new(&mut beside))?;
        beside.as_file().sync_all()?;
        Ok(beside.into_temp_path())
    }
}

/// A folder that is written into, held so that nobody sweeps it.
pub(super) struct Folder {
    lock: Option<fs::File>,
    /// Whether a file in it has been renamed.
    pub(super) is_new: bool,
}

impl Folder {
    /// Without the lock all goes as well, unless somebody sweeps in the very moment.
    fn held(path: &Path) -> Self {
        let lock = open(path).ok();
        let _ = lock.as_ref().is_some_and(|folder| within(TRIES, || folder.try_lock_shared().is_ok()));
        Self { lock, is_new: false }
    }

    /// The same without anybody else who writes there; none where others go on to.
    pub(super) fn held_alone(path: &Path) -> Option<Self> {
        let lock = open(path).ok();
        let is_alone = lock.as_ref().is_none_or(|folder| within(MANY_TRIES, || folder.try_lock().is_ok()));
        is_alone.then_some(Self { lock, is_new: false })
    }

    /// Brings it to the disk, so that new names outlive a loss of power as well.
    pub(super) fn sync(&self) -> io::Result<()> {
        match &self.lock {
            Some(folder) if cfg!(unix) && self.is_new => folder.sync_all(),
            Some(_) | None => Ok(()),
        }
    }
}

/// Tries so many times, with a little time between.
fn within(tries: usize, mut done: impl FnMut() -> bool) -> bool {
    (0..tries).any(|_| {
        done() || {
            thread::sleep(Duration::from_millis(1));
            false
        }
    })
}

/// Takes away what programs that were killed have left half-written in `folder`, unless somebody is writing there.
fn sweep(folder: &Path) {
    let Ok(lock) = open(folder) else { return };
    if lock.try_lock().is_err() {
        return;
    }
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(PREFIX) && name.ends_with(SUFFIX) {
            // What cannot be taken away does no harm.
            let _ = fs::remove_file(entry.path());
        }
    }
}
