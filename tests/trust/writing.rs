//! What is written is old or new and never half: however the program is killed, and whoever else writes.

use std::collections::BTreeMap;
use std::fs;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::program::{Chance, Folder, end, journey_of};
use crate::support::{self, Files};
use crate::tries;

/// How many journeys are compiled, each to two files.
const JOURNEYS: usize = 6;

/// A project, every output of which says `title`.
fn sources(folder: &Folder, root: &str, title: &str) {
    // So much that a file takes more than one write.
    let title = format!("{title} {}", "and on ".repeat(400));
    folder.write(&format!("{root}/journey.toml"), "");
    for at in 0..JOURNEYS {
        let name = format!("bread_{at}");
        folder.write(&format!("{root}/{name}.journey"), &journey_of(&name, &title));
    }
}

/// A folder with the projects `old` and `new`, and what a build of each writes.
fn two_versions() -> (Folder, [Files; 2]) {
    let folder = Folder::new(&[]);
    let versions = ["old", "new"].map(|version| {
        sources(&folder, version, version);
        let out = format!("../{version}-alone");
        let ended = end(folder.journey(["build", "--out", &out]).current_dir(folder.path(version)));
        assert_eq!(ended.code(), 0, "{ended:#?}");
        support::files_in(&folder.path(&format!("{version}-alone")))
    });
    assert!(versions[0].len() > 2 * JOURNEYS && versions[0].keys().eq(versions[1].keys()));
    assert!(versions[0].iter().all(|(path, bytes)| versions[1][path] != *bytes));
    (folder, versions)
}

/// Fails unless each file in the folder `out` is one of its versions. Tells how many files are half-written.
fn whole(folder: &Folder, versions: &[Files; 2], what: &str) -> usize {
    let mut half = 0;
    let found =
        if folder.path("out").exists() { support::files_in(&folder.path("out")) } else { BTreeMap::new() };
    for (path, bytes) in found {
        if path.ends_with(".tmp") {
            half += 1;
            continue;
        }
        let is_whole = versions.iter().any(|files| files.get(&path) == Some(&bytes));
        assert!(is_whole, "{what}: `{path}` is neither old nor new: {} bytes", bytes.len());
    }
    half
}

#[test]
fn a_kill_leaves_old_or_new() {
    let (folder, versions) = two_versions();
    let build = |version: usize| {
        let mut command = folder.journey(["build", "--out", "../out"]);
        command.current_dir(folder.path(["old", "new"][version])).stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    let start = Instant::now();
    assert!(build(0).status().unwrap().success());
    let took = start.elapsed();
    let mut chance = Chance(23);
    let (mut in_between, mut strays) = (0, 0);
    for round in 0..tries(100, 1_000) {
        let version = (round + 1) % 2;
        let mut child = build(version).spawn().unwrap();
        // Names are given in the last part of a run, so half of the kills fall there.
        let from = [0, 600][round / 2 % 2];
        thread::sleep(took.mul_f64((from + chance.below(1_100 - from)) as f64 / 1_000.0));
        // It may have ended by itself.
        let _ = child.kill();
        child.wait().unwrap();
        let what = format!("round {round}");
        let half = whole(&folder, &versions, &what);
        assert!(half <= 1, "{what}: {half} half-written files");
        strays += half;
        let found = support::files_in(&folder.path("out"));
        let is_all = |files: &Files| files.iter().all(|(path, bytes)| found.get(path) == Some(bytes));
        in_between += usize::from(!versions.iter().any(is_all));
        if half > 0 || round % 10 == 0 {
            assert!(build(version).status().unwrap().success());
            assert_eq!(
                support::files_in(&folder.path("out")),
                versions[version],
                "{what}: not mended by the next run"
            );
        }
    }
    eprintln!("killed between two files: {in_between} times; left one half-written: {strays} times");
    assert!(in_between > 0, "it was never killed while it wrote");
}

#[test]
fn many_who_write_the_same_folder_leave_it_whole() {
    let (folder, versions) = two_versions();
    let (writers, builds) = (tries(8, 16), tries(10, 50));
    let (left, reads) = (AtomicUsize::new(writers), AtomicUsize::new(0));
    thread::scope(|scope| {
        for writer in 0..writers {
            let (folder, left) = (&folder, &left);
            scope.spawn(move || {
                for round in 0..builds {
                    let version = ["old", "new"][(writer + round) % 2];
                    let ended =
                        end(folder.journey(["build", "--out", "../out"]).current_dir(folder.path(version)));
                    if ended.code() != 0 {
                        left.store(0, Ordering::Relaxed);
                        panic!("{ended:#?}");
                    }
                }
                left.fetch_sub(1, Ordering::Relaxed);
            });
        }
        while left.load(Ordering::Relaxed) > 0 {
            for (path, old) in &versions[0] {
                if let Ok(bytes) = fs::read(folder.path("out").join(path)) {
                    assert!(bytes == *old || bytes == versions[1][path], "`{path}` is neither old nor new");
                    reads.fetch_add(1, Ordering::Relaxed);
                }
            }
        }
    });
    assert_eq!(whole(&folder, &versions, "at the end"), 0, "files are left half-written");
    assert!(reads.into_inner() > 100);
}

#[test]
fn what_a_killed_run_left_is_swept_but_not_what_somebody_writes() {
    let folder = Folder::new(&[("bread.journey", &journey_of("bread", "Bread"))]);
    folder.write("out/.journey-abc.tmp", "half");
    folder.write("out/other.tmp", "somebody else's");
    // Somebody who writes holds the folder.
    let held = fs::File::open(folder.path("out")).unwrap();
    held.lock_shared().unwrap();
    assert_eq!(end(&mut folder.journey(["build"])).code(), 0);
    assert_eq!(folder.half_written("out").len(), 2);
    drop(held);
    // Even where there is nothing to write.
    assert_eq!(end(&mut folder.journey(["build"])).code(), 0);
    assert_eq!(folder.half_written("out"), ["other.tmp"]);
    // A lock of somebody else's is not waited for.
    let held = fs::File::open(folder.path("out")).unwrap();
    held.lock().unwrap();
    folder.write("bread.journey", &journey_of("bread", "More"));
    assert_eq!(end(&mut folder.journey(["build"])).code(), 0);
    assert!(fs::read_to_string(folder.path("out/bread.dot")).unwrap().contains("More"));
}

#[test]
fn a_folder_that_is_taken_away_meanwhile_is_made_again_or_told() {
    let (folder, versions) = two_versions();
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                // Somebody may be writing into it just now.
                let _ = fs::remove_dir_all(folder.path("out"));
                thread::sleep(Duration::from_micros(300));
            }
        });
        for round in 0..tries(20, 200) {
            let version = ["old", "new"][round % 2];
            let ended = end(folder.journey(["build", "--out", "../out"]).current_dir(folder.path(version)));
            let told = ended.stderr.lines().filter(|line| line.starts_with("error: `../out/")).count();
            let is_right = if told > 0 { ended.code() == 3 } else { ended.code() == 0 };
            if !is_right {
                over.store(true, Ordering::Relaxed);
                panic!("{ended:#?}");
            }
        }
        over.store(true, Ordering::Relaxed);
    });
    assert_eq!(whole(&folder, &versions, "at the end"), 0);
}
