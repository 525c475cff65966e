//! What a run is told: the levels of the rules, and which day is today.

use crate::rules::Levels;
use crate::value::Date;

/// What a run is told.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The day that counts as today.
    pub today: Date,
    /// How much the reports of each rule matter.
    pub levels: Levels,
}
