//! How things stand: whether a target is met and how much of the way is left, and which solutions are late. Said here
//! once, so that a map, a page and a report never judge the same thing differently.

use crate::model::is_under_way;
use crate::value::Date;
use crate::view::board::{Measured, Remedy};
use crate::vocabulary::{Better, Figure};

impl Measured {
    /// Whether the target is met; none where there is none, or nobody has said which way is good, or the two cannot be
    /// compared.
    pub fn is_met(&self) -> Option<bool> {
        let (value, target) = self.pair()?;
        Some(match self.better? {
            Better::Higher => value >= target,
            Better::Lower => value <= target,
        })
    }

    /// How much of the way to its target the figure has come, from 0 to 1.
    pub fn progress(&self) -> Option<f64> {
        let (value, target) = self.pair()?;
        let part = match self.better? {
            Better::Higher => value / target,
            Better::Lower => target / value,
        };
        (part.is_finite() && part >= 0.0).then(|| part.min(1.0))
    }

    /// The figure and its target as numbers of one kind; of a range the end that is worse.
    fn pair(&self) -> Option<(f64, f64)> {
        match (self.value, self.target?) {
            (Figure::Share(value), Figure::Share(target)) => Some((value.fraction(), target.fraction())),
            (Figure::Number(value), Figure::Number(target)) => Some((value.0, target.0)),
            (Figure::Money(value), Figure::Money(target)) if value.currency == target.currency => {
                Some((value.amount.0, target.amount.0))
            }
            (Figure::Duration(value), Figure::Duration(target)) => Some(match self.better? {
                Better::Higher => (value.shortest().days(), target.shortest().days()),
                Better::Lower => (value.longest().days(), target.longest().days()),
            }),
            (Figure::Share(_) | Figure::Number(_) | Figure::Money(_) | Figure::Duration(_), _) => None,
        }
    }
}

impl Remedy {
    /// Whether it is still to come.
    pub fn is_under_way(&self) -> bool {
        is_under_way(self.status)
    }

    /// Whether the day has passed on which it was to be live, and it still can be.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.is_under_way() && self.due.is_some_and(|due| due < today)
    }
}
