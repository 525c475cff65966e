//! The stages as a Mermaid flowchart. Names of nodes and classes are ours; texts stand in quoted labels, encoded.
//!
//! Each stage has an exit of its own: arrows from everywhere to one exit would hide all others. Up to four stages run in
//! the direction in which the journey is read, more run down, since the chart is fitted to the width of the page.

use std::fmt::{self, Write};

use crate::emit::mermaid::MOST_LETTERS;
use crate::emit::mermaid::text::{label, value};
use crate::value::{Direction, Share};
use crate::view::Addressed;
use crate::view::board::{Board, Column, Goal, Way};

const START: &str = "Start";
const END: &str = "End";
const EXIT: &str = "exit";

/// More stages than this run down.
const ACROSS: usize = 4;

/// Mermaid draws no chart with more than 500 arrows.
const MOST_ARROWS: usize = 480;

/// With more stages than this, arrows do not say when they are taken, and what leaves stands in the stage that it leaves.
const LONG: usize = 12;

/// The longest title in a node, and the longest condition at an arrow.
const LONGEST_TITLE: usize = 80;
const LONGEST_WHEN: usize = 60;

/// Light fills with dark letters, which can be read on a light page and on a dark one.
const CLASSES: &str = "  classDef low2 fill:#ffd7d5,stroke:#cf222e,color:#1f2328
  classDef low1 fill:#ffe9d6,stroke:#d4720b,color:#1f2328
  classDef zero fill:#fff8c5,stroke:#bf8700,color:#1f2328
  classDef high1 fill:#dafbe1,stroke:#4ac26b,color:#1f2328
  classDef high2 fill:#aceebb,stroke:#1a7f37,color:#1f2328
  classDef plain fill:#eef1f4,stroke:#8c959f,color:#1f2328
  classDef open stroke:#cf222e,stroke-width:4px
  classDef out fill:#f6f8fa,stroke:#afb8c1,color:#57606a,stroke-dasharray:3 3
  classDef goal fill:#ddf4ff,stroke:#0969da,color:#1f2328
";

/// Whether the chart is longer than a screen.
pub(in crate::emit) fn is_long(board: &Board) -> bool {
    board.stages.len() > LONG
}

/// Whether Mermaid draws `chart` of `board` unless its limits are raised.
pub(in crate::emit) fn is_drawn(board: &Board, chart: &str) -> bool {
    board.arrows.len() + board.starts.len() <= MOST_ARROWS && chart.len() <= MOST_LETTERS
}

/// The chart. `head` is statements that stand before all others, a line each.
pub(in crate::emit) fn flowchart(board: &Board, head: &str) -> Result<String, fmt::Error> {
    let direction = match board.direction {
        _ if board.stages.len() > ACROSS => "TB",
        Direction::LeftToRight => "LR",
        Direction::RightToLeft => "RL",
    };
    let mut chart = Chart { out: format!("flowchart {direction}\n{head}{CLASSES}"), board };
    chart.write()?;
    Ok(chart.out)
}

struct Chart<'b> {
    out: String,
    board: &'b Board,
}

impl Chart<'_> {
    fn write(&mut self) -> fmt::Result {
        writeln!(self.out, "  start((\"{}\"))\n  class start goal", label(START, LONGEST_TITLE))?;
        for (number, stage) in self.board.stages.iter().enumerate() {
            self.stage(number, stage)?;
        }
        for start in &self.board.starts {
            writeln!(self.out, "  start -->{} s{}", at_arrow(start.share, None), start.stage)?;
        }
        for (number, way) in self.board.arrows.iter().enumerate() {
            self.arrow(number, way)?;
        }
        if self.board.arrows.iter().any(|way| way.to == Goal::End) {
            writeln!(self.out, "  done(((\"{}\")))\n  class done goal", label(END, LONGEST_TITLE))?;
        }
        Ok(())
    }

    fn stage(&mut self, number: usize, stage: &Column) -> fmt::Result {
        let title = label(&format!("{}. {}", number + 1, stage.title), LONGEST_TITLE);
        let (class, face) = mood(stage.mood());
        let owner = stage.owners.first().map(|owner| label(&owner.title, LONGEST_TITLE));
        let open = stage.all_barriers().filter(|barrier| barrier.addressed == Addressed::Open).count();
        let barriers = (open > 0).then(|| format!("🔴 {open}"));
        let exits = self.board.ways_from(number).filter(|way| is_long(self.board) && way.to == Goal::Exit);
        let exits = exits.map(|way| match way.share {
            Some(share) => value(format_args!("{EXIT} {share}")),
            None => label(EXIT, LONGEST_WHEN),
        });
        let lines = [format!("{face}{title}")].into_iter().chain(owner).chain(barriers).chain(exits);
        let lines = lines.collect::<Vec<_>>().join("<br/>");
        writeln!(self.out, "  s{number}[\"{lines}\"]\n  class s{number} {class}")?;
        if open > 0 {
            writeln!(self.out, "  class s{number} open")?;
        }
        Ok(())
    }

    fn arrow(&mut self, number: usize, way: &Way) -> fmt::Result {
        if is_long(self.board) && way.to == Goal::Exit {
            return Ok(());
        }
        let line = if way.is_back() { "-.->" } else { "-->" };
        let when = way.when.as_deref().filter(|_| !is_long(self.board));
        write!(self.out, "  s{} {line}{} ", way.from, at_arrow(way.share, when))?;
        match &way.to {
            Goal::Stage(to) => writeln!(self.out, "s{to}"),
            Goal::End => writeln!(self.out, "done"),
            Goal::Exit => {
                writeln!(self.out, "x{number}([\"{}\"])\n  class x{number} out", label(EXIT, LONGEST_TITLE))
            }
            Goal::Journey(journey) => {
                let title = label(&journey.title, LONGEST_TITLE);
                writeln!(self.out, "j{number}[[\"{title}\"]]\n  class j{number} goal")
            }
        }
    }
}

/// What stands at an arrow: `|"15 % Looks at another brand first"|`.
fn at_arrow(share: Option<Share>, when: Option<&str>) -> String {
    let mut said = share.map(value).unwrap_or_default();
    if let Some(when) = when {
        if !said.is_empty() {
            said.push_str("<br/>");
        }
        said.push_str(&label(when, LONGEST_WHEN));
    }
    if said.is_empty() { said } else { ["|\"", &said, "\"|"].concat() }
}

/// The class and the face of how customers feel.
fn mood(score: Option<i8>) -> (&'static str, &'static str) {
    match score {
        None => ("plain", ""),
        Some(i8::MIN..=-2) => ("low2", "😣 "),
        Some(-1) => ("low1", "🙁 "),
        Some(0) => ("zero", "😐 "),
        Some(1) => ("high1", "🙂 "),
        Some(2..=i8::MAX) => ("high2", "😀 "),
    }
}
