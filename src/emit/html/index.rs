//! The page of all journeys: a card each, what hurts in all of them, and who has how much to do.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;

use crate::emit::html::escape::{Text, Url};
use crate::emit::html::links;
use crate::emit::html::table::Table;
use crate::emit::html::{Frame, curve, frame, people, small, words};
use crate::emit::links::Links;
use crate::emit::{Project, Subject};
use crate::flow::Flow;
use crate::value::Direction;
use crate::view::Addressed;
use crate::view::map::{self, key};

/// The page of all journeys.
pub fn index(project: &Project<'_>, frame: Frame, out: &mut dyn fmt::Write) -> fmt::Result {
    let links = Links::from_top();
    let subjects = &project.subjects;
    let is_turned = |subject: &Subject<'_>| subject.board.direction == Direction::RightToLeft;
    let is_all_turned = !subjects.is_empty() && subjects.iter().all(is_turned);
    let direction = if is_all_turned { Direction::RightToLeft } else { Direction::LeftToRight };
    let language = subjects.first().and_then(|subject| subject.board.language.as_ref());
    let language =
        language.filter(|it| subjects.iter().all(|other| other.board.language.as_ref() == Some(it)));

    let mut html = String::new();
    frame::open(words::JOURNEYS, language, direction, project, frame, &mut html);
    html += &format!("<main class=\"index\">\n<h1>{}</h1>\n", words::JOURNEYS);
    if subjects.is_empty() {
        html += &format!("<p>{}</p>\n", words::NO_JOURNEYS);
    }
    html += "<ul class=\"journeys\">\n";
    for subject in subjects {
        card(subject, &links, &mut html);
    }
    html += "</ul>\n";
    open_barriers(subjects, &links, &mut html);
    owners(project, &links, &mut html);
    people::write(project, &links, &mut html);
    html += "</main>\n";
    frame::close(frame, &mut html);
    out.write_str(&html)
}

fn card(subject: &Subject<'_>, links: &Links<'_>, out: &mut String) {
    let board = &subject.board;
    let audiences = board
        .audience
        .as_ref()
        .map_or_else(|| small::titles(&board.audiences), |it| small::inline(&it.title));
    *out += &format!(
        "<li dir=\"{}\"><h2><a href=\"{}\" dir=\"auto\">{}</a></h2><p class=\"for\">{audiences}</p>{}<dl class=\"facts\">",
        if board.direction == Direction::RightToLeft { "rtl" } else { "ltr" },
        links::to(links, subject),
        Text(&board.title),
        curve::small(board)
    );
    let mut fact = |class: &str, word: &str, value: String| {
        if !value.is_empty() {
            *out += &format!("<div class=\"{class}\"><dt>{word}</dt><dd>{value}</dd></div>");
        }
    };
    match board.open_barriers().count() {
        0 if board.barriers().next().is_none() => {}
        0 => fact("", words::OPEN_BARRIERS, words::NONE_OPEN.to_owned()),
        open => fact("hurts", words::OPEN_BARRIERS, small::figure(open)),
    }
    fact("", words::COMPLETE, Flow::new(board).completes.map(small::percent).unwrap_or_default());
    fact("", words::STAGES, small::figure(board.stages.len()));
    fact("", words::OWNERS, small::titles(&board.owners));
    *out += "</dl></li>\n";
}

/// A place on the page of a journey.
fn place(links: &Links<'_>, subject: &Subject<'_>, key: &str, title: &str) -> String {
    format!("<a href=\"{}{}\"><bdi>{}</bdi></a>", links::to(links, subject), Url::here(key), Text(title))
}

fn open_barriers(subjects: &[Subject<'_>], links: &Links<'_>, out: &mut String) {
    let mut open = Vec::new();
    for subject in subjects {
        for stage in &subject.board.stages {
            let here = map::barriers(stage).filter(|(it, _)| it.addressed == Addressed::Open);
            open.extend(here.map(|(it, within)| (subject, stage, within, it)));
        }
    }
    open.sort_by_key(|(_, _, _, it)| (Reverse(it.severity), Reverse(it.drop)));
    let mut table = Table::with_head([
        words::BARRIER,
        words::JOURNEY,
        words::STAGE,
        words::SEVERITY,
        words::DROP,
        words::OWNER,
    ]);
    for (subject, stage, within, it) in open {
        table.row([
            place(links, subject, &key::inside(&stage.name, within, &it.name), &it.title)
                + &small::only(&it.only),
            small::inline(&subject.board.title),
            place(links, subject, &stage.name, &stage.title),
            it.severity.map(|it| small::level(it, words::SEVERITY_OF)).unwrap_or_default(),
            it.drop.map(small::figure).unwrap_or_default(),
            small::owners(&it.owners),
        ]);
    }
    table.write("open", words::HURTS, "", out);
}

/// What one owner has to do in all journeys.
#[derive(Default)]
struct Load {
    stages: BTreeMap<usize, usize>,
    open: usize,
    overdue: usize,
    under_way: usize,
}

fn owners(project: &Project<'_>, links: &Links<'_>, out: &mut String) {
    let mut loads: BTreeMap<(&str, &str), Load> = BTreeMap::new();
    for (number, subject) in project.subjects.iter().enumerate() {
        let board = &subject.board;
        for stage in &board.stages {
            if let Some(owner) = stage.owners.first() {
                *loads.entry((&owner.title, &owner.name)).or_default().stages.entry(number).or_default() += 1;
            }
        }
        for (_, barrier) in board.open_barriers() {
            if let Some(owner) = barrier.owners.first() {
                loads.entry((&owner.title, &owner.name)).or_default().open += 1;
            }
        }
        for remedy in board.remedies().filter(|it| it.is_under_way()) {
            if let Some(owner) = remedy.owners.first() {
                let load = loads.entry((&owner.title, &owner.name)).or_default();
                load.under_way += 1;
                load.overdue += usize::from(remedy.is_overdue(project.today));
            }
        }
    }
    let mut table = Table::with_head([
        words::OWNER,
        words::OWNS_STAGES,
        words::OWNS_OPEN,
        words::OWNS_RUNNING,
        words::OWNS_OVERDUE,
    ]);
    let count = |count: usize| if count == 0 { String::new() } else { small::figure(count) };
    for ((title, _), load) in loads {
        let stages = load.stages.iter().map(|(number, stages)| {
            let subject = &project.subjects[*number];
            format!(
                "<p><a href=\"{}\"><bdi>{}</bdi></a> {}</p>",
                links::to(links, subject),
                Text(&subject.board.title),
                small::figure(format!("× {stages}"))
            )
        });
        table.row([
            small::inline(title),
            stages.collect(),
            count(load.open),
            count(load.under_way),
            if load.overdue == 0 {
                String::new()
            } else {
                format!("<span class=\"late\">{}</span>", small::figure(load.overdue))
            },
        ]);
    }
    table.write("owners", words::PORTFOLIO, "", out);
}
