//! `Draft`: the files of a project as they would be, before anything of it is written.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::workspace::{Failure, FileKind, Files, Limits, Stamp};

/// Files, some of which say something else than they do where they are kept.
pub struct Draft<'f> {
    files: &'f dyn Files,
    texts: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl<'f> Draft<'f> {
    /// `files` as they are.
    pub fn of(files: &'f dyn Files) -> Self {
        Self { files, texts: Mutex::default() }
    }

    /// Lets the file at `path` say `text`.
    pub fn put(&self, path: &str, text: &str) {
        self.locked().insert(path.to_owned(), text.as_bytes().to_vec());
    }

    fn locked(&self) -> MutexGuard<'_, BTreeMap<String, Vec<u8>>> {
        self.texts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Files for Draft<'_> {
    fn here(&self) -> String {
        self.files.here()
    }

    fn limits(&self) -> Limits {
        self.files.limits()
    }

    fn kind(&self, path: &str) -> Option<FileKind> {
        self.files.kind(path)
    }

    fn real(&self, path: &str) -> Option<String> {
        self.files.real(path)
    }

    fn stamp(&self, path: &str) -> Option<Stamp> {
        if self.locked().contains_key(path) { None } else { self.files.stamp(path) }
    }

    fn folders(&self, path: &str) -> Vec<String> {
        self.files.folders(path)
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, Failure> {
        let drafted = self.locked().get(path).cloned();
        drafted.map_or_else(|| self.files.read(path), Ok)
    }

    fn list(&self, path: &str) -> Result<Vec<String>, Failure> {
        self.files.list(path)
    }

    fn list_flat(&self, path: &str) -> Vec<String> {
        self.files.list_flat(path)
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<bool, Failure> {
        self.files.write(path, bytes)
    }

    fn replace(&self, path: &str, old: &[u8], new: &[u8]) -> Result<(), Failure> {
        self.files.replace(path, old, new)
    }
}
