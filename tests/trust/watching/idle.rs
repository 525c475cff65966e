//! Nothing is built while nothing changes: not by what the program writes itself, not by what editors leave around.

use std::fs;
use std::os::unix::fs::symlink;
use std::thread;
use std::time::{Duration, Instant};

use crate::tries;
use crate::watching::{Watching, journey};

#[test]
fn an_output_folder_inside_the_watched_one_builds_nothing() {
    let watching = Watching::start();
    // Every kind of output is written once more, while it is listened.
    watching.write("bread.journey", &journey("Written"));
    watching.expect_output("Written");
    watching.settle();
    let before = watching.builds();
    let end = Instant::now() + Duration::from_secs(tries(5, 60) as u64);
    while Instant::now() < end {
        // Whoever reads sources and outputs changes nothing.
        for file in super::files_in(&watching.project()) {
            fs::read(file).unwrap();
        }
        fs::write(watching.path("out/other.dot"), "digraph {}").unwrap();
        thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(watching.builds(), before);
}

#[test]
fn an_output_folder_that_is_the_watched_one_builds_nothing() {
    let watching = Watching::start_with(super::project(), |mut watch| {
        watch.args(["--out", "."]);
        watch
    });
    watching.write("bread.journey", &journey("Written"));
    watching.expect_told("wrote ");
    thread::sleep(Duration::from_secs(3));
    assert_eq!(watching.builds(), 2);
}

#[test]
fn the_files_of_editors_build_nothing() {
    let watching = Watching::start();
    watching.settle();
    let before = watching.builds();
    for _ in 0..tries(3, 100) {
        for name in [
            ".bread.journey.swp",
            ".bread.journey.swx",
            ".bread.journey.un~",
            "4913",
            "bread.journey~",
            "bread.journey.bak",
            "bread.journey___jb_tmp___",
            "#bread.journey#",
            ".DS_Store",
            "Thumbs.db",
            ".bread.journey.Xa3Kq9",
        ] {
            watching.write(name, "x");
        }
        symlink("somebody@somewhere.4711", watching.path(".#bread.journey")).unwrap();
        thread::sleep(Duration::from_millis(100));
        fs::remove_file(watching.path(".#bread.journey")).unwrap();
        fs::remove_file(watching.path("4913")).unwrap();
        // Saved without a change.
        watching.write("bread.journey.tmp", &journey("Bread"));
        fs::rename(watching.path("bread.journey.tmp"), watching.path("bread.journey")).unwrap();
    }
    thread::sleep(Duration::from_secs(3));
    assert_eq!(watching.builds(), before);
}
