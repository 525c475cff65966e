//! `Disk`: files on a disk. Nothing here waits for anything but the disk: what is no ordinary file is not read.

#![allow(clippy::disallowed_methods, reason = "this is the one way to the disk")]

use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::time::{Duration, SystemTime};

use ignore::WalkBuilder;

use crate::workspace::files::{Failure, FileKind, Files, Stamp, Trouble};
use crate::workspace::replace::replace;
use crate::workspace::write::{write_all, write_whole};
use crate::workspace::{Content, ENDING, LARGEST, normal};

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

/// What an error of the system means for whoever reads the file at `path`.
fn failure(path: &str, error: &io::Error) -> Failure {
    let trouble = match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            if fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink()) {
                Trouble::LeadsNowhere
            } else if path.contains(char::REPLACEMENT_CHARACTER) {
                Trouble::Other("the names of files and folders should be UTF-8".to_owned())
            } else {
                Trouble::NotThere
            }
        }
        _ => Trouble::Other(in_words(error)),
    };
    Failure { path: path.to_owned(), trouble }
}

/// What the system says, without "(os error 13)", which tells a reader nothing that the words before it do not; or what we
/// say ourselves.
pub(crate) fn in_words(error: &io::Error) -> String {
    let words = error.to_string();
    match words.split_once(" (os error") {
        Some((said, _)) => said.to_lowercase(),
        None if error.get_ref().is_some() => words,
        None => words.to_lowercase(),
    }
}

/// Opens a file to read it, and never waits for that: to open a pipe would be to wait for its other end.
pub(crate) fn open(path: &Path) -> io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits() as i32);
    }
    options.open(path)
}

/// The bytes of the file at `path`, if all of them could be read before it changed.
fn read_once(path: &str) -> Result<Option<Vec<u8>>, Failure> {
    let trouble = |trouble| Failure { path: path.to_owned(), trouble };
    let failed = |error: io::Error| failure(path, &error);
    // Looked at before it is opened, since to open a device may be to set it going; and again, for it may be another now.
    let seen = fs::metadata(path).map_err(failed)?;
    if seen.is_dir() {
        fs::read_dir(path).map_err(failed)?;
    }
    if !seen.is_file() {
        return Err(trouble(Trouble::NotAFile));
    }
    let file = open(Path::new(path)).map_err(failed)?;
    let before = file.metadata().map_err(failed)?;
    if !before.is_file() {
        return Err(trouble(Trouble::NotAFile));
    }
    if before.len() > LARGEST as u64 {
        return Err(trouble(Trouble::TooLarge));
    }
    let mut bytes = Vec::with_capacity(before.len() as usize + 1);
    (&file).take(LARGEST as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() > LARGEST {
        return Err(trouble(Trouble::TooLarge));
    }
    let after = file.metadata().map_err(failed)?;
    let is_same = after.len() == bytes.len() as u64 && after.modified().ok() == before.modified().ok();
    Ok(is_same.then_some(bytes))
}

fn unwritten(path: &str, words: String) -> Failure {
    Failure { path: path.to_owned(), trouble: Trouble::Other(words) }
}

/// How often a file is read that changes meanwhile.
const TRIES: usize = 3;

/// An entry of a folder that is walked, as a path; or what could not be looked into.
fn walked(entry: Result<ignore::DirEntry, ignore::Error>, folder: &str) -> Option<String> {
    match entry {
        Ok(entry) => {
            let path = text_of(entry.path());
            (path.ends_with(ENDING) && !entry.path().is_dir()).then_some(path)
        }
        Err(error) => Some(place_of(&error).unwrap_or_else(|| folder.to_owned())),
    }
}

/// Where a walk met an error.
fn place_of(error: &ignore::Error) -> Option<String> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(text_of(path)),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place_of(err),
        _ => None,
    }
}

/// Walks a folder as `.gitignore` and `.ignore` want it. What this machine or its user leaves out elsewhere does not matter:
/// a project is the same everywhere.
fn walk(path: &str) -> ignore::Walk {
    let mut builder = WalkBuilder::new(path);
    builder.require_git(false).git_global(false).git_exclude(false).build()
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
        for _ in 0..TRIES {
            if let Some(bytes) = read_once(path)? {
                return Ok(bytes);
            }
        }
        let trouble = Trouble::Other("it changes while it is read".to_owned());
        Err(Failure { path: path.to_owned(), trouble })
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
        let entries = walk(path).flatten();
        let folders = entries.filter(|entry| entry.file_type().is_some_and(|kind| kind.is_dir()));
        folders.map(|entry| text_of(entry.path())).collect()
    }

    fn list(&self, path: &str) -> Result<Vec<String>, Failure> {
        let mut paths: Vec<String> = walk(path).filter_map(|entry| walked(entry, path)).collect();
        paths.sort();
        paths.dedup();
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
        write_whole(Path::new(path), bytes).map_err(|words| unwritten(path, words))
    }

    fn write_all(&self, files: &[(String, Content<'_>)]) -> Vec<Result<bool, Failure>> {
        let paths: Vec<_> = files.iter().map(|(path, content)| (Path::new(path), *content)).collect();
        let done = write_all(&paths).into_iter().zip(files);
        done.map(|(done, (path, _))| done.map_err(|words| unwritten(path, words))).collect()
    }

    fn replace(&self, path: &str, old: &[u8], new: &[u8]) -> Result<(), Failure> {
        replace(Path::new(path), old, new).map_err(|trouble| Failure { path: path.to_owned(), trouble })
    }
}
