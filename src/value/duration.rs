//! Durations: `2d`, or a range of two, `1d..5d`.

use std::fmt;

use crate::value::{Number, Wrong};

/// What a duration is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

impl Unit {
    const ALL: [(&'static str, Self); 7] = [
        ("mo", Self::Month),
        ("s", Self::Second),
        ("m", Self::Minute),
        ("h", Self::Hour),
        ("d", Self::Day),
        ("w", Self::Week),
        ("y", Self::Year),
    ];

    /// As the language writes it: `d`.
    pub fn written(self) -> &'static str {
        Self::ALL.iter().find(|(_, unit)| *unit == self).map_or("", |(written, _)| written)
    }

    /// How many days it is; a month counts 30.436875 days and a year 365.2425, as in the Gregorian calendar.
    fn days(self) -> f64 {
        match self {
            Self::Second => 1.0 / 86_400.0,
            Self::Minute => 1.0 / 1_440.0,
            Self::Hour => 1.0 / 24.0,
            Self::Day => 1.0,
            Self::Week => 7.0,
            Self::Month => 30.436_875,
            Self::Year => 365.2425,
        }
    }
}

/// A number of one unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Amount {
    /// How many; not negative.
    pub number: Number,
    /// Of what.
    pub unit: Unit,
}

impl Amount {
    fn read(text: &str) -> Option<Self> {
        let (number, unit) =
            Unit::ALL.iter().find_map(|(written, unit)| Some((text.strip_suffix(written)?, *unit)))?;
        let number = Number::read(number).ok().filter(|number| number.0 >= 0.0 && !text.starts_with('+'))?;
        Some(Self { number, unit })
    }

    /// In days.
    pub fn days(self) -> f64 {
        self.number.0 * self.unit.days()
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}\u{A0}{}",
            self.number,
            if self.unit == Unit::Minute { "min" } else { self.unit.written() }
        )
    }
}

/// How long something takes: from the one to the other, which are the same where one was given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Duration {
    shortest: Amount,
    longest: Amount,
}

impl Duration {
    /// Reads `2d` or `1d..5d`.
    pub fn read(text: &str) -> Result<Self, Wrong> {
        let wrong = || Wrong {
            message: format!(
                "`{text}` is no duration: a duration is a number with `s`, `m`, `h`, `d`, `w`, `mo` or `y`"
            ),
            nearest: of_another_form(text),
        };
        let (shortest, longest) = text.split_once("..").unwrap_or((text, text));
        let duration = Self {
            shortest: Amount::read(shortest).ok_or_else(wrong)?,
            longest: Amount::read(longest).ok_or_else(wrong)?,
        };
        if duration.shortest.days() > duration.longest.days() {
            return Err(Wrong::new(format!("`{text}` runs from the longer to the shorter"))
                .nearest(format!("{longest}..{shortest}")));
        }
        Ok(duration)
    }

    /// The duration that a number and a unit beside it mean, `5` and `minutes`, as the language writes it.
    pub(crate) fn in_two(number: &str, unit: &str) -> Option<String> {
        let text = format!("{number}{unit}");
        match Self::read(&text) {
            Ok(_) => Some(text),
            Err(wrong) => wrong.nearest,
        }
    }

    /// The least it takes.
    pub fn shortest(self) -> Amount {
        self.shortest
    }

    /// The most it takes.
    pub fn longest(self) -> Amount {
        self.longest
    }

    /// As the language writes it: `1d..5d`.
    pub fn written(self) -> String {
        let amount = |amount: Amount| format!("{}{}", amount.number.0, amount.unit.written());
        if self.shortest == self.longest {
            amount(self.longest)
        } else {
            format!("{}..{}", amount(self.shortest), amount(self.longest))
        }
    }
}

/// The duration that `2days` or `1d-5d` means, as the language writes it.
fn of_another_form(text: &str) -> Option<String> {
    if let Some((shortest, longest)) = text.split_once('-') {
        let unit = longest.trim_start_matches(|digit: char| digit.is_ascii_digit());
        let shortest =
            if shortest.ends_with(unit) { shortest.to_owned() } else { format!("{shortest}{unit}") };
        // Read by their halves: read as a duration, what is still none would be guessed at again, and for ever.
        let (from, to) = (Amount::read(&shortest)?, Amount::read(longest)?);
        return (from.days() <= to.days()).then(|| format!("{shortest}..{longest}"));
    }
    let word = text.trim_start_matches(|digit: char| digit.is_ascii_digit() || digit == '.');
    let number = &text[..text.len() - word.len()];
    let unit = match word.trim_end_matches('s') {
        "sec" | "second" => "s",
        "min" | "minute" => "m",
        "hr" | "hour" => "h",
        "day" => "d",
        "week" => "w",
        "month" => "mo",
        "year" => "y",
        _ => return None,
    };
    Number::read(number).ok().map(|_| format!("{number}{unit}"))
}

/// For people: `1–5 d`.
impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.shortest == self.longest {
            write!(f, "{}", self.longest)
        } else if self.shortest.unit == self.longest.unit {
            write!(f, "{}–{}", self.shortest.number, self.longest)
        } else {
            write!(f, "{}–{}", self.shortest, self.longest)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Duration;

    #[test]
    fn ranges_run_from_short_to_long() {
        assert_eq!(Duration::read("1d..5d").unwrap().to_string(), "1–5\u{A0}d");
        assert_eq!(Duration::read("5d..12h").unwrap_err().nearest.as_deref(), Some("12h..5d"));
        assert_eq!(Duration::read("2days").unwrap_err().nearest.as_deref(), Some("2d"));
        assert_eq!(Duration::read("1-5d").unwrap_err().nearest.as_deref(), Some("1d..5d"));
        assert!(Duration::read("2 d").is_err());
        assert!(Duration::read("-2d").is_err());
        assert_eq!(Duration::read("90m").unwrap().written(), "90m");
        assert_eq!(Duration::read("1-5d").unwrap_err().nearest.as_deref(), Some("1d..5d"));
        assert_eq!(Duration::read("1-2-d").unwrap_err().nearest, None);
        assert_eq!(Duration::in_two("5", "minutes").as_deref(), Some("5m"));
        assert_eq!(Duration::in_two("5", "target"), None);
    }
}
