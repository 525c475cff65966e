//! What journeys share: teams and people with what they answer for, channels, metrics, lanes.

use std::collections::BTreeMap;
use std::fmt;

use crate::emit::Project;
use crate::emit::markdown::escape::{self, Inline, text};
use crate::emit::markdown::links::Links;
use crate::emit::markdown::page::{Item, Page};
use crate::emit::markdown::say::{self, DOT, Fact};
use crate::emit::markdown::words;
use crate::model::{Declaration, Extra, Owner};
use crate::value::SharedText;

/// Teams and people, with the journeys and stages that they are accountable for.
pub(super) fn owners(page: &mut Page<'_>, project: &Project<'_>, links: &Links<'_>) -> fmt::Result {
    let model = project.model;
    let mut answers: BTreeMap<Owner, Vec<Inline>> = BTreeMap::new();
    for subject in &project.subjects {
        let mut stages: BTreeMap<Owner, Vec<Inline>> = BTreeMap::new();
        let journey = subject.view.journey();
        let whole = subject.view.value(&journey.owners).and_then(|owners| owners.first()?.found());
        if let Some(owner) = whole {
            stages.entry(owner).or_default().push(words::WHOLE_JOURNEY.into());
        }
        for (_, stage) in subject.view.stages() {
            let owner = subject.view.stage_owners(stage).first().and_then(|owner| owner.found());
            if let Some(owner) = owner {
                stages.entry(owner).or_default().push(text(stage.title()));
            }
        }
        for (owner, stages) in stages {
            let stages = links.to(subject).then(say::COLON).then(Inline::join(stages, say::COMMA));
            answers.entry(owner).or_default().push(stages);
        }
    }
    let answers = |owner: Owner| {
        let answers = answers.get(&owner).cloned().unwrap_or_default();
        let answers = answers.into_iter().map(|stages| Fact::new(words::ANSWERS_FOR, stages));
        say::items(answers)
    };
    let teams = model.teams().map(|(id, team)| {
        let lead = team.lead.as_ref().map(|lead| Inline::ours(words::LEAD).then(text(&lead.value)));
        let contact = team.contact.as_ref().map(|contact| text(&contact.value));
        item(team, [lead, contact], &team.extra, answers(Owner::Team(id)))
    });
    let persons = model.persons().map(|(id, person)| {
        let team = person.team.as_ref().and_then(|said| said.value.found());
        let team = team.map(|team| Inline::ours(words::MEMBER_OF).then(text(model.team(team).title())));
        let role = person.role.as_ref().map(|role| text(&role.value));
        let contact = person.contact.as_ref().map(|contact| text(&contact.value));
        item(person, [role, team, contact], &person.extra, answers(Owner::Person(id)))
    });
    list(page, words::OWNERS, teams.chain(persons).collect())
}

/// Channels, with their kinds.
pub(super) fn channels(page: &mut Page<'_>, project: &Project<'_>) -> fmt::Result {
    let channels = project.model.channels().map(|(_, channel)| {
        let kind = channel.kind.as_ref().map(|kind| Inline::ours(kind.value.word()));
        item(channel, [kind], &channel.extra, Vec::new())
    });
    list(page, words::CHANNELS, channels.collect())
}

/// Metrics, with where their figures come from.
pub(super) fn metrics(page: &mut Page<'_>, project: &Project<'_>) -> fmt::Result {
    let metrics = project.model.metrics().map(|(_, metric)| {
        let unit = metric.unit.as_ref().map(|unit| Inline::ours(unit.value.word()));
        let better = metric.better.as_ref();
        let better = better.map(|better| Inline::ours(better.value.word()).then(words::BETTER));
        let origin = metric.origin.as_ref().map(|origin| text(&origin.value));
        item(metric, [unit, better, origin], &metric.extra, Vec::new())
    });
    list(page, words::METRICS, metrics.collect())
}

/// Lanes, the rows of one's own.
pub(super) fn lanes(page: &mut Page<'_>, project: &Project<'_>) -> fmt::Result {
    let lanes = project.model.lanes().map(|(_, lane)| item(lane, [], &lane.extra, Vec::new()));
    list(page, words::LANES, lanes.collect())
}

fn item<const N: usize>(
    it: &impl Declaration,
    facts: [Option<Inline>; N],
    extra: &Extra,
    mut items: Vec<Item>,
) -> Item {
    let facts = [text(it.title()).strong()].into_iter().chain(facts.into_iter().flatten());
    let links = Inline::join(extra.links.iter().map(|link| escape::link(link.value.as_str())), say::COMMA);
    items.extend(say::items([Fact::new(words::LINKS, links)]));
    Item { text: Inline::join(facts, DOT), items, note: extra.note.get().map(SharedText::new) }
}

fn list(page: &mut Page<'_>, heading: &'static str, items: Vec<Item>) -> fmt::Result {
    if items.is_empty() {
        return Ok(());
    }
    page.heading(2, heading.into())?;
    page.list(&items)
}
