//! What declarations are known by in the document: their heads, references to them, and places in the source.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use crate::text::Position;
use crate::vocabulary::Word;

/// A declaration that something names.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub(super) struct Reference<'a> {
    /// What kind of thing it is.
    pub(super) kind: Kind,
    /// Where it is in this document: the declaration has the same `id`.
    pub(super) id: Identity<'a>,
    /// What it is called in the source.
    pub(super) name: &'a str,
    /// What it is called for people.
    pub(super) title: &'a str,
}

/// What every declaration has.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Head<'a> {
    /// What kind of thing it is.
    pub(super) kind: Kind,
    /// What tells it from all others of the document; references to it have the same `id`.
    pub(super) id: Identity<'a>,
    /// What it is called in the source. Other files may have others of this name.
    pub(super) name: &'a str,
    /// What it is called for people; made of the name where the source gives none.
    pub(super) title: &'a str,
    /// The path of its file, from the folder that the program was called from, with `/` between folders. What stands in a
    /// journey is in the journey's file, and does not say so again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) file: Option<&'a str>,
    /// Where its name stands.
    #[serde(flatten)]
    pub(super) place: Place,
    /// The line on which it ends, with its block.
    #[schemars(range(min = 1))]
    pub(super) end_line: u32,
}

/// Where something begins in its file.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub(super) struct Place {
    /// The line on which it begins, from 1.
    #[schemars(range(min = 1))]
    line: u32,
    /// The column in which it begins, from 1, in Unicode scalar values.
    #[schemars(range(min = 1))]
    column: u32,
}

impl From<Position> for Place {
    fn from(position: Position) -> Self {
        Self { line: position.line, column: position.column }
    }
}

/// What kind of thing is declared: the word that declares it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kind(pub(super) Word);

/// The words that declare something.
const KINDS: [Word; 14] = [
    Word::Team,
    Word::Person,
    Word::Channel,
    Word::Segment,
    Word::Persona,
    Word::Metric,
    Word::Lane,
    Word::Journey,
    Word::Stage,
    Word::Touchpoint,
    Word::Barrier,
    Word::Opportunity,
    Word::Solution,
    Word::Backstage,
];

impl Kind {
    fn word(self) -> &'static str {
        self.0.keyword().text
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

impl JsonSchema for Kind {
    fn schema_name() -> Cow<'static, str> {
        "Kind".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A kind of declaration, by the word of the language that declares it.",
            "type": "string",
            "enum": KINDS.map(|word| word.keyword().text),
        })
    }
}

/// What tells a declaration from all others: its file, the journey that it stands in, its kind and its name. A file
/// declares a name of one kind once, and so does a journey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Identity<'a> {
    pub(super) path: &'a str,
    pub(super) journey: Option<&'a str>,
    pub(super) kind: Kind,
    pub(super) name: &'a str,
}

impl fmt::Display for Identity<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.path)?;
        f.write_str("#")?;
        if let Some(journey) = self.journey {
            f.write_str(Kind(Word::Journey).word())?;
            f.write_str("/")?;
            f.write_str(journey)?;
            f.write_str("/")?;
        }
        f.write_str(self.kind.word())?;
        f.write_str("/")?;
        f.write_str(self.name)
    }
}

impl Serialize for Identity<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for Identity<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Id".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "What tells a declaration from all others: `PATH#KIND/NAME` at the top of a file, \
                `PATH#journey/NAME/KIND/NAME` inside a journey. It does not change while names and files do not.",
            "type": "string",
        })
    }
}
