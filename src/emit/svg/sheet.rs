//! The layout: what stands where on the sheet. Stages are columns of one width, lanes are rows as high as their fullest
//! cell; nothing is drawn here that does not know its size.

use std::ops::Range;

use crate::emit::look::Ink;
use crate::emit::svg::draw::{Anchor, Dash, Mark, Paint};
use crate::emit::svg::item::Setting;
use crate::emit::svg::stack::{Block, base_line, moved};
use crate::emit::svg::text::{LABEL, SMALL, said};
use crate::emit::svg::{curve, head, item, ribbon};
use crate::flow::Flow;
use crate::value::Date;
use crate::view::board::Column;
use crate::view::map::{Lane, LaneKind, Map};

/// Around everything.
const MARGIN: f64 = 32.0;
/// For the names of the lanes.
const NAMES: f64 = 136.0;
/// A stage's column, and for each touchpoint where there are very many: a face, and air around it.
const COLUMN: f64 = 268.0;
const FACE: f64 = 32.0;
/// On both sides of what stands in a cell.
const INSET: f64 = 12.0;
/// Above and below what stands in a lane, and between the things in a cell.
const AIR: f64 = 12.0;
const BETWEEN: f64 = 8.0;

/// Which part of a map stands on a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::emit) struct Part {
    /// The numbers of the stages.
    pub(in crate::emit) stages: Range<usize>,
    /// The numbers of the lanes.
    pub(in crate::emit) lanes: Range<usize>,
}

/// A map, or a part of it, with everything in its place.
#[derive(Debug)]
pub(in crate::emit) struct Sheet {
    pub(in crate::emit) width: f64,
    pub(in crate::emit) height: f64,
    /// Where each lane begins, and how many marks stand above it.
    pub(super) lanes: Vec<(f64, usize)>,
    pub(in crate::emit) marks: Vec<Mark>,
}

struct Layout<'m, 'b> {
    map: &'m Map<'b>,
    stages: Range<usize>,
    /// All stages of the journey with where their columns begin, and how wide these are.
    all: Vec<(&'b Column, f64, f64)>,
    /// Those that stand on the sheet.
    columns: Vec<(&'b Column, f64, f64)>,
    set: Setting,
    marks: Vec<Mark>,
    y: f64,
}

impl Sheet {
    /// This part of the map. What is known of the journey as a whole stands on the first sheet alone.
    pub(super) fn new(map: &Map<'_>, flow: &Flow, part: &Part, today: Date) -> Self {
        let stages = part.stages.clone();
        let width = |stage: &Column| COLUMN.max(FACE * stage.touchpoints.len() as f64);
        let before: f64 = map.board.stages[..stages.start].iter().map(width).sum();
        let mut x = MARGIN + NAMES - before;
        let columns = map.board.stages.iter().map(|stage| {
            let (start, width) = (x, width(stage));
            x += width;
            (stage, start, width)
        });
        let all: Vec<_> = columns.collect();
        let columns = all[stages.clone()].to_vec();
        let end = columns.last().map_or(MARGIN + NAMES, |(_, x, width)| x + width);
        let width = (end + MARGIN).max(MARGIN * 2.0 + NAMES + COLUMN * 2.0);
        let set = Setting { today, direction: map.board.direction };
        let mut layout = Layout { map, stages, all, columns, set, marks: Vec::new(), y: MARGIN };
        let title = match (part.stages.start, part.lanes.start) {
            (0, 0) => head::title(map, flow, set, width - 2.0 * MARGIN),
            _ => head::again(map.board, set, width - 2.0 * MARGIN),
        };
        layout.place(title, MARGIN);
        layout.y += 20.0;
        layout.heads();
        let mut lanes = Vec::new();
        for number in part.lanes.clone() {
            lanes.push((layout.y, layout.marks.len()));
            layout.lane(number, &map.lanes[number], flow, width);
        }
        Sheet { width, height: layout.y + MARGIN, lanes, marks: layout.marks }
    }

    /// Where bands of lanes begin and end, and which marks stand in each. None is higher than `most` as far as lanes are not.
    pub(in crate::emit) fn bands(&self, most: f64) -> Vec<(Range<f64>, Range<usize>)> {
        let mut cuts = vec![(0.0, 0)];
        let mut last = 0.0;
        let ends = self.lanes.iter().skip(1).map(|(top, _)| *top).chain([self.height]);
        for ((top, count), end) in self.lanes.iter().zip(ends) {
            if end - last > most && *top > last {
                cuts.push((*top, *count));
                last = *top;
            }
        }
        cuts.push((self.height.ceil(), self.marks.len()));
        cuts.windows(2).map(|pair| (pair[0].0..pair[1].0, pair[0].1..pair[1].1)).collect()
    }
}

impl Layout<'_, '_> {
    /// Draws a block here, and goes on below it.
    fn place(&mut self, block: Block, x: f64) {
        self.marks.extend(moved(block.marks, x, self.y));
        self.y += block.height;
    }

    fn heads(&mut self) {
        if let Some(phases) = head::phases(&self.columns) {
            self.place(phases, 0.0);
            self.y += 10.0;
        }
        let mut highest: f64 = 0.0;
        for (index, (stage, x, width)) in self.columns.iter().enumerate() {
            let block = head::stage(self.stages.start + index, stage, self.set, width - 2.0 * INSET);
            highest = highest.max(block.height);
            let marks = moved(block.marks, x + INSET, self.y);
            self.marks.push(Mark::Group(Some(stage.name.clone()), None, marks));
        }
        self.y += highest + 10.0;
        if let Some(time) = head::time(&self.columns) {
            self.name("Time", head::TIME / 2.0 - LABEL.leading / 2.0);
            self.place(time, 0.0);
            self.y += 8.0;
        }
    }

    /// The name of a lane, this much below where it begins.
    fn name(&mut self, name: &str, below: f64) -> f64 {
        let lines = LABEL.lines(name, NAMES - 20.0);
        let height = lines.len() as f64 * LABEL.leading;
        let (x, y) = (MARGIN, self.y + below + base_line(LABEL));
        self.marks.push(Mark::text(x, y, Anchor::Start, LABEL, Ink::Text, lines));
        height
    }

    fn lane(&mut self, number: usize, lane: &Lane<'_>, flow: &Flow, width: f64) {
        if lane.kind == LaneKind::Backstage {
            self.line_of_visibility(width);
        }
        // What the lane stands on is drawn first, and known last.
        let ground = self.marks.len();
        let top = self.y;
        let named = self.name(&said(lane.title), AIR + 1.0);
        let mut height = named;
        match lane.kind {
            LaneKind::Flow => {
                let columns: Vec<ribbon::Column> =
                    self.stages.clone().zip(&self.columns).map(|(number, it)| (number, it.1, it.2)).collect();
                let block = ribbon::block(self.map.board, flow, &columns);
                height = height.max(block.height);
                self.marks.extend(moved(block.marks, 0.0, top + AIR));
            }
            LaneKind::Emotions => {
                let curve = curve::block(&self.all, self.stages.clone());
                let scale = curve::scale(MARGIN + NAMES - 10.0);
                let below = top + AIR + curve.height + 4.0;
                self.marks.extend(moved(curve.marks, 0.0, top + AIR));
                self.marks.extend(moved(scale, 0.0, top + AIR));
                height = height.max(curve::HEIGHT + 4.0 + self.cells(lane, below));
            }
            LaneKind::Goals
            | LaneKind::Actions
            | LaneKind::Thoughts
            | LaneKind::Needs
            | LaneKind::Touchpoints
            | LaneKind::Barriers
            | LaneKind::Opportunities
            | LaneKind::Solutions
            | LaneKind::Own
            | LaneKind::Backstage
            | LaneKind::Measures => height = height.max(self.cells(lane, top + AIR)),
        }
        let height = height + 2.0 * AIR;
        let paint = Paint::fill(if number.is_multiple_of(2) { Ink::Band } else { Ink::Paper });
        let mut under = vec![Mark::rect(MARGIN - 12.0, top, width - 2.0 * MARGIN + 24.0, height, 6.0, paint)];
        for (_, x, _) in &self.columns {
            under.push(Mark::line((*x, top), (*x, top + height), Paint::stroke(Ink::Line, 0.8)));
        }
        self.marks.splice(ground..ground, under);
        self.y = top + height;
    }

    /// Draws what stands in the cells of a lane, from `y` on; tells how high the highest is.
    fn cells(&mut self, lane: &Lane<'_>, y: f64) -> f64 {
        let mut highest: f64 = 0.0;
        for ((stage, x, width), cell) in self.columns.iter().zip(&lane.cells[self.stages.clone()]) {
            let mut height = 0.0;
            for item in cell {
                let Some(block) = item::block(item, &stage.name, width - 2.0 * INSET, self.set) else {
                    continue;
                };
                if height > 0.0 {
                    height += BETWEEN;
                }
                self.marks.extend(moved(block.marks, x + INSET, y + height));
                height += block.height;
            }
            highest = highest.max(height);
        }
        highest
    }

    /// Below it stands what customers do not see.
    fn line_of_visibility(&mut self, width: f64) {
        self.y += 14.0;
        let words = "line of visibility";
        let paint = Paint::stroke(Ink::Quiet, 1.5).dashed(Dash::Dashed);
        let end = MARGIN + SMALL.width(words) + 10.0;
        let y = self.y;
        self.marks.push(Mark::word(MARGIN, y + 4.0, Anchor::Start, SMALL, Ink::Quiet, words));
        self.marks.push(Mark::line((end, y), (width - MARGIN, y), paint));
        self.y += 14.0;
    }
}
