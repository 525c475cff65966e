//! Which channels and which audiences meet in which stages, with the holes marked. Stages run down, since there are the
//! most of them.

use std::collections::BTreeMap;
use std::fmt;

use crate::emit::Subject;
use crate::emit::markdown::escape::{Inline, text};
use crate::emit::markdown::links::Links;
use crate::emit::markdown::page::{Page, Table};
use crate::emit::markdown::{say, words};
use crate::model::{Declaration, Declared, Stage};
use crate::text::Span;
use crate::view::View;
use crate::view::board::{Board, Medium};

const HOLE: &str = "○";
const DANGER: &str = "⚠️";

/// Stage × channel.
pub(super) fn channels(page: &mut Page<'_>, board: &Board, links: &Links<'_>) -> fmt::Result {
    let mut channels: Vec<&Medium> = Vec::new();
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    let points = board.stages.iter().flat_map(|stage| &stage.touchpoints);
    for channel in points.flat_map(|point| &point.channels) {
        numbers.entry(&channel.name).or_insert_with(|| {
            channels.push(channel);
            channels.len() - 1
        });
    }
    if channels.is_empty() {
        return Ok(());
    }
    let mut rows: Vec<Vec<Inline>> = vec![vec![Inline::default(); channels.len()]; board.stages.len()];
    for (stage, row) in board.stages.iter().zip(&mut rows) {
        for point in &stage.touchpoints {
            let sign = point.emotion.as_ref().map_or("●", |feeling| say::face(feeling.score));
            for number in point.channels.iter().filter_map(|channel| numbers.get(channel.name.as_str())) {
                row[*number] = std::mem::take(&mut row[*number]).then(sign);
            }
        }
    }
    for column in 0..channels.len() {
        mark_holes(&mut rows, column);
    }
    let heads = channels.iter().map(|channel| {
        let kind = channel.kind.map(|kind| Inline::ours(kind.word()));
        Inline::join([text(&channel.title)].into_iter().chain(kind), say::BREAK)
    });
    let mut table = Table::new([Inline::ours(words::STAGE)].into_iter().chain(heads));
    for ((number, stage), row) in board.stages.iter().enumerate().zip(rows) {
        let has_none = stage.touchpoints.iter().all(|point| point.channels.is_empty());
        let mark = if has_none { DANGER } else { "" };
        let name = Inline::join([links.stage(number), mark.into()], " ");
        table.row([name].into_iter().chain(row));
    }
    page.heading(2, words::CHANNELS_BY_STAGE.into())?;
    page.table(&table)?;
    page.paragraph(Inline::ours(words::CHANNELS_LEGEND).value())
}

/// Marks the empty cells of a column that stand between others.
fn mark_holes(rows: &mut [Vec<Inline>], column: usize) {
    let is_used = |row: &Vec<Inline>| !row[column].is_empty();
    let (Some(first), Some(last)) = (rows.iter().position(is_used), rows.iter().rposition(is_used)) else {
        return;
    };
    for row in &mut rows[first..last] {
        if row[column].is_empty() {
            row[column] = HOLE.into();
        }
    }
}

/// Audience × stage; only on the page for nobody in particular, of a journey for several.
pub(super) fn audiences(page: &mut Page<'_>, subject: &Subject<'_>, links: &Links<'_>) -> fmt::Result {
    let (view, board) = (&subject.view, &subject.board);
    if view.audience().is_some() || board.audiences.len() < 2 {
        return Ok(());
    }
    let audiences = view.journey().audiences.iter().filter_map(|said| said.value.found());
    let theirs: Vec<Theirs<'_>> = audiences
        .map(|audience| Theirs::new(View::new(view.model(), view.journey_id(), Some(audience))))
        .collect();
    let heads = board.audiences.iter().map(|audience| text(&audience.title));
    let mut table = Table::new([Inline::ours(words::STAGE)].into_iter().chain(heads));
    for (number, (_, declared)) in view.stages().enumerate() {
        let cells = theirs.iter().map(|theirs| theirs.cell(declared));
        table.row([links.stage(number)].into_iter().chain(cells));
    }
    page.heading(2, words::AUDIENCES_BY_STAGE.into())?;
    page.table(&table)?;
    page.paragraph(Inline::ours(words::AUDIENCES_LEGEND).value())
}

/// How one audience sees the journey.
struct Theirs<'m> {
    view: View<'m>,
    /// Where the `only` blocks for them stand, in order.
    onlys: Vec<Span>,
}

impl<'m> Theirs<'m> {
    fn new(view: View<'m>) -> Self {
        let onlys = view.journey().onlys.iter().filter(|only| view.counts(Some(**only)));
        let mut onlys: Vec<Span> = onlys.map(|only| view.model().only(*only).span).collect();
        onlys.sort();
        Self { view, onlys }
    }

    /// How they see a stage.
    fn cell(&self, stage: &'m Stage) -> Inline {
        let Declared { span, only, .. } = *stage.declared();
        if !self.view.shows(only) {
            return HOLE.into();
        }
        let face = self.view.mood(stage).map(|score| Inline::ours(say::face(score))).unwrap_or_default();
        let points = match self.view.touchpoints(stage).count() {
            0 => Inline::ours(DANGER),
            few @ 1..=3 => Inline::ours(&"●●●"[..few * "●".len()]),
            many => Inline::ours("● × ").then(Inline::said(many)),
        };
        let next = self.onlys.partition_point(|own| *own < span);
        let is_inside = self.onlys.get(next).is_some_and(|own| own.start < span.end);
        let own = if is_inside || only.is_some() { "+" } else { "" };
        Inline::join([face, points, own.into()], " ")
    }
}
