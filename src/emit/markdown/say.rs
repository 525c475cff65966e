//! How the small parts of a board read: owners, feelings, evidence, solutions. The same wherever they stand.

use crate::emit::markdown::escape::{self, Inline, text};
use crate::emit::markdown::page::Item;
use crate::emit::markdown::words;
use crate::value::{Date, Share};
use crate::view::Addressed;
use crate::view::board::{Deed, Feeling, Hurdle, Line, Named, Point, Proof, Remedy};
use crate::vocabulary::Status;

// The character in front of these is `escape::PART`: what follows is read in its own direction.

/// Between parts of one line.
pub(super) const DOT: &str = "\u{3} · ";

/// Between several of a kind, and between those that may hold commas themselves.
pub(super) const COMMA: &str = "\u{3}, ";
pub(super) const SEMICOLON: &str = "\u{3}; ";

/// Between a word and what it is about.
pub(super) const COLON: &str = ":\u{3} ";

/// Between lines of one cell.
pub(super) const BREAK: &str = "<br>";

/// A value with its word in front, both on one line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fact {
    pub(super) word: &'static str,
    pub(super) value: Inline,
}

impl Fact {
    pub(super) fn new(word: &'static str, value: Inline) -> Self {
        Self { word, value }
    }

    /// `**Owner:** Marketing`; nothing without a value.
    pub(super) fn line(self) -> Inline {
        if self.value.is_empty() {
            return Inline::default();
        }
        labelled(self.word.into(), self.value)
    }
}

/// A value with a word in front.
pub(super) fn labelled(word: Inline, value: Inline) -> Inline {
    word.then(":").strong().then("\u{3} ").then(value)
}

/// `facts` as items of a list, those without a value left out.
pub(super) fn items(facts: impl IntoIterator<Item = Fact>) -> Vec<Item> {
    facts.into_iter().map(Fact::line).filter(|line| !line.is_empty()).map(Item::from).collect()
}

/// A value, if there is one.
pub(super) fn value(value: Option<impl std::fmt::Display>) -> Inline {
    value.map(Inline::said).unwrap_or_default()
}

/// The titles of some.
pub(super) fn titles<'a>(named: impl IntoIterator<Item = &'a Named>) -> Inline {
    Inline::join(named.into_iter().map(|it| text(&it.title)), COMMA)
}

/// Who answers for something; the first is accountable.
pub(super) fn owners(owners: &[Named]) -> Inline {
    if owners.is_empty() { Inline::ours(words::NOBODY) } else { titles(owners) }
}

/// A title, and whom it is only for.
pub(super) fn title(title: &str, only: &[String]) -> Inline {
    with_only(text(title), only)
}

fn with_only(said: Inline, only: &[String]) -> Inline {
    if only.is_empty() {
        return said;
    }
    let audiences = Inline::join(only.iter().map(|audience| text(audience)), COMMA);
    said.then(" (").then(words::ONLY_FOR).then(audiences).then(")")
}

/// A text, and whom it is only for.
pub(super) fn line(line: &Line) -> Inline {
    title(&line.text, &line.only)
}

/// Texts below each other.
pub(super) fn lines(lines: &[Line]) -> Inline {
    Inline::join(lines.iter().map(line), BREAK)
}

/// What customers do, below each other; what they do without the company is marked.
pub(super) fn deeds(deeds: &[Deed]) -> Inline {
    let deed = |deed: &Deed| {
        let done = line(&deed.line);
        if deed.unassisted { done.then(" (").then(words::ON_THEIR_OWN).then(")") } else { done }
    };
    Inline::join(deeds.iter().map(deed), BREAK)
}

/// The face of a score from -2 to +2.
pub(super) fn face(score: i8) -> &'static str {
    match score {
        i8::MIN..=-2 => "😣",
        -1 => "🙁",
        0 => "😐",
        1 => "🙂",
        2..=i8::MAX => "😀",
    }
}

/// `🙂 +1`.
pub(super) fn mood(score: i8) -> Inline {
    let figure = match score {
        i8::MIN..=-2 => "−2",
        -1 => "−1",
        0 => "0",
        1 => "+1",
        2..=i8::MAX => "+2",
    };
    Inline::ours(face(score)).then("\u{A0}").then(Inline::ours(figure).value())
}

/// `🙂 +1 · Curious`.
pub(super) fn feeling(feeling: Option<&Feeling>) -> Inline {
    let Some(feeling) = feeling else { return Inline::default() };
    Inline::join([mood(feeling.score), feeling.text.as_deref().map(text).unwrap_or_default()], DOT)
}

/// A score as a point on a line, low at its start: below each other they draw a curve.
pub(super) fn curve(score: i8) -> Inline {
    Inline::ours(match score {
        i8::MIN..=-2 => "`●┈┈┈┈`",
        -1 => "`┈●┈┈┈`",
        0 => "`┈┈●┈┈`",
        1 => "`┈┈┈●┈`",
        2..=i8::MAX => "`┈┈┈┈●`",
    })
}

/// The part of a stage's visits that is lost, if any is.
pub(super) fn loss(share: Option<Share>) -> Inline {
    value(share.filter(|share| *share > Share::NONE))
}

/// Links to read on.
pub(super) fn links(links: &[String]) -> Inline {
    Inline::join(links.iter().map(|link| escape::link(link)), COMMA)
}

/// Names to find something by.
pub(super) fn tags(tags: &[String]) -> Inline {
    Inline::join(tags.iter().map(|tag| text(tag).code()), " ")
}

/// `complaint: 31 complaints (example.com/reviews, 2026-09-30)`.
pub(super) fn proof(proof: &Proof) -> Inline {
    let link = proof.link.as_deref().map(escape::link).unwrap_or_default();
    let source = Inline::join([link, value(proof.on)], COMMA);
    let kind = proof.kind.map(|kind| Inline::ours(kind.word()).then(COLON)).unwrap_or_default();
    let said = kind.then(line(&proof.line));
    if source.is_empty() { said } else { said.then(" (").then(source).then(")") }
}

/// All evidence for something, below each other.
pub(super) fn proofs(proofs: &[Proof]) -> Inline {
    Inline::join(proofs.iter().map(proof), BREAK)
}

/// What a touchpoint is: those of its values that it has one of.
pub(super) fn point(point: &Point) -> [Fact; 8] {
    let own_owners = if point.own_owners { titles(&point.owners) } else { Inline::default() };
    let channels = Inline::join(point.channels.iter().map(|channel| text(&channel.title)), COMMA);
    let devices = Inline::join(point.devices.iter().map(|device| text(&device.replace('_', " "))), COMMA);
    [
        Fact::new(words::CHANNEL, channels),
        Fact::new(words::DEVICE, devices),
        Fact::new(words::CRITICALITY, level(point.criticality.map(|level| level.word()))),
        Fact::new(words::FEELING, feeling(point.emotion.as_ref())),
        Fact::new(words::TAKES, value(point.duration)),
        Fact::new(words::LOST_HERE, loss(point.drop)),
        Fact::new(words::OWNER, own_owners),
        Fact::new(words::TAGS, tags(&point.tags)),
    ]
}

/// A word of the language that is chosen of a few, if one was.
pub(super) fn level(word: Option<&'static str>) -> Inline {
    word.map(Inline::ours).unwrap_or_default()
}

/// 🔴 for a barrier that nothing addresses.
pub(super) fn light(addressed: Addressed) -> &'static str {
    match addressed {
        Addressed::Open => "🔴",
        Addressed::Solved => "🟢",
        Addressed::Accepted => "⚪",
    }
}

/// What a barrier is: those of its values that it has one of.
pub(super) fn hurdle(hurdle: &Hurdle) -> [Fact; 3] {
    [
        Fact::new(words::SEVERITY, level(hurdle.severity.map(|level| level.word()))),
        Fact::new(words::LOSES, loss(hurdle.drop)),
        Fact::new(words::ACCEPTED, hurdle.accepted.as_deref().map(text).unwrap_or_default()),
    ]
}

/// `testing · due 2026-12-15`.
pub(super) fn progress(remedy: &Remedy, today: Date) -> Inline {
    let due = remedy.due.filter(|_| remedy.status != Some(Status::Live));
    let due = due.map(|due| Inline::ours(words::IS_DUE).then(Inline::said(due))).unwrap_or_default();
    let overdue = if remedy.is_overdue(today) { words::OVERDUE } else { "" };
    Inline::join([level(remedy.status.map(|status| status.word())), due, Inline::ours(overdue)], DOT)
}
