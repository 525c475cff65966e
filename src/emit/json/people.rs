//! Teams, persons and channels in the document.

use schemars::JsonSchema;
use serde::Serialize;

use crate::emit::json::context::Context;
use crate::emit::json::reference::{Head, Reference};
use crate::emit::json::said::{Link, Single};
use crate::emit::json::word::ChannelKind;
use crate::model::{self, Declaration};
use crate::vocabulary::Word;

/// A group that can own things.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Team<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// Who leads it.
    #[serde(skip_serializing_if = "Option::is_none")]
    lead: Option<Single<'a, &'a str>>,
    /// How to reach them.
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<Single<'a, &'a str>>,
    /// Anything else, in Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Single<'a, &'a str>>,
    /// Where to read on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link<'a>>,
}

impl<'a> Team<'a> {
    pub(super) fn new(cx: &Context<'a>, it: &'a model::Team) -> Self {
        Self {
            head: cx.head(Word::Team, it.declared()),
            lead: cx.given_text(it.lead.as_ref()),
            contact: cx.given_text(it.contact.as_ref()),
            note: cx.note(&it.extra.note),
            links: cx.links(&it.extra.links),
        }
    }
}

/// Somebody who can own things.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Person<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// The team that the person is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    team: Option<Single<'a, Reference<'a>>>,
    /// What the person is or does.
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<Single<'a, &'a str>>,
    /// How to reach the person.
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<Single<'a, &'a str>>,
    /// Anything else, in Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Single<'a, &'a str>>,
    /// Where to read on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link<'a>>,
}

impl<'a> Person<'a> {
    pub(super) fn new(cx: &Context<'a>, it: &'a model::Person) -> Self {
        let team = |id| cx.reference(Word::Team, cx.model.team(id).declared());
        Self {
            head: cx.head(Word::Person, it.declared()),
            team: cx.given(it.team.as_ref(), |found| found.found().map(team)),
            role: cx.given_text(it.role.as_ref()),
            contact: cx.given_text(it.contact.as_ref()),
            note: cx.note(&it.extra.note),
            links: cx.links(&it.extra.links),
        }
    }
}

/// Where the company and the customer meet.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Channel<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// Whether it is met on a device, in the flesh, or both: the channel's `kind` in the source.
    #[serde(rename = "channelKind")]
    #[serde(skip_serializing_if = "Option::is_none")]
    channel_kind: Option<Single<'a, ChannelKind>>,
    /// Anything else, in Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Single<'a, &'a str>>,
    /// Where to read on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link<'a>>,
}

impl<'a> Channel<'a> {
    pub(super) fn new(cx: &Context<'a>, it: &'a model::Channel) -> Self {
        Self {
            head: cx.head(Word::Channel, it.declared()),
            channel_kind: cx.given(it.kind.as_ref(), |kind| Some(ChannelKind::from(*kind))),
            note: cx.note(&it.extra.note),
            links: cx.links(&it.extra.links),
        }
    }
}
