//! Cards: the start, the end, and each stage with what is told of it.

use std::fmt;

use crate::emit::Detail;
use crate::emit::dot::label::{Align, Label, Phrase};
use crate::emit::dot::look::{CARD, DARK, FONT_BOLD, NOTE, Paint, TEXT, TITLE, face, paint};
use crate::emit::dot::plan::{Plan, card_id, stage_id};
use crate::emit::dot::sheet::{Attributes, Sheet};
use crate::view::Addressed;
use crate::view::board::{Board, Column, Feeling, Hurdle, Named, Point};

/// Draws cards.
pub(super) struct Cards<'b> {
    pub(super) board: &'b Board,
    pub(super) plan: &'b Plan,
    pub(super) detail: Detail,
}

impl Cards<'_> {
    /// The start: how many come, what they want, and who answers for the whole.
    pub(super) fn start(&self, sheet: &mut Sheet<'_>) -> fmt::Result {
        let board = self.board;
        let mut text = Label::new(Align::Start);
        if let Some(volume) = &board.volume {
            text.push(self.phrase().figure(volume), TEXT);
        }
        for goal in &board.goals {
            text.push(self.phrase().word("goal: ").said(&goal.text), TEXT);
            text.push(self.only(&goal.only), TEXT);
        }
        if !board.owners.is_empty() {
            text.push(self.owners(&board.owners), TEXT);
        }
        if let Some(day) = board.reviewed {
            text.push(self.phrase().word("reviewed: ").figure(day), TEXT);
        }
        self.terminal("start", text, sheet)
    }

    /// The end, if lines lead to it: what is won.
    pub(super) fn end(&self, sheet: &mut Sheet<'_>) -> fmt::Result {
        if !self.plan.has_end() {
            return Ok(());
        }
        let mut text = Label::new(Align::Start);
        if let Some(worth) = self.board.worth {
            text.push(self.phrase().word("value: ").figure(worth), TEXT);
        }
        self.terminal("end", text, sheet)
    }

    fn terminal(&self, word: &'static str, text: Label, sheet: &mut Sheet<'_>) -> fmt::Result {
        let title = |align| {
            let mut title = Label::new(align);
            title.push(self.phrase().word(word), TITLE);
            title
        };
        // Where there is nothing to tell, the title alone stands in the middle of the card.
        let (title, node) = if text.is_empty() {
            let alone = plain(title(Align::Middle)).set("fontname", FONT_BOLD).set("fontsize", "14");
            (Label::from(""), alone)
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
    pub(super) fn stage(&self, number: usize, sheet: &mut Sheet<'_>) -> fmt::Result {
        let stage = &self.board.stages[number];
        let mut title = Label::new(Align::Start);
        // No line may end between them: that is no space.
        let named = self.phrase().figure(number + 1).word("\u{2002}").said(&stage.title);
        title.push(named, TITLE);
        let card = card(title, paint(stage.mood()))
            .set("style", if stage.only.is_empty() { "filled,rounded" } else { "filled,rounded,dashed" })
            .set("tooltip", self.tooltip(stage))
            .link(&stage.links);
        let text = plain(self.stage_text(stage)).set("width", CARD).set("tooltip", self.tooltip(stage));
        sheet.open(&format!("subgraph {}", card_id(number)))?;
        sheet.statement("graph", &card)?;
        sheet.statement(&stage_id(number), &text)?;
        let mut below = Vec::new();
        match self.detail {
            Detail::Stages => below.extend(self.note("", number, stage.all_barriers(), sheet)?),
            Detail::Touchpoints => {
                below.extend(self.note("", number, stage.barriers.iter(), sheet)?);
                for (index, point) in stage.touchpoints.iter().enumerate() {
                    let id = format!("p{number}_{index}");
                    self.point(&id, point, sheet)?;
                    below.push(id);
                    below.extend(self.note(&format!("_{index}"), number, point.barriers.iter(), sheet)?);
                }
            }
        }
        stack(stage_id(number), below, sheet)?;
        sheet.close()
    }

    fn stage_text(&self, stage: &Column) -> Label {
        let mut text = Label::new(Align::Start);
        let mut when = self.phrase();
        if let Some(phase) = stage.phase {
            when = when.word(phase.word());
        }
        if let Some(duration) = stage.duration {
            when = when.dot().figure(duration);
        }
        text.push(when, TEXT);
        text.push(self.owners(&stage.owners), TEXT);
        text.push(self.only(&stage.only), TEXT);
        match (&stage.emotion, stage.mood()) {
            (Some(feeling), _) => text.push(self.feeling(feeling), TEXT),
            (None, Some(score)) => text.push(self.phrase().figure(face(score)), TEXT),
            (None, None) => {}
        }
        text.push(self.dealt_with(stage), TEXT);
        text
    }

    /// How many barriers something is done about, or nothing with a reason.
    fn dealt_with(&self, stage: &Column) -> Phrase {
        let count = |addressed| stage.all_barriers().filter(|it| it.addressed == addressed).count();
        let mut phrase = self.phrase();
        match count(Addressed::Solved) {
            0 => {}
            1 => phrase = phrase.figure(1).word("\u{A0}barrier\u{A0}solved"),
            solved => phrase = phrase.figure(solved).word("\u{A0}barriers\u{A0}solved"),
        }
        match count(Addressed::Accepted) {
            0 => phrase,
            1 => phrase.dot().figure(1).word("\u{A0}barrier\u{A0}accepted"),
            accepted => phrase.dot().figure(accepted).word("\u{A0}barriers\u{A0}accepted"),
        }
    }

    fn point(&self, id: &str, point: &Point, sheet: &mut Sheet<'_>) -> fmt::Result {
        let mut text = Label::new(Align::Start);
        text.push(self.phrase().said(&point.title), TEXT);
        let channels = self.phrase().list(point.channels.iter().map(|channel| channel.title.as_str()));
        text.push(
            match point.criticality {
                Some(level) => channels.dot().word(level.word()),
                None => channels,
            },
            TEXT,
        );
        if let Some(drop) = point.drop {
            text.push(self.phrase().word("drop ").figure(drop), TEXT);
        }
        if point.own_owners {
            text.push(self.owners(&point.owners), TEXT);
        }
        text.push(self.only(&point.only), TEXT);
        if let Some(feeling) = &point.emotion {
            text.push(self.feeling(feeling), TEXT);
        }
        let Paint { ground, frame } = paint(point.emotion.as_ref().map(|it| it.score));
        let node = Attributes::new()
            .set("label", text)
            .set("fillcolor", ground)
            .set("color", frame)
            .set("style", if point.only.is_empty() { "filled,rounded" } else { "filled,rounded,dashed" })
            .set("width", CARD)
            .set("tooltip", self.phrase().said(&point.title).tooltip())
            .link(&point.links);
        sheet.statement(id, &node)
    }

    /// A yellow note with those of `barriers` that nothing addresses; its name, if there are any.
    fn note<'h>(
        &self,
        suffix: &str,
        number: usize,
        barriers: impl Iterator<Item = &'h Hurdle>,
        sheet: &mut Sheet<'_>,
    ) -> Result<Option<String>, fmt::Error> {
        let open: Vec<&Hurdle> = barriers.filter(|it| it.addressed == Addressed::Open).collect();
        if open.is_empty() {
            return Ok(None);
        }
        let mut text = Label::new(Align::Start);
        let barriers = if open.len() == 1 { " open barrier" } else { " open barriers" };
        text.push(self.phrase().word("⚠ ").figure(open.len()).word(barriers), TEXT);
        for barrier in &open {
            text.push(self.phrase().word("· ").said(&barrier.title), TEXT);
        }
        let titles = self.phrase().word("open: ").list(open.iter().map(|barrier| barrier.title.as_str()));
        let node = Attributes::new()
            .set("label", text)
            .set("shape", "note")
            .set("style", "filled")
            .set("fillcolor", NOTE.ground)
            .set("color", NOTE.frame)
            .set("width", CARD)
            .set("tooltip", titles.tooltip());
        let id = format!("b{number}{suffix}");
        sheet.statement(&id, &node)?;
        Ok(Some(id))
    }

    fn owners(&self, owners: &[Named]) -> Phrase {
        match owners {
            [] => self.phrase().word("no owner"),
            owners => self.phrase().word("owner: ").names(owners),
        }
    }

    fn only(&self, only: &[String]) -> Phrase {
        match only {
            [] => self.phrase(),
            only => self.phrase().word("only for ").list(only.iter().map(String::as_str)),
        }
    }

    fn feeling(&self, feeling: &Feeling) -> Phrase {
        let phrase = self.phrase().figure(face(feeling.score));
        match &feeling.text {
            Some(text) => phrase.word(" ").said(text),
            None => phrase,
        }
    }

    fn tooltip(&self, stage: &Column) -> Label {
        let mut phrase = self.phrase().said(&stage.title);
        for barrier in stage.all_barriers() {
            let how = match barrier.addressed {
                Addressed::Open => "\nopen: ",
                Addressed::Solved => "\nsolved: ",
                Addressed::Accepted => "\naccepted: ",
            };
            phrase = phrase.word(how).said(&barrier.title);
        }
        phrase.tooltip()
    }

    fn phrase(&self) -> Phrase {
        Phrase::new(self.board.direction)
    }
}

/// The cluster that is drawn as a card.
fn card(title: Label, paint: Paint) -> Attributes {
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
fn plain(text: Label) -> Attributes {
    Attributes::new().set("label", text).set("shape", "plaintext").set("style", "solid").set("margin", "0")
}

/// Keeps what stands in a card in its order. Within clusters that run sideways, `dot` puts the first of a rank lowest.
fn stack(top: String, below: Vec<String>, sheet: &mut Sheet<'_>) -> fmt::Result {
    if below.is_empty() {
        return Ok(());
    }
    let upwards: Vec<String> = below.into_iter().rev().chain([top]).collect();
    sheet.open("subgraph")?;
    sheet.statement("graph", &Attributes::new().set("rank", "same"))?;
    sheet.statement(&upwards.join(" -> "), &Attributes::new().set("style", "invis"))?;
    sheet.close()
}
