//! Whom the journeys are for: each persona with the empathy map, on the page of all journeys.

use crate::emit::Project;
use crate::emit::html::escape::Text;
use crate::emit::html::links;
use crate::emit::html::{detail, words};
use crate::emit::links::Links;
use crate::model::{self, Audience, Declaration, Persona};
use crate::view::board::Proof;

/// Writes all personas; nothing where there is none.
pub(super) fn write(project: &Project<'_>, all: &Links<'_>, out: &mut String) {
    let model = project.model;
    if model.personas().next().is_none() {
        return;
    }
    *out += &format!(
        "<section class=\"more\" id=\"~people\"><h2>{}</h2><ul class=\"people\">\n",
        words::PERSONAS
    );
    let journeys = project.by_audience();
    for (id, persona) in model.personas() {
        let segment = persona.segment.as_ref().and_then(|said| said.value.found());
        let segment = segment.map(|it| format!("<bdi>{}</bdi>", Text(model.segment(it).title())));
        let theirs = journeys.get(&Audience::Persona(id)).into_iter().flatten().map(|number| {
            let subject = &project.subjects[*number];
            let title = Text(&subject.board.title);
            format!("<p><a href=\"{}\"><bdi>{title}</bdi></a></p>", links::to(all, subject))
        });
        *out += &format!("<li><h3 dir=\"auto\">{}</h3>", Text(persona.title()));
        if let Some(role) = &persona.role {
            *out += &format!("<p class=\"quiet\" dir=\"auto\">{}</p>", Text(&role.value));
        }
        for quote in &persona.quotes {
            *out += &format!("<p dir=\"auto\"><q>{}</q></p>", Text(&quote.value));
        }
        empathy_map(persona, out);
        *out += "<dl class=\"facts\">";
        fact(words::SEGMENT, &segment.unwrap_or_default(), out);
        fact(words::JOURNEYS, &theirs.collect::<String>(), out);
        fact(words::GOAL, &texts(&persona.goals), out);
        fact(words::MOTIVATION, &texts(&persona.motivations), out);
        fact(words::NEED, &texts(&persona.needs), out);
        let proofs = persona.evidence.iter().map(|said| detail::proof(&Proof::for_all(&said.value)));
        fact(words::EVIDENCE, &proofs.collect::<String>(), out);
        *out += "</dl>";
        if let Some(note) = persona.extra.note.get() {
            *out += &detail::note(note);
        }
        *out += "</li>\n";
    }
    *out += "</ul></section>\n";
}

/// What a persona says, thinks, does and feels, what hurts and what would help.
fn empathy_map(persona: &Persona, out: &mut String) {
    let quarters =
        [&persona.says, &persona.thinks, &persona.does, &persona.feels, &persona.pains, &persona.gains];
    if quarters.iter().all(|quarter| quarter.is_empty()) {
        return;
    }
    *out += "<dl class=\"empathy\">";
    for (word, quarter) in words::EMPATHY_MAP.into_iter().zip(quarters) {
        fact(word, &texts(quarter), out);
    }
    *out += "</dl>";
}

fn texts(texts: &[model::Text]) -> String {
    texts.iter().map(|said| format!("<p dir=\"auto\">{}</p>", Text(&said.value))).collect()
}

fn fact(word: &str, html: &str, out: &mut String) {
    if !html.is_empty() {
        *out += &format!("<div><dt>{word}</dt><dd>{html}</dd></div>");
    }
}
