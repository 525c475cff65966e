//! Journeys as pages for a browser: text in boxes, and a script that takes in a page made anew.

use std::fmt::{self, Write};

use crate::emit::{Project, Subject};
use crate::report::Places;
use crate::text::Span;

/// The style of every page.
pub const STYLE: &str = include_str!("map.css");

/// The script of every page.
pub const SCRIPT: &str = include_str!("map.js");

/// Where a page is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    /// As a file, with all that it needs inside.
    Alone,
    /// By a server that has the style and the script, and tells when the page has changed.
    Served,
}

/// Writes the page of a journey.
pub fn page(subject: &Subject<'_>, project: &Project<'_>, frame: Frame, out: &mut dyn Write) -> fmt::Result {
    let board = &subject.board;
    head(&board.title, frame, out)?;
    writeln!(out, "<main><h1 data-at=\"{}\">{}</h1>", at(board.at, project), escape(&board.title))?;
    if project.subjects.len() > 1 {
        let up = "../".repeat(subject.path.matches('/').count());
        writeln!(out, "<p><a href=\"{up}index.html\">All journeys</a></p>")?;
    }
    for stage in &board.stages {
        let (name, title) = (escape(&stage.name), escape(&stage.title));
        writeln!(out, "<section id=\"{name}\" data-at=\"{}\"><h2>{title}</h2>", at(stage.at, project))?;
        for point in &stage.touchpoints {
            let (own, title) = (escape(&point.name), escape(&point.title));
            writeln!(out, "<h3 id=\"{name}/{own}\" data-at=\"{}\">{title}</h3>", at(point.at, project))?;
        }
        writeln!(out, "<ul>")?;
        for barrier in stage.all_barriers() {
            writeln!(out, "<li data-at=\"{}\">{}</li>", at(barrier.at, project), escape(&barrier.title))?;
        }
        writeln!(out, "</ul></section>")?;
    }
    writeln!(out, "</main>")
}

/// Writes the page that leads to all of them.
pub fn index(project: &Project<'_>, frame: Frame, out: &mut dyn Write) -> fmt::Result {
    head("Journeys", frame, out)?;
    writeln!(out, "<main><h1>Journeys</h1><ul>")?;
    for subject in &project.subjects {
        let (path, title) = (escape(&subject.path), escape(&subject.board.title));
        writeln!(out, "<li><a href=\"{path}.html\">{title}</a></li>")?;
    }
    writeln!(out, "</ul></main>")
}

fn head(title: &str, frame: Frame, out: &mut dyn Write) -> fmt::Result {
    writeln!(
        out,
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{}</title>",
        escape(title)
    )?;
    match frame {
        Frame::Alone => writeln!(out, "<style>{STYLE}</style><script>{SCRIPT}</script>"),
        Frame::Served => {
            writeln!(
                out,
                "<link rel=\"stylesheet\" href=\"/map.css\"><script src=\"/map.js\" defer></script>"
            )?;
            writeln!(out, "<script src=\"/live.js\" defer></script>")
        }
    }
}

fn at(span: Span, project: &Project<'_>) -> String {
    let places = Places::new(project.sources);
    let place = places.place(span);
    let point = places.start_point(place);
    escape(&format!("{}:{}:{}", place.source.path, point.line, point.column))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
