//! Metrics and what was measured, lanes and the texts in them, in the document.

use schemars::JsonSchema;
use serde::Serialize;

use crate::emit::json::context::Context;
use crate::emit::json::reference::{Head, Place, Reference};
use crate::emit::json::said::{Link, Single};
use crate::emit::json::value::{Day, Duration, Money, Num};
use crate::emit::json::word::{Better, MetricUnit};
use crate::model::{self, Declaration, Said};
use crate::vocabulary::{self, Word};

/// A figure that can be measured in several places.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Metric<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// What it is counted in.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<Single<'a, MetricUnit>>,
    /// Which way is good.
    #[serde(skip_serializing_if = "Option::is_none")]
    better: Option<Single<'a, Better>>,
    /// Where the figure comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Single<'a, &'a str>>,
    /// Anything else, in Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Single<'a, &'a str>>,
    /// Where to read on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link<'a>>,
}

impl<'a> Metric<'a> {
    pub(super) fn new(cx: &Context<'a>, it: &'a model::Metric) -> Self {
        Self {
            head: cx.head(Word::Metric, it.declared()),
            unit: cx.given(it.unit.as_ref(), |unit| Some(MetricUnit::from(*unit))),
            better: cx.given(it.better.as_ref(), |better| Some(Better::from(*better))),
            source: cx.given_text(it.origin.as_ref()),
            note: cx.note(&it.extra.note),
            links: cx.links(&it.extra.links),
        }
    }
}

/// A row of one's own on the map.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Lane<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// Anything else, in Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Single<'a, &'a str>>,
}

impl<'a> Lane<'a> {
    pub(super) fn new(cx: &Context<'a>, it: &'a model::Lane) -> Self {
        Self { head: cx.head(Word::Lane, it.declared()), note: cx.note(&it.extra.note) }
    }
}

/// A text in a row of one's own.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct LaneText<'a> {
    /// The row.
    lane: Reference<'a>,
    /// What it says.
    text: &'a str,
    /// The segments and personas that it counts for; left out for everyone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    only: Vec<Reference<'a>>,
    /// Where it stands.
    #[serde(flatten)]
    place: Place,
}

pub(super) fn lane_texts<'a>(cx: &Context<'a>, texts: &'a [Said<model::LaneText>]) -> Vec<LaneText<'a>> {
    let text = |said: &'a Said<model::LaneText>| {
        let lane = cx.model.lane(said.value.lane.found()?);
        Some(LaneText {
            lane: cx.reference(Word::Lane, lane.declared()),
            text: &said.value.text,
            only: cx.only(said.only),
            place: cx.place(said.span),
        })
    };
    texts.iter().filter_map(text).collect()
}

/// A measured figure, and the one that is aimed at.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Measure<'a> {
    /// What was measured; its declaration tells the unit and which way is good.
    metric: Reference<'a>,
    /// What it was found to be.
    value: Figure,
    /// What it is to be.
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<Figure>,
    /// The day on which it was so.
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<Day>,
    /// The segments and personas that it counts for; left out for everyone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    only: Vec<Reference<'a>>,
    /// Where it stands.
    #[serde(flatten)]
    place: Place,
}

pub(super) fn measures<'a>(cx: &Context<'a>, measures: &'a [Said<model::Measure>]) -> Vec<Measure<'a>> {
    let measure = |said: &'a Said<model::Measure>| {
        let metric = cx.model.metric(said.value.metric.found()?);
        Some(Measure {
            metric: cx.reference(Word::Metric, metric.declared()),
            value: said.value.value.into(),
            target: said.value.target.map(Figure::from),
            on: said.value.on.map(Day::from),
            only: cx.only(said.only),
            place: cx.place(said.span),
        })
    };
    measures.iter().filter_map(measure).collect()
}

/// What was measured.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", content = "value", rename_all = "lowercase")]
enum Figure {
    /// A share, as a fraction of one; may be more than 1, or below 0.
    Share(Num),
    /// A count or a score.
    Number(Num),
    /// An amount of money.
    Money(Money),
    /// A time.
    Duration(Duration),
}

impl From<vocabulary::Figure> for Figure {
    fn from(figure: vocabulary::Figure) -> Self {
        match figure {
            vocabulary::Figure::Share(share) => Self::Share(share.into()),
            vocabulary::Figure::Number(number) => Self::Number(number.into()),
            vocabulary::Figure::Money(money) => Self::Money(money.into()),
            vocabulary::Figure::Duration(duration) => Self::Duration(duration.into()),
        }
    }
}
