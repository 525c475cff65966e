//! The states that are compared: which are meant, and what is wrong with them.

use crate::cli::{Status, Stop, World};
use crate::diagnostic::{Diagnostic, Severity};
use crate::emit::changes::Version;
use crate::report::{Findings, Most, USUAL, print_human, visible_line};
use crate::workspace::{State, Trouble};

/// Reads the files at `path`.
pub(super) fn at_path(path: &str, world: &World<'_>) -> Result<State, Stop> {
    let state =
        State::read(path, world.files, world.today, USUAL).map_err(|failure| match failure.trouble {
            Trouble::NotThere => Stop::Usage(failure.to_string()),
            _ => Stop::Failure(failure),
        })?;
    if state.has_files() {
        Ok(state)
    } else {
        Err(Stop::Usage(format!("there is no `.journey` file in {path}")))
    }
}

/// A state, as changes of it are told.
pub(super) fn version(state: &State) -> Version<'_> {
    Version {
        name: &state.name,
        model: state.snapshot.model(),
        sources: &state.snapshot,
        prefix: &state.prefix,
    }
}

/// Tells what is wrong with a state, and how the command ends for that. What can be compared is compared all the same.
pub(super) fn tell(state: &State, world: &mut World<'_>) -> Result<Status, Stop> {
    for failure in &state.failures {
        let failure = visible_line(&failure.to_string(), &world.look);
        writeln!(world.stderr, "error: {}{failure}", visible_line(&state.prefix, &world.look))?;
    }
    let snapshot = &state.snapshot;
    let is_error = |report: &&Diagnostic| report.severity == Severity::Error;
    let errors: Vec<Diagnostic> = snapshot.diagnostics().iter().filter(is_error).cloned().collect();
    if !errors.is_empty() {
        let findings = Findings {
            reports: &errors,
            left_out: snapshot.left_out(),
            sources: state,
            files: snapshot.asked().count(),
            most: Most::Usual,
        };
        print_human(&findings, &world.look, world.stderr)?;
    }
    Ok(match (state.failures.is_empty(), errors.is_empty()) {
        (false, _) => Status::Failed,
        (true, false) => Status::Errors,
        (true, true) => Status::Fine,
    })
}
