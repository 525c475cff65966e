//! How commands end: 0 for nothing wrong, 1 for errors found, 2 for a wrong command line, 3 for what could not be read or
//! written. A panic would be 101, which no command ever ends with.

use std::fs::{self, File};
use std::io::Write;
use std::process::Stdio;

use crate::program::{Ended, Folder, end, journey_of};

/// Commands, and how they end in the folder of `folder`.
const ENDS: &[(&str, i32)] = &[
    ("", 2),
    ("--help", 0),
    ("--version", 0),
    ("--nothing", 2),
    ("nothing", 2),
    ("check", 1),
    ("check good", 0),
    ("check good bad", 1),
    ("check bad --format json", 1),
    ("check good --format json", 0),
    ("check good --format nothing", 2),
    ("check good --deny missing-success", 0),
    ("check good --deny nothing", 2),
    ("check good --today never", 2),
    ("check nowhere", 2),
    ("check empty", 2),
    ("check good --nothing", 2),
    ("check pipe.journey", 3),
    ("check good pipe.journey", 3),
    ("check bad pipe.journey", 3),
    ("check -", 0),
    ("build good", 0),
    ("build bad", 1),
    ("build nowhere", 2),
    ("build good --to nothing", 2),
    ("build good --stdout", 2),
    ("build good --stdout --to dot", 0),
    ("build good --journey nothing", 2),
    ("build good --for nothing", 2),
    ("build good --out good/bread.journey", 3),
    ("build good --out pipe.journey", 3),
    ("build pipe.journey", 3),
    ("watch -", 2),
    ("watch nowhere", 2),
    ("watch good --to nothing", 2),
    ("watch pipe.journey", 3),
    ("rules", 0),
    ("rules --format json", 0),
    ("rules --nothing", 2),
    ("explain", 2),
    ("explain missing-owner", 0),
    ("explain too-many-files", 0),
    ("explain project-too-large", 0),
    ("explain import-chain", 0),
    ("explain nothing", 2),
    ("schema", 0),
    ("schema nothing", 2),
    ("completions bash", 0),
    ("completions nothing", 2),
    ("new started", 0),
    ("new good/bread.journey", 3),
];

fn folder() -> Folder {
    let folder = Folder::new(&[
        ("good/bread.journey", &journey_of("bread", "Bread")),
        ("bad/tea.journey", "jurney tea {\n}\n"),
        ("empty/note.txt", ""),
    ]);
    folder.pipe("pipe.journey");
    // Asked for the whole folder, the pipe would be a failure of its own.
    folder.write(".gitignore", "pipe.journey\n");
    folder
}

fn assert_calm(ended: &Ended, what: &str) {
    let panicked =
        ended.code() == 101 || ended.stderr.contains("panicked") || ended.stderr.contains("this is a bug");
    assert!(!panicked, "{what}: {ended:#?}");
}

#[test]
fn every_command_ends_with_its_status() {
    let folder = folder();
    for (line, code) in ENDS {
        let ended = end(&mut folder.journey(line.split_whitespace()));
        assert_calm(&ended, line);
        assert_eq!(ended.code(), *code, "journey {line}: {ended:#?}");
        // What keeps a command from its work is said aside, and nothing else is.
        assert!(*code < 2 || !ended.stderr.is_empty(), "journey {line}: {ended:#?}");
    }
}

/// Commands that print, with a status below 2. The last one goes on until nobody reads it.
fn that_print() -> impl Iterator<Item = &'static str> {
    let printing =
        |line: &&str| !line.starts_with("new") && (!line.starts_with("build") || line.contains("--stdout"));
    ENDS.iter()
        .filter(|(_, code)| *code < 2)
        .map(|(line, _)| *line)
        .filter(printing)
        .chain(["watch good --no-clear"])
}

#[test]
fn nobody_reading_is_no_failure() {
    let folder = folder();
    for line in that_print() {
        let mut command = folder.journey(line.split_whitespace());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        if line.starts_with("watch") {
            // It notices when it has something to say again.
            std::thread::sleep(std::time::Duration::from_millis(500));
            folder.write("good/bread.journey", &journey_of("bread", "More bread"));
        }
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        let ended = Ended { status: output.status, stdout: String::new(), stderr };
        assert_calm(&ended, line);
        assert!([0, 141].contains(&ended.code()), "journey {line}: {ended:#?}");
        assert!(!ended.stderr.contains("pipe"), "journey {line}: {ended:#?}");
    }
}

#[test]
fn a_full_disk_behind_the_output_is_told() {
    let folder = folder();
    let Ok(full) = File::options().write(true).open("/dev/full") else {
        eprintln!("there is no /dev/full on this machine: outputs onto a full disk are not tested");
        return;
    };
    for line in that_print() {
        let mut command = folder.journey(line.split_whitespace());
        let output = command.stdout(full.try_clone().unwrap()).stderr(Stdio::piped()).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        let ended = Ended { status: output.status, stdout: String::new(), stderr };
        assert_calm(&ended, line);
        ended.assert_failure("the output cannot be written: no space left on device", line);
        // With nothing left to say it on.
        let mut command = folder.journey(line.split_whitespace());
        let status =
            command.stdout(full.try_clone().unwrap()).stderr(full.try_clone().unwrap()).status().unwrap();
        assert_eq!(status.code(), Some(3), "journey {line}");
    }
}

#[test]
fn work_is_done_though_nobody_hears_of_it() {
    let folder = folder();
    let mut command = folder.journey(["build", "good", "bad"]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stderr.take());
    assert_eq!(child.wait().unwrap().code(), Some(1));
    assert!(folder.path("out/good/bread.dot").exists());
}

#[test]
fn standard_input_may_be_anything() {
    let folder = folder();
    for (bytes, code) in [(&b"team shop\n"[..], 0), (b"\xFF\xFE", 1), (b"\0", 1), (b"jurney", 1), (b"", 0)] {
        let mut command = folder.journey(["check", "-"]);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(bytes).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(code), "{bytes:?}");
    }
    let endless = File::open("/dev/zero").unwrap();
    let ended = end(folder.journey(["check", "-"]).stdin(endless));
    assert!(ended.code() == 1 && ended.stdout.contains("file-too-large"), "{ended:#?}");
    let here = File::open(folder.path("")).unwrap();
    let ended = end(folder.journey(["check", "-"]).stdin(here));
    assert_eq!(ended.code(), 3, "{ended:#?}");
    assert!(fs::metadata(folder.path("pipe.journey")).is_ok());
}
