//! Lines of a terminal made of cells: each as wide as its column, whatever its text is made of.

use crate::report::{Look, columns, cut, paint, visible_line, wrap};
use crate::value::Direction;

/// How dim a text is that matters less.
pub(super) const DIM: &str = "2";
pub(super) const PLAIN: &str = "";

/// Keeps what runs right to left within its cell, on terminals that turn such texts around.
const LEFT_TO_RIGHT_MARK: char = '\u{200E}';

/// What stands in one column of a line.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    text: String,
    color: &'static str,
    /// What stands to the right of the text, whatever the direction of that.
    behind: String,
}

impl Cell {
    /// A text of ours, or one that was made visible, in a colour.
    pub(super) fn new(text: impl Into<String>, color: &'static str) -> Self {
        Self { text: text.into(), color, behind: String::new() }
    }

    /// With something of ours to the right of it.
    pub(super) fn before(self, behind: &str) -> Self {
        Self { behind: behind.to_owned(), ..self }
    }
}

/// How lines are drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sheet<'l> {
    pub(super) look: &'l Look,
    pub(super) direction: Direction,
    /// How many columns a stage takes.
    pub(super) stage: usize,
}

impl Sheet<'_> {
    /// The room for texts in a stage: between two stages stay two blanks.
    pub(super) fn room(&self) -> usize {
        self.stage - 2
    }

    /// The same with stages of some columns less.
    pub(super) fn narrower(&self, columns: usize) -> Self {
        Self { stage: self.stage.saturating_sub(columns).max(4), ..*self }
    }

    /// A text of the journey in lines that fit into a stage, `most` at the most.
    pub(super) fn lines(&self, text: &str, most: usize, color: &'static str) -> Vec<Cell> {
        let text = visible_line(text, self.look);
        let mut lines = wrap(&text, self.room(), self.room());
        if lines.len() > most {
            let rest = lines.split_off(most - 1).join(" ");
            lines.push(cut(&rest, self.room(), self.look));
        }
        lines.into_iter().map(|line| Cell::new(line, color)).collect()
    }

    /// A text of the journey in one line of a stage.
    pub(super) fn line(&self, text: &str, color: &'static str) -> Cell {
        Cell::new(cut(&visible_line(text, self.look), self.room(), self.look), color)
    }

    /// Stages beside each other, each with its cells from the top.
    pub(super) fn rows(&self, stages: &[Vec<Cell>], out: &mut String) {
        let height = stages.iter().map(Vec::len).max().unwrap_or(0);
        for row in 0..height {
            let nothing = Cell::default();
            let cells = stages.iter().map(|cells| cells.get(row).unwrap_or(&nothing));
            let line: String = match self.direction {
                Direction::LeftToRight => cells.map(|cell| self.cell(cell)).collect(),
                Direction::RightToLeft => cells.rev().map(|cell| self.cell(cell)).collect(),
            };
            self.push(&line, "", out);
        }
    }

    /// A line of the band, beside what stands at its edge.
    pub(super) fn push(&self, line: &str, edge: &str, out: &mut String) {
        let line = match self.direction {
            Direction::LeftToRight => format!("{edge:>EDGE$}{line}"),
            Direction::RightToLeft => format!("{line}{edge:<EDGE$}"),
        };
        out.push_str(line.trim_end_matches(' '));
        out.push('\n');
    }

    fn cell(&self, cell: &Cell) -> String {
        let room = " ".repeat(self.stage.saturating_sub(columns(&cell.text) + columns(&cell.behind)));
        let mut text = paint_if(&cell.text, cell.color, self.look);
        if self.look.unicode && cell.text.chars().any(is_right_to_left) {
            text = format!("{LEFT_TO_RIGHT_MARK}{text}{LEFT_TO_RIGHT_MARK}");
        }
        text.push_str(&paint_if(&cell.behind, cell.color, self.look));
        match self.direction {
            Direction::LeftToRight => text + &room,
            Direction::RightToLeft => room + &text,
        }
    }
}

/// Columns beside the stages, for the scale of the curve.
pub(super) const EDGE: usize = 4;

/// In a colour, if it has one.
pub(super) fn paint_if(text: &str, color: &str, look: &Look) -> String {
    if color.is_empty() { text.to_owned() } else { paint(text, color, look) }
}

/// Letters of scripts that run right to left.
fn is_right_to_left(letter: char) -> bool {
    matches!(u32::from(letter), 0x590..=0x8FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x1_0800..=0x1_0FFF | 0x1_E800..=0x1_EFFF)
}
