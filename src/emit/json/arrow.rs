//! Arrows in the document: where customers go from a stage, and with which share.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::emit::json::context::Context;
use crate::emit::json::reference::{Identity, Place, Reference};
use crate::emit::json::value::Part;
use crate::model::{self, Declaration, Said};
use crate::text::Span;
use crate::value::Share;
use crate::view::View;
use crate::vocabulary::Word;

/// Where customers go from a stage.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Arrow<'a> {
    /// Where it leads.
    to: Target<'a>,
    /// How many of the stage's visits take it, as the source says.
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<Part>,
    /// How many of the stage's visits take it, of the customers that it is for: as the source says, else what the other
    /// arrows leave; left out where no arrow has a share, so that the flow is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    effective_share: Option<Part>,
    /// Whether it counts as the journey's `audience` sees it. Arrows that are only for some replace all the others of
    /// the stage for these.
    counts: bool,
    /// In which case customers take it.
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<&'a str>,
    /// The segments and personas that it is there for; left out for everyone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    only: Vec<Reference<'a>>,
    /// Where it stands.
    #[serde(flatten)]
    place: Place,
}

/// Where an arrow leads.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Target<'a> {
    /// A stage of the same journey.
    Stage(Named<'a>),
    /// The customer goes on in another journey.
    Journey(Named<'a>),
    /// The journey is complete.
    End,
    /// The customer leaves.
    Exit,
}

/// A declaration that an arrow leads to.
#[derive(Debug, Serialize, JsonSchema)]
struct Named<'a> {
    /// Where it is in this document: the declaration has the same `id`.
    id: Identity<'a>,
    /// What it is called in the source.
    name: &'a str,
    /// What it is called for people.
    title: &'a str,
}

impl<'a> From<Reference<'a>> for Named<'a> {
    fn from(Reference { id, name, title, .. }: Reference<'a>) -> Self {
        Self { id, name, title }
    }
}

pub(super) fn arrows<'a>(cx: &Context<'a>, view: &View<'a>, stage: &'a model::Stage) -> Vec<Arrow<'a>> {
    let counted = shares(view, stage);
    let mut others = BTreeMap::new();
    let arrow = |arrow: &'a Said<model::Arrow>| {
        let counts = counted.get(&arrow.span).copied();
        let share = counts.unwrap_or_else(|| {
            // For others than the view: as the first of those sees it.
            let shares = others.entry(arrow.only).or_insert_with(|| {
                let audiences = arrow.only.map(|only| cx.model.only(only).audiences.as_slice());
                let first = audiences.unwrap_or_default().iter().find_map(|audience| audience.found());
                shares(&View::new(cx.model, view.journey_id(), first), stage)
            });
            shares.get(&arrow.span).copied().flatten()
        });
        Some(Arrow {
            to: target(cx, view, arrow.value.target)?,
            share: arrow.value.share.map(Part::from),
            effective_share: share.map(Part::from),
            counts: counts.is_some(),
            when: arrow.value.when.as_deref(),
            only: cx.only(arrow.only),
            place: cx.place(arrow.span),
        })
    };
    stage.arrows.iter().filter_map(arrow).collect()
}

/// The shares of the arrows that count for `view`, by their places.
fn shares(view: &View<'_>, stage: &model::Stage) -> BTreeMap<Span, Option<Share>> {
    view.shares(stage).into_iter().map(|(arrow, share)| (arrow.span, share)).collect()
}

fn target<'a>(cx: &Context<'a>, view: &View<'a>, target: model::Target) -> Option<Target<'a>> {
    Some(match target {
        model::Target::Stage(stage) => Target::Stage(cx.stage(view, stage.found()?).into()),
        model::Target::Journey(journey) => {
            let journey = cx.model.journey(journey.found()?);
            Target::Journey(cx.reference(Word::Journey, journey.declared()).into())
        }
        model::Target::End => Target::End,
        model::Target::Exit => Target::Exit,
    })
}
