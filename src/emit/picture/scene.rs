//! Marks, made ready to be drawn in pixels: shapes as outlines, and texts as lines that are set.
//!
//! Much of what a map says it says at every stage, and to set a line takes longer than to draw it. So each is set once
//! in a band, and drawn wherever it stands.

use std::collections::HashMap;

use resvg::tiny_skia::{Path, PathBuilder, Rect};

use crate::emit::look::Ink;
use crate::emit::picture::lines::Lines;
use crate::emit::svg::draw::{self, Anchor, Frame, Mark, Number, Paint, Step};
use crate::emit::svg::text::Weight;

/// How far a quarter of a circle leads its ends, as a part of its radius.
const ROUND: f32 = 0.552_284_8;

/// One thing that is drawn.
pub(super) enum Shape<'m> {
    Outline(Path, &'m Paint),
    /// A line of text: its number, and where it stands.
    Line(usize, f32, f32),
    /// What is there no more, as one.
    Gone(Vec<Shape<'m>>),
}

/// Marks that are drawn together.
pub(super) struct Scene<'m> {
    pub(super) shapes: Vec<Shape<'m>>,
    /// The lines that stand on it, each once.
    pub(super) lines: Lines,
}

impl<'m> Scene<'m> {
    pub(super) fn new(marks: &'m [Mark], frame: Frame) -> Self {
        let mut maker = Maker { frame, numbers: HashMap::new(), lines: Lines::default() };
        let shapes = maker.shapes(marks, false);
        Self { shapes, lines: maker.lines }
    }
}

/// What makes two lines look the same.
#[derive(PartialEq, Eq, Hash)]
struct Key<'m> {
    words: &'m str,
    ink: Ink,
    anchor: Anchor,
    size: u64,
    weight: Weight,
    font: Option<&'m str>,
    is_gone: bool,
}

struct Maker<'m> {
    frame: Frame,
    numbers: HashMap<Key<'m>, usize>,
    lines: Lines,
}

impl<'m> Maker<'m> {
    fn shapes(&mut self, marks: &'m [Mark], is_gone: bool) -> Vec<Shape<'m>> {
        let mut shapes = Vec::new();
        for mark in marks {
            match mark {
                Mark::Rect(rect) => {
                    shapes.extend(self.rect(rect).map(|path| Shape::Outline(path, &rect.paint)));
                }
                Mark::Path(path) => {
                    shapes.extend(self.path(path).map(|outline| Shape::Outline(outline, &path.paint)));
                }
                Mark::Text(text) => {
                    let left = Number(self.frame.left(text.x, 0.0)).value();
                    for (number, words) in text.lines.iter().enumerate() {
                        let level = Number(text.y + number as f64 * text.style.leading).value();
                        shapes.push(Shape::Line(self.line(text, words, is_gone), left, level));
                    }
                }
                Mark::Group(_, _, marks) => shapes.extend(self.shapes(marks, is_gone)),
                Mark::Gone(marks) => {
                    let gone = self.shapes(marks, true);
                    shapes.push(Shape::Gone(gone));
                }
            }
        }
        shapes
    }

    /// The number of a line of a text.
    fn line(&mut self, text: &'m draw::Text, words: &'m str, is_gone: bool) -> usize {
        let draw::Text { ink, anchor, style, ref font, .. } = *text;
        let (size, weight, font) = (style.size.to_bits(), style.weight, font.as_deref());
        *self.numbers.entry(Key { words, ink, anchor, size, weight, font, is_gone }).or_insert_with(|| {
            let line = Mark::Text(draw::Text { x: 0.0, y: 0.0, ..text.of(vec![words.to_owned()]) });
            self.lines.push(if is_gone { Mark::Gone(vec![line]) } else { line })
        })
    }

    fn rect(&self, rect: &draw::Rect) -> Option<Path> {
        let left = Number(self.frame.left(rect.x, rect.width)).value();
        let top = Number(rect.y).value();
        let (width, height) = (Number(rect.width).value(), Number(rect.height).value());
        let place = Rect::from_xywh(left, top, width, height)?;
        let round = Number(rect.round).value().min(width / 2.0).min(height / 2.0);
        if round <= 0.0 {
            return Some(PathBuilder::from_rect(place));
        }
        let (right, bottom, near) = (place.right(), place.bottom(), round * (1.0 - ROUND));
        let mut path = PathBuilder::new();
        path.move_to(left + round, top);
        path.line_to(right - round, top);
        path.cubic_to(right - near, top, right, top + near, right, top + round);
        path.line_to(right, bottom - round);
        path.cubic_to(right, bottom - near, right - near, bottom, right - round, bottom);
        path.line_to(left + round, bottom);
        path.cubic_to(left + near, bottom, left, bottom - near, left, bottom - round);
        path.line_to(left, top + round);
        path.cubic_to(left, top + near, left + near, top, left + round, top);
        path.close();
        path.finish()
    }

    fn path(&self, path: &draw::Path) -> Option<Path> {
        let mut outline = PathBuilder::new();
        let at = |it: f64| Number(it).value();
        for step in self.frame.steps(path, 0.0, 0.0) {
            match step {
                Step::Move(x, y) => outline.move_to(at(x), at(y)),
                Step::Line(x, y) => outline.line_to(at(x), at(y)),
                Step::Curve(a, b, c, d, x, y) => outline.cubic_to(at(a), at(b), at(c), at(d), at(x), at(y)),
                Step::Circle(x, y, radius) => {
                    let left = at(x - radius);
                    outline.push_circle(left + at(radius), at(y), at(radius));
                }
                Step::Close => outline.close(),
            }
        }
        outline.finish()
    }
}
