//! Examples in documentation: Markdown in, its parts out, and what the checker says of those that are journeys.
//!
//! An example is a fenced block that starts with `journey`; behind that it may be marked `wrong` or `right`. Lines
//! `//- path.journey` in it start a file of that name; without one it is all of `example.journey`. That of a rule of changes
//! has two folders, `old` and `new`.

use std::collections::BTreeSet;

use crate::rules::Levels;
use crate::value::Date;
use crate::workspace::{Memory, Settings, Snapshot, State, Versions, Workspace};

/// The folder that examples are checked in. Not the root, so that there is something to lead out of.
const FOLDER: &str = "/project";

/// What an example is called that does not say.
const FILE: &str = "example.journey";

/// The word that the fence of an example opens with.
const FENCE: &str = "journey";

/// What starts a file within an example.
const SEPARATOR: &str = "//- ";

/// The day that counts as today in every example.
pub fn today() -> Date {
    Date::read("2026-11-22").expect("this day is in the calendar")
}

/// What an example is there to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// How something is written.
    Plain,
    /// What gets the report that is spoken of.
    Wrong,
    /// What does not get it.
    Right,
}

/// A fenced block of journeys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// What it shows.
    pub mark: Mark,
    /// What stands between its fences.
    pub text: String,
    /// The line of the document that its fence opens on, from 1.
    pub line: usize,
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Markdown, with fenced blocks of anything else.
    Prose(String),
    /// An example.
    Example(Example),
}

/// The parts of a Markdown document, in order.
pub fn parts(markdown: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut prose = String::new();
    let mut lines = markdown.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let Some((fence, info)) = fence_of(line) else {
            prose.push_str(line);
            prose.push('\n');
            continue;
        };
        let mut words = info.split_whitespace();
        let is_example = words.next() == Some(FENCE);
        let inside = lines.by_ref().map(|(_, line)| line).take_while(|line| !closes(line, fence));
        let text: String = inside.flat_map(|line| [line, "\n"]).collect();
        if !is_example {
            prose.push_str(&format!("{line}\n{text}{fence}\n"));
            continue;
        }
        if !prose.is_empty() {
            parts.push(Part::Prose(std::mem::take(&mut prose)));
        }
        let mark = match words.next() {
            Some("wrong") => Mark::Wrong,
            Some("right") => Mark::Right,
            _ => Mark::Plain,
        };
        parts.push(Part::Example(Example { mark, text, line: number + 1 }));
    }
    if !prose.is_empty() {
        parts.push(Part::Prose(prose));
    }
    parts
}

/// The signs of a line that opens a fenced block, and what stands behind them.
fn fence_of(line: &str) -> Option<(&str, &str)> {
    let ticks = line.len() - line.trim_start_matches('`').len();
    (ticks >= 3).then(|| line.split_at(ticks))
}

fn closes(line: &str, fence: &str) -> bool {
    let line = line.trim_end();
    line.len() >= fence.len() && line.bytes().all(|byte| byte == b'`')
}

impl Example {
    /// Its files: path and text.
    pub fn files(&self) -> Vec<(&str, String)> {
        let mut files: Vec<(&str, String)> = Vec::new();
        for line in self.text.lines() {
            match (line.strip_prefix(SEPARATOR), files.last_mut()) {
                (Some(path), _) => files.push((path.trim(), String::new())),
                (None, Some((_, text))) => text.extend([line, "\n"]),
                (None, None) => files.push((FILE, format!("{line}\n"))),
            }
        }
        files
    }

    /// The two states that it shows, in the folders `old` and `new`.
    pub fn versions(&self) -> Versions {
        let files = self.files().into_iter().map(|(path, text)| (format!("{FOLDER}/{path}"), text));
        let files = Memory::new(files).seen_from(FOLDER);
        let state = |path| State::read(path, &files, today(), usize::MAX);
        let (old, new) = (state("old"), state("new"));
        Versions { old: old.expect("the example has an old state"), new: new.expect("and a new one") }
    }

    /// What it means, and all that is said of it.
    pub fn check(&self) -> Snapshot {
        let files = self.files().into_iter().map(|(path, text)| (format!("{FOLDER}/{path}"), text));
        let files = Memory::new(files).seen_from(FOLDER);
        let settings = Settings { today: today(), levels: Levels::default() };
        let mut workspace = Workspace::new(&files, settings);
        let opened = workspace.open(".");
        debug_assert!(opened.is_ok(), "{opened:?}");
        workspace.refresh(&BTreeSet::new());
        workspace.snapshot()
    }
}

#[cfg(test)]
mod tests {
    use super::{Mark, Part, parts};

    #[test]
    fn a_document_falls_into_prose_and_examples() {
        let document =
            "# A\n\n```sh\n$ journey check\n```\n\n```journey wrong\nteam\n//- b.journey\nlane x\n```\nB\n";
        let [Part::Prose(before), Part::Example(example), Part::Prose(after)] = &parts(document)[..] else {
            panic!("{:?}", parts(document));
        };
        assert_eq!(before, "# A\n\n```sh\n$ journey check\n```\n\n");
        assert_eq!((example.mark, example.line), (Mark::Wrong, 7));
        assert_eq!(
            example.files(),
            [("example.journey", "team\n".to_owned()), ("b.journey", "lane x\n".to_owned())]
        );
        assert_eq!(after, "B\n");
    }
}
