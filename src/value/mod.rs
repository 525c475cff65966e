//! Values that have laws of their own: names, shares, money, dates, durations, links, languages.
//!
//! Each is read from the text it is written as; what is wrong with it comes back as a `Wrong`, in words for people.

mod date;
mod duration;
mod language;
mod link;
mod money;
mod name;
mod number;

pub use date::{Date, time_of_day};
pub use duration::{Amount, Duration, Unit};
pub use language::{Direction, Language};
pub use link::Link;
pub use money::{Currency, Money};
pub use name::{Name, SharedText, title_of};
pub use number::{Number, Share, latin_digits};

/// Why a text is not the value it was read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// What was found and what it should be.
    pub message: String,
    /// The nearest text that would do.
    pub nearest: Option<String>,
}

impl Wrong {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), nearest: None }
    }

    fn nearest(mut self, nearest: impl Into<String>) -> Self {
        self.nearest = Some(nearest.into());
        self
    }
}
