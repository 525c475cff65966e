//! The flow: a ribbon as wide as the share of customers who are still there, the arrows that leave the row of stages,
//! and what leaves the journey.
//!
//! Arrows back, and those that pass stages by, run above the ribbon on tracks of their own: two that would meet never
//! share one, and what is written at one stands where no other passes. What nobody has counted is drawn as a dashed
//! line of one width.

use crate::emit::look::Ink;
use crate::emit::svg::draw::{Anchor, Dash, Mark, Paint, Step};
use crate::emit::svg::fate;
use crate::emit::svg::sign::{self, tip};
use crate::emit::svg::stack::{Block, Stack, base_line, moved};
use crate::emit::svg::text::{LABEL, SMALL, numbered, said};
use crate::flow::{Flow, percent};
use crate::view::board::{Board, Fate, Goal, Way, is_gone};

/// How wide the ribbon is when all customers are there.
const WIDEST: f64 = 64.0;
/// For the figures above the ribbon.
const FIGURES: f64 = 22.0;
/// For what leaves below it.
const LEAVING: f64 = 30.0;
/// Between a label and what is beside it.
const AIR: f64 = 10.0;
/// How wide a label at an arrow may be.
const LEAST_AT_EDGE: f64 = 130.0;
const LABEL_ROOM: f64 = 230.0;

/// A stage of the picture: its number on the board, where its column begins, and how wide that is.
pub(super) type Column = (usize, f64, f64);

/// The flow through these stages, which stand side by side.
pub(super) fn block(board: &Board, flow: &Flow, columns: &[Column]) -> Block {
    let tracks = Tracks::new(board, columns);
    let middle = tracks.height + FIGURES + WIDEST / 2.0;
    // Where two versions are shown, customers pass by what is there no more.
    let standing: Vec<Column> =
        columns.iter().filter(|(number, ..)| !is_gone(&board.stages[*number].fate)).copied().collect();
    let mut marks = ribbon(flow, &standing, middle);
    marks.extend(figures(flow, &standing, tracks.height));
    for arrow in &tracks.arrows {
        arrow.draw(flow, columns, middle, &mut marks);
    }
    let top = middle + WIDEST / 2.0;
    marks.extend(leaving(board, flow, columns, middle));
    let below = top + LEAVING;
    let mut height: f64 = 0.0;
    for (number, x, width) in columns {
        let list = list(board, *number, width - 24.0);
        height = height.max(list.height);
        marks.extend(moved(list.marks, x + 12.0, below));
    }
    Block { marks, height: below + height }
}

/// How wide the ribbon is at a stage; nothing if nobody knows.
fn width(flow: &Flow, number: usize) -> Option<f64> {
    let reach = flow.stages.get(number)?.reach?;
    Some((reach * WIDEST).clamp(1.5, WIDEST))
}

fn ribbon(flow: &Flow, columns: &[Column], middle: f64) -> Vec<Mark> {
    let mut marks = Vec::new();
    for run in columns.chunk_by(|one, next| width(flow, one.0).is_some() == width(flow, next.0).is_some()) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        let (start, end) = (first.1, last.1 + last.2);
        if width(flow, first.0).is_none() {
            let calm = Paint::stroke(Ink::Accent, 2.5).dashed(Dash::Dashed);
            marks.push(Mark::line((start + 6.0, middle), (end - 10.0, middle), calm));
            marks.push(tip(end - 2.0, middle, (1.0, 0.0), 10.0, Ink::Accent));
            continue;
        }
        let halves: Vec<(f64, f64, f64)> = run
            .iter()
            .map(|(number, x, wide)| {
                (x + wide * 0.3, x + wide * 0.7, width(flow, *number).unwrap_or(1.5) / 2.0)
            })
            .collect();
        let mut upper = vec![Step::Move(start + 4.0, middle - halves[0].2)];
        let mut lower = Vec::new();
        for (index, (from, to, half)) in halves.iter().enumerate() {
            if let Some((_, before, old)) = index.checked_sub(1).map(|index| halves[index]) {
                let bend = (before + from) / 2.0;
                upper.push(Step::Curve(bend, middle - old, bend, middle - half, *from, middle - half));
            }
            upper.push(Step::Line(*to, middle - half));
        }
        let last_half = halves[halves.len() - 1].2;
        upper.push(Step::Line(end - 12.0, middle - last_half));
        upper.push(Step::Line(end - 2.0, middle));
        lower.push(Step::Line(end - 12.0, middle + last_half));
        for (index, (from, to, half)) in halves.iter().enumerate().rev() {
            if let Some((after, _, new)) = halves.get(index + 1) {
                let bend = (after + to) / 2.0;
                lower.push(Step::Curve(bend, middle + new, bend, middle + half, *to, middle + half));
            } else {
                lower.push(Step::Line(*to, middle + half));
            }
            lower.push(Step::Line(*from, middle + half));
        }
        lower.push(Step::Line(start + 4.0, middle + halves[0].2));
        lower.push(Step::Close);
        marks.push(Mark::path([upper, lower].concat(), Paint::fill(Ink::Accent).faint(0.85)));
    }
    marks
}

/// How many customers come to each stage, above the ribbon.
fn figures(flow: &Flow, columns: &[Column], top: f64) -> Vec<Mark> {
    let figure = |(number, x, wide): &Column| {
        let reach = flow.stages.get(*number)?.reach?;
        let y = top + FIGURES - 8.0;
        Some(Mark::word(x + wide / 2.0, y, Anchor::Middle, LABEL, Ink::Text, percent(reach)))
    };
    columns.iter().filter_map(figure).collect()
}

/// What leaves the journey at each stage: a piece of the ribbon that turns down.
fn leaving(board: &Board, flow: &Flow, columns: &[Column], middle: f64) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (number, x, wide) in columns {
        let first = board.arrows.partition_point(|way| way.from < *number);
        for (index, way) in board.ways_from(*number).enumerate() {
            if way.to != Goal::Exit || is_gone(&way.fate) {
                continue;
            }
            let Some(lost) = flow.ways.get(first + index).copied().flatten() else { continue };
            let half = width(flow, *number).unwrap_or(1.5) / 2.0;
            let thick = (lost * WIDEST).clamp(1.5, WIDEST);
            let (left, top) = (x + wide * 0.5, middle + half);
            let bottom = middle + WIDEST / 2.0 + LEAVING - 14.0;
            let steps = [
                Step::Move(left - thick / 2.0, top),
                Step::Line(left + thick / 2.0, top),
                Step::Line(left + thick / 2.0, bottom),
                Step::Line(left, bottom + 8.0),
                Step::Line(left - thick / 2.0, bottom),
                Step::Close,
            ];
            marks.push(Mark::path(steps, Paint::fill(Ink::Hurt).faint(0.85)));
        }
    }
    marks
}

/// Where customers of a stage come in, go on and leave, as text.
fn list(board: &Board, number: usize, room: f64) -> Block {
    let mut stack = Stack::new(board.direction, 0.0, room);
    for start in board.starts.iter().filter(|start| start.stage == number) {
        // One way in needs no words.
        if let Some(share) = start.share.filter(|_| board.starts.len() > 1) {
            entry(&mut stack, (1.0, 0.0), Ink::Accent, &format!("{share} start here"), None);
        }
    }
    for way in board.ways_from(number) {
        let share = share(way);
        let (towards, ink, words) = match &way.to {
            Goal::Stage(to) if *to == number + 1 => ((1.0, 0.0), Ink::Accent, format!("{share}go on")),
            Goal::Stage(_) => continue,
            Goal::End => ((1.0, 0.0), Ink::Best, format!("{share}complete the journey")),
            Goal::Exit => ((0.0, 1.0), Ink::Hurt, format!("{share}leave")),
            Goal::Journey(journey) => {
                ((0.7, 0.7), Ink::Chance, format!("{share}go on in “{}”", said(&journey.title)))
            }
        };
        let mut one = Stack::new(board.direction, 0.0, room);
        entry(&mut one, towards, ink, &words, way.when.as_deref());
        stack.block(fate::marked(one.done(), way.fate.as_deref(), room));
    }
    stack.done()
}

/// The share of an arrow and a blank; of one that is there no more, the share that it had.
fn share(way: &Way) -> String {
    let share = match way.fate.as_deref() {
        Some(Fate::Removed(share)) => share.clone(),
        Some(Fate::Added | Fate::Changed(_)) | None => {
            way.share.map(|share| share.to_string()).unwrap_or_default()
        }
    };
    if share.is_empty() { share } else { share + " " }
}

fn entry(stack: &mut Stack, towards: (f64, f64), ink: Ink, words: &str, when: Option<&str>) {
    stack.mark(|y| {
        let (x, y) = (5.0, y + 8.0);
        tip(x + towards.0 * 5.0, y + towards.1 * 5.0, towards, 9.0, ink)
    });
    stack.indented(LABEL, ink, words, 16.0);
    if let Some(when) = when {
        stack.indented(SMALL, Ink::Quiet, &said(when), 16.0);
    }
    stack.gap(3.0);
}

/// An arrow that leaves the row of stages.
struct Arrow<'b> {
    /// Its number on the board.
    index: usize,
    way: &'b Way,
    /// Where it leaves and comes in; beyond the edge for a stage that is not in the picture.
    leaves: f64,
    comes: f64,
    /// Whether its ends are in the picture.
    has_start: bool,
    has_end: bool,
    /// Counted from the ribbon.
    track: usize,
    /// How far below the top its line is.
    y: f64,
    label: Vec<String>,
    label_x: f64,
}

impl Arrow<'_> {
    fn left(&self) -> f64 {
        self.leaves.min(self.comes)
    }

    fn right(&self) -> f64 {
        self.leaves.max(self.comes)
    }

    fn draw(&self, flow: &Flow, columns: &[Column], middle: f64, marks: &mut Vec<Mark>) {
        let share = flow.ways.get(self.index).copied().flatten();
        let usual = if self.way.is_back() { Ink::Quiet } else { Ink::Accent };
        let ink = self.way.fate.as_deref().map_or(usual, sign::fate_ink);
        let dash = match is_gone(&self.way.fate) {
            true => Dash::Dotted,
            false if self.way.is_back() => Dash::Dashed,
            false => Dash::Solid,
        };
        let paint = Paint::stroke(ink, 1.5 + 3.0 * share.unwrap_or(0.0).min(1.0)).dashed(dash);
        let on_ribbon = |stage: usize| {
            let column = columns.iter().find(|(number, ..)| *number == stage);
            let half = column.and_then(|(number, ..)| width(flow, *number)).unwrap_or(3.0) / 2.0;
            middle - half - 2.0
        };
        let towards = if self.comes >= self.leaves { 1.0 } else { -1.0 };
        let round = 8.0_f64.min((self.right() - self.left()) / 2.0);
        let mut steps = Vec::new();
        if self.has_start {
            steps.push(Step::Move(self.leaves, on_ribbon(self.way.from)));
            steps.push(Step::Line(self.leaves, self.y + round));
            let to = self.leaves + towards * round;
            steps.push(Step::Curve(self.leaves, self.y, self.leaves, self.y, to, self.y));
        } else {
            steps.push(Step::Move(self.leaves, self.y));
        }
        if self.has_end {
            let Goal::Stage(to) = self.way.to else { return };
            let bottom = on_ribbon(to);
            steps.push(Step::Line(self.comes - towards * round, self.y));
            steps.push(Step::Curve(self.comes, self.y, self.comes, self.y, self.comes, self.y + round));
            steps.push(Step::Line(self.comes, bottom - 8.0));
            marks.push(Mark::path(steps, paint));
            marks.push(tip(self.comes, bottom, (0.0, 1.0), 10.0, ink));
        } else {
            steps.push(Step::Line(self.comes, self.y));
            marks.push(Mark::path(steps, paint));
            marks.push(tip(self.comes, self.y, (towards, 0.0), 10.0, ink));
        }
        if !self.label.is_empty() {
            let height = self.label.len() as f64 * SMALL.leading;
            let y = self.y - 4.0 - height + base_line(SMALL);
            let lines = self.label.clone();
            marks.push(Mark::text(self.label_x, y, Anchor::Middle, SMALL, Ink::Text, lines));
        }
    }
}

/// The arrows above the ribbon, and how high they are together.
struct Tracks<'b> {
    arrows: Vec<Arrow<'b>>,
    height: f64,
}

impl<'b> Tracks<'b> {
    fn new(board: &'b Board, columns: &[Column]) -> Self {
        let mut arrows = arrows(board, columns);
        // The shortest run nearest to the ribbon, so that as few as can be cross.
        arrows.sort_by(|a, b| {
            let length = |it: &Arrow<'_>| it.right() - it.left();
            length(a).total_cmp(&length(b)).then(a.left().total_cmp(&b.left())).then(a.index.cmp(&b.index))
        });
        let mut ends: Vec<Vec<(f64, f64)>> = Vec::new();
        for arrow in &mut arrows {
            let (left, right) = (arrow.left() - AIR, arrow.right() + AIR);
            let is_free =
                |taken: &Vec<(f64, f64)>| taken.iter().all(|(from, to)| right < *from || *to < left);
            arrow.track = ends.iter().position(is_free).unwrap_or(ends.len());
            if arrow.track == ends.len() {
                ends.push(Vec::new());
            }
            ends[arrow.track].push((left, right));
        }
        label(board, &mut arrows);
        let mut heights = vec![0.0_f64; ends.len()];
        for arrow in &arrows {
            let lines = arrow.label.len() as f64 * SMALL.leading;
            heights[arrow.track] = heights[arrow.track].max(lines + 14.0);
        }
        let height: f64 = heights.iter().sum();
        for arrow in &mut arrows {
            let above: f64 = heights[arrow.track + 1..].iter().sum();
            arrow.y = above + heights[arrow.track] - 4.0;
        }
        Self { arrows, height }
    }
}

/// The arrows that do not simply lead on, with their ends: what leaves a stage stands in the second half of its column,
/// what comes in in the first.
fn arrows<'b>(board: &'b Board, columns: &[Column]) -> Vec<Arrow<'b>> {
    let (Some(first), Some(last)) = (columns.first(), columns.last()) else { return Vec::new() };
    let edges = (first.1 - 6.0, last.1 + last.2 + 6.0);
    let inside = |stage: usize| columns.get(stage.checked_sub(first.0)?);
    let runs_apart = |way: &&Way| matches!(way.to, Goal::Stage(to) if to != way.from + 1);
    let ways = || board.arrows.iter().enumerate().filter(|(_, way)| runs_apart(way));
    let mut out = vec![0_usize; board.stages.len()];
    let mut into = out.clone();
    for (_, way) in ways() {
        out[way.from] += 1;
        if let Goal::Stage(to) = way.to {
            into[to] += 1;
        }
    }
    let (mut left, mut come) = (vec![0_usize; out.len()], vec![0_usize; out.len()]);
    let mut arrows = Vec::new();
    for (index, way) in ways() {
        let Goal::Stage(to) = way.to else { continue };
        let part = |nth: usize, of: usize| (nth as f64 + 0.5) / of as f64;
        let leave_at = 0.64 + 0.28 * part(left[way.from], out[way.from]);
        let come_at = 0.08 + 0.28 * part(come[to], into[to]);
        left[way.from] += 1;
        come[to] += 1;
        let (start, end) = (inside(way.from), inside(to));
        if start.is_none() && end.is_none() {
            continue;
        }
        let beyond = |stage: usize| if stage < first.0 { edges.0 } else { edges.1 };
        arrows.push(Arrow {
            index,
            way,
            leaves: start.map_or_else(|| beyond(way.from), |(_, x, wide)| x + wide * leave_at),
            comes: end.map_or_else(|| beyond(to), |(_, x, wide)| x + wide * come_at),
            has_start: start.is_some(),
            has_end: end.is_some(),
            track: 0,
            y: 0.0,
            label: Vec::new(),
            label_x: 0.0,
        });
    }
    arrows
}

/// Writes at each arrow how many take it, when, and where it leads if that is not in the picture: in the widest gap
/// that the arrows of higher tracks leave.
fn label(board: &Board, arrows: &mut [Arrow<'_>]) {
    let legs: Vec<(usize, f64)> = arrows
        .iter()
        .flat_map(|arrow| {
            let ends = [(arrow.has_start, arrow.leaves), (arrow.has_end, arrow.comes)];
            ends.into_iter().filter(|(is_leg, _)| *is_leg).map(|(_, x)| (arrow.track, x)).collect::<Vec<_>>()
        })
        .collect();
    for arrow in arrows {
        let (left, right) = (arrow.left(), arrow.right());
        let mut stops: Vec<f64> = legs
            .iter()
            .filter(|(track, x)| *track > arrow.track && *x > left && *x < right)
            .map(|(_, x)| *x)
            .collect();
        stops.extend([left, right]);
        stops.sort_by(f64::total_cmp);
        let gaps = stops.windows(2).map(|pair| (pair[1] - pair[0], (pair[0] + pair[1]) / 2.0));
        let Some((gap, middle)) = gaps.max_by(|a, b| a.0.total_cmp(&b.0)) else { continue };
        let share = share(arrow.way).trim_end().to_owned();
        let (became, words) = match arrow.way.fate.as_deref() {
            None => ("", String::new()),
            Some(Fate::Added) => ("new", String::new()),
            Some(Fate::Removed(_)) => ("no longer there", String::new()),
            Some(Fate::Changed(words)) => ("", said(&words.join(", "))),
        };
        let when = arrow.way.when.as_deref().map(said).unwrap_or_default();
        let elsewhere = match arrow.way.to {
            Goal::Stage(to) if !arrow.has_end => {
                format!("to {}", numbered(board.direction, to, &board.stages[to].title))
            }
            _ if !arrow.has_start => {
                let from = arrow.way.from;
                format!("from {}", numbered(board.direction, from, &board.stages[from].title))
            }
            _ => String::new(),
        };
        let parts = [became.to_owned(), share, when, words, elsewhere];
        let words: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        // An arrow that leaves the picture may do so right at its edge: what it says goes on inwards.
        let least = if arrow.has_start && arrow.has_end { 40.0 } else { LEAST_AT_EDGE };
        let room = (gap - AIR).clamp(least, LABEL_ROOM);
        arrow.label = SMALL.lines(&words.join(" · "), room);
        arrow.label_x = match (gap < room, arrow.has_start, arrow.has_end) {
            (true, true, false) if arrow.leaves < arrow.comes => right - room / 2.0,
            (true, false, true) if arrow.comes < arrow.leaves => right - room / 2.0,
            (true, true, false) | (true, false, true) => left + room / 2.0,
            _ => middle,
        };
    }
}
