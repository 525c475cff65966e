//! The names inside one journey: stages, touchpoints, what is in the way and what is done about it, what is backstage.
//!
//! Names that may be used before they are declared wait here until the journey is whole.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::model::repeat::Repeats;
use crate::model::resolve::{Lookups, MOST_LISTED};
use crate::model::{
    Arrow, Audience, Barrier, Declaration, Declared, Id, Journey, OnlyId, Part, Ref, Said, Solution, Stage,
    Target, mistakes,
};
use crate::text::{Span, Spanned, near};
use crate::value::{Name, Share};

/// For this many missing names of a journey it is told which name was most likely meant. More are not mistyped but come
/// from a list that is missing as a whole; and to compare each with all would take the square of the text's length.
const MOST_GUESSED: usize = 64;

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

/// A barrier, an opportunity or a solution.
struct Trouble {
    solution: Option<Id<Solution>>,
    span: Span,
    /// "a barrier".
    kind: &'static str,
}

/// The names inside one journey.
#[derive(Default)]
pub(crate) struct Scope {
    stages: BTreeMap<Name, (Id<Stage>, Span)>,
    touchpoints: BTreeMap<Name, Span>,
    /// Barriers, opportunities and solutions.
    troubles: BTreeMap<Name, Trouble>,
    backstages: BTreeMap<Name, Span>,
    pending: Vec<Pending>,
    /// Stages that were looked for and are not there.
    missing: Repeats<Name>,
    /// The names of `stages` in their order, for comparing; made when the first is missing, and all are there.
    stages_in_order: Option<Vec<Name>>,
    /// The same of the solutions among `troubles`.
    solutions_in_order: Option<Vec<Name>>,
    /// How many missing names were compared with those that are there.
    guessed: usize,
    /// Where the journey's `for` stands.
    pub(crate) audiences: Option<Span>,
    pub(crate) mistakes: Vec<Diagnostic>,
}

impl Scope {
    pub(crate) fn pend(&mut self, pending: Pending) {
        self.pending.push(pending);
    }

    pub(crate) fn declare_stage(&mut self, declared: &Declared, id: Id<Stage>) -> Option<Diagnostic> {
        declare(&mut self.stages, declared, (id, declared.name_span), |(_, span)| (*span, ""), "")
    }

    pub(crate) fn declare_touchpoint(&mut self, declared: &Declared) -> Option<Diagnostic> {
        declare(&mut self.touchpoints, declared, declared.name_span, |span| (*span, ""), "")
    }

    pub(crate) fn declare_backstage(&mut self, declared: &Declared) -> Option<Diagnostic> {
        declare(&mut self.backstages, declared, declared.name_span, |span| (*span, ""), "")
    }

    pub(crate) fn declare_trouble(
        &mut self,
        declared: &Declared,
        solution: Option<Id<Solution>>,
        kind: &'static str,
    ) -> Option<Diagnostic> {
        let trouble = Trouble { solution, span: declared.name_span, kind };
        declare(&mut self.troubles, declared, trouble, |trouble| (trouble.span, trouble.kind), kind)
    }

    /// Binds the names that waited, and looks at what only the whole journey shows.
    pub(crate) fn bind(
        mut self,
        journey: Id<Journey>,
        part: &mut Part,
        names: &mut Lookups<'_>,
        mistakes: &mut Vec<Diagnostic>,
    ) {
        mistakes.append(&mut self.mistakes);
        let mut not_in_for = Repeats::default();
        for pending in std::mem::take(&mut self.pending) {
            match pending {
                Pending::Arrow { stage, index, name } => {
                    let found = self.stage(&name, names, &["end", "exit"]);
                    part.stages[stage].arrows[index].value.target = Target::Stage(found);
                }
                Pending::Start { only, index, name } => {
                    let found = self.stage(&name, names, &[]);
                    let starts = &mut part.journeys[journey].starts;
                    let said = match starts.only.binary_search_by_key(&only, |said| said.only) {
                        Ok(at) => starts.only.get_mut(at),
                        Err(_) => starts.base.as_mut().filter(|said| said.only == only),
                    };
                    if let Some(start) = said.and_then(|said| said.value.get_mut(index)) {
                        start.stage = found;
                    }
                }
                Pending::Solved { barrier, index, name } => {
                    let found = self.solution(&name, names, mistakes);
                    part.barriers[barrier].solved_by[index].value = found;
                }
                Pending::Audience { audience, name } => {
                    let journey = &part.journeys[journey];
                    let listed = journey
                        .audiences
                        .iter()
                        .any(|said| matches!(said.value, Ref::Broken) || said.value == Ref::To(audience));
                    if !listed && !journey.declared.holds_mistakes {
                        // Without a `for`, all of them lack one thing.
                        let key = self.audiences.map(|_| name.value.clone());
                        not_in_for.add(key, name.span, "nor for this one", || {
                            mistakes::not_in_for(&name, self.audiences)
                        });
                    }
                }
            }
        }
        mistakes.extend(self.missing.finish().chain(not_in_for.finish()));
        leave_out_others(part, journey);
        for stage in &part.journeys[journey].stages {
            look_at_arrows(part, &part.stages[*stage], mistakes);
        }
    }

    /// The stage of this name. Where it is missing, it may have been meant to be one of the words in `others`.
    fn stage(&mut self, name: &Spanned<Name>, names: &Lookups<'_>, others: &[&str]) -> Ref<Id<Stage>> {
        if let Some((id, _)) = self.stages.get(&name.value) {
            return Ref::To(*id);
        }
        let file = name.span.source;
        if names.is_lost(file, &name.value) {
            return Ref::Broken;
        }
        if self.missing.knows(&name.value) {
            self.missing.again(&name.value, name.span, "and here");
            return Ref::Broken;
        }
        let stages: &[Name] = if self.may_guess() {
            self.stages_in_order.get_or_insert_with(|| in_order(self.stages.keys()))
        } else {
            &[]
        };
        let all = stages.iter().map(Name::as_str).chain(others.iter().copied());
        let near = near(name.value.as_str(), all);
        let report = match self.touchpoints.get(&name.value) {
            Some(declared) => mistakes::no_stage(name, Some(*declared)),
            None if near.is_none() && names.sees_journey(file, &name.value) => mistakes::no_stage(name, None),
            None => {
                let few = stages.len() <= MOST_LISTED;
                let listed: Vec<&str> = stages.iter().filter(|_| few).map(Name::as_str).collect();
                mistakes::unknown_stage(name, near, &listed)
            }
        };
        self.missing.add(name.value.clone(), name.span, "and here", || report);
        Ref::Broken
    }

    fn may_guess(&mut self) -> bool {
        self.guessed += 1;
        self.guessed <= MOST_GUESSED
    }

    fn solution(
        &mut self,
        name: &Spanned<Name>,
        names: &Lookups<'_>,
        mistakes: &mut Vec<Diagnostic>,
    ) -> Ref<Id<Solution>> {
        match self.troubles.get(&name.value) {
            Some(Trouble { solution: Some(id), .. }) => return Ref::To(*id),
            Some(trouble) => {
                mistakes.push(mistakes::no_solution(name, trouble.kind, trouble.span));
            }
            None if names.is_lost(name.span.source, &name.value) => {}
            None => {
                let solutions: &[Name] = if self.may_guess() {
                    self.solutions_in_order.get_or_insert_with(|| {
                        let troubles = self.troubles.iter();
                        in_order(troubles.filter(|(_, it)| it.solution.is_some()).map(|(name, _)| name))
                    })
                } else {
                    &[]
                };
                let near = near(name.value.as_str(), solutions.iter().map(Name::as_str));
                mistakes.push(mistakes::unknown_solution(name, near));
            }
        }
        Ref::Broken
    }
}

/// Adds what is declared to `names`, or reports that its name is taken.
fn declare<T>(
    names: &mut BTreeMap<Name, T>,
    declared: &Declared,
    value: T,
    first: impl Fn(&T) -> (Span, &'static str),
    kind: &str,
) -> Option<Diagnostic> {
    let name = &declared.name;
    if name.as_str().is_empty() {
        return None;
    }
    match names.get(name).map(first) {
        Some((span, first_kind)) => {
            Some(mistakes::declared_twice(declared.name_span, name, span, (kind, first_kind)))
        }
        None => {
            names.insert(name.clone(), value);
            None
        }
    }
}

fn in_order<'a>(names: impl Iterator<Item = &'a Name>) -> Vec<Name> {
    let mut names: Vec<Name> = names.cloned().collect();
    names.sort_unstable();
    names
}

/// Leaves those out of each `only` whom the journey is not for, and who stand in it twice: what counts for an audience
/// is asked often, and a list may have thousands.
fn leave_out_others(part: &mut Part, journey: Id<Journey>) {
    let journey = &part.journeys[journey];
    let served: BTreeSet<Ref<Audience>> = journey.audiences.iter().map(|said| said.value).collect();
    for only in &journey.onlys {
        let mut seen = BTreeSet::new();
        let audiences = &mut part.onlys[*only].audiences;
        for audience in audiences.iter_mut().filter(|audience| !served.contains(audience)) {
            *audience = Ref::Broken;
        }
        audiences.retain(|audience| seen.insert(*audience));
    }
}

/// Looks at the arrows of a stage: those for everyone, and those of each `only`, which stand in their stead.
fn look_at_arrows(part: &Part, stage: &Stage, mistakes: &mut Vec<Diagnostic>) {
    let mut order: Vec<Option<OnlyId>> = Vec::new();
    let mut groups: BTreeMap<Option<OnlyId>, Vec<&Said<Arrow>>> = BTreeMap::new();
    for arrow in &stage.arrows {
        let group = groups.entry(arrow.only).or_default();
        if group.is_empty() {
            order.push(arrow.only);
        }
        group.push(arrow);
    }
    for group in order {
        let arrows = || groups[&group].iter();
        let mut seen: BTreeMap<Target, Span> = BTreeMap::new();
        for arrow in arrows() {
            let target = arrow.value.target;
            let broken = matches!(target, Target::Stage(Ref::Broken) | Target::Journey(Ref::Broken));
            match seen.get(&target) {
                Some(first) if !broken => {
                    let target = written(part, target);
                    mistakes.push(mistakes::arrow_twice(arrow.span, *first, stage.name(), &target));
                }
                _ => {
                    seen.insert(target, arrow.span);
                }
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

/// A target in words.
fn written(part: &Part, target: Target) -> String {
    match target {
        Target::End => "`end`".to_owned(),
        Target::Exit => "`exit`".to_owned(),
        Target::Stage(Ref::To(stage)) => format!("`{}`", part.stages[stage].name()),
        // It may be declared further on, and is not in the part before that.
        Target::Journey(_) => "the same journey".to_owned(),
        Target::Stage(Ref::Broken) => "the same stage".to_owned(),
    }
}
