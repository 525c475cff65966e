//! What a reader should see first: barriers that nothing addresses, where most customers leave and how much of that is
//! explained, and where they feel worst.

use std::cmp::Reverse;
use std::fmt;

use crate::emit::markdown::escape::Inline;
use crate::emit::markdown::links::Links;
use crate::emit::markdown::page::{Page, Table};
use crate::emit::markdown::say;
use crate::emit::markdown::words;
use crate::value::Share;
use crate::view::Addressed;
use crate::view::board::{Board, Column, Feeling, Hurdle};

/// How many rows a list of the worst has.
const WORST: usize = 5;

/// How many signs the bar of a whole has, and a whole of each of them.
const BAR: usize = 20;
const DARK: &str = "████████████████████";
const LIGHT: &str = "▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒";
const REST: &str = "····················";

/// Writes the section; nothing for a journey in which nothing hurts, and nothing could.
pub(super) fn write(page: &mut Page<'_>, board: &Board, links: &Links<'_>) -> fmt::Result {
    let (open, losses, feelings) =
        (open_barriers(board, links), losses(board, links), feelings(board, links));
    let has_barriers = board.barriers().next().is_some();
    if !has_barriers && losses.is_empty() && feelings.is_empty() {
        return Ok(());
    }
    page.heading(2, words::WHERE_IT_HURTS.into())?;
    if !open.is_empty() {
        page.heading(3, words::OPEN_BARRIERS.into())?;
        page.table(&open)?;
    } else if has_barriers {
        page.paragraph(Inline::ours(words::NO_OPEN_BARRIER).value())?;
    }
    if !losses.is_empty() {
        page.heading(3, words::LARGEST_LOSSES.into())?;
        page.table(&losses)?;
        page.paragraph(Inline::ours(words::LOSSES_LEGEND).value())?;
    }
    if !feelings.is_empty() {
        page.heading(3, words::LOWEST_EMOTIONS.into())?;
        page.table(&feelings)?;
    }
    Ok(())
}

/// The barriers in a stage that nothing addresses.
pub(super) fn open_in(stage: &Column) -> impl Iterator<Item = &Hurdle> {
    stage.all_barriers().filter(|barrier| barrier.addressed == Addressed::Open)
}

fn open_barriers(board: &Board, links: &Links<'_>) -> Table {
    let mut open: Vec<(usize, &Hurdle)> = Vec::new();
    for (number, stage) in board.stages.iter().enumerate() {
        open.extend(open_in(stage).map(|barrier| (number, barrier)));
    }
    open.sort_by_key(|(_, barrier)| (Reverse(barrier.severity), Reverse(barrier.drop)));
    let mut table =
        Table::with_head([words::BARRIER, words::STAGE, words::SEVERITY, words::LOSES, words::OWNER]);
    for (number, barrier) in open {
        table.row([
            Inline::ours("🔴 ").then(say::title(&barrier.title, &barrier.only).strong()),
            links.stage(number),
            say::level(barrier.severity.map(|severity| severity.word())),
            say::loss(barrier.drop),
            say::owners(&barrier.owners),
        ]);
    }
    table
}

fn losses(board: &Board, links: &Links<'_>) -> Table {
    let mut losing: Vec<(usize, &Column, Share)> = Vec::new();
    for (number, stage) in board.stages.iter().enumerate() {
        losing.extend(stage.lost.filter(|lost| *lost > Share::NONE).map(|lost| (number, stage, lost)));
    }
    losing.sort_by_key(|(_, _, lost)| Reverse(*lost));
    let mut table = Table::with_head([words::STAGE, words::LEAVE, "", words::EXPLAINED, words::BECAUSE]);
    for (number, stage, lost) in losing.into_iter().take(WORST) {
        let explained = stage.explained.min(lost);
        table.row([
            links.stage(number),
            Inline::said(lost),
            bar(lost, explained),
            part(explained, lost),
            causes(stage),
        ]);
    }
    table
}

/// How much of what is lost is explained; marked where it is less than half.
fn part(explained: Share, lost: Share) -> Inline {
    let part = explained.fraction() / lost.fraction();
    let mark = if part < 0.5 { "⚠️ " } else { "" };
    Inline::ours(mark).then(Inline::said(Share::from_fraction((part * 100.0).round() / 100.0)))
}

/// What a loss is made of, drawn.
fn bar(lost: Share, explained: Share) -> Inline {
    let signs = |share: Share| (share.fraction() * BAR as f64).round() as usize;
    let dark = signs(explained).min(BAR);
    let light = signs(lost).clamp(dark, BAR) - dark;
    let part = |whole: &'static str, signs: usize| Inline::ours(&whole[..whole.len() / BAR * signs]);
    part(DARK, dark).then(part(LIGHT, light)).then(part(REST, BAR - dark - light)).code()
}

/// What explains the loss of a stage, the largest first. The drop of a touchpoint holds those of its barriers.
fn causes(stage: &Column) -> Inline {
    let mut causes: Vec<(Share, Inline)> = Vec::new();
    for point in &stage.touchpoints {
        let barriers = point.barriers.iter().filter_map(cause);
        match point.drop {
            None => causes.extend(barriers),
            Some(drop) => {
                let within = Inline::join(barriers.map(|(_, cause)| cause), say::COMMA);
                let within =
                    if within.is_empty() { within } else { Inline::ours(" (").then(within).then(")") };
                let title = say::title(&point.title, &point.only);
                causes.push((drop, title.then(" ").then(Inline::said(drop)).then(within)));
            }
        }
    }
    causes.extend(stage.barriers.iter().filter_map(cause));
    causes.sort_by_key(|(drop, _)| Reverse(*drop));
    Inline::join(causes.into_iter().map(|(_, cause)| cause), say::BREAK)
}

fn cause(barrier: &Hurdle) -> Option<(Share, Inline)> {
    let drop = barrier.drop?;
    Some((drop, say::title(&barrier.title, &barrier.only).then(" ").then(Inline::said(drop))))
}

fn feelings(board: &Board, links: &Links<'_>) -> Table {
    let mut low: Vec<(&Feeling, Inline, Inline, Inline)> = Vec::new();
    for (number, stage) in board.stages.iter().enumerate() {
        let is_low = |feeling: &&Feeling| feeling.score < 0;
        let here = stage.emotion.as_ref().filter(is_low);
        let barriers = |barriers: &[Hurdle]| {
            let named = barriers.iter().map(|barrier| {
                Inline::ours(say::light(barrier.addressed))
                    .then(" ")
                    .then(say::title(&barrier.title, &barrier.only))
            });
            Inline::join(named, say::BREAK)
        };
        low.extend(here.map(|it| (it, links.stage(number), Inline::default(), barriers(&stage.barriers))));
        for point in &stage.touchpoints {
            let here = point.emotion.as_ref().filter(is_low);
            low.extend(here.map(|it| {
                (it, links.stage(number), say::title(&point.title, &point.only), barriers(&point.barriers))
            }));
        }
    }
    low.sort_by_key(|(feeling, ..)| feeling.score);
    let mut table = Table::with_head([words::FEELING, words::STAGE, words::TOUCHPOINT, words::BARRIERS]);
    for (feeling, stage, point, barriers) in low.into_iter().take(WORST) {
        table.row([say::feeling(Some(feeling)), stage, point, barriers]);
    }
    table
}
