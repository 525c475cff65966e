//! The `CODEOWNERS` that settings name: found in the project, read, and kept as a source, so that reports point into it.

use std::sync::Arc;

use crate::text::{SourceId, Span};
use crate::workspace::file::unread;
use crate::workspace::files::Trouble;
use crate::workspace::paths::is_within;
use crate::workspace::settings::mistakes;
use crate::workspace::settings::{Said, codeowners};
use crate::workspace::{Workspace, normal};

/// The largest such file that is read, in bytes. GitHub reads no larger ones.
const LARGEST: usize = 3 << 20;

impl Workspace<'_> {
    /// The path of the file that names the owners, if the settings name one.
    pub(in crate::workspace) fn owners_path(&self) -> Option<String> {
        let from = self.project.own.settings.owners_from.as_ref()?;
        Some(normal(&self.root.as_ref()?.path, &from.value))
    }

    /// `said` with the owners of the file that it names.
    pub(super) fn with_owners(&mut self, mut said: Said) -> Said {
        let (Some(from), Some(path)) = (said.settings.owners_from.clone(), self.owners_path()) else {
            return said;
        };
        let text = match self.owners_text(&path) {
            Ok(text) => text,
            Err(why) => {
                said.mistakes.push(mistakes::owners_unreadable(from.span, &from.value, &why));
                return said;
            }
        };
        let id = self.owners_source(&path);
        let found = codeowners::read(&text);
        let catalogue = Arc::make_mut(said.settings.rules.owners.get_or_insert_default());
        found.owners.iter().for_each(|owner| catalogue.add(owner));
        for place in found.wrong {
            let at = Span::new(id, place.start as u32, place.end as u32);
            said.mistakes.push(mistakes::wrong_owner(at, &text[place]));
        }
        let known = &mut self.loaded[id.0 as usize].file;
        if known.source.text() != text {
            *known = Arc::new(unread(id, known.source.path.clone(), text, Vec::new()));
        }
        said
    }

    fn owners_source(&mut self, path: &str) -> SourceId {
        if let Some((known, id)) = &self.project.owners
            && known == path
        {
            return *id;
        }
        let id = self.add_source(path);
        self.project.owners = Some((path.to_owned(), id));
        id
    }

    /// The text at `path`, or why there is none.
    fn owners_text(&self, path: &str) -> Result<String, String> {
        let root = self.root.as_ref().map(|root| root.path.as_str()).unwrap_or_default();
        if self.files.real(path).is_some_and(|real| !is_within(&real, root)) {
            return Err(Trouble::LeadsOut.to_string());
        }
        let bytes = self.files.read(path).map_err(|failure| failure.trouble.to_string())?;
        if bytes.len() > LARGEST {
            return Err(format!("it is over {} MiB", LARGEST >> 20));
        }
        String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())
    }
}
