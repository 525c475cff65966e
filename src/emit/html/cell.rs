//! What stands in the cells of the map: texts as paragraphs, everything that has details as cards.

use crate::emit::html::escape::{Attr, Text, Url};
use crate::emit::html::sheet::Sheet;
use crate::emit::html::small::Became;
use crate::emit::html::{small, words};
use crate::view::board::{Chance, Column, Feeling, Hurdle, Line, Measured, Point, Process, Remedy};
use crate::view::map::{Cause, Item, Voice, Within, key};

/// Writes what stands in one cell.
pub(super) fn write(sheet: &Sheet<'_>, stage: &Column, items: &[Item<'_>], out: &mut String) {
    for item in items {
        *out += &match *item {
            Item::Said(voice, line, within) => said(sheet, stage, voice, line, within),
            Item::Point(number, it) => point(sheet, stage, number, it),
            Item::Feeling(feeling, within) => felt(sheet, stage, feeling, within),
            Item::Barrier(hurdle, within) => barrier(sheet, stage, hurdle, within),
            Item::Opportunity(it, within) => {
                opportunity(sheet, &inside(stage, within, &it.name), it, &at(stage, within))
            }
            Item::Solution(remedy, cause, within) => solution(sheet, stage, remedy, cause, within),
            Item::Process(it) => process(sheet, stage, it),
            Item::Measured(it, within) => measured(sheet, stage, it, within),
        };
    }
}

fn inside(stage: &Column, within: Within<'_>, name: &str) -> String {
    key::inside(&stage.name, within, name)
}

/// The number of the touchpoint that something belongs to, which leads there.
fn at(stage: &Column, within: Within<'_>) -> String {
    match within {
        Within::Stage => String::new(),
        Within::Point(number, point) => format!(
            "<a class=\"n\" href=\"{}\" title=\"{}\">{number}</a>",
            Url::here(&key::point(&stage.name, &point.name)),
            Attr(&point.title)
        ),
    }
}

/// What a text in a stage or a touchpoint is kept for.
fn marks(sheet: &Sheet<'_>, stage: &Column, within: Within<'_>) -> String {
    match within {
        Within::Stage => sheet.choices.marks(&stage.owners, &[], None),
        Within::Point(_, point) => sheet.choices.marks(&point.owners, &point.channels, None),
    }
}

fn said(sheet: &Sheet<'_>, stage: &Column, voice: Voice, line: &Line, within: Within<'_>) -> String {
    let (class, tag) = match voice {
        Voice::Goal => ("goal", ""),
        Voice::Motivation => ("why", ""),
        Voice::Action => ("act", ""),
        Voice::Unassisted => ("act alone", words::ON_THEIR_OWN),
        Voice::Thought => ("thought", ""),
        Voice::Question => ("thought asks", ""),
        Voice::Need => ("need", ""),
        Voice::Own => ("own-lane", ""),
    };
    let became = Became::new(line.fate.as_deref());
    let tag = if tag.is_empty() {
        String::new()
    } else {
        format!(" <span class=\"tag\"><span>{tag}</span></span>")
    };
    format!(
        "<p class=\"i {class}{}\"{}>{}{}<span dir=\"auto\">{}</span>{tag}{}</p>{}",
        became.class,
        marks(sheet, stage, within),
        became.sign,
        at(stage, within),
        Text(&line.text),
        small::only(&line.only),
        became.was
    )
}

/// The line of a card that names it and leads to its details.
fn title(key: &str, number: &str, title: &str, only: &[String]) -> String {
    format!(
        "<p class=\"t\">{number}<a href=\"{}\" dir=\"auto\">{}</a>{}</p>",
        Url::here(key),
        Text(title),
        small::only(only)
    )
}

/// The line of a card that says what there is to say in a word; nothing if there is not.
fn meta(facts: impl IntoIterator<Item = Option<String>>) -> String {
    let facts: String = facts.into_iter().flatten().collect();
    if facts.is_empty() { facts } else { format!("<p class=\"meta\">{facts}</p>") }
}

fn point(sheet: &Sheet<'_>, stage: &Column, number: usize, it: &Point) -> String {
    let key = key::point(&stage.name, &it.name);
    let channels: String = it
        .channels
        .iter()
        .map(|it| format!("<span class=\"chan\" dir=\"auto\">{}</span>", Text(&it.title)))
        .collect();
    let devices =
        it.devices.iter().map(|it| small::inline(&it.replace('_', " "))).collect::<Vec<_>>().join(", ");
    let spans = |text: String| (!text.is_empty()).then(|| format!("<span>{text}</span>"));
    let level = it.criticality.map(|level| small::level(level, words::CRITICALITY));
    let class = it.criticality.map_or(String::new(), |level| format!(" is-{}", level.word()));
    let became = Became::new(it.fate.as_deref());
    format!(
        "<div class=\"i card point{class}{}\"{}{}>{}{}{}{}{}</div>",
        became.class,
        sheet.known(&key, it.at),
        sheet.choices.marks(&it.owners, &it.channels, None),
        became.sign,
        title(&key, &format!("<span class=\"n\">{number}</span>"), &it.title, &it.only),
        meta([Some(channels).filter(|it| !it.is_empty()), spans(devices)]),
        meta([
            level,
            it.duration.and_then(|it| spans(small::figure(it))),
            it.own_owners.then(|| small::owners(&it.owners)),
            it.drop.map(|it| format!("<span class=\"loss\">{}{}</span>", words::LOSES, small::figure(it))),
        ]),
        became.was
    )
}

fn felt(sheet: &Sheet<'_>, stage: &Column, feeling: &Feeling, within: Within<'_>) -> String {
    let words = feeling.text.as_deref().map(|text| format!(" <q dir=\"auto\">{}</q>", Text(text)));
    let became = Became::new(feeling.fate.as_deref());
    format!(
        "<p class=\"i felt{}\"{}>{}{}<b class=\"fig {}\">{}</b>{}{}</p>",
        became.class,
        marks(sheet, stage, within),
        became.sign,
        at(stage, within),
        small::tone(feeling.score),
        small::score(feeling.score),
        words.unwrap_or_default(),
        small::only(&feeling.only)
    )
}

fn barrier(sheet: &Sheet<'_>, stage: &Column, it: &Hurdle, within: Within<'_>) -> String {
    let key = inside(stage, within, &it.name);
    let (class, state) = small::state(it.addressed);
    let channels = match within {
        Within::Stage => &[][..],
        Within::Point(_, point) => &point.channels,
    };
    let drop = it.drop.map(|it| format!("<span class=\"loss\">{}{}</span>", words::LOSES, small::figure(it)));
    let became = Became::new(it.fate.as_deref());
    format!(
        "<div class=\"i card hurdle {class}{}\"{}{}>{}{}{}{}</div>",
        became.class,
        sheet.known(&key, it.at),
        sheet.choices.marks(&it.owners, channels, it.severity),
        became.sign,
        title(&key, &at(stage, within), &it.title, &it.only),
        meta([Some(state), it.severity.map(|it| small::level(it, words::SEVERITY_OF)), drop]),
        became.was
    )
}

/// An opportunity, of a stage or of the whole journey.
pub(super) fn opportunity(sheet: &Sheet<'_>, key: &str, it: &Chance, number: &str) -> String {
    let became = Became::new(it.fate.as_deref());
    format!(
        "<div class=\"i card chance{}\"{}{}>{}{}{}{}</div>",
        became.class,
        sheet.known(key, it.at),
        sheet.choices.marks(&it.owners, &[], None),
        became.sign,
        title(key, &format!("{number}{}", small::star()), &it.title, &it.only),
        meta([it.impact.map(small::impact), Some(small::owners(&it.owners))]),
        became.was
    )
}

fn solution(sheet: &Sheet<'_>, stage: &Column, it: &Remedy, cause: Cause<'_>, within: Within<'_>) -> String {
    let (key, cause) = match cause {
        Cause::Barrier(hurdle) => (inside(stage, within, &hurdle.name), &hurdle.title),
        Cause::Opportunity(chance) => (inside(stage, within, &chance.name), &chance.title),
    };
    let status = it.status.map(small::status);
    let became = Became::new(it.fate.as_deref());
    // One that stands elsewhere is named here, and found there; one of another journey, with what it helps.
    if !it.is_own {
        return format!(
            "<div class=\"i card remedy named{}\">{}{}{}{}</div>",
            became.class,
            became.sign,
            title(sheet.remedy(it).unwrap_or(&key), &at(stage, within), &it.title, &it.only),
            meta([status]),
            became.was
        );
    }
    let own = inside(stage, within, &it.name);
    let due = small::due(it, sheet.project.today);
    format!(
        "<div class=\"i card remedy{}{}\"{}{} title=\"{}{}\">{}{}{}{}</div>",
        it.status.map_or(String::new(), |status| format!(" is-{}", status.word())),
        became.class,
        sheet.known(&own, it.at),
        sheet.choices.marks(&it.owners, &[], None),
        words::FOR_CAUSE,
        Attr(cause),
        became.sign,
        title(&own, &at(stage, within), &it.title, &it.only),
        meta([
            status,
            due,
            Some(small::owners(&it.owners)),
            it.lift.map(|it| format!("<span class=\"win\">{}{}</span>", words::WINS, small::figure(it))),
        ]),
        became.was
    )
}

fn process(sheet: &Sheet<'_>, stage: &Column, it: &Process) -> String {
    let key = key::backstage(&stage.name, &it.name);
    let systems = it.systems.iter().map(|it| {
        format!("<span class=\"chan\" dir=\"auto\">{}{}</span>", Text(&it.text), small::only(&it.only))
    });
    let duration = it.duration.map(|it| format!("<span>{}</span>", small::figure(it)));
    let became = Became::new(it.fate.as_deref());
    format!(
        "<div class=\"i card process{}\"{}{}>{}{}{}{}</div>",
        became.class,
        sheet.known(&key, it.at),
        sheet.choices.marks(&it.owners, &[], None),
        became.sign,
        title(&key, "", &it.title, &it.only),
        meta([Some(small::owners(&it.owners)), duration].into_iter().chain([Some(systems.collect())])),
        became.was
    )
}

fn measured(sheet: &Sheet<'_>, stage: &Column, it: &Measured, within: Within<'_>) -> String {
    let became = Became::new(it.fate.as_deref());
    format!(
        "<div class=\"i measure{}\"{}>{}<p>{}<span dir=\"auto\">{}</span>{}</p><p class=\"value\">{}</p>{}</div>",
        became.class,
        marks(sheet, stage, within),
        became.sign,
        at(stage, within),
        Text(&it.metric.title),
        small::only(&it.only),
        small::measured(it),
        became.was
    )
}
