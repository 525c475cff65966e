//! Changes for programs: one JSON object with every change, and the figures before and after.
//!
//! What programs rely on is written down in the types of this file alone, of which its JSON Schema is made too, so that
//! the inside can change.

use std::io;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Serialize;

use crate::diff::{self, Both, Fact, JourneyChanges, What};
use crate::emit::changes::sum::{Sum, headline, turned};
use crate::emit::changes::{ChangeForm, Comparison};
use crate::model::Declared;
use crate::report::{Look, Places, write_json};
use crate::text::{Position, Span};
use crate::vocabulary::{Figure, Word};

pub(super) const FORM: ChangeForm = ChangeForm {
    name: "json",
    docs: "for programs: one JSON object with every change and the figures",
    write,
};

fn write(cx: &Comparison<'_>, _: &Look, out: &mut dyn io::Write) -> io::Result<()> {
    write_json(&Document::new(cx), out)
}

/// The JSON Schema (draft 2020-12) that every document of this form fits.
pub fn schema() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    settings.into_generator().into_root_schema_for::<Document<'static>>()
}

/// All that means something else in a new state of a project than in an old one: what `journey diff --format json` writes.
///
/// A later version of the program may add fields under the same `version`, and words to lists of words; it takes none away
/// and changes the meaning of none.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Changes")]
struct Document<'a> {
    /// The version of this form.
    #[schemars(extend("const" = 1))]
    version: u32,
    /// The state before, as it was asked for: a path or a revision.
    old: &'a str,
    /// The state after.
    new: &'a str,
    /// How many changes there are.
    summary: Summary,
    /// Every change: first those beside the journeys, then journey by journey and stage by stage.
    changes: Vec<Change<'a>>,
    /// What the changes of a journey mean for its customers, where they mean something.
    journeys: Vec<Journey<'a>>,
}

/// How many changes there are.
#[derive(Serialize, JsonSchema)]
struct Summary {
    /// What came.
    added: usize,
    /// What went.
    removed: usize,
    /// What is there still, and another.
    changed: usize,
    /// What they mean for customers, for people to read; empty where nothing has changed.
    headline: Vec<String>,
}

/// One change.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Change<'a> {
    /// What has changed: `added`, `removed`, `renamed`, `retitled`, `moved` and `reordered` are of a declaration, `said`,
    /// `unsaid` and `changed` of a statement in its block.
    change: Kind,
    /// The declaration.
    of: Thing<'a>,
    /// The journey that it stands in, by its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    journey: Option<&'a str>,
    /// The stage that it stands in, by its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<&'a str>,
    /// The keyword of the statement.
    #[serde(skip_serializing_if = "Option::is_none")]
    statement: Option<&'static str>,
    /// The audiences for whom alone it has changed; empty for everyone.
    only_for: Vec<Thing<'a>>,
    /// As it was; not there for what is new.
    #[serde(skip_serializing_if = "Option::is_none")]
    old: Option<State<'a>>,
    /// As it is; not there for what is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<State<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
enum Kind {
    Added,
    Removed,
    Renamed,
    Retitled,
    Moved,
    Reordered,
    Said,
    Unsaid,
    Changed,
}

/// One of the states of what has changed.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct State<'a> {
    /// The path of its file, from the folder that the program was called from or from the root of the revision.
    path: &'a str,
    /// The line, from 1.
    line: u32,
    /// The column, from 1, in Unicode scalar values.
    column: u32,
    /// The arguments of the statement, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    arguments: Vec<Argument<'a>>,
    /// The declaration that it stands in, where it has moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    within: Option<Thing<'a>>,
    /// The declaration in front of it, where it stands in another order; not there for the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    behind: Option<Thing<'a>>,
}

/// An argument of a statement. Of a list there is one for each item.
#[derive(Serialize, JsonSchema)]
struct Argument<'a> {
    /// The word that stands before it, such as `target` or `when`.
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<&'static str>,
    /// What it says.
    value: Value<'a>,
}

/// What an argument says.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
enum Value<'a> {
    /// A declaration.
    Thing(Thing<'a>),
    /// A name that is declared nowhere, and was reported.
    Unknown(bool),
    /// A free name.
    Name(&'a str),
    /// A word of the language.
    Word(&'a str),
    /// A text.
    Text(&'a str),
    /// A score from -2 to +2.
    Score(i8),
    /// A part of a whole, which is 1.
    Share(f64),
    /// A number.
    Number(f64),
    /// An amount and the code of its currency.
    Money {
        /// How much.
        amount: f64,
        /// The code of ISO 4217.
        currency: &'static str,
    },
    /// A duration, as the language writes it.
    Duration(String),
    /// A day, as `2026-10-01`.
    Date(String),
    /// An address.
    Link(&'a str),
    /// A BCP 47 tag.
    Language(&'a str),
}

/// A declaration.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Thing<'a> {
    /// The word that declares it.
    kind: &'static str,
    /// What it is called in the source, in the new state where it is there.
    name: &'a str,
    /// What it is called for people.
    title: &'a str,
    /// What it was called, where that is another name.
    #[serde(skip_serializing_if = "Option::is_none")]
    old_name: Option<&'a str>,
}

/// What the changes of a journey mean for its customers.
#[derive(Serialize, JsonSchema)]
struct Journey<'a> {
    /// The journey.
    journey: Thing<'a>,
    /// Its figures in which something has changed: for nobody in particular, and for those audiences who have some of their
    /// own.
    figures: Vec<Figures<'a>>,
    /// The barriers that are dealt with in another way.
    barriers: Vec<Turn<'a>>,
}

/// Figures of a journey, of one customer who starts it.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Figures<'a> {
    /// Whose they are; empty for nobody in particular.
    audiences: Vec<Thing<'a>>,
    /// How many complete the journey.
    completes: Shift,
    /// How many leave.
    lost: Shift,
    /// What those who complete are worth.
    #[serde(skip_serializing_if = "Option::is_none")]
    earned: Option<Earned>,
    /// The stages in which something has changed.
    stages: Vec<StageFigures<'a>>,
}

/// A figure before and after; not there where it is not known.
#[derive(Serialize, JsonSchema)]
struct Shift {
    /// Before.
    #[serde(skip_serializing_if = "Option::is_none")]
    old: Option<f64>,
    /// After.
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<f64>,
}

/// What those who complete a journey are worth.
#[derive(Serialize, JsonSchema)]
struct Earned {
    /// The code of the currency.
    currency: &'static str,
    /// In which time; not there for one customer who starts.
    #[serde(skip_serializing_if = "Option::is_none")]
    per: Option<&'static str>,
    /// How much.
    amount: Shift,
}

/// Figures of a stage, of one customer who starts the journey.
#[derive(Serialize, JsonSchema)]
struct StageFigures<'a> {
    /// The stage.
    stage: Thing<'a>,
    /// How many ever come to it.
    reach: Shift,
    /// How many leave from it.
    lost: Shift,
}

/// A barrier that is dealt with in another way.
#[derive(Serialize, JsonSchema)]
struct Turn<'a> {
    /// The barrier.
    barrier: Thing<'a>,
    /// What became of it: `newly open`, `open again`, `addressed`, `accepted`.
    now: &'static str,
    /// How much it stands in the way.
    #[serde(skip_serializing_if = "Option::is_none")]
    severity: Option<&'static str>,
}

impl<'a> Document<'a> {
    fn new(cx: &Comparison<'a>) -> Self {
        let Sum { added, removed, changed } = Sum::of(cx.changes);
        let headline = if cx.changes.is_empty() { Vec::new() } else { headline(cx.changes) };
        let means_something = |it: &&JourneyChanges| !it.figures.is_empty() || !it.turns.is_empty();
        let journeys = cx.changes.journeys.iter().filter(means_something);
        let places = [Places::new(cx.old.sources), Places::new(cx.new.sources)];
        Self {
            version: 1,
            old: cx.old.name,
            new: cx.new.name,
            summary: Summary { added, removed, changed, headline },
            changes: cx.changes.iter().map(|change| Change::new(change, cx, &places)).collect(),
            journeys: journeys.map(|it| Journey::new(it, cx)).collect(),
        }
    }
}

impl<'a> Change<'a> {
    fn new(change: &'a diff::Change, cx: &Comparison<'a>, [before, after]: &[Places<'a>; 2]) -> Self {
        let place = |places: &Places<'a>, span: Span| {
            let place = places.place(span);
            let (path, Position { line, column }) = (place.source.path.as_str(), places.start(place));
            State { path, line, column, arguments: Vec::new(), within: None, behind: None }
        };
        let mut old = change.old.map(|span| place(before, span));
        let mut new = change.new.map(|span| place(after, span));
        let thing = |both: Both| Thing::new(both, cx);
        let kind = match &change.what {
            What::Added => Kind::Added,
            What::Removed => Kind::Removed,
            What::Renamed => Kind::Renamed,
            What::Retitled => {
                let title = |it: Option<&'a Declared>| {
                    it.map(|it| Argument { after: None, value: Value::Text(&it.title) }).into_iter().collect()
                };
                old.iter_mut().for_each(|it| it.arguments = title(cx.was_declared(change.of)));
                new.iter_mut().for_each(|it| it.arguments = title(cx.declared(change.of)));
                Kind::Retitled
            }
            What::Moved { from, to } => {
                old.iter_mut().for_each(|it| it.within = Some(thing(*from)));
                new.iter_mut().for_each(|it| it.within = Some(thing(*to)));
                Kind::Moved
            }
            What::Reordered { behind } => {
                new.iter_mut().for_each(|it| it.behind = behind.map(thing));
                Kind::Reordered
            }
            What::Said(fact) => {
                new.iter_mut().for_each(|it| it.arguments = arguments(fact, cx));
                Kind::Said
            }
            What::Unsaid(fact) => {
                old.iter_mut().for_each(|it| it.arguments = arguments(fact, cx));
                Kind::Unsaid
            }
            What::Changed { old: was, new: is } => {
                old.iter_mut().for_each(|it| it.arguments = arguments(was, cx));
                new.iter_mut().for_each(|it| it.arguments = arguments(is, cx));
                Kind::Changed
            }
        };
        Self {
            change: kind,
            of: thing(change.of),
            journey: cx.around(change.of, Word::Journey).map(|it| it.name.as_str()),
            stage: cx.around(change.of, Word::Stage).map(|it| it.name.as_str()),
            statement: change.what.word().map(|word| word.keyword().text),
            only_for: change.only.iter().map(|it| thing(*it)).collect(),
            old,
            new,
        }
    }
}

impl<'a> Thing<'a> {
    fn new(both: Both, cx: &Comparison<'a>) -> Self {
        let name = |it: Option<&'a Declared>| it.map_or("", |it| it.name.as_str());
        let (old, new) = (name(cx.was_declared(both)), name(cx.declared(both)));
        let kind = both.word().map_or("", |word| word.keyword().text);
        let title = cx.declared(both).map_or("", |it| &*it.title);
        Self { kind, name: new, title, old_name: (old != new).then_some(old) }
    }
}

fn arguments<'a>(fact: &'a Fact, cx: &Comparison<'a>) -> Vec<Argument<'a>> {
    let argument = |(slot, value): &'a (u8, diff::Value)| Argument {
        after: fact.word.keyword().slots.get(usize::from(*slot)).and_then(|slot| slot.lead),
        value: Value::new(value, cx),
    };
    fact.arguments.iter().map(argument).collect()
}

impl<'a> Value<'a> {
    fn new(value: &'a diff::Value, cx: &Comparison<'a>) -> Self {
        match value {
            diff::Value::Thing(Both::UNKNOWN) => Self::Unknown(true),
            diff::Value::Thing(both) => Self::Thing(Thing::new(*both, cx)),
            diff::Value::Name(name) => Self::Name(name.as_str()),
            diff::Value::Word(word) => Self::Word(word),
            diff::Value::Text(text) => Self::Text(text),
            diff::Value::Score(score) => Self::Score(*score),
            diff::Value::Figure(Figure::Share(share)) => Self::Share(share.fraction()),
            diff::Value::Figure(Figure::Number(number)) => Self::Number(number.0),
            diff::Value::Figure(Figure::Money(money)) => {
                Self::Money { amount: money.amount.0, currency: money.currency.as_str() }
            }
            diff::Value::Figure(Figure::Duration(duration)) => Self::Duration(duration.written()),
            diff::Value::Date(date) => Self::Date(date.to_string()),
            diff::Value::Link(link) => Self::Link(link.as_str()),
            diff::Value::Language(language) => Self::Language(language.as_str()),
        }
    }
}

impl<'a> Journey<'a> {
    fn new(changes: &'a JourneyChanges, cx: &Comparison<'a>) -> Self {
        let turn = |turn: &diff::Turn| Turn {
            barrier: Thing::new(turn.barrier, cx),
            now: turned(turn),
            severity: turn.severity.map(|it| it.word()),
        };
        Self {
            journey: Thing::new(changes.journey, cx),
            figures: changes.figures.iter().map(|it| Figures::new(it, cx)).collect(),
            barriers: changes.turns.iter().map(turn).collect(),
        }
    }
}

impl<'a> Figures<'a> {
    fn new(figures: &diff::Figures, cx: &Comparison<'a>) -> Self {
        let earned = |it: diff::Earned| Earned {
            currency: it.currency.as_str(),
            per: it.per.map(|per| per.word()),
            amount: Shift { old: it.amount.old.map(cents), new: it.amount.new.map(cents) },
        };
        let stage = |it: &diff::StageFigures| StageFigures {
            stage: Thing::new(it.stage, cx),
            reach: it.reach.into(),
            lost: it.lost.into(),
        };
        Self {
            audiences: figures.audiences.iter().map(|it| Thing::new(*it, cx)).collect(),
            completes: figures.completes.into(),
            lost: figures.lost.into(),
            earned: figures.earned.map(earned),
            stages: figures.stages.iter().map(stage).collect(),
        }
    }
}

/// An amount without what is left of rounding.
fn cents(amount: f64) -> f64 {
    (amount * 100.0).round() / 100.0
}

impl From<diff::Shift> for Shift {
    fn from(shift: diff::Shift) -> Self {
        let diff::Shift { old, new } = shift;
        Self { old, new }
    }
}
