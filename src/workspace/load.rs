//! `Workspace`: the files of a project, each with its tree and outline; it follows their imports.

use std::collections::{BTreeSet, HashMap};
use std::string::FromUtf8Error;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Outcome};
use crate::syntax::{self, Tree};
use crate::text::{Source, SourceId, Span, nearest};
use crate::vocabulary::{self, Argument, Outline, Word};
use crate::workspace::files::{Failure, FileKind, Files, Trouble};
use crate::workspace::paths::{folder, is_absolute, is_within, normal, shown};
use crate::workspace::{LARGEST, Settings, Snapshot, mistakes};

/// The name that standard input is shown by.
const STANDARD_INPUT: &str = "<stdin>";

/// A file that was read: all that depends on its own text alone.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) source: Arc<Source>,
    pub(crate) tree: Tree,
    pub(crate) outline: Outline,
    /// What is wrong with its bytes, its writing and its words.
    pub(crate) mistakes: Vec<Diagnostic>,
}

/// A file in its place.
#[derive(Debug, Clone)]
pub(crate) struct Loaded {
    /// Its path, with all links followed.
    pub(crate) path: String,
    pub(crate) file: Arc<File>,
    /// What its imports lead to, in their order; none for one that was reported.
    pub(crate) imports: Vec<Option<SourceId>>,
    /// What is wrong with its imports.
    pub(crate) import_mistakes: Vec<Diagnostic>,
    /// Whether it was asked for, and not merely imported by one that was.
    pub(crate) asked: bool,
}

/// The files of a project.
pub struct Workspace<'f> {
    files: &'f dyn Files,
    settings: Settings,
    root: Option<String>,
    loaded: Vec<Loaded>,
    by_path: HashMap<String, SourceId>,
    /// Folders that were asked for as a whole.
    folders: Vec<String>,
    complete: bool,
}

impl<'f> Workspace<'f> {
    /// A workspace without files.
    pub fn new(files: &'f dyn Files, settings: Settings) -> Self {
        Self {
            files,
            settings,
            root: None,
            loaded: Vec::new(),
            by_path: HashMap::new(),
            folders: Vec::new(),
            complete: false,
        }
    }

    /// Takes in a file, or all the files in a folder, and whatever they import. The first one decides where the
    /// project's root is: the nearest folder above it with a `journey.toml` or a `.git`, else its own.
    pub fn open(&mut self, path: &str) -> Result<(), Failure> {
        let asked = normal(&self.files.here(), path);
        let not_there = || Failure { path: path.to_owned(), trouble: Trouble::NotThere };
        let kind = self.files.kind(&asked).ok_or_else(not_there)?;
        let real = self.files.real(&asked).ok_or_else(not_there)?;
        let base = if kind == FileKind::Folder { real.as_str() } else { folder(&real) };
        if self.root.is_none() {
            self.root = Some(self.find_root(base));
        }
        let paths = match kind {
            FileKind::Folder => {
                self.folders.push(real.clone());
                self.files.list(&real)?
            }
            FileKind::File => vec![real],
            FileKind::Other => return Err(Failure { path: path.to_owned(), trouble: Trouble::NotAFile }),
        };
        for path in paths {
            // A link in a folder may lead out of it; what is asked for by name may not be there any more.
            let Some(path) = self.files.real(&path) else { continue };
            let id = self.load(&path)?;
            self.loaded[id.0 as usize].asked = true;
        }
        self.follow_imports();
        Ok(())
    }

    /// Takes in a text that has no file, as if it stood in the folder one is in.
    pub fn open_text(&mut self, bytes: Vec<u8>) {
        let here = self.files.here();
        if self.root.is_none() {
            self.root = Some(self.find_root(&here));
        }
        let bytes = if bytes.len() > LARGEST { Err(()) } else { Ok(bytes) };
        let id = self.add(format!("{here}/{STANDARD_INPUT}"), STANDARD_INPUT.to_owned(), bytes);
        self.loaded[id.0 as usize].asked = true;
        self.follow_imports();
    }

    /// Takes in the files of the project that were not asked for, so that what no file does can be told. Their own
    /// reports stay unsaid.
    pub fn open_rest(&mut self) -> Result<(), Failure> {
        self.complete = true;
        let Some(root) = self.root.clone() else { return Ok(()) };
        for path in self.files.list(&root)? {
            if let Some(path) = self.files.real(&path) {
                self.load(&path)?;
            }
        }
        self.follow_imports();
        Ok(())
    }

    /// What the project means as it is now.
    pub fn snapshot(&self) -> Snapshot {
        let whole =
            self.root.as_ref().is_none_or(|root| self.folders.iter().any(|folder| is_within(root, folder)));
        Snapshot::new(self.loaded.clone(), self.settings.clone(), self.complete || whole)
    }

    fn find_root(&self, base: &str) -> String {
        let mut at = base;
        loop {
            let marks = ["journey.toml", ".git"];
            if marks.iter().any(|mark| self.files.kind(&normal(at, mark)).is_some()) {
                return at.to_owned();
            }
            if at == "/" || at.is_empty() {
                return base.to_owned();
            }
            at = folder(at);
        }
    }

    /// The file at a real path, read if it was not.
    fn load(&mut self, path: &str) -> Result<SourceId, Failure> {
        if let Some(id) = self.by_path.get(path) {
            return Ok(*id);
        }
        let shown = shown(path, &self.files.here());
        let bytes = match self.files.read(path) {
            Err(Failure { trouble: Trouble::TooLarge, .. }) => Err(()),
            bytes => Ok(bytes.map_err(|failure| Failure { path: shown.clone(), ..failure })?),
        };
        Ok(self.add(path.to_owned(), shown, bytes))
    }

    fn add(&mut self, path: String, shown: String, bytes: Result<Vec<u8>, ()>) -> SourceId {
        let id = SourceId(self.loaded.len() as u32);
        self.by_path.insert(path.clone(), id);
        let file = Arc::new(read(id, shown, bytes));
        self.loaded.push(Loaded {
            path,
            file,
            imports: Vec::new(),
            import_mistakes: Vec::new(),
            asked: false,
        });
        id
    }

    /// Reads what the files import, and what that imports in its turn; circles are fine.
    fn follow_imports(&mut self) {
        let mut next = 0;
        while next < self.loaded.len() {
            let (path, file) = (self.loaded[next].path.clone(), Arc::clone(&self.loaded[next].file));
            if self.loaded[next].imports.is_empty() {
                let outline = &file.outline;
                for (_, item) in outline.children(None).filter(|(_, item)| item.word == Word::Import) {
                    let Some((Argument::Path(target), span)) = outline.argument(item, 0) else { continue };
                    let found = self.import(&path, target, span);
                    let loaded = &mut self.loaded[next];
                    match found {
                        Ok(id) => loaded.imports.push(Some(id)),
                        Err(mistake) => {
                            loaded.imports.push(None);
                            loaded.import_mistakes.push(mistake);
                        }
                    }
                }
            }
            next += 1;
        }
    }

    /// The file that an `import` of `target` in the file at `path` means.
    fn import(&mut self, path: &str, target: &str, span: Span) -> Result<SourceId, Diagnostic> {
        let odd = is_absolute(target) || target.starts_with('~') || target.contains(['\\', '\0', ':', '%']);
        if odd || target.chars().any(char::is_control) {
            return Err(mistakes::import_path(span, target));
        }
        let wanted = normal(folder(path), target);
        let root = self.root.clone().unwrap_or_default();
        if !is_within(&wanted, &root) {
            return Err(mistakes::import_outside(span, &shown(&root, &self.files.here())));
        }
        let Some(real) = self.files.real(&wanted) else {
            let near = self.near_file(folder(path), &wanted, &root);
            return Err(mistakes::import_not_found(span, target, near.as_deref()));
        };
        // The root may itself be reached through a link, but nothing in it may lead out of it.
        let real_root = self.files.real(&root).unwrap_or(root);
        if !is_within(&real, &real_root) {
            return Err(mistakes::import_outside(span, &shown(&real_root, &self.files.here())));
        }
        match self.files.kind(&real) {
            Some(FileKind::File) => {}
            Some(FileKind::Folder) => return Err(mistakes::import_of_a_folder(span, target)),
            Some(FileKind::Other) | None => return Err(mistakes::import_unreadable(span, "it is no file")),
        }
        self.load(&real).map_err(|failure| match failure.trouble {
            Trouble::Other(words) => mistakes::import_unreadable(span, &words),
            _ => mistakes::import_unreadable(span, "it is no file that can be read"),
        })
    }

    /// The path, from the folder `from`, of the file that was most likely meant by `wanted`, which is not there: the one
    /// of that name in another folder, or one of nearly that path or name. Its ending may have been left out.
    fn near_file(&self, from: &str, wanted: &str, root: &str) -> Option<String> {
        let files = self.files.list(root).ok()?;
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
        let here = shown(near, from);
        (!is_absolute(&here)).then_some(here)
    }
}

/// Reads one file as far as its own text goes. Of one that cannot be read there is a text at most, to show where.
fn read(id: SourceId, shown: String, bytes: Result<Vec<u8>, ()>) -> File {
    let (text, wrong) = match bytes {
        Err(()) => (String::new(), Some(mistakes::too_large(Span::new(id, 0, 0)))),
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => (text, None),
            Err(error) => {
                let (text, mistake) = not_utf8(id, &error);
                (text, Some(mistake))
            }
        },
    };
    let source = Arc::new(Source::new(id, shown, text));
    match wrong {
        None => {
            let (tree, outline) = understand(&source);
            let mistakes = tree.mistakes.into_iter().chain(outline.mistakes).collect();
            File { source, tree: tree.value, outline: outline.value, mistakes }
        }
        Some(mistake) => {
            let (tree, mut outline) = understand(&Source::new(id, "", ""));
            outline.value.hides_names = true;
            File { source, tree: tree.value, outline: outline.value, mistakes: vec![mistake] }
        }
    }
}

/// A text in which the first bytes that are not UTF-8 can be shown, and their report.
fn not_utf8(id: SourceId, error: &FromUtf8Error) -> (String, Diagnostic) {
    let bytes = error.as_bytes();
    if matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) {
        return (String::new(), mistakes::utf16(Span::new(id, 0, 0)));
    }
    let at = error.utf8_error().valid_up_to();
    let place = Span::new(id, at as u32, (at + char::REPLACEMENT_CHARACTER.len_utf8()) as u32);
    (String::from_utf8_lossy(bytes).into_owned(), mistakes::not_utf8(place, bytes[at]))
}

/// How a file is written and what it says. Where statements stand in blocks in which they mean nothing, the braces may
/// pair up by accident, or be missing: then the indentation is asked, and its account taken if it has no more mistakes.
fn understand(source: &Source) -> (Outcome<Tree>, Outcome<Outline>) {
    let account = |tree: Outcome<Tree>| {
        let outline = vocabulary::read(source, &tree.value);
        (tree, outline)
    };
    let count =
        |(tree, outline): &(Outcome<Tree>, Outcome<Outline>)| tree.mistakes.len() + outline.mistakes.len();
    let by_braces = account(syntax::parse(source));
    if !by_braces.1.value.has_misplaced {
        return by_braces;
    }
    let by_indentation = account(syntax::parse_by_indentation(source));
    if count(&by_indentation) <= count(&by_braces) { by_indentation } else { by_braces }
}

impl std::fmt::Debug for Workspace<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let paths: BTreeSet<&String> = self.loaded.iter().map(|loaded| &loaded.path).collect();
        f.debug_struct("Workspace").field("root", &self.root).field("files", &paths).finish()
    }
}
