//! The JSON document: its schema, what stands in it, and the guide to it.

#![allow(clippy::disallowed_methods, reason = "tests read examples and documents from the disk")]

mod examples;
mod guide;
mod meaning;
mod narrow;
mod schema;
mod support;
mod texts;
mod whole;
