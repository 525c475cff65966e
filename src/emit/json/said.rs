//! What is said of a declaration: statements that may stand once, and those that may be repeated.
//!
//! One that may stand once is a `Single`, one that may be repeated an object for each time; both tell their place and
//! for whom they count.

use schemars::JsonSchema;
use serde::Serialize;

use crate::emit::json::reference::{Place, Reference};

/// A statement that may stand once.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Single_{T}")]
pub(super) struct Single<'a, T> {
    /// What counts for everyone; null where something is only said for some.
    pub(super) value: Option<T>,
    /// Where that stands.
    pub(super) place: Option<Place<'a>>,
    /// What counts for some in its stead. Of several that fit a customer, one for the persona comes before one for her
    /// segment, and of those the first.
    pub(super) only_for: Vec<Instead<'a, T>>,
}

/// What counts for some audiences in the stead of what counts for everyone.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Instead_{T}")]
pub(super) struct Instead<'a, T> {
    /// The segments and personas that it counts for.
    pub(super) audiences: Vec<Reference<'a>>,
    /// What counts for them.
    pub(super) value: T,
    /// Where it stands.
    pub(super) place: Place<'a>,
}

/// A text.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Text<'a> {
    /// What it says.
    pub(super) text: &'a str,
    /// The segments and personas that it counts for; empty for everyone.
    pub(super) only: Vec<Reference<'a>>,
    /// Where it stands.
    pub(super) place: Place<'a>,
}

/// Where to read on.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Link<'a> {
    /// The address; its scheme is `http`, `https` or `mailto`.
    pub(super) url: &'a str,
    /// The segments and personas that it counts for; empty for everyone.
    pub(super) only: Vec<Reference<'a>>,
    /// Where it stands.
    pub(super) place: Place<'a>,
}

/// A name to sort and find something by.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Tag<'a> {
    /// The name.
    pub(super) name: &'a str,
    /// The segments and personas that it counts for; empty for everyone.
    pub(super) only: Vec<Reference<'a>>,
    /// Where it stands.
    pub(super) place: Place<'a>,
}
