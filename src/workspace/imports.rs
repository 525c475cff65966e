//! Where the imports of a workspace's files lead.

use std::collections::HashMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::text::{SourceId, Span, nearest};
use crate::workspace::file::import_paths;
use crate::workspace::files::{FileKind, Trouble};
use crate::workspace::paths::{folder, is_absolute, is_within, normal, shown};
use crate::workspace::{ENDING, Workspace, mistakes};

/// For this many missing imports it is told which file was most likely meant. More are not mistyped but come from a
/// folder that is missing as a whole; and to compare each with all files would take the square of the project.
const MOST_GUESSED: usize = 64;

impl Workspace<'_> {
    /// Tells at the imports of files that could not be read, and that nobody asked for, why they could not.
    pub(super) fn tell_unread_imports(&mut self, unread: &HashMap<SourceId, Trouble>) {
        if unread.is_empty() {
            return;
        }
        for loaded in self.loaded.iter_mut().filter(|loaded| loaded.present) {
            let file = Arc::clone(&loaded.file);
            for ((_, span), import) in import_paths(&file.outline).zip(&mut loaded.imports) {
                if let Some(trouble) = import.and_then(|id| unread.get(&id)) {
                    loaded.import_mistakes.push(mistakes::import_unreadable(span, &trouble.to_string()));
                    *import = None;
                }
            }
        }
    }

    /// Looks where the imports of `wave` lead.
    pub(super) fn follow_imports(&mut self, wave: &[SourceId], targets: &mut Targets) -> Followed {
        let mut followed = Followed { next: Vec::new(), changed: false };
        for id in wave {
            let (path, file) =
                (self.loaded[id.0 as usize].path.clone(), Arc::clone(&self.loaded[id.0 as usize].file));
            let (mut imports, mut wrong) = (Vec::new(), Vec::new());
            for (target, span) in import_paths(&file.outline) {
                match self.import(&path, target, span, targets) {
                    Ok(found) => {
                        imports.push(Some(found));
                        if !self.loaded[found.0 as usize].present {
                            followed.next.push(found);
                        }
                    }
                    Err(mistake) => {
                        imports.push(None);
                        wrong.push(mistake);
                    }
                }
            }
            let loaded = &mut self.loaded[id.0 as usize];
            followed.changed |= loaded.imports != imports || loaded.import_mistakes != wrong;
            loaded.imports = imports;
            loaded.import_mistakes = wrong;
        }
        followed
    }

    /// The file that an `import` of `target` in the file at `path` means.
    fn import(
        &mut self,
        path: &str,
        target: &str,
        span: Span,
        targets: &mut Targets,
    ) -> Result<SourceId, Diagnostic> {
        let odd = is_absolute(target) || target.starts_with('~') || target.contains(['\\', '\0', ':', '%']);
        if odd || target.chars().any(char::is_control) {
            return Err(mistakes::import_path(span, target));
        }
        let wanted = normal(folder(path), target);
        let root = self.root_of(path);
        let known = targets.entry(root.clone()).or_default().get(&wanted).cloned();
        let found = match known {
            Some(found) => found,
            None => {
                let found = self.find_import(&wanted, &root);
                targets.entry(root).or_default().insert(wanted.clone(), found.clone());
                found
            }
        };
        found.map_err(|unfound| match unfound {
            Unfound::Outside(root) => mistakes::import_outside(span, &root),
            Unfound::NotThere => {
                let near = match self.missing.get(&wanted) {
                    Some(near) => near.clone(),
                    None => {
                        let may_guess = self.missing.len() < MOST_GUESSED;
                        let near = may_guess.then(|| self.near_file(&wanted)).flatten();
                        self.missing.insert(wanted.clone(), near.clone());
                        near
                    }
                };
                // No file means itself.
                let near = near.filter(|near| near != path).map(|near| shown(&near, folder(path)));
                let near = near.filter(|near| !is_absolute(near));
                mistakes::import_not_found(span, target, near.as_deref())
            }
            Unfound::Folder => mistakes::import_of_a_folder(span, target),
            Unfound::Unreadable(why) => mistakes::import_unreadable(span, &why),
        })
    }

    /// The root of the project that the file at `path` belongs to: of what was asked for in several, the innermost.
    fn root_of(&self, path: &str) -> String {
        let first = self.root.as_ref().map(|root| root.path.as_str());
        let roots = first.into_iter().chain(self.other_roots.iter().map(String::as_str));
        let around = roots.filter(|root| is_within(path, root)).max_by_key(|root| root.len());
        around.or(first).unwrap_or_default().to_owned()
    }

    /// The file at the path `wanted`, if a file of the project at `root` may import it.
    fn find_import(&mut self, wanted: &str, root: &str) -> Result<SourceId, Unfound> {
        let outside = |root: &str| Unfound::Outside(shown(root, &self.files.here()));
        if !is_within(wanted, root) {
            return Err(outside(root));
        }
        // The root may itself be reached through a link, but nothing in it may lead out of it.
        let real_root = self.files.real(root).unwrap_or_else(|| root.to_owned());
        let Some(real) = self.files.real(wanted) else {
            // Why, is looked for in the project alone.
            return Err(match self.files.real(folder(wanted)) {
                Some(real) if !is_within(&real, &real_root) => outside(&real_root),
                Some(_) => match self.why_not(wanted) {
                    Trouble::NotThere => Unfound::NotThere,
                    trouble => Unfound::Unreadable(trouble.to_string()),
                },
                None => Unfound::NotThere,
            });
        };
        if !is_within(&real, &real_root) {
            return Err(outside(&real_root));
        }
        match self.files.kind(&real) {
            // Whether it can be read is seen when it is.
            Some(FileKind::File) | None => Ok(self.place(&real)),
            Some(FileKind::Folder) => Err(Unfound::Folder),
            Some(FileKind::Other) => Err(Unfound::Unreadable(Trouble::NotAFile.to_string())),
        }
    }

    /// The path of the file that was most likely meant by `wanted`, which is not there: the one
    /// of that name in another folder, or one of nearly that path or name. Its ending may have been left out. Where nothing
    /// marks the project's root, only the folder that was named is looked through, for no more may belong to it.
    fn near_file(&mut self, wanted: &str) -> Option<String> {
        let root = self.root.as_ref()?;
        let among = if root.is_marked { root.path.as_str() } else { folder(wanted) };
        // A link may lead out of the project.
        if !is_within(&self.files.real(among)?, &self.files.real(&root.path)?) {
            return None;
        }
        let files = match self.looked_through.get(among) {
            Some(files) => Arc::clone(files),
            None => {
                let files = self.files.list(among).ok()?;
                let files: Arc<[String]> = files.into_iter().filter(|path| path.ends_with(ENDING)).collect();
                self.looked_through.insert(among.to_owned(), Arc::clone(&files));
                files
            }
        };
        let stem = |path: &str| path.strip_suffix(".journey").unwrap_or(path).to_owned();
        let name = |path: &str| stem(path).rsplit('/').next().map(str::to_owned).unwrap_or_default();
        let near_by = |part: &dyn Fn(&str) -> String| {
            let parts: Vec<String> = files.iter().map(|path| part(path)).collect();
            let near = nearest(&part(wanted), parts.iter().map(String::as_str))?.to_owned();
            files.iter().find(|path| part(path) == near)
        };
        let same_name = || files.iter().find(|path| name(path) == name(wanted));
        let near = files.iter().find(|path| stem(path) == wanted).or_else(same_name);
        let near = near.or_else(|| near_by(&stem)).or_else(|| near_by(&name))?;
        Some(near.clone())
    }
}

/// Where imports lead, by the root of the project that they stand in and the path that they mean.
pub(super) type Targets = HashMap<String, HashMap<String, Result<SourceId, Unfound>>>;

/// Where the imports of some files lead.
pub(super) struct Followed {
    /// The files that were not read yet.
    pub(super) next: Vec<SourceId>,
    /// Whether they lead elsewhere than before, or something else is wrong with them.
    pub(super) changed: bool,
}

/// Why an `import` leads nowhere.
#[derive(Debug, Clone)]
pub(super) enum Unfound {
    /// It leads out of the project, whose root is shown like this.
    Outside(String),
    NotThere,
    Folder,
    Unreadable(String),
}
