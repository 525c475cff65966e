//! `Disk`: files on a disk.

#![allow(clippy::disallowed_methods, reason = "this is the one way to the disk")]

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock, RwLockWriteGuard};
use std::time::{Duration, SystemTime};

use ignore::WalkBuilder;

use crate::workspace::files::{Failure, FileKind, Files, Stamp, Trouble};
use crate::workspace::{ENDING, LARGEST, normal};

/// How long ago a file must have been written for its looks to be relied on.
const SURE_AFTER: Duration = Duration::from_millis(50);

/// Files on a disk, seen from one folder.
#[derive(Debug, Clone)]
pub struct Disk {
    here: String,
}

impl Disk {
    /// The disk, seen from the absolute path `here`.
    pub fn at(here: &Path) -> Self {
        Self { here: normal("/", &text_of(here)) }
    }
}

/// A path as a text, with `/` between folders.
fn text_of(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '\\' { text.replace('\\', "/") } else { text.into_owned() }
}

fn failure(path: &str, error: &io::Error) -> Failure {
    let trouble = match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Trouble::NotThere,
        _ => {
            let words = error.to_string();
            // "(os error 13)" tells a reader nothing that the words before it do not.
            Trouble::Other(words.split(" (os error").next().unwrap_or(&words).to_lowercase())
        }
    };
    Failure { path: path.to_owned(), trouble }
}

impl Files for Disk {
    fn here(&self) -> String {
        self.here.clone()
    }

    fn kind(&self, path: &str) -> Option<FileKind> {
        let found = fs::metadata(path).ok()?;
        Some(if found.is_file() {
            FileKind::File
        } else if found.is_dir() {
            FileKind::Folder
        } else {
            FileKind::Other
        })
    }

    fn real(&self, path: &str) -> Option<String> {
        fs::canonicalize(path).ok().map(|path| text_of(&path))
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, Failure> {
        let trouble = |trouble| Failure { path: path.to_owned(), trouble };
        // Looked at before it is opened: to open a pipe would be to wait for its other end.
        let before = fs::metadata(path).map_err(|error| failure(path, &error))?;
        if !before.is_file() {
            return Err(trouble(Trouble::NotAFile));
        }
        let file = fs::File::open(path).map_err(|error| failure(path, &error))?;
        let mut bytes = Vec::with_capacity((before.len() as usize).min(LARGEST) + 1);
        file.take(LARGEST as u64 + 1).read_to_end(&mut bytes).map_err(|error| failure(path, &error))?;
        if bytes.len() > LARGEST { Err(trouble(Trouble::TooLarge)) } else { Ok(bytes) }
    }

    fn stamp(&self, path: &str) -> Option<Stamp> {
        let found = fs::metadata(path).ok()?;
        let written = found.modified().ok()?;
        let nanoseconds =
            |time: SystemTime| Some(time.duration_since(SystemTime::UNIX_EPOCH).ok()?.as_nanos() as i128);
        let written = nanoseconds(written)?;
        #[cfg(unix)]
        let (changed, number) = {
            use std::os::unix::fs::MetadataExt;
            (i128::from(found.ctime()) * 1_000_000_000 + i128::from(found.ctime_nsec()), found.ino())
        };
        #[cfg(not(unix))]
        let (changed, number) = (written, 0);
        // Clocks of disks tick slowly: what was written just now may be written again without looking different.
        let age = nanoseconds(SystemTime::now())? - written.max(changed);
        (age >= SURE_AFTER.as_nanos() as i128).then_some(Stamp {
            written,
            changed,
            length: found.len(),
            number,
        })
    }

    fn folders(&self, path: &str) -> Vec<String> {
        let entries = WalkBuilder::new(path).require_git(false).build().flatten();
        let folders = entries.filter(|entry| entry.file_type().is_some_and(|kind| kind.is_dir()));
        folders.map(|entry| text_of(entry.path())).collect()
    }

    fn list(&self, path: &str) -> Result<Vec<String>, Failure> {
        let mut paths = Vec::new();
        for entry in WalkBuilder::new(path).require_git(false).build() {
            let entry = match entry {
                Ok(entry) => entry,
                // It went away just now.
                Err(error) if error.io_error().is_some_and(|it| it.kind() == io::ErrorKind::NotFound) => {
                    continue;
                }
                Err(error) => {
                    let words = Trouble::Other(error.to_string());
                    return Err(Failure { path: path.to_owned(), trouble: words });
                }
            };
            let path = text_of(entry.path());
            if path.ends_with(ENDING) && !entry.path().is_dir() {
                paths.push(path);
            }
        }
        paths.sort();
        Ok(paths)
    }

    fn list_flat(&self, path: &str) -> Vec<String> {
        let entries = fs::read_dir(path).into_iter().flatten().flatten();
        let paths = entries.map(|entry| text_of(&entry.path())).filter(|path| path.ends_with(ENDING));
        let mut paths: Vec<String> = paths.collect();
        paths.sort();
        paths
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<bool, Failure> {
        write_whole(Path::new(path), bytes).map_err(|error| failure(path, &error))
    }
}

/// What the names of files start and end with that are being written.
const PREFIX: &str = ".journey-";
const SUFFIX: &str = ".tmp";

/// Takes away what a program that was killed has left half-written in `folder`.
fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(PREFIX) && name.ends_with(SUFFIX) {
            // One that was made just now may not be locked yet.
            let age = entry.metadata().and_then(|it| it.modified()).ok().and_then(|it| it.elapsed().ok());
            let is_old = age.is_some_and(|age| age > Duration::from_secs(10));
            let abandoned = is_old && fs::File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok());
            if abandoned {
                // Someone else may have taken it away just now.
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// Read while a file is written, of which there may be several at once.
static WRITING: RwLock<()> = RwLock::new(());

/// Waits until no file is being written, and keeps any from being so while the guard lives.
pub fn hold_writing() -> RwLockWriteGuard<'static, ()> {
    WRITING.write().unwrap_or_else(PoisonError::into_inner)
}

/// Writes beside the file and renames, so that whoever reads it sees the old bytes or the new ones and nothing between.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    // A link is written through, not replaced.
    let target: PathBuf = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let old = fs::metadata(&target).ok();
    if let Some(old) = &old {
        if !old.is_file() {
            return Err(io::Error::other("is no ordinary file, and stays as it is"));
        }
        if old.len() == bytes.len() as u64 && fs::read(&target)? == bytes {
            return Ok(false);
        }
        if old.permissions().readonly() {
            return Err(io::Error::other("may not be written"));
        }
    }
    let folder = target.parent().unwrap_or(Path::new("."));
    let _writing = WRITING.read().unwrap_or_else(PoisonError::into_inner);
    fs::create_dir_all(folder)?;
    sweep(folder);
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = old.as_ref().map_or(0o666, |old| old.permissions().mode());
        builder.permissions(fs::Permissions::from_mode(mode));
    }
    let mut beside = builder.tempfile_in(folder)?;
    // Whoever finds it unlocked knows that nobody is writing it any more.
    let _ = beside.as_file().try_lock();
    beside.write_all(bytes)?;
    beside.as_file().sync_all()?;
    beside.persist(&target).map_err(|error| error.error)?;
    #[cfg(unix)]
    fs::File::open(folder)?.sync_all()?;
    Ok(true)
}
