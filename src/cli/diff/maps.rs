//! `--to`: the maps of both states as one, written as `journey build` writes those of one.

use crate::cli::build::{Compiled, Pace, subjects_at};
use crate::cli::{Status, Stop, World};
use crate::diff::{Changes, on_one_board};
use crate::emit::{self, EMITTERS, Emitter};
use crate::report::visible_line;
use crate::view::View;
use crate::view::board::Board;
use crate::workspace::Versions;

/// The formats that draw maps.
pub(super) fn formats() -> impl Iterator<Item = &'static Emitter> {
    EMITTERS.iter().copied().filter(|emitter| emitter.is_map)
}

/// Writes into `folder`, in the formats of these names, the map of every journey in which something has changed, and tells
/// of it.
pub(super) fn write(
    versions: &Versions,
    changes: &Changes,
    (names, folder): (&[String], &str),
    world: &mut World<'_>,
) -> Result<Status, Stop> {
    let (old, new) = (versions.old.snapshot.model(), versions.new.snapshot.model());
    let snapshot = &versions.new.snapshot;
    let mut views = Vec::new();
    let mut before = Vec::new();
    for changed in &changes.journeys {
        let Some(is) = changed.journey.new_journey() else {
            let gone = changed.journey.old.map(|it| it.declared(old).name.to_string()).unwrap_or_default();
            let gone = visible_line(&gone, &world.look);
            writeln!(world.stderr, "`{gone}` is no longer there, and has no map")?;
            continue;
        };
        let view = View::new(new, is, None);
        views.push(view);
        before.push((is, changed.journey.old_journey()));
    }
    let (broken, whole): (Vec<View<'_>>, Vec<View<'_>>) =
        views.into_iter().partition(|view| snapshot.is_broken(view.journey_id()));
    let renames = changes.renames(old, new);
    let mut subjects = subjects_at(whole, |source| versions.new.path(source));
    for subject in &mut subjects {
        let journey = subject.view.journey_id();
        let was = before.iter().find(|(is, _)| *is == journey).and_then(|(_, was)| *was);
        let was = was.map(|was| Board::new(&View::new(old, was, None)));
        subject.board = on_one_board(was, subject.board.clone(), &versions.old.name, &renames);
    }
    let project = emit::Project {
        files: snapshot.needed(),
        subjects,
        theme: snapshot.project_settings().theme.clone(),
        fonts: world.fonts,
        ..emit::Project::new(new, snapshot, snapshot.settings().today)
    };
    let emitters: Vec<&Emitter> = formats().filter(|it| names.iter().any(|name| name == it.name)).collect();
    let compiled = Compiled::new(project, &emitters, &broken, snapshot);
    compiled.tell_left_out(&world.look, world.stderr)?;
    let written = compiled.write(folder, world.files, Pace::OneByOne);
    writeln!(world.stderr, "{}", written.told(folder, &world.look))?;
    written.complain(&world.look, world.stderr)?;
    Ok(written.status(Status::Fine))
}
