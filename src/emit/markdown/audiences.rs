//! Whose journeys they are: segments with what they choose by, personas with their empathy maps, and a mark where
//! nobody has drawn a journey for them.

use std::collections::BTreeSet;
use std::fmt;

use crate::emit::Project;
use crate::emit::markdown::escape::{self, Inline, text};
use crate::emit::markdown::links::Links;
use crate::emit::markdown::page::{Item, Page, Table};
use crate::emit::markdown::say::{self, BREAK, DOT, Fact};
use crate::emit::markdown::words;
use crate::model::{Audience, Declaration, Evidence, Extra, Persona, Said, Text};
use crate::view::board::Proof;

/// All segments: a table of them, and each with what was said of it.
pub(super) fn segments(page: &mut Page<'_>, project: &Project<'_>, links: &Links<'_>) -> fmt::Result {
    let model = project.model;
    let journeys = project.by_audience();
    let linked = |number: usize| links.to(&project.subjects[number]);
    let mut table =
        Table::with_head([words::SEGMENT, words::SIZE, words::DECISION, words::PERSONAS, words::JOURNEYS]);
    for (id, segment) in model.segments() {
        let mut theirs = journeys.get(&Audience::Segment(id)).cloned().unwrap_or_default();
        let mut personas = Vec::new();
        for (persona_id, persona) in model.personas() {
            if persona.segment.as_ref().and_then(|said| said.value.found()) == Some(id) {
                personas.push(text(persona.title()));
                theirs.extend(journeys.get(&Audience::Persona(persona_id)).into_iter().flatten());
            }
        }
        let mut seen = BTreeSet::new();
        theirs.retain(|journey| seen.insert(*journey));
        let theirs = Inline::join(theirs.into_iter().map(linked), BREAK);
        table.row([
            text(segment.title()).strong(),
            say::value(segment.size.as_ref().map(|size| size.value)),
            say::level(segment.decision.as_ref().map(|decision| decision.value.word())),
            Inline::join(personas, BREAK),
            if theirs.is_empty() { words::NO_JOURNEY.into() } else { theirs },
        ]);
    }
    if table.is_empty() {
        return Ok(());
    }
    page.heading(2, words::SEGMENTS.into())?;
    page.table(&table)?;
    for (_, segment) in model.segments() {
        let criteria = Inline::join(segment.criteria.iter().map(|it| text(&it.value)), say::COMMA);
        let mut items = say::items([
            Fact::new(words::BEHAVIOR, texts(&segment.behaviors)),
            Fact::new(words::CRITERIA, criteria),
            Fact::new(words::WANT, texts(&segment.goals)),
            Fact::new(words::WHY, texts(&segment.motivations)),
            Fact::new(words::NEED, texts(&segment.needs)),
        ]);
        items.extend(background(&segment.evidence, &segment.extra));
        about(page, segment.title(), &items, &segment.extra)?;
    }
    Ok(())
}

/// All personas, each with the empathy map.
pub(super) fn personas(page: &mut Page<'_>, project: &Project<'_>, links: &Links<'_>) -> fmt::Result {
    let model = project.model;
    let journeys = project.by_audience();
    let linked = |number: usize| links.to(&project.subjects[number]);
    if model.personas().next().is_some() {
        page.heading(2, words::PERSONAS.into())?;
    }
    for (id, persona) in model.personas() {
        page.heading(3, text(persona.title()))?;
        let segment = persona.segment.as_ref().and_then(|said| said.value.found());
        let segment = segment.map(|segment| text(model.segment(segment).title())).unwrap_or_default();
        let theirs = journeys.get(&Audience::Persona(id)).into_iter().flatten().map(|it| linked(*it));
        let role = persona.role.as_ref().map(|role| text(&role.value)).unwrap_or_default();
        let facts = [
            Fact::new(words::SEGMENT, segment).line(),
            Fact::new(words::JOURNEYS, Inline::join(theirs, say::COMMA)).line(),
        ];
        page.paragraph(Inline::join([role].into_iter().chain(facts), DOT))?;
        let quotes =
            persona.quotes.iter().map(|quote| Item::from(Inline::ours("💬 ").then(text(&quote.value))));
        page.list(&quotes.collect::<Vec<_>>())?;
        empathy_map(page, persona)?;
        let mut items = say::items([
            Fact::new(words::GOAL, texts(&persona.goals)),
            Fact::new(words::WHY, texts(&persona.motivations)),
            Fact::new(words::NEEDS, texts(&persona.needs)),
        ]);
        items.extend(background(&persona.evidence, &persona.extra));
        page.list(&items)?;
        page.note(persona.extra.note.get().map(|note| &**note))?;
    }
    Ok(())
}

fn empathy_map(page: &mut Page<'_>, persona: &Persona) -> fmt::Result {
    let quarters =
        [&persona.says, &persona.thinks, &persona.does, &persona.feels, &persona.pains, &persona.gains];
    let mut map = Table::with_head(words::EMPATHY_MAP);
    if quarters.iter().any(|quarter| !quarter.is_empty()) {
        map.row(quarters.map(|quarter| texts(quarter)));
    }
    page.table(&map)
}

/// A segment or whatever else has nothing but a title, facts and a note; nothing if it has the title alone.
fn about(page: &mut Page<'_>, title: &str, items: &[Item], extra: &Extra) -> fmt::Result {
    if items.is_empty() && extra.note.get().is_none() {
        return Ok(());
    }
    page.heading(3, text(title))?;
    page.list(items)?;
    page.note(extra.note.get().map(|note| &**note))
}

fn texts(texts: &[Text]) -> Inline {
    Inline::join(texts.iter().map(|said| text(&said.value)), BREAK)
}

fn background(evidence: &[Said<Evidence>], extra: &Extra) -> Vec<Item> {
    let proofs = evidence.iter().map(|said| Proof::for_all(&said.value));
    let proofs = Inline::join(proofs.map(|proof| say::proof(&proof)), BREAK);
    let links = Inline::join(extra.links.iter().map(|link| escape::link(link.value.as_str())), say::COMMA);
    say::items([Fact::new(words::EVIDENCE, proofs), Fact::new(words::LINKS, links)])
}
