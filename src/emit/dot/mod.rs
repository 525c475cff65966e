//! The journey as a Graphviz graph that a team would put on a wall.
//!
//! Stages are cards in rows that are read like the lines of a text. Arrows run between the cards; what leaves a row, or
//! the journey, ends in a mark beside its stage. Goes in: a board. Comes out: a text that `dot` draws without a word.
//! `plan` decides what stands where, `card` and `arrow` what is drawn, `facts` what is told and `look` how it looks; `label`
//! makes lines of texts, and `sheet` is the one way into the output.

mod arrow;
mod card;
mod facts;
mod label;
mod look;
mod plan;
mod sheet;

use std::fmt;

use crate::emit::dot::arrow::Arrows;
use crate::emit::dot::card::Cards;
use crate::emit::dot::label::{Align, Label, Phrase};
use crate::emit::dot::look::{FONT, FONT_BOLD, INK, LINE, WIDE};
use crate::emit::dot::plan::Plan;
use crate::emit::dot::sheet::{Attributes, Sheet};
use crate::emit::{Project, Subject, emitter};
use crate::value::Direction;
use crate::view::board::Board;

emitter! {
    /// A Graphviz graph of the stages, for `dot`.
    "dot", media "text/vnd.graphviz", page "dot" write
}

fn write(subject: &Subject<'_>, project: &Project<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let board = &subject.board;
    let plan = Plan::new(board);
    let sheet = &mut Sheet::new();
    sheet.open("digraph journey")?;
    defaults(board, sheet)?;
    order(&plan, board, sheet)?;
    let cards = Cards { board, plan: &plan, detail: project.detail };
    cards.start(sheet)?;
    for number in 0..board.stages.len() {
        cards.stage(number, sheet)?;
    }
    cards.end(sheet)?;
    Arrows { board, plan: &plan }.write(sheet)?;
    sheet.close()?;
    out.write_str(sheet.text())
}

/// What holds for the whole graph, for its nodes and for its edges.
fn defaults(board: &Board, sheet: &mut Sheet) -> fmt::Result {
    let (rankdir, side) = match board.direction {
        Direction::LeftToRight => ("LR", "l"),
        Direction::RightToLeft => ("RL", "r"),
    };
    let graph = Attributes::new()
        .set("charset", "UTF-8")
        .set("rankdir", rankdir)
        .set("compound", "true")
        .set("nodesep", "0.13")
        .set("ranksep", "0.7")
        .set("pad", "0.3")
        .set("bgcolor", "white")
        .set("fontname", FONT_BOLD)
        .set("fontsize", "18")
        .set("fontcolor", INK)
        .set("labelloc", "t")
        .set("labeljust", side)
        .set("label", heading(board))
        .set("tooltip", Phrase::new(board.direction).said(&board.title).tooltip());
    sheet.statement("graph", &graph)?;
    let text = || Attributes::new().set("fontname", FONT).set("fontsize", "11").set("fontcolor", INK);
    let node = text()
        .set("shape", "box")
        .set("style", "filled,rounded")
        .set("fillcolor", "white")
        .set("color", LINE)
        .set("height", "0.3")
        .set("margin", "0.1,0.05");
    sheet.statement("node", &node)?;
    sheet.statement("edge", &text().set("color", INK).set("arrowsize", "0.7"))
}

/// The title, and whom the map is for.
fn heading(board: &Board) -> Label {
    let phrase = || Phrase::new(board.direction);
    let mut heading = Label::new(Align::Start);
    heading.push(phrase().said(&board.title), WIDE);
    match &board.audience {
        Some(audience) => heading.push(phrase().word("as seen by ").said(&audience.title), WIDE),
        None if board.audiences.is_empty() => {}
        None => heading.push(phrase().word("for ").names(&board.audiences), WIDE),
    }
    heading
}

/// Names the stages, the last first. `dot` puts the row that it hears of first lowest, and within a row it then keeps
/// arrows that lead back above the cards, and those that leave below.
fn order(plan: &Plan, board: &Board, sheet: &mut Sheet) -> fmt::Result {
    for number in (0..board.stages.len()).rev() {
        sheet.statement(plan.stage_id(number), &Attributes::new())?;
    }
    Ok(())
}
