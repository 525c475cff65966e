//! Pages as a real browser shows them: what is written on them, whether it can be read, and whether they hold.

// Pages are opened as files, and what a machine lacks is told by its environment.
#![allow(clippy::disallowed_methods)]

mod golden;
mod hostile;
mod looks;
mod size;
mod texts;
#[path = "../emit_svg/versions.rs"]
mod versions;
mod work;

use journey::emit::html::{Frame, index, page};
use journey::emit::{Project, Subject};
use journey::view::View;
use journey::view::board::Board;
use journey::workspace::Memory;

#[path = "../support/mod.rs"]
mod support;

/// The pages of a project by their paths, and last the one of all journeys.
fn pages(files: &Memory, frame: Frame) -> Vec<(String, String)> {
    let snapshot = support::snapshot(files, support::TODAY);
    let model = snapshot.model();
    let subjects = model.journeys().map(|(id, journey)| {
        let view = View::new(model, id, None);
        Subject { view, board: Board::new(&view), path: journey.declared.name.to_string() }
    });
    let today = snapshot.settings().today;
    let project = Project {
        subjects: subjects.collect(),
        files: snapshot.needed(),
        ..Project::new(model, &snapshot, today)
    };
    let mut all = Vec::new();
    for subject in &project.subjects {
        let mut text = String::new();
        page(subject, &project, frame, &mut text).expect("a text takes what is written");
        all.push((format!("{}.html", subject.path), text));
    }
    let mut text = String::new();
    index(&project, frame, &mut text).expect("a text takes what is written");
    all.push(("index.html".to_owned(), text));
    all
}

/// The page of the one journey in a file of this text.
fn page_of(journey: &str) -> String {
    let mut pages = pages(&Memory::new([("all.journey", journey)]), Frame::Alone);
    assert_eq!(pages.len(), 2, "one journey, and the page of all");
    pages.remove(0).1
}

/// The pages of every example, each named after its folder.
fn examples() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for folder in support::entries(&support::folder("examples")).into_iter().filter(|path| path.is_dir()) {
        let name = folder.file_name().expect("a folder has a name").to_string_lossy().into_owned();
        let files = support::files_in(&folder);
        let texts =
            files.into_iter().filter_map(|(path, bytes)| Some((path, String::from_utf8(bytes).ok()?)));
        let files = Memory::new(texts.collect::<Vec<_>>());
        all.extend(
            pages(&files, Frame::Alone).into_iter().map(|(page, text)| (format!("{name}/{page}"), text)),
        );
    }
    all
}

/// A page as a file that a browser can open; it is there as long as this is.
struct Opened {
    _folder: tempfile::TempDir,
    url: String,
}

impl Opened {
    fn new(html: &str) -> Self {
        let folder = tempfile::tempdir().expect("there is room for a page");
        let path = folder.path().join("page.html");
        std::fs::write(&path, html).expect("there is room for a page");
        Self { url: format!("file://{}", path.display()), _folder: folder }
    }
}
