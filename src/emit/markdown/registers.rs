//! What stands scattered in the stages, gathered: barriers, solutions by owner, hand-overs, measures.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;

use crate::emit::markdown::escape::{Inline, text};
use crate::emit::markdown::links::Links;
use crate::emit::markdown::page::{Page, Table};
use crate::emit::markdown::say::{self, BREAK, DOT};
use crate::emit::markdown::{measure, words};
use crate::value::Date;
use crate::view::View;
use crate::view::board::{Board, Chance, Goal, Hurdle, Measured, Named, Remedy, Way};

/// All barriers, the most severe first.
pub(super) fn barriers(page: &mut Page<'_>, board: &Board, links: &Links<'_>) -> fmt::Result {
    let mut all: Vec<(usize, &Hurdle)> = Vec::new();
    for (number, stage) in board.stages.iter().enumerate() {
        all.extend(stage.all_barriers().map(|barrier| (number, barrier)));
    }
    if all.is_empty() {
        return Ok(());
    }
    all.sort_by_key(|(_, barrier)| (Reverse(barrier.severity), Reverse(barrier.drop)));
    let heads =
        [words::BARRIER, words::STAGE, words::SEVERITY, words::LOSES, words::OWNER, words::HOW_ADDRESSED];
    let mut table = Table::with_head(heads);
    for (number, barrier) in all {
        let light = Inline::ours(say::light(barrier.addressed));
        table.row([
            light.then(" ").then(say::title(&barrier.title, &barrier.only)),
            links.stage(number),
            say::level(barrier.severity.map(|severity| severity.word())),
            say::loss(barrier.drop),
            say::owners(&barrier.owners),
            how_addressed(barrier),
        ]);
    }
    page.heading(2, words::BARRIERS.into())?;
    page.table(&table)
}

fn how_addressed(barrier: &Hurdle) -> Inline {
    let accepted = barrier.accepted.as_deref().map(text);
    let accepted = accepted.map(|why| Inline::ours(words::ACCEPTED).then(say::COLON).then(why));
    let solutions = barrier.solutions.iter().map(|solution| {
        let status = say::level(solution.status.map(|status| status.word()));
        Inline::join([say::title(&solution.title, &solution.only), status], DOT)
    });
    let how = Inline::join(accepted.into_iter().chain(solutions), BREAK);
    if how.is_empty() { Inline::ours(words::NOTHING) } else { how }
}

/// All solutions, by who is accountable for them, the soonest first.
pub(super) fn solutions(page: &mut Page<'_>, board: &Board, today: Date) -> fmt::Result {
    let of_barriers = board.barriers().flat_map(|(_, barrier)| {
        barrier.solutions.iter().map(move |remedy| (remedy, say::title(&barrier.title, &barrier.only)))
    });
    let title = |chance: &Chance| Inline::ours("💡 ").then(say::title(&chance.title, &chance.only));
    let of_chances =
        board.chances().flat_map(|chance| chance.solutions.iter().map(move |it| (it, title(chance))));
    let mut by_owner: BTreeMap<Option<&Named>, Vec<(&Remedy, Inline)>> = BTreeMap::new();
    for (remedy, addressed) in of_barriers.chain(of_chances).filter(|(remedy, _)| remedy.is_own) {
        by_owner.entry(remedy.owners.first()).or_default().push((remedy, addressed));
    }
    if by_owner.is_empty() {
        return Ok(());
    }
    let heads =
        [words::OWNER, words::SOLUTION, words::FOR_WHAT, words::STATUS, words::DUE, words::COST, words::LIFT];
    let mut table = Table::with_head(heads);
    for (owner, mut solutions) in by_owner {
        solutions.sort_by_key(|(remedy, _)| (remedy.due.is_none(), remedy.due));
        let mut owner = Some(say::owners(owner.cloned().as_slice()).strong());
        for (remedy, addressed) in solutions {
            let overdue = if remedy.is_overdue(today) { words::OVERDUE } else { "" };
            table.row([
                owner.take().unwrap_or_default(),
                say::title(&remedy.title, &remedy.only),
                addressed,
                say::level(remedy.status.map(|status| status.word())),
                Inline::join([say::value(remedy.due), Inline::ours(overdue)], " "),
                say::value(remedy.cost),
                say::value(remedy.lift),
            ]);
        }
    }
    page.heading(2, words::SOLUTIONS.into())?;
    page.table(&table)
}

/// The arrows along which somebody else becomes accountable.
pub(super) fn hand_overs(
    page: &mut Page<'_>,
    board: &Board,
    view: &View<'_>,
    links: &Links<'_>,
) -> fmt::Result {
    let heads = [words::FROM, words::HANDS_OVER, words::TO, words::TAKES_OVER, words::SHARE, words::WHEN];
    let mut table = Table::with_head(heads);
    for way in &board.arrows {
        let from = &board.stages[way.from];
        let Some((to, receiver)) = receiver(board, way, view, links) else { continue };
        let giver = from.owners.first();
        if giver == receiver.as_ref() {
            continue;
        }
        table.row([
            links.stage(way.from),
            say::owners(giver.cloned().as_slice()),
            to,
            say::owners(receiver.as_slice()),
            say::value(way.share),
            way.when.as_deref().map(text).unwrap_or_default(),
        ]);
    }
    if table.is_empty() {
        return Ok(());
    }
    page.heading(2, words::HAND_OVERS.into())?;
    page.table(&table)
}

/// Where an arrow leads, and who is accountable there; nothing where nobody has to be.
fn receiver(board: &Board, way: &Way, view: &View<'_>, links: &Links<'_>) -> Option<(Inline, Option<Named>)> {
    match &way.to {
        Goal::Stage(to) => {
            let stage = board.stages.get(*to)?;
            Some((links.stage(*to), stage.owners.first().cloned()))
        }
        Goal::End | Goal::Exit => None,
        Goal::Journey(journey) => {
            let model = view.model();
            let other = View::new(model, links.target(way)?, None);
            let start = other.starts().first().and_then(|start| start.stage.found())?;
            let owner = other.stage_owners(model.stage(start)).first().and_then(|owner| owner.found());
            let owner = owner.map(|owner| Named::from(model.owner(owner)));
            Some((Inline::ours(words::TO_JOURNEY).then(links.along(way, journey)), owner))
        }
    }
}

/// All measured figures, against their targets.
pub(super) fn measures(page: &mut Page<'_>, board: &Board, links: &Links<'_>) -> fmt::Result {
    let mut table =
        Table::with_head([words::METRIC, words::WHERE, words::VALUE, words::TARGET, "", words::ON]);
    let mut rows = |measures: &[Measured], place: Inline| {
        for measured in measures {
            table.row([
                say::title(&measured.metric.title, &measured.only),
                place.clone(),
                Inline::said(measured.value),
                say::value(measured.target),
                measure::verdict(measured).into(),
                say::value(measured.on),
            ]);
        }
    };
    rows(&board.measures, words::WHOLE_JOURNEY.into());
    for (number, stage) in board.stages.iter().enumerate() {
        rows(&stage.measures, links.stage(number));
        for point in &stage.touchpoints {
            rows(&point.measures, Inline::join([links.stage(number), text(&point.title)], DOT));
        }
    }
    if table.is_empty() {
        return Ok(());
    }
    page.heading(2, words::MEASURES.into())?;
    page.table(&table)
}
