//! The details of everything on a map: what is shown beside it when something is chosen. A browser keeps them as one text
//! until then: of a large map they are half of the page, and elements would cost as much as those that are seen.

use crate::emit::html::detail::{Detail, Rest};
use crate::emit::html::escape::{Text, Url};
use crate::emit::html::sheet::Sheet;
use crate::emit::html::{ribbon, small, words};
use crate::view::board::{Chance, Column, Hurdle, Point, Process, Remedy};
use crate::view::map::{Within, key};

/// Writes the details of everything on the sheet.
pub(super) fn write(sheet: &Sheet<'_>, out: &mut String) {
    *out += "<script type=\"text/plain\" class=\"details\">";
    for stage in &sheet.board.stages {
        *out += &of_stage(sheet, stage);
        for (number, point) in stage.touchpoints.iter().enumerate() {
            *out += &of_point(sheet, stage, point);
            let within = Within::Point(number + 1, point);
            troubles(sheet, stage, within, &point.barriers, &point.opportunities, out);
        }
        troubles(sheet, stage, Within::Stage, &stage.barriers, &stage.opportunities, out);
        for process in &stage.backstages {
            *out += &of_process(sheet, stage, process);
        }
    }
    for chance in &sheet.board.opportunities {
        let place = |name: &str| key::of_journey(name);
        *out += &of_chance(sheet, &place(&chance.name), words::OPPORTUNITIES_OF_ALL, chance);
        for remedy in &chance.solutions {
            *out += &of_remedy(sheet, &place(&remedy.name), &chance.title, &place(&chance.name), remedy);
        }
    }
    *out += "</script>\n";
}

fn troubles(
    sheet: &Sheet<'_>,
    stage: &Column,
    within: Within<'_>,
    barriers: &[Hurdle],
    chances: &[Chance],
    out: &mut String,
) {
    let place = |name: &str| key::inside(&stage.name, within, name);
    for barrier in barriers {
        *out += &of_barrier(sheet, stage, within, barrier);
        for remedy in barrier.solutions.iter().filter(|it| it.is_own) {
            *out += &of_remedy(sheet, &place(&remedy.name), &barrier.title, &place(&barrier.name), remedy);
        }
    }
    for chance in chances {
        *out += &of_chance(sheet, &place(&chance.name), &stage.title, chance);
        for remedy in &chance.solutions {
            *out += &of_remedy(sheet, &place(&remedy.name), &chance.title, &place(&chance.name), remedy);
        }
    }
}

fn linked(key: &str, title: &str) -> String {
    format!("<a href=\"{}\"><bdi>{}</bdi></a>", Url::here(key), Text(title))
}

fn of_stage(sheet: &Sheet<'_>, it: &Column) -> String {
    let mut detail = Detail::new(&it.name, words::STAGE, "", &it.title, &it.only);
    detail.fact(words::PHASE, it.phase.map(|phase| phase.word().to_owned()));
    detail.figure(words::TAKES, it.duration);
    detail.feeling(it.emotion.as_ref());
    detail.lines(words::GOAL, &it.goals);
    detail.lines(words::MOTIVATION, &it.motivations);
    detail.deeds(&it.actions);
    detail.lines(words::THOUGHT, &it.thoughts);
    detail.lines(words::QUESTION, &it.questions);
    detail.lines(words::NEED, &it.needs);
    detail.measures(&it.measures);
    let number = sheet.board.stages.iter().position(|stage| stage.at == it.at);
    let ways = number.into_iter().flat_map(|stage| sheet.board.ways_from(stage));
    detail.fact(words::NEXT, ways.map(|way| ribbon::said(sheet, way)).collect::<String>());
    let evidence = (!it.evidence.is_empty()).then_some(&it.evidence[..]);
    detail.end(
        sheet,
        it.at,
        Rest {
            owners: Some(&it.owners),
            evidence,
            note: it.note.as_deref(),
            links: &it.links,
            tags: &it.tags,
        },
    )
}

fn of_point(sheet: &Sheet<'_>, stage: &Column, it: &Point) -> String {
    let key = key::point(&stage.name, &it.name);
    let mut detail = Detail::new(&key, words::TOUCHPOINT, &stage.title, &it.title, &it.only);
    let channels = it.channels.iter().map(|it| {
        let kind = it.kind.map(|kind| format!(" <span class=\"quiet\">{}</span>", kind.word()));
        format!("<p>{}{}</p>", small::inline(&it.title), kind.unwrap_or_default())
    });
    detail.fact(words::CHANNEL, channels.collect::<String>());
    let devices: Vec<String> = it.devices.iter().map(|it| small::inline(&it.replace('_', " "))).collect();
    detail.fact(words::DEVICES, devices.join(", "));
    detail.fact(words::CRITICALITY_HEAD, it.criticality.map(|it| small::level(it, words::CRITICALITY)));
    detail.feeling(it.emotion.as_ref());
    detail.figure(words::TAKES, it.duration);
    detail.figure(words::DROP, it.drop);
    detail.deeds(&it.actions);
    detail.lines(words::THOUGHT, &it.thoughts);
    detail.lines(words::QUESTION, &it.questions);
    detail.lines(words::NEED, &it.needs);
    detail.lines(words::SUCCESS, &it.successes);
    detail.lines(words::EVENT, &it.events);
    let place = |name: &str| format!("{key}/{name}");
    let barriers = it
        .barriers
        .iter()
        .map(|it| format!("<p>{} {}</p>", linked(&place(&it.name), &it.title), small::state(it.addressed).1));
    detail.fact(words::BARRIERS, barriers.collect::<String>());
    let chances = it.opportunities.iter().map(|it| format!("<p>{}</p>", linked(&place(&it.name), &it.title)));
    detail.fact(words::OPPORTUNITIES, chances.collect::<String>());
    detail.measures(&it.measures);
    let evidence = (!it.evidence.is_empty()).then_some(&it.evidence[..]);
    detail.end(
        sheet,
        it.at,
        Rest {
            owners: Some(&it.owners),
            evidence,
            note: it.note.as_deref(),
            links: &it.links,
            tags: &it.tags,
        },
    )
}

fn of_barrier(sheet: &Sheet<'_>, stage: &Column, within: Within<'_>, it: &Hurdle) -> String {
    let place = |name: &str| key::inside(&stage.name, within, name);
    let context = match within {
        Within::Stage => &stage.title,
        Within::Point(_, point) => &point.title,
    };
    let mut detail = Detail::new(&place(&it.name), words::BARRIER, context, &it.title, &it.only);
    let (class, state) = small::state(it.addressed);
    detail.fact(words::STATE, format!("<span class=\"{class}\">{state}</span>"));
    detail.fact(words::SEVERITY, it.severity.map(|it| small::level(it, words::SEVERITY_OF)));
    detail.figure(words::DROP, it.drop);
    detail.fact(
        words::WHY_ACCEPTED,
        it.accepted.as_deref().map(|why| format!("<span dir=\"auto\">{}</span>", Text(why))),
    );
    detail.fact(words::SOLUTIONS, solutions(sheet, &it.solutions));
    let rest = Rest {
        owners: Some(&it.owners),
        evidence: Some(&it.evidence),
        note: it.note.as_deref(),
        links: &it.links,
        tags: &[],
    };
    detail.end(sheet, it.at, rest)
}

/// Solutions, each with how far it is.
fn solutions(sheet: &Sheet<'_>, remedies: &[Remedy]) -> String {
    let today = sheet.project.today;
    let said = remedies.iter().map(|it| {
        let title = sheet.remedy(it).map_or_else(|| small::inline(&it.title), |key| linked(key, &it.title));
        let status = it.status.map(small::status).unwrap_or_default();
        let due = small::due(it, today).unwrap_or_default();
        format!("<p>{title} {status} {due}{}</p>", small::only(&it.only))
    });
    said.collect()
}

fn of_remedy(sheet: &Sheet<'_>, key: &str, cause: &str, cause_key: &str, it: &Remedy) -> String {
    let mut detail = Detail::new(key, words::SOLUTION, "", &it.title, &it.only);
    detail.fact(words::HELPS, linked(cause_key, cause));
    detail.fact(words::STATUS, it.status.map(small::status));
    detail.fact(words::DUE_HEAD, small::due(it, sheet.project.today).or(it.due.map(small::figure)));
    detail.figure(words::COST, it.cost);
    detail.figure(words::LIFT, it.lift);
    let evidence = (!it.evidence.is_empty()).then_some(&it.evidence[..]);
    let rest =
        Rest { owners: Some(&it.owners), evidence, note: it.note.as_deref(), links: &it.links, tags: &[] };
    detail.end(sheet, it.at, rest)
}

fn of_chance(sheet: &Sheet<'_>, key: &str, context: &str, it: &Chance) -> String {
    let mut detail = Detail::new(key, words::OPPORTUNITY, context, &it.title, &it.only);
    detail.fact(words::IMPACTS, it.impact.map(small::impact));
    detail.fact(words::SOLUTIONS, solutions(sheet, &it.solutions));
    let rest = Rest {
        owners: Some(&it.owners),
        evidence: Some(&it.evidence),
        note: it.note.as_deref(),
        links: &it.links,
        tags: &[],
    };
    detail.end(sheet, it.at, rest)
}

fn of_process(sheet: &Sheet<'_>, stage: &Column, it: &Process) -> String {
    let key = key::backstage(&stage.name, &it.name);
    let mut detail = Detail::new(&key, words::PROCESS, &stage.title, &it.title, &it.only);
    detail.lines(words::SYSTEMS, &it.systems);
    detail.figure(words::TAKES, it.duration);
    let rest =
        Rest { owners: Some(&it.owners), note: it.note.as_deref(), links: &it.links, ..Rest::default() };
    detail.end(sheet, it.at, rest)
}
