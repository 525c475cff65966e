//! Who and what meets in which stage: audiences, owners and channels, with the holes to be seen. Stages run down, since
//! there are the most of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::emit::html::sheet::Sheet;
use crate::emit::html::table::Table;
use crate::emit::html::tables::stage_link;
use crate::emit::html::{small, words};
use crate::text::Span;
use crate::view::View;
use crate::view::board::{Board, Column, Medium, Named};

/// Writes all three.
pub(super) fn write(sheet: &Sheet<'_>, out: &mut String) {
    audiences(sheet, out);
    owners(sheet, out);
    channels(sheet, out);
}

/// A sign in a matrix, with the word that it stands for.
fn sign(sign: &str, word: &str) -> String {
    format!("<span role=\"img\" aria-label=\"{word}\" title=\"{word}\">{sign}</span>")
}

fn felt(score: i8) -> String {
    format!("<span role=\"img\" aria-label=\"{}\">{}</span>", small::score(score), small::face(score))
}

fn heads(named: &[Named]) -> impl Iterator<Item = String> {
    named.iter().map(|it| small::inline(&it.title))
}

/// Stage × audience, of a journey for several.
fn audiences(sheet: &Sheet<'_>, out: &mut String) {
    let (view, board) = (&sheet.view, sheet.board);
    if view.audience().is_some() || board.audiences.len() < 2 {
        return;
    }
    let audiences = view.journey().audiences.iter().filter_map(|said| said.value.found());
    let theirs: Vec<(BTreeMap<Span, Column>, BTreeSet<Span>)> = audiences
        .map(|audience| {
            let view = View::new(view.model(), view.journey_id(), Some(audience));
            let stages = Board::new(&view).stages.into_iter().map(|stage| (stage.at, stage)).collect();
            let onlys = view.journey().onlys.iter().filter(|only| view.counts(Some(**only)));
            (stages, onlys.map(|only| view.model().only(*only).span).collect())
        })
        .collect();
    let mut table = Table::matrix(heads(&board.audiences));
    for (number, (stage, (_, declared))) in board.stages.iter().zip(view.stages()).enumerate() {
        let span = declared.declared.span;
        let cells = theirs.iter().map(|(stages, onlys)| {
            let Some(here) = stages.get(&stage.at) else { return String::new() };
            let face = here.mood().map(felt).unwrap_or_default();
            let points = match here.touchpoints.len() {
                0 => format!("<span class=\"nobody\">{}</span>", words::MISSING),
                few @ 1..=4 => sign(&"●".repeat(few), &few.to_string()),
                many => format!("● × {many}"),
            };
            let is_inside = onlys
                .range(span..)
                .next()
                .is_some_and(|only| only.source == span.source && only.start < span.end);
            let own =
                if is_inside || !stage.only.is_empty() { sign("+", words::WITH_OWN) } else { String::new() };
            format!("{face} {points} {own}")
        });
        table.row([stage_link(number, stage)].into_iter().chain(cells));
    }
    table.write("audiences", words::AUDIENCES_BY_STAGE, words::AUDIENCES_LEGEND, out);
}

/// Stage × owner.
fn owners(sheet: &Sheet<'_>, out: &mut String) {
    let stages = &sheet.board.stages;
    let involved: Vec<BTreeSet<&Named>> = stages
        .iter()
        .map(|stage| {
            let points = stage.touchpoints.iter().flat_map(|it| &it.owners);
            let barriers = stage.all_barriers().flat_map(|it| {
                it.owners.iter().chain(it.solutions.iter().filter(|it| it.is_own).flat_map(|it| &it.owners))
            });
            let processes = stage.backstages.iter().flat_map(|it| &it.owners);
            stage.owners.iter().chain(points).chain(barriers).chain(processes).collect()
        })
        .collect();
    let mut all: Vec<&Named> =
        involved.iter().flatten().copied().collect::<BTreeSet<_>>().into_iter().collect();
    all.sort_by_key(|it| &it.title);
    if all.len() < 2 {
        return;
    }
    let mut table = Table::matrix(all.iter().map(|it| small::inline(&it.title)));
    for (number, (stage, involved)) in stages.iter().zip(&involved).enumerate() {
        let cells = all.iter().map(|owner| match stage.owners.first() {
            Some(first) if first == *owner => sign("●", words::ACCOUNTABLE),
            Some(_) | None if involved.contains(owner) => sign("○", words::INVOLVED),
            Some(_) | None => String::new(),
        });
        table.row([stage_link(number, stage)].into_iter().chain(cells));
    }
    table.write("owners", words::OWNERS_BY_STAGE, words::OWNERS_LEGEND, out);
}

/// Stage × channel.
fn channels(sheet: &Sheet<'_>, out: &mut String) {
    let stages = &sheet.board.stages;
    let mut channels: Vec<&Medium> = Vec::new();
    let mut seen = BTreeSet::new();
    for channel in stages.iter().flat_map(|stage| &stage.touchpoints).flat_map(|point| &point.channels) {
        if seen.insert(&channel.name) {
            channels.push(channel);
        }
    }
    if channels.is_empty() {
        return;
    }
    let mut table = Table::matrix(channels.iter().map(|it| small::inline(&it.title)));
    for (number, stage) in stages.iter().enumerate() {
        let cells = channels.iter().map(|channel| {
            let points = stage.touchpoints.iter().filter(|point| point.channels.contains(channel));
            points
                .map(|point| {
                    point.emotion.as_ref().map_or_else(|| sign("●", words::TOUCHPOINT), |it| felt(it.score))
                })
                .collect()
        });
        table.row([stage_link(number, stage)].into_iter().chain(cells));
    }
    table.write("channels", words::CHANNELS_BY_STAGE, words::CHANNELS_LEGEND, out);
}
