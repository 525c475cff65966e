//! Mermaid's `journey` diagram: stages are sections, touchpoints are tasks, and owners are who takes part.
//!
//! Mermaid wants a score for every task, from 1 to 5, and draws none without. How customers feel from -2 to +2 becomes 1
//! to 5. Where that is not said, the task stands at 3, where a face has no expression, and says that nothing is known.

use std::collections::BTreeSet;
use std::fmt;

use crate::emit::mermaid::text::{label, opening_label};
use crate::emit::mermaid::{LONGEST_TITLE, MOST_LETTERS, TOO_LARGE};
use crate::emit::{Project, Subject};
use crate::view::board::{Board, Column, Feeling, Named};

/// The longest name of a section, of a task and of an owner.
const LONGEST_SECTION: usize = 80;
const LONGEST_TASK: usize = 120;
const LONGEST_OWNER: usize = 60;

/// What customers feel in a stage apart from its touchpoints, or in one that has none.
const WHOLE_STAGE: &str = "the stage as a whole";
const NOT_KNOWN: &str = "feeling not known";
const ONLY_FOR: &str = "only for ";

/// Writes the diagram.
pub(super) fn write(subject: &Subject<'_>, _: &Project<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let diagram = diagram(&subject.board);
    if diagram.len() > MOST_LETTERS {
        out.write_str(TOO_LARGE)?;
    }
    out.write_str(&diagram)
}

fn diagram(board: &Board) -> String {
    let mut diagram = format!("journey\n  title {}\n", label(&board.title, LONGEST_TITLE));
    for (number, stage) in board.stages.iter().enumerate() {
        // Two stages of one title after each other would become one section.
        let title = marked(&format!("{}. {}", number + 1, stage.title), &stage.only);
        diagram.push_str(&format!("  section {}\n", label(&title, LONGEST_SECTION)));
        for task in tasks(stage) {
            diagram.push_str(&format!("    {task}\n"));
        }
    }
    diagram
}

/// The tasks of a stage, one at least: a section without is not drawn.
fn tasks(stage: &Column) -> Vec<String> {
    let is_said = stage.emotion.is_some() || stage.touchpoints.is_empty();
    let whole = is_said.then(|| task(WHOLE_STAGE, &[], stage.emotion.as_ref(), &stage.owners));
    let points = stage.touchpoints.iter();
    let points = points.map(|it| task(&it.title, &it.only, it.emotion.as_ref(), &it.owners));
    whole.into_iter().chain(points).collect()
}

/// `Video ad: 4: Marketing, Design`.
fn task(title: &str, only: &[String], emotion: Option<&Feeling>, owners: &[Named]) -> String {
    let mut seen = BTreeSet::new();
    let owners = owners.iter().filter(|owner| seen.insert(&owner.title));
    let owners: Vec<String> = owners.map(|owner| label(&owner.title, LONGEST_OWNER)).collect();
    let title = marked(title, only);
    let (title, score) = match emotion {
        Some(emotion) => (opening_label(&title, LONGEST_TASK), emotion.score.clamp(-2, 2) + 3),
        None => {
            (format!("{} {}", opening_label(&title, LONGEST_TASK), label(&format!("({NOT_KNOWN})"), 80)), 3)
        }
    };
    let owners = if owners.is_empty() { String::new() } else { format!(": {}", owners.join(", ")) };
    format!("{title}: {score}{owners}")
}

/// A title with those it is only for.
fn marked(title: &str, only: &[String]) -> String {
    if only.is_empty() { title.to_owned() } else { format!("{title} ({ONLY_FOR}{})", only.join(", ")) }
}
