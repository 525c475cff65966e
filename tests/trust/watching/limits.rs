//! A system that gives out no more watches: changes are noticed all the same, later, and that is said once.

use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::tries;
use crate::watching::{TEAMS, Watching, has, journey, project};

/// The program in a name space of its own, where `setting` is `value`: nobody else is concerned.
fn start_under(setting: &str, value: &str) -> Watching {
    Watching::start_with(project(), |watch| {
        let mut shell = Command::new("unshare");
        let script = format!("echo {value} > /proc/sys/user/{setting} && exec \"$@\"");
        shell.args(["--user", "--map-root-user", "sh", "-c", &script, "sh"]).arg(watch.get_program());
        shell.args(watch.get_args()).current_dir(watch.get_current_dir().unwrap());
        shell
    })
}

fn try_under(setting: &str, value: &str, advice: &str) {
    let script = format!("echo {value} > /proc/sys/user/{setting}");
    if !has("unshare", &["--user", "--map-root-user", "sh", "-c", &script]) {
        return;
    }
    let watching = start_under(setting, value);
    let mut longest = Duration::ZERO;
    for number in 0..tries(3, 50) {
        let start = Instant::now();
        watching.write("bread.journey", &journey(&format!("Noticed {number}")));
        watching.expect_output(&format!("Noticed {number}"));
        let title = format!("bakery \"Noticed too {number}\"");
        watching.write("shared/teams.journey", &TEAMS.replace("bakery", &title));
        watching.expect_output(&format!("Noticed too {number}"));
        longest = longest.max(start.elapsed() / 2);
    }
    watching.expect_clean_build(setting);
    thread::sleep(Duration::from_secs(1));
    let told = watching.all_told();
    let warnings: Vec<_> = told.iter().filter(|line| line.starts_with("warning: ")).collect();
    assert_eq!(warnings.len(), 1, "{warnings:#?}");
    assert!(warnings[0].contains(advice), "{warnings:#?}");
    eprintln!("{setting} = {value}: longest {longest:?}");
}

#[test]
fn without_watches_changes_are_looked_for() {
    try_under("max_inotify_watches", "1", "raise `fs.inotify.max_user_watches`");
}

#[test]
fn without_a_listener_changes_are_looked_for() {
    try_under("max_inotify_instances", "0", "raise `fs.inotify.max_user_instances`");
}
