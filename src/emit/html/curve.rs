//! The emotion curve: a smooth line through what is known of the customers' feelings, drawn cell by cell, so that columns
//! can be hidden, scrolled and printed apart and the line still meets at their edges.
//!
//! Between two known feelings the line never goes beyond either (Fritsch and Carlson, 1980). Where something between
//! them is not known it is calm and dashed. Where customers fall deepest it is drawn to be seen first.

use crate::emit::html::escape::Attr;
use crate::emit::html::{small, words};
use crate::value::Direction;
use crate::view::board::{Board, Column};
use crate::view::map::key;

/// A fall of this much, from one feeling to the next, is one that hurts.
const DEEP: i8 = 2;

/// The curve of a board.
pub(super) struct Curve<'b> {
    board: &'b Board,
    spots: Vec<Spot>,
    pieces: Vec<Piece>,
    /// By stage: the first piece that is seen in it, and the first spot.
    firsts: Vec<(usize, usize)>,
}

/// A known feeling.
struct Spot {
    /// In columns, from the start of the first.
    x: f64,
    stage: usize,
    /// The number of the touchpoint; none for the stage as a whole.
    point: Option<usize>,
    score: i8,
}

/// What leads from one spot to the next.
struct Piece {
    from: (f64, f64),
    to: (f64, f64),
    /// How steep it starts and ends.
    slopes: (f64, f64),
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Line,
    Fall,
    Calm,
}

impl<'b> Curve<'b> {
    pub(super) fn new(board: &'b Board) -> Self {
        let (mut spots, mut gaps) = (Vec::<Spot>::new(), Vec::new());
        let mut is_gap = false;
        for (stage, column) in board.stages.iter().enumerate() {
            for (x, point, score) in slots(column) {
                match score {
                    Some(score) => {
                        if !spots.is_empty() {
                            gaps.push(is_gap);
                        }
                        spots.push(Spot { x: stage as f64 + x, stage, point, score });
                        is_gap = false;
                    }
                    None => is_gap = true,
                }
            }
        }
        let pieces = pieces(&spots, &gaps);
        let mut firsts = Vec::with_capacity(board.stages.len());
        let (mut piece, mut spot) = (0, 0);
        for stage in 0..board.stages.len() {
            while pieces.get(piece).is_some_and(|it: &Piece| it.to.0 < stage as f64) {
                piece += 1;
            }
            while spots.get(spot).is_some_and(|it| it.stage < stage) {
                spot += 1;
            }
            firsts.push((piece, spot));
        }
        Self { board, spots, pieces, firsts }
    }

    /// Writes the part of the curve that is seen in a stage.
    pub(super) fn cell(&self, stage: usize, out: &mut String) {
        let (piece, spot) = self.firsts[stage];
        let end = stage as f64 + 1.0;
        let pieces: Vec<&Piece> = self.pieces[piece..].iter().take_while(|it| it.from.0 < end).collect();
        let spots = self.spots[spot..].iter().take_while(|it| it.stage == stage);
        let x = |x: f64| {
            let x = (x - stage as f64) * 100.0;
            if self.board.direction == Direction::RightToLeft { 100.0 - x } else { x }
        };
        let path = |it: &Piece| format!("M{} {}{}", n(x(it.from.0)), n(it.from.1), it.bend(&x));
        *out += "<svg class=\"plot\" aria-hidden=\"true\"><svg viewBox=\"0 0 100 100\" preserveAspectRatio=\"none\"><path class=\"zero\" d=\"M0 50H100\"/>";
        let known = || pieces.iter().filter(|it| it.kind != Kind::Calm);
        let area: String =
            known().map(|it| format!("{}L{} 50L{} 50Z", path(it), n(x(it.to.0)), n(x(it.from.0)))).collect();
        if !area.is_empty() {
            *out += &format!(
                "<svg class=\"up\" width=\"100\" height=\"50\"><path d=\"{area}\"/></svg><svg class=\"down\" y=\"50\" width=\"100\" height=\"50\" viewBox=\"0 50 100 50\"><path d=\"{area}\"/></svg>"
            );
        }
        let column = &self.board.stages[stage];
        if let Some(feeling) = column.emotion.as_ref().filter(|_| has_points(column)) {
            *out += &format!(
                "<path class=\"level {}\" d=\"M6 {1}H94\"/>",
                small::tone(feeling.score),
                n(y(feeling.score))
            );
        }
        for (kind, class) in [(Kind::Calm, "calm"), (Kind::Line, "line"), (Kind::Fall, "line fall")] {
            let path: String = pieces.iter().filter(|it| it.kind == kind).map(|it| path(it)).collect();
            if !path.is_empty() {
                *out += &format!("<path class=\"{class}\" d=\"{path}\"/>");
            }
        }
        *out += "</svg>";
        let mut is_empty = true;
        for spot in spots {
            is_empty = false;
            let key = spot
                .point
                .map_or(column.name.clone(), |it| key::point(&column.name, &column.touchpoints[it].name));
            *out += &format!(
                "<svg class=\"face {}\" x=\"{}%\" y=\"{}%\" data-go=\"{}\"><circle r=\"10\"/><path d=\"{}\"/></svg>",
                small::tone(spot.score),
                n(x(spot.x)),
                n(y(spot.score)),
                Attr(&key),
                small::features(spot.score)
            );
        }
        *out += "</svg>";
        if is_empty {
            *out += &format!("<p class=\"unknown\">{}</p>", words::UNKNOWN);
        }
    }
}

fn has_points(column: &Column) -> bool {
    column.touchpoints.iter().any(|point| point.emotion.is_some())
}

/// Where in a column something may be felt, and what: at its touchpoints; in its middle, where only the stage says.
fn slots(column: &Column) -> Vec<(f64, Option<usize>, Option<i8>)> {
    let own = column.emotion.as_ref().map(|feeling| feeling.score);
    if !has_points(column) && (own.is_some() || column.touchpoints.is_empty()) {
        return vec![(0.5, None, own)];
    }
    let count = column.touchpoints.len() as f64;
    let points = column.touchpoints.iter().enumerate();
    points
        .map(|(at, it)| ((at as f64 + 0.5) / count, Some(at), it.emotion.as_ref().map(|it| it.score)))
        .collect()
}

fn y(score: i8) -> f64 {
    50.0 - 17.0 * f64::from(score.clamp(-2, 2))
}

fn pieces(spots: &[Spot], gaps: &[bool]) -> Vec<Piece> {
    let at = |spot: &Spot| (spot.x, y(spot.score));
    let steep: Vec<f64> = spots
        .windows(2)
        .map(|pair| {
            let ((x, y), (next_x, next_y)) = (at(&pair[0]), at(&pair[1]));
            (next_y - y) / (next_x - x)
        })
        .collect();
    let deepest = spots.windows(2).map(|pair| pair[0].score - pair[1].score).max().unwrap_or(0);
    let slope = |spot: usize| match (spot.checked_sub(1).and_then(|it| steep.get(it)), steep.get(spot)) {
        // Flat at tops and bottoms; elsewhere no steeper than keeps within both.
        (Some(before), Some(after)) if before * after > 0.0 => 2.0 / (1.0 / before + 1.0 / after),
        _ => 0.0,
    };
    let pairs = spots.windows(2).zip(gaps).enumerate();
    pairs
        .map(|(number, (pair, is_gap))| {
            let fall = pair[0].score - pair[1].score;
            let kind = match is_gap {
                true => Kind::Calm,
                false if fall >= DEEP || (fall > 0 && fall == deepest) => Kind::Fall,
                false => Kind::Line,
            };
            Piece { from: at(&pair[0]), to: at(&pair[1]), slopes: (slope(number), slope(number + 1)), kind }
        })
        .collect()
}

impl Piece {
    /// The bend from its start to its end.
    fn bend(&self, x: &impl Fn(f64) -> f64) -> String {
        let third = (self.to.0 - self.from.0) / 3.0;
        format!(
            "C{} {} {} {} {} {}",
            n(x(self.from.0 + third)),
            n(self.from.1 + self.slopes.0 * third),
            n(x(self.to.0 - third)),
            n(self.to.1 - self.slopes.1 * third),
            n(x(self.to.0)),
            n(self.to.1)
        )
    }
}

/// The feelings of a journey as one small line, a point a stage.
pub(super) fn small(board: &Board) -> String {
    let known = board.stages.iter().enumerate().filter_map(|(at, stage)| Some((at, stage.mood()?)));
    let spots: Vec<Spot> =
        known.map(|(at, score)| Spot { x: at as f64 + 0.5, stage: at, point: None, score }).collect();
    let gaps: Vec<bool> = spots.windows(2).map(|pair| pair[1].stage > pair[0].stage + 1).collect();
    let scale = 100.0 / board.stages.len().max(1) as f64;
    let is_turned = board.direction == Direction::RightToLeft;
    let x = |x: f64| if is_turned { 100.0 - x * scale } else { x * scale };
    let mut out = String::from(
        "<svg class=\"spark\" aria-hidden=\"true\"><svg viewBox=\"0 0 100 100\" preserveAspectRatio=\"none\"><path class=\"zero\" d=\"M0 50H100\"/>",
    );
    let pieces = pieces(&spots, &gaps);
    for (kind, class) in [(Kind::Calm, "calm"), (Kind::Line, "line"), (Kind::Fall, "line fall")] {
        let pieces = pieces.iter().filter(|it| it.kind == kind);
        let path: String =
            pieces.map(|it| format!("M{} {}{}", n(x(it.from.0)), n(it.from.1), it.bend(&x))).collect();
        if !path.is_empty() {
            out += &format!("<path class=\"{class}\" d=\"{path}\"/>");
        }
    }
    out += "</svg>";
    for spot in &spots {
        let (x, y) = (n(x(spot.x)), n(y(spot.score)));
        out += &format!("<circle class=\"{}\" cx=\"{x}%\" cy=\"{y}%\" r=\"3.5\"/>", small::tone(spot.score));
    }
    out + "</svg>"
}

/// A number with one decimal at the most.
fn n(number: f64) -> String {
    let rounded = (number * 10.0).round() / 10.0;
    format!("{}", if rounded == 0.0 { 0.0 } else { rounded })
}
