//! What is different for some customers: values and arrows that count for one audience in the stead of those for
//! everyone. Texts that are only for some stand marked among the others; these would not be seen at all.

use std::collections::BTreeMap;
use std::fmt;

use crate::emit::Subject;
use crate::emit::markdown::escape::{Inline, text};
use crate::emit::markdown::journey;
use crate::emit::markdown::links::Links;
use crate::emit::markdown::page::{Page, Table};
use crate::emit::markdown::say::{self, Fact};
use crate::emit::markdown::stage;
use crate::emit::markdown::words;
use crate::text::Span;
use crate::view::View;
use crate::view::board::{Board, Column, Coming, Goal, Hurdle, Point, Way};

/// Writes the section; only on the page for nobody in particular. Audiences of whom the same is said stand together, as
/// a persona does with her segment.
pub(super) fn write(page: &mut Page<'_>, subject: &Subject<'_>, links: &Links<'_>) -> fmt::Result {
    let view = &subject.view;
    // Most say nothing but texts: that is seen without a board for each audience.
    let mut onlys = view.journey().onlys.iter().map(|only| view.model().only(*only));
    if view.audience().is_some() || onlys.all(|only| only.is_of_texts) {
        return Ok(());
    }
    let mut groups: Vec<(Inline, Vec<Row>)> = Vec::new();
    let difference = Difference::new(&subject.board, links);
    for special in View::every(view.model(), view.journey_id()).into_iter().skip(1) {
        let theirs = Board::new(&special);
        let rows = difference.rows(&theirs);
        let audience = theirs.audience.map(|audience| text(&audience.title)).unwrap_or_default();
        match groups.iter_mut().find(|(_, known)| *known == rows) {
            Some((audiences, _)) => *audiences = Inline::join([audiences.clone(), audience], say::SEMICOLON),
            None => groups.push((audience, rows)),
        }
    }
    groups.retain(|(_, rows)| !rows.is_empty());
    if !groups.is_empty() {
        page.heading(2, words::SOME_ONLY.into())?;
    }
    for (audiences, rows) in groups {
        page.heading(3, audiences)?;
        let heads = [words::STAGE, words::WHERE, words::WHAT, words::FOR_THEM, words::FOR_OTHERS];
        let mut table = Table::with_head(heads);
        rows.into_iter().for_each(|row| table.row(row));
        page.table(&table)?;
    }
    Ok(())
}

/// A stage, a place in it, what is different there, how it is for them, and how for others.
type Row = [Inline; 5];

/// The journey as it is for nobody in particular, to compare others with.
struct Difference<'a> {
    board: &'a Board,
    links: &'a Links<'a>,
    numbers: BTreeMap<Span, usize>,
    points: BTreeMap<Span, &'a Point>,
    hurdles: BTreeMap<Span, &'a Hurdle>,
}

impl<'a> Difference<'a> {
    fn new(board: &'a Board, links: &'a Links<'a>) -> Self {
        let stages = || board.stages.iter();
        Self {
            board,
            links,
            numbers: stages().enumerate().map(|(number, stage)| (stage.at, number)).collect(),
            points: stages().flat_map(|stage| &stage.touchpoints).map(|point| (point.at, point)).collect(),
            hurdles: stages().flat_map(Column::all_barriers).map(|hurdle| (hurdle.at, hurdle)).collect(),
        }
    }

    fn rows(&self, theirs: &Board) -> Vec<Row> {
        let starts: Vec<Coming> = theirs.starts.iter().filter_map(|it| self.start(theirs, it)).collect();
        let coming = |starts: &[Coming]| journey::coming(starts.iter(), self.links);
        let whole = Place { stage: words::WHOLE_JOURNEY.into(), within: Inline::default() };
        let mut rows = whole.different(journey::facts(self.board), journey::facts(theirs));
        if self.board.starts != starts {
            rows.extend(whole.different([coming(&self.board.starts)], [coming(&starts)]));
        }
        for (number, stage) in theirs.stages.iter().enumerate() {
            let Some(here) = self.numbers.get(&stage.at) else { continue };
            let ways: Vec<Way> = theirs.ways_from(number).filter_map(|way| self.way(theirs, way)).collect();
            self.stage(*here, stage, &ways, &mut rows);
        }
        rows
    }

    /// What is different in a stage, whose arrows are `ways`.
    fn stage(&self, number: usize, theirs: &Column, ways: &[Way], rows: &mut Vec<Row>) {
        let all = &self.board.stages[number];
        let place = |within| Place { stage: self.links.stage(number), within };
        if all != theirs {
            rows.extend(place(Inline::default()).different(stage::facts(all), stage::facts(theirs)));
        }
        if !self.board.ways_from(number).eq(ways) {
            let on = stage::ways_on(self.board.ways_from(number), self.links);
            let theirs = stage::ways_on(ways.iter(), self.links);
            rows.extend(place(Inline::default()).different([on], [theirs]));
        }
        for theirs in &theirs.touchpoints {
            if let Some(all) = self.points.get(&theirs.at).filter(|all| **all != theirs) {
                rows.extend(place(text(&theirs.title)).different(say::point(all), say::point(theirs)));
            }
        }
        for theirs in theirs.all_barriers() {
            if let Some(all) = self.hurdles.get(&theirs.at).filter(|all| **all != theirs) {
                rows.extend(place(text(&theirs.title)).different(say::hurdle(all), say::hurdle(theirs)));
            }
        }
    }

    /// A start of theirs, by the number that its stage has for everyone.
    fn start(&self, theirs: &Board, start: &Coming) -> Option<Coming> {
        Some(Coming { stage: self.number(theirs, start.stage)?, ..start.clone() })
    }

    /// An arrow of theirs, by the numbers that its stages have for everyone.
    fn way(&self, theirs: &Board, way: &Way) -> Option<Way> {
        let to = match &way.to {
            Goal::Stage(to) => Goal::Stage(self.number(theirs, *to)?),
            Goal::End | Goal::Exit | Goal::Journey(_) => way.to.clone(),
        };
        Some(Way { from: self.number(theirs, way.from)?, to, ..way.clone() })
    }

    fn number(&self, theirs: &Board, stage: usize) -> Option<usize> {
        self.numbers.get(&theirs.stages.get(stage)?.at).copied()
    }
}

/// What is compared.
struct Place {
    stage: Inline,
    /// The touchpoint or the barrier; nothing for the stage itself.
    within: Inline,
}

impl Place {
    /// Those of their facts that are not what they are for all.
    fn different<const N: usize>(&self, all: [Fact; N], theirs: [Fact; N]) -> Vec<Row> {
        let pairs = all.into_iter().zip(theirs).filter(|(all, theirs)| all != theirs);
        let row = |(all, theirs): (Fact, Fact)| {
            [self.stage.clone(), self.within.clone(), theirs.word.into(), theirs.value, all.value]
        };
        pairs.map(row).collect()
    }
}
