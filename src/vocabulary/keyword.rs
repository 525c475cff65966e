//! The columns of the keyword table: where a keyword may stand, what it takes, how often it may stand there.

use std::sync::LazyLock;

use crate::vocabulary::table::{KEYWORDS, Word};

/// The blocks that statements stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Place {
    File,
    Team,
    Person,
    Channel,
    Segment,
    Persona,
    Metric,
    Lane,
    Journey,
    Stage,
    Touchpoint,
    Barrier,
    Opportunity,
    Solution,
    Backstage,
}

impl Place {
    /// Every place, from the outermost in.
    pub const ALL: [Self; 15] = [
        Self::File,
        Self::Team,
        Self::Person,
        Self::Channel,
        Self::Segment,
        Self::Persona,
        Self::Metric,
        Self::Lane,
        Self::Journey,
        Self::Stage,
        Self::Touchpoint,
        Self::Barrier,
        Self::Opportunity,
        Self::Solution,
        Self::Backstage,
    ];

    /// "in a stage".
    pub fn phrase(self) -> &'static str {
        match self {
            Self::File => "at the top of a file",
            Self::Team => "in a team",
            Self::Person => "in a person",
            Self::Channel => "in a channel",
            Self::Segment => "in a segment",
            Self::Persona => "in a persona",
            Self::Metric => "in a metric",
            Self::Lane => "in a lane",
            Self::Journey => "in a journey",
            Self::Stage => "in a stage",
            Self::Touchpoint => "in a touchpoint",
            Self::Barrier => "in a barrier",
            Self::Opportunity => "in an opportunity",
            Self::Solution => "in a solution",
            Self::Backstage => "in a backstage process",
        }
    }

    /// The word of the declarations that have this block; none for a file.
    pub fn declared_by(self) -> Option<Word> {
        KEYWORDS.iter().find(|keyword| keyword.block == Some(self)).map(|keyword| keyword.word)
    }

    /// How that word is written.
    pub fn keyword(self) -> &'static str {
        self.declared_by().map_or("file", |word| word.keyword().text)
    }
}

/// The name spaces that references are looked up in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Space {
    Team,
    Owner,
    Channel,
    Segment,
    Audience,
    Metric,
    Lane,
    Stage,
    Solution,
    /// No name space: free names, such as devices and tags.
    Free,
}

impl Space {
    /// "a team or a person".
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Team => "a team",
            Self::Owner => "a team or a person",
            Self::Channel => "a channel",
            Self::Segment => "a segment",
            Self::Audience => "a segment or a persona",
            Self::Metric => "a metric",
            Self::Lane => "a lane",
            Self::Stage => "a stage of this journey",
            Self::Solution => "a solution of this journey",
            Self::Free => "a name",
        }
    }

    /// As the reference writes a name of it: `CHANNEL`.
    fn notation(self) -> &'static str {
        match self {
            Self::Team => "TEAM",
            Self::Owner => "OWNER",
            Self::Channel => "CHANNEL",
            Self::Segment => "SEGMENT",
            Self::Audience => "AUDIENCE",
            Self::Metric => "METRIC",
            Self::Lane => "LANE",
            Self::Stage => "STAGE",
            Self::Solution => "SOLUTION",
            Self::Free => "NAME",
        }
    }
}

/// What one argument is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// The name that the statement declares.
    Name,
    /// The title of what it declares.
    Title,
    /// A text in quotes.
    Text,
    /// A text in quotes, or a text block, that may hold Markdown.
    Markdown,
    /// One text or more, with commas between.
    Texts,
    /// A name that was declared elsewhere.
    Reference(Space),
    /// One such name or more, with commas between.
    References(Space),
    /// Stages, each with a share if it likes.
    Starts,
    /// Where an arrow leads.
    Target,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A part of a whole: `20%`.
    Share,
    /// A whole number from -2 to +2.
    Score,
    /// A number that is not negative.
    Number,
    /// A number and a currency.
    Money,
    /// A share, a number, money or a duration: whatever a metric measures.
    Figure,
    /// A day.
    Date,
    /// A duration or a range of two.
    Duration,
    /// A link between `<` and `>`.
    Link,
    /// A BCP 47 tag, as a text.
    Language,
    /// The path of another file, as a text.
    Path,
}

impl Takes {
    /// "a share".
    pub fn phrase(self) -> String {
        let fixed = match self {
            Self::Name => "a name",
            Self::Title => "a title in quotes",
            Self::Text | Self::Markdown => "a text in quotes",
            Self::Texts => "texts in quotes",
            Self::Reference(space) => space.phrase(),
            Self::References(Space::Owner) => "teams or persons",
            Self::References(Space::Channel) => "channels",
            Self::References(Space::Audience) => "segments or personas",
            Self::References(Space::Solution) => "solutions of this journey",
            Self::References(_) => "names",
            Self::Starts => "stages of this journey",
            Self::Target => "a stage, `end`, `exit` or another journey",
            Self::Choice(words) => return one_of(words),
            Self::Share => "a share",
            Self::Score => "a whole number from `-2` to `+2`",
            Self::Number => "a number",
            Self::Money => "an amount of money",
            Self::Figure => "a value",
            Self::Date => "a date",
            Self::Duration => "a duration",
            Self::Link => "a link",
            Self::Language => "a language tag in quotes",
            Self::Path => "a path in quotes",
        };
        fixed.to_owned()
    }

    /// How it is written, as an imperative, where that does not go without saying: "write a share as `20%`".
    pub fn hint(self) -> Option<&'static str> {
        match self {
            Self::Name | Self::Title | Self::Text | Self::Markdown | Self::Choice(_) | Self::Score => None,
            Self::Reference(_) => None,
            Self::Texts => Some("put commas between the texts: `\"Price\", \"Delivery date\"`"),
            Self::References(_) => Some("put commas between the names, if there are several"),
            Self::Starts => {
                Some("write them as `awareness`, or with their shares: `awareness 80%, comparison 20%`")
            }
            Self::Target => {
                Some("write an arrow as `-> buying`, `-> end`, `-> exit` or `-> journey returns`")
            }
            Self::Share => Some("write a share as `20%`"),
            Self::Number => Some("write a number as `12_000` or `0.5`"),
            Self::Money => Some("write an amount of money as `85 EUR`"),
            Self::Figure => Some("write a value as `18%`, `1_200`, `85 EUR` or `3d`"),
            Self::Date => Some("write a date as `2026-10-01`"),
            Self::Duration => Some("write a duration as `2d`, or from the shortest to the longest: `1d..5d`"),
            Self::Link => Some("write a link as `<https://example.com>`"),
            Self::Language => Some("write the tag of the language, such as `\"fa\"` or `\"pt-BR\"`"),
            Self::Path => Some("write the path from this file, such as `\"shared/teams.journey\"`"),
        }
    }

    /// As the reference writes it: `SHARE`. Words that are written as they are stay small.
    pub fn notation(self) -> String {
        let fixed = match self {
            Self::Name => "NAME",
            Self::Title => "\"TITLE\"",
            Self::Text | Self::Markdown => "\"TEXT\"",
            Self::Texts => "\"TEXT\", …",
            Self::Reference(space) => space.notation(),
            Self::References(space) => return format!("{}, …", space.notation()),
            Self::Starts => "STAGE [SHARE], …",
            Self::Target => "STAGE | end | exit | journey NAME",
            Self::Choice(words) => return words.join(" | "),
            Self::Share => "SHARE",
            Self::Score => "-2 … +2",
            Self::Number => "NUMBER",
            Self::Money => "MONEY",
            Self::Figure => "VALUE",
            Self::Date => "DATE",
            Self::Duration => "DURATION",
            Self::Link => "<LINK>",
            Self::Language => "\"TAG\"",
            Self::Path => "\"PATH\"",
        };
        fixed.to_owned()
    }
}

/// "`a`, `b` or `c`".
pub(crate) fn one_of(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// One argument of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// What it is.
    pub takes: Takes,
    /// The word before it: `on`, `target`, `per`.
    pub lead: Option<&'static str>,
    /// Whether the statement must have it.
    pub needed: bool,
}

/// An argument that must be there.
pub(crate) const fn needed(takes: Takes) -> Slot {
    Slot { takes, lead: None, needed: true }
}

/// An argument that may be left out.
pub(crate) const fn optional(takes: Takes) -> Slot {
    Slot { takes, lead: None, needed: false }
}

/// An argument that must be there, behind a word of its own.
pub(crate) const fn needed_after(lead: &'static str, takes: Takes) -> Slot {
    Slot { takes, lead: Some(lead), needed: true }
}

/// An argument that may be left out together with the word before it.
pub(crate) const fn optional_after(lead: &'static str, takes: Takes) -> Slot {
    Slot { takes, lead: Some(lead), needed: false }
}

/// How often a statement may stand in one block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Times {
    Once,
    Many,
}

/// A row of the table.
#[derive(Debug)]
pub struct Keyword {
    /// Which word of the language.
    pub word: Word,
    /// How it is written.
    pub text: &'static str,
    /// Where it may stand.
    pub places: &'static [Place],
    /// What it takes, in order.
    pub slots: &'static [Slot],
    /// How often it may stand in one block.
    pub times: Times,
    /// The place that its block is, if it may have one. `only` has the place that it stands in.
    pub block: Option<Place>,
    /// What it means, in a line.
    pub docs: &'static str,
}

/// The rows by the first letter of how they are written, and sorted. Every statement looks here.
static BY_LETTER: LazyLock<Vec<Vec<&'static Keyword>>> = LazyLock::new(|| {
    let mut rows = vec![Vec::new(); 128];
    for row in KEYWORDS {
        rows[usize::from(row.text.as_bytes()[0])].push(row);
    }
    rows.iter_mut().for_each(|rows| rows.sort_by_key(|row: &&Keyword| row.text));
    rows
});

impl Keyword {
    /// The rows for a word as it is written; there are several where its meaning depends on the place.
    pub fn named(text: &str) -> &'static [&'static Keyword] {
        let letter = text.bytes().next().map(usize::from);
        let rows = letter.and_then(|letter| BY_LETTER.get(letter)).map(Vec::as_slice).unwrap_or_default();
        let start = rows.iter().position(|row| row.text == text).unwrap_or(rows.len());
        let length = rows[start..].iter().take_while(|row| row.text == text).count();
        &rows[start..start + length]
    }

    /// The row for a word that stands in `place`.
    pub fn find(text: &str, place: Place) -> Option<&'static Keyword> {
        Self::named(text).iter().copied().find(|row| row.places.contains(&place))
    }

    /// The words that may stand in `place`, in the order of the table.
    pub fn allowed_in(place: Place) -> impl Iterator<Item = &'static Keyword> {
        KEYWORDS.iter().filter(move |row| row.places.contains(&place))
    }

    /// Whether it declares something by a name.
    pub fn declares(&self) -> bool {
        self.slots.first().is_some_and(|slot| slot.takes == Takes::Name)
    }
}
