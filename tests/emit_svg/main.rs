//! Maps as pictures: whether their texts can be read where they stand, whether others can open them, and what they are.

// Pictures are opened as files, and what a machine lacks is told by its environment.
#![allow(clippy::disallowed_methods)]

mod golden;
mod looks;
mod pictures;
mod scripts;
#[path = "../emit_html/texts.rs"]
#[allow(dead_code, reason = "the texts of all maps stand together")]
mod texts;
mod versions;

use journey::emit::look::{Mode, Theme};
use journey::emit::picture::Fonts;
use journey::emit::{Emitter, Made, Project, Subject, Unmade};
use journey::view::View;
use journey::view::board::Board;
use journey::workspace::Memory;

#[path = "../support/mod.rs"]
mod support;

/// What a format makes of every journey of a project, with the journeys' names.
fn made(files: &Memory, format: &str, mode: Mode, fonts: &Fonts) -> Vec<(String, Result<Made, Unmade>)> {
    made_at(1.0, files, format, mode, fonts)
}

/// The same, at a scale.
fn made_at(
    scale: f32,
    files: &Memory,
    format: &str,
    mode: Mode,
    fonts: &Fonts,
) -> Vec<(String, Result<Made, Unmade>)> {
    let snapshot = support::snapshot(files, support::TODAY);
    let model = snapshot.model();
    let subjects = model.journeys().map(|(id, journey)| {
        let view = View::new(model, id, None);
        Subject { view, board: Board::new(&view), path: journey.declared.name.to_string() }
    });
    let project = Project {
        subjects: subjects.collect(),
        theme: Theme { mode, ..Theme::default() },
        fonts,
        scale,
        ..Project::new(model, &snapshot, snapshot.settings().today)
    };
    let page = Emitter::named(format).expect("there is such a format").pages[0];
    project.subjects.iter().map(|subject| (subject.path.clone(), page.made(subject, &project))).collect()
}

/// The SVG of every journey of a project.
fn drawn(files: &Memory, mode: Mode) -> Vec<(String, String)> {
    let made = made(files, "svg", mode, &Fonts::none());
    let text = |made: Result<Made, Unmade>| String::from_utf8(made.expect("a text").bytes).expect("a text");
    made.into_iter().map(|(name, made)| (name, text(made))).collect()
}

/// The SVG of the first journey in a file of this text.
fn drawn_of(journey: &str) -> String {
    drawn(&Memory::new([("all.journey", journey)]), Mode::Auto).remove(0).1
}

/// The files of an example.
fn example(name: &str) -> Memory {
    let files = support::files_in(&support::folder("examples").join(name));
    let texts = files.into_iter().filter_map(|(path, bytes)| Some((path, String::from_utf8(bytes).ok()?)));
    Memory::new(texts.collect::<Vec<_>>())
}

/// The maps of every example, each named after its folder and journey.
fn examples() -> Vec<(String, String)> {
    let folders = support::entries(&support::folder("examples"));
    let names = folders.iter().filter(|path| path.is_dir()).filter_map(|path| path.file_name());
    let names = names.map(|name| name.to_string_lossy().into_owned());
    let maps = names.flat_map(|name| {
        let maps = drawn(&example(&name), Mode::Auto).into_iter();
        maps.map(|(journey, svg)| (format!("{name}-{journey}"), svg)).collect::<Vec<_>>()
    });
    maps.collect()
}
