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
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError, RwLock, RwLockWriteGuard};
use std::thread;
use std::time::Duration;

use crate::workspace::disk::{in_words, open};

/// What the names of files start and end with that are being written.
const PREFIX: &str = ".journey-";
const SUFFIX: &str = ".tmp";

/// How often a lock is tried for, a millisecond apart. Somebody else may have his own use for it.
const TRIES: usize = 100;

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
    write_all(&[(path, bytes)]).pop().unwrap_or(Ok(false))
}

/// Does so for each of `files`. All are on the disk before the first is renamed, and the folders follow once after the
/// last: a disk takes many together in a small part of the time that they take one by one.
pub(crate) fn write_all(files: &[(&Path, &[u8])]) -> Vec<Result<bool, String>> {
    let failed = |error: io::Error| in_words(&error);
    let mut begun: Vec<_> = files.iter().map(|(path, bytes)| begin(path, bytes)).collect();
    for file in begun.iter_mut().flatten().flatten() {
        // What goes wrong here is told when it goes wrong once more, with the file alone.
        file.nameless.take_if(|nameless| nameless.sync_all().is_err());
    }
    let mut folders: BTreeMap<PathBuf, Folder> = BTreeMap::new();
    let mut finish = |file: Begun<'_>| {
        let folder = folders.entry(file.folder.clone()).or_insert_with(|| Folder::held(&file.folder));
        let done = file.finish().map_err(failed);
        folder.is_new |= done.is_ok();
        done.map(|()| Some(file.folder))
    };
    let finished: Vec<Result<Option<PathBuf>, String>> =
        begun.into_iter().map(|file| file?.map_or(Ok(None), &mut finish)).collect();
    let unsynced: BTreeMap<PathBuf, String> = folders
        .into_iter()
        .filter_map(|(path, folder)| folder.sync().err().map(|error| (path, failed(error))))
        .collect();
    let told = |done: Option<PathBuf>| match done {
        None => Ok(false),
        Some(folder) => unsynced.get(&folder).map_or(Ok(true), |words| Err(words.clone())),
    };
    finished.into_iter().map(|done| told(done?)).collect()
}

/// A file whose bytes are to be put in its place.
struct Begun<'b> {
    target: PathBuf,
    folder: PathBuf,
    bytes: &'b [u8],
    /// Where they are, if the system has files without names.
    nameless: Option<fs::File>,
}

/// Looks whether `bytes` may and have to be written at `path`, and writes them where nobody sees them. None if they are
/// there already.
fn begin<'b>(path: &Path, bytes: &'b [u8]) -> Result<Option<Begun<'b>>, String> {
    let failed = |error: io::Error| in_words(&error);
    let target = target(path)?;
    let folder = target.parent().unwrap_or(Path::new(".")).to_owned();
    if SWEPT.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.clone()) {
        sweep(&folder);
    }
    if let Ok(old) = fs::metadata(&target) {
        if !old.is_file() {
            return Err("it is no ordinary file, and stays as it is".to_owned());
        }
        if old.len() == bytes.len() as u64 && holds(&target, bytes).map_err(failed)? {
            return Ok(None);
        }
        if old.permissions().readonly() {
            return Err("it may not be written".to_owned());
        }
        may_write(&target).map_err(failed)?;
    }
    fs::create_dir_all(&folder).map_err(|error| no_folder(&folder, &error))?;
    let nameless = nameless(&folder, &target).filter(|mut file| file.write_all(bytes).is_ok());
    Ok(Some(Begun { target, folder, bytes, nameless }))
}

/// Whether the file at `target` has these bytes.
fn holds(target: &Path, mut bytes: &[u8]) -> io::Result<bool> {
    let mut file = open(target)?;
    let mut part = [0; 16 << 10];
    loop {
        let length = match file.read(&mut part) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            length => length?,
        };
        match bytes.split_at_checked(length) {
            _ if length == 0 => return Ok(bytes.is_empty()),
            Some((here, rest)) if *here == part[..length] => bytes = rest,
            Some(_) | None => return Ok(false),
        }
    }
}

/// The file that is written: a link is written through, not replaced.
fn target(path: &Path) -> Result<PathBuf, String> {
    match fs::canonicalize(path) {
        Ok(target) => Ok(target),
        Err(_) if fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink()) => {
            Err("it is a link that leads nowhere, and stays as it is".to_owned())
        }
        Err(_) => Ok(path.to_owned()),
    }
}

/// Another's file is not ours to replace, even where the folder would let us.
fn may_write(target: &Path) -> io::Result<()> {
    #[cfg(unix)]
    rustix::fs::access(target, rustix::fs::Access::WRITE_OK)?;
    #[cfg(not(unix))]
    let _ = target;
    Ok(())
}

/// Why a folder could not be made.
fn no_folder(folder: &Path, error: &io::Error) -> String {
    let in_the_way = folder.ancestors().find(|above| fs::symlink_metadata(above).is_ok());
    match in_the_way {
        Some(above) if !above.is_dir() => {
            let name = above.file_name().unwrap_or(above.as_os_str()).to_string_lossy();
            format!("`{name}` should be a folder, and is none")
        }
        Some(_) | None => in_words(error),
    }
}

/// A new file in `folder` that has no name; none where there are no such files.
#[cfg(target_os = "linux")]
fn nameless(folder: &Path, target: &Path) -> Option<fs::File> {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = fs::OpenOptions::new();
    options.write(true).mode(mode(target)).custom_flags(rustix::fs::OFlags::TMPFILE.bits() as i32);
    options.open(folder).ok()
}

#[cfg(not(target_os = "linux"))]
fn nameless(_: &Path, _: &Path) -> Option<fs::File> {
    None
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

/// Who may do what with the file at `target`: as before, else whatever is usual.
#[cfg(unix)]
fn mode(target: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(target).map_or(0o666, |old| old.permissions().mode())
}

impl Begun<'_> {
    /// Gives the bytes a name beside the file, and renames that.
    fn finish(&self) -> io::Result<()> {
        while WAITING.load(Ordering::SeqCst) > 0 {
            thread::sleep(Duration::from_millis(1));
        }
        let _writing = WRITING.read().unwrap_or_else(PoisonError::into_inner);
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX).suffix(SUFFIX);
        if let Some(nameless) = &self.nameless
            && let Ok(beside) = builder.make_in(&self.folder, |path| name(nameless, path))
        {
            return beside.persist(&self.target).map(drop).map_err(|error| error.error);
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(fs::Permissions::from_mode(mode(&self.target)));
        }
        let mut beside = builder.tempfile_in(&self.folder)?;
        beside.write_all(self.bytes)?;
        beside.as_file().sync_all()?;
        beside.persist(&self.target).map(drop).map_err(|error| error.error)
    }
}

/// A folder that is written into, held so that nobody sweeps it.
struct Folder {
    lock: Option<fs::File>,
    /// Whether a file in it has been renamed.
    is_new: bool,
}

impl Folder {
    /// Without the lock all goes as well, unless somebody sweeps in the very moment.
    fn held(path: &Path) -> Self {
        let lock = open(path).ok();
        let _ = lock.as_ref().is_some_and(|folder| within_tries(|| folder.try_lock_shared().is_ok()));
        Self { lock, is_new: false }
    }

    /// Brings it to the disk, so that new names outlive a loss of power as well.
    fn sync(&self) -> io::Result<()> {
        match &self.lock {
            Some(folder) if cfg!(unix) && self.is_new => folder.sync_all(),
            Some(_) | None => Ok(()),
        }
    }
}

/// Tries a few times, with a little time between.
fn within_tries(mut done: impl FnMut() -> bool) -> bool {
    (0..TRIES).any(|_| {
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
