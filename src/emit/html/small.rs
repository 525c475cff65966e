//! How the small parts read, the same wherever they stand: owners, levels, faces, pills, figures against targets.

use std::fmt::Display;

use crate::emit::html::escape::{Text, Url};
use crate::emit::html::words;
use crate::emit::look;
use crate::flow;
use crate::value::Date;
use crate::view::Addressed;
use crate::view::board::{Fate, Measured, Named, Remedy};
use crate::vocabulary::{Impact, Level, Status};

/// A text among others, which keeps its own direction.
pub(super) fn inline(text: &str) -> String {
    format!("<bdi>{}</bdi>", Text(text))
}

/// A figure: never turned around, never broken.
pub(super) fn figure(value: impl Display) -> String {
    format!("<bdi class=\"fig\">{}</bdi>", Text(&value.to_string()))
}

/// A part of all customers.
pub(super) fn percent(part: f64) -> String {
    figure(flow::percent(part))
}

/// What became of something, where a map shows two versions of a journey; nothing else says anything here.
#[derive(Default)]
pub(super) struct Became {
    /// A class, with a blank before it.
    pub(super) class: &'static str,
    /// A sign, which stands first.
    pub(super) sign: &'static str,
    /// What was said before, which stands last.
    pub(super) was: String,
}

impl Became {
    pub(super) fn new(fate: Option<&Fate>) -> Self {
        match fate {
            None => Self::default(),
            Some(Fate::Added) => Self { class: " is-new", sign: words::NEW, was: String::new() },
            Some(Fate::Removed(_)) => Self { class: " is-gone", sign: words::GONE, was: String::new() },
            Some(Fate::Changed(words)) => Self { class: " is-other", sign: words::OTHER, was: was(words) },
        }
    }
}

/// What was said before.
pub(super) fn was(words: &[String]) -> String {
    words.iter().map(|words| format!("<p class=\"was\" dir=\"auto\">{}</p>", Text(words))).collect()
}

/// Who answers for something; the first is accountable.
pub(super) fn owners(owners: &[Named]) -> String {
    if owners.is_empty() {
        return format!("<span class=\"nobody\">{}</span>", words::NOBODY);
    }
    let names: Vec<String> = owners.iter().map(|it| inline(&it.title)).collect();
    format!("<span class=\"own\">{}</span>", names.join(" <i class=\"dot\">·</i> "))
}

/// The titles of some, told apart whatever stands in them.
pub(super) fn titles(named: &[Named]) -> String {
    named.iter().map(|it| inline(&it.title)).collect::<Vec<_>>().join(" <i class=\"dot\">·</i> ")
}

/// Whom something is only for.
pub(super) fn only(only: &[String]) -> String {
    if only.is_empty() {
        return String::new();
    }
    let names: Vec<String> = only.iter().map(|it| inline(it)).collect();
    format!(" <span class=\"only\"><span>{}{}</span></span>", words::ONLY, names.join(", "))
}

/// A few bars and the word: how severe, how critical.
pub(super) fn level(level: Level, what: &str) -> String {
    let number = level as usize + 1;
    format!("<span class=\"lv\" title=\"{what}\"><i class=\"b{number}\"></i>{}</span>", level.word())
}

/// The same for what would be won.
pub(super) fn impact(impact: Impact) -> String {
    let number = impact as usize + 2;
    format!("<span class=\"lv\"><i class=\"b{number}\"></i>{}{}</span>", impact.word(), words::IMPACT)
}

/// `+1`
pub(super) fn score(score: i8) -> &'static str {
    match score {
        i8::MIN..=-2 => "−2",
        -1 => "−1",
        0 => "0",
        1 => "+1",
        2..=i8::MAX => "+2",
    }
}

/// Eyes and mouth of a face within a circle around 0, 0 of radius 10.
pub(super) fn features(score: i8) -> &'static str {
    match score {
        i8::MIN..=-2 => "M-5.2-3.8l3.4 1.6M5.2-3.8l-3.4 1.6M-4.6 5.4Q0-1.2 4.6 5.4",
        -1 => "M-3.4-2.6v.6M3.4-2.6v.6M-4 4.6Q0 1 4 4.6",
        0 => "M-3.4-2.6v.6M3.4-2.6v.6M-3.8 3.6H3.8",
        1 => "M-3.4-2.6v.6M3.4-2.6v.6M-4 2.6Q0 6.4 4 2.6",
        2..=i8::MAX => "M-5.2-2Q-3.4-4.8-1.6-2M1.6-2Q3.4-4.8 5.2-2M-5 1.6Q0 9 5 1.6Z",
    }
}

/// A face that stands in a line of text.
pub(super) fn face(score: i8) -> String {
    let tone = tone(score);
    format!(
        "<svg class=\"face {tone}\" viewBox=\"-11 -11 22 22\" aria-hidden=\"true\"><circle r=\"10\"/><path d=\"{}\"/></svg>",
        features(score)
    )
}

/// The class of a colour for a feeling.
pub(super) fn tone(score: i8) -> &'static str {
    look::mood(score).name()
}

const OPEN: &str = "M8 .8 15.6 14.6H.4Z M7.1 5.6h1.8l-.3 4.6H7.4Z M7.1 11.2h1.8V13H7.1Z";
const DONE: &str =
    "M8 .5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15Z M3.9 8.3l2.9 2.9 5.4-5.6-1.3-1.2-4.1 4.3-1.6-1.7Z";
const KEPT: &str = "M8 .5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15Z M4 7v2h8V7Z";
const CHANCE: &str = "M8 .4l2 5 5.4.4-4.2 3.4 1.4 5.3L8 11.600l-4.600 2.900 1.400-5.300L.600 5.800 6 5.400Z";

/// A sign in front of words that say the same.
fn sign(path: &str) -> String {
    format!("<svg class=\"sign\" viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path d=\"{path}\"/></svg>")
}

/// The sign of an opportunity.
pub(super) fn star() -> String {
    sign(CHANCE)
}

/// The class of a barrier, and its state in a sign and a word.
pub(super) fn state(addressed: Addressed) -> (&'static str, String) {
    let (class, path, word) = match addressed {
        Addressed::Open => ("open", OPEN, words::OPEN),
        Addressed::Solved => ("done", DONE, words::ADDRESSED),
        Addressed::Accepted => ("kept", KEPT, words::ACCEPTED),
    };
    (class, format!("<span class=\"state\">{}{word}</span>", sign(path)))
}

/// How far a solution is.
pub(super) fn status(status: Status) -> String {
    format!("<span class=\"pill is-{0}\">{0}</span>", status.word())
}

/// When a solution is due, if it still is.
pub(super) fn due(remedy: &Remedy, today: Date) -> Option<String> {
    let due = remedy.due.filter(|_| remedy.is_under_way())?;
    Some(if remedy.is_overdue(today) {
        format!("<span class=\"late\">{}{}</span>", words::OVERDUE, figure(due))
    } else {
        format!("<span class=\"due\">{}{}</span>", words::DUE, figure(due))
    })
}

/// An address elsewhere, named by its host and path.
pub(super) fn outside(link: &str) -> String {
    match Url::outside(link) {
        Some(url) => {
            let shown = link.split_once("://").map_or(link, |(_, rest)| rest).trim_start_matches("mailto:");
            format!(
                "<a class=\"out\" href=\"{url}\" target=\"_blank\" rel=\"noopener noreferrer\" dir=\"ltr\">{}</a>",
                Text(shown)
            )
        }
        None => inline(link),
    }
}

/// A figure against its target: both, a bar, and whether it is met.
pub(super) fn measured(measured: &Measured) -> String {
    let mut said = format!("<b>{}</b>", figure(measured.value));
    if let Some(target) = measured.target {
        said += &format!(" <span class=\"aim\">{}{}</span>", words::AIMS_AT, figure(target));
    }
    if let Some(is_met) = measured.is_met() {
        let (class, word) = if is_met { ("met", words::MET) } else { ("missed", words::MISSED) };
        said += &format!(" <span class=\"{class}\">{word}</span>");
        if let Some(part) = measured.progress() {
            said += &format!(
                "<svg class=\"bar {class}\" aria-hidden=\"true\"><rect width=\"100%\" height=\"100%\" rx=\"3\"/><rect class=\"full\" width=\"{:.0}%\" height=\"100%\" rx=\"3\"/></svg>",
                part * 100.0
            );
        }
    }
    said
}
