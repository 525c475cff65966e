//! What people do all day: mistakes made and mended, files that come and go, and the end of the day.

use std::fs;

use crate::watching::{TEAMS, Watching, journey};

#[test]
fn a_mistake_keeps_what_was_written_until_it_is_mended() {
    let watching = Watching::start();
    watching.write("bread.journey", &journey("Half").replace("owner", "ownr"));
    watching.expect_told("did you mean `owner`?");
    watching.expect_told("what was written of it before stays");
    watching.expect_output("Bread");
    watching.write("bread.journey", &journey("Mended"));
    watching.expect_output("Mended");
    fs::remove_file(watching.path("shared/teams.journey")).unwrap();
    watching.expect_told("import-not-found");
    watching.write("shared/teams.journey", &TEAMS.replace("bakery", "bakery \"The bakery\""));
    watching.expect_output("The bakery");
    watching.expect_clean_build("mended");
}

/// Only one file is watched, and what it imports comes with the folders that it is in.
#[test]
fn an_import_that_comes_later_is_seen() {
    let folder = super::project();
    fs::remove_dir_all(folder.path().join("project/shared")).unwrap();
    let watching = Watching::start_with(folder, |mut watch| {
        watch.arg("bread.journey");
        watch
    });
    assert!(watching.all_told().iter().any(|line| line.contains("import-not-found")));
    fs::create_dir(watching.path("shared")).unwrap();
    watching.write("shared/team.journey", TEAMS);
    watching.expect_told("did you mean `\"shared/team.journey\"`?");
    fs::rename(watching.path("shared/team.journey"), watching.path("shared/teams.journey")).unwrap();
    watching.expect_output("Bread");
}

#[test]
fn an_empty_folder_waits_for_its_first_file() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("project")).unwrap();
    let watching = Watching::start_with(folder, |watch| watch);
    assert!(watching.all_told().iter().any(|line| line.contains("there is no `.journey` file to read")));
    fs::create_dir(watching.path("shared")).unwrap();
    watching.write("shared/teams.journey", TEAMS);
    watching.write("bread.journey", &journey("At last"));
    watching.expect_output("At last");
}

#[test]
fn a_signal_ends_it_cleanly() {
    for (signal, status) in [("INT", 130), ("TERM", 143), ("HUP", 129)] {
        let mut watching = Watching::start();
        watching.signal(signal);
        assert_eq!(watching.process.wait().unwrap().code(), Some(status), "{signal}");
        let left = super::files_in(&watching.path("out"));
        let left: Vec<_> =
            left.iter().filter(|path| path.extension().is_some_and(|it| it == "tmp")).collect();
        assert!(left.is_empty(), "{left:?}");
    }
}
