//! The emotion curve, drawn cell by cell, so that columns can be hidden, scrolled and printed apart and the line still
//! meets at their edges. What leads where is known to `view::curve`.

use crate::emit::html::escape::Attr;
use crate::emit::html::{small, words};
use crate::value::Direction;
use crate::view::board::Board;
use crate::view::curve::{self, Lead, has_points, slots};
use crate::view::map::key;

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
    at: curve::Spot,
    stage: usize,
    /// The index of the touchpoint; none for the stage as a whole.
    point: Option<usize>,
}

/// What leads from one spot to the next, in columns across and hundredths down.
struct Piece {
    from: (f64, f64),
    to: (f64, f64),
    /// How steep it starts and ends.
    slopes: (f64, f64),
    lead: Lead,
}

impl<'b> Curve<'b> {
    pub(super) fn new(board: &'b Board) -> Self {
        let mut spots = Vec::<Spot>::new();
        let mut is_gap = false;
        for (stage, column) in board.stages.iter().enumerate() {
            for slot in slots(column) {
                let Some(score) = slot.score else {
                    is_gap = true;
                    continue;
                };
                let at = curve::Spot { x: stage as f64 + slot.across, score, is_behind_gap: is_gap };
                spots.push(Spot { at, stage, point: slot.point });
                is_gap = false;
            }
        }
        let pieces = pieces(&spots);
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
        let known = || pieces.iter().filter(|it| it.lead != Lead::Calm);
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
        for (lead, class) in LEADS {
            let path: String = pieces.iter().filter(|it| it.lead == lead).map(|it| path(it)).collect();
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
                small::tone(spot.at.score),
                n(x(spot.at.x)),
                n(y(spot.at.score)),
                Attr(&key),
                small::features(spot.at.score)
            );
        }
        *out += "</svg>";
        if is_empty {
            *out += &format!("<p class=\"unknown\">{}</p>", words::UNKNOWN);
        }
    }
}

/// The classes of the pieces, what is seen first drawn last.
const LEADS: [(Lead, &str); 3] = [(Lead::Calm, "calm"), (Lead::Line, "line"), (Lead::Fall, "line fall")];

/// How much higher a better feeling is by one, in hundredths.
const STEP: f64 = 17.0;

fn y(score: i8) -> f64 {
    50.0 - STEP * f64::from(score.clamp(-2, 2))
}

fn pieces(spots: &[Spot]) -> Vec<Piece> {
    let places: Vec<curve::Spot> = spots.iter().map(|spot| spot.at).collect();
    let at = |spot: &curve::Spot| (spot.x, y(spot.score));
    let pairs = places.windows(2).zip(curve::pieces(&places));
    let piece = |(pair, piece): (&[curve::Spot], curve::Piece)| Piece {
        from: at(&pair[0]),
        to: at(&pair[1]),
        slopes: (-STEP * piece.slopes.0, -STEP * piece.slopes.1),
        lead: piece.lead,
    };
    pairs.map(piece).collect()
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
    let mut spots = Vec::<Spot>::new();
    for (stage, column) in board.stages.iter().enumerate() {
        let Some(score) = column.mood() else { continue };
        let is_behind_gap = spots.last().is_some_and(|before| stage > before.stage + 1);
        let at = curve::Spot { x: stage as f64 + 0.5, score, is_behind_gap };
        spots.push(Spot { at, stage, point: None });
    }
    let scale = 100.0 / board.stages.len().max(1) as f64;
    let is_turned = board.direction == Direction::RightToLeft;
    let x = |x: f64| if is_turned { 100.0 - x * scale } else { x * scale };
    let mut out = String::from(
        "<svg class=\"spark\" aria-hidden=\"true\"><svg viewBox=\"0 0 100 100\" preserveAspectRatio=\"none\"><path class=\"zero\" d=\"M0 50H100\"/>",
    );
    let pieces = pieces(&spots);
    for (lead, class) in LEADS {
        let pieces = pieces.iter().filter(|it| it.lead == lead);
        let path: String =
            pieces.map(|it| format!("M{} {}{}", n(x(it.from.0)), n(it.from.1), it.bend(&x))).collect();
        if !path.is_empty() {
            out += &format!("<path class=\"{class}\" d=\"{path}\"/>");
        }
    }
    out += "</svg>";
    for spot in &spots {
        let (x, y) = (n(x(spot.at.x)), n(y(spot.at.score)));
        out +=
            &format!("<circle class=\"{}\" cx=\"{x}%\" cy=\"{y}%\" r=\"3.5\"/>", small::tone(spot.at.score));
    }
    out + "</svg>"
}

/// A number with one decimal at the most.
fn n(number: f64) -> String {
    let rounded = (number * 10.0).round() / 10.0;
    format!("{}", if rounded == 0.0 { 0.0 } else { rounded })
}
