//! `journey watch` beside an editor: a real process, a real folder, saves and accidents of every kind.
//!
//! What is written is compared with what a build from nothing writes, and what is told with what it tells.

mod changes;
mod faults;
mod flood;
mod folders;
mod idle;
mod limits;
mod saves;
mod soak;
mod terminal;

use std::cell::RefCell;
use std::fs;
use std::io::{BufRead, BufReader, PipeReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Longer than anything may take to be noticed, on the busiest machine.
const PATIENCE: Duration = Duration::from_secs(40);

const TEAMS: &str = "team bakery\nchannel counter\n";

/// A journey whose outputs say `title`, and that needs the teams.
fn journey(title: &str) -> String {
    format!(
        "import \"shared/teams.journey\"\njourney bread \"{title}\" {{\n  stage buying {{\n    owner bakery\n    \
         touchpoint till {{ channel counter }}\n    -> end\n  }}\n}}\n"
    )
}

/// A small project in a folder of its own, and the process that watches it.
struct Watching {
    folder: TempDir,
    process: Child,
    lines: Receiver<String>,
    told: RefCell<Vec<String>>,
}

impl Watching {
    /// Starts watching a project of two files, and waits for what is written of it.
    fn start() -> Self {
        Self::start_with(project(), |watch| watch)
    }

    /// Starts watching what is in `folder`, where `around` may start something else that starts it.
    fn start_with(folder: TempDir, around: impl Fn(Command) -> Command) -> Self {
        let mut watch = Command::new(env!("CARGO_BIN_EXE_journey"));
        watch.args(["watch", "--no-clear"]).current_dir(folder.path().join("project"));
        let (reader, writer) = std::io::pipe().unwrap();
        let mut command = around(watch);
        let both = writer.try_clone().unwrap();
        let process = command.stdout(writer).stderr(both).stdin(Stdio::null()).spawn().unwrap();
        // The ends for writing close with the process, and those of this one have to go.
        drop(command);
        let watching = Self { folder, process, lines: listen(reader), told: RefCell::default() };
        watching.expect_told(" in ");
        watching
    }

    fn project(&self) -> PathBuf {
        self.folder.path().join("project")
    }

    fn path(&self, path: &str) -> PathBuf {
        self.project().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.path(path), text).unwrap();
    }

    /// Waits until the graph says `title`, and tells how long that took.
    fn expect_output(&self, title: &str) -> Duration {
        self.expect_text("out/bread.dot", title)
    }

    /// Waits until the file at `path` says `words`, and tells how long that took.
    fn expect_text(&self, path: &str, words: &str) -> Duration {
        let start = Instant::now();
        while !fs::read_to_string(self.path(path)).is_ok_and(|text| text.contains(words)) {
            let told = || self.all_told().join("\n");
            assert!(start.elapsed() < PATIENCE, "`{words}` is not in {path}; told:\n{}", told());
            thread::sleep(Duration::from_millis(1));
        }
        start.elapsed()
    }

    /// Waits until a line with `words` is told that was not seen before.
    fn expect_told(&self, words: &str) {
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let line = self.lines.recv_timeout(left);
            let line =
                line.unwrap_or_else(|_| panic!("`{words}` was not told:\n{}", self.all_told().join("\n")));
            let found = line.contains(words);
            self.told.borrow_mut().push(line);
            if found {
                return;
            }
        }
    }

    /// All that was told until now.
    fn all_told(&self) -> Vec<String> {
        self.told.borrow_mut().extend(self.lines.try_iter());
        self.told.borrow().clone()
    }

    /// How many builds were told until now.
    fn builds(&self) -> usize {
        self.all_told().iter().filter(|line| is_end(line)).count()
    }

    /// Waits until nothing was told for a while.
    fn settle(&self) {
        let mut before = usize::MAX;
        while self.all_told().len() != before {
            before = self.all_told().len();
            thread::sleep(Duration::from_millis(500));
        }
    }

    /// Waits until all that a build from nothing writes is written, and all that it tells is told.
    fn expect_clean_build(&self, of: &str) {
        let end = Instant::now() + PATIENCE;
        loop {
            let difference = self.difference();
            match difference {
                None => return,
                Some(difference) if Instant::now() > end => panic!("{of}: {difference}"),
                Some(_) => thread::sleep(Duration::from_millis(20)),
            }
        }
    }

    /// What is not as a build from nothing makes it.
    fn difference(&self) -> Option<String> {
        let clean = self.folder.path().join("clean");
        // It is not there the first time.
        let _ = fs::remove_dir_all(&clean);
        let mut build = Command::new(env!("CARGO_BIN_EXE_journey"));
        build.args(["build", "--out"]).arg(&clean).current_dir(self.path("."));
        let built = build.output().ok()?;
        for file in files_in(&clean) {
            let name = file.strip_prefix(&clean).unwrap().to_owned();
            if fs::read(&file).unwrap() != fs::read(self.path("out").join(&name)).unwrap_or_default() {
                return Some(format!("{} is not what a clean build writes", name.display()));
            }
        }
        let wanted = String::from_utf8_lossy(&built.stderr);
        let wanted: Vec<&str> = wanted.lines().filter(|line| !line.starts_with("wrote ")).collect();
        let all_told = self.all_told();
        let told = last_build(&all_told);
        (told != wanted).then(|| format!("told:\n{}\nwanted:\n{}", told.join("\n"), wanted.join("\n")))
    }

    /// How much memory the process takes, in KiB; none where the system does not tell.
    fn memory(&self) -> Option<usize> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).ok()?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:"))?.to_owned();
        line.split_whitespace().nth(1)?.parse().ok()
    }

    /// How many files the process has open; none where the system does not tell.
    fn open_files(&self) -> Option<usize> {
        Some(fs::read_dir(format!("/proc/{}/fd", self.process.id())).ok()?.count())
    }

    /// Sends the process a signal.
    fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([&format!("-{name}"), &self.process.id().to_string()]).status();
        assert!(sent.unwrap().success());
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A project of two files.
fn project() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fill(&folder.path().join("project"));
    folder
}

fn fill(project: &Path) {
    fs::create_dir_all(project.join("shared")).unwrap();
    fs::write(project.join("journey.toml"), "").unwrap();
    fs::write(project.join("shared/teams.journey"), TEAMS).unwrap();
    fs::write(project.join("bread.journey"), journey("Bread")).unwrap();
}

fn listen(reader: PipeReader) -> Receiver<String> {
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || {
        BufReader::new(reader).lines().map_while(Result::ok).for_each(|line| drop(sender.send(line)));
    });
    lines
}

/// Whether a line is the one of a build: `12:00:00 wrote 3 files to out, in 5 ms`.
fn is_end(line: &str) -> bool {
    let starts_with_time = line.as_bytes().get(2) == Some(&b':') && line.as_bytes().get(5) == Some(&b':');
    starts_with_time && line.ends_with(" ms")
}

/// What was told by the last whole build, without its last line.
fn last_build(told: &[String]) -> Vec<&str> {
    let Some(last) = told.iter().rposition(|line| is_end(line)) else { return Vec::new() };
    let first = told[..last].iter().rposition(|line| is_end(line)).map_or(0, |before| before + 1);
    let lines = told[first..last].iter().map(String::as_str);
    lines.filter(|line| !line.starts_with("warning: changes are looked for")).collect()
}

/// The files in and below a folder.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { files_in(&path) } else { vec![path] }).collect()
}

/// Whether a tool is there. Where it has to be, that it is not is a failure.
fn has(tool: &str, asks: &[&str]) -> bool {
    let is_there = Command::new(tool).args(asks).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let is_there = is_there.is_ok_and(|status| status.success());
    if !is_there {
        skip(&format!("`{tool}` is not there or may not do what is needed"));
    }
    is_there
}

/// Says that something is not tried here. Where everything has to be, it is a failure.
fn skip(why: &str) {
    // Past what catches the output of tests, so that it is read.
    let _ = writeln!(std::io::stderr(), "skipped: {why}");
    assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "{why}");
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|id| id.stdout.starts_with(b"0\n"))
}
