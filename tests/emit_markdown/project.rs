//! Projects in memory, and the pages that are made of them, whatever else is wrong with them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use journey::cli::{Status, World, run};
use journey::emit::{Emitter, Project, Subject};
use journey::model::Declaration;
use journey::rules::Levels;
use journey::value::Date;
use journey::view::View;
use journey::view::board::Board;
use journey::workspace::{Memory, Settings, Snapshot, Workspace};

/// The files of an example, by their paths in it.
#[allow(clippy::disallowed_methods, reason = "what stands on the disk is what is tested")]
pub(crate) fn example(name: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "journey") {
                let text = String::from_utf8(std::fs::read(&path).unwrap()).unwrap();
                files.push((path.strip_prefix(&root).unwrap().display().to_string(), text));
            }
        }
    }
    files.sort();
    files
}

/// A project at one moment, on 22 November 2026.
pub(crate) fn snapshot(files: &[(String, String)]) -> Snapshot {
    let memory = Memory::new(files.iter().cloned());
    let settings = Settings { today: Date::read("2026-11-22").unwrap(), levels: Levels::default() };
    let mut workspace = Workspace::new(&memory, settings);
    workspace.open(".").unwrap();
    workspace.refresh(&BTreeSet::new());
    workspace.snapshot()
}

/// What `journey build` makes of files, by path.
pub(crate) fn built(files: &[(&str, &str)], arguments: &[&str]) -> BTreeMap<String, String> {
    let memory = Memory::new(files.iter().map(|(path, text)| (*path, *text)));
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let today = Date::read("2026-11-22").unwrap();
    let mut stdin = std::io::empty();
    let mut world = World::still(&memory, &mut stdin, &mut stdout, &mut stderr, today);
    let arguments = ["journey", "build", "--to", "md"].iter().chain(arguments);
    let status = run(arguments.map(|argument| (*argument).into()), &mut world);
    assert_eq!(status, Status::Fine, "{}", String::from_utf8_lossy(&stderr));
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    memory.all().into_iter().map(|(path, bytes)| (path, text(bytes))).collect()
}

/// The views of all journeys, for nobody in particular, with the paths of their pages.
fn subjects(snapshot: &Snapshot) -> Vec<Subject<'_>> {
    let model = snapshot.model();
    let subjects = model.journeys().map(|(id, journey)| {
        let view = View::new(model, id, None);
        let source = &snapshot.source(journey.declared.source()).path;
        let folder = source.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default();
        let path = format!("{folder}{}", journey.name());
        Subject { view, board: Board::new(&view), path }
    });
    let mut subjects: Vec<Subject<'_>> = subjects.collect();
    subjects.sort_by(|a, b| a.path.cmp(&b.path));
    subjects
}

/// All pages of a project, by their paths, with the boards of those that are of a journey.
pub(crate) fn pages_of(snapshot: &Snapshot) -> BTreeMap<String, (String, Option<Board>)> {
    let emitter = Emitter::named("md").expect("there is a format called `md`");
    let project = Project {
        files: snapshot.needed(),
        subjects: subjects(snapshot),
        ..Project::new(snapshot.model(), snapshot, snapshot.settings().today)
    };
    let (page, whole) = (emitter.pages[0], emitter.whole.unwrap());
    let mut pages = BTreeMap::new();
    for subject in &project.subjects {
        let text = String::from_utf8(page.made(subject, &project).unwrap().bytes).unwrap();
        pages.insert(format!("{}.{}", subject.path, page.extension), (text, Some(subject.board.clone())));
    }
    let mut text = String::new();
    (whole.write)(&project, &mut text).unwrap();
    pages.insert(whole.file.to_owned(), (text, None));
    pages
}

/// The page of the journey of `text` whose name comes last.
pub(crate) fn page_of(text: &str) -> String {
    let snapshot = snapshot(&[("one.journey".to_owned(), text.to_owned())]);
    let pages = pages_of(&snapshot);
    pages.into_values().rev().find_map(|(text, board)| board.map(|_| text)).expect("there is a journey")
}

/// The index of a project of one file.
pub(crate) fn index_of(text: &str) -> String {
    let snapshot = snapshot(&[("one.journey".to_owned(), text.to_owned())]);
    pages_of(&snapshot).remove("index.md").unwrap().0
}
