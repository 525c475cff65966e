//! What stands scattered on the map, gathered below it: open barriers, solutions by owner, hand-overs.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::emit::html::escape::{Text, Url};
use crate::emit::html::links;
use crate::emit::html::sheet::Sheet;
use crate::emit::html::table::Table;
use crate::emit::html::{cell, coverage, small, words};
use crate::view::board::{Column, Goal, Hurdle, Named, Remedy, Way};
use crate::view::map::{self, Within, key};
use crate::view::{Addressed, View};

/// Writes all of them.
pub(super) fn write(sheet: &Sheet<'_>, out: &mut String) {
    barriers(sheet, out);
    chances(sheet, out);
    solutions(sheet, out);
    hand_overs(sheet, out);
    coverage::write(sheet, out);
}

/// The number and the title of a stage, which lead there.
pub(super) fn stage_link(number: usize, stage: &Column) -> String {
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

fn barriers(sheet: &Sheet<'_>, out: &mut String) {
    let mut open: Vec<(usize, &Column, Within<'_>, &Hurdle)> = Vec::new();
    for (number, stage) in sheet.board.stages.iter().enumerate() {
        let here = map::barriers(stage).filter(|(it, _)| it.addressed == Addressed::Open);
        open.extend(here.map(|(it, within)| (number, stage, within, it)));
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
    let mut all: Vec<Found<'_>> = Vec::new();
    for stage in &sheet.board.stages {
        for (it, within) in map::barriers(stage) {
            let place = |name: &str| key::inside(&stage.name, within, name);
            all.extend(own(&it.solutions, &it.name, &it.title, place));
        }
        for (it, within) in map::chances(stage) {
            let place = |name: &str| key::inside(&stage.name, within, name);
            all.extend(own(&it.solutions, &it.name, &it.title, place));
        }
    }
    for it in &sheet.board.opportunities {
        all.extend(own(&it.solutions, &it.name, &it.title, key::of_journey));
    }
    let mut by_owner: BTreeMap<Option<(&str, &str)>, Vec<Found<'_>>> = BTreeMap::new();
    for found in all {
        let owner = found.remedy.owners.first().map(|it| (&*it.title, &*it.name));
        by_owner.entry(owner).or_default().push(found);
    }
    let heads = [
        words::SOLUTION,
        words::OWNER,
        words::HELPS,
        words::STATUS,
        words::DUE_HEAD,
        words::COST,
        words::LIFT,
    ];
    let mut table = Table::with_head(heads);
    for mut solutions in by_owner.into_values() {
        solutions.sort_by_key(|found| (found.remedy.due.is_none(), found.remedy.due));
        for Found { key, remedy, cause } in solutions {
            let due = small::due(remedy, sheet.project.today).or(remedy.due.map(small::figure));
            table.row([
                link(&key, &remedy.title, &remedy.only),
                small::owners(remedy.owners.get(..1).unwrap_or_default()),
                cause,
                remedy.status.map(small::status).unwrap_or_default(),
                due.unwrap_or_default(),
                remedy.cost.map(small::figure).unwrap_or_default(),
                remedy.lift.map(small::figure).unwrap_or_default(),
            ]);
        }
    }
    table.write("solutions", words::BY_OWNER, "", out);
}

/// A solution, with its place on the map and what it helps with.
struct Found<'b> {
    key: String,
    remedy: &'b Remedy,
    cause: String,
}

/// Those of `remedies` that stand with the barrier or opportunity of this name.
fn own<'b>(
    remedies: &'b [Remedy],
    name: &'b str,
    title: &'b str,
    place: impl Fn(&str) -> String,
) -> impl Iterator<Item = Found<'b>> {
    let own = remedies.iter().filter(|it| it.is_own);
    own.map(move |remedy| Found { key: place(&remedy.name), remedy, cause: link(&place(name), title, &[]) })
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
            Some((links::along(sheet.links, way, journey), owner))
        }
    }
}
