//! What is told on a card: of the start, the end, a stage, a touchpoint, and of barriers that nothing addresses.

use crate::emit::dot::label::{Align, Label, Phrase};
use crate::emit::dot::look::{TEXT, face};
use crate::value::Direction;
use crate::view::Addressed;
use crate::view::board::{Board, Column, Feeling, Hurdle, Named, Point};

/// Tells facts in lines that run in the direction of a board.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts(pub(super) Direction);

impl Facts {
    /// How many come, what they want, who answers for the whole, and how old the map is.
    pub(super) fn of_start(self, board: &Board) -> Label {
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
        text
    }

    /// What is won.
    pub(super) fn of_end(self, board: &Board) -> Label {
        let mut text = Label::new(Align::Start);
        if let Some(worth) = board.worth {
            text.push(self.phrase().word("value: ").figure(worth), TEXT);
        }
        text
    }

    /// When, who, for whom, how it feels, and how many barriers something is done about.
    pub(super) fn of_stage(self, stage: &Column) -> Label {
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
        for (addressed, how) in [(Addressed::Solved, "addressed"), (Addressed::Accepted, "accepted")] {
            let count = stage.all_barriers().filter(|it| it.addressed == addressed).count();
            if count > 0 {
                let barriers = if count == 1 { " barrier " } else { " barriers " };
                text.push(self.phrase().figure(count).word(barriers).word(how), TEXT);
            }
        }
        text
    }

    /// What it is called, where it is met, how much depends on it, who answers for it, and how it feels.
    pub(super) fn of_point(self, point: &Point) -> Label {
        let mut text = Label::new(Align::Start);
        text.push(self.phrase().said(&point.title), TEXT);
        let channels = point.channels.iter().map(|channel| channel.title.as_str());
        text.push(self.phrase().list(channels), TEXT);
        let mut weight = self.phrase();
        if let Some(level) = point.criticality {
            weight = weight.word(level.word());
        }
        if let Some(drop) = point.drop {
            weight = weight.dot().word("drop ").figure(drop);
        }
        text.push(weight, TEXT);
        if point.own_owners {
            text.push(self.owners(&point.owners), TEXT);
        }
        text.push(self.only(&point.only), TEXT);
        if let Some(feeling) = &point.emotion {
            text.push(self.feeling(feeling), TEXT);
        }
        text
    }

    /// How many barriers are open, and which.
    pub(super) fn of_open(self, barriers: &[&Hurdle]) -> Label {
        let mut text = Label::new(Align::Start);
        let head = if barriers.len() == 1 { " open barrier" } else { " open barriers" };
        text.push(self.phrase().word("⚠ ").figure(barriers.len()).word(head), TEXT);
        for barrier in barriers {
            text.push(self.phrase().word("· ").said(&barrier.title), TEXT);
        }
        text
    }

    /// Under the pointer: the title, and each barrier.
    pub(super) fn under<'h>(self, title: &str, barriers: impl IntoIterator<Item = &'h Hurdle>) -> Label {
        let mut phrase = self.phrase().said(title);
        for barrier in barriers {
            let how = match barrier.addressed {
                Addressed::Open => "\nopen: ",
                Addressed::Solved => "\naddressed: ",
                Addressed::Accepted => "\naccepted: ",
            };
            phrase = phrase.word(how).said(&barrier.title);
        }
        phrase.tooltip()
    }

    fn owners(self, owners: &[Named]) -> Phrase {
        match owners {
            [] => self.phrase().word("no owner"),
            owners => self.phrase().word("owner: ").names(owners),
        }
    }

    fn only(self, only: &[String]) -> Phrase {
        match only {
            [] => self.phrase(),
            only => self.phrase().word("only for ").list(only.iter().map(String::as_str)),
        }
    }

    fn feeling(self, feeling: &Feeling) -> Phrase {
        let phrase = self.phrase().figure(face(feeling.score));
        match &feeling.text {
            Some(text) => phrase.word(" ").said(text),
            None => phrase,
        }
    }

    fn phrase(self) -> Phrase {
        Phrase::new(self.0)
    }
}
