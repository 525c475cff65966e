//! A journey's map on a terminal: stages beside each other as far as they fit, the curve of what customers feel over them,
//! who answers, how many are still there, what leaves, and the barriers that nothing addresses.
//!
//! A board and its figures go in, lines come out, as wide as the look allows. Texts of the journey are made safe to print.
//! Stages that do not fit beside the others go into a band of their own below.

mod curve;
mod line;
mod stage;

use std::cmp::Reverse;

use crate::emit::terminal::curve::Curve;
use crate::emit::terminal::line::{Cell, DIM, EDGE, PLAIN, Sheet, paint_if};
use crate::flow::{Flow, percent};
use crate::report::{BOLD, Look, columns, visible_line, wrap};
use crate::value::Direction;
use crate::view::Addressed;
use crate::view::board::{Board, Column, Hurdle, Named};
use crate::vocabulary::Level;

/// Narrower terminals are not served.
const NARROWEST: usize = 24;

/// How wide a stage is at least, if the terminal is, and at the most.
const STAGE: (usize, usize) = (15, 26);

/// Draws the map.
pub(crate) fn draw(board: &Board, flow: &Flow, look: &Look) -> String {
    let look = &Look { width: look.width.max(NARROWEST), ..*look };
    let mut out = String::new();
    title(board, look, &mut out);
    bands(board, flow, look, &mut out);
    ends(board, flow, look, &mut out);
    open_barriers(board, look, &mut out);
    out
}

fn title(board: &Board, look: &Look, out: &mut String) {
    for line in wrap(&visible_line(&board.title, look), look.width, look.width) {
        let indent = match board.direction {
            Direction::LeftToRight => 0,
            Direction::RightToLeft => look.width.saturating_sub(columns(&line)),
        };
        out.push_str(&format!("{}{}\n", " ".repeat(indent), paint_if(&line, BOLD, look)));
    }
    let titles = |named: &[Named]| named.iter().map(|it| it.title.as_str()).collect::<Vec<_>>().join(", ");
    let mut facts = Vec::new();
    match &board.audience {
        Some(audience) => facts.push(format!("as seen by {}", audience.title)),
        None if !board.audiences.is_empty() => facts.push(format!("for {}", titles(&board.audiences))),
        None => {}
    }
    if !board.owners.is_empty() {
        facts.push(format!("owner {}", titles(&board.owners)));
    }
    facts.extend(board.volume.clone());
    paragraph(&facts.join(separator(look)), DIM, look, out);
}

/// The stages, as many beside each other as fit, and no fewer in one band than in another if that can be helped.
fn bands(board: &Board, flow: &Flow, look: &Look, out: &mut String) {
    let stages = board.stages.len();
    if stages == 0 {
        return;
    }
    let room = look.width - EDGE;
    let fitting = (room / STAGE.0).max(1);
    let bands = stages.div_ceil(fitting);
    let beside = stages.div_ceil(bands);
    let sheet = Sheet { look, direction: board.direction, stage: (room / beside).min(STAGE.1) };
    let curve = Curve::new(board, &sheet);
    let is_known = flow.stages.iter().any(|it| it.reach.is_some_and(|reach| reach > 0.0 && reach < 1.0));
    let mut first = 0;
    while first < stages {
        let here = first..(first + beside).min(stages);
        let each = |cells: &dyn Fn(usize, &Column) -> Vec<Cell>| -> Vec<Vec<Cell>> {
            here.clone().map(|number| cells(number, &board.stages[number])).collect()
        };
        out.push('\n');
        sheet.rows(&each(&|number, it| stage::head(number, it, &sheet)), out);
        sheet.rows(&each(&|_, it| stage::owner(it, &sheet)), out);
        if let Some(curve) = &curve {
            curve.draw(here.clone(), &sheet, out);
        }
        if is_known {
            sheet.rows(&each(&|number, _| stage::reach(&flow.stages[number], &sheet)), out);
        }
        sheet.rows(&each(&|number, _| stage::ways(board, number, &sheet)), out);
        sheet.rows(&each(&|_, it| stage::barriers(it, &sheet)), out);
        first = here.end;
    }
}

/// Where all customers end.
fn ends(board: &Board, flow: &Flow, look: &Look, out: &mut String) {
    let part = |what: &str, share: Option<f64>| {
        share.filter(|share| *share > 0.0).map(|share| format!("{} {what}", percent(share)))
    };
    let mut parts: Vec<String> = part("complete it", flow.completes).into_iter().collect();
    parts.extend(part("leave", flow.lost));
    let onward = flow.onward.iter();
    parts.extend(onward.filter_map(|(journey, share)| part(&format!("go on to {}", journey.title), *share)));
    parts.extend(part("go where no arrow says", flow.open));
    parts.extend(part("go in circles", flow.stuck));
    if flow.completes.is_none() && board.arrows.iter().any(|way| way.share.is_some()) {
        parts.push(format!("how many complete it is not known, for {}", unsaid(board, flow, look)));
    }
    if !parts.is_empty() {
        out.push('\n');
        paragraph(&format!("Of all customers {}", parts.join(separator(look))), PLAIN, look, out);
    }
}

/// What keeps the flow from being known: where customers come in, or the first stage without shares.
fn unsaid(board: &Board, flow: &Flow, look: &Look) -> String {
    if flow.starts.iter().any(Option::is_none) {
        return "`start` does not say how many come in where".to_owned();
    }
    match board.arrows.iter().find(|way| way.share.is_none()) {
        Some(way) => {
            format!("`{}` does not say how many go where", visible_line(&board.stages[way.from].name, look))
        }
        None => "not every stage has shares".to_owned(),
    }
}

/// The barriers that nothing addresses, the gravest first.
fn open_barriers(board: &Board, look: &Look, out: &mut String) {
    let stages = board.stages.iter().enumerate();
    let mut open: Vec<(usize, &Hurdle)> = stages
        .flat_map(|(number, stage)| stage.all_barriers().map(move |barrier| (number, barrier)))
        .filter(|(_, barrier)| barrier.addressed == Addressed::Open)
        .collect();
    if open.is_empty() {
        if board.barriers().next().is_some() {
            out.push('\n');
            paragraph("Every barrier is addressed or accepted", "32", look, out);
        }
        return;
    }
    open.sort_by_key(|(_, barrier)| (Reverse(barrier.severity), Reverse(barrier.drop)));
    let head =
        if open.len() == 1 { "1 open barrier".to_owned() } else { format!("{} open barriers", open.len()) };
    out.push_str(&format!("\n{}\n", paint_if(&head, BOLD, look)));
    let longest = Level::WORDS.iter().map(|word| word.len()).max().unwrap_or(0);
    for (number, barrier) in open {
        let word = barrier.severity.map_or("", Level::word);
        let start = format!("{} {word:<longest$} {:>2} ", mark(look), number + 1);
        let mut said = vec![barrier.title.to_string()];
        said.extend(barrier.drop.map(|drop| format!("loses {drop}")));
        said.extend(barrier.owners.first().map(|owner| owner.title.to_string()));
        hanging(&said.join(separator(look)), &start, severity_color(barrier.severity), look, out);
    }
}

/// A text in lines of the whole width.
fn paragraph(text: &str, color: &str, look: &Look, out: &mut String) {
    if text.is_empty() {
        return;
    }
    for line in wrap(&visible_line(text, look), look.width, look.width) {
        out.push_str(&format!("{}\n", paint_if(&line, color, look)));
    }
}

/// A text behind a coloured start, its lines below each other.
fn hanging(text: &str, start: &str, color: &str, look: &Look, out: &mut String) {
    // On a narrow terminal the start has a line of its own.
    let indent = if look.width < 60 { 2 } else { columns(start) };
    let room = look.width - indent;
    let mut lines = wrap(&visible_line(text, look), room, room).into_iter();
    let first = if look.width < 60 { None } else { lines.next() };
    let line = format!("{}{}", paint_if(start, color, look), first.unwrap_or_default());
    out.push_str(&format!("{}\n", line.trim_end_matches(' ')));
    for line in lines {
        out.push_str(&format!("{}{line}\n", " ".repeat(indent)));
    }
}

fn separator(look: &Look) -> &'static str {
    if look.unicode { " · " } else { ", " }
}

/// What stands at a barrier.
fn mark(look: &Look) -> &'static str {
    if look.unicode { "▲" } else { "!" }
}

fn severity_color(severity: Option<Level>) -> &'static str {
    match severity {
        Some(Level::Critical) => "1;31",
        Some(Level::High) => "31",
        Some(Level::Medium) => "33",
        Some(Level::Low) | None => PLAIN,
    }
}
