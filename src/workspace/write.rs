//! Writes files so that whoever reads one sees the old bytes or the new ones and nothing between, even if the program is
//! killed, the disk is full, or another run writes the same files.
//!
//! The bytes go into a file beside the one they are for, which is then renamed. Whoever writes holds a shared lock on the
//! folder meanwhile. One who gets it for himself alone knows that nobody is writing there, and that what stands there
//! half-written was left by a program that was killed.

#![allow(clippy::disallowed_methods, reason = "with `disk`, this is the one way to the disk")]

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
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
    let target = target(path)?;
    let folder = target.parent().unwrap_or(Path::new("."));
    while WAITING.load(Ordering::SeqCst) > 0 {
        thread::sleep(Duration::from_millis(1));
    }
    let _writing = WRITING.read().unwrap_or_else(PoisonError::into_inner);
    if SWEPT.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned()) {
        sweep(folder);
    }
    let failed = |error: io::Error| in_words(&error);
    if let Ok(old) = fs::metadata(&target) {
        if !old.is_file() {
            return Err("it is no ordinary file, and stays as it is".to_owned());
        }
        if old.len() == bytes.len() as u64 && fs::read(&target).map_err(failed)? == bytes {
            return Ok(false);
        }
        if old.permissions().readonly() {
            return Err("it may not be written".to_owned());
        }
        may_write(&target).map_err(failed)?;
    }
    fs::create_dir_all(folder).map_err(|error| no_folder(folder, &error))?;
    put(&target, folder, bytes).map_err(failed)?;
    Ok(true)
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

/// Writes beside the file and renames.
fn put(target: &Path, folder: &Path, bytes: &[u8]) -> io::Result<()> {
    let lock = open(folder).ok();
    // Without it all goes as well, unless somebody sweeps in the very moment.
    let _ = lock.as_ref().is_some_and(|folder| within_tries(|| folder.try_lock_shared().is_ok()));
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(target).map_or(0o666, |old| old.permissions().mode());
        builder.permissions(fs::Permissions::from_mode(mode));
    }
    let mut beside = builder.tempfile_in(folder)?;
    beside.write_all(bytes)?;
    beside.as_file().sync_all()?;
    beside.persist(target).map_err(|error| error.error)?;
    // So that the new name outlives a loss of power as well.
    #[cfg(unix)]
    if let Some(folder) = &lock {
        folder.sync_all()?;
    }
    Ok(())
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
