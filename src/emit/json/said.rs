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
    /// What counts for everyone; left out where something is only said for some.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) value: Option<T>,
    /// Where that stands.
    #[serde(flatten)]
    pub(super) place: Option<Place>,
    /// What counts for some in its stead. Of several that fit a customer, one for the persona comes before one for her
    /// segment, and of those the first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
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
    #[serde(flatten)]
    pub(super) place: Place,
}

/// A text.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Text<'a> {
    /// What it says.
    pub(super) text: &'a str,
    /// The segments and personas that it counts for; left out for everyone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) only: Vec<Reference<'a>>,
    /// Where it stands.
    #[serde(flatten)]
    pub(super) place: Place,
}

/// Where to read on.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Link<'a> {
    /// The address; its scheme is `http`, `https` or `mailto`.
    pub(super) url: &'a str,
    /// The segments and personas that it counts for; left out for everyone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) only: Vec<Reference<'a>>,
    /// Where it stands.
    #[serde(flatten)]
    pub(super) place: Place,
}

/// A name to sort and find something by.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Tag<'a> {
    /// The name.
    pub(super) name: &'a str,
    /// The segments and personas that it counts for; left out for everyone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) only: Vec<Reference<'a>>,
    /// Where it stands.
    #[serde(flatten)]
    pub(super) place: Place,
}
