//! Barriers, opportunities and what is done about them, as items of a list: in the stage where they stand, with all that
//! was said of them.

use crate::emit::markdown::escape::{Inline, text};
use crate::emit::markdown::page::Item;
use crate::emit::markdown::say::{self, DOT, Fact};
use crate::emit::markdown::words;
use crate::value::Date;
use crate::view::board::{Chance, Hurdle, Process, Proof, Remedy};

/// A barrier, with its solutions.
pub(super) fn barrier(hurdle: &Hurdle, today: Date) -> Item {
    let title = say::title(&hurdle.title, &hurdle.only).strong();
    let loss = say::loss(hurdle.drop);
    let loss = if loss.is_empty() { loss } else { Inline::ours(words::IT_LOSES).then(loss) };
    let severity = say::level(hurdle.severity.map(|severity| severity.word()));
    let facts = Inline::join([severity, loss, say::owners(&hurdle.owners)], DOT);
    let accepted = Fact::new(words::ACCEPTED, hurdle.accepted.as_deref().map(text).unwrap_or_default());
    let mut items = say::items([accepted]);
    items.extend(hurdle.solutions.iter().map(|remedy| solution(remedy, today)));
    items.extend(background(&hurdle.evidence, &hurdle.links));
    let light = Inline::ours(say::light(hurdle.addressed));
    Item { text: light.then(" ").then(Inline::join([title, facts], DOT)), items, note: hurdle.note.clone() }
}

/// An opportunity, with its solutions.
pub(super) fn opportunity(chance: &Chance, today: Date) -> Item {
    let title = say::title(&chance.title, &chance.only).strong();
    let impact = chance.impact.map(|impact| Inline::ours(impact.word()).then(words::IMPACT));
    let facts = Inline::join([title, impact.unwrap_or_default(), say::owners(&chance.owners)], DOT);
    let mut items: Vec<Item> = chance.solutions.iter().map(|remedy| solution(remedy, today)).collect();
    items.extend(background(&chance.evidence, &chance.links));
    Item { text: Inline::ours("💡 ").then(facts), items, note: chance.note.clone() }
}

/// A solution. One that stands elsewhere is only named.
fn solution(remedy: &Remedy, today: Date) -> Item {
    let title = say::title(&remedy.title, &remedy.only);
    let progress = say::progress(remedy, today);
    if !remedy.is_own {
        return Inline::ours("🔧 ").then(Inline::join([title, progress], DOT)).into();
    }
    let cost = remedy.cost.map(|cost| Inline::ours(words::IT_COSTS).then(Inline::said(cost)));
    let lift = remedy.lift.map(|lift| Inline::ours(words::IT_WINS).then(Inline::said(lift)));
    let facts = [title, progress, say::owners(&remedy.owners)];
    let facts = facts.into_iter().chain(cost).chain(lift);
    Item {
        text: Inline::ours("🔧 ").then(Inline::join(facts, DOT)),
        items: background(&remedy.evidence, &remedy.links),
        note: remedy.note.clone(),
    }
}

/// What the company does where the customer does not see it.
pub(super) fn process(process: &Process) -> Item {
    let title = say::title(&process.title, &process.only).strong();
    let systems = Inline::join(process.systems.iter().map(say::line), say::COMMA);
    let systems = if systems.is_empty() { systems } else { Inline::ours(words::SYSTEMS).then(systems) };
    let facts =
        Inline::join([title, say::owners(&process.owners), systems, say::value(process.duration)], DOT);
    let items = background(&[], &process.links);
    Item { text: Inline::ours("⚙️ ").then(facts), items, note: process.note.clone() }
}

fn background(evidence: &[Proof], links: &[String]) -> Vec<Item> {
    let evidence = evidence.iter().map(|proof| Fact::new(words::EVIDENCE, say::proof(proof)));
    say::items(evidence.chain([Fact::new(words::LINKS, say::links(links))]))
}
