//! The emotion curve: how customers feel from touchpoint to touchpoint. What leads where is known to `view::curve`; where
//! nothing is known at all, nothing is drawn.

use std::ops::Range;

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

/// The curve over `all` stages of a journey, each with where its column begins and how wide it is: the part of it that is
/// over those of a sheet.
pub(super) fn block(all: &[(&Column, f64, f64)], sheet: Range<usize>) -> Block {
    let mut marks = Vec::new();
    let stages = &all[sheet];
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
    let places = |stages: &[(&Column, f64, f64)]| -> Vec<(f64, Slot)> {
        let slots = stages.iter().flat_map(|(stage, x, width)| {
            slots(stage).into_iter().map(move |slot| (x + slot.across * width, slot))
        });
        slots.collect()
    };
    lines(&places(all), (start, end), &mut marks);
    for (x, slot) in &places(stages) {
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

/// The lines from feeling to feeling, as far as they are between `start` and `end`.
fn lines(places: &[(f64, Slot)], (start, end): (f64, f64), marks: &mut Vec<Mark>) {
    let mut spots = Vec::new();
    let mut is_behind_gap = false;
    for (x, slot) in places {
        spots.extend(slot.score.map(|score| Spot { x: *x, score, is_behind_gap }));
        is_behind_gap = slot.score.is_none();
    }
    for (pair, piece) in spots.windows(2).zip(pieces(&spots)) {
        let (from, to) = (pair[0].x, pair[1].x);
        if to <= start || from >= end {
            continue;
        }
        let (top, bottom) = (level(pair[0].score), level(pair[1].score));
        let third = (to - from) / 3.0;
        let (leaving, coming) = (-STEP * piece.slopes.0 * third, -STEP * piece.slopes.1 * third);
        let heights = [top, top + leaving, bottom - coming, bottom];
        let part = ((start - from) / (to - from)).max(0.0)..((end - from) / (to - from)).min(1.0);
        let (left, right) = (from.max(start), to.min(end));
        let heights = if part == (0.0..1.0) { heights } else { cut(heights, part) };
        let third = (right - left) / 3.0;
        let curve = Step::Curve(left + third, heights[1], right - third, heights[2], right, heights[3]);
        let paint = match piece.lead {
            Lead::Line => Paint::stroke(Ink::Text, 2.5),
            Lead::Fall => Paint::stroke(Ink::Hurt, 4.5),
            Lead::Calm => Paint::stroke(Ink::Even, 1.5).dashed(Dash::Dotted),
        };
        marks.push(Mark::path([Step::Move(left, heights[0]), curve], paint));
    }
}

/// The part of a cubic Bézier curve between two of its parameters, by its blossom.
fn cut(points: [f64; 4], part: Range<f64>) -> [f64; 4] {
    let blossom = |a: f64, b: f64, c: f64| {
        let mix = |from: f64, to: f64, at: f64| from + (to - from) * at;
        let [p, q, r, s] = points;
        let (one, two, three) = (mix(p, q, a), mix(q, r, a), mix(r, s, a));
        mix(mix(one, two, b), mix(two, three, b), c)
    };
    let (t, u) = (part.start, part.end);
    [blossom(t, t, t), blossom(t, t, u), blossom(t, u, u), blossom(u, u, u)]
}

#[cfg(test)]
mod tests {
    use super::{Mark, Slot, Step, level, lines};

    #[test]
    fn a_line_goes_on_over_the_edge_of_a_sheet() {
        let slot = |score| Slot { across: 0.5, point: None, score: Some(score) };
        let places = [(0.0, slot(2)), (100.0, slot(-2)), (200.0, slot(-2))];
        let drawn = |start: f64, end: f64| {
            let mut marks = Vec::new();
            lines(&places, (start, end), &mut marks);
            let ends = marks.iter().map(|mark| match mark {
                Mark::Path(path) => match path.steps[..] {
                    [Step::Move(left, from), Step::Curve(.., right, to)] => {
                        [left, from, right, to].map(f64::round)
                    }
                    _ => panic!("a line has a start and an end"),
                },
                _ => panic!("a line is a path"),
            });
            ends.collect::<Vec<_>>()
        };
        // A fall is half way down in its middle, on whichever sheet that is.
        assert_eq!(drawn(0.0, 50.0), [[0.0, level(2), 50.0, level(0)]]);
        assert_eq!(
            drawn(50.0, 200.0),
            [[50.0, level(0), 100.0, level(-2)], [100.0, level(-2), 200.0, level(-2)]]
        );
        assert_eq!(drawn(100.0, 200.0).len(), 1);
    }
}
