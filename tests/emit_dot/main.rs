//! Graphs as the real `dot` draws them: what it reads back is compared with the boards that they were made of.

mod drawing;
mod examples;
mod hostile;
mod places;

use journey::emit::{Detail, Emitter, Project, Subject};
use journey::view::View;
use journey::view::board::Board;
use journey::workspace::Memory;

#[path = "../support/mod.rs"]
mod support;

/// How much is drawn: each graph is looked at with both.
const DETAILS: [Detail; 2] = [Detail::Stages, Detail::Touchpoints];

/// A graph, and the board that it was made of.
struct Graph {
    board: Board,
    text: String,
}

/// A graph of every journey in `files`, as it is for nobody in particular and as each of its audiences sees it.
fn graphs(files: &Memory, detail: Detail) -> Vec<Graph> {
    let snapshot = support::snapshot(files, support::TODAY);
    let model = snapshot.model();
    let views = model.journeys().flat_map(|(id, _)| View::every(model, id));
    let subjects =
        views.map(|view| Subject { view, board: Board::new(&view), path: String::new() }).collect();
    let today = snapshot.settings().today;
    let project = Project { subjects, detail, ..Project::new(model, &snapshot, today) };
    let page = Emitter::named("dot").map(|emitter| emitter.pages[0]).expect("there is a format `dot`");
    let write = |subject: &Subject<'_>| {
        let text = page.made(subject, &project).expect("a text takes what is written").bytes;
        let text = String::from_utf8(text).expect("a graph is a text");
        Graph { board: subject.board.clone(), text }
    };
    project.subjects.iter().map(write).collect()
}

/// The one journey in a file of this text.
fn graph(journey: &str, detail: Detail) -> Graph {
    let mut graphs = graphs(&Memory::new([("all.journey", journey)]), detail);
    assert_eq!(graphs.len(), 1, "one journey, for nobody in particular");
    graphs.remove(0)
}
