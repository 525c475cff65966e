//! The names inside one journey: stages, touchpoints, what is in the way and what is done about it, what is backstage.
//!
//! Names that may be used before they are declared wait here until the journey is whole.

use std::collections::HashMap;

use crate::diagnostic::Diagnostic;
use crate::model::resolve::Names;
use crate::model::{
    Audience, Barrier, Declaration, Declared, Id, Journey, Model, OnlyId, Ref, Solution, Stage, Target,
    mistakes,
};
use crate::text::{Span, Spanned, nearest};
use crate::value::{Name, Share};

/// A name that waits for its journey to be whole.
pub(crate) enum Pending {
    /// Where an arrow leads.
    Arrow { stage: Id<Stage>, index: usize, name: Spanned<Name> },
    /// Where customers come in.
    Start { only: Option<OnlyId>, index: usize, name: Spanned<Name> },
    /// What a barrier is `solved by`.
    Solved { barrier: Id<Barrier>, index: usize, name: Spanned<Name> },
    /// Whom an `only` is for.
    Audience { audience: Audience, name: Spanned<Name> },
}

/// The names inside one journey.
#[derive(Default)]
pub(crate) struct Scope {
    stages: HashMap<Name, (Id<Stage>, Span)>,
    touchpoints: HashMap<Name, Span>,
    troubles: HashMap<Name, (Option<Id<Solution>>, Span)>,
    backstages: HashMap<Name, Span>,
    pending: Vec<Pending>,
    /// Where the journey's `for` stands.
    pub(crate) audiences: Option<Span>,
    pub(crate) mistakes: Vec<Diagnostic>,
}

impl Scope {
    pub(crate) fn pend(&mut self, pending: Pending) {
        self.pending.push(pending);
    }

    pub(crate) fn declare_stage(&mut self, declared: &Declared, id: Id<Stage>) -> Option<Diagnostic> {
        declare(&mut self.stages, declared, (id, declared.name_span), |(_, span)| *span, "a stage")
    }

    pub(crate) fn declare_touchpoint(&mut self, declared: &Declared) -> Option<Diagnostic> {
        declare(&mut self.touchpoints, declared, declared.name_span, |span| *span, "a touchpoint")
    }

    pub(crate) fn declare_backstage(&mut self, declared: &Declared) -> Option<Diagnostic> {
        declare(&mut self.backstages, declared, declared.name_span, |span| *span, "a backstage process")
    }

    pub(crate) fn declare_trouble(
        &mut self,
        declared: &Declared,
        solution: Option<Id<Solution>>,
        kind: &str,
    ) -> Option<Diagnostic> {
        declare(&mut self.troubles, declared, (solution, declared.name_span), |(_, span)| *span, kind)
    }

    /// Binds the names that waited, and looks at what only the whole journey shows.
    pub(crate) fn bind(
        mut self,
        journey: Id<Journey>,
        model: &mut Model,
        names: &mut Names,
        mistakes: &mut Vec<Diagnostic>,
    ) {
        mistakes.append(&mut self.mistakes);
        for pending in std::mem::take(&mut self.pending) {
            match pending {
                Pending::Arrow { stage, index, name } => {
                    let found = self.stage(&name, model, names, mistakes);
                    model.stages[stage].arrows[index].value.target = Target::Stage(found);
                }
                Pending::Start { only, index, name } => {
                    let found = self.stage(&name, model, names, mistakes);
                    let starts = &mut model.journeys[journey].starts;
                    let said = starts.base.iter_mut().chain(&mut starts.only).find(|said| said.only == only);
                    if let Some(start) = said.and_then(|said| said.value.get_mut(index)) {
                        start.stage = found;
                    }
                }
                Pending::Solved { barrier, index, name } => {
                    let found = self.solution(&name, names, mistakes);
                    model.barriers[barrier].solved_by[index].value = found;
                }
                Pending::Audience { audience, name } => {
                    let journey = &model.journeys[journey];
                    let listed = journey
                        .audiences
                        .iter()
                        .any(|said| matches!(said.value, Ref::Broken) || said.value == Ref::To(audience));
                    if !listed && !journey.declared.holds_mistakes {
                        mistakes.push(mistakes::not_in_for(name.span, name.value.as_str(), self.audiences));
                    }
                }
            }
        }
        for stage in &model.journeys[journey].stages {
            look_at_arrows(&model.stages[*stage], mistakes);
        }
    }

    fn stage(
        &self,
        name: &Spanned<Name>,
        model: &Model,
        names: &Names,
        mistakes: &mut Vec<Diagnostic>,
    ) -> Ref<Id<Stage>> {
        if let Some((id, _)) = self.stages.get(&name.value) {
            return Ref::To(*id);
        }
        if !names.is_lost(name.span.source, &name.value) {
            let near = nearest_of(name, &self.stages);
            let is_journey = model.journeys.iter().any(|(_, journey)| *journey.name() == name.value);
            mistakes.push(mistakes::unknown_stage(name, near.as_ref().map(Name::as_str), is_journey));
        }
        Ref::Broken
    }

    fn solution(
        &self,
        name: &Spanned<Name>,
        names: &Names,
        mistakes: &mut Vec<Diagnostic>,
    ) -> Ref<Id<Solution>> {
        match self.troubles.get(&name.value) {
            Some((Some(id), _)) => return Ref::To(*id),
            Some((None, declared)) => mistakes.push(mistakes::unknown_solution(name, None, Some(*declared))),
            None if names.is_lost(name.span.source, &name.value) => {}
            None => {
                let solutions = self.troubles.iter().filter(|(_, (id, _))| id.is_some());
                let solutions: HashMap<Name, ()> = solutions.map(|(name, _)| (name.clone(), ())).collect();
                let near = nearest_of(name, &solutions);
                mistakes.push(mistakes::unknown_solution(name, near.as_ref().map(Name::as_str), None));
            }
        }
        Ref::Broken
    }
}

fn declare<T>(
    names: &mut HashMap<Name, T>,
    declared: &Declared,
    value: T,
    span: impl Fn(&T) -> Span,
    kind: &str,
) -> Option<Diagnostic> {
    if declared.name.as_str().is_empty() {
        return None;
    }
    match names.get(&declared.name) {
        Some(first) => Some(mistakes::declared_twice(declared.name_span, &declared.name, span(first), kind)),
        None => {
            names.insert(declared.name.clone(), value);
            None
        }
    }
}

fn nearest_of<T>(name: &Spanned<Name>, names: &HashMap<Name, T>) -> Option<Name> {
    let mut sorted: Vec<&Name> = names.keys().collect();
    sorted.sort();
    nearest(name.value.as_str(), sorted.iter().map(|name| name.as_str())).map(Name::new)
}

/// Looks at the arrows of a stage: those for everyone, and those of each `only`, which stand in their stead.
fn look_at_arrows(stage: &Stage, mistakes: &mut Vec<Diagnostic>) {
    let mut groups: Vec<Option<OnlyId>> = Vec::new();
    for arrow in &stage.arrows {
        if !groups.contains(&arrow.only) {
            groups.push(arrow.only);
        }
    }
    for group in groups {
        let arrows = || stage.arrows.iter().filter(|arrow| arrow.only == group);
        let mut seen: Vec<(Target, Span)> = Vec::new();
        for arrow in arrows() {
            let target = arrow.value.target;
            let broken = matches!(target, Target::Stage(Ref::Broken) | Target::Journey(Ref::Broken));
            match seen.iter().find(|(other, _)| *other == target) {
                Some((_, first)) if !broken => mistakes.push(mistakes::arrow_twice(arrow.span, *first)),
                _ => seen.push((target, arrow.span)),
            }
        }
        let with_share: Vec<Span> =
            arrows().filter(|arrow| arrow.value.share.is_some()).map(|arrow| arrow.span).collect();
        let sum: Share = arrows().filter_map(|arrow| arrow.value.share).sum();
        if sum > Share::WHOLE {
            mistakes.push(mistakes::shares_over_whole(&with_share, sum, &format!("`{}`", stage.name())));
        }
        let mut rests = arrows().filter(|arrow| arrow.value.share.is_none()).map(|arrow| arrow.span);
        if !with_share.is_empty()
            && let (Some(first), Some(second)) = (rests.next(), rests.next())
        {
            mistakes.push(mistakes::two_rests(second, first));
        }
    }
}
