//! Choices, written as the language's own words.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use crate::vocabulary;

/// Makes a type for each choice, which is written as the language writes it, and whose schema lists its words.
macro_rules! words {
    ($($choice:ident as $name:ident $docs:literal),+ $(,)?) => {$(
        #[doc = $docs]
        #[derive(Debug, Clone, Copy)]
        pub(super) struct $name(vocabulary::$choice);

        impl From<vocabulary::$choice> for $name {
            fn from(choice: vocabulary::$choice) -> Self {
                Self(choice)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.0.word())
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({
                    "description": $docs,
                    "type": "string",
                    "enum": vocabulary::$choice::WORDS,
                })
            }
        }
    )+};
}

words! {
    Decision as Decision "How far customers are in deciding.",
    Period as Period "What a volume is counted by.",
    Phase as Phase "A part of the customer's life with the company.",
    Level as Level "How much a barrier stands in the way, or a journey depends on a touchpoint.",
    Impact as Impact "How much would be won.",
    Status as Status "How far a solution is.",
    EvidenceKind as EvidenceKind "Where an evidence comes from.",
    ChannelKind as ChannelKind "Whether a channel is met on a device, in the flesh, or both.",
    Unit as MetricUnit "What a metric is counted in.",
    Better as Better "Which way is good.",
}
