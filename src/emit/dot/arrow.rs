//! Arrows: lines between cards, and marks for what leaves a row or the journey.

use std::fmt;

use crate::emit::dot::label::{Align, Label, Phrase};
use crate::emit::dot::look::{ASIDE, BACKWARD, DARK, MARK, NARROW, ONWARD, OUTWARD, Stroke};
use crate::emit::dot::plan::{Drawn, Plan};
use crate::emit::dot::sheet::{Attributes, Sheet};
use crate::value::{Direction, Share};
use crate::view::board::{Board, Coming, Goal, Way};

/// How strongly `dot` keeps cards of a row beside each other. All lines back in a row together must weigh less.
const BESIDE: &str = "1000";
/// How strongly it shortens a line back. With less it finds worse ways, and with none it draws lines through texts.
const BACK: &str = "2";

/// Draws arrows.
pub(super) struct Arrows<'b> {
    pub(super) board: &'b Board,
    pub(super) plan: &'b Plan,
}

impl Arrows<'_> {
    pub(super) fn write(&self, sheet: &mut Sheet) -> fmt::Result {
        self.rows(sheet)?;
        for (index, start) in self.board.starts.iter().enumerate() {
            self.start(index, start, sheet)?;
        }
        let (mut from, mut index) = (None, 0);
        for (way, drawn) in self.board.arrows.iter().zip(self.plan.drawn()) {
            index = if from == Some(way.from) { index + 1 } else { 0 };
            from = Some(way.from);
            self.arrow(way, *drawn, index, sheet)?;
        }
        Ok(())
    }

    /// Holds cards beside each other that no arrow joins.
    fn rows(&self, sheet: &mut Sheet) -> fmt::Result {
        let stages = self.board.stages.len();
        let mut joined = vec![false; stages];
        for (way, drawn) in self.board.arrows.iter().zip(self.plan.drawn()) {
            joined[way.from] |= match drawn {
                Drawn::On(to) => *to == way.from + 1,
                Drawn::End => way.from + 1 == stages,
                Drawn::Back(_) | Drawn::Mark => false,
            };
        }
        let held = Attributes::new().set("style", "invis").set("weight", BESIDE);
        if stages > 0 && !self.board.starts.iter().any(|start| start.stage == 0) {
            sheet.edge("start", self.plan.stage_id(0), &held)?;
        }
        for stage in (0..stages).filter(|stage| !joined[*stage]) {
            if stage + 1 < self.plan.row_of(stage).end {
                sheet.edge(self.plan.stage_id(stage), self.plan.stage_id(stage + 1), &held)?;
            } else if stage + 1 == stages && self.plan.has_end() {
                sheet.edge(self.plan.stage_id(stage), "end", &held)?;
            }
        }
        Ok(())
    }

    fn start(&self, index: usize, start: &Coming, sheet: &mut Sheet) -> fmt::Result {
        let to = &self.board.stages[start.stage];
        let tooltip = self.shared(self.phrase().word("start → ").said(&to.title), start.share).tooltip();
        let edge = line(ONWARD, start.share, &tooltip).set("lhead", self.plan.card_id(start.stage));
        let first = self.plan.stage_id(start.stage);
        if self.plan.row_of(start.stage).start == 0 {
            let edge = beside(edge, start.stage == 0).set("ltail", "cluster_start");
            let edge = self.labelled(edge, start.share, None, &tooltip);
            return sheet.edge("start", first, &edge);
        }
        let mut text = Label::new(Align::Middle);
        text.push(self.shared(self.phrase().word("start"), start.share), MARK);
        let mark = Attributes::new()
            .set("label", text)
            .set("fillcolor", DARK.ground)
            .set("color", DARK.frame)
            .set("fontcolor", "white")
            .set("tooltip", &tooltip);
        let id = format!("start{index}");
        sheet.statement(&id, &mark)?;
        sheet.edge(&id, first, &edge)
    }

    fn arrow(&self, way: &Way, drawn: Drawn, index: usize, sheet: &mut Sheet) -> fmt::Result {
        let (plan, stroke, tooltip) = (self.plan, stroke(way), self.tooltip(way));
        let from = plan.stage_id(way.from);
        let edge = line(stroke, way.share, &tooltip).set("ltail", plan.card_id(way.from));
        let labelled = |edge| self.labelled(edge, way.share, way.when.as_deref(), &tooltip);
        match drawn {
            Drawn::On(to) => {
                let edge = beside(edge, to == way.from + 1).set("lhead", plan.card_id(to));
                sheet.edge(from, plan.stage_id(to), &labelled(edge))
            }
            Drawn::Back(to) => {
                let edge = edge.set("weight", BACK).set("lhead", plan.card_id(to));
                sheet.edge(from, plan.stage_id(to), &labelled(edge))
            }
            Drawn::End => {
                let edge = beside(edge, way.from + 1 == self.board.stages.len());
                sheet.edge(from, "end", &labelled(edge.set("lhead", "cluster_end")))
            }
            Drawn::Mark => {
                let mark = Attributes::new()
                    .set("label", self.mark(way))
                    .set("color", stroke.color)
                    .set("fontcolor", stroke.text)
                    .set("tooltip", &tooltip);
                let id = format!("x{}_{index}", way.from);
                sheet.statement(&id, &mark)?;
                sheet.edge(from, &id, &edge)
            }
        }
    }

    /// What stands in a mark: where the arrow leads, how many take it, and when.
    fn mark(&self, way: &Way) -> Label {
        let (on, back) = match self.board.direction {
            Direction::LeftToRight => ("→ ", "← "),
            Direction::RightToLeft => ("← ", "→ "),
        };
        let goal = match &way.to {
            Goal::Stage(to) if *to == way.from => self.phrase().word("↻ again"),
            Goal::Stage(to) => {
                let sign = match (self.plan.row_of(way.from).contains(to), way.is_back()) {
                    (true, false) => on,
                    (true, true) => back,
                    (false, false) => "↓ ",
                    (false, true) => "↑ ",
                };
                let phrase = self.phrase().word(sign).figure(to + 1).word("\u{2002}");
                phrase.said(&self.board.stages[*to].title)
            }
            Goal::End => self.phrase().word("end"),
            Goal::Exit => self.phrase().word("exit"),
            Goal::Journey(journey) => self.phrase().word(on).said(&journey.title),
        };
        let mut mark = Label::new(Align::Middle);
        mark.push(self.shared(goal, way.share), MARK);
        if let Some(when) = &way.when {
            mark.push(self.phrase().said(when), MARK);
        }
        mark
    }

    /// Where an arrow leads from and to, how many take it, and when.
    fn tooltip(&self, way: &Way) -> Label {
        let from = self.phrase().said(&self.board.stages[way.from].title).word(" → ");
        let to = match &way.to {
            Goal::Stage(to) => from.said(&self.board.stages[*to].title),
            Goal::End => from.word("end"),
            Goal::Exit => from.word("exit"),
            Goal::Journey(journey) => from.said(&journey.title),
        };
        let shared = self.shared(to, way.share);
        match &way.when {
            Some(when) => shared.word("\n").said(when).tooltip(),
            None => shared.tooltip(),
        }
    }

    /// Writes at a line how many take it, and when.
    fn labelled<'a>(
        &self,
        edge: Attributes<'a>,
        share: Option<Share>,
        when: Option<&str>,
        tooltip: &'a Label,
    ) -> Attributes<'a> {
        let mut label = Label::new(Align::Middle);
        if let Some(share) = share {
            label.push(self.phrase().figure(share), NARROW);
        }
        if let Some(when) = when {
            label.push(self.phrase().said(when), NARROW);
        }
        if label.is_empty() { edge } else { edge.set("label", label).set("labeltooltip", tooltip) }
    }

    fn shared(&self, phrase: Phrase, share: Option<Share>) -> Phrase {
        match share {
            Some(share) => phrase.word(" ").figure(share),
            None => phrase,
        }
    }

    fn phrase(&self) -> Phrase {
        Phrase::new(self.board.direction)
    }
}

fn stroke(way: &Way) -> Stroke {
    match way.to {
        Goal::Stage(_) if way.is_back() => BACKWARD,
        Goal::Stage(_) | Goal::End => ONWARD,
        Goal::Exit => OUTWARD,
        Goal::Journey(_) => ASIDE,
    }
}

fn line<'a>(stroke: Stroke, share: Option<Share>, tooltip: &'a Label) -> Attributes<'a> {
    Attributes::new()
        .set("penwidth", stroke.width(share))
        .set("style", stroke.style)
        .set("color", stroke.color)
        .set("fontcolor", stroke.text)
        .set("tooltip", tooltip)
}

/// Keeps the cards at the ends of a line beside each other, if they are neighbours.
fn beside(edge: Attributes<'_>, neighbours: bool) -> Attributes<'_> {
    if neighbours { edge.set("weight", BESIDE) } else { edge }
}
