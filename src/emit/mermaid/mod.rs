//! Journeys as Mermaid draws them: a flowchart of the stages, and Mermaid's own `journey` diagram of the touchpoints.
//!
//! Pages of Markdown hold the same flowchart. How texts are written within diagrams stands in `text`.

mod changed;
mod flowchart;
mod journey;
mod text;

use std::fmt;

use crate::emit::{Project, Subject, emitter};

use journey::write as journey;
use text::label;

pub(in crate::emit) use changed::changed;
pub(in crate::emit) use flowchart::{flowchart, is_drawn, is_long};

/// Mermaid draws nothing that has more than 50 000 letters.
const MOST_LETTERS: usize = 48_000;

/// The longest title of a journey.
const LONGEST_TITLE: usize = 120;

emitter! {
    /// A Mermaid flowchart a journey, and a Mermaid `journey` diagram of how customers feel at each touchpoint.
    "mermaid", media "text/vnd.mermaid", on request, page "mmd" stages, page "journey.mmd" journey
}

/// The flowchart, with the journey's title for those who do not see it.
fn stages(subject: &Subject<'_>, _: &Project<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let board = &subject.board;
    let chart = flowchart(board, &format!("  accTitle: {}\n", label(&board.title, LONGEST_TITLE)))?;
    if !is_drawn(board, &chart) {
        out.write_str(TOO_LARGE)?;
    }
    out.write_str(&chart)
}

/// Stands before a diagram that Mermaid does not draw as it comes.
const TOO_LARGE: &str = "%% This journey is larger than what Mermaid draws unless its limits maxTextSize and maxEdges are raised\n";
