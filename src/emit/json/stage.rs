//! Stages in the document, and what the company does backstage.

use schemars::JsonSchema;
use serde::Serialize;

use crate::emit::json::arrow::{Arrow, arrows};
use crate::emit::json::context::Context;
use crate::emit::json::evidence::{Evidence, evidence};
use crate::emit::json::metric::{LaneText, Measure, lane_texts, measures};
use crate::emit::json::owners::{EffectiveOwners, Owned};
use crate::emit::json::reference::{Head, Reference};
use crate::emit::json::said::{Link, Single, Tag, Text};
use crate::emit::json::touchpoint::{Action, Emotion, Touchpoint, actions};
use crate::emit::json::trouble::{Barrier, Opportunity, barriers, opportunities};
use crate::emit::json::value::{Duration, Num};
use crate::emit::json::word::Phase;
use crate::model::{self, Declaration};
use crate::view::View;
use crate::vocabulary::Word;

/// A part of the journey, as the customer sees it.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Stage<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// The segments and personas that it is there for; left out for everyone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    only: Vec<Reference<'a>>,
    /// Who answers for it, as the source says.
    #[serde(skip_serializing_if = "Option::is_none")]
    owners: Option<Single<'a, Vec<Reference<'a>>>>,
    /// Who answers for it in the end. A stage has no owners but its own; those of the journey answer for the whole.
    effective_owners: EffectiveOwners<'a>,
    /// Which part of the customer's life with the company it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    phase: Option<Single<'a, Phase>>,
    /// What the customer wants here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    goals: Vec<Text<'a>>,
    /// Why the customer wants it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    motivations: Vec<Text<'a>>,
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
    /// How long it takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<Single<'a, Duration>>,
    /// Where the customer meets the company, in the order written.
    touchpoints: Vec<Touchpoint<'a>>,
    /// What stands in the customer's way in the stage itself; touchpoints have their own.
    barriers: Vec<Barrier<'a>>,
    /// Where the stage could be better than it is.
    opportunities: Vec<Opportunity<'a>>,
    /// What the company does where the customer does not see it.
    backstages: Vec<Backstage<'a>>,
    /// Texts in rows of one's own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lane_texts: Vec<LaneText<'a>>,
    /// What was measured here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    measures: Vec<Measure<'a>>,
    /// What shows that it is so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<Evidence<'a>>,
    /// Where customers go from here, in the order written.
    arrows: Vec<Arrow<'a>>,
    /// The part of the stage's visits that leaves to `exit`, as a fraction of one, as the journey's `audience` sees it;
    /// left out where no arrow has a share, so that the flow is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    exit_share: Option<Num>,
    /// The part of the stage's visits that its drops explain the loss of, as a fraction of one, as the journey's
    /// `audience` sees it: those of its touchpoints (or of their barriers, where a touchpoint has none) and of its own
    /// barriers. May be more than what is lost.
    explained_share: Num,
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

impl<'a> Stage<'a> {
    pub(super) fn new(cx: &Context<'a>, view: &View<'a>, it: &'a model::Stage) -> Self {
        let touchpoints = it.touchpoints.iter().map(|id| cx.model.touchpoint(*id));
        let backstages = it.backstages.iter().map(|id| cx.model.backstage(*id));
        Self {
            head: cx.inner_head(view, Word::Stage, it.declared()),
            only: cx.only(it.declared.only),
            owners: cx.once(&it.owners, |owners| cx.owners(owners)),
            effective_owners: EffectiveOwners::new(cx, view, Owned::Stage(it)),
            phase: cx.once(&it.phase, |phase| Phase::from(*phase)),
            goals: cx.texts(&it.goals),
            motivations: cx.texts(&it.motivations),
            actions: actions(cx, &it.actions),
            thoughts: cx.texts(&it.thoughts),
            questions: cx.texts(&it.questions),
            needs: cx.texts(&it.needs),
            emotion: cx.once(&it.emotion, Emotion::new),
            duration: cx.once(&it.duration, |duration| Duration::from(*duration)),
            touchpoints: touchpoints.map(|touchpoint| Touchpoint::new(cx, view, touchpoint)).collect(),
            barriers: barriers(cx, view, &it.barriers),
            opportunities: opportunities(cx, view, &it.opportunities),
            backstages: backstages.map(|backstage| Backstage::new(cx, view, backstage)).collect(),
            lane_texts: lane_texts(cx, &it.lanes),
            measures: measures(cx, &it.measures),
            evidence: evidence(cx, &it.evidence),
            arrows: arrows(cx, view, it),
            exit_share: view.exit_share(it).map(Num::from),
            explained_share: view.explained(it).into(),
            note: cx.note(&it.extra.note),
            links: cx.links(&it.extra.links),
            tags: cx.tags(&it.extra.tags),
        }
    }
}

/// What the company does where the customer does not see it.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Backstage<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// The segments and personas that it is done for; left out for everyone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    only: Vec<Reference<'a>>,
    /// Who answers for it, as the source says.
    #[serde(skip_serializing_if = "Option::is_none")]
    owners: Option<Single<'a, Vec<Reference<'a>>>>,
    /// Who answers for it in the end.
    effective_owners: EffectiveOwners<'a>,
    /// The systems that it runs on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    systems: Vec<Text<'a>>,
    /// How long it takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<Single<'a, Duration>>,
    /// Anything else, in Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Single<'a, &'a str>>,
    /// Where to read on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link<'a>>,
}

impl<'a> Backstage<'a> {
    fn new(cx: &Context<'a>, view: &View<'a>, it: &'a model::Backstage) -> Self {
        Self {
            head: cx.inner_head(view, Word::Backstage, it.declared()),
            only: cx.only(it.declared.only),
            owners: cx.once(&it.owners, |owners| cx.owners(owners)),
            effective_owners: EffectiveOwners::new(cx, view, Owned::Backstage(it)),
            systems: cx.texts(&it.systems),
            duration: cx.once(&it.duration, |duration| Duration::from(*duration)),
            note: cx.note(&it.extra.note),
            links: cx.links(&it.extra.links),
        }
    }
}
