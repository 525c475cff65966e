//! How customers feel, as a line over the stages: a point a touchpoint, between -2 and +2.
//!
//! The line goes from point to point. It is interrupted where a stage says nothing: no feeling is made up.

use crate::emit::terminal::line::{DIM, PLAIN, Sheet, paint_if};
use crate::value::Direction;
use crate::view::board::{Board, Column};

/// What stands at the edge, from the top.
const SCALE: [&str; 5] = ["+2", "+1", "0", "-1", "-2"];

/// A sign of the curve and its colour.
type Sign = (char, &'static str);

/// Where a point is: the column over all stages, and the row from the top.
type Place = (usize, usize);

/// The curve over all stages of a journey, as wide as these together.
pub(super) struct Curve {
    rows: [Vec<Option<Sign>>; SCALE.len()],
}

impl Curve {
    /// The curve; none if nothing is known of what customers feel.
    pub(super) fn new(board: &Board, sheet: &Sheet<'_>) -> Option<Self> {
        let width = sheet.stage;
        let empty = || vec![None; width * board.stages.len()];
        let mut curve = Self { rows: [empty(), empty(), empty(), empty(), empty()] };
        let mut before: Option<Place> = None;
        let mut is_empty = true;
        for (number, stage) in board.stages.iter().enumerate() {
            let scores = scores(stage);
            if scores.is_empty() {
                before = None;
                curve.set((number * width + width / 2, 2), ('?', DIM));
            }
            for (index, score) in scores.iter().enumerate() {
                let column = number * width + (2 * index + 1) * width / (2 * scores.len());
                let here = (column, row(*score));
                if let Some(before) = before {
                    curve.line(before, here, sheet);
                }
                let (sign, color) = point(*score, sheet);
                curve.set(here, (sign, color));
                before = Some(here);
                is_empty = false;
            }
        }
        (!is_empty).then_some(curve)
    }

    fn set(&mut self, (column, row): Place, sign: Sign) {
        if let Some(place) = self.rows[row].get_mut(column) {
            *place = Some(sign);
        }
    }

    /// Half the way on one height, then up or down, then on the other.
    fn line(&mut self, (x, y): Place, (to_x, to_y): Place, sheet: &Sheet<'_>) {
        let [across, upright, from_above, to_above, from_below, to_below] = signs(sheet);
        let turn = (x + to_x).div_ceil(2);
        for column in x + 1..to_x {
            let row = if column < turn { y } else { to_y };
            self.set((column, row), (across, DIM));
        }
        if y == to_y || turn <= x || turn >= to_x {
            return;
        }
        (y.min(to_y)..y.max(to_y)).for_each(|row| self.set((turn, row), (upright, DIM)));
        let (leaves, arrives) = if to_y > y { (to_below, from_above) } else { (to_above, from_below) };
        self.set((turn, y), (leaves, DIM));
        self.set((turn, to_y), (arrives, DIM));
    }

    /// The part of it over some stages, with its scale.
    pub(super) fn draw(&self, stages: std::ops::Range<usize>, sheet: &Sheet<'_>, out: &mut String) {
        for (row, name) in self.rows.iter().zip(SCALE) {
            let part = row.get(stages.start * sheet.stage..stages.end * sheet.stage).unwrap_or_default();
            let mut signs: Vec<Sign> = part.iter().map(|place| place.unwrap_or((' ', PLAIN))).collect();
            let edge = match sheet.direction {
                Direction::LeftToRight => format!("{name} "),
                Direction::RightToLeft => {
                    signs.reverse();
                    format!(" {name}")
                }
            };
            let runs = signs.chunk_by(|a, b| a.1 == b.1).map(|run| {
                let text: String = run.iter().map(|(sign, _)| sign).collect();
                paint_if(&text, run[0].1, sheet.look)
            });
            sheet.push(&runs.collect::<String>(), &edge, out);
        }
    }
}

/// What customers feel at a stage's touchpoints, where that is known, else in the stage.
fn scores(stage: &Column) -> Vec<i8> {
    let at_points = stage.touchpoints.iter().filter_map(|point| point.emotion.as_ref());
    let at_points: Vec<i8> = at_points.map(|emotion| emotion.score).collect();
    if at_points.is_empty() { stage.emotion.iter().map(|it| it.score).collect() } else { at_points }
}

fn row(score: i8) -> usize {
    match score {
        2..=i8::MAX => 0,
        1 => 1,
        0 => 2,
        -1 => 3,
        i8::MIN..=-2 => 4,
    }
}

fn point(score: i8, sheet: &Sheet<'_>) -> Sign {
    let sign = if sheet.look.unicode { '●' } else { 'o' };
    let color = match score {
        2..=i8::MAX => "1;32",
        1 => "32",
        0 => "33",
        -1 => "31",
        i8::MIN..=-2 => "1;31",
    };
    (sign, color)
}

/// Across, upright, then the corners: from above on, on upwards, from below on, on downwards.
fn signs(sheet: &Sheet<'_>) -> [char; 6] {
    match (sheet.look.unicode, sheet.direction) {
        (false, _) => ['-', '|', '+', '+', '+', '+'],
        (true, Direction::LeftToRight) => ['─', '│', '╰', '╯', '╭', '╮'],
        (true, Direction::RightToLeft) => ['─', '│', '╯', '╰', '╮', '╭'],
    }
}
