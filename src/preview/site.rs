//! `Site`: the pages of a project, as they are after each of its changes.
//!
//! A journey with mistakes keeps its last good map, and so does one that is lost among the mistakes of its file. One
//! that has another name now is found at its old path too. What is served is a value of its own, `Shown`, made whole
//! after every change: whoever serves it never sees half of one.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::emit::html::{self, Frame};
use crate::emit::{self, Project, Subject};
use crate::preview::blank;
use crate::preview::notice::{Notice, notices};
use crate::preview::reply::{Answer, Media};
use crate::text::Span;
use crate::workspace::Snapshot;

/// What a project has to show.
pub struct News<'a> {
    /// What it means.
    pub snapshot: &'a Snapshot,
    /// The journeys whose maps can be drawn.
    pub project: &'a Project<'a>,
    /// Those that mistakes keep from it.
    pub broken: Vec<Subject<'a>>,
    /// What could not be read.
    pub failures: Vec<String>,
}

/// The pages of a project.
#[derive(Debug)]
pub struct Site {
    /// What the path of every page starts with.
    base: String,
    /// The folder that the paths of places start from.
    root: String,
    /// The address that opens a place in an editor.
    editor: Option<String>,
    /// What the versions of this run start with, so that those of another are others.
    run: String,
    revision: usize,
    /// By path.
    pages: BTreeMap<String, Page>,
    /// Where a journey stands that stood at another path.
    moved: BTreeMap<String, String>,
    index: Option<Page>,
    /// The paths of the journeys that are in it.
    listed: BTreeSet<String>,
}

/// A page that is shown until there is a better one.
#[derive(Debug, Clone)]
struct Page {
    text: Arc<str>,
    /// The file that its journey stands in.
    file: String,
    /// Other than before where its text is.
    version: String,
    is_blank: bool,
}

/// What is served at one moment.
#[derive(Debug)]
pub struct Shown {
    /// By path, without the base.
    pub(crate) answers: BTreeMap<String, Answer>,
    /// What browsers are told.
    pub(crate) event: Arc<str>,
    /// The page at every other path.
    pub(crate) missing: Arc<str>,
}

/// What a change came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// How many maps there are.
    pub maps: usize,
    /// How many of them are others than before.
    pub changed: usize,
    /// How many errors there are.
    pub errors: usize,
    /// How many warnings and notes.
    pub others: usize,
}

/// What browsers are told after each change.
#[derive(Serialize)]
struct Event<'a> {
    /// The version of each page, by its path. That of a page without a map starts with `blank`.
    pages: BTreeMap<&'a str, &'a str>,
    /// Whether there are mistakes.
    state: &'static str,
    reports: Vec<Notice>,
    /// How many more reports there are.
    more: usize,
    root: &'a str,
    editor: Option<&'a str>,
}

impl Site {
    /// Without a page yet. `root` is the folder that the paths of places start from, and `editor` the address that opens
    /// one, with `{path}`, `{line}` and `{column}` in it.
    pub fn new(base: String, root: String, editor: Option<String>, run: String) -> Self {
        let (pages, moved) = (BTreeMap::new(), BTreeMap::new());
        Self { base, root, editor, run, revision: 0, pages, moved, index: None, listed: BTreeSet::new() }
    }

    /// Takes in what has changed, and tells what that came to.
    pub fn take(&mut self, news: &News<'_>) -> (Shown, Tally) {
        self.revision += 1;
        let clashes = clashes(&news.project.subjects);
        let errors = || news.snapshot.diagnostics().iter().filter(|it| it.severity == Severity::Error);
        let doubtful: BTreeSet<&str> =
            errors().map(|it| news.snapshot.source(it.at.span.source).path.as_str()).collect();
        let before = std::mem::take(&mut self.pages);
        let mut pages = self.drawn(news, &before);
        for subject in &news.broken {
            let page = before.get(&subject.path).cloned().unwrap_or_else(|| self.blank(subject, news));
            pages.entry(subject.path.clone()).or_insert(page);
        }
        for (path, page) in &before {
            if !pages.contains_key(path) && doubtful.contains(page.file.as_str()) {
                pages.insert(path.clone(), page.clone());
            }
        }
        let changed = pages.iter().filter(|(path, page)| {
            !page.is_blank && before.get(*path).is_none_or(|old| old.version != page.version)
        });
        let changed = changed.count();
        self.note_moves(&before, &pages);
        self.pages = pages;
        let drawn: BTreeSet<String> = news.project.subjects.iter().map(|it| it.path.clone()).collect();
        // A journey with mistakes is not to vanish from it meanwhile.
        if self.index.is_none()
            || self.listed.iter().all(|it| drawn.contains(it) || !self.pages.contains_key(it))
        {
            self.draw_index(news.project);
            self.listed = drawn;
        }
        let reports = || news.snapshot.diagnostics().iter().chain(&clashes);
        let wrong = reports().filter(|it| it.severity == Severity::Error).count() + news.snapshot.left_out();
        let tally = Tally {
            maps: self.pages.values().filter(|page| !page.is_blank).count(),
            changed,
            errors: wrong + news.failures.len(),
            others: reports().count() + news.snapshot.left_out() - wrong,
        };
        let told = notices(&news.failures, reports(), news.snapshot);
        (self.shown(told, tally.errors), tally)
    }

    /// The pages of the journeys that can be drawn.
    fn drawn(&self, news: &News<'_>, before: &BTreeMap<String, Page>) -> BTreeMap<String, Page> {
        let draw = |subject: &Subject<'_>| {
            let text = written(|out| html::page(subject, news.project, Frame::Served, out));
            let file = news.snapshot.source(subject.board.at.source).path.clone();
            (subject.path.clone(), self.page(text, file, before.get(&subject.path)))
        };
        let drawn: Vec<_> = news.project.subjects.par_iter().map(draw).collect();
        let mut pages = BTreeMap::new();
        for (path, page) in drawn {
            pages.entry(path).or_insert(page);
        }
        pages
    }

    /// A page with this text, of the version that it had before if it is the same.
    fn page(&self, text: String, file: String, before: Option<&Page>) -> Page {
        match before {
            Some(page) if *page.text == *text => Page { file, ..page.clone() },
            Some(_) | None => {
                let version = format!("{}-{}", self.run, self.revision);
                Page { text: text.into(), file, version, is_blank: false }
            }
        }
    }

    /// The page of a journey that there is no map of yet.
    fn blank(&self, subject: &Subject<'_>, news: &News<'_>) -> Page {
        let version = format!("blank-{}-{}", self.run, self.revision);
        let words = "It has mistakes. Its map is drawn when they are mended.";
        let text = blank::page(&subject.board.title, words, &version, Some(&self.base)).into();
        let file = news.snapshot.source(subject.board.at.source).path.clone();
        Page { text, file, version, is_blank: true }
    }

    fn draw_index(&mut self, project: &Project<'_>) {
        self.index = Some(if self.pages.is_empty() {
            let (version, words) = ("blank-index", "Write a `.journey` file, and its map appears here.");
            let text = blank::page("No journey yet", words, version, None).into();
            Page { text, file: String::new(), version: version.to_owned(), is_blank: true }
        } else {
            let text = written(|out| html::index(project, Frame::Served, out));
            self.page(text, String::new(), self.index.as_ref())
        });
    }

    /// Notes which journeys stand at another path now: the one that is new in the file of one that is gone, or the only
    /// new one of its name.
    fn note_moves(&mut self, before: &BTreeMap<String, Page>, now: &BTreeMap<String, Page>) {
        // One that could not be drawn until now is as good as new: it may be renamed and mended in two steps.
        let drawn =
            |pages: &BTreeMap<String, Page>, path: &str| pages.get(path).is_some_and(|it| !it.is_blank);
        let gone = before.iter().filter(|(path, page)| !page.is_blank && !now.contains_key(*path));
        let gone: Vec<(&String, &Page)> = gone.collect();
        let new = now.iter().filter(|(path, page)| !page.is_blank && !drawn(before, path));
        let new: Vec<(&String, &Page)> = new.collect();
        let name = |path: &str| path.rsplit('/').next().map(str::to_owned);
        for (path, page) in &gone {
            let in_file = only_pair(&gone, &new, |_, other| other.file == page.file);
            let of_name = || only_pair(&gone, &new, |other, _| name(other) == name(path));
            if let Some(to) = in_file.or_else(of_name) {
                self.moved.values_mut().filter(|end| *end == *path).for_each(|end| end.clone_from(&to));
                self.moved.insert((*path).clone(), to);
            }
        }
        self.moved.retain(|from, to| !now.contains_key(from) && now.contains_key(to));
    }

    fn shown(&self, (reports, more): (Vec<Notice>, usize), errors: usize) -> Shown {
        let mut answers = BTreeMap::from([("/events".to_owned(), Answer::Events)]);
        let mut versions = BTreeMap::new();
        let pages: Vec<(String, &Page)> =
            self.pages.iter().map(|(path, page)| (format!("/{path}.html"), page)).collect();
        let index = self.index.iter().flat_map(|page| {
            // The only journey is what one comes for.
            let at_root = (pages.len() != 1).then(|| ("/".to_owned(), page));
            at_root.into_iter().chain([("/index.html".to_owned(), page)])
        });
        // A journey `index` goes before the index.
        let all: Vec<(String, &Page)> = index.chain(pages.iter().cloned()).collect();
        for (path, page) in &all {
            answers.insert(path.clone(), Answer::Text(Media::Html, Arc::clone(&page.text)));
            versions.insert(path.as_str(), page.version.as_str());
        }
        if let [(path, _)] = &pages[..] {
            answers.insert("/".to_owned(), Answer::Moved(path.clone()));
        }
        for (from, to) in &self.moved {
            answers.insert(format!("/{from}.html"), Answer::Moved(format!("/{to}.html")));
        }
        let state = if errors > 0 { "mistakes" } else { "fine" };
        let (root, editor) = (self.root.as_str(), self.editor.as_deref());
        let event = Event { pages: versions, state, reports, more, root, editor };
        let event = serde_json::to_string(&event).unwrap_or_default();
        let words = "There is no such journey here.";
        let missing = blank::page("Not here", words, "blank", Some(&self.base)).into();
        Shown { answers, event: format!("data: {event}\n\n").into(), missing }
    }
}

/// The path of the only one of `new` that `fits`, if only one of `gone` does too.
fn only_pair(
    gone: &[(&String, &Page)],
    new: &[(&String, &Page)],
    fits: impl Fn(&str, &Page) -> bool,
) -> Option<String> {
    let is_alone = gone.iter().filter(|(path, page)| fits(path, page)).count() == 1;
    let mut fitting = new.iter().filter(|(path, page)| fits(path, page));
    let (first, second) = (fitting.next(), fitting.next());
    first.filter(|_| is_alone && second.is_none()).map(|(path, _)| (*path).clone())
}

/// Reports of journeys that would stand at one path. The first is shown.
fn clashes(subjects: &[Subject<'_>]) -> Vec<Diagnostic> {
    let mut places: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for subject in subjects {
        places.entry(&subject.path).or_default().push(subject.board.at);
    }
    let report = |(path, places): (&str, Vec<Span>)| match &places[..] {
        [first, rest @ ..] if !rest.is_empty() => {
            Some(emit::mistakes::same_output(*first, rest, &format!("{path}.html")))
        }
        _ => None,
    };
    places.into_iter().filter_map(report).collect()
}

/// What is written by `write`.
fn written(write: impl FnOnce(&mut dyn fmt::Write) -> fmt::Result) -> String {
    let mut text = String::new();
    // Writing into a text does not fail.
    let _ = write(&mut text);
    text
}
