//! What the tests share: the files of a folder, a command line carried out over them in memory, and the text it prints.
//!
//! No process, no disk, no clock: every run is seen by a person with 100 columns, no colour, on one fixed day.

// Each of the two binaries that share this uses a part of it.
#![allow(dead_code)]
// The disk is these tests' matter: their cases stand there.
#![allow(clippy::disallowed_methods)]

pub(crate) mod browser;
pub(crate) mod scratch;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use journey::cli::{self, Status, World};
use journey::history::{History, NoHistory};
use journey::report::Look;
use journey::rules::Levels;
use journey::value::Date;
use journey::workspace::{self, Memory, Settings, Snapshot, Workspace};

/// The day that is today.
pub(crate) const TODAY: &str = "2026-11-22";

/// Files by path, with `/` between folders.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// All files in and below `folder`, by their paths from it.
pub(crate) fn files_in(folder: &Path) -> Files {
    let mut files = Files::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(at) = waiting.pop() {
        for entry in entries(&at) {
            if entry.is_dir() {
                waiting.push(entry);
                continue;
            }
            let path = entry.strip_prefix(folder).unwrap_or(&entry);
            let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
            files.insert(parts.join("/"), read(&entry));
        }
    }
    files
}

/// What stands in `folder`, sorted.
pub(crate) fn entries(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

#[expect(clippy::disallowed_methods, reason = "tests read their cases from the disk")]
pub(crate) fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The folder `name` of the repository.
pub(crate) fn folder(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// What the project in `files` means on the day `today`.
pub(crate) fn snapshot(files: &Memory, today: &str) -> Snapshot {
    let settings = Settings { today: Date::read(today).unwrap(), levels: Levels::default() };
    let mut workspace = Workspace::new(files, settings);
    workspace.open(".").unwrap();
    workspace.refresh(&BTreeSet::new());
    workspace.snapshot()
}

/// What a person sees of it all.
const LOOK: Look = Look { width: 100, ..Look::PLAIN };

/// What a command prints, on standard output and on standard error as they come, and how it ends.
pub(crate) fn run(arguments: &[&str], files: &dyn workspace::Files, stdin: &[u8]) -> (String, Status) {
    run_with(LOOK, arguments, files, stdin)
}

/// The same, where something was recorded of the files.
pub(crate) fn run_with_history(
    history: &dyn History,
    arguments: &[&str],
    files: &dyn workspace::Files,
    stdin: &[u8],
) -> (String, Status) {
    run_in(LOOK, history, arguments, files, stdin)
}

/// The same on another terminal.
pub(crate) fn run_with(
    look: Look,
    arguments: &[&str],
    files: &dyn workspace::Files,
    stdin: &[u8],
) -> (String, Status) {
    run_in(look, &NoHistory, arguments, files, stdin)
}

fn run_in(
    look: Look,
    history: &dyn History,
    arguments: &[&str],
    files: &dyn workspace::Files,
    mut stdin: &[u8],
) -> (String, Status) {
    let printed = RefCell::new(Vec::new());
    let (mut stdout, mut stderr) = (Shared(&printed), Shared(&printed));
    let today = Date::read(TODAY).unwrap();
    let mut world = World::still(files, &mut stdin, &mut stdout, &mut stderr, today);
    world.look = look;
    world.history = history;
    let status = cli::run(arguments.iter().map(OsString::from), &mut world);
    (String::from_utf8(printed.into_inner()).unwrap(), status)
}

/// Whether a tool is on this machine. It is told what is not tested without it, and that is a failure where `CI` is set.
pub(crate) fn has_tool(tool: &str, untested: &str) -> bool {
    let found =
        std::process::Command::new(tool).arg("--version").output().is_ok_and(|out| out.status.success());
    if !found {
        let message = format!("`{tool}` is not on this machine: {untested} is not tested");
        assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "{message}");
        // Past what catches the output of tests, so that it is read.
        let _ = writeln!(io::stderr(), "skipped: {message}");
    }
    found
}

/// How many times to try: `soak` where long tests were asked for.
pub(crate) fn tries(usual: usize, soak: usize) -> usize {
    if std::env::var_os("SOAK").is_some_and(|it| it == "1") { soak } else { usual }
}

/// Two streams into one, as on a terminal.
struct Shared<'a>(&'a RefCell<Vec<u8>>);

impl Write for Shared<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
