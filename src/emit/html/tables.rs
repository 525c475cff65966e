//! What stands scattered on the map, gathered below it: open barriers, solutions by owner, hand-overs, and who and what
//! meets in which stage.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::emit::html::escape::{Text, Url};
use crate::emit::html::sheet::Sheet;
use crate::emit::html::{cell, small, words};
use crate::text::Span;
use crate::view::View;
use crate::view::board::{Board, Column, Goal, Hurdle, Medium, Named, Remedy, Way};
use crate::view::map::{Within, key};

/// A table. Columns in which nothing stands are left out; the first heads its rows.
pub(super) struct Table {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
    class: &'static str,
}

impl Table {
    pub(super) fn new(head: impl IntoIterator<Item = String>) -> Self {
        Self { head: head.into_iter().collect(), rows: Vec::new(), class: "list" }
    }

    pub(super) fn with_head<const N: usize>(head: [&str; N]) -> Self {
        Self::new(head.map(str::to_owned))
    }

    /// One whose cells hold signs: stages run down it, and whoever meets there across.
    fn matrix(head: impl IntoIterator<Item = String>) -> Self {
        Self { class: "matrix", ..Self::new([words::STAGE.to_owned()].into_iter().chain(head)) }
    }

    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Writes it as a section of its own; nothing if it has no row.
    pub(super) fn write(&self, id: &str, title: &str, legend: &str, out: &mut String) {
        if self.rows.is_empty() {
            return;
        }
        let kept: Vec<usize> = (0..self.head.len())
            .filter(|at| self.rows.iter().any(|row| row.get(*at).is_some_and(|it| !it.is_empty())))
            .collect();
        *out += &format!("<section class=\"more\" id=\"~{id}\"><h2>{title}</h2>");
        if !legend.is_empty() {
            *out += &format!("<p class=\"legend\">{legend}</p>");
        }
        *out += &format!(
            "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{title}\"><table class=\"{}\"><thead><tr>",
            self.class
        );
        for at in &kept {
            *out += &format!("<th scope=\"col\">{}</th>", self.head[*at]);
        }
        *out += "</tr></thead><tbody>\n";
        for row in &self.rows {
            *out += "<tr>";
            for at in &kept {
                let tag = if *at == 0 { "th scope=\"row\"" } else { "td" };
                *out += &format!("<{tag}>{}</{}>", row[*at], &tag[..2]);
            }
            *out += "</tr>\n";
        }
        *out += "</tbody></table></div></section>\n";
    }
}

/// Writes all of them.
pub(super) fn write(sheet: &Sheet<'_>, out: &mut String) {
    barriers(sheet, out);
    chances(sheet, out);
    solutions(sheet, out);
    hand_overs(sheet, out);
    audiences(sheet, out);
    owners(sheet, out);
    channels(sheet, out);
}

fn stage_link(number: usize, stage: &Column) -> String {
    format!(
        "<span class=\"n\">{}</span><a href=\"{}\"><bdi>{}</bdi></a>",
        number + 1,
        Url::here(&stage.name),
        Text(&stage.title)
    )
}

fn link(key: &str, title: &str, only: &[String]) -> String {
    format!("<a href=\"{}\"><bdi>{}</bdi></a>{}", Url::here(key), Text(title), small::only(only))
}

/// Every barrier of a stage, with what it stands in.
fn hurdles(stage: &Column) -> impl Iterator<Item = (Within<'_>, &Hurdle)> {
    let points = stage.touchpoints.iter().enumerate();
    let of_points = points
        .flat_map(|(at, point)| point.barriers.iter().map(move |it| (Within::Point(at + 1, point), it)));
    of_points.chain(stage.barriers.iter().map(|it| (Within::Stage, it)))
}

fn barriers(sheet: &Sheet<'_>, out: &mut String) {
    let mut open: Vec<(usize, &Column, Within<'_>, &Hurdle)> = Vec::new();
    for (number, stage) in sheet.board.stages.iter().enumerate() {
        let here = hurdles(stage).filter(|(_, it)| it.addressed == crate::view::Addressed::Open);
        open.extend(here.map(|(within, it)| (number, stage, within, it)));
    }
    if open.is_empty() {
        if sheet.board.barriers().next().is_some() {
            *out += &format!(
                "<section class=\"more\" id=\"~open\"><h2>{}</h2><p>{}</p></section>\n",
                words::HURTS,
                words::NO_HURTS
            );
        }
        return;
    }
    open.sort_by_key(|(_, _, _, it)| (Reverse(it.severity), Reverse(it.drop)));
    let mut table = Table::with_head([
        words::BARRIER,
        words::STAGE,
        words::TOUCHPOINT,
        words::SEVERITY,
        words::DROP,
        words::OWNER,
    ]);
    for (number, stage, within, it) in open {
        let point = match within {
            Within::Stage => String::new(),
            Within::Point(_, point) => link(&key::point(&stage.name, &point.name), &point.title, &[]),
        };
        table.row([
            link(&key::inside(&stage.name, within, &it.name), &it.title, &it.only),
            stage_link(number, stage),
            point,
            it.severity.map(|it| small::level(it, words::SEVERITY_OF)).unwrap_or_default(),
            it.drop.map(small::figure).unwrap_or_default(),
            small::owners(&it.owners),
        ]);
    }
    table.write("open", words::HURTS, "", out);
}

/// The opportunities of the whole journey, which have no place on the map.
fn chances(sheet: &Sheet<'_>, out: &mut String) {
    if sheet.board.opportunities.is_empty() {
        return;
    }
    *out += &format!(
        "<section class=\"more\" id=\"~chances\"><h2>{}</h2><div class=\"cards\">",
        words::OPPORTUNITIES_OF_ALL
    );
    for chance in &sheet.board.opportunities {
        *out += &cell::opportunity(sheet, &key::of_journey(&chance.name), chance, "");
    }
    *out += "</div></section>\n";
}

fn solutions(sheet: &Sheet<'_>, out: &mut String) {
    let board = sheet.board;
    let mut by_owner: BTreeMap<Option<&Named>, Vec<(String, &Remedy, String)>> = BTreeMap::new();
    let add = |place: &dyn Fn(&str) -> String,
               cause: &str,
               title: &str,
               remedies: &'_ [Remedy]|
     -> Vec<(String, usize, String)> {
        remedies
            .iter()
            .enumerate()
            .filter(|(_, it)| it.is_own)
            .map(|(at, it)| (place(&it.name), at, link(&place(cause), title, &[])))
            .collect()
    };
    let mut all: Vec<(String, &Remedy, String)> = Vec::new();
    for stage in &board.stages {
        for (within, it) in hurdles(stage) {
            let place = |name: &str| key::inside(&stage.name, within, name);
            all.extend(
                add(&place, &it.name, &it.title, &it.solutions)
                    .into_iter()
                    .map(|(key, at, cause)| (key, &it.solutions[at], cause)),
            );
        }
        let points = stage.touchpoints.iter().enumerate();
        let of_points = points.flat_map(|(at, point)| {
            point.opportunities.iter().map(move |it| (Within::Point(at + 1, point), it))
        });
        for (within, it) in of_points.chain(stage.opportunities.iter().map(|it| (Within::Stage, it))) {
            let place = |name: &str| key::inside(&stage.name, within, name);
            all.extend(
                add(&place, &it.name, &it.title, &it.solutions)
                    .into_iter()
                    .map(|(key, at, cause)| (key, &it.solutions[at], cause)),
            );
        }
    }
    for it in &board.opportunities {
        all.extend(
            add(&key::of_journey, &it.name, &it.title, &it.solutions)
                .into_iter()
                .map(|(key, at, cause)| (key, &it.solutions[at], cause)),
        );
    }
    for entry in all {
        by_owner.entry(entry.1.owners.first()).or_default().push(entry);
    }
    let mut table = Table::with_head([
        words::SOLUTION,
        words::OWNER,
        words::HELPS,
        words::STATUS,
        words::DUE_HEAD,
        words::COST,
        words::LIFT,
    ]);
    for (owner, mut solutions) in by_owner {
        solutions.sort_by_key(|(_, it, _)| (it.due.is_none(), it.due));
        for (key, it, cause) in solutions {
            table.row([
                link(&key, &it.title, &it.only),
                small::owners(owner.cloned().as_slice()),
                cause,
                it.status.map(small::status).unwrap_or_default(),
                small::due(it, sheet.project.today).or(it.due.map(small::figure)).unwrap_or_default(),
                it.cost.map(small::figure).unwrap_or_default(),
                it.lift.map(small::figure).unwrap_or_default(),
            ]);
        }
    }
    table.write("solutions", words::BY_OWNER, "", out);
}

/// The arrows along which somebody else becomes accountable.
fn hand_overs(sheet: &Sheet<'_>, out: &mut String) {
    let board = sheet.board;
    let mut table = Table::with_head([
        words::FROM,
        words::HANDS_OVER,
        words::TO,
        words::TAKES_OVER,
        words::SHARE,
        words::WHEN,
    ]);
    for way in &board.arrows {
        let from = &board.stages[way.from];
        let Some((to, receiver)) = receiver(sheet, way) else { continue };
        let giver = from.owners.first();
        if giver == receiver.as_ref() {
            continue;
        }
        table.row([
            stage_link(way.from, from),
            small::owners(giver.cloned().as_slice()),
            to,
            small::owners(receiver.as_slice()),
            way.share.map(small::figure).unwrap_or_default(),
            way.when.as_deref().map(small::inline).unwrap_or_default(),
        ]);
    }
    table.write("hand-overs", words::HAND_OVERS, "", out);
}

/// Where an arrow leads, and who is accountable there; nothing where nobody has to be.
fn receiver(sheet: &Sheet<'_>, way: &Way) -> Option<(String, Option<Named>)> {
    match &way.to {
        Goal::Stage(to) => {
            let stage = sheet.board.stages.get(*to)?;
            Some((stage_link(*to, stage), stage.owners.first().cloned()))
        }
        Goal::End | Goal::Exit => None,
        Goal::Journey(journey) => {
            let model = sheet.view.model();
            let other = View::new(model, sheet.links.target(way)?, None);
            let start = other.starts().first().and_then(|start| start.stage.found())?;
            let owner = other.stage_owners(model.stage(start)).first().and_then(|owner| owner.found());
            let owner = owner.map(|owner| Named::from(model.owner(owner)));
            Some((sheet.links.along(way, journey), owner))
        }
    }
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
