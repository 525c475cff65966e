//! The same files and the same day give the same bytes: on any number of threads, in any folder, whoever runs it, in
//! whichever order the disk lists the files.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::program::{Chance, Folder, end};
use crate::support::{self, Files};
use crate::tries;

/// What comes of a project: what is printed and what is written, by name.
type Came = BTreeMap<String, Vec<u8>>;

/// All examples, as one project.
fn examples() -> Vec<(String, Vec<u8>)> {
    let files = support::files_in(&support::folder("examples")).into_iter();
    let mut files: Vec<_> = files.filter(|(path, _)| path.ends_with(".journey")).collect();
    files.push(("journey.toml".to_owned(), Vec::new()));
    assert!(files.len() > 8, "there are few examples: {}", files.len());
    files
}

/// Where and how the program is run.
struct Place<'a> {
    threads: &'a str,
    home: &'a Path,
    language: &'a str,
    zone: &'a str,
    umask: &'a str,
    path: &'a str,
    /// The folder of the project, in one of its own.
    name: &'a str,
}

/// What comes of these files in a folder of their own, made in this order.
fn outcome(files: &[(String, Vec<u8>)], place: &Place<'_>) -> Came {
    let folder = Folder::new(&[]);
    let root = folder.path(place.name);
    for (path, bytes) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let mut came = Came::new();
    let commands: [&[&str]; 4] = [
        &["check"],
        &["check", "--format", "json"],
        &["build"],
        &["build", "--to", "dot", "--detail", "touchpoints", "--out", "detailed"],
    ];
    for arguments in commands {
        // A shell sets the mask, and is then no more.
        let mut command = std::process::Command::new("sh");
        command.arg("-c").arg(format!("umask {} && exec \"$0\" \"$@\"", place.umask));
        command.arg(env!("CARGO_BIN_EXE_journey")).args(arguments).args(["--today", "2026-11-22"]);
        command.current_dir(&root).env_clear();
        command.envs([("RAYON_NUM_THREADS", place.threads), ("LANG", place.language), ("TZ", place.zone)]);
        command.env("HOME", place.home).env("XDG_CONFIG_HOME", place.home).env("PATH", place.path);
        let ended = end(&mut command);
        assert_eq!(ended.code(), 1, "the examples have mistakes among them: {ended:#?}");
        came.insert(format!("{arguments:?} stdout"), ended.stdout.into_bytes());
        came.insert(format!("{arguments:?} stderr"), ended.stderr.into_bytes());
    }
    for out in ["out", "detailed"] {
        let written: Files = support::files_in(&root.join(out));
        assert!(!written.is_empty());
        came.extend(written.into_iter().map(|(path, bytes)| (format!("{out}/{path}"), bytes)));
    }
    came
}

#[test]
fn the_same_files_give_the_same_bytes() {
    let home = Folder::new(&[]);
    // Somebody whose own settings leave all journeys out of everything.
    home.write("git/ignore", "*.journey\n");
    home.write(".gitconfig", &format!("[core]\nexcludesFile = {}\n", home.path("git/ignore").display()));
    let (nowhere, theirs) = (Path::new("/nonexistent"), home.path(""));
    let long = ["a folder with a long name and blanks"; 5].join("/");
    let usual = std::env::var("PATH").unwrap_or_default();
    let many = format!("{usual}:{}", "/nowhere/at/all:".repeat(500));
    let (mut files, mut chance) = (examples(), Chance(11));
    let mut first: Option<Came> = None;
    for round in 0..tries(20, 100) {
        chance.shuffle(&mut files);
        let place = Place {
            threads: ["1", "2", "8"][round % 3],
            home: if round % 2 == 0 { nowhere } else { &theirs },
            language: ["en_US.UTF-8", "fa_IR.UTF-8", "tr_TR.UTF-8", "ja_JP.UTF-8"][round % 4],
            zone: ["UTC", "Pacific/Kiritimati", "America/Los_Angeles"][round % 3],
            umask: ["022", "077", "000"][round % 3],
            path: if round % 2 == 0 { &usual } else { &many },
            name: ["p", &long][round % 2],
        };
        let came = outcome(&files, &place);
        let first = first.get_or_insert_with(|| came.clone());
        for (name, bytes) in &came {
            let wanted = first.get(name).map(|bytes| String::from_utf8_lossy(bytes));
            assert_eq!(wanted, Some(String::from_utf8_lossy(bytes)), "{name} differs in round {round}");
        }
        assert_eq!(came.len(), first.len());
    }
}
