//! What changed in meaning between two versions of a journey.

mod both;

pub use both::{Renames, both};
