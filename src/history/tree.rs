//! `Tree`: the files of a commit, read out of the repository. Nothing of them comes onto the disk.

use std::collections::BTreeSet;
use std::path::Path;

use crate::history::batch::Texts;
use crate::history::listing::{Entry, Kind, Listing};
use crate::history::standing::standing;
use crate::workspace::{Disk, ENDING, Failure, FileKind, Files, Stamp, Trouble, normal};

/// How many links lead to one another.
const MOST_LINKS: usize = 40;

/// How a text starts that tells where a large file is kept.
const POINTER: &[u8] = b"version https://git-lfs.github.com/spec/";

/// What marks the top folder of a repository.
const MARK: &str = ".git";

/// The files of a commit, as if they stood where the repository has its files.
#[derive(Debug)]
pub(super) struct Tree {
    listing: Listing,
    has_links: bool,
    top: String,
    here: String,
    /// What stands there now.
    disk: Disk,
    texts: Texts,
}

impl Tree {
    /// What is listed, as if it stood in the folder `top`, seen from the folder `here`.
    pub(super) fn new(listing: Listing, top: String, here: &str) -> Self {
        let has_links = listing.values().any(|entry| entry.kind == Kind::Link);
        let disk = Disk::at(Path::new(here));
        Self { listing, has_links, top, here: here.to_owned(), disk, texts: Texts::of(here) }
    }

    /// A path from the top folder, if it is in it.
    fn inside<'p>(&self, path: &'p str) -> Option<&'p str> {
        let rest = path.strip_prefix(self.top.trim_end_matches('/'))?;
        if rest.is_empty() { Some("") } else { rest.strip_prefix('/') }
    }

    /// What stands in the folder at `path`, from the top folder, and below it.
    fn below<'t>(&'t self, folder: &str) -> impl Iterator<Item = (&'t String, &'t Entry)> + use<'t> {
        let start = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let range = self.listing.range(start.clone()..);
        range.take_while(move |(path, _)| path.starts_with(&start))
    }

    /// `path` with all links in it followed; none where they lead in a circle, or to a path that is no text.
    fn follow(&self, path: &str) -> Option<String> {
        let mut at = path.to_owned();
        for _ in 0..MOST_LINKS {
            let Some((link, rest)) = self.first_link(&at) else { return Some(at) };
            let target = String::from_utf8(self.texts.read(&link.1.id).ok()?).ok()?;
            let folder = link.0.rsplit_once('/').map_or("", |(folder, _)| folder);
            let to = normal(&normal(&self.top, folder), &target);
            at = normal(&to, &format!("./{rest}"));
        }
        None
    }

    /// The first link on the way to `path`, and the way from there.
    fn first_link<'t>(&'t self, path: &str) -> Option<((&'t String, &'t Entry), String)> {
        let inside = self.inside(path).filter(|_| self.has_links)?;
        let ends = inside.match_indices('/').map(|(at, _)| at).chain([inside.len()]);
        ends.map(|end| inside.split_at(end)).find_map(|(start, rest)| {
            let link = self.listing.get_key_value(start).filter(|(_, entry)| entry.kind == Kind::Link)?;
            Some((link, rest.trim_start_matches('/').to_owned()))
        })
    }

    /// What stands at a path without links.
    fn kind_of(&self, path: &str) -> Option<FileKind> {
        let inside = self.inside(path)?;
        match self.listing.get(inside).map(|entry| entry.kind) {
            Some(Kind::File) => Some(FileKind::File),
            Some(Kind::Submodule) => Some(FileKind::Folder),
            Some(Kind::Link) | None => {
                let is_folder = inside.is_empty() || inside == MARK || self.below(inside).next().is_some();
                is_folder.then_some(FileKind::Folder)
            }
        }
    }

    /// Why there is no file at `path`, which is `real` without links.
    fn why_not(&self, path: &str, real: &str) -> Trouble {
        let submodule = |end: usize| {
            let entry = self.inside(real).and_then(|inside| self.listing.get(&inside[..end]));
            entry.is_some_and(|entry| entry.kind == Kind::Submodule)
        };
        let inside = self.inside(real).unwrap_or_default();
        if inside.match_indices('/').any(|(at, _)| submodule(at)) {
            return Trouble::Other("it is in a submodule, which has a history of its own".to_owned());
        }
        let recorded = self.inside(path).and_then(|inside| self.listing.get(inside)).map(|entry| entry.kind);
        match self.kind_of(real) {
            Some(_) => Trouble::NotAFile,
            None if recorded == Some(Kind::Link) => Trouble::LeadsNowhere,
            None => Trouble::NotThere,
        }
    }

    /// The journeys in and below a folder that may stand there, by their paths from it.
    fn journeys(&self, path: &str, may_stand: impl Fn(&str) -> bool) -> Vec<String> {
        let Some(folder) = self.inside(path) else { return Vec::new() };
        let own = if folder.is_empty() { 0 } else { folder.len() + 1 };
        let found = self.below(folder).filter(|(path, entry)| {
            let is_file = entry.kind == Kind::File
                || entry.kind == Kind::Link && self.kind(&normal(&self.top, path)) != Some(FileKind::Folder);
            is_file && path.ends_with(ENDING) && may_stand(&path[own..])
        });
        found.map(|(path, _)| normal(&self.top, path)).collect()
    }
}

/// Whether a path below a folder is among those that are walked: what is hidden is not.
fn is_walked(path: &str) -> bool {
    !path.split('/').any(|part| part.starts_with('.'))
}

impl Files for Tree {
    fn here(&self) -> String {
        self.here.clone()
    }

    fn kind(&self, path: &str) -> Option<FileKind> {
        self.kind_of(&self.follow(path)?)
    }

    fn real(&self, path: &str) -> Option<String> {
        let real = self.follow(path)?;
        // What a link leads to outside of all that was recorded may be there or not. That it leads out is known.
        let leads_out = self.inside(path).is_some() && self.inside(&real).is_none();
        (leads_out || self.kind_of(&real).is_some()).then_some(real)
    }

    fn stamp(&self, _path: &str) -> Option<Stamp> {
        None
    }

    fn folders(&self, path: &str) -> Vec<String> {
        let Some(folder) = self.inside(path) else { return Vec::new() };
        let own = if folder.is_empty() { 0 } else { folder.len() + 1 };
        let inside = self.below(folder).filter(|(path, _)| is_walked(&path[own..]));
        let folders = inside.flat_map(|(path, _)| path.match_indices('/').map(|(end, _)| &path[..end]));
        let folders: BTreeSet<&str> = folders.filter(|path| path.len() > folder.len()).collect();
        let folders = folders.into_iter().map(|path| normal(&self.top, path));
        std::iter::once(path.to_owned()).chain(folders).collect()
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, Failure> {
        let failure = |trouble| Failure { path: path.to_owned(), trouble };
        let real = self.follow(path).ok_or_else(|| failure(Trouble::LeadsNowhere))?;
        let entry = self.inside(&real).and_then(|inside| self.listing.get(inside));
        let Some(entry) = entry.filter(|entry| entry.kind == Kind::File) else {
            return Err(failure(self.why_not(path, &real)));
        };
        if !entry.is_exact {
            return Err(failure(Trouble::Other("the names of files and folders should be UTF-8".to_owned())));
        }
        let bytes = match standing(&self.disk, &real, &entry.id) {
            Some(bytes) => bytes,
            None => self.texts.read(&entry.id).map_err(failure)?,
        };
        if bytes.starts_with(POINTER) {
            let words = "it is kept in Git LFS, and the history has nothing but a pointer to it";
            return Err(failure(Trouble::Other(words.to_owned())));
        }
        Ok(bytes)
    }

    fn list(&self, path: &str) -> Result<Vec<String>, Failure> {
        Ok(self.journeys(path, is_walked))
    }

    fn list_flat(&self, path: &str) -> Vec<String> {
        self.journeys(path, |path| !path.contains('/'))
    }

    fn write(&self, path: &str, _bytes: &[u8]) -> Result<bool, Failure> {
        let trouble = Trouble::Other("what is recorded cannot be written".to_owned());
        Err(Failure { path: path.to_owned(), trouble })
    }
}
