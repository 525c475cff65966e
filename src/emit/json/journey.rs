//! Journeys in the document.

use schemars::JsonSchema;
use serde::Serialize;

use crate::emit::json::context::Context;
use crate::emit::json::metric::{Measure, measures};
use crate::emit::json::owners::{EffectiveOwners, Owned};
use crate::emit::json::reference::{Head, Place, Reference};
use crate::emit::json::said::{Link, Single, Tag, Text};
use crate::emit::json::stage::Stage;
use crate::emit::json::trouble::{Opportunity, opportunities};
use crate::emit::json::value::{Day, Duration, Money, Num, Part};
use crate::emit::json::word::Period;
use crate::model::{self, Declaration, Ref, Said};
use crate::value;
use crate::view::View;
use crate::vocabulary::Word;

/// One journey, from a customer's first contact to the last.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Journey<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// The segment or persona that the document was asked for with `--for`; left out for nobody in particular. What is
    /// computed is computed for them: `effectiveOwners`, `effectiveStarts`, `addressed`, `counts`, `exitShare`,
    /// `explainedShare`. Nothing is left out because of it: what is said for others is marked with whom it is for. For
    /// nobody in particular, what is only for some does not count, except that a barrier is addressed by any solution
    /// that it has.
    #[serde(skip_serializing_if = "Option::is_none")]
    audience: Option<Reference<'a>>,
    /// Whose journey it is: what `for` names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    audiences: Vec<Served<'a>>,
    /// The language of its texts, as a BCP 47 tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<Single<'a, &'a str>>,
    /// The direction in which that language is written; `ltr` if the source names no language.
    direction: Direction,
    /// What the customer wants in the end.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    goals: Vec<Text<'a>>,
    /// Who answers for the whole, as the source says. Not the owners of its stages.
    #[serde(skip_serializing_if = "Option::is_none")]
    owners: Option<Single<'a, Vec<Reference<'a>>>>,
    /// Who answers for the whole in the end.
    effective_owners: EffectiveOwners<'a>,
    /// Where customers come in, as the source says.
    #[serde(skip_serializing_if = "Option::is_none")]
    starts: Option<Single<'a, Vec<Start<'a>>>>,
    /// Where customers come in: at the first stage, if the source does not say.
    effective_starts: Vec<Start<'a>>,
    /// How many customers start.
    #[serde(skip_serializing_if = "Option::is_none")]
    volume: Option<Single<'a, Volume>>,
    /// What one completed journey is worth: `value` in the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    worth: Option<Single<'a, Money>>,
    /// When it was last gone through, and how often it should be.
    #[serde(skip_serializing_if = "Option::is_none")]
    reviewed: Option<Single<'a, Review>>,
    /// What was measured of the whole.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    measures: Vec<Measure<'a>>,
    /// In the order written.
    stages: Vec<Stage<'a>>,
    /// Where the journey as a whole could be better than it is.
    opportunities: Vec<Opportunity<'a>>,
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

/// A segment or persona whose journey it is.
#[derive(Debug, Serialize, JsonSchema)]
struct Served<'a> {
    /// The segment or persona.
    audience: Reference<'a>,
    /// Where its name stands.
    #[serde(flatten)]
    place: Place,
}

/// The direction in which texts run.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

/// A stage where customers come in.
#[derive(Debug, Serialize, JsonSchema)]
struct Start<'a> {
    /// The stage.
    stage: Reference<'a>,
    /// How many of the customers come in here.
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<Part>,
}

/// How many customers start.
#[derive(Debug, Serialize, JsonSchema)]
struct Volume {
    /// How many.
    number: Num,
    /// In which time.
    per: Period,
}

/// When a journey was last gone through, and how often it should be.
#[derive(Debug, Serialize, JsonSchema)]
struct Review {
    /// The last time.
    on: Day,
    /// How often it should be.
    #[serde(skip_serializing_if = "Option::is_none")]
    every: Option<Duration>,
}

impl<'a> Journey<'a> {
    pub(super) fn new(cx: &Context<'a>, view: &View<'a>) -> Self {
        let it = view.journey();
        let served = |said: &'a Said<Ref<model::Audience>>| {
            Some(Served { audience: cx.audience(said.value.found()?), place: cx.place(said.span) })
        };
        let stages = it.stages.iter().map(|id| cx.model.stage(*id));
        Self {
            head: cx.head(Word::Journey, it.declared()),
            audience: view.audience().map(|audience| cx.audience(audience)),
            audiences: it.audiences.iter().filter_map(served).collect(),
            language: cx.given(it.language.as_ref(), |language| Some(language.as_str())),
            direction: direction(it),
            goals: cx.texts(&it.goals),
            owners: cx.once(&it.owners, |owners| cx.owners(owners)),
            effective_owners: EffectiveOwners::new(cx, view, Owned::Journey(it)),
            starts: cx.once(&it.starts, |all| starts(cx, view, all)),
            effective_starts: starts(cx, view, &view.starts()),
            volume: cx
                .once(&it.volume, |volume| Volume { number: volume.number.into(), per: volume.per.into() }),
            worth: cx.once(&it.worth, |money| Money::from(*money)),
            reviewed: cx.once(&it.reviewed, |review| Review {
                on: review.on.into(),
                every: review.every.map(Duration::from),
            }),
            measures: measures(cx, &it.measures),
            stages: stages.map(|stage| Stage::new(cx, view, stage)).collect(),
            opportunities: opportunities(cx, view, &it.opportunities),
            note: cx.note(&it.extra.note),
            links: cx.links(&it.extra.links),
            tags: cx.tags(&it.extra.tags),
        }
    }
}

fn direction(journey: &model::Journey) -> Direction {
    match journey.language.as_ref().map(|said| said.value.direction()) {
        Some(value::Direction::RightToLeft) => Direction::Rtl,
        Some(value::Direction::LeftToRight) | None => Direction::Ltr,
    }
}

fn starts<'a>(cx: &Context<'a>, view: &View<'a>, starts: &[model::Start]) -> Vec<Start<'a>> {
    let start = |start: &model::Start| {
        Some(Start { stage: cx.stage(view, start.stage.found()?), share: start.share.map(Part::from) })
    };
    starts.iter().filter_map(start).collect()
}
