//! What stands where: which stages share a row, and how each arrow is drawn.
//!
//! A journey of many stages is folded into rows. An arrow between two cards of one row is a line. One that leaves its row
//! ends in a mark that names where it leads, and so do the longest of a row with too many: such lines would say less.

use std::ops::Range;

use crate::emit::dot::sheet::Id;
use crate::view::board::{Board, Goal, Way};

/// How many stages a row has at most. A journey of more than this times this many gets longer rows: it would otherwise
/// be a strip that is too long for an image.
const ROW: usize = 8;

/// How an arrow is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Drawn {
    /// A line on to a stage.
    On(usize),
    /// A line back to a stage.
    Back(usize),
    /// A line to the card of the end.
    End,
    /// A line to a mark beside the stage.
    Mark,
}

/// What stands where.
#[derive(Debug)]
pub(super) struct Plan {
    stages: usize,
    in_row: usize,
    /// In the order of the board's arrows.
    drawn: Vec<Drawn>,
    /// The names of the stages' clusters.
    cards: Vec<String>,
}

/// What stands before the name of a stage's node in that of its cluster.
const CLUSTER: &str = "cluster_";

impl Plan {
    pub(super) fn new(board: &Board) -> Self {
        let stages = board.stages.len();
        let rows = stages.div_ceil(ROW.max(stages.isqrt())).max(1);
        let cards = (0..stages).map(|number| format!("{CLUSTER}s{number}")).collect();
        let mut plan = Self { stages, in_row: stages.div_ceil(rows).max(1), drawn: Vec::new(), cards };
        plan.drawn = board.arrows.iter().map(|way| plan.line(way)).collect();
        plan.thin(board);
        plan
    }

    /// How an arrow is drawn if its row has room for a line.
    fn line(&self, way: &Way) -> Drawn {
        let row = self.row_of(way.from);
        match way.to {
            Goal::Stage(to) if to != way.from && row.contains(&to) => {
                if way.is_back() {
                    Drawn::Back(to)
                } else {
                    Drawn::On(to)
                }
            }
            Goal::End if row.end == self.stages => Drawn::End,
            Goal::Stage(_) | Goal::End | Goal::Exit | Goal::Journey(_) => Drawn::Mark,
        }
    }

    /// Leaves no row more lines that pass other cards than it has cards: the shortest stay.
    fn thin(&mut self, board: &Board) {
        let mut passing: Vec<(usize, usize, usize)> = Vec::new();
        for (index, way) in board.arrows.iter().enumerate() {
            let steps = match self.drawn[index] {
                Drawn::On(to) | Drawn::Back(to) => to.abs_diff(way.from),
                Drawn::End => self.stages - way.from,
                Drawn::Mark => 0,
            };
            if steps > 1 {
                passing.push((self.row_of(way.from).start, steps, index));
            }
        }
        passing.sort_unstable();
        for row in passing.chunk_by(|one, next| one.0 == next.0) {
            for (_, _, index) in row.iter().skip(self.in_row) {
                self.drawn[*index] = Drawn::Mark;
            }
        }
    }

    /// The stages that stand in one row with a stage.
    pub(super) fn row_of(&self, stage: usize) -> Range<usize> {
        let start = stage - stage % self.in_row;
        start..(start + self.in_row).min(self.stages)
    }

    /// The name of the cluster around what belongs to a stage.
    pub(super) fn card_id(&self, stage: usize) -> Id<'_> {
        Id(&self.cards[stage])
    }

    /// The name of a stage's node.
    pub(super) fn stage_id(&self, stage: usize) -> &str {
        &self.cards[stage][CLUSTER.len()..]
    }

    /// How each arrow is drawn, in the order of the board's arrows.
    pub(super) fn drawn(&self) -> &[Drawn] {
        &self.drawn
    }

    /// Whether there is a card for the end: lines lead to it.
    pub(super) fn has_end(&self) -> bool {
        self.drawn.contains(&Drawn::End)
    }
}
