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
    #[serde(skip_serializing_if = "Option::is_none")]
    size: Option<Single<'a, Part>>,
    /// What these customers do alike.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    behaviors: Vec<Text<'a>>,
    /// What they choose by.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    criteria: Vec<Text<'a>>,
    /// What they need and may miss.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    needs: Vec<Text<'a>>,
    /// What they want in the end.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    goals: Vec<Text<'a>>,
    /// Why they want it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    motivations: Vec<Text<'a>>,
    /// How far they are in deciding.
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<Single<'a, Decision>>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    segment: Option<Single<'a, Reference<'a>>>,
    /// What the persona is or does.
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<Single<'a, &'a str>>,
    /// What the persona wants in the end.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    goals: Vec<Text<'a>>,
    /// Why the persona wants it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    motivations: Vec<Text<'a>>,
    /// What the persona needs and may miss.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    needs: Vec<Text<'a>>,
    /// Empathy map: what the persona says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    says: Vec<Text<'a>>,
    /// Empathy map: what the persona thinks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    thinks: Vec<Text<'a>>,
    /// Empathy map: what the persona does.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    does: Vec<Text<'a>>,
    /// Empathy map: what the persona feels.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    feels: Vec<Text<'a>>,
    /// Empathy map: what hurts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pains: Vec<Text<'a>>,
    /// Empathy map: what would help.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    gains: Vec<Text<'a>>,
    /// Sentences of real customers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    quotes: Vec<Text<'a>>,
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
