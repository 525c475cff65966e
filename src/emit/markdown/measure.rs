//! Measured figures against their targets.

use crate::emit::markdown::escape::Inline;
use crate::emit::markdown::{say, words};
use crate::view::board::Measured;

/// `Repeat purchases: 18 %, target 25 % ❌ (2026-09-30)`.
pub(super) fn line(measured: &Measured) -> Inline {
    let target = measured.target.map(|target| {
        let target = Inline::ours(words::AIMS_AT).then(Inline::said(target));
        Inline::join([target, Inline::ours(verdict(measured))], " ")
    });
    let figures = Inline::join([Inline::said(measured.value), target.unwrap_or_default()], say::COMMA);
    let said = say::title(&measured.metric.title, &measured.only).then(say::COLON).then(figures);
    match measured.on {
        Some(on) => said.then(" (").then(Inline::said(on)).then(")"),
        None => said,
    }
}

/// All that was measured of something, below each other.
pub(super) fn lines(measures: &[Measured]) -> Inline {
    Inline::join(measures.iter().map(line), say::BREAK)
}

/// Whether a target is met, where that can be told.
pub(super) fn verdict(measured: &Measured) -> &'static str {
    match measured.is_met() {
        Some(true) => "✅",
        Some(false) => "❌",
        None => "",
    }
}
