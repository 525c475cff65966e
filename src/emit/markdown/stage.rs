//! A stage in full: what customers want, do and feel in it, its touchpoints, and what stands in the way there.

use std::fmt;

use crate::emit::markdown::escape::{Inline, text};
use crate::emit::markdown::links::Links;
use crate::emit::markdown::page::{Page, Table};
use crate::emit::markdown::say::{self, DOT, Fact};
use crate::emit::markdown::{measure, trouble, words};
use crate::value::Date;
use crate::view::board::{Board, Column, Goal, Line, Named, Point, Way};

/// What the heading of a stage can be linked to by.
pub(super) const ANCHOR: &str = "stage";

/// `2. Comparing`.
pub(super) fn numbered(number: usize, stage: &Column) -> Inline {
    Inline::said(number + 1).then(". ").then(text(&stage.title))
}

/// `2. Comparing`, as a link to where it is told in full.
pub(super) fn linked(number: usize, stage: &Column) -> Inline {
    numbered(number, stage).linked_within(ANCHOR, number + 1)
}

/// The stage with this number.
pub(super) fn section(
    page: &mut Page<'_>,
    board: &Board,
    number: usize,
    links: &Links<'_>,
    today: Date,
) -> fmt::Result {
    let Some(stage) = board.stages.get(number) else { return Ok(()) };
    let only = say::title("", &stage.only);
    page.heading(3, numbered(number, stage).then(only).anchored(ANCHOR, number + 1))?;
    sheet(page, board, number, stage, links)?;
    page.note(stage.note.as_deref())?;
    at_a_glance(page, &stage.touchpoints)?;
    for point in &stage.touchpoints {
        touchpoint(page, board, point, today)?;
    }
    let barriers = stage.barriers.iter().map(|it| trouble::barrier(it, today));
    let opportunities = stage.opportunities.iter().map(|it| trouble::opportunity(it, today));
    let items: Vec<_> =
        barriers.chain(opportunities).chain(stage.backstages.iter().map(trouble::process)).collect();
    if !items.is_empty() && !stage.touchpoints.is_empty() {
        page.paragraph(Inline::ours(words::WHOLE_STAGE).strong())?;
    }
    page.list(&items)
}

/// What a stage is: those of its values that it has one of.
pub(super) fn facts(stage: &Column) -> [Fact; 4] {
    [
        Fact::new(words::OWNER, say::owners(&stage.owners)),
        Fact::new(words::PHASE, say::level(stage.phase.map(|phase| phase.word()))),
        Fact::new(words::FEELING, say::feeling(stage.emotion.as_ref())),
        Fact::new(words::TAKES, say::value(stage.duration)),
    ]
}

/// Where customers go along `ways`.
pub(super) fn ways_on<'w>(ways: impl Iterator<Item = &'w Way>, links: &Links<'_>) -> Fact {
    Fact::new(words::GO_ON, Inline::join(ways.map(|way| way_on(way, links)), say::BREAK))
}

fn sheet(
    page: &mut Page<'_>,
    board: &Board,
    number: usize,
    stage: &Column,
    links: &Links<'_>,
) -> fmt::Result {
    // The owner heads the sheet: somebody answers for every stage, or it is seen at once that nobody does.
    let [owner, facts @ ..] = facts(stage);
    let mut sheet = Table::new([owner.word.into(), owner.value.clone()]);
    let customers = [
        Fact::new(words::WANT, say::lines(&stage.goals)),
        Fact::new(words::WHY, say::lines(&stage.motivations)),
        Fact::new(words::DO, say::deeds(&stage.actions)),
        Fact::new(words::THINK, say::lines(&stage.thoughts)),
        Fact::new(words::ASK, say::lines(&stage.questions)),
        Fact::new(words::NEED, say::lines(&stage.needs)),
    ];
    let rest = [
        Fact::new(words::VALUE, measure::lines(&stage.measures)),
        Fact::new(words::EVIDENCE, say::proofs(&stage.evidence)),
        ways_on(board.ways_from(number), links),
        Fact::new(words::LINKS, say::links(&stage.links)),
        Fact::new(words::TAGS, say::tags(&stage.tags)),
    ];
    let lanes = lanes(&board.lanes, &stage.lanes).map(|(lane, texts)| (text(&lane.title), texts));
    let row = |fact: Fact| (Inline::ours(fact.word), fact.value);
    let rows = facts.into_iter().chain(customers).map(row).chain(lanes).chain(rest.map(row));
    for (word, value) in rows.filter(|(_, value)| !value.is_empty()) {
        sheet.row([word.strong(), value]);
    }
    if sheet.is_empty() { page.paragraph(owner.line()) } else { page.table(&sheet) }
}

/// The texts in rows of one's own, by row.
fn lanes<'b>(lanes: &'b [Named], texts: &'b [(usize, Line)]) -> impl Iterator<Item = (&'b Named, Inline)> {
    let in_lane = |number: usize| texts.iter().filter(move |(lane, _)| *lane == number);
    let rows = lanes.iter().enumerate();
    let rows = rows.map(move |(number, lane)| {
        (lane, Inline::join(in_lane(number).map(|(_, line)| say::line(line)), say::BREAK))
    });
    rows.filter(|(_, texts)| !texts.is_empty())
}

/// Where customers go along an arrow: `Finding the size 38 %`.
fn way_on(way: &Way, links: &Links<'_>) -> Inline {
    let to = match &way.to {
        Goal::Stage(to) => links.stage(*to),
        Goal::End => Inline::ours(words::END),
        Goal::Exit => Inline::ours(words::EXIT),
        Goal::Journey(journey) => Inline::ours(words::TO_JOURNEY).then(links.along(way, journey)),
    };
    let back = if way.is_back() { "↺ " } else { "" };
    let to = Inline::ours(back).then(to);
    let parts = [to, say::value(way.share), way.when.as_deref().map(text).unwrap_or_default()];
    Inline::join(parts, DOT)
}

fn at_a_glance(page: &mut Page<'_>, points: &[Point]) -> fmt::Result {
    let Some(first) = points.first() else { return Ok(()) };
    let heads = say::point(first).map(|fact| Inline::ours(fact.word));
    let mut table = Table::new([Inline::ours(words::TOUCHPOINT)].into_iter().chain(heads));
    for point in points {
        let title = say::title(&point.title, &point.only).strong();
        table.row([title].into_iter().chain(say::point(point).map(|fact| fact.value)));
    }
    page.table(&table)
}

/// What the table of touchpoints does not hold; nothing if it holds all.
fn touchpoint(page: &mut Page<'_>, board: &Board, point: &Point, today: Date) -> fmt::Result {
    let facts = [
        Fact::new(words::DO, say::deeds(&point.actions)),
        Fact::new(words::THINK, say::lines(&point.thoughts)),
        Fact::new(words::ASK, say::lines(&point.questions)),
        Fact::new(words::NEED, say::lines(&point.needs)),
        Fact::new(words::SUCCESS, say::lines(&point.successes)),
    ];
    let events = point.events.iter().map(|event| say::line(event).code());
    let proofs = [
        Fact::new(words::EVENT, Inline::join(events, say::COMMA)),
        Fact::new(words::VALUE, measure::lines(&point.measures)),
        Fact::new(words::EVIDENCE, say::proofs(&point.evidence)),
        Fact::new(words::LINKS, say::links(&point.links)),
    ];
    let mut items = say::items(facts);
    for (lane, texts) in lanes(&board.lanes, &point.lanes) {
        items.push(say::labelled(text(&lane.title), texts).into());
    }
    items.extend(say::items(proofs));
    items.extend(point.barriers.iter().map(|it| trouble::barrier(it, today)));
    items.extend(point.opportunities.iter().map(|it| trouble::opportunity(it, today)));
    if items.is_empty() && point.note.is_none() {
        return Ok(());
    }
    page.heading(4, say::title(&point.title, &point.only))?;
    page.list(&items)?;
    page.note(point.note.as_deref())
}
