//! What stands above the lanes: the title of the map and what is known of the journey as a whole, the phases, and the
//! heads of the stages on their axis of time.

use crate::emit::look::Ink;
use crate::emit::svg::draw::{Anchor, Mark, Paint};
use crate::emit::svg::item::Setting;
use crate::emit::svg::stack::{Block, Stack, base_line, moved};
use crate::emit::svg::text::{BODY, HEAD, LABEL, SMALL, TITLE, numbered, said};
use crate::emit::svg::{fate, item, sign};
use crate::flow::{Flow, percent};
use crate::view::board::{Board, Chance, Column, Measured};
use crate::view::map::{Map, Within};

/// Of a measure of the whole journey, and of an opportunity.
const MEASURE: f64 = 190.0;
const CHANCE: f64 = 244.0;
const GAP: f64 = 24.0;

/// The title, what customers want, whose journey it is, who answers for it, and its figures.
pub(super) fn title(map: &Map<'_>, flow: &Flow, set: Setting, width: f64) -> Block {
    let board = map.board;
    let mut stack = Stack::new(set.direction, 0.0, width);
    stack.text(TITLE, Ink::Text, &said(&board.title));
    let whose = match &board.audience {
        Some(audience) => format!("as seen by {}", said(&audience.title)),
        None if board.audiences.is_empty() => String::new(),
        None => format!("for {}", stack.titles(&board.audiences)),
    };
    stack.gap(2.0);
    stack.text(BODY, Ink::Quiet, &whose);
    for goal in &board.goals {
        stack.gap(4.0);
        for mark in sign::voice(crate::view::map::Voice::Goal, 0.0, 9.0) {
            let top = stack.height();
            stack.mark(|_| sign::moved(mark, 0.0, top));
        }
        let mut text = Stack::new(set.direction, 16.0, width - 16.0);
        text.text(BODY, Ink::Text, &said(&goal.text));
        text.only(&goal.only);
        stack.block(fate::marked(text.done(), goal.fate.as_deref(), width - 16.0));
    }
    stack.gap(6.0);
    let owners = match &board.owners[..] {
        [] => String::new(),
        owners => format!("owner: {}", stack.titles(owners)),
    };
    let volume = board.volume.as_ref().map(|volume| format!("{volume} start")).unwrap_or_default();
    let worth = board.worth.map(|worth| format!("{worth} each")).unwrap_or_default();
    let complete =
        flow.completes.map(|part| format!("{} complete the journey", percent(part))).unwrap_or_default();
    let reviewed = board.reviewed.map(|on| format!("reviewed {on}")).unwrap_or_default();
    let next = match board.next_review() {
        Some(next) if next < set.today => format!("review overdue since {next}"),
        Some(next) => format!("next review by {next}"),
        None => String::new(),
    };
    let tags = match &board.tags[..] {
        [] => String::new(),
        tags => format!("tags: {}", stack.list(tags.iter().map(String::as_str))),
    };
    let facts = [&owners, &volume, &complete, &worth, &reviewed, &next, &tags];
    stack.facts(Ink::Quiet, facts.into_iter().map(String::as_str));
    let measure = |it: &Measured| {
        fate::marked(item::measured(it, Within::Stage, MEASURE, set), it.fate.as_deref(), MEASURE)
    };
    beside(board.measures.iter().map(measure), MEASURE, &mut stack);
    if !map.opportunities.is_empty() {
        stack.gap(12.0);
        stack.text(LABEL, Ink::Text, "Opportunities of the whole journey");
        let chance = |it: &Chance| item::chance_of_all(it, CHANCE, set);
        beside(map.opportunities.iter().map(chance), CHANCE, &mut stack);
    }
    if let Some(versus) = &board.versus {
        fate::legend(versus, &mut stack);
    }
    stack.done()
}

/// The title on a sheet that is not the first.
pub(super) fn again(board: &Board, set: Setting, width: f64) -> Block {
    let mut stack = Stack::new(set.direction, 0.0, width);
    stack.text(HEAD, Ink::Quiet, &said(&board.title));
    stack.done()
}

/// Adds blocks of this width in rows.
fn beside(blocks: impl Iterator<Item = Block>, width: f64, stack: &mut Stack) {
    let in_row = ((stack.room / (width + GAP)) as usize).max(1);
    let mut blocks = blocks.peekable();
    while blocks.peek().is_some() {
        stack.gap(10.0);
        let mut row = Block::default();
        for (number, block) in blocks.by_ref().take(in_row).enumerate() {
            row.height = row.height.max(block.height);
            row.marks.extend(moved(block.marks, number as f64 * (width + GAP), 0.0));
        }
        stack.block(row);
    }
}

/// How high the band of the phases is.
pub(super) const PHASES: f64 = 24.0;

/// The phases, each over the stages of a row that are in it; nothing if no stage says its phase.
pub(super) fn phases(stages: &[(&Column, f64, f64)]) -> Option<Block> {
    let mut marks = Vec::new();
    for run in stages.chunk_by(|one, next| one.0.phase == next.0.phase) {
        let (Some(phase), Some(first), Some(last)) = (run[0].0.phase, run.first(), run.last()) else {
            continue;
        };
        let (x, width) = (first.1 + 3.0, last.1 + last.2 - first.1 - 6.0);
        marks.push(Mark::rect(x, 0.0, width, PHASES, 6.0, Paint::fill(Ink::AccentPale)));
        let y = (PHASES - LABEL.leading) / 2.0 + base_line(LABEL);
        marks.push(Mark::word(x + width / 2.0, y, Anchor::Middle, LABEL, Ink::Text, phase.word()));
    }
    (!marks.is_empty()).then_some(Block { marks, height: PHASES })
}

/// The head of a stage: what it is called, who answers for it, whom it is only for.
pub(super) fn stage(number: usize, stage: &Column, set: Setting, width: f64) -> Block {
    let mut stack = Stack::new(set.direction, 0.0, width);
    stack.text(HEAD, Ink::Text, &numbered(set.direction, number, &stage.title));
    stack.gap(3.0);
    let (ink, owner) = match &stage.owners[..] {
        [] => (Ink::Hurt, "nobody answers for it".to_owned()),
        owners => (Ink::Quiet, stack.titles(owners)),
    };
    let top = stack.height();
    for mark in sign::person(6.0, top + 8.0, ink) {
        stack.mark(|_| mark);
    }
    stack.indented(SMALL, ink, &owner, 17.0);
    stack.only(&stage.only);
    fate::marked(stack.done(), stage.fate.as_deref(), width)
}

/// How high the axis of time is.
pub(super) const TIME: f64 = 26.0;

/// The axis of time under the heads: how long each stage takes; nothing if none says so.
pub(super) fn time(stages: &[(&Column, f64, f64)]) -> Option<Block> {
    stages.iter().find_map(|(stage, ..)| stage.duration)?;
    let (start, end) = (stages.first()?.1, stages.last().map(|(_, x, width)| x + width)?);
    let y = TIME / 2.0;
    let mut marks = vec![Mark::line((start, y), (end - 4.0, y), Paint::stroke(Ink::Quiet, 1.2))];
    marks.push(sign::tip(end, y, (1.0, 0.0), 9.0, Ink::Quiet));
    for (stage, x, width) in stages {
        marks.push(Mark::line((*x, y - 5.0), (*x, y + 5.0), Paint::stroke(Ink::Quiet, 1.2)));
        let Some(duration) = stage.duration else { continue };
        let words = duration.to_string();
        let length = SMALL.width(&words);
        let left = x + (width - length) / 2.0;
        marks.push(Mark::rect(left - 22.0, y - 9.0, length + 30.0, 18.0, 9.0, Paint::fill(Ink::Band)));
        marks.extend(sign::clock(left - 10.0, y));
        let level = y - SMALL.leading / 2.0 + base_line(SMALL);
        marks.push(Mark::word(x + width / 2.0, level, Anchor::Middle, SMALL, Ink::Text, words));
    }
    Some(Block { marks, height: TIME })
}
