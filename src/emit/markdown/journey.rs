//! The page of one journey: what it is, where it hurts, the stages at a glance and one by one, and registers of what
//! stands in them.

use std::fmt;

use crate::emit::markdown::escape::{Inline, text};
use crate::emit::markdown::links::Links;
use crate::emit::markdown::page::{Item, Page, Table};
use crate::emit::markdown::say::{self, DOT, Fact};
use crate::emit::markdown::stage::section;
use crate::emit::markdown::{chart, hurts, matrices, only, registers, trouble, words};
use crate::emit::{Project, Subject};
use crate::value::Date;
use crate::view::board::{Board, Coming};

/// Writes the page.
pub(super) fn write(subject: &Subject<'_>, project: &Project<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let board = &subject.board;
    let links = Links::from_page(subject, project);
    let mut page = Page::start(out, board.direction)?;
    head(&mut page, board, &links, project.today)?;
    // A chart of many stages is a page long: what hurts should be seen before it.
    if !chart::is_long(board) {
        chart::write(&mut page, board)?;
    }
    hurts::write(&mut page, board, &links)?;
    at_a_glance(&mut page, board, &links)?;
    if chart::is_long(board) {
        chart::write(&mut page, board)?;
    }
    if !board.stages.is_empty() {
        page.heading(2, words::STAGES.into())?;
    }
    for number in 0..board.stages.len() {
        section(&mut page, board, number, &links, project.today)?;
    }
    only::write(&mut page, subject, &links)?;
    if !board.opportunities.is_empty() {
        page.heading(2, words::OPPORTUNITIES.into())?;
        let items = board.opportunities.iter().map(|chance| trouble::opportunity(chance, project.today));
        page.list(&items.collect::<Vec<_>>())?;
    }
    registers::barriers(&mut page, board, &links)?;
    registers::solutions(&mut page, board, project.today)?;
    registers::hand_overs(&mut page, board, &subject.view, &links)?;
    registers::measures(&mut page, board, &links)?;
    matrices::channels(&mut page, board, &links)?;
    matrices::audiences(&mut page, subject, &links)?;
    page.end()
}

/// What a journey is: those of its values that it has one of.
pub(super) fn facts(board: &Board) -> [Fact; 3] {
    [
        Fact::new(words::OWNER, say::titles(&board.owners)),
        Fact::new(words::VOLUME, say::value(board.volume.as_ref())),
        Fact::new(words::WORTH, say::value(board.worth)),
    ]
}

/// Where customers come in.
pub(super) fn coming<'c>(starts: impl Iterator<Item = &'c Coming>, links: &Links<'_>) -> Fact {
    let starts = starts.map(|start| Inline::join([links.stage(start.stage), say::value(start.share)], " "));
    Fact::new(words::COMING, Inline::join(starts, say::COMMA))
}

/// When a journey was last gone through, and when it should be next.
pub(super) fn review(board: &Board, today: Date) -> Inline {
    let next = board.next_review();
    let next = next.map(|next| {
        let words = if next < today { words::REVIEW_OVERDUE } else { words::NEXT_REVIEW };
        Inline::ours(words).then(Inline::said(next))
    });
    Inline::join([say::value(board.reviewed), next.unwrap_or_default()], say::COMMA)
}

fn head(page: &mut Page<'_>, board: &Board, links: &Links<'_>, today: Date) -> fmt::Result {
    page.heading(1, text(&board.title))?;
    let audience = board.audience.as_ref().map(|audience| text(&audience.title)).unwrap_or_default();
    let [owner, volume, worth] = facts(board);
    let audiences = Inline::join(board.audiences.iter().map(|it| text(&it.title)), say::SEMICOLON);
    let review = Fact::new(words::REVIEWED, review(board, today));
    let whole = [Fact::new(words::AS_SEEN_BY, audience), owner, volume, worth, review];
    page.paragraph(Inline::join(whole.map(Fact::line), DOT))?;
    let people = [Fact::new(words::AUDIENCES, audiences), coming(board.starts.iter(), links)];
    page.paragraph(Inline::join(people.map(Fact::line), DOT))?;
    let goals = board.goals.iter().map(|goal| Item::from(Inline::ours("🎯 ").then(say::line(goal))));
    page.list(&goals.collect::<Vec<_>>())?;
    page.note(board.note.as_deref())?;
    let rest =
        [Fact::new(words::LINKS, say::links(&board.links)), Fact::new(words::TAGS, say::tags(&board.tags))];
    page.paragraph(Inline::join(rest.map(Fact::line), DOT))
}

fn at_a_glance(page: &mut Page<'_>, board: &Board, links: &Links<'_>) -> fmt::Result {
    let mut table = Table::with_head([
        words::STAGE,
        words::PHASE,
        words::OWNER,
        words::FEELING,
        words::TAKES,
        words::TOUCHPOINTS,
        words::LEAVE,
        words::OPEN,
    ]);
    for (number, stage) in board.stages.iter().enumerate() {
        let open = hurts::open_in(stage).count();
        let points = stage.touchpoints.len();
        table.row([
            links.stage(number).then(say::title("", &stage.only)),
            say::level(stage.phase.map(|phase| phase.word())),
            say::owners(&stage.owners),
            stage
                .mood()
                .map(|score| say::curve(score).then("\u{A0}").then(say::mood(score)))
                .unwrap_or_default(),
            say::value(stage.duration),
            say::value((points > 0).then_some(points)),
            say::loss(stage.lost),
            if open > 0 { Inline::ours("🔴 ").then(Inline::said(open)) } else { Inline::default() },
        ]);
    }
    if table.is_empty() {
        return Ok(());
    }
    page.heading(2, words::AT_A_GLANCE.into())?;
    page.table(&table)
}
