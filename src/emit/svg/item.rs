//! What stands in cells: each item as a block, as wide as its cell.

use crate::emit::look::Ink;
use crate::emit::svg::draw::{Dash, Mark, Paint};
use crate::emit::svg::stack::{Block, Stack, joined, number, tag};
use crate::emit::svg::text::{BODY, LABEL, SMALL, STRONG, Style, along, said};
use crate::emit::svg::{fate, sign};
use crate::value::{Date, Direction};
use crate::view::Addressed;
use crate::view::board::{Chance, Fate, Feeling, Hurdle, Line, Measured, Point, Process, Remedy};
use crate::view::map::{Cause, Item, Voice, Within, key};
use crate::vocabulary::{Level, Status};

/// Room between the frame of a card and what is in it.
const INSET: f64 = 9.0;

/// What an item has to know of the map that it is in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    pub(super) today: Date,
    pub(super) direction: Direction,
}

/// An item of the stage of this name, in a cell of this width; nothing for a feeling without words, which the curve
/// shows.
pub(super) fn block(item: &Item<'_>, stage: &str, width: f64, set: Setting) -> Option<Block> {
    let (id, block) = match *item {
        Item::Said(voice, line, within) => (None, text(voice, line, within, width, set)),
        Item::Point(number, it) => (Some(key::point(stage, &it.name)), point(number, it, width, set)),
        Item::Feeling(feeling, within) => (None, words(feeling, within, width, set)?),
        Item::Barrier(it, within) => {
            (Some(key::inside(stage, within, &it.name)), barrier(it, within, width, set))
        }
        Item::Opportunity(it, within) => {
            (Some(key::inside(stage, within, &it.name)), chance(it, within, width, set))
        }
        Item::Solution(it, cause, within) => {
            let id = it.is_own.then(|| key::inside(stage, within, &it.name));
            (id, remedy(it, cause, within, width, set))
        }
        Item::Process(it) => (Some(key::backstage(stage, &it.name)), process(it, width, set)),
        Item::Measured(it, within) => (None, measured(it, within, width, set)),
    };
    let block = Block { marks: vec![Mark::Group(id, None, block.marks)], height: block.height };
    Some(fate::marked(block, item.fate(), width))
}

/// Signs that stand before a text: where it begins behind them.
fn lead(stack: &mut Stack, within: Within<'_>, x: f64, y: f64) -> f64 {
    match within {
        Within::Stage => x,
        Within::Point(index, _) => {
            let top = stack.height();
            for mark in number(x + 7.5, top + y, index) {
                stack.mark(|_| mark);
            }
            x + 20.0
        }
    }
}

fn text(voice: Voice, line: &Line, within: Within<'_>, width: f64, set: Setting) -> Block {
    let mut stack = Stack::new(set.direction, 0.0, width);
    for mark in sign::voice(voice, 0.0, 9.0) {
        stack.mark(|_| mark);
    }
    let start = lead(&mut stack, within, 16.0, 9.0);
    stack.start = start;
    stack.room = width - start;
    stack.text(BODY, Ink::Text, &said(&line.text));
    if voice == Voice::Unassisted {
        stack.text(SMALL, Ink::Quiet, "on their own");
    }
    stack.only(&line.only);
    stack.done()
}

fn words(feeling: &Feeling, within: Within<'_>, width: f64, set: Setting) -> Option<Block> {
    let words = feeling.text.as_deref()?;
    let mut stack = Stack::new(set.direction, 0.0, width);
    for mark in sign::face(8.0, 9.0, 8.0, feeling.score) {
        stack.mark(|_| mark);
    }
    let start = lead(&mut stack, within, 21.0, 9.0);
    stack.start = start;
    stack.room = width - start;
    stack.text(BODY, Ink::Text, &said(words));
    stack.only(&feeling.only);
    Some(stack.done())
}

/// A frame around what `fill` puts into it.
fn card(width: f64, set: Setting, paint: Paint, fill: impl FnOnce(&mut Stack)) -> Block {
    let mut stack = Stack::new(set.direction, INSET, width - 2.0 * INSET);
    stack.gap(8.0);
    fill(&mut stack);
    stack.gap(8.0);
    let mut block = stack.done();
    block.marks.insert(0, Mark::rect(0.0, 0.0, width, block.height, 7.0, paint));
    block
}

/// Facts behind a sign of how much something weighs.
fn weighed<'f>(
    stack: &mut Stack,
    level: Level,
    sign: Ink,
    (style, ink): (Style, Ink),
    facts: impl IntoIterator<Item = &'f str>,
) {
    let (end, y) = (stack.start + 20.0, stack.height() + 7.5);
    for mark in sign::level(level, end, y, sign) {
        stack.mark(|_| mark);
    }
    stack.indented(style, ink, &joined(facts), 25.0);
}

fn point(index: usize, point: &Point, width: f64, set: Setting) -> Block {
    card(width, set, Paint::fill(Ink::Card).framed(Ink::Line), |stack| {
        let top = stack.height();
        for mark in number(INSET + 7.5, top + 9.0, index) {
            stack.mark(|_| mark);
        }
        stack.indented(STRONG, Ink::Text, &said(&point.title), 21.0);
        let channels = stack.list(point.channels.iter().map(|channel| channel.title.as_str()));
        let devices = stack.list(point.devices.iter().map(String::as_str));
        stack.text(SMALL, Ink::Quiet, &along(set.direction, joined([channels.as_str(), devices.as_str()])));
        let takes = point.duration.map(|duration| format!("takes {duration}")).unwrap_or_default();
        match point.criticality {
            Some(level) => {
                let facts = [&format!("{} criticality", level.word()), &takes];
                weighed(
                    stack,
                    level,
                    Ink::Accent,
                    (SMALL, Ink::Quiet),
                    facts.into_iter().map(String::as_str),
                );
            }
            None => stack.facts(Ink::Quiet, [takes.as_str()]),
        }
        if point.own_owners {
            stack.facts(Ink::Quiet, [format!("owner: {}", stack.titles(&point.owners)).as_str()]);
        }
        if let Some(drop) = point.drop {
            stack.text(LABEL, Ink::Hurt, &format!("{drop} lost here"));
        }
        for success in &point.successes {
            tick(stack);
            stack.indented(SMALL, Ink::Text, &said(&success.text), 15.0);
            stack.only(&success.only);
        }
        stack.only(&point.only);
    })
}

/// A tick at the start of the next line.
fn tick(stack: &mut Stack) {
    let x = stack.start;
    stack.mark(|y| {
        use crate::emit::svg::draw::Step::{Line, Move};
        let steps = [Move(x + 1.0, y + 8.5), Line(x + 4.0, y + 11.5), Line(x + 9.5, y + 4.5)];
        Mark::upright(x + 5.0, steps, Paint::stroke(Ink::Best, 1.6))
    });
}

fn barrier(barrier: &Hurdle, within: Within<'_>, width: f64, set: Setting) -> Block {
    let paint = match barrier.addressed {
        Addressed::Open => Paint::fill(Ink::HurtPale).framed(Ink::Hurt),
        Addressed::Solved | Addressed::Accepted => Paint::fill(Ink::Card).framed(Ink::Line),
    };
    let is_open = barrier.addressed == Addressed::Open;
    let ink = if is_open { Ink::Hurt } else { Ink::Quiet };
    card(width, set, paint, |stack| {
        let top = stack.height();
        for mark in sign::addressed(barrier.addressed, INSET + 8.0, top + 9.0) {
            stack.mark(|_| mark);
        }
        let start = lead(stack, within, INSET + 21.0, 9.0) - INSET;
        stack.indented(STRONG, Ink::Text, &said(&barrier.title), start);
        let how = match barrier.addressed {
            Addressed::Open => "open",
            Addressed::Solved => "addressed",
            Addressed::Accepted => "accepted",
        };
        let loss = barrier.drop.map(|drop| format!("{drop} lost")).unwrap_or_default();
        let style = if is_open { LABEL } else { SMALL };
        match barrier.severity {
            Some(level) => {
                let severity = format!("{} severity", level.word());
                weighed(stack, level, ink, (style, ink), [how, severity.as_str(), loss.as_str()]);
            }
            None => stack.text(style, ink, &joined([how, loss.as_str()])),
        }
        if let Some(why) = &barrier.accepted {
            stack.text(SMALL, Ink::Quiet, &said(why));
        }
        if is_open && !barrier.owners.is_empty() {
            stack.facts(Ink::Quiet, [format!("owner: {}", stack.titles(&barrier.owners)).as_str()]);
        }
        stack.only(&barrier.only);
    })
}

fn chance(chance: &Chance, within: Within<'_>, width: f64, set: Setting) -> Block {
    card(width, set, Paint::fill(Ink::ChancePale), |stack| {
        let (x, y) = (INSET + 8.0, stack.height() + 9.0);
        stack.mark(|_| Mark::circle(x, y, 7.5, Paint::fill(Ink::Chance)));
        stack.mark(|_| Mark::line((x - 3.8, y), (x + 3.8, y), Paint::stroke(Ink::Paper, 1.8)));
        stack.mark(|_| Mark::line((x, y - 3.8), (x, y + 3.8), Paint::stroke(Ink::Paper, 1.8)));
        let start = lead(stack, within, INSET + 21.0, 9.0) - INSET;
        stack.indented(STRONG, Ink::Text, &said(&chance.title), start);
        let impact = chance.impact.map(|impact| format!("{} impact", impact.word()));
        let owner = stack.titles(&chance.owners);
        stack.facts(Ink::Quiet, [impact.as_deref().unwrap_or_default(), owner.as_str()]);
        stack.only(&chance.only);
    })
}

/// An opportunity of the whole journey, and below it what it is used by.
pub(super) fn chance_of_all(it: &Chance, width: f64, set: Setting) -> Block {
    let mut stack = Stack::new(set.direction, 0.0, width);
    let mut add = |name: Option<&str>, block: Block, fate: Option<&Fate>| {
        let marks = vec![Mark::Group(name.map(key::of_journey), None, block.marks)];
        stack.block(fate::marked(Block { marks, height: block.height }, fate, width));
        stack.gap(6.0);
    };
    add(Some(&it.name), chance(it, Within::Stage, width, set), it.fate.as_deref());
    for solution in &it.solutions {
        let block = remedy(solution, Cause::Opportunity(it), Within::Stage, width, set);
        add(solution.is_own.then_some(&*solution.name), block, solution.fate.as_deref());
    }
    stack.done()
}

fn remedy(remedy: &Remedy, cause: Cause<'_>, within: Within<'_>, width: f64, set: Setting) -> Block {
    let status = remedy.status.unwrap_or(Status::Proposed);
    card(width, set, Paint::fill(Ink::Card).framed(Ink::Line), |stack| {
        let start = lead(stack, within, INSET, 9.0) - INSET;
        stack.indented(STRONG, Ink::Text, &said(&remedy.title), start);
        stack.gap(2.0);
        let (ground, ink) = match status {
            Status::Live => (Ink::Best, Ink::Paper),
            Status::Proposed | Status::Planned | Status::Testing => (Ink::BestPale, Ink::Text),
            Status::Failed => (Ink::HurtPale, Ink::Hurt),
            Status::Dropped => (Ink::Band, Ink::Quiet),
        };
        if let Some(status) = remedy.status {
            let (x, y) = (INSET, stack.height());
            let words = status.word();
            let length = LABEL.width(words) + 12.0;
            for mark in sign::status(status, x + 6.0, y + 8.5) {
                stack.mark(|_| mark);
            }
            for mark in tag(x + 16.0 + length, y, words, ground, ink).0 {
                stack.mark(|_| mark);
            }
            stack.gap(19.0);
        }
        if let Some(due) = remedy.due.filter(|_| remedy.is_under_way()) {
            let (style, ink, late) = match remedy.is_overdue(set.today) {
                true => (LABEL, Ink::Hurt, ", overdue"),
                false => (SMALL, Ink::Quiet, ""),
            };
            stack.text(style, ink, &format!("due {due}{late}"));
        }
        let owner = stack.titles(&remedy.owners);
        let cost = remedy.cost.map(|cost| cost.to_string()).unwrap_or_default();
        let lift = remedy.lift.map(|lift| format!("keeps {lift}")).unwrap_or_default();
        stack.facts(Ink::Quiet, [owner.as_str(), cost.as_str(), lift.as_str()]);
        let against = match cause {
            Cause::Barrier(it) => format!("against “{}”", said(&it.title)),
            Cause::Opportunity(it) => format!("for “{}”", said(&it.title)),
        };
        stack.text(SMALL, Ink::Quiet, &against);
        stack.only(&remedy.only);
    })
}

fn process(process: &Process, width: f64, set: Setting) -> Block {
    let paint = Paint::fill(Ink::Band).framed(Ink::Quiet).dashed(Dash::Dashed);
    card(width, set, paint, |stack| {
        stack.text(STRONG, Ink::Text, &said(&process.title));
        let systems = stack.list(process.systems.iter().map(|system| system.text.as_str()));
        let takes = process.duration.map(|duration| format!("takes {duration}"));
        stack.facts(Ink::Quiet, [systems.as_str(), takes.as_deref().unwrap_or_default()]);
        let owner = stack.titles(&process.owners);
        stack.facts(Ink::Quiet, [owner.as_str()]);
        stack.only(&process.only);
    })
}

/// A figure, and the one that is aimed at; a bar where the one is a part of the other.
pub(super) fn measured(measured: &Measured, within: Within<'_>, width: f64, set: Setting) -> Block {
    let mut stack = Stack::new(set.direction, 0.0, width);
    let start = lead(&mut stack, within, 0.0, 9.0);
    stack.start = start;
    stack.room = width - start;
    stack.text(BODY, Ink::Text, &said(&measured.metric.title));
    let target = measured.target.map(|target| format!(" → {target}")).unwrap_or_default();
    stack.text(STRONG, Ink::Text, &format!("{}{target}", measured.value));
    if let Some(is_met) = measured.is_met() {
        let (bar, ink, verdict) = match is_met {
            true => (Ink::Best, Ink::Best, "target met"),
            false => (Ink::Low, Ink::Quiet, "target missed"),
        };
        if let Some(part) = measured.progress() {
            let (x, room) = (stack.start, stack.room.min(150.0));
            stack.gap(3.0);
            stack.mark(|y| Mark::rect(x, y, room, 6.0, 3.0, Paint::fill(Ink::Line)));
            stack.mark(|y| Mark::rect(x, y, (room * part).max(6.0), 6.0, 3.0, Paint::fill(bar)));
            stack.gap(9.0);
        }
        stack.text(SMALL, ink, verdict);
    }
    if let Some(on) = measured.on {
        stack.text(SMALL, Ink::Quiet, &format!("on {on}"));
    }
    stack.only(&measured.only);
    stack.done()
}
