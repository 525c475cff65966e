//! One detail: a heading, facts with their words, and what every detail ends with.

use std::fmt::Display;

use crate::emit::html::escape::{Attr, Text, Whole};
use crate::emit::html::sheet::Sheet;
use crate::emit::html::{small, words};
use crate::text::Span;
use crate::view::board::{Deed, Feeling, Line, Measured, Named, Proof};

/// What is said of one thing.
pub(super) struct Detail {
    /// From its key on; where it is written, which is known at the end, stands before.
    out: String,
    facts: String,
}

impl Detail {
    pub(super) fn new(key: &str, kind: &str, context: &str, title: &str, only: &[String]) -> Self {
        let context =
            if context.is_empty() { String::new() } else { format!(" · {}", small::inline(context)) };
        let out = format!(
            "data-of=\"{}\"><p class=\"kind\">{kind}{context}</p><h2><span dir=\"auto\">{}</span>{}</h2>",
            Attr(key),
            Text(title),
            small::only(only)
        );
        Self { out, facts: String::new() }
    }

    /// A word and what it is; nothing where there is nothing.
    pub(super) fn fact(&mut self, word: &str, html: impl Into<Option<String>>) {
        if let Some(html) = html.into().filter(|html| !html.is_empty()) {
            self.facts += &format!("<div><dt>{word}</dt><dd>{html}</dd></div>");
        }
    }

    pub(super) fn figure(&mut self, word: &str, value: Option<impl Display>) {
        self.fact(word, value.map(small::figure));
    }

    pub(super) fn lines(&mut self, word: &str, lines: &[Line]) {
        self.fact(word, lines.iter().map(line).collect::<String>());
    }

    pub(super) fn deeds(&mut self, deeds: &[Deed]) {
        let deed = |deed: &Deed| {
            let tag = if deed.unassisted {
                format!(" <span class=\"tag\"><span>{}</span></span>", words::ON_THEIR_OWN)
            } else {
                String::new()
            };
            format!(
                "<p><span dir=\"auto\">{}</span>{tag}{}</p>",
                Text(&deed.line.text),
                small::only(&deed.line.only)
            )
        };
        self.fact(words::ACTION, deeds.iter().map(deed).collect::<String>());
    }

    pub(super) fn feeling(&mut self, feeling: Option<&Feeling>) {
        self.fact(
            words::FEELING,
            feeling.map(|it| {
                let text = it.text.as_deref().map(|text| format!(" <q dir=\"auto\">{}</q>", Text(text)));
                format!(
                    "{}<b class=\"fig\">{}</b>{}",
                    small::face(it.score),
                    small::score(it.score),
                    text.unwrap_or_default()
                )
            }),
        );
    }

    pub(super) fn measures(&mut self, measures: &[Measured]) {
        let said = |it: &Measured| {
            let on =
                it.on.map(|on| format!(" <span class=\"quiet\">{}{}</span>", words::ON, small::figure(on)));
            format!(
                "<div class=\"measure\"><p dir=\"auto\">{}{}</p><p class=\"value\">{}</p>{}</div>",
                Text(&it.metric.title),
                small::only(&it.only),
                small::measured(it),
                on.unwrap_or_default()
            )
        };
        self.fact(words::MEASURES, measures.iter().map(said).collect::<String>());
    }

    /// What ends every detail: evidence, note, links, tags, owners, and where it is written.
    pub(super) fn end(mut self, sheet: &Sheet<'_>, at: Span, rest: Rest<'_>) -> String {
        if let Some(owners) = rest.owners {
            self.fact(words::OWNERS, small::owners(owners));
        }
        match rest.evidence {
            Some([]) => {
                self.fact(words::EVIDENCE, format!("<span class=\"quiet\">{}</span>", words::NO_EVIDENCE))
            }
            Some(proofs) => self.fact(words::EVIDENCE, proofs.iter().map(proof).collect::<String>()),
            None => {}
        }
        self.fact(
            words::LINKS,
            rest.links.iter().map(|it| format!("<p>{}</p>", small::outside(it))).collect::<String>(),
        );
        let tags =
            rest.tags.iter().map(|it| format!("<span class=\"chan\" dir=\"auto\">{}</span>", Text(it)));
        self.fact(words::TAGS, tags.collect::<String>());
        if !self.facts.is_empty() {
            self.out += &format!("<dl>{}</dl>", self.facts);
        }
        if let Some(text) = rest.note {
            self.out += &note(text);
        }
        format!("<section\n data-at=\"{}\" {}</section>", Attr(&sheet.place(at)), self.out)
    }
}

/// What most things have.
#[derive(Default)]
pub(super) struct Rest<'a> {
    pub(super) owners: Option<&'a [Named]>,
    pub(super) evidence: Option<&'a [Proof]>,
    pub(super) note: Option<&'a str>,
    pub(super) links: &'a [String],
    pub(super) tags: &'a [String],
}

fn line(line: &Line) -> String {
    format!("<p><span dir=\"auto\">{}</span>{}</p>", Text(&line.text), small::only(&line.only))
}

/// A note: its paragraphs, with their lines.
pub(super) fn note(text: &str) -> String {
    let paragraphs = text.split("\n\n").map(str::trim).filter(|it| !it.is_empty());
    let paragraphs: String = paragraphs.map(|it| format!("<p dir=\"auto\">{}</p>", Whole(it))).collect();
    if paragraphs.is_empty() { paragraphs } else { format!("<div class=\"note\">{paragraphs}</div>") }
}

pub(super) fn proof(proof: &Proof) -> String {
    let kind = proof.kind.map(|kind| format!("<span class=\"pill\">{}</span> ", kind.word()));
    let link = proof.link.as_deref().map(|link| format!("<br>{}", small::outside(link)));
    let on = proof.on.map(|on| format!(" <span class=\"quiet\">{}</span>", small::figure(on)));
    format!(
        "<div class=\"proof\">{}<span dir=\"auto\">{}</span>{}{}{}</div>",
        kind.unwrap_or_default(),
        Text(&proof.line.text),
        small::only(&proof.line.only),
        on.unwrap_or_default(),
        link.unwrap_or_default()
    )
}
