//! `index.md`: all journeys with what to look at first, then whose journeys they are, with the empathy maps of personas,
//! and what the journeys share: teams and people, channels, metrics, lanes.

use std::fmt;

use crate::emit::markdown::escape::{Inline, text};
use crate::emit::markdown::journey::review;
use crate::emit::markdown::links::Links;
use crate::emit::markdown::page::{Page, Table};
use crate::emit::markdown::{audiences, say, shared, words};
use crate::emit::{Project, Subject};
use crate::value::{Date, Direction};
use crate::view::board::{Board, Column};

/// Writes the page.
pub(super) fn write(project: &Project<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let links = Links::from_top();
    let mut page = Page::start(out, direction(project))?;
    page.heading(1, words::JOURNEYS.into())?;
    let mut table = Table::with_head([
        words::JOURNEY,
        words::AUDIENCES,
        words::OWNER,
        words::STAGES,
        words::LOWEST,
        words::OPEN,
        words::OVERDUE_SOLUTIONS,
        words::REVIEWED,
    ]);
    for subject in &project.subjects {
        table.row(row(subject, &links, project.today));
    }
    page.table(&table)?;
    audiences::segments(&mut page, project, &links)?;
    audiences::personas(&mut page, project, &links)?;
    shared::owners(&mut page, project, &links)?;
    shared::channels(&mut page, project)?;
    shared::metrics(&mut page, project)?;
    shared::lanes(&mut page, project)?;
    page.end()
}

/// The direction that all journeys run in; from left to right, if they do not agree.
fn direction(project: &Project<'_>) -> Direction {
    let turned = |subject: &Subject<'_>| subject.board.direction == Direction::RightToLeft;
    if !project.subjects.is_empty() && project.subjects.iter().all(turned) {
        Direction::RightToLeft
    } else {
        Direction::LeftToRight
    }
}

fn row(subject: &Subject<'_>, links: &Links<'_>, today: Date) -> [Inline; 8] {
    let board = &subject.board;
    let count = |count: usize, mark: &'static str| match count {
        0 => Inline::default(),
        some => Inline::ours(mark).then(Inline::said(some)),
    };
    let overdue = board.remedies().filter(|remedy| remedy.is_overdue(today)).count();
    [
        links.to(subject).strong(),
        Inline::join(board.audiences.iter().map(|it| text(&it.title)), say::BREAK),
        say::titles(&board.owners),
        Inline::said(board.stages.len()),
        lowest(board),
        count(board.open_barriers().count(), "🔴 "),
        count(overdue, "⏰ "),
        review(board, today),
    ]
}

/// The first of the stages where customers feel worst, if they feel bad there.
fn lowest(board: &Board) -> Inline {
    let worst = board.stages.iter().map(|stage| (worst_in(stage), stage)).min_by_key(|(worst, _)| *worst);
    match worst {
        Some((worst @ ..=-1, stage)) => Inline::ours(say::face(worst)).then(" ").then(text(&stage.title)),
        _ => Inline::default(),
    }
}

fn worst_in(stage: &Column) -> i8 {
    let at_points = stage.touchpoints.iter().filter_map(|point| point.emotion.as_ref());
    stage.emotion.iter().chain(at_points).map(|feeling| feeling.score).min().unwrap_or(0)
}
