//! `journey watch` as it runs on every system: a real process, a real folder, the plainest saves. What it stands up to is
//! tried in tests/trust/watching.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Longer than any save may take to be noticed, on the busiest machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// A journey whose graph says `goal`.
fn journey(title: &str) -> String {
    format!(
        "import \"shared/teams.journey\"\njourney bread \"{title}\" {{\n  stage buying {{\n    owner bakery\n    \
         touchpoint till {{ channel counter }}\n    -> end\n  }}\n}}\n"
    )
}

const TEAMS: &str = "team bakery\nchannel counter\n";

struct Watching {
    format: &'static str,
    folder: TempDir,
    process: Child,
    lines: Receiver<String>,
}

impl Watching {
    /// Starts watching a project of two files, and waits for what is written of it.
    fn start() -> Self {
        Self::writing("dot")
    }

    /// The same, with output of this format.
    fn writing(format: &'static str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("shared")).unwrap();
        fs::write(folder.path().join("journey.toml"), "").unwrap();
        fs::write(folder.path().join("shared/teams.journey"), TEAMS).unwrap();
        fs::write(folder.path().join("bread.journey"), journey("Bread")).unwrap();
        let mut process = Command::new(env!("CARGO_BIN_EXE_journey"))
            .args(["watch", "--to", format, "--no-clear"])
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let stdout = BufReader::new(process.stdout.take().unwrap());
        let (sender, lines) = mpsc::channel();
        thread::spawn(move || stdout.lines().map_while(Result::ok).for_each(|line| drop(sender.send(line))));
        let watching = Self { format, folder, process, lines };
        watching.expect_output("Bread");
        watching
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn output(&self) -> String {
        fs::read_to_string(self.path(&format!("out/bread.{}", self.format))).unwrap_or_default()
    }

    /// Waits until what is written says `title`.
    fn expect_output(&self, title: &str) {
        let end = Instant::now() + PATIENCE;
        while !self.output().contains(title) {
            assert!(Instant::now() < end, "`{title}` was not written; there is:\n{}", self.output());
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until a line with `words` is told.
    fn expect_told(&self, words: &str) {
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let line = self.lines.recv_timeout(left).unwrap_or_else(|_| panic!("`{words}` was not told"));
            if line.contains(words) {
                return;
            }
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A way to save: puts a text at a path.
type Save = fn(&Path, &str);

/// The ways in which editors and tools save.
fn saves() -> Vec<(&'static str, Save)> {
    fn in_place(path: &Path, text: &str) {
        fs::write(path, text).unwrap();
    }
    fn beside(path: &Path, text: &str) {
        let other = path.with_extension("journey.tmp");
        fs::write(&other, text).unwrap();
        fs::rename(&other, path).unwrap();
    }
    fn backup_first(path: &Path, text: &str) {
        fs::rename(path, path.with_extension("journey~")).unwrap();
        fs::write(path, text).unwrap();
    }
    fn removed_and_made_anew(path: &Path, text: &str) {
        fs::remove_file(path).unwrap();
        thread::sleep(Duration::from_millis(30));
        fs::write(path, text).unwrap();
    }
    fn in_two_steps(path: &Path, text: &str) {
        let (first, rest) = text.split_at(text.len() / 2);
        fs::write(path, first).unwrap();
        thread::sleep(Duration::from_millis(2));
        fs::write(path, [first, rest].concat()).unwrap();
    }
    vec![
        ("in place", in_place),
        ("beside, and renamed", beside),
        ("with a backup", backup_first),
        ("removed and made anew", removed_and_made_anew),
        ("in two steps", in_two_steps),
    ]
}

#[test]
fn every_kind_of_save_is_written() {
    let watching = Watching::start();
    for round in 0..2 {
        for (kind, save) in saves() {
            let title = format!("{kind} {round}");
            save(&watching.path("bread.journey"), &journey(&title));
            watching.expect_output(&title);
        }
    }
}

#[test]
fn a_mistake_keeps_what_was_written_until_it_is_mended() {
    let watching = Watching::start();
    fs::write(watching.path("bread.journey"), journey("Half").replace("owner", "ownr")).unwrap();
    watching.expect_told("did you mean `owner`?");
    assert!(watching.output().contains("Bread"), "{}", watching.output());
    fs::write(watching.path("bread.journey"), journey("Mended")).unwrap();
    watching.expect_output("Mended");
    fs::remove_file(watching.path("shared/teams.journey")).unwrap();
    watching.expect_told("import-not-found");
    fs::write(watching.path("shared/teams.journey"), TEAMS.replace("bakery", "bakery \"The bakery\""))
        .unwrap();
    watching.expect_output("The bakery");
}

#[test]
fn a_change_of_the_settings_takes_effect_at_once() {
    let watching = Watching::writing("svg");
    let write = |text: &str| fs::write(watching.path("journey.toml"), text).unwrap();
    assert!(!watching.output().contains("#7A1FA2"));
    write("[theme]\naccent = \"#7A1FA2\"\n");
    watching.expect_output("#7A1FA2");
    write("[theme]\nacent = \"#004D40\"\n");
    watching.expect_told("did you mean `accent`?");
    assert!(watching.output().contains("#7A1FA2"));
    write("[theme]\naccent = \"#004D40\"\n");
    watching.expect_output("#004D40");
}
