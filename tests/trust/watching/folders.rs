//! Files and folders that go and come back, faster than anybody tells of it.

use std::fs;
use std::thread;
use std::time::Duration;

use crate::tries;
use crate::watching::{TEAMS, Watching, fill, journey};

/// What is done to a project, so that its graph says the title in the end.
type Accident = fn(&Watching, &str);

fn file_removed_and_made_anew(watching: &Watching, title: &str) {
    fs::remove_file(watching.path("bread.journey")).unwrap();
    thread::sleep(Duration::from_millis(title.len() as u64 % 3 * 60));
    watching.write("bread.journey", &journey(title));
}

fn folder_renamed_and_back(watching: &Watching, title: &str) {
    fs::rename(watching.path("shared"), watching.path("elsewhere")).unwrap();
    thread::sleep(Duration::from_millis(title.len() as u64 % 3 * 60));
    fs::rename(watching.path("elsewhere"), watching.path("shared")).unwrap();
    watching.write("shared/teams.journey", &teams(title));
}

fn folder_removed_and_refilled(watching: &Watching, title: &str) {
    fs::remove_dir_all(watching.path("shared")).unwrap();
    fs::create_dir(watching.path("shared")).unwrap();
    watching.write("shared/teams.journey", TEAMS);
    thread::sleep(Duration::from_millis(7));
    watching.write("shared/teams.journey", &teams(title));
}

fn project_removed_and_made_anew(watching: &Watching, title: &str) {
    // Outputs may be written into it while it is taken away.
    while fs::remove_dir_all(watching.project()).is_err() {}
    thread::sleep(Duration::from_millis(title.len() as u64 % 3 * 60));
    fill(&watching.project());
    watching.write("bread.journey", &journey(title));
}

fn teams(title: &str) -> String {
    TEAMS.replace("bakery", &format!("bakery \"{title}\""))
}

fn try_all(name: &str, accident: Accident) {
    let watching = Watching::start();
    let mut longest = Duration::ZERO;
    let count = tries(10, 100);
    for number in 0..count {
        let title = format!("{name} {number}");
        accident(&watching, &title);
        longest = longest.max(watching.expect_output(&title));
    }
    watching.expect_clean_build(name);
    // A save after it is heard at once again, and not only when one looks around.
    watching.write("bread.journey", &journey("Well again"));
    watching.expect_output("Well again");
    eprintln!("{name}: {count} times, longest {longest:?}");
}

#[test]
fn a_file_is_removed_and_made_anew() {
    try_all("file", file_removed_and_made_anew);
}

#[test]
fn a_folder_is_renamed_and_comes_back() {
    try_all("renamed", folder_renamed_and_back);
}

#[test]
fn a_folder_is_removed_and_refilled() {
    try_all("refilled", folder_removed_and_refilled);
}

#[test]
fn the_project_is_removed_and_made_anew() {
    try_all("project", project_removed_and_made_anew);
}

#[test]
fn a_folder_that_stays_away_is_told() {
    let watching = Watching::start();
    fs::rename(watching.path("shared"), watching.path("elsewhere")).unwrap();
    watching.expect_told("import-not-found");
    watching.expect_clean_build("away");
    fs::rename(watching.path("elsewhere"), watching.path("shared")).unwrap();
    watching.expect_told("wrote ");
    watching.expect_clean_build("back");
}
