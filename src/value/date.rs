//! Dates, in the ISO 8601 calendar.

use std::fmt;

use jiff::civil;

use crate::value::{Duration, Unit, Wrong};

/// A day that is in the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

impl Date {
    /// Reads `2026-10-01`.
    pub fn read(text: &str) -> Result<Self, Wrong> {
        let form = |nearest: Option<String>| Wrong {
            message: format!("`{text}` is no date: a date is written as year-month-day, `2026-10-01`"),
            nearest,
        };
        let parts: Vec<&str> = text.split('-').collect();
        let [year, month, day] = parts[..] else { return Err(form(of_another_form(text))) };
        let number =
            |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<i16>().ok())?;
        let (Some(years), Some(months), Some(days)) = (number(year), number(month), number(day)) else {
            return Err(form(None));
        };
        if (year.len(), month.len(), day.len()) != (4, 2, 2) {
            // 1-10-2026 and 2026-1-1 are the two that people write.
            let turned = year.len() <= 2 && day.len() == 4;
            let (year, day) = match (turned, year.len()) {
                (true, _) => (days, years),
                // Of `26-10-01` the century goes without saying.
                (false, 2) if day.len() <= 2 => (2000 + years, days),
                (false, _) => (years, days),
            };
            return Err(form(
                civil::Date::new(year, months as i8, day as i8).ok().map(|date| date.to_string()),
            ));
        }
        if !(1..=12).contains(&months) {
            return Err(Wrong::new(format!("there is no month {month} in `{text}`")));
        }
        civil::Date::new(years, months as i8, days as i8).map(Self).map_err(|_| {
            let wrong = Wrong::new(format!("there is no {text} in the calendar"));
            match civil::Date::new(years, months as i8, 1) {
                Ok(first) => wrong.nearest(first.last_of_month().to_string()),
                Err(_) => wrong,
            }
        })
    }

    /// Today, by the clock and the time zone of this machine.
    pub fn today() -> Self {
        Self(jiff::Zoned::now().date())
    }

    /// The day that is the longest of `duration` later; the last day there is, if it is past that.
    pub fn after(self, duration: Duration) -> Self {
        let amount = duration.longest();
        let whole = amount.number.0.floor().clamp(0.0, 1e7) as i64;
        let span = match amount.unit {
            Unit::Year => jiff::Span::new().try_years(whole),
            Unit::Month => jiff::Span::new().try_months(whole),
            _ => jiff::Span::new().try_days(amount.days().floor().clamp(0.0, 1e7) as i64),
        };
        Self(span.and_then(|span| self.0.checked_add(span)).unwrap_or(civil::Date::MAX))
    }

    /// How many days it is from this day to `later`; negative if that is before.
    pub fn days_to(self, later: Self) -> i32 {
        self.0.until(later.0).map(|span| span.get_days()).unwrap_or(0)
    }
}

/// The date that `30.06.2026` or `30/06/2026` means, as the language writes it.
fn of_another_form(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(['.', '/']).collect();
    let [day, month, year] = parts[..] else { return None };
    let (year, day) = if day.len() == 4 { (day, year) } else { (year, day) };
    let date = civil::Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    (year.len() == 4).then(|| date.to_string())
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// The time of day, by the clock and the time zone of this machine: `14:03:22`.
pub fn time_of_day() -> String {
    jiff::Zoned::now().strftime("%H:%M:%S").to_string()
}

#[cfg(test)]
mod tests {
    use super::Date;
    use crate::value::Duration;

    #[test]
    fn only_days_in_the_calendar_are_dates() {
        assert_eq!(Date::read("2026-02-30").unwrap_err().nearest.as_deref(), Some("2026-02-28"));
        assert_eq!(Date::read("1-10-2026").unwrap_err().nearest.as_deref(), Some("2026-10-01"));
        assert_eq!(Date::read("30.6.2026").unwrap_err().nearest.as_deref(), Some("2026-06-30"));
        assert_eq!(Date::read("26-12-01").unwrap_err().nearest.as_deref(), Some("2026-12-01"));
        assert!(Date::read("2026-13-01").is_err());
        assert!(Date::read("20261001").is_err());
    }

    #[test]
    fn a_month_later_is_in_the_next_month() {
        let date = |text| Date::read(text).unwrap();
        assert_eq!(date("2026-01-31").after(Duration::read("1mo").unwrap()), date("2026-02-28"));
        assert_eq!(date("2026-10-01").after(Duration::read("90d").unwrap()), date("2026-12-30"));
    }
}
