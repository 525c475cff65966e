//! The emotion curve before the drawing: where something may be felt, and what leads from one known feeling to the next.
//!
//! A smooth line goes through what is known, and never beyond the points that it joins (monotone cubic interpolation,
//! Fritsch and Carlson 1980). Where something between two of them is not known it is calm; where customers fall deepest
//! it is to be seen first. How wide a column is and how high a step is left to who draws.

use crate::view::board::{Column, is_gone};

/// A fall of this much, from one feeling to the next, is one that hurts.
const DEEP: i8 = 2;

/// Where in a stage something may be felt.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Slot {
    /// How far across its column, from 0 to 1.
    pub across: f64,
    /// The index of the touchpoint; none for the stage as a whole.
    pub point: Option<usize>,
    /// What is felt, from -2 to +2, where it is known.
    pub score: Option<i8>,
}

/// A known feeling.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    /// Where it stands, in whatever who draws counts by; it grows with time.
    pub x: f64,
    /// From -2 to +2.
    pub score: i8,
    /// Whether something between the spot before and this one is not known.
    pub is_behind_gap: bool,
}

/// What leads from one spot to the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Piece {
    /// How it is to be seen.
    pub lead: Lead,
    /// How steep it starts and ends: feelings for each unit of x.
    pub slopes: (f64, f64),
}

/// How a piece of the curve is to be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    /// As any other.
    Line,
    /// First of all: a deep fall, or the deepest there is.
    Fall,
    /// Calm, for nobody knows what is between.
    Calm,
}

/// Whether touchpoints of a stage say how customers feel. What the stage says is then how it feels as a whole.
pub fn has_points(stage: &Column) -> bool {
    stage.touchpoints.iter().any(|point| point.emotion.is_some())
}

/// Where in a stage something may be felt: at its touchpoints, evenly; in its middle, where only the stage says. Nothing is
/// felt where something is there no more.
pub fn slots(stage: &Column) -> Vec<Slot> {
    if is_gone(&stage.fate) {
        return Vec::new();
    }
    let own = stage.emotion.as_ref().map(|feeling| feeling.score);
    if !has_points(stage) && (own.is_some() || stage.touchpoints.is_empty()) {
        return vec![Slot { across: 0.5, point: None, score: own }];
    }
    let count = stage.touchpoints.len() as f64;
    let points = stage.touchpoints.iter().enumerate().filter(|(_, point)| !is_gone(&point.fate));
    let points = points.map(|(index, point)| Slot {
        across: (index as f64 + 0.5) / count,
        point: Some(index),
        score: point.emotion.as_ref().map(|feeling| feeling.score),
    });
    points.collect()
}

/// What leads from each spot to the next: one fewer than there are spots.
pub fn pieces(spots: &[Spot]) -> Vec<Piece> {
    let fall = |pair: &[Spot]| pair[0].score - pair[1].score;
    let steep = |pair: &[Spot]| -f64::from(fall(pair)) / (pair[1].x - pair[0].x);
    let steep: Vec<f64> = spots.windows(2).map(steep).collect();
    let deepest = spots.windows(2).map(fall).max().unwrap_or(0);
    let slope = |spot: usize| match (spot.checked_sub(1).and_then(|it| steep.get(it)), steep.get(spot)) {
        // Level at peaks, valleys and ends; elsewhere no steeper than keeps within both.
        (Some(before), Some(after)) if before * after > 0.0 => 2.0 / (1.0 / before + 1.0 / after),
        _ => 0.0,
    };
    let pairs = spots.windows(2).enumerate();
    let pieces = pairs.map(|(number, pair)| {
        let fall = fall(pair);
        let lead = match pair[1].is_behind_gap {
            true => Lead::Calm,
            false if fall >= DEEP || (fall > 0 && fall == deepest) => Lead::Fall,
            false => Lead::Line,
        };
        Piece { lead, slopes: (slope(number), slope(number + 1)) }
    });
    pieces.collect()
}

#[cfg(test)]
mod tests {
    use super::{Lead, Spot, pieces};

    fn spots(known: &[(f64, i8, bool)]) -> Vec<Spot> {
        known.iter().map(|(x, score, gap)| Spot { x: *x, score: *score, is_behind_gap: *gap }).collect()
    }

    #[test]
    fn what_hurts_is_seen_first_and_nothing_is_made_up() {
        let leads = |known: &[(f64, i8, bool)]| -> Vec<Lead> {
            pieces(&spots(known)).iter().map(|piece| piece.lead).collect()
        };
        assert_eq!(leads(&[(0.0, 2, false), (1.0, 0, false), (2.0, -1, false)]), [Lead::Fall, Lead::Line]);
        assert_eq!(leads(&[(0.0, 1, false), (1.0, 0, false)]), [Lead::Fall], "the deepest there is");
        assert_eq!(leads(&[(0.0, 2, false), (2.0, -2, true)]), [Lead::Calm]);
        assert_eq!(leads(&[(0.0, 0, false)]), []);
    }

    #[test]
    fn the_line_never_goes_beyond_the_points_it_joins() {
        let known = [(0.0, -2, false), (0.1, -1, false), (3.0, 2, false), (3.2, 2, false), (9.0, 0, false)];
        let spots = spots(&known);
        for (pair, piece) in spots.windows(2).zip(pieces(&spots)) {
            let steep = f64::from(pair[1].score - pair[0].score) / (pair[1].x - pair[0].x);
            for slope in [piece.slopes.0, piece.slopes.1] {
                assert!(
                    slope * steep >= 0.0 && slope.abs() <= 3.0 * steep.abs() + 1e-9,
                    "{slope} at {steep}"
                );
            }
        }
    }
}
