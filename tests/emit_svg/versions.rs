//! Two versions of a journey as one map.

use journey::diff::{Renames, both};
use journey::emit::look::{Mode, Theme};
use journey::emit::{Emitter, Project, Subject};
use journey::model::Declaration;
use journey::view::View;
use journey::view::board::Board;
use journey::workspace::Memory;

use crate::{example, support};

/// The maps of both versions of every journey that is in both, with the journeys' names, in this format.
fn drawn(format: &str, old: &Memory, new: &Memory) -> Vec<(String, String)> {
    let (old, new) = (support::snapshot(old, support::TODAY), support::snapshot(new, support::TODAY));
    let subjects = new.model().journeys().filter_map(|(id, journey)| {
        let before = old.model().journeys().find(|(_, it)| it.name() == journey.name())?.0;
        let view = View::new(new.model(), id, None);
        let before = Board::new(&View::new(old.model(), before, None));
        let board = both(before, Board::new(&view), "main", &Renames::new());
        Some(Subject { view, board, path: journey.name().to_string() })
    });
    let project = Project {
        subjects: subjects.collect(),
        theme: Theme { mode: Mode::Light, ..Theme::default() },
        ..Project::new(new.model(), &new, new.settings().today)
    };
    let page = Emitter::named(format).expect("there is such a format").pages[0];
    let made = project.subjects.iter().map(|subject| {
        let bytes = page.made(subject, &project).expect("it is drawn").bytes;
        (subject.path.clone(), String::from_utf8(bytes).expect("a text"))
    });
    made.collect()
}

/// An example before and after these replacements in one of its files.
fn edited(name: &str, file: &str, edits: &[(&str, &str)]) -> (Memory, Memory) {
    let old = example(name);
    let mut all = old.all();
    let (_, bytes) = all.iter_mut().find(|(path, _)| path.ends_with(file)).expect("it is there");
    let mut text = String::from_utf8(bytes.clone()).expect("a text");
    for (before, after) in edits {
        assert!(text.contains(before), "{before}");
        text = text.replace(before, after);
    }
    *bytes = text.into_bytes();
    (old, Memory::new(all))
}

#[test]
fn x() {
    let (old, new) = edited(
        "shoes",
        "buying.journey",
        &[
            ("emotion -2 \"No idea which size to take\"", "emotion +1 \"The guide helps\""),
            ("status testing", "status live"),
            ("owner marketing", "owner ecommerce"),
            ("question \"Is it cheaper elsewhere?\"\n", "question \"Does a shop near me have it?\"\n"),
            ("-> comparison 42%", "-> comparison 45%"),
            (
                "touchpoint search_hit \"Hit in the search engine\"",
                "touchpoint answer \"Answer of an assistant\"",
            ),
        ],
    );
    for format in ["svg", "html"] {
        for (name, text) in drawn(format, &old, &new) {
            std::fs::write(format!("/tmp/png/both-{name}.{format}"), text).unwrap();
        }
    }
}
