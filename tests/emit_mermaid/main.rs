//! Diagrams as the real Mermaid reads them: what it finds in each is compared with the board that it was made of.
//!
//! Mermaid is found in the folder that `MERMAID` names, or in target/tools, where `.ci/run` installs it.

mod examples;
mod hostile;
mod reading;

use journey::emit::{Emitter, Project, Subject};
use journey::view::View;
use journey::view::board::Board;
use journey::workspace::Memory;

#[path = "../support/mod.rs"]
mod support;

/// A journey's diagrams, and the board that they were made of.
struct Diagrams {
    board: Board,
    /// The flowchart.
    stages: String,
    /// The `journey` diagram.
    touchpoints: String,
}

/// The diagrams of every journey in `files`, as it is for nobody in particular and as each of its audiences sees it.
fn diagrams(files: &Memory) -> Vec<Diagrams> {
    let snapshot = support::snapshot(files, support::TODAY);
    let model = snapshot.model();
    let views = model.journeys().flat_map(|(id, _)| View::every(model, id));
    let subjects =
        views.map(|view| Subject { view, board: Board::new(&view), path: String::new() }).collect();
    let today = snapshot.settings().today;
    let project = Project { subjects, ..Project::new(model, &snapshot, today) };
    let emitter = Emitter::named("mermaid").expect("there is a format `mermaid`");
    let [stages, touchpoints] = emitter.pages else { panic!("two pages") };
    assert_eq!([stages.extension, touchpoints.extension], ["mmd", "journey.mmd"]);
    let write = |subject: &Subject<'_>| {
        let [stages, touchpoints] = [stages, touchpoints].map(|page| {
            let made = page.made(subject, &project).expect("a text takes what is written");
            String::from_utf8(made.bytes).expect("a diagram is a text")
        });
        Diagrams { board: subject.board.clone(), stages, touchpoints }
    };
    project.subjects.iter().map(write).collect()
}

/// The diagrams of the one journey in a file of this text.
fn diagrams_of(journey: &str) -> Diagrams {
    let mut all = diagrams(&Memory::new([("all.journey", journey)]));
    assert_eq!(all.len(), 1, "one journey, for nobody in particular");
    all.remove(0)
}
