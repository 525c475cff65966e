//! The map itself: a table whose columns are stages and whose rows are lanes, so that every cell is told with both.

use crate::emit::html::escape::{Attr, Text, Url};
use crate::emit::html::sheet::Sheet;
use crate::emit::html::small::Became;
use crate::emit::html::{cell, curve, ribbon, small, words};
use crate::view::board::Column;
use crate::view::map::{Lane, LaneKind, Map};
use crate::vocabulary::Phase;

/// Browsers let no cell span more columns.
const WIDEST: usize = 1000;

/// Titles longer than this would fill the window if they stayed at its top.
const LONGEST: usize = 90;

/// Cells beyond which those out of sight are not laid out until they are needed.
const MANY: usize = 4000;

/// Writes the map.
pub(super) fn write(sheet: &Sheet<'_>, map: &Map<'_>, out: &mut String) {
    let stages = &sheet.board.stages;
    let is_long = stages.iter().any(|stage| stage.title.chars().take(LONGEST + 1).count() > LONGEST);
    let head = if is_long { " loose" } else { "" };
    let many = if stages.len() * map.lanes.len() > MANY { " many" } else { "" };
    *out += &format!(
        "<div class=\"map{many}\" id=\"~map\" tabindex=\"0\" role=\"region\" aria-label=\"{}{}\">\n<table data-n=\"{}\">\n",
        words::MAP_OF,
        Attr(&sheet.board.title),
        stages.len()
    );
    *out += &format!(
        "<colgroup><col class=\"name\"><col span=\"{}\"></colgroup>\n",
        stages.len().clamp(1, WIDEST)
    );
    for rest in (WIDEST..stages.len()).step_by(WIDEST) {
        *out += &format!("<colgroup span=\"{}\"></colgroup>", (stages.len() - rest).min(WIDEST));
    }
    *out += &format!("<thead class=\"heads{head}\">\n");
    phases(stages, out);
    heads(sheet, out);
    *out += "</thead>\n<tbody>\n";
    for lane in &map.lanes {
        if lane.kind == LaneKind::Backstage {
            visibility(stages.len(), out);
        }
        row(sheet, lane, out);
    }
    *out += "</tbody>\n</table>\n</div>\n";
}

/// The name by which a lane is switched on and off.
pub(super) fn lane_key(lane: &Lane<'_>) -> String {
    match lane.kind {
        LaneKind::Own => format!("lanes {}", lane.title),
        kind => kind.word().to_owned(),
    }
}

/// The phases, each over the stages in a row that belong to it.
fn phases(stages: &[Column], out: &mut String) {
    if stages.iter().all(|stage| stage.phase.is_none()) {
        return;
    }
    *out += "<tr class=\"phases\"><td></td>";
    for group in stages.chunk_by(|a, b| a.phase == b.phase).flat_map(|group| group.chunks(WIDEST)) {
        let span = group.len();
        match group[0].phase.map(Phase::word) {
            Some(word) => {
                *out += &format!("<th scope=\"colgroup\" colspan=\"{span}\"><span>{word}</span></th>");
            }
            None => *out += &format!("<td colspan=\"{span}\"></td>"),
        }
    }
    *out += "</tr>\n";
}

fn heads(sheet: &Sheet<'_>, out: &mut String) {
    *out += "<tr class=\"stages\"><td class=\"corner\"></td>";
    for (number, stage) in sheet.board.stages.iter().enumerate() {
        let became = Became::new(stage.fate.as_deref());
        let duration = stage.duration.map(|it| format!("<span class=\"dur\">{}</span>", small::figure(it)));
        *out += &format!(
            "<th\n scope=\"col\"{}{} class=\"i{}\">{}<div class=\"stage\"><p class=\"t\"><span class=\"n\">{}</span><a href=\"{}\" dir=\"auto\">{}</a>{}</p><p class=\"meta\">{}{}</p>{}</div></th>",
            sheet.known(&stage.name, stage.at),
            sheet.choices.marks(&stage.owners, &[], None),
            became.class,
            became.sign,
            number + 1,
            Url::here(&stage.name),
            Text(&stage.title),
            small::only(&stage.only),
            small::owners(&stage.owners),
            duration.unwrap_or_default(),
            became.was,
        );
    }
    *out += "</tr>\n";
}

fn visibility(stages: usize, out: &mut String) {
    *out += &format!(
        "<tr class=\"vis\" data-k=\"~visibility\"><th scope=\"row\" title=\"{}\">{}</th>",
        words::VISIBILITY_HELP,
        words::VISIBILITY
    );
    for start in (0..stages).step_by(WIDEST) {
        *out += &format!("<td colspan=\"{}\"></td>", (stages - start).min(WIDEST));
    }
    *out += "</tr>\n";
}

fn row(sheet: &Sheet<'_>, lane: &Lane<'_>, out: &mut String) {
    let stages = &sheet.board.stages;
    let key = lane_key(lane);
    *out += &format!(
        "<tr class=\"l-{}\" data-k=\"{}\"><th scope=\"row\"><span dir=\"auto\">{}</span></th>",
        lane.kind.word(),
        Attr(&key),
        Text(lane.title)
    );
    match lane.kind {
        LaneKind::Emotions => {
            let curve = curve::Curve::new(sheet.board);
            for (number, (stage, items)) in stages.iter().zip(&lane.cells).enumerate() {
                open(stage, out);
                curve.cell(number, out);
                cell::write(sheet, stage, items, out);
                close(out);
            }
        }
        LaneKind::Flow => {
            let ribbon = ribbon::Ribbon::new(sheet);
            for (number, stage) in stages.iter().enumerate() {
                open(stage, out);
                ribbon.cell(number, out);
                close(out);
            }
        }
        LaneKind::Goals
        | LaneKind::Actions
        | LaneKind::Thoughts
        | LaneKind::Needs
        | LaneKind::Touchpoints
        | LaneKind::Barriers
        | LaneKind::Opportunities
        | LaneKind::Solutions
        | LaneKind::Own
        | LaneKind::Backstage
        | LaneKind::Measures => {
            for (stage, items) in stages.iter().zip(&lane.cells) {
                open(stage, out);
                cell::write(sheet, stage, items, out);
                close(out);
            }
        }
    }
    *out += "</tr>\n";
}

// Ends of lines stand within tags: between cells each would be a text of its own to the browser.
fn open(stage: &Column, out: &mut String) {
    *out += &format!("<td\n data-k=\"{}\">", Attr(&stage.name));
}

fn close(out: &mut String) {
    *out += "</td>";
}
