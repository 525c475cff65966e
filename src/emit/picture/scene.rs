//! Marks, made ready to be drawn in pixels: shapes as outlines, and texts as lines that are set.
//!
//! Much of what a map says it says at every stage, and to set a line takes longer than to draw it. So each is set once
//! in a band, by the library that sets those of an SVG, and drawn wherever it stands.

use std::collections::{BTreeSet, HashMap};

use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSlice;
use resvg::tiny_skia::{Path, PathBuilder, Rect};
use resvg::usvg::{self, Group, Node, Tree};

use crate::emit::look::{Ink, Mode};
use crate::emit::picture::read;
use crate::emit::svg::Drawing;
use crate::emit::svg::draw::{self, Anchor, Frame, Mark, Number, Paint, Step};
use crate::emit::svg::text::Weight;
use crate::emit::{Project, Unmade};

/// How many lines are set together. What letters look like is asked for anew for each lot, and with fewer lots than cores
/// some would have nothing to do.
const LOT: usize = 64;
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
    lines: Vec<Mark>,
}

impl<'m> Scene<'m> {
    pub(super) fn new(marks: &'m [Mark], frame: Frame) -> Self {
        let mut maker = Maker { frame, numbers: HashMap::new(), lines: Vec::new() };
        let shapes = maker.shapes(marks, false);
        Self { shapes, lines: maker.lines }
    }

    /// Sets the lines; tells which characters no font has.
    pub(super) fn set(
        &self,
        drawing: &Drawing<'_>,
        mode: Mode,
        project: &Project<'_>,
    ) -> Result<(Vec<Tree>, BTreeSet<char>), Unmade> {
        let set = self.lines.par_chunks(LOT).map(|lines| {
            let svg = drawing.apart(lines, mode).map_err(|why| Unmade(why.to_string()))?;
            read(&svg, project.fonts)
        });
        let set: Vec<(Tree, BTreeSet<char>)> = set.collect::<Result<_, _>>()?;
        let (trees, missing): (Vec<Tree>, Vec<BTreeSet<char>>) = set.into_iter().unzip();
        Ok((trees, missing.into_iter().flatten().collect()))
    }

    /// The lines that were set, by their numbers. One of blanks alone has nothing to draw.
    pub(super) fn lines<'t>(&self, trees: &'t [Tree]) -> Vec<Option<&'t usvg::Text>> {
        let mut lines = vec![None; self.lines.len()];
        for node in trees.iter().flat_map(|tree| tree.root().children()) {
            let Node::Group(group) = node else { continue };
            let number = group.id().parse::<usize>().ok();
            if let Some(line) = number.and_then(|number| lines.get_mut(number)) {
                *line = text(group);
            }
        }
        lines
    }
}

/// The text of a group.
fn text(group: &Group) -> Option<&usvg::Text> {
    group.children().iter().find_map(|node| match node {
        Node::Text(line) => Some(&**line),
        Node::Group(group) => text(group),
        Node::Path(_) | Node::Image(_) => None,
    })
}

/// What makes two lines look the same.
#[derive(PartialEq, Eq, Hash)]
struct Key<'m> {
    words: &'m str,
    ink: Ink,
    anchor: Anchor,
    size: u64,
    weight: Weight,
    is_gone: bool,
}

struct Maker<'m> {
    frame: Frame,
    numbers: HashMap<Key<'m>, usize>,
    lines: Vec<Mark>,
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
        let draw::Text { ink, anchor, style, .. } = *text;
        let key = Key { words, ink, anchor, size: style.size.to_bits(), weight: style.weight, is_gone };
        *self.numbers.entry(key).or_insert_with(|| {
            let number = self.lines.len();
            let line = Mark::word(0.0, 0.0, anchor, style, ink, words);
            let line = if is_gone { Mark::Gone(vec![line]) } else { line };
            self.lines.push(Mark::Group(Some(number.to_string()), None, vec![line]));
            number
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
