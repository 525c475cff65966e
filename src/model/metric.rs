//! Metrics and what was measured; lanes, the rows of one's own.

use crate::model::{Declared, Extra, Id, Ref, Said, Text};
use crate::value::Date;
use crate::vocabulary::{Better, Figure, Unit};

/// A figure that can be measured in several places.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Metric {
    pub declared: Declared,
    pub unit: Option<Said<Unit>>,
    pub better: Option<Said<Better>>,
    pub origin: Option<Text>,
    pub extra: Extra,
}

/// Whether `figure` is counted in `unit`.
pub(crate) fn fits(unit: Unit, figure: &Figure) -> bool {
    match unit {
        Unit::Percent => matches!(figure, Figure::Share(_)),
        Unit::Count | Unit::Score => matches!(figure, Figure::Number(_)),
        Unit::Money => matches!(figure, Figure::Money(_)),
        Unit::Duration => matches!(figure, Figure::Duration(_)),
    }
}

/// A measured figure, and the one that is aimed at.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct Measure {
    pub metric: Ref<Id<Metric>>,
    pub value: Figure,
    pub target: Option<Figure>,
    pub on: Option<Date>,
}

/// A row of one's own on the map.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Lane {
    pub declared: Declared,
    pub extra: Extra,
}
