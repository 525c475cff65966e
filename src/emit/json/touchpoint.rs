//! Touchpoints in the document, and what customers do and feel.

use schemars::JsonSchema;
use serde::Serialize;

use crate::emit::json::context::Context;
use crate::emit::json::evidence::{Evidence, evidence};
use crate::emit::json::metric::{LaneText, Measure, lane_texts, measures};
use crate::emit::json::owners::{EffectiveOwners, Owned};
use crate::emit::json::reference::{Head, Place, Reference};
use crate::emit::json::said::{Link, Single, Tag, Text};
use crate::emit::json::trouble::{Barrier, Opportunity, barriers, opportunities};
use crate::emit::json::value::{Duration, Part};
use crate::emit::json::word::Level;
use crate::model::{self, Declaration, Id, Ref, Said};
use crate::view::View;
use crate::vocabulary::Word;

/// A point where the customer meets the company.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Touchpoint<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// The segments and personas that it is there for; left out for everyone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    only: Vec<Reference<'a>>,
    /// Where the company and the customer meet at this point.
    #[serde(skip_serializing_if = "Option::is_none")]
    channels: Option<Single<'a, Vec<Reference<'a>>>>,
    /// What the customer holds or sits at.
    #[serde(skip_serializing_if = "Option::is_none")]
    devices: Option<Single<'a, Vec<&'a str>>>,
    /// Who answers for it, as the source says.
    #[serde(skip_serializing_if = "Option::is_none")]
    owners: Option<Single<'a, Vec<Reference<'a>>>>,
    /// Who answers for it in the end.
    effective_owners: EffectiveOwners<'a>,
    /// What the customer does.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    actions: Vec<Action<'a>>,
    /// What the customer thinks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    thoughts: Vec<Text<'a>>,
    /// What the customer asks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    questions: Vec<Text<'a>>,
    /// What the customer needs and may miss.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    needs: Vec<Text<'a>>,
    /// How the customer feels.
    #[serde(skip_serializing_if = "Option::is_none")]
    emotion: Option<Single<'a, Emotion<'a>>>,
    /// How one knows that the customer did what this point is for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    successes: Vec<Text<'a>>,
    /// How much the journey depends on this point.
    #[serde(skip_serializing_if = "Option::is_none")]
    criticality: Option<Single<'a, Level>>,
    /// The names of the events in the analytics that show it was reached.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    events: Vec<Text<'a>>,
    /// The part of the stage's visits that is lost here. The drops of its barriers are part of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    drop: Option<Single<'a, Part>>,
    /// How long it takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<Single<'a, Duration>>,
    /// What stands in the customer's way here.
    barriers: Vec<Barrier<'a>>,
    /// Where this point could be better than it is.
    opportunities: Vec<Opportunity<'a>>,
    /// Texts in rows of one's own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lane_texts: Vec<LaneText<'a>>,
    /// What was measured here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    measures: Vec<Measure<'a>>,
    /// What shows that it is so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<Evidence<'a>>,
    /// Anything else, in Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Single<'a, &'a str>>,
    /// Where to read on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link<'a>>,
    /// Names to sort and find it by.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<Tag<'a>>,
}

impl<'a> Touchpoint<'a> {
    pub(super) fn new(cx: &Context<'a>, view: &View<'a>, it: &'a model::Touchpoint) -> Self {
        let channel = |id: Id<model::Channel>| cx.reference(Word::Channel, cx.model.channel(id).declared());
        let channels = |all: &[Ref<Id<model::Channel>>]| {
            all.iter().filter_map(|found| found.found()).map(channel).collect()
        };
        Self {
            head: cx.inner_head(view, Word::Touchpoint, it.declared()),
            only: cx.only(it.declared.only),
            channels: cx.once(&it.channels, |all| channels(all)),
            devices: cx.once(&it.devices, |all| all.iter().map(|device| device.as_str()).collect()),
            owners: cx.once(&it.owners, |owners| cx.owners(owners)),
            effective_owners: EffectiveOwners::new(cx, view, Owned::Touchpoint(it)),
            actions: actions(cx, &it.actions),
            thoughts: cx.texts(&it.thoughts),
            questions: cx.texts(&it.questions),
            needs: cx.texts(&it.needs),
            emotion: cx.once(&it.emotion, Emotion::new),
            successes: cx.texts(&it.successes),
            criticality: cx.once(&it.criticality, |level| Level::from(*level)),
            events: cx.texts(&it.events),
            drop: cx.once(&it.drop, |share| Part::from(*share)),
            duration: cx.once(&it.duration, |duration| Duration::from(*duration)),
            barriers: barriers(cx, view, &it.barriers),
            opportunities: opportunities(cx, view, &it.opportunities),
            lane_texts: lane_texts(cx, &it.lanes),
            measures: measures(cx, &it.measures),
            evidence: evidence(cx, &it.evidence),
            note: cx.note(&it.extra.note),
            links: cx.links(&it.extra.links),
            tags: cx.tags(&it.extra.tags),
        }
    }
}

/// What the customer does.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Action<'a> {
    /// What it is.
    text: &'a str,
    /// Whether it is done without the company.
    unassisted: bool,
    /// The segments and personas that it counts for; left out for everyone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    only: Vec<Reference<'a>>,
    /// Where it stands.
    #[serde(flatten)]
    place: Place,
}

pub(super) fn actions<'a>(cx: &Context<'a>, actions: &'a [Said<model::Action>]) -> Vec<Action<'a>> {
    let action = |said: &'a Said<model::Action>| Action {
        text: &said.value.text,
        unassisted: said.value.unassisted,
        only: cx.only(said.only),
        place: cx.place(said.span),
    };
    actions.iter().map(action).collect()
}

/// How the customer feels.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Emotion<'a> {
    /// From -2, very bad, to 2, very good.
    #[schemars(range(min = -2, max = 2))]
    score: i8,
    /// In which words.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

impl<'a> Emotion<'a> {
    pub(super) fn new(emotion: &'a model::Emotion) -> Self {
        Self { score: emotion.score, text: emotion.text.as_deref() }
    }
}
