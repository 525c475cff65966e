//! Values as the document writes them: numbers, shares, dates, money, durations.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use crate::value;

/// A number. Whole ones are written without a fraction.
#[derive(Debug, Clone, Copy)]
pub(super) struct Num(f64);

/// Past this, a number with a fraction and its whole neighbours are one.
const LARGEST_WHOLE: f64 = 9_007_199_254_740_992.0;

impl Serialize for Num {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.fract() == 0.0 && self.0.abs() < LARGEST_WHOLE {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

impl JsonSchema for Num {
    fn schema_name() -> Cow<'static, str> {
        "Number".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number" })
    }
}

impl From<value::Number> for Num {
    fn from(number: value::Number) -> Self {
        Self(number.0)
    }
}

/// Of a measured figure, or of a sum: may be more than the whole.
impl From<value::Share> for Num {
    fn from(share: value::Share) -> Self {
        Self(share.fraction())
    }
}

/// A part of a whole, as a fraction of one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part(value::Share);

impl Serialize for Part {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Num::from(self.0).serialize(serializer)
    }
}

impl JsonSchema for Part {
    fn schema_name() -> Cow<'static, str> {
        "Share".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A part of a whole, as a fraction of one: 0.42 is 42 %.",
            "type": "number",
            "minimum": 0,
            "maximum": 1,
        })
    }
}

impl From<value::Share> for Part {
    fn from(share: value::Share) -> Self {
        Self(share)
    }
}

/// A day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Day(value::Date);

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl JsonSchema for Day {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A day in the ISO 8601 calendar, such as 2026-10-01.",
            "type": "string",
            "format": "date",
        })
    }
}

impl From<value::Date> for Day {
    fn from(date: value::Date) -> Self {
        Self(date)
    }
}

/// An amount of money.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Money {
    /// How much.
    amount: Num,
    /// Of what: the ISO 4217 code of the currency.
    #[schemars(extend("pattern" = "^[A-Z]{3}$"))]
    currency: &'static str,
}

impl From<value::Money> for Money {
    fn from(money: value::Money) -> Self {
        Self { amount: money.amount.into(), currency: money.currency.as_str() }
    }
}

/// How long something takes: from the one to the other, which are the same where one was given.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Duration {
    /// The least it takes.
    shortest: Amount,
    /// The most it takes.
    longest: Amount,
}

/// A number of one unit of time.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "AmountOfTime")]
struct Amount {
    /// How many.
    number: Num,
    /// Of what: seconds, minutes, hours, days, weeks, months or years.
    unit: TimeUnit,
    /// The same in days; a month counts 30.436875 of them and a year 365.2425, as they are long on average.
    days: Num,
}

impl From<value::Duration> for Duration {
    fn from(duration: value::Duration) -> Self {
        Self { shortest: duration.shortest().into(), longest: duration.longest().into() }
    }
}

impl From<value::Amount> for Amount {
    fn from(amount: value::Amount) -> Self {
        Self { number: amount.number.into(), unit: TimeUnit(amount.unit), days: Num(amount.days()) }
    }
}

/// A unit of time.
#[derive(Debug)]
struct TimeUnit(value::Unit);

impl Serialize for TimeUnit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.written())
    }
}

impl JsonSchema for TimeUnit {
    fn schema_name() -> Cow<'static, str> {
        "UnitOfTime".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        use value::Unit::{Day, Hour, Minute, Month, Second, Week, Year};
        let units = [Second, Minute, Hour, Day, Week, Month, Year].map(value::Unit::written);
        json_schema!({
            "description": "A unit of time, as the language writes it.",
            "type": "string",
            "enum": units,
        })
    }
}
