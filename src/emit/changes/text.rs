//! Changes for people at a terminal: journey by journey and stage by stage, a line each, with its place.

use std::io;

use crate::diff::{Both, Change, Figures, JourneyChanges, Sign, Turn};
use crate::emit::changes::say::{Bit, Piece, inside, keyword, pieces};
use crate::emit::changes::sum::{Sum, amounts, arrow, headline, losses, percents, turned};
use crate::emit::changes::{ChangeForm, Comparison};
use crate::report::{BOLD, Look, cut, paint, visible_line};

pub(super) const FORM: ChangeForm = ChangeForm {
    name: "text",
    docs: "for people: grouped by journey and stage, with the place of each",
    write,
};

const GREEN: &str = "32";
const RED: &str = "31";
const YELLOW: &str = "33";
const DIM: &str = "2";

/// More columns of one text are not shown.
const LONGEST_TEXT: usize = 60;

fn write(cx: &Comparison<'_>, look: &Look, out: &mut dyn io::Write) -> io::Result<()> {
    if cx.changes.is_empty() {
        return writeln!(out, "nothing changed in meaning");
    }
    let mut page = Page { cx, look, out };
    for journey in &cx.changes.journeys {
        page.journey(journey)?;
    }
    if !cx.changes.shared.is_empty() {
        page.line(&paint("beside the journeys", BOLD, look))?;
        for change in &cx.changes.shared {
            page.change(change, None, 1)?;
        }
        page.line("")?;
    }
    let sum = Sum::of(cx.changes);
    let meaning = headline(cx.changes).join("; ");
    page.line(&if sum.all() == 0 { meaning } else { format!("{sum}") })
}

struct Page<'p, 'a> {
    cx: &'p Comparison<'a>,
    look: &'p Look,
    out: &'p mut dyn io::Write,
}

impl Page<'_, '_> {
    fn line(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.out, "{}", line.trim_end())
    }

    fn journey(&mut self, journey: &JourneyChanges) -> io::Result<()> {
        let (own, rest): (Vec<&Change>, Vec<&Change>) = journey
            .own
            .iter()
            .partition(|change| change.of == journey.journey && change.what.word().is_none());
        match own.split_first() {
            // What came or went as a whole is its own heading.
            Some((change, [])) if matches!(change.what.sign(), Sign::Added | Sign::Removed) => {
                self.change(change, None, 0)?;
            }
            _ => {
                self.line(&paint(&self.subject(journey.journey), BOLD, self.look))?;
                for change in own {
                    self.change(change, Some(journey.journey), 1)?;
                }
            }
        }
        for figures in &journey.figures {
            self.figures(figures)?;
        }
        for turn in &journey.turns {
            self.turn(turn)?;
        }
        for change in rest {
            self.change(change, Some(journey.journey), 1)?;
        }
        for stage in &journey.stages {
            let (whole, inner): (Vec<&Change>, Vec<&Change>) = stage
                .changes
                .iter()
                .partition(|change| change.of == stage.stage && change.what.word().is_none());
            if whole.is_empty() {
                self.line(&format!("  {}", self.subject(stage.stage)))?;
            }
            for change in whole {
                self.change(change, None, 1)?;
            }
            for change in inner {
                self.change(change, Some(stage.stage), 2)?;
            }
        }
        self.line("")
    }

    /// `stage looking "Looking around"`.
    fn subject(&self, both: Both) -> String {
        let Some(declared) = self.cx.declared(both) else { return keyword(both).to_owned() };
        let name = visible_line(declared.name.as_str(), self.look);
        format!("{} {name} {}", keyword(both), self.quoted(&declared.title))
    }

    fn quoted(&self, text: &str) -> String {
        format!("\"{}\"", cut(&visible_line(text, self.look), LONGEST_TEXT, self.look))
    }

    /// A change below the heading of `head`.
    fn change(&mut self, change: &Change, head: Option<Both>, depth: usize) -> io::Result<()> {
        let (sign, color) = match change.what.sign() {
            Sign::Added => ("+", GREEN),
            Sign::Removed => ("-", RED),
            Sign::Changed => ("~", YELLOW),
        };
        let said = self.said(change);
        let subject = if head == Some(change.of) {
            String::new()
        } else if said.is_empty() {
            self.subject(change.of)
        } else {
            let name = self.cx.declared(change.of).map_or("", |it| it.name.as_str());
            format!("{} {}: ", keyword(change.of), visible_line(name, self.look))
        };
        let inside = inside(change, self.cx).map(|inside| format!(" with {inside}")).unwrap_or_default();
        let only = self.only(&change.only);
        let place = self.cx.place(change).map(|place| visible_line(&place.to_string(), self.look));
        let place = place.map(|place| paint(&format!("  {place}"), DIM, self.look)).unwrap_or_default();
        let line = paint(&format!("{sign} {subject}{said}{inside}{only}"), color, self.look);
        self.line(&format!("{}{line}{place}", "  ".repeat(depth)))
    }

    fn only(&self, only: &[Both]) -> String {
        self.whom(" (only for ", only)
    }

    /// Those that something is about, in parentheses.
    fn whom(&self, opening: &str, audiences: &[Both]) -> String {
        let names = audiences.iter().filter_map(|it| self.cx.declared(*it));
        let names: Vec<String> = names.map(|it| visible_line(it.name.as_str(), self.look)).collect();
        if names.is_empty() { String::new() } else { format!("{opening}{})", names.join(", ")) }
    }

    fn said(&self, change: &Change) -> String {
        let said = pieces(change, self.cx).into_iter().map(|piece| match piece {
            Piece::Same(bit) => self.bits(&[bit]),
            Piece::Turned { old, new } => {
                let side =
                    |bits: &[Bit<'_>]| if bits.is_empty() { "none".to_owned() } else { self.bits(bits) };
                arrow((side(&old), side(&new)))
            }
        });
        said.reduce(joined).unwrap_or_default()
    }

    fn bits(&self, bits: &[Bit<'_>]) -> String {
        bits.iter().map(|bit| self.bit(bit)).reduce(joined).unwrap_or_default()
    }

    fn bit(&self, bit: &Bit<'_>) -> String {
        match bit {
            Bit::Word(word) => (*word).to_owned(),
            Bit::Value(value) => value.clone(),
            Bit::Named(Some(declared)) => visible_line(declared.name.as_str(), self.look),
            Bit::Named(None) => "?".to_owned(),
            Bit::Name(name) => visible_line(name, self.look),
            Bit::Text(text) => self.quoted(text),
            Bit::Rest(text) => self.quoted(&format!("…{text}")),
            Bit::Link(link) => format!("<{}>", cut(&visible_line(link, self.look), LONGEST_TEXT, self.look)),
            Bit::Comma => ",".to_owned(),
        }
    }

    /// `completion 24.1 % → 26.8 %, lost 70 % → 68 %`, and where customers are lost.
    fn figures(&mut self, figures: &Figures) -> io::Result<()> {
        let mut parts = Vec::new();
        if figures.completes.is_one() {
            parts.push(format!("completion {}", arrow(percents(figures.completes))));
        }
        if figures.lost.is_one() {
            parts.push(format!("lost {}", arrow(percents(figures.lost))));
        }
        if let Some(earned) = figures.earned.filter(|it| it.amount.is_one()) {
            let per = earned.per.map_or("customer who starts", |per| per.word());
            parts.push(format!("worth {} per {per}", arrow(amounts(&earned))));
        }
        if !parts.is_empty() {
            let whom = self.whom(" (for ", &figures.audiences);
            self.line(&format!("  {}{whom}", parts.join(", ")))?;
        }
        for stage in losses(figures) {
            let name = self.cx.declared(stage.stage).map(|it| visible_line(it.name.as_str(), self.look));
            let line = format!("    lost at {} {}", name.unwrap_or_default(), arrow(percents(stage.lost)));
            self.line(&line)?;
        }
        Ok(())
    }

    /// `barrier no_size_guide is open again`.
    fn turn(&mut self, turn: &Turn) -> io::Result<()> {
        let Some(declared) = self.cx.declared(turn.barrier) else { return Ok(()) };
        let name = visible_line(declared.name.as_str(), self.look);
        let severity = turn.severity.map(|it| format!(" (severity {})", it.word())).unwrap_or_default();
        let color = if turn.new == crate::view::Addressed::Open { RED } else { GREEN };
        let line = format!("{} {name} is {}{severity}", keyword(turn.barrier), turned(turn));
        let place = self.cx.new.place(declared.name_span);
        let place = paint(&format!("  {}", visible_line(&place.to_string(), self.look)), DIM, self.look);
        self.line(&format!("  {}{place}", paint(&line, color, self.look)))
    }
}

/// Two parts of a line; a comma stands right behind what is before it.
fn joined(line: String, part: String) -> String {
    if part.starts_with(',') { line + &part } else { format!("{line} {part}") }
}
