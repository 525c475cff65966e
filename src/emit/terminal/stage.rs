//! What stands in a stage's column, above and below the curve: heads, owners, who is still there, what leaves, barriers.

use crate::emit::terminal::line::{Cell, DIM, PLAIN, Sheet};
use crate::emit::terminal::{mark, severity_color};
use crate::flow::{StageFlow, percent};
use crate::report::BOLD;
use crate::value::Direction;
use crate::view::Addressed;
use crate::view::board::{Board, Column, Goal, Hurdle, Way};
use crate::vocabulary::Level;

/// The most lines of a title.
const TITLE_LINES: usize = 3;

/// The most arrows of a stage that are listed.
const MOST_ARROWS: usize = 5;

/// The columns of a percentage.
const PERCENT: usize = 6;

const NO_OWNER: &str = "no owner";
const UNKNOWN: &str = "? %";
const ONLY: &str = "only ";
const LEAVE: &str = "leave";
const END: &str = "end";

/// The number and the title, where reading begins.
pub(super) fn head(number: usize, stage: &Column, sheet: &Sheet<'_>) -> Vec<Cell> {
    let mut cells = match sheet.direction {
        Direction::LeftToRight => sheet.lines(&format!("{} {}", number + 1, stage.title), TITLE_LINES, BOLD),
        Direction::RightToLeft => {
            let number = format!(" {}", number + 1);
            let rest = " ".repeat(number.len());
            let lines = sheet.narrower(number.len()).lines(&stage.title, TITLE_LINES, BOLD);
            let behind = std::iter::once(&number).chain(std::iter::repeat(&rest));
            lines.into_iter().zip(behind).map(|(line, behind)| line.before(behind)).collect()
        }
    };
    if !stage.only.is_empty() {
        cells.push(sheet.line(&format!("{ONLY}{}", stage.only.join(", ")), DIM));
    }
    cells
}

/// The first owner, and how many more there are.
pub(super) fn owner(stage: &Column, sheet: &Sheet<'_>) -> Vec<Cell> {
    let cell = match &stage.owners[..] {
        [] => sheet.line(NO_OWNER, "33"),
        [owner] => sheet.line(&owner.title, DIM),
        [owner, others @ ..] => sheet.line(&format!("{} +{}", owner.title, others.len()), DIM),
    };
    vec![cell]
}

/// How many customers ever come here, as a bar.
pub(super) fn reach(flow: &StageFlow, sheet: &Sheet<'_>) -> Vec<Cell> {
    let Some(reach) = flow.reach else { return vec![Cell::new(UNKNOWN, DIM)] };
    let room = sheet.room().saturating_sub(PERCENT);
    let eighths = ((reach * room as f64 * 8.0).round() as usize).min(room * 8);
    let bar = bar(if reach > 0.0 { eighths.max(1) } else { 0 }, sheet);
    let text = match sheet.direction {
        Direction::LeftToRight => format!("{:<PERCENT$}{bar}", percent(reach)),
        Direction::RightToLeft => format!("{bar}{:>PERCENT$}", percent(reach)),
    };
    vec![Cell::new(text.trim().to_owned(), "36")]
}

fn bar(eighths: usize, sheet: &Sheet<'_>) -> String {
    let (whole, rest) = (eighths / 8, eighths % 8);
    if !sheet.look.unicode {
        return "#".repeat((eighths + 4) / 8);
    }
    let full = "█".repeat(whole);
    match (rest, sheet.direction) {
        (0, _) => full,
        (_, Direction::LeftToRight) => {
            full + ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"].get(rest).copied().unwrap_or_default()
        }
        // There are no other parts of a block that begin at its right.
        (1..=2, Direction::RightToLeft) => format!("▕{full}"),
        (_, Direction::RightToLeft) => format!("▐{full}"),
    }
}

/// What leaves, what goes back, and what goes on other than to the next stage.
pub(super) fn ways(board: &Board, number: usize, sheet: &Sheet<'_>) -> Vec<Cell> {
    let stage = &board.stages[number];
    let lost = stage.lost.filter(|lost| lost.fraction() > 0.0);
    let lost = lost.map(|lost| sheet.line(&format!("{lost} {LEAVE}"), "33"));
    let is_said = |way: &&Way| way.to != Goal::Exit && way.to != Goal::Stage(number + 1);
    let mut said: Vec<Cell> =
        board.ways_from(number).filter(is_said).map(|way| self::way(way, board, sheet)).collect();
    if said.len() > MOST_ARROWS {
        let more = said.len() - MOST_ARROWS + 1;
        said.truncate(MOST_ARROWS - 1);
        said.push(Cell::new(format!("+{more}"), DIM));
    }
    lost.into_iter().chain(said).collect()
}

/// `↩ 2 15 %`
fn way(way: &Way, board: &Board, sheet: &Sheet<'_>) -> Cell {
    let arrow = match (sheet.look.unicode, way.is_back(), sheet.direction) {
        (true, true, Direction::LeftToRight) => "↩",
        (true, true, Direction::RightToLeft) => "↪",
        (true, false, Direction::LeftToRight) => "→",
        (true, false, Direction::RightToLeft) => "←",
        (false, true, Direction::LeftToRight) | (false, false, Direction::RightToLeft) => "<-",
        (false, false, Direction::LeftToRight) | (false, true, Direction::RightToLeft) => "->",
    };
    let to = match &way.to {
        Goal::Stage(to) => (to + 1).min(board.stages.len()).to_string(),
        Goal::End => END.to_owned(),
        Goal::Exit => LEAVE.to_owned(),
        Goal::Journey(journey) => journey.title.to_string(),
    };
    // The share first: a long title is cut.
    let share = way.share.map(|share| format!("{share} ")).unwrap_or_default();
    sheet.line(&format!("{share}{arrow} {to}"), if way.to == Goal::End { "32" } else { PLAIN })
}

/// How many barriers nothing addresses, the gravest first.
pub(super) fn barriers(stage: &Column, sheet: &Sheet<'_>) -> Vec<Cell> {
    let open: Vec<&Hurdle> = stage.all_barriers().filter(|it| it.addressed == Addressed::Open).collect();
    let levels = Level::ALL.iter().rev().map(|level| Some(*level)).chain([None]);
    let counted = levels.map(|level| (level, open.iter().filter(|it| it.severity == level).count()));
    let cell = |(level, count): (Option<Level>, usize)| {
        let word = level.map_or("open", Level::word);
        sheet.line(&format!("{} {count} {word}", mark(sheet.look)), severity_color(level))
    };
    counted.filter(|(_, count)| *count > 0).map(cell).collect()
}
