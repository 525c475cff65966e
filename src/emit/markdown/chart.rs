//! The stages as a Mermaid flowchart, where Mermaid draws it, and what its signs mean.

use std::fmt;

use crate::emit::markdown::escape::Inline;
use crate::emit::markdown::page::Page;
use crate::emit::markdown::words;
use crate::emit::mermaid::{flowchart, is_drawn};
use crate::view::board::Board;

pub(super) use crate::emit::mermaid::is_long;

/// Writes the chart and what its signs mean.
pub(super) fn write(page: &mut Page<'_>, board: &Board) -> fmt::Result {
    if board.stages.is_empty() {
        return Ok(());
    }
    let chart = flowchart(board, "")?;
    if !is_drawn(board, &chart) {
        return page.paragraph(Inline::ours(words::TOO_LARGE).value());
    }
    page.chart(&chart)?;
    page.paragraph(Inline::ours(words::LEGEND).value())
}
