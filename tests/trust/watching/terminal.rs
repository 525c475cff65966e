//! What is seen on a real terminal: it is cleared there and nowhere else, and left clean.

use std::fs;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::watching::{PATIENCE, Watching, has, journey, project};

/// A terminal with a shell in the folder of a project.
struct Terminal {
    folder: TempDir,
    socket: String,
}

impl Terminal {
    fn open() -> Option<Self> {
        if !has("tmux", &["-V"]) {
            return None;
        }
        let folder = project();
        let socket = folder.path().join("socket").display().to_string();
        let terminal = Self { folder, socket };
        let project = terminal.folder.path().join("project").display().to_string();
        let shell = "env PS1='$ ' NO_COLOR=1 bash --norc";
        terminal.tmux(&[
            "-f",
            "/dev/null",
            "new-session",
            "-d",
            "-x",
            "80",
            "-y",
            "24",
            "-c",
            &project,
            shell,
        ]);
        terminal.expect("the prompt", |screen| screen.ends_with('$'));
        Some(terminal)
    }

    fn tmux(&self, arguments: &[&str]) -> String {
        let output = Command::new("tmux").args(["-S", &self.socket]).args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn keys(&self, keys: &[&str]) {
        self.tmux(&[&["send-keys"], keys].concat());
    }

    fn watch(&self, arguments: &str) {
        self.keys(&[&format!("clear; {} watch {arguments}", env!("CARGO_BIN_EXE_journey")), "Enter"]);
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.folder.path().join("project").join(path), text).unwrap();
    }

    /// What is seen, without the empty lines at its end.
    fn screen(&self) -> String {
        self.tmux(&["capture-pane", "-p"]).trim_end().to_owned()
    }

    /// Waits until what is seen is as it should be.
    fn expect(&self, what: &str, is_so: impl Fn(&str) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !is_so(&self.screen()) {
            assert!(Instant::now() < end, "{what} is not seen, but:\n{}", self.screen());
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = Command::new("tmux").args(["-S", &self.socket, "kill-server"]).status();
    }
}

#[test]
fn a_terminal_shows_the_last_build_alone_and_is_left_clean() {
    let Some(terminal) = Terminal::open() else { return };
    terminal.watch("");
    terminal
        .expect("one line", |screen| screen.lines().count() == 1 && screen.contains("wrote 7 files to out"));
    terminal.write("bread.journey", &journey("Half").replace("owner", "ownr"));
    terminal.expect("the mistake", |screen| {
        screen.starts_with("error[unknown-word]")
            && screen.contains("1 error")
            && screen.lines().last().is_some_and(|line| line.contains(" wrote 0 files to out"))
    });
    terminal.write("bread.journey", &journey("Whole"));
    terminal
        .expect("one line", |screen| screen.lines().count() == 1 && screen.contains("wrote 7 files to out"));
    terminal.keys(&["C-c"]);
    terminal.expect("a prompt of its own", |screen| screen.lines().last() == Some("$"));
}

/// Files that cannot be read are told on another stream, and are to be seen with the rest.
#[test]
fn what_cannot_be_read_is_seen_on_a_terminal() {
    let Some(terminal) = Terminal::open() else { return };
    terminal.watch("");
    terminal.expect("one line", |screen| screen.contains("wrote 7 files to out"));
    let pipe = terminal.folder.path().join("project/pipe.journey");
    assert!(Command::new("mkfifo").arg(pipe).status().unwrap().success());
    terminal.expect("the pipe", |screen| {
        screen.starts_with("error: `pipe.journey`: it is no file that can be read") && screen.ends_with(" ms")
    });
}

#[test]
fn a_terminal_is_not_cleared_where_that_is_not_wanted() {
    let Some(terminal) = Terminal::open() else { return };
    terminal.watch("--no-clear");
    terminal.expect("the first build", |screen| screen.contains("wrote 7 files to out"));
    terminal.write("bread.journey", &journey("Second"));
    terminal.expect("both builds", |screen| screen.matches("wrote 7 files to out").count() == 2);
}

/// What is read by a program has no clearing in it, even with colours.
#[test]
fn nothing_but_a_terminal_is_cleared() {
    let watching = Watching::start_with(project(), |watch| {
        let mut other = Command::new(watch.get_program());
        other.args(["watch", "--color", "always"]).current_dir(watch.get_current_dir().unwrap());
        other
    });
    watching.write("bread.journey", &journey("Second"));
    watching.expect_told("wrote ");
    assert!(!watching.all_told().concat().contains("\u{1B}[2J"));
}
