//! The customers: a band as wide as the part of them that is still there, the ways back and ahead above it, and below it
//! where they go. It is drawn cell by cell, as the curve is.

use crate::emit::html::escape::{Text, Url};
use crate::emit::html::links;
use crate::emit::html::sheet::Sheet;
use crate::emit::html::small::Became;
use crate::emit::html::{small, words};
use crate::value::Direction;
use crate::view::board::{Fate, Goal, Way, is_gone};

/// Ways that would need more tracks above each other are told in words alone.
const TRACKS: usize = 40;

/// Between two tracks, and below the last, in pixels.
const TRACK: usize = 13;

/// How high the band of all customers is, in pixels.
const BAND: usize = 56;

/// The flow of a sheet.
pub(super) struct Ribbon<'s, 'a> {
    sheet: &'s Sheet<'a>,
    /// How many tracks there are.
    tracks: usize,
    /// By stage, what is drawn in it.
    lines: Vec<Vec<Line>>,
}

/// The part of a way that is drawn above one stage.
#[derive(Clone, Copy)]
struct Line {
    track: usize,
    /// Whether it leads to an earlier stage.
    is_back: bool,
    starts: bool,
    ends: bool,
    /// How many start, and end, in the stage before it.
    place: usize,
}

impl<'s, 'a> Ribbon<'s, 'a> {
    pub(super) fn new(sheet: &'s Sheet<'a>) -> Self {
        let count = sheet.board.stages.len();
        let mut lines: Vec<Vec<Line>> = vec![Vec::new(); count];
        let mut free = Vec::new();
        let mut routed: Vec<(usize, usize, bool)> = Vec::new();
        for way in &sheet.board.arrows {
            if let Goal::Stage(to) = way.to
                && to != way.from + 1
                && !is_gone(&way.fate)
            {
                routed.push((way.from.min(to), way.from.max(to), to <= way.from));
            }
        }
        routed.sort_by_key(|(first, last, _)| (*first, last - first));
        for (first, last, is_back) in routed {
            // The lowest track that is free from its first stage on.
            let track = free.iter().position(|end| *end <= first).unwrap_or(free.len());
            if track == TRACKS {
                continue;
            }
            if track == free.len() {
                free.push(0);
            }
            free[track] = last + 1;
            for (stage, lines) in lines.iter_mut().enumerate().take(last + 1).skip(first) {
                let (starts, ends) =
                    if is_back { (stage == last, stage == first) } else { (stage == first, stage == last) };
                let place = lines.iter().filter(|it| (it.starts && starts) || (it.ends && ends)).count();
                lines.push(Line { track, is_back, starts, ends, place });
            }
        }
        Self { sheet, tracks: free.len(), lines }
    }

    /// Writes what is seen in a stage.
    pub(super) fn cell(&self, stage: usize, out: &mut String) {
        let top = self.tracks * TRACK + if self.tracks > 0 { 8 } else { 0 };
        *out += &format!("<svg class=\"flow\" height=\"{}\" aria-hidden=\"true\">", top + BAND);
        self.band(stage, top, out);
        for line in &self.lines[stage] {
            self.line(*line, stage, top, out);
        }
        *out += "</svg>";
        self.words(stage, out);
    }

    fn reach(&self, stage: usize) -> Option<f64> {
        self.sheet.flow.stages.get(stage).and_then(|it| it.reach)
    }

    /// Half the height of the band, out of 50.
    fn half(&self, stage: usize) -> Option<f64> {
        self.reach(stage).map(|reach| (reach * 50.0).max(0.6))
    }

    fn band(&self, stage: usize, top: usize, out: &mut String) {
        let x = |x: u32| if self.is_turned() { 100 - x } else { x };
        let here = self.half(stage);
        let is_here = |stage: &usize| !is_gone(&self.sheet.board.stages[*stage].fate);
        if !is_here(&stage) {
            return;
        }
        let next = (stage + 1..self.lines.len()).find(is_here).map(|next| self.half(next));
        let path = match (here, next) {
            (None, _) => format!("M{} 50H{}", x(0), x(100)),
            (Some(here), None | Some(None)) => {
                format!("M{0} {1:.1}H{2}V{3:.1}H{0}Z", x(0), 50.0 - here, x(100), 50.0 + here)
            }
            (Some(here), Some(Some(next))) => {
                let (up, down) = (50.0 - here, 50.0 + here);
                let (next_up, next_down) = (50.0 - next, 50.0 + next);
                format!(
                    "M{0} {up:.1}H{1}C{2} {up:.1} {2} {next_up:.1} {3} {next_up:.1}V{next_down:.1}C{2} {next_down:.1} {2} {down:.1} {1} {down:.1}H{0}Z",
                    x(0),
                    x(55),
                    x(80),
                    x(100)
                )
            }
        };
        let class = if here.is_some() { "band" } else { "calm" };
        *out += &format!(
            "<svg y=\"{top}\" height=\"{BAND}\" viewBox=\"0 0 100 100\" preserveAspectRatio=\"none\"><path class=\"{class}\" d=\"{path}\"/></svg>"
        );
    }

    fn line(&self, line: Line, stage: usize, top: usize, out: &mut String) {
        let y = top - 8 - (line.track * TRACK) - 4;
        // Down to the middle of the band, or to its edge where that is known.
        let floor = top as f64 + BAND as f64 / 2.0 * (1.0 - self.half(stage).unwrap_or(0.0) / 50.0) - 1.0;
        let depth = floor - y as f64;
        let (out_at, in_at) = (82 - 7 * line.place.min(6), 18 + 7 * line.place.min(6));
        let turn = |x: usize| if self.is_turned() { 100 - x } else { x };
        let (first, last) = match (line.is_back, line.starts, line.ends) {
            (_, true, true) => (in_at, out_at),
            (true, true, false) => (0, out_at),
            (true, false, true) => (in_at, 100),
            (false, true, false) => (out_at, 100),
            (false, false, true) => (0, in_at),
            (_, false, false) => (0, 100),
        };
        let class = if line.is_back { "back" } else { "ahead" };
        *out += &format!(
            "<g class=\"{class}\"><line x1=\"{}%\" x2=\"{}%\" y1=\"{y}\" y2=\"{y}\"/>",
            turn(first),
            turn(last)
        );
        if line.starts {
            *out += &format!(
                "<svg x=\"{}%\" y=\"{y}\"><path d=\"M0 0V{depth:.1}\"/><circle cy=\"{depth:.1}\" r=\"2\"/></svg>",
                turn(out_at)
            );
        }
        if line.ends {
            let neck = depth - 4.5;
            *out += &format!(
                "<svg x=\"{}%\" y=\"{y}\"><path d=\"M0 0V{depth:.1}M-4 {neck:.1}L0 {depth:.1} 4 {neck:.1}\"/></svg>",
                turn(in_at)
            );
        }
        *out += "</g>";
    }

    fn is_turned(&self) -> bool {
        self.sheet.board.direction == Direction::RightToLeft
    }

    /// How many are still there, who comes in, and where they go.
    fn words(&self, stage: usize, out: &mut String) {
        let board = self.sheet.board;
        if let Some(reach) = self.reach(stage).filter(|_| !is_gone(&board.stages[stage].fate)) {
            *out += &format!(
                "<p class=\"reach\"><span><b>{}</b> {}</span></p>",
                small::percent(reach),
                words::STILL_HERE
            );
        }
        for start in board.starts.iter().filter(|start| start.stage == stage) {
            if let Some(share) = start.share {
                *out += &format!(
                    "<p class=\"way come\"><span>{} {}</span></p>",
                    small::figure(share),
                    words::COME_IN
                );
            }
        }
        for way in board.ways_from(stage) {
            *out += &said(self.sheet, way);
        }
    }
}

/// Where an arrow leads, for how many, and when.
pub(super) fn said(sheet: &Sheet<'_>, way: &Way) -> String {
    let stage = |word: &str, to: usize| {
        let stage = &sheet.board.stages[to];
        format!("{word}<a href=\"{}\"><bdi>{}</bdi></a>", Url::here(&stage.name), Text(&stage.title))
    };
    let (class, to) = match &way.to {
        Goal::Stage(to) if way.is_back() => ("back", stage(words::BACK, *to)),
        Goal::Stage(to) => ("on", stage(words::GO_ON, *to)),
        Goal::End => ("end", words::TO_END.to_owned()),
        Goal::Exit => ("exit", words::TO_EXIT.to_owned()),
        Goal::Journey(journey) => {
            ("away", format!("{}{}", words::TO_JOURNEY, links::along(sheet.links, way, journey)))
        }
    };
    let share = match way.fate.as_deref() {
        Some(Fate::Removed(share)) if share.is_empty() => String::new(),
        Some(Fate::Removed(share)) => format!("{} ", small::figure(share)),
        Some(Fate::Added | Fate::Changed(_)) | None => {
            way.share.map(|share| format!("{} ", small::figure(share))).unwrap_or_default()
        }
    };
    let became = Became::new(way.fate.as_deref());
    let when =
        way.when.as_deref().map(|when| format!(" <span class=\"when\" dir=\"auto\">{}</span>", Text(when)));
    format!(
        "<p class=\"way {class}{}\">{}<span>{share}{to}{}</span></p>{}",
        became.class,
        became.sign,
        when.unwrap_or_default(),
        became.was
    )
}
