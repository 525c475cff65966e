//! Files that may not be read, lead nowhere or are no files: told while they are so, and forgotten when they are mended.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::watching::{PATIENCE, Watching, has, is_root, journey, project};

/// Starts watching as somebody who may not read everything. Root may, and becomes nobody.
fn start_as_nobody() -> Option<Watching> {
    let folder = project();
    if !is_root() {
        return Some(Watching::start_with(folder, |watch| watch));
    }
    if !has("setpriv", &["--reuid=65534", "--regid=65534", "--clear-groups", "true"]) {
        return None;
    }
    // The program itself may stand where nobody can read.
    let program = folder.path().join("journey");
    fs::copy(env!("CARGO_BIN_EXE_journey"), &program).unwrap();
    for path in
        [folder.path().to_owned(), folder.path().join("project"), folder.path().join("project/shared")]
    {
        fs::set_permissions(path, Permissions::from_mode(0o777)).unwrap();
    }
    Some(Watching::start_with(folder, |watch| {
        let mut other = Command::new("setpriv");
        other.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&program);
        other.args(watch.get_args()).current_dir(watch.get_current_dir().unwrap());
        other
    }))
}

fn allow(watching: &Watching, path: &str, mode: u32) {
    fs::set_permissions(watching.path(path), Permissions::from_mode(mode)).unwrap();
}

/// Waits until a build has told an error with these words.
fn expect_error(watching: &Watching, words: &str) {
    watching.expect_told(words);
    watching.expect_told(" ms");
}

/// Waits until the last build told no error.
fn expect_well(watching: &Watching) {
    let end = Instant::now() + PATIENCE;
    while super::last_build(&watching.all_told()).iter().any(|line| line.contains("error")) {
        assert!(Instant::now() < end, "{:#?}", watching.all_told());
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_file_that_may_not_be_read_is_told_until_it_may() {
    let Some(watching) = start_as_nobody() else { return };
    for round in 0..3 {
        allow(&watching, "bread.journey", 0o000);
        expect_error(&watching, "error: `bread.journey`: permission denied");
        // It stays so, and is not forgotten when one looks around.
        watching.settle();
        thread::sleep(Duration::from_millis(2_500));
        let told = watching.all_told();
        assert!(super::last_build(&told).iter().any(|line| line.contains("permission denied")), "{told:#?}");
        assert_eq!(told.iter().filter(|line| line.contains("permission denied")).count(), round + 1);
        allow(&watching, "bread.journey", 0o644);
        expect_well(&watching);
        watching.write("bread.journey", &journey(&format!("Readable {round}")));
        watching.expect_output(&format!("Readable {round}"));
    }
}

#[test]
fn a_folder_that_may_not_be_read_is_told_until_it_may() {
    let Some(watching) = start_as_nobody() else { return };
    allow(&watching, "shared", 0o000);
    expect_error(&watching, "error");
    allow(&watching, "shared", 0o777);
    expect_well(&watching);
    watching.write("shared/teams.journey", "team bakery \"Readable again\"\nchannel counter\n");
    watching.expect_output("Readable again");
}

#[test]
fn an_output_folder_that_may_not_be_written_is_told_once_and_filled_when_it_may() {
    let Some(watching) = start_as_nobody() else { return };
    allow(&watching, "out", 0o555);
    watching.write("bread.journey", &journey("Kept out"));
    expect_error(&watching, "error: `out/bread.dot`");
    thread::sleep(Duration::from_secs(5));
    let told = watching.all_told();
    assert_eq!(told.iter().filter(|line| line.contains("error: `out/bread.dot`")).count(), 1, "{told:#?}");
    allow(&watching, "out", 0o777);
    watching.expect_output("Kept out");
}

#[test]
fn a_link_that_leads_nowhere_is_told_until_it_leads_somewhere() {
    let watching = Watching::start();
    symlink("nowhere", watching.path("link.journey")).unwrap();
    expect_error(&watching, "error: `link.journey`");
    watching.write("nowhere", "team ghosts\n");
    expect_well(&watching);
    fs::remove_file(watching.path("nowhere")).unwrap();
    expect_error(&watching, "error: `link.journey`");
    fs::remove_file(watching.path("link.journey")).unwrap();
    expect_well(&watching);
}

#[test]
fn a_pipe_among_the_files_is_told_and_never_waited_for() {
    let watching = Watching::start();
    let made = Command::new("mkfifo").arg(watching.path("pipe.journey")).status().unwrap();
    assert!(made.success());
    expect_error(&watching, "error: `pipe.journey`: it is no file that can be read");
    watching.write("bread.journey", &journey("Beside a pipe"));
    watching.expect_output("Beside a pipe");
    fs::remove_file(watching.path("pipe.journey")).unwrap();
    expect_well(&watching);
    // In the place of a file that was read before.
    fs::remove_file(watching.path("shared/teams.journey")).unwrap();
    assert!(Command::new("mkfifo").arg(watching.path("shared/teams.journey")).status().unwrap().success());
    expect_error(&watching, "error");
    fs::remove_file(watching.path("shared/teams.journey")).unwrap();
    watching.write("shared/teams.journey", "team bakery \"No pipe\"\nchannel counter\n");
    watching.expect_output("No pipe");
}
