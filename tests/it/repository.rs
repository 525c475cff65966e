//! The files of this repository.

use std::fs;
use std::path::Path;

/// Where the repository is.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a file, by its path from the root; nothing if it is not there.
pub(crate) fn text(path: &str) -> Option<String> {
    fs::read_to_string(root().join(path)).ok()
}

/// The files below a folder whose names end in `ending`, by their paths from the root, in order.
pub(crate) fn files(folder: &str, ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut waiting = vec![root().join(folder)];
    while let Some(folder) = waiting.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.filter_map(|entry| entry.ok()).map(|entry| entry.path()) {
            if path.is_dir() {
                waiting.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(shown(&path));
            }
        }
    }
    found.sort();
    found
}

fn shown(path: &Path) -> String {
    let path = path.strip_prefix(root()).unwrap_or(path);
    path.to_string_lossy().replace('\\', "/")
}

/// Looks whether a generated file is what it should be. With `UPDATE=1` in the environment, makes it so.
pub(crate) fn assert_fresh(path: &str, wanted: &str) {
    if text(path).as_deref() == Some(wanted) {
        return;
    }
    if std::env::var("UPDATE").is_ok_and(|set| set == "1") {
        fs::write(root().join(path), wanted).unwrap();
        return;
    }
    let found = text(path).unwrap_or_default();
    let differs = found.lines().zip(wanted.lines()).position(|(found, wanted)| found != wanted);
    let line = differs.unwrap_or(found.lines().count().min(wanted.lines().count()));
    panic!(
        "{path} is stale from line {} on: `{}` should be `{}`; run `UPDATE=1 cargo test --test it documents`",
        line + 1,
        found.lines().nth(line).unwrap_or_default(),
        wanted.lines().nth(line).unwrap_or_default()
    );
}

/// Fails with all of `problems`, if there are any.
pub(crate) fn assert_none(problems: Vec<String>) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}
