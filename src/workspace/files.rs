//! `Files`: the one way to a disk, and `Memory`, which is one without a disk.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::sync::Mutex;

use crate::workspace::paths::{folder, is_within};
use crate::workspace::{ENDING, Limits};

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum FileKind {
    File,
    Folder,
    /// A pipe, a device, a socket: nothing to read a journey from.
    Other,
}

/// What the world would not let happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Where.
    pub path: String,
    /// What.
    pub trouble: Trouble,
}

/// What went wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Trouble {
    NotThere,
    LeadsNowhere,
    LeadsOut,
    NotAFile,
    TooLarge,
    /// Somebody else has written it since it was read.
    Changed,
    /// In the words of the system.
    Other(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = &self.path;
        match &self.trouble {
            Trouble::NotThere => write!(f, "there is no `{path}`"),
            trouble => write!(f, "`{path}`: {trouble}"),
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotThere => f.write_str("it is not there"),
            Self::LeadsNowhere => f.write_str("it is a link that leads nowhere"),
            Self::LeadsOut => f.write_str("it is a link that leads out of the project"),
            Self::NotAFile => f.write_str("it is no file that can be read, but a pipe, a device or the like"),
            Self::TooLarge => write!(f, "it is over {} MiB", crate::workspace::LARGEST >> 20),
            Self::Changed => f.write_str("it has changed since it was read, and stays as it is"),
            Self::Other(words) => f.write_str(words),
        }
    }
}

impl std::error::Error for Failure {}

/// What a file looks like from outside: while this is the same, so is the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// When it was last written, in nanoseconds of some clock.
    pub written: i128,
    /// When anything about it last changed, who may read it too, where that is known.
    pub changed: i128,
    /// How many bytes it has.
    pub length: u64,
    /// Which file of its disk it is.
    pub number: u64,
}

/// What is to stand in a file.
#[derive(Clone, Copy)]
pub enum Content<'c> {
    /// These bytes.
    Bytes(&'c [u8]),
    /// What this writes piece by piece, the same each time: a large file need not stand in memory.
    Made(&'c Make<'c>),
}

impl Content<'_> {
    /// Writes it, to the end.
    pub fn write_to(&self, out: &mut dyn io::Write) -> io::Result<()> {
        match self {
            Self::Bytes(bytes) => out.write_all(bytes)?,
            Self::Made(make) => make(out)?,
        }
        out.flush()
    }
}

/// What writes a file.
pub type Make<'m> = dyn Fn(&mut dyn io::Write) -> io::Result<()> + Send + Sync + 'm;

/// Where files are kept. Paths are absolute and normal.
pub trait Files: Send + Sync {
    /// The folder that relative paths start from.
    fn here(&self) -> String;

    /// How much is read as one project.
    fn limits(&self) -> Limits {
        Limits::USUAL
    }

    /// What stands at `path`, if anything does; links are followed.
    fn kind(&self, path: &str) -> Option<FileKind>;

    /// The path with all links followed, if something stands there.
    fn real(&self, path: &str) -> Option<String>;

    /// What the file at `path` looks like from outside; none where that cannot be relied on.
    fn stamp(&self, path: &str) -> Option<Stamp>;

    /// The folders in and below the one at `path`, itself first, without those that `.gitignore` leaves out.
    fn folders(&self, path: &str) -> Vec<String>;

    /// The bytes of the file at `path`, if it is not over the limit.
    fn read(&self, path: &str) -> Result<Vec<u8>, Failure>;

    /// The `.journey` files in and below the folder at `path`, sorted, without those that `.gitignore` leaves out. A
    /// folder that cannot be looked into stands among them: to read it tells why.
    fn list(&self, path: &str) -> Result<Vec<String>, Failure>;

    /// The `.journey` files in the folder at `path` itself, sorted; none in one that cannot be read.
    fn list_flat(&self, path: &str) -> Vec<String>;

    /// Puts `bytes` at `path`, whole or not at all, and makes the folders it is in. Leaves a file that has these bytes
    /// as it is, and tells whether it changed.
    fn write(&self, path: &str, bytes: &[u8]) -> Result<bool, Failure>;

    /// Does so for each of `files`, and tells of each. Many together may take a small part of the time.
    fn write_all(&self, files: &[(String, Content<'_>)]) -> Vec<Result<bool, Failure>> {
        let write = |(path, content): &(String, Content<'_>)| {
            let mut bytes = Vec::new();
            let failed = |error: io::Error| Trouble::Other(error.to_string());
            let made = content.write_to(&mut bytes);
            made.map_err(|error| Failure { path: path.clone(), trouble: failed(error) })?;
            self.write(path, &bytes)
        };
        files.iter().map(write).collect()
    }

    /// Puts `new` into the file at `path`, in which `old` was read, whole or not at all. A file in which anything else stands
    /// by now stays as it is, and that is a failure: `Trouble::Changed`. Who may do what with the file stays, and so does a
    /// link to it.
    fn replace(&self, path: &str, old: &[u8], new: &[u8]) -> Result<(), Failure> {
        if self.read(path)? != old {
            return Err(Failure { path: path.to_owned(), trouble: Trouble::Changed });
        }
        self.write(path, new).map(drop)
    }
}

/// Files in memory, below `/`.
#[derive(Debug)]
pub struct Memory {
    here: String,
    files: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl Default for Memory {
    fn default() -> Self {
        Self { here: "/".to_owned(), files: Mutex::default() }
    }
}

impl Memory {
    /// Files by path, from `/`.
    pub fn new<P: Into<String>, B: Into<Vec<u8>>>(files: impl IntoIterator<Item = (P, B)>) -> Self {
        let files = files
            .into_iter()
            .map(|(path, bytes)| (format!("/{}", path.into().trim_start_matches('/')), bytes.into()));
        Self { files: Mutex::new(files.collect()), ..Self::default() }
    }

    /// The same files, seen from the folder at the absolute path `here`.
    pub fn seen_from(self, here: &str) -> Self {
        Self { here: here.to_owned(), ..self }
    }

    /// Takes the file at the absolute `path` away, if it is there.
    pub fn remove(&self, path: &str) {
        self.locked().remove(path);
    }

    /// All files, by path.
    pub fn all(&self) -> BTreeMap<String, Vec<u8>> {
        self.locked().clone()
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Vec<u8>>> {
        self.files.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Files for Memory {
    fn here(&self) -> String {
        self.here.clone()
    }

    fn kind(&self, path: &str) -> Option<FileKind> {
        let files = self.locked();
        if files.contains_key(path) {
            return Some(FileKind::File);
        }
        (path == "/" || files.keys().any(|file| is_within(folder(file), path))).then_some(FileKind::Folder)
    }

    fn real(&self, path: &str) -> Option<String> {
        self.kind(path).map(|_| path.to_owned())
    }

    fn stamp(&self, _path: &str) -> Option<Stamp> {
        None
    }

    fn folders(&self, path: &str) -> Vec<String> {
        let files = self.locked();
        let inside = files.keys().map(|file| folder(file)).filter(|folder| is_within(folder, path));
        std::iter::once(path.to_owned()).chain(inside.map(str::to_owned)).collect()
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, Failure> {
        let trouble = match self.locked().get(path) {
            Some(bytes) if bytes.len() > crate::workspace::LARGEST => Trouble::TooLarge,
            Some(bytes) => return Ok(bytes.clone()),
            None => Trouble::NotThere,
        };
        Err(Failure { path: path.to_owned(), trouble })
    }

    fn list(&self, path: &str) -> Result<Vec<String>, Failure> {
        let files = self.locked();
        let inside = files.keys().filter(|file| is_within(file, path) && file.ends_with(ENDING));
        Ok(inside.cloned().collect())
    }

    fn list_flat(&self, path: &str) -> Vec<String> {
        let files = self.locked();
        files.keys().filter(|file| folder(file) == path && file.ends_with(ENDING)).cloned().collect()
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<bool, Failure> {
        let old = self.locked().insert(path.to_owned(), bytes.to_vec());
        Ok(old.as_deref() != Some(bytes))
    }

    fn replace(&self, path: &str, old: &[u8], new: &[u8]) -> Result<(), Failure> {
        match self.locked().get_mut(path) {
            Some(bytes) if bytes == old => *bytes = new.to_vec(),
            Some(_) | None => return Err(Failure { path: path.to_owned(), trouble: Trouble::Changed }),
        }
        Ok(())
    }
}
