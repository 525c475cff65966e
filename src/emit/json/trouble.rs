//! Barriers, opportunities and solutions in the document.

use schemars::JsonSchema;
use serde::Serialize;

use crate::emit::json::context::Context;
use crate::emit::json::evidence::{Evidence, evidence};
use crate::emit::json::owners::{EffectiveOwners, Owned};
use crate::emit::json::reference::{Head, Place, Reference};
use crate::emit::json::said::{Link, Single};
use crate::emit::json::value::{Day, Money, Part};
use crate::emit::json::word::{Impact, Level, Status};
use crate::model::{self, Declaration, Id, Ref, Said};
use crate::view::{self, View};
use crate::vocabulary::Word;

/// What stands in the customer's way.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Barrier<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// The segments and personas that it is there for; left out for everyone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    only: Vec<Reference<'a>>,
    /// How much it stands in the way.
    #[serde(skip_serializing_if = "Option::is_none")]
    severity: Option<Single<'a, Level>>,
    /// The part of the stage's visits that is lost to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    drop: Option<Single<'a, Part>>,
    /// Who answers for it, as the source says.
    #[serde(skip_serializing_if = "Option::is_none")]
    owners: Option<Single<'a, Vec<Reference<'a>>>>,
    /// Who answers for it in the end.
    effective_owners: EffectiveOwners<'a>,
    /// What shows that it is so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<Evidence<'a>>,
    /// How it is dealt with, as the journey's `audience` sees it.
    addressed: Addressed,
    /// Why nothing will be done about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted: Option<Single<'a, &'a str>>,
    /// What is done about it.
    solutions: Vec<Solution<'a>>,
    /// Solutions that stand elsewhere in the journey and address this too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    solved_by: Vec<SolvedBy<'a>>,
    /// Anything else, in Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Single<'a, &'a str>>,
    /// Where to read on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link<'a>>,
}

/// How a barrier is dealt with.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Addressed {
    /// Nothing is done about it, or only what has failed or been dropped.
    Open,
    /// A solution addresses it that has neither failed nor been dropped: one of its own, or one that it is solved by.
    Solved,
    /// It was accepted, with a reason.
    Accepted,
}

/// A solution that stands elsewhere in the journey and addresses this barrier too.
#[derive(Debug, Serialize, JsonSchema)]
struct SolvedBy<'a> {
    /// The solution.
    solution: Reference<'a>,
    /// The segments and personas that this counts for; left out for everyone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    only: Vec<Reference<'a>>,
    /// Where its name stands.
    #[serde(flatten)]
    place: Place,
}

pub(super) fn barriers<'a>(
    cx: &Context<'a>,
    view: &View<'a>,
    ids: &[Id<model::Barrier>],
) -> Vec<Barrier<'a>> {
    ids.iter().map(|id| Barrier::new(cx, view, cx.model.barrier(*id))).collect()
}

impl<'a> Barrier<'a> {
    fn new(cx: &Context<'a>, view: &View<'a>, it: &'a model::Barrier) -> Self {
        let solved_by = |said: &'a Said<Ref<Id<model::Solution>>>| {
            let solution = cx.model.solution(said.value.found()?);
            Some(SolvedBy {
                solution: cx.inner(view, Word::Solution, solution.declared()),
                only: cx.only(said.only),
                place: cx.place(said.span),
            })
        };
        Self {
            head: cx.inner_head(view, Word::Barrier, it.declared()),
            only: cx.only(it.declared.only),
            severity: cx.once(&it.severity, |level| Level::from(*level)),
            drop: cx.once(&it.drop, |share| Part::from(*share)),
            owners: cx.once(&it.owners, |owners| cx.owners(owners)),
            effective_owners: EffectiveOwners::new(cx, view, Owned::Barrier(it)),
            evidence: evidence(cx, &it.evidence),
            addressed: match view.addressed(it) {
                view::Addressed::Open => Addressed::Open,
                view::Addressed::Solved => Addressed::Solved,
                view::Addressed::Accepted => Addressed::Accepted,
            },
            accepted: cx.once(&it.accepted, |why| &**why),
            solutions: solutions(cx, view, &it.solutions),
            solved_by: it.solved_by.iter().filter_map(solved_by).collect(),
            note: cx.note(&it.extra.note),
            links: cx.links(&it.extra.links),
        }
    }
}

/// Where the journey could be better than it is.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Opportunity<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// The segments and personas that it is there for; left out for everyone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    only: Vec<Reference<'a>>,
    /// How much would be won.
    #[serde(skip_serializing_if = "Option::is_none")]
    impact: Option<Single<'a, Impact>>,
    /// Who answers for it, as the source says.
    #[serde(skip_serializing_if = "Option::is_none")]
    owners: Option<Single<'a, Vec<Reference<'a>>>>,
    /// Who answers for it in the end.
    effective_owners: EffectiveOwners<'a>,
    /// What shows that it is so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<Evidence<'a>>,
    /// What is done about it.
    solutions: Vec<Solution<'a>>,
    /// Anything else, in Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Single<'a, &'a str>>,
    /// Where to read on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link<'a>>,
}

pub(super) fn opportunities<'a>(
    cx: &Context<'a>,
    view: &View<'a>,
    ids: &[Id<model::Opportunity>],
) -> Vec<Opportunity<'a>> {
    ids.iter().map(|id| Opportunity::new(cx, view, cx.model.opportunity(*id))).collect()
}

impl<'a> Opportunity<'a> {
    fn new(cx: &Context<'a>, view: &View<'a>, it: &'a model::Opportunity) -> Self {
        Self {
            head: cx.inner_head(view, Word::Opportunity, it.declared()),
            only: cx.only(it.declared.only),
            impact: cx.once(&it.impact, |impact| Impact::from(*impact)),
            owners: cx.once(&it.owners, |owners| cx.owners(owners)),
            effective_owners: EffectiveOwners::new(cx, view, Owned::Opportunity(it)),
            evidence: evidence(cx, &it.evidence),
            solutions: solutions(cx, view, &it.solutions),
            note: cx.note(&it.extra.note),
            links: cx.links(&it.extra.links),
        }
    }
}

/// What is done about a barrier or an opportunity.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Solution<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// The segments and personas that it is there for; left out for everyone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    only: Vec<Reference<'a>>,
    /// Who answers for it, as the source says.
    #[serde(skip_serializing_if = "Option::is_none")]
    owners: Option<Single<'a, Vec<Reference<'a>>>>,
    /// Who answers for it in the end.
    effective_owners: EffectiveOwners<'a>,
    /// How far it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Single<'a, Status>>,
    /// The day it is to be live.
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<Single<'a, Day>>,
    /// What it costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    cost: Option<Single<'a, Money>>,
    /// How much of the stage's visits it would keep from the exit.
    #[serde(skip_serializing_if = "Option::is_none")]
    lift: Option<Single<'a, Part>>,
    /// What shows that it is so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<Evidence<'a>>,
    /// Anything else, in Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Single<'a, &'a str>>,
    /// Where to read on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link<'a>>,
}

fn solutions<'a>(cx: &Context<'a>, view: &View<'a>, ids: &[Id<model::Solution>]) -> Vec<Solution<'a>> {
    ids.iter().map(|id| Solution::new(cx, view, cx.model.solution(*id))).collect()
}

impl<'a> Solution<'a> {
    fn new(cx: &Context<'a>, view: &View<'a>, it: &'a model::Solution) -> Self {
        Self {
            head: cx.inner_head(view, Word::Solution, it.declared()),
            only: cx.only(it.declared.only),
            owners: cx.once(&it.owners, |owners| cx.owners(owners)),
            effective_owners: EffectiveOwners::new(cx, view, Owned::Solution(it)),
            status: cx.once(&it.status, |status| Status::from(*status)),
            due: cx.once(&it.due, |date| Day::from(*date)),
            cost: cx.once(&it.cost, |money| Money::from(*money)),
            lift: cx.once(&it.lift, |share| Part::from(*share)),
            evidence: evidence(cx, &it.evidence),
            note: cx.note(&it.extra.note),
            links: cx.links(&it.extra.links),
        }
    }
}
