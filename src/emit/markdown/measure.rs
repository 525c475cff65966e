//! Measured figures against their targets.

use crate::emit::markdown::escape::Inline;
use crate::emit::markdown::{say, words};
use crate::view::board::Measured;
use crate::vocabulary::{Better, Figure};

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
    match is_met(measured) {
        Some(true) => "✅",
        Some(false) => "❌",
        None => "",
    }
}

fn is_met(measured: &Measured) -> Option<bool> {
    let better = measured.better?;
    let (value, target) = match (measured.value, measured.target?) {
        (Figure::Share(value), Figure::Share(target)) => (value.fraction(), target.fraction()),
        (Figure::Number(value), Figure::Number(target)) => (value.0, target.0),
        (Figure::Money(value), Figure::Money(target)) if value.currency == target.currency => {
            (value.amount.0, target.amount.0)
        }
        // Of a range, the end that is worse counts.
        (Figure::Duration(value), Figure::Duration(target)) => match better {
            Better::Higher => (value.shortest().days(), target.shortest().days()),
            Better::Lower => (value.longest().days(), target.longest().days()),
        },
        (Figure::Share(_) | Figure::Number(_) | Figure::Money(_) | Figure::Duration(_), _) => return None,
    };
    Some(match better {
        Better::Higher => value >= target,
        Better::Lower => value <= target,
    })
}
