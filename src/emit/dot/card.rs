//! Cards: the start, the end, and each stage with what belongs to it.

use std::fmt;

use crate::emit::Detail;
use crate::emit::dot::facts::Facts;
use crate::emit::dot::label::{Align, Label, Phrase};
use crate::emit::dot::look::{CARD, DARK, FONT_BOLD, NOTE, Paint, TITLE, paint};
use crate::emit::dot::plan::Plan;
use crate::emit::dot::sheet::{Attributes, Sheet};
use crate::view::Addressed;
use crate::view::board::{Board, Column, Hurdle, Point};

/// Draws cards.
pub(super) struct Cards<'b> {
    pub(super) board: &'b Board,
    pub(super) plan: &'b Plan,
    pub(super) detail: Detail,
}

impl Cards<'_> {
    pub(super) fn start(&self, sheet: &mut Sheet) -> fmt::Result {
        self.terminal("start", self.facts().of_start(self.board), sheet)
    }

    /// The end, if lines lead to it.
    pub(super) fn end(&self, sheet: &mut Sheet) -> fmt::Result {
        if !self.plan.has_end() {
            return Ok(());
        }
        self.terminal("end", self.facts().of_end(self.board), sheet)
    }

    fn terminal(&self, word: &'static str, text: Label, sheet: &mut Sheet) -> fmt::Result {
        let title = |align| {
            let mut title = Label::new(align);
            title.push(Phrase::new(self.board.direction).word(word), TITLE);
            title
        };
        // Where there is nothing to tell, the title alone stands in the middle of the card.
        let (title, node) = if text.is_empty() {
            let alone = plain(title(Align::Middle)).set("fontname", FONT_BOLD).set("fontsize", "14");
            (Label::new(Align::Middle), alone)
        } else {
            (title(Align::Start), plain(text).set("width", "1.7"))
        };
        let card = card(title, DARK).set("style", "filled,rounded").set("fontcolor", "white");
        sheet.open(&format!("subgraph cluster_{word}"))?;
        sheet.statement("graph", &card.set("tooltip", word))?;
        sheet.statement(word, &node.set("fontcolor", "white").set("tooltip", word))?;
        sheet.close()
    }

    /// A stage. Its node holds its text; its title is that of the cluster around it and what stands below it.
    pub(super) fn stage(&self, number: usize, sheet: &mut Sheet) -> fmt::Result {
        let stage = &self.board.stages[number];
        let mut title = Label::new(Align::Start);
        // No line may end between them: that is no space.
        let named = Phrase::new(self.board.direction).figure(number + 1).word("\u{2002}").said(&stage.title);
        title.push(named, TITLE);
        let tooltip = self.facts().under(&stage.title, stage.all_barriers());
        let card = card(title, paint(stage.mood()))
            .set("style", style(&stage.only))
            .set("tooltip", &tooltip)
            .link(&stage.links);
        let text = plain(self.facts().of_stage(stage)).set("width", CARD).set("tooltip", &tooltip);
        let id = self.plan.stage_id(number);
        sheet.open(&["subgraph ", self.plan.card_id(number).0].concat())?;
        sheet.statement("graph", &card)?;
        sheet.statement(id, &text)?;
        let below = self.below(number, stage, sheet)?;
        stack(id, below, sheet)?;
        sheet.close()
    }

    /// What stands in a card below its text; its names, from top to bottom.
    fn below(&self, number: usize, stage: &Column, sheet: &mut Sheet) -> Result<Vec<String>, fmt::Error> {
        let mut names = Vec::new();
        let note = format!("b{number}");
        match self.detail {
            Detail::Stages => names.extend(self.note(note, stage.all_barriers(), sheet)?),
            Detail::Touchpoints => {
                names.extend(self.note(note, stage.barriers.iter(), sheet)?);
                for (index, point) in stage.touchpoints.iter().enumerate() {
                    let name = format!("p{number}_{index}");
                    self.point(&name, point, sheet)?;
                    names.push(name);
                    let note = format!("b{number}_{index}");
                    names.extend(self.note(note, point.barriers.iter(), sheet)?);
                }
            }
        }
        Ok(names)
    }

    fn point(&self, name: &str, point: &Point, sheet: &mut Sheet) -> fmt::Result {
        let Paint { ground, frame } = paint(point.emotion.as_ref().map(|it| it.score));
        let node = Attributes::new()
            .set("label", self.facts().of_point(point))
            .set("fillcolor", ground)
            .set("color", frame)
            .set("style", style(&point.only))
            .set("width", CARD)
            .set("tooltip", self.facts().under(&point.title, &point.barriers))
            .link(&point.links);
        sheet.statement(name, &node)
    }

    /// A yellow note of those among `barriers` that nothing addresses, and its name; none if there are none.
    fn note<'h>(
        &self,
        name: String,
        barriers: impl Iterator<Item = &'h Hurdle>,
        sheet: &mut Sheet,
    ) -> Result<Option<String>, fmt::Error> {
        let open: Vec<&Hurdle> = barriers.filter(|it| it.addressed == Addressed::Open).collect();
        if open.is_empty() {
            return Ok(None);
        }
        let titles = open.iter().map(|barrier| barrier.title.as_str());
        let tooltip = Phrase::new(self.board.direction).word("open: ").list(titles).tooltip();
        let node = Attributes::new()
            .set("label", self.facts().of_open(&open))
            .set("shape", "note")
            .set("style", "filled")
            .set("fillcolor", NOTE.ground)
            .set("color", NOTE.frame)
            .set("width", CARD)
            .set("tooltip", tooltip);
        sheet.statement(&name, &node)?;
        Ok(Some(name))
    }

    fn facts(&self) -> Facts {
        Facts(self.board.direction)
    }
}

/// The cluster that is drawn as a card.
fn card(title: Label, paint: Paint) -> Attributes<'static> {
    Attributes::new()
        .set("label", title)
        // The side on which reading begins: Graphviz turns it around with the graph.
        .set("labeljust", "l")
        .set("fontname", FONT_BOLD)
        .set("fontsize", "14")
        .set("fillcolor", paint.ground)
        .set("color", paint.frame)
        .set("penwidth", "1.5")
        .set("margin", "8")
}

/// A text without a frame.
fn plain(text: Label) -> Attributes<'static> {
    Attributes::new().set("label", text).set("shape", "plaintext").set("style", "solid").set("margin", "0")
}

/// How the frame of what is only for some is drawn.
fn style(only: &[String]) -> &'static str {
    if only.is_empty() { "filled,rounded" } else { "filled,rounded,dashed" }
}

/// Keeps what stands in a card in its order. Within clusters that run sideways, `dot` puts the first of a rank lowest.
fn stack(top: &str, below: Vec<String>, sheet: &mut Sheet) -> fmt::Result {
    if below.is_empty() {
        return Ok(());
    }
    let upwards: Vec<&str> = below.iter().rev().map(String::as_str).chain([top]).collect();
    sheet.open("subgraph")?;
    sheet.statement("graph", &Attributes::new().set("rank", "same"))?;
    sheet.statement(&upwards.join(" -> "), &Attributes::new().set("style", "invis"))?;
    sheet.close()
}
