//! Graphs as the real `dot` draws them: what it reads back is compared with the boards that they were made of.

mod drawing;
mod examples;
mod hostile;
mod places;

use std::collections::BTreeSet;

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
    let project = Project { model, sources: &snapshot, files: BTreeSet::new(), subjects, today, detail };
    let page =
        Emitter::named("dot").and_then(|emitter| emitter.pages.first()).expect("there is a format `dot`");
    let write = |subject: &Subject<'_>| {
        let mut text = String::new();
        (page.write)(subject, &project, &mut text).expect("a text takes what is written");
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
