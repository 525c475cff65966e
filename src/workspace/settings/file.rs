//! The `journey.toml` at a project's root: found, read again where it has changed, and kept as a source of its own, so
//! that reports point into it. It is no file of journeys: none is in it, and no journey imports it.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::text::{Source, SourceId, Span};
use crate::workspace::file::{not_utf8, unread};
use crate::workspace::files::Trouble;
use crate::workspace::load::Asked;
use crate::workspace::paths::is_within;
use crate::workspace::settings::{LARGEST, NAME, Said, read};
use crate::workspace::{Workspace, mistakes, normal, shown};

impl Workspace<'_> {
    /// Whether the settings of the project were asked for by their path. They are read in any case.
    pub fn asks_for_settings(&self) -> bool {
        self.asked.iter().any(|asked| match asked {
            Asked::Path(path) => self.files.real(path).is_some_and(|real| self.is_settings(&real)),
            Asked::Text(_) => false,
        })
    }

    /// Whether the file at a real path is that of the project's settings.
    pub(in crate::workspace) fn is_settings(&self, real: &str) -> bool {
        self.settings_path().is_some_and(|path| self.files.real(&path).as_deref() == Some(real))
    }

    /// The path of the project's settings, whether or not there is such a file.
    fn settings_path(&self) -> Option<String> {
        self.root.as_ref().map(|root| normal(&root.path, NAME))
    }

    /// Takes in the project's settings as they are now, and tells whether they have changed. `hints` are paths that
    /// something was heard of.
    pub(in crate::workspace) fn refresh_settings(&mut self, hints: &BTreeSet<String>) -> bool {
        let Some(path) = self.settings_path() else { return false };
        let stamp = self.files.stamp(&path);
        if stamp.is_some() && stamp == self.project.stamp && !hints.contains(&path) {
            return false;
        }
        // What cannot be read is told each time.
        let (bytes, stamp) = match self.settings_bytes(&path) {
            Ok(bytes) => (bytes, stamp),
            Err(trouble) => {
                self.fail(&path, trouble);
                (Bytes::Unread, None)
            }
        };
        self.project.stamp = stamp;
        let id = match (self.project.id, &bytes) {
            (Some(id), _) => id,
            (None, Bytes::None | Bytes::Unread) => {
                let said = Said { is_unread: matches!(bytes, Bytes::Unread), ..Said::default() };
                return std::mem::replace(&mut self.project.said, said.clone()) != said;
            }
            (None, Bytes::Read(_) | Bytes::TooMany) => self.add_source(&path),
        };
        self.project.id = Some(id);
        let (text, said) = understood(id, &shown(&path, &self.files.here()), bytes);
        let known = &mut self.loaded[id.0 as usize].file;
        if known.source.text() == text && self.project.said == said {
            return false;
        }
        *known = Arc::new(unread(id, known.source.path.clone(), text, Vec::new()));
        self.project.said = said;
        true
    }

    fn settings_bytes(&self, path: &str) -> Result<Bytes, Trouble> {
        let root = self.root.as_ref().map(|root| root.path.as_str()).unwrap_or_default();
        // Of a folder that cannot be looked into it is told itself.
        if self.files.kind(path).is_none() {
            return Ok(Bytes::None);
        }
        if self.files.real(path).is_some_and(|real| !is_within(&real, root)) {
            return Err(Trouble::LeadsOut);
        }
        match self.files.read(path) {
            Ok(bytes) if bytes.len() > LARGEST => Ok(Bytes::TooMany),
            Ok(bytes) => Ok(Bytes::Read(bytes)),
            Err(failure) => match failure.trouble {
                Trouble::NotThere => Ok(Bytes::None),
                Trouble::TooLarge => Ok(Bytes::TooMany),
                trouble @ (Trouble::LeadsNowhere
                | Trouble::LeadsOut
                | Trouble::NotAFile
                | Trouble::Changed
                | Trouble::Other(_)) => Err(trouble),
            },
        }
    }
}

/// What there is of a file of settings.
enum Bytes {
    /// There is no such file.
    None,
    /// There is something that cannot be read.
    Unread,
    TooMany,
    Read(Vec<u8>),
}

/// The text of the settings, as far as it can be shown, and what it says.
fn understood(id: SourceId, path: &str, bytes: Bytes) -> (String, Said) {
    let wrong = |mistake| Said { mistakes: vec![mistake], ..Said::default() };
    match bytes {
        Bytes::None => (String::new(), Said::default()),
        Bytes::Unread => (String::new(), Said { is_unread: true, ..Said::default() }),
        Bytes::TooMany => (String::new(), wrong(mistakes::settings_too_large(Span::new(id, 0, 0)))),
        Bytes::Read(bytes) => match String::from_utf8(bytes) {
            Ok(text) => {
                let said = read::read(&Source::new(id, path, text.as_str()));
                (text, said)
            }
            Err(error) => {
                let (text, mistake) = not_utf8(id, &error);
                (text, wrong(mistake))
            }
        },
    }
}
