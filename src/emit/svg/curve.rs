//! The emotion curve: how customers feel from touchpoint to touchpoint. What leads where is known to `view::curve`; where
//! nothing is known at all, nothing is drawn.

use crate::emit::look::Ink;
use crate::emit::svg::draw::{Anchor, Dash, Mark, Paint, Step};
use crate::emit::svg::sign::face;
use crate::emit::svg::stack::Block;
use crate::emit::svg::text::{SMALL, TINY};
use crate::view::board::Column;
use crate::view::curve::{Lead, Slot, Spot, has_points, pieces, slots};

/// From the level of +2 to that of -2.
const RISE: f64 = 112.0;
/// Above +2 and below -2: half a face and a little air.
const AIR: f64 = 20.0;
/// For the numbers of the touchpoints, below.
const FOOT: f64 = 16.0;

/// How high the curve is.
pub(super) const HEIGHT: f64 = RISE + 2.0 * AIR + FOOT;

/// From one level to the next.
const STEP: f64 = RISE / 4.0;

/// How far below the top of the curve a feeling is.
fn level(score: i8) -> f64 {
    AIR + STEP * f64::from(2 - score.clamp(-2, 2))
}

/// The curve over these stages, each with where its column begins and how wide it is.
pub(super) fn block(stages: &[(&Column, f64, f64)]) -> Block {
    let mut marks = Vec::new();
    let (start, end) = (stages.first().map_or(0.0, |it| it.1), stages.last().map_or(0.0, |it| it.1 + it.2));
    for score in [-2, -1, 1, 2] {
        marks.push(Mark::line((start, level(score)), (end, level(score)), Paint::stroke(Ink::Line, 0.6)));
    }
    marks.push(Mark::line((start, level(0)), (end, level(0)), Paint::stroke(Ink::Line, 1.5)));
    for (stage, x, width) in stages {
        // Where touchpoints say how they feel, what the stage says is how it feels as a whole.
        if let Some(feeling) = stage.emotion.as_ref().filter(|_| has_points(stage)) {
            let y = level(feeling.score);
            let whole = Paint::stroke(Ink::Even, 4.0).faint(0.28);
            marks.push(Mark::line((x + 14.0, y), (x + width - 14.0, y), whole));
        }
    }
    let places: Vec<(f64, Slot)> = stages
        .iter()
        .flat_map(|(stage, x, width)| {
            slots(stage).into_iter().map(move |slot| (x + slot.across * width, slot))
        })
        .collect();
    lines(&places, &mut marks);
    for (x, slot) in &places {
        if let Some(index) = slot.point {
            let y = HEIGHT - 4.0;
            marks.push(Mark::word(*x, y, Anchor::Middle, TINY, Ink::Quiet, (index + 1).to_string()));
        }
        if let Some(score) = slot.score {
            marks.extend(face(*x, level(score), 11.0, score));
        }
    }
    Block { marks, height: HEIGHT }
}

/// What the levels mean, beside the curve.
pub(super) fn scale(x: f64) -> Vec<Mark> {
    let word =
        |score: i8, word: &str| Mark::word(x, level(score) + 4.0, Anchor::End, SMALL, Ink::Quiet, word);
    vec![word(2, "+2"), word(1, "+1"), word(0, "0"), word(-1, "−1"), word(-2, "−2")]
}

fn lines(places: &[(f64, Slot)], marks: &mut Vec<Mark>) {
    let mut spots = Vec::new();
    let mut is_behind_gap = false;
    for (x, slot) in places {
        spots.extend(slot.score.map(|score| Spot { x: *x, score, is_behind_gap }));
        is_behind_gap = slot.score.is_none();
    }
    for (pair, piece) in spots.windows(2).zip(pieces(&spots)) {
        let (from, to) = (pair[0].x, pair[1].x);
        let (top, bottom) = (level(pair[0].score), level(pair[1].score));
        let third = (to - from) / 3.0;
        let (leaving, coming) = (-STEP * piece.slopes.0 * third, -STEP * piece.slopes.1 * third);
        let curve = Step::Curve(from + third, top + leaving, to - third, bottom - coming, to, bottom);
        let paint = match piece.lead {
            Lead::Line => Paint::stroke(Ink::Text, 2.5),
            Lead::Fall => Paint::stroke(Ink::Hurt, 4.5),
            Lead::Calm => Paint::stroke(Ink::Even, 1.5).dashed(Dash::Dotted),
        };
        marks.push(Mark::path([Step::Move(from, top), curve], paint));
    }
}
