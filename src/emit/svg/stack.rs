//! Marks stacked below each other: what a cell, a card or a head is made of. It grows as it is filled, and knows how
//! high it is before anything is drawn.

use crate::emit::look::Ink;
use crate::emit::svg::draw::{Anchor, Mark, Paint};
use crate::emit::svg::sign;
use crate::emit::svg::text::{LABEL, SMALL, Style, TINY, along, said};
use crate::value::Direction;
use crate::view::board::Named;

/// Marks, and how high they are together.
#[derive(Debug, Clone, Default)]
pub(super) struct Block {
    pub(super) marks: Vec<Mark>,
    pub(super) height: f64,
}

/// Fills a block from top to bottom.
#[derive(Debug)]
pub(super) struct Stack {
    marks: Vec<Mark>,
    /// Where the next mark goes.
    y: f64,
    /// Of the map: names in a list stand side by side as its stages do.
    direction: Direction,
    /// Where lines begin, and how wide they may be.
    pub(super) start: f64,
    pub(super) room: f64,
}

impl Stack {
    pub(super) fn new(direction: Direction, start: f64, room: f64) -> Self {
        Self { marks: Vec::new(), y: 0.0, direction, start, room }
    }

    /// How high it is by now.
    pub(super) fn height(&self) -> f64 {
        self.y
    }

    pub(super) fn gap(&mut self, height: f64) {
        self.y += height;
    }

    /// Adds a mark of this height, placed as if the stack began where it ends now.
    pub(super) fn mark(&mut self, mark: impl FnOnce(f64) -> Mark) {
        self.marks.push(mark(self.y));
    }

    /// Adds lines of our own words and of what `said` has made seen; nothing for a text that says nothing.
    pub(super) fn text(&mut self, style: Style, ink: Ink, text: &str) {
        self.indented(style, ink, text, 0.0);
    }

    /// Adds lines that begin this much further in.
    pub(super) fn indented(&mut self, style: Style, ink: Ink, text: &str, indent: f64) {
        let lines = style.lines(text, self.room - indent);
        let height = lines.len() as f64 * style.leading;
        let (x, y) = (self.start + indent, self.y + base_line(style));
        if !lines.is_empty() {
            self.marks.push(Mark::text(x, y, Anchor::Start, style, ink, lines));
        }
        self.y += height;
    }

    /// Adds a line of facts, with dots between; nothing without any.
    pub(super) fn facts<'f>(&mut self, ink: Ink, facts: impl IntoIterator<Item = &'f str>) {
        self.text(SMALL, ink, &joined(facts));
    }

    /// Adds a sign for whom something is only for; nothing where it is for everyone.
    pub(super) fn only(&mut self, only: &[String]) {
        if only.is_empty() {
            return;
        }
        let words = format!("only for {}", self.list(only.iter().map(String::as_str)));
        self.gap(3.0);
        self.pill(&words, Ink::AccentPale, Ink::Text);
    }

    /// Adds words on a ground of their own.
    pub(super) fn pill(&mut self, words: &str, ground: Ink, ink: Ink) {
        let lines = SMALL.lines(words, self.room - 14.0);
        let widest = lines.iter().map(|line| SMALL.width(line)).fold(0.0, f64::max);
        let height = lines.len() as f64 * SMALL.leading + 3.0;
        let (x, y) = (self.start, self.y);
        self.marks.push(Mark::rect(x, y, widest + 14.0, height, 8.0, Paint::fill(ground)));
        let y = y + 1.5 + base_line(SMALL);
        self.marks.push(Mark::text(x + 7.0, y, Anchor::Start, SMALL, ink, lines));
        self.y += height;
    }

    /// Adds a block as it is.
    pub(super) fn block(&mut self, block: Block) {
        let height = block.height;
        self.marks.extend(moved(block.marks, 0.0, self.y));
        self.y += height;
    }

    /// Texts that people have written, with commas between.
    pub(super) fn list<'t>(&self, texts: impl IntoIterator<Item = &'t str>) -> String {
        let texts: Vec<String> = texts.into_iter().map(said).collect();
        let list = texts.join(", ");
        if texts.len() > 1 { along(self.direction, list) } else { list }
    }

    /// Names, with commas between.
    pub(super) fn titles(&self, named: &[Named]) -> String {
        self.list(named.iter().map(|it| it.title.as_str()))
    }

    pub(super) fn done(self) -> Block {
        Block { marks: self.marks, height: self.y }
    }
}

/// How far below the top of a line its base line is.
pub(super) fn base_line(style: Style) -> f64 {
    // Letters take about seven tenths of the size above the base line; what is left is shared above and below.
    (style.leading + style.size * 0.72) / 2.0
}

/// A number in a small circle around a point.
pub(super) fn number(x: f64, y: f64, number: usize) -> Vec<Mark> {
    let ring = Mark::circle(x, y, 7.5, Paint::fill(Ink::Card).framed(Ink::Accent));
    let digits = number.to_string();
    let word = Mark::word(x, y + TINY.size * 0.36, Anchor::Middle, TINY, Ink::Accent, digits);
    vec![ring, word]
}

/// Words on a ground of their own that ends at `end`; tells how wide they are.
pub(super) fn tag(end: f64, y: f64, words: &str, ground: Ink, ink: Ink) -> (Vec<Mark>, f64) {
    let width = LABEL.width(words) + 12.0;
    let ground = Mark::rect(end - width, y, width, 17.0, 8.5, Paint::fill(ground));
    let word = Mark::word(end - width / 2.0, y + 0.5 + base_line(LABEL), Anchor::Middle, LABEL, ink, words);
    (vec![ground, word], width)
}

/// Facts with dots between, none of which begins a line; those that say nothing are left out.
pub(super) fn joined<'f>(facts: impl IntoIterator<Item = &'f str>) -> String {
    let facts: Vec<&str> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    facts.join("\u{A0}· ")
}

/// Marks, elsewhere.
pub(super) fn moved(marks: Vec<Mark>, x: f64, y: f64) -> Vec<Mark> {
    marks.into_iter().map(|mark| sign::moved(mark, x, y)).collect()
}
