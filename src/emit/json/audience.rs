//! Segments and personas in the document.

use schemars::JsonSchema;
use serde::Serialize;

use crate::emit::json::context::Context;
use crate::emit::json::evidence::{Evidence, evidence};
use crate::emit::json::reference::{Head, Reference};
use crate::emit::json::said::{Link, Single, Text};
use crate::emit::json::value::Part;
use crate::emit::json::word::Decision;
use crate::model::{self, Declaration};
use crate::vocabulary::Word;

/// Customers who behave alike.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Segment<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// The part of all customers that it is.
    size: Option<Single<'a, Part>>,
    /// What these customers do alike.
    behaviors: Vec<Text<'a>>,
    /// What they choose by.
    criteria: Vec<Text<'a>>,
    /// What they need and may miss.
    needs: Vec<Text<'a>>,
    /// What they want in the end.
    goals: Vec<Text<'a>>,
    /// Why they want it.
    motivations: Vec<Text<'a>>,
    /// How far they are in deciding.
    decision: Option<Single<'a, Decision>>,
    /// What shows that it is so.
    evidence: Vec<Evidence<'a>>,
    /// Anything else, in Markdown.
    note: Option<Single<'a, &'a str>>,
    /// Where to read on.
    links: Vec<Link<'a>>,
}

impl<'a> Segment<'a> {
    pub(super) fn new(cx: &Context<'a>, it: &'a model::Segment) -> Self {
        Self {
            head: cx.head(Word::Segment, it.declared()),
            size: cx.given(it.size.as_ref(), |share| Some(Part::from(*share))),
            behaviors: cx.texts(&it.behaviors),
            criteria: cx.texts(&it.criteria),
            needs: cx.texts(&it.needs),
            goals: cx.texts(&it.goals),
            motivations: cx.texts(&it.motivations),
            decision: cx.given(it.decision.as_ref(), |decision| Some(Decision::from(*decision))),
            evidence: evidence(cx, &it.evidence),
            note: cx.note(&it.extra.note),
            links: cx.links(&it.extra.links),
        }
    }
}

/// One customer, drawn as a person, with the empathy map.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Persona<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// The segment that the persona stands for.
    segment: Option<Single<'a, Reference<'a>>>,
    /// What the persona is or does.
    role: Option<Single<'a, &'a str>>,
    /// What the persona wants in the end.
    goals: Vec<Text<'a>>,
    /// Why the persona wants it.
    motivations: Vec<Text<'a>>,
    /// What the persona needs and may miss.
    needs: Vec<Text<'a>>,
    /// Empathy map: what the persona says.
    says: Vec<Text<'a>>,
    /// Empathy map: what the persona thinks.
    thinks: Vec<Text<'a>>,
    /// Empathy map: what the persona does.
    does: Vec<Text<'a>>,
    /// Empathy map: what the persona feels.
    feels: Vec<Text<'a>>,
    /// Empathy map: what hurts.
    pains: Vec<Text<'a>>,
    /// Empathy map: what would help.
    gains: Vec<Text<'a>>,
    /// Sentences of real customers.
    quotes: Vec<Text<'a>>,
    /// What shows that it is so.
    evidence: Vec<Evidence<'a>>,
    /// Anything else, in Markdown.
    note: Option<Single<'a, &'a str>>,
    /// Where to read on.
    links: Vec<Link<'a>>,
}

impl<'a> Persona<'a> {
    pub(super) fn new(cx: &Context<'a>, it: &'a model::Persona) -> Self {
        let segment = |id| cx.reference(Word::Segment, cx.model.segment(id).declared());
        Self {
            head: cx.head(Word::Persona, it.declared()),
            segment: cx.given(it.segment.as_ref(), |found| found.found().map(segment)),
            role: cx.given_text(it.role.as_ref()),
            goals: cx.texts(&it.goals),
            motivations: cx.texts(&it.motivations),
            needs: cx.texts(&it.needs),
            says: cx.texts(&it.says),
            thinks: cx.texts(&it.thinks),
            does: cx.texts(&it.does),
            feels: cx.texts(&it.feels),
            pains: cx.texts(&it.pains),
            gains: cx.texts(&it.gains),
            quotes: cx.texts(&it.quotes),
            evidence: evidence(cx, &it.evidence),
            note: cx.note(&it.extra.note),
            links: cx.links(&it.extra.links),
        }
    }
}
