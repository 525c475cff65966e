//! The emotion curve: how customers feel from touchpoint to touchpoint.
//!
//! A smooth line goes through what is known, and never rises or falls beyond the points that it joins (monotone cubic
//! interpolation, Fritsch and Carlson 1980). Where nothing is known between two points a calm line joins them; where
//! nothing is known at all, nothing is drawn. A fall by two steps or more is what the eye should find.

use crate::emit::look::Ink;
use crate::emit::svg::draw::{Anchor, Dash, Mark, Paint, Step};
use crate::emit::svg::sign::face;
use crate::emit::svg::stack::Block;
use crate::emit::svg::text::{SMALL, TINY};
use crate::view::board::Column;

/// From the level of +2 to that of -2.
const RISE: f64 = 112.0;
/// Above +2 and below -2: half a face and a little air.
const AIR: f64 = 20.0;
/// For the numbers of the touchpoints, below.
const FOOT: f64 = 16.0;

/// How high the curve is.
pub(super) const HEIGHT: f64 = RISE + 2.0 * AIR + FOOT;

/// Where something may be felt, and how it is.
#[derive(Debug, Clone, Copy)]
struct Place {
    x: f64,
    score: Option<i8>,
    /// The number of the touchpoint; none for a stage as a whole.
    number: Option<usize>,
}

/// How far below the top of the curve a feeling is.
fn level(score: i8) -> f64 {
    AIR + RISE * f64::from(2 - score.clamp(-2, 2)) / 4.0
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
    let places: Vec<Place> = stages.iter().flat_map(|(stage, x, width)| places(stage, *x, *width)).collect();
    lines(&places, &mut marks);
    for place in &places {
        if let Some(number) = place.number {
            let y = HEIGHT - 4.0;
            marks.push(Mark::word(place.x, y, Anchor::Middle, TINY, Ink::Quiet, number.to_string()));
        }
        if let Some(score) = place.score {
            marks.extend(face(place.x, level(score), 11.0, score));
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

fn has_points(stage: &Column) -> bool {
    stage.touchpoints.iter().any(|point| point.emotion.is_some())
}

/// The places of a stage: its touchpoints, evenly across its column; or its middle, where they say nothing.
fn places(stage: &Column, x: f64, width: f64) -> Vec<Place> {
    if stage.touchpoints.is_empty() || !has_points(stage) && stage.emotion.is_some() {
        let score = stage.emotion.as_ref().map(|feeling| feeling.score);
        return vec![Place { x: x + width / 2.0, score, number: None }];
    }
    let step = width / stage.touchpoints.len() as f64;
    let points = stage.touchpoints.iter().enumerate().map(|(index, point)| Place {
        x: x + step * (index as f64 + 0.5),
        score: point.emotion.as_ref().map(|feeling| feeling.score),
        number: Some(index + 1),
    });
    points.collect()
}

fn lines(places: &[Place], marks: &mut Vec<Mark>) {
    let known: Vec<(usize, f64, i8)> =
        places.iter().enumerate().filter_map(|(index, place)| Some((index, place.x, place.score?))).collect();
    let slopes = slopes(&known);
    for (index, pair) in known.windows(2).enumerate() {
        let [(before, from, high), (after, to, low)] = [pair[0], pair[1]];
        let (top, bottom) = (level(high), level(low));
        if after > before + 1 {
            let calm = Paint::stroke(Ink::Even, 1.5).dashed(Dash::Dotted);
            marks.push(Mark::line((from, top), (to, bottom), calm));
            continue;
        }
        let third = (to - from) / 3.0;
        let (leaving, coming) = (slopes[index] * third, slopes[index + 1] * third);
        let curve = Step::Curve(from + third, top + leaving, to - third, bottom - coming, to, bottom);
        let paint = match high - low {
            2.. => Paint::stroke(Ink::Hurt, 4.5),
            _ => Paint::stroke(Ink::Text, 2.5),
        };
        marks.push(Mark::path([Step::Move(from, top), curve], paint));
    }
}

/// How steep the curve is at each known place, so that it stays between the points that it joins.
fn slopes(known: &[(usize, f64, i8)]) -> Vec<f64> {
    let secant = |index: usize| -> Option<f64> {
        let ((before, from, high), (after, to, low)) = (*known.get(index)?, *known.get(index + 1)?);
        (after == before + 1).then(|| (level(low) - level(high)) / (to - from))
    };
    let slope = |index: usize| match (index.checked_sub(1).and_then(secant), secant(index)) {
        (Some(before), Some(after)) if before * after > 0.0 => {
            let mean = (before + after) / 2.0;
            let most = 3.0 * before.abs().min(after.abs());
            mean.clamp(-most, most)
        }
        // At a peak, a valley or an end it is level.
        _ => 0.0,
    };
    (0..known.len()).map(slope).collect()
}
