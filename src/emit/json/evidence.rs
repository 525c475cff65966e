//! Evidence in the document.

use schemars::JsonSchema;
use serde::Serialize;

use crate::emit::json::context::Context;
use crate::emit::json::reference::{Place, Reference};
use crate::emit::json::value::Day;
use crate::emit::json::word::EvidenceKind;
use crate::model::{self, Said};

/// What shows that something is so.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Evidence<'a> {
    /// Where it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<EvidenceKind>,
    /// What it says.
    text: &'a str,
    /// Where to read on: an address whose scheme is `http`, `https` or `mailto`.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    /// The day it is of.
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<Day>,
    /// The segments and personas that it counts for; left out for everyone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    only: Vec<Reference<'a>>,
    /// Where it stands.
    #[serde(flatten)]
    place: Place,
}

pub(super) fn evidence<'a>(cx: &Context<'a>, all: &'a [Said<model::Evidence>]) -> Vec<Evidence<'a>> {
    let evidence = |said: &'a Said<model::Evidence>| Evidence {
        kind: said.value.kind.map(EvidenceKind::from),
        text: &said.value.text,
        url: said.value.link.as_ref().map(|link| link.as_str()),
        on: said.value.on.map(Day::from),
        only: cx.only(said.only),
        place: cx.place(said.span),
    };
    all.iter().map(evidence).collect()
}
