//! Goes through two models side by side, from the outside in, and tells what came, went, moved, and says something else.

use std::collections::{HashMap, HashSet};

use crate::diff::alike::own_title;
use crate::diff::change::{Change, Changes, JourneyChanges, StageChanges, What};
use crate::diff::figures::Journeys;
use crate::diff::order::{merged, moved};
use crate::diff::pairs::Pairs;
use crate::diff::said::facts;
use crate::diff::statements::differences;
use crate::diff::{Both, Side};
use crate::model::{Declared, Thing};
use crate::vocabulary::Word;

/// What means something else in `new` than in `old`.
pub fn diff(old: &Side<'_>, new: &Side<'_>) -> Changes {
    let pairs = Pairs::new(old, new);
    let walk = Walk { old, new, pairs: &pairs };
    let before: Vec<Both> = Thing::at_the_top(old.model).map(|it| pairs.of_old(it)).collect();
    let after: Vec<Both> = Thing::at_the_top(new.model).map(|it| pairs.of_new(it)).collect();
    let mut changes = Changes::default();
    let (journeys, shared): (Vec<Both>, Vec<Both>) =
        merged(&before, &after).into_iter().partition(|it| it.word() == Some(Word::Journey));
    for both in shared {
        walk.itself(both, &mut changes.shared);
    }
    // Whose segment a persona is says what of a journey counts for her.
    let told = changes.shared.iter().filter(|it| it.what.word() == Some(Word::SegmentOf)).map(|it| it.of);
    let told: HashSet<Both> = told.collect();
    changes.journeys = journeys.into_iter().filter_map(|it| walk.journey(it, &told)).collect();
    changes
}

struct Walk<'a> {
    old: &'a Side<'a>,
    new: &'a Side<'a>,
    pairs: &'a Pairs,
}

impl Walk<'_> {
    /// What has changed of a journey. `personas` are those who are of another segment.
    fn journey(&self, journey: Both, personas: &HashSet<Both>) -> Option<JourneyChanges> {
        let line = self.inside(journey).into_iter().filter(|it| it.word() == Some(Word::Stage)).collect();
        let (own, stages, figures, turns) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut changes = JourneyChanges { journey, line, own, stages, figures, turns };
        self.itself(journey, &mut changes.own);
        let (Some(Thing::Journey(old_id)), Some(Thing::Journey(new_id))) = (journey.old, journey.new) else {
            return Some(changes).filter(|it| !it.own.is_empty());
        };
        for inner in self.inside(journey) {
            if inner.word() == Some(Word::Stage) {
                let mut stage = StageChanges { stage: inner, changes: Vec::new() };
                self.child(journey, inner, &mut stage.changes);
                if !stage.changes.is_empty() {
                    changes.stages.push(stage);
                }
            } else {
                self.child(journey, inner, &mut changes.own);
            }
        }
        let places: HashMap<Both, usize> =
            changes.stages.iter().enumerate().map(|(place, it)| (it.stage, place)).collect();
        for (stage, change) in self.reordered(journey, Word::Stage) {
            match places.get(&stage) {
                Some(place) => changes.stages[*place].changes.insert(0, change),
                None => changes.stages.push(StageChanges { stage, changes: vec![change] }),
            }
        }
        let order: HashMap<Both, usize> =
            self.inside(journey).into_iter().enumerate().map(|(place, it)| (it, place)).collect();
        changes.stages.sort_by_key(|it| order.get(&it.stage).copied());
        let has_changes = !changes.own.is_empty() || !changes.stages.is_empty();
        let is_for = |it: &Both| {
            let audiences = &self.new.model.journey(new_id).audiences;
            audiences.iter().any(|said| said.value.found().is_some_and(|found| it.new == Some(found.into())))
        };
        if !(has_changes || personas.iter().any(is_for)) {
            return None;
        }
        let journeys = Journeys { old: *self.old, new: *self.new, old_id, new_id, pairs: self.pairs };
        changes.figures = journeys.figures();
        changes.turns = journeys.turns();
        (has_changes || !changes.figures.is_empty()).then_some(changes)
    }

    /// Tells of a declaration itself, without what is declared in it.
    fn itself(&self, both: Both, changes: &mut Vec<Change>) {
        let declared =
            (both.old.map(|it| it.declared(self.old.model)), both.new.map(|it| it.declared(self.new.model)));
        let mut tell = |what: What| {
            let span = |it: Option<&Declared>| it.map(|it| it.name_span);
            changes.push(Change {
                of: both,
                what,
                only: Vec::new(),
                old: span(declared.0),
                new: span(declared.1),
            });
        };
        let (Some(was), Some(is)) = declared else {
            // A name that was read in a statement with a mistake may be what is missing.
            let is_sure = |it: &Declared| !it.name.as_str().is_empty();
            match declared {
                (Some(was), None) if is_sure(was) && !self.new.model.is_lost(was) => tell(What::Removed),
                (None, Some(is)) if is_sure(is) && !self.old.model.is_lost(is) => tell(What::Added),
                _ => {}
            }
            return;
        };
        if was.name != is.name {
            tell(What::Renamed);
        }
        if was.title != is.title && (own_title(was).is_some() || own_title(is).is_some()) {
            tell(What::Retitled);
        }
        let old = both.old.map(|it| facts(it, self.old.model, &|it| self.pairs.of_old(it)));
        let new = both.new.map(|it| facts(it, self.new.model, &|it| self.pairs.of_new(it)));
        for found in differences(old.unwrap_or_default(), new.unwrap_or_default()) {
            // What was reported may be what seems to be missing.
            let is_sure = match &found.what {
                What::Said(_) => !was.holds_mistakes,
                What::Unsaid(_) => !is.holds_mistakes,
                What::Changed { .. } => true,
                What::Added | What::Removed | What::Renamed | What::Retitled => true,
                What::Moved { .. } | What::Reordered { .. } => true,
            };
            if is_sure {
                let (what, only) = (found.what, found.only);
                changes.push(Change { of: both, what, only, old: found.old, new: found.new });
            }
        }
    }

    /// Tells of a declaration that stands in `outer`, and of all that stands in it.
    fn child(&self, outer: Both, both: Both, changes: &mut Vec<Change>) {
        // What is new or gone with all that it stands in is not told again.
        let is_told = both.old.is_none() && outer.old.is_none() || both.new.is_none() && outer.new.is_none();
        if !is_told {
            if let (Some(was), Some(is)) = (both.old, both.new) {
                let from = was.within(self.old.model).map(|it| self.pairs.of_old(it)).unwrap_or_default();
                let to = is.within(self.new.model).map(|it| self.pairs.of_new(it)).unwrap_or_default();
                if from != to {
                    let old = Some(was.declared(self.old.model).name_span);
                    let new = Some(is.declared(self.new.model).name_span);
                    changes.push(Change {
                        of: both,
                        what: What::Moved { from, to },
                        only: Vec::new(),
                        old,
                        new,
                    });
                }
            }
            self.itself(both, changes);
        }
        if both.new.is_none() {
            return;
        }
        let mut reordered: HashMap<Both, Change> =
            self.reordered(both, Word::Touchpoint).into_iter().collect();
        for inner in self.inside(both) {
            changes.extend(reordered.remove(&inner));
            self.child(both, inner, changes);
        }
    }

    /// What stands in a declaration in either model. What has moved out of it stands where it is now.
    fn inside(&self, outer: Both) -> Vec<Both> {
        let before = outer.old.map(|it| it.inside(self.old.model)).unwrap_or_default().into_iter();
        let after = outer.new.map(|it| it.inside(self.new.model)).unwrap_or_default().into_iter();
        let after: Vec<Both> = after.map(|it| self.pairs.of_new(it)).collect();
        let is_here: HashSet<Both> = after.iter().copied().collect();
        let before = before.map(|it| self.pairs.of_old(it));
        let before: Vec<Both> = before.filter(|it| it.new.is_none() || is_here.contains(it)).collect();
        merged(&before, &after)
    }

    /// Which of the declarations of a kind that stand in `outer` in both models stand in another order than before.
    fn reordered(&self, outer: Both, word: Word) -> Vec<(Both, Change)> {
        let (Some(was), Some(is)) = (outer.old, outer.new) else { return Vec::new() };
        let before = was.inside(self.old.model).into_iter().filter(|it| it.word() == word);
        let places: HashMap<Both, usize> =
            before.enumerate().map(|(place, it)| (self.pairs.of_old(it), place)).collect();
        let after: Vec<Both> =
            is.inside(self.new.model).into_iter().map(|it| self.pairs.of_new(it)).collect();
        let after: Vec<Both> = after.into_iter().filter(|it| it.word() == Some(word)).collect();
        let stayed: Vec<(usize, usize)> = after
            .iter()
            .enumerate()
            .filter_map(|(place, it)| places.get(it).map(|was| (place, *was)))
            .collect();
        let numbers: Vec<usize> = stayed.iter().map(|(_, was)| *was).collect();
        let change = |at: usize| {
            let place = stayed[at].0;
            let both = after[place];
            let behind = place.checked_sub(1).map(|before| after[before]);
            let old = both.old.map(|it| it.declared(self.old.model).name_span);
            let new = both.new.map(|it| it.declared(self.new.model).name_span);
            (both, Change { of: both, what: What::Reordered { behind }, only: Vec::new(), old, new })
        };
        moved(&numbers).into_iter().map(change).collect()
    }
}
