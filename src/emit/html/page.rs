//! The page of a journey: its head, the tools, the map as everyone sees it, and as each audience does.

use std::fmt;

use crate::emit::html::escape::{Attr, Text};
use crate::emit::html::links;
use crate::emit::html::sheet::{Choices, Sheet};
use crate::emit::html::small::Became;
use crate::emit::html::{Frame, detail, details, frame, map, small, tables, words};
use crate::emit::links::Links;
use crate::emit::{Project, Subject};
use crate::value::Date;
use crate::view::View;
use crate::view::board::{Board, Fate, Measured};
use crate::view::map::Map;
use crate::vocabulary::Level;

/// The page of a journey.
pub fn page(
    subject: &Subject<'_>,
    project: &Project<'_>,
    frame: Frame,
    out: &mut dyn fmt::Write,
) -> fmt::Result {
    // A page that is for one audience has no others to switch to.
    let others = match subject.view.audience() {
        Some(_) => Vec::new(),
        // Nor has one that shows two versions.
        None if subject.board.versus.is_some() => Vec::new(),
        None => View::every(project.model, subject.view.journey_id()).split_off(1),
    };
    let others: Vec<(View<'_>, Board)> = others.into_iter().map(|view| (view, Board::new(&view))).collect();
    let boards = || std::iter::once(&subject.board).chain(others.iter().map(|(_, board)| board));
    let links = Links::from_page(subject, project);
    let choices = Choices::new(boards());
    let kinds = &project.theme.lanes;
    let board = &subject.board;

    let mut html = String::new();
    frame::open(&board.title, board.language.as_ref(), board.direction, project, frame, &mut html);
    html += &format!("<a class=\"skip\" href=\"#~map\">{}</a>\n", words::SKIP);
    html += &format!(
        "<nav class=\"crumbs\"><a href=\"{}\">{}</a></nav>\n",
        links::top(&links),
        words::ALL_JOURNEYS
    );
    let mut audiences = Vec::new();
    let mut lanes: Vec<(String, String)> = Vec::new();
    let mut sheets = String::new();
    let views =
        std::iter::once((subject.view, board)).chain(others.iter().map(|(view, board)| (*view, board)));
    for (number, (view, board)) in views.enumerate() {
        let sheet = Sheet::new(project, view, board, &links, &choices);
        let map = Map::new(board, kinds);
        for lane in &map.lanes {
            let key = map::lane_key(lane);
            if !lanes.iter().any(|(known, _)| *known == key) {
                lanes.push((key, lane.title.to_owned()));
            }
        }
        let name = board.audience.as_ref().map_or("", |it| &it.name);
        if number == 0 {
            sheets += &format!("<div class=\"sheet\" data-audience=\"{}\">\n", Attr(name));
            self::sheet(&sheet, &map, &mut sheets);
            sheets += "</div>\n";
        } else {
            audiences.extend(board.audience.as_ref());
            sheets += &format!(
                "<template class=\"sheet\" data-audience=\"{0}\"><div class=\"sheet\" data-audience=\"{0}\">\n",
                Attr(name)
            );
            self::sheet(&sheet, &map, &mut sheets);
            sheets += "</div></template>\n";
        }
    }
    let audiences: Vec<(&str, &str)> = audiences.into_iter().map(|it| (&*it.name, &*it.title)).collect();
    html += "<main>\n";
    tools(&audiences, &lanes, &choices, &mut html);
    html += &sheets;
    html += "</main>\n";
    html += &format!(
        "<aside id=\"~details\" aria-label=\"{}\" tabindex=\"-1\" hidden><div class=\"close\"><button type=\"button\" data-do=\"link\">{}</button><button type=\"button\" data-do=\"close\">{}</button></div><div class=\"body\"></div><p class=\"tools\"><button type=\"button\" class=\"place\" title=\"{}\" dir=\"ltr\"></button></p></aside>\n",
        words::DETAILS,
        words::COPY_LINK,
        words::CLOSE,
        words::PLACE_HELP
    );
    frame::close(frame, &mut html);
    out.write_str(&html)
}

fn sheet(sheet: &Sheet<'_>, map: &Map<'_>, out: &mut String) {
    head(sheet, out);
    map::write(sheet, map, out);
    tables::write(sheet, out);
    details::write(sheet, out);
}

/// What the journey is, in a few figures.
fn head(sheet: &Sheet<'_>, out: &mut String) {
    let board = sheet.board;
    *out += &format!(
        "<header class=\"top\" data-at=\"{}\"><h1 dir=\"auto\">{}</h1>",
        Attr(&sheet.place(board.at)),
        Text(&board.title)
    );
    if !board.goals.is_empty() {
        let goals = board.goals.iter().map(|goal| {
            let became = Became::new(goal.fate.as_deref());
            let class = match became.class.trim_start() {
                "" => String::new(),
                class => format!(" class=\"{class}\""),
            };
            let (text, only) = (Text(&goal.text), small::only(&goal.only));
            format!("<li dir=\"auto\"{class}>{}{text}{only}</li>", became.sign)
        });
        *out += &format!("<ul class=\"goals\">{}</ul>", goals.collect::<String>());
    }
    *out += "<dl class=\"facts\">";
    let mut fact = |class: &str, word: &str, value: String| {
        if !value.is_empty() {
            *out += &format!("<div class=\"{class}\"><dt>{word}</dt><dd>{value}</dd></div>");
        }
    };
    match board.audience.as_ref() {
        Some(audience) => fact("", words::AUDIENCE, small::inline(&audience.title)),
        None => fact("", words::FOR, small::titles(&board.audiences)),
    }
    fact("", words::OWNERS, small::titles(&board.owners));
    fact("", words::VOLUME, board.volume.as_deref().map(small::figure).unwrap_or_default());
    fact("", words::WORTH, board.worth.map(small::figure).unwrap_or_default());
    fact("", words::REVIEWED, review(board, sheet.project.today));
    if board.barriers().next().is_some() {
        match board.open_barriers().count() {
            0 => fact("", words::OPEN_BARRIERS, words::NONE_OPEN.to_owned()),
            open => {
                fact("hurts", words::OPEN_BARRIERS, format!("<a href=\"#~open\">{}</a>", small::figure(open)))
            }
        }
    }
    fact("", words::COMPLETE, sheet.flow.completes.map(small::percent).unwrap_or_default());
    fact(
        "",
        words::TAGS,
        board
            .tags
            .iter()
            .map(|it| format!("<span class=\"chan\" dir=\"auto\">{}</span>", Text(it)))
            .collect(),
    );
    *out += "</dl>";
    let measure = |it: &Measured| {
        let became = Became::new(it.fate.as_deref());
        format!(
            "<div class=\"measure{}\">{}<p><span dir=\"auto\">{}</span>{}</p><p class=\"value\">{}</p>{}</div>",
            became.class,
            became.sign,
            Text(&it.metric.title),
            small::only(&it.only),
            small::measured(it),
            became.was
        )
    };
    if !board.measures.is_empty() {
        *out += &format!(
            "<div class=\"measures\">{}</div>",
            board.measures.iter().map(measure).collect::<String>()
        );
    }
    if let Some(versus) = &board.versus {
        *out += &format!(
            "<div class=\"versus\"><p><b>{}{}</b></p><p class=\"fates\">{} {} {}</p>{}</div>",
            words::COMPARED_WITH,
            small::inline(&versus.other),
            format_args!("{}{}", words::NEW, words::NEW_WORD),
            format_args!("{}{}", words::GONE, words::GONE_WORD),
            format_args!("{}{}", words::OTHER, words::OTHER_WORD),
            match versus.fate.as_deref() {
                Some(Fate::Changed(words)) => small::was(words),
                Some(Fate::Added | Fate::Removed(_)) | None => String::new(),
            }
        );
    }
    let links: String = board.links.iter().map(|it| small::outside(it)).collect();
    let note = board.note.as_deref().map(detail::note).unwrap_or_default();
    if !links.is_empty() || !note.is_empty() {
        *out +=
            &format!("<details class=\"about\"><summary>{}</summary>{note}{links}</details>", words::NOTE);
    }
    *out += "</header>\n";
}

/// When the journey was last gone through, and when it should be again.
fn review(board: &Board, today: Date) -> String {
    let Some(reviewed) = board.reviewed else { return String::new() };
    let said = small::figure(reviewed);
    let Some(next) = board.next_review() else { return said };
    if next < today {
        format!("{said} <span class=\"late\">{}{}</span>", words::REVIEW_OVERDUE, small::figure(next))
    } else {
        format!("{said} <span class=\"quiet\">{}{}</span>", words::NEXT_REVIEW, small::figure(next))
    }
}

/// What the map is narrowed, searched and sized with; it works with a script alone, and is hidden without.
fn tools(audiences: &[(&str, &str)], lanes: &[(String, String)], choices: &Choices<'_>, out: &mut String) {
    *out += &format!("<div class=\"tools\" role=\"group\" aria-label=\"{}\">\n", words::TOOLS);
    *out += &format!(
        "<input type=\"search\" name=\"search\" placeholder=\"{}\" aria-label=\"{}\" dir=\"auto\">",
        words::SEARCH,
        words::SEARCH_HELP
    );
    if !audiences.is_empty() {
        let all = audiences.iter().map(|(name, title)| ((*name).to_owned(), *title));
        select("audience", words::AUDIENCE, words::EVERYONE, all, out);
    }
    *out += &format!("<details class=\"menu\"><summary>{}</summary><div>", words::LANES);
    for (key, title) in lanes {
        *out += &format!(
            "<label><input type=\"checkbox\" name=\"lane\" value=\"{}\" checked> <span dir=\"auto\">{}</span></label>",
            Attr(key),
            Text(title)
        );
    }
    *out += "</div></details>";
    let numbered = |known: &std::collections::BTreeMap<(&str, &str), usize>| -> Vec<(String, String)> {
        known.iter().map(|((title, _), number)| (number.to_string(), (*title).to_owned())).collect()
    };
    let owners = numbered(&choices.owners);
    if owners.len() > 1 {
        select(
            "owner",
            words::OWNERS,
            words::ANY_OWNER,
            owners.iter().map(|(value, title)| (value.clone(), title.as_str())),
            out,
        );
    }
    let channels = numbered(&choices.channels);
    if channels.len() > 1 {
        select(
            "channel",
            words::CHANNEL,
            words::ANY_CHANNEL,
            channels.iter().map(|(value, title)| (value.clone(), title.as_str())),
            out,
        );
    }
    if choices.has_severity {
        let levels = Level::ALL.iter().rev().map(|level| (level.word().to_owned(), level.word()));
        select("severity", words::SEVERITY, words::ANY_SEVERITY, levels, out);
    }
    *out += &format!(
        "<output name=\"count\" aria-live=\"polite\"></output><button type=\"button\" data-do=\"clear\" hidden>{}</button><span class=\"zoom\" role=\"group\"><button type=\"button\" data-do=\"fit\" title=\"{}\">{}</button><button type=\"button\" data-do=\"smaller\" aria-label=\"{}\">−</button><button type=\"button\" data-do=\"whole\" title=\"{}\"><bdi>100 %</bdi></button><button type=\"button\" data-do=\"larger\" aria-label=\"{}\">+</button></span>\n</div>\n",
        words::CLEAR,
        words::FIT_HELP,
        words::FIT,
        words::ZOOM_OUT,
        words::ZOOM_WHOLE,
        words::ZOOM_IN
    );
}

fn select<'a>(
    name: &str,
    label: &str,
    any: &str,
    choices: impl Iterator<Item = (String, &'a str)>,
    out: &mut String,
) {
    *out += &format!("<select name=\"{name}\" aria-label=\"{label}\"><option value=\"\">{any}</option>");
    for (value, title) in choices {
        *out += &format!("<option value=\"{}\">{}</option>", Attr(&value), Text(title));
    }
    *out += "</select>";
}
