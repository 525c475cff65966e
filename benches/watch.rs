//! How long it takes from a saved file to its written outputs, with `journey watch` running beside the editor.
//!
//! A real process watches a copy of each example. The clock starts before the save, and stops when every output of the
//! journey holds the new text: the graph, the page, the index and the document of all journeys. A journey with errors
//! has no output; there it stops when the errors are told.

#![allow(clippy::disallowed_methods, reason = "an editor is played here, which saves files on a disk")]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

/// How often each file is saved in each way, unless the command line says otherwise.
const SAVES: usize = 50;

/// Nothing takes longer, unless it is broken.
const PATIENCE: Duration = Duration::from_secs(20);

/// A way to save a text.
type Save = fn(&Path, &str);

const WAYS: [(&str, Save); 2] = [("in place", in_place), ("beside, and renamed", beside)];

fn in_place(path: &Path, text: &str) {
    fs::write(path, text).expect("the file can be written");
}

fn beside(path: &Path, text: &str) {
    let other = path.with_extension("journey.tmp");
    fs::write(&other, text).expect("a file can be written beside it");
    fs::rename(&other, path).expect("it can be renamed");
}

fn main() {
    let saves = std::env::args().find_map(|it| it.parse().ok()).unwrap_or(SAVES);
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    println!("| saved | bytes | way | median ms | 95 of 100 ms | longest ms |");
    println!("| --- | ---: | --- | ---: | ---: | ---: |");
    for example in folders(&examples) {
        let name = example.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let copy = tempfile::tempdir().expect("there is room for a copy");
        let project = copy.path().join(&name);
        copy_all(&example, &project);
        let files = files_in(&project);
        let watching = Watching::start(&project);
        for file in files {
            let text = fs::read_to_string(&file).expect("it is text");
            let Some(titled) = Titled::find(&text) else { continue };
            let shown = file.strip_prefix(copy.path()).unwrap_or(&file).display().to_string();
            for (way, save) in WAYS {
                let mut times: Vec<f64> = (0..saves)
                    .map(|count| watching.time(&file, &titled, save, &format!("{way} {count}")))
                    .collect();
                times.sort_by(f64::total_cmp);
                let at = |share: f64| times[((times.len() as f64 * share) as usize).min(times.len() - 1)];
                println!(
                    "| {shown} | {} | {way} | {:.1} | {:.1} | {:.1} |",
                    text.len(),
                    at(0.5),
                    at(0.95),
                    at(1.0)
                );
            }
        }
    }
}

/// A text around the title of its first journey.
struct Titled<'a> {
    before: &'a str,
    journey: &'a str,
    after: &'a str,
}

impl<'a> Titled<'a> {
    fn find(text: &'a str) -> Option<Self> {
        let line =
            text.lines().find(|line| line.starts_with("journey ") && line.matches('"').count() == 2)?;
        let at = line.as_ptr() as usize - text.as_ptr() as usize;
        let open = at + line.find('"')? + 1;
        let close = at + line.rfind('"')?;
        let journey = line.split_whitespace().nth(1)?;
        Some(Self { before: &text[..open], journey, after: &text[close..] })
    }

    fn with(&self, title: &str) -> String {
        [self.before, title, self.after].concat()
    }
}

/// A process that watches a project.
struct Watching {
    project: PathBuf,
    process: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn start(project: &Path) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_journey"))
            .args(["watch", "--no-clear"])
            .current_dir(project)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let stdout = BufReader::new(process.stdout.take().expect("it has an output"));
        let (sender, lines) = mpsc::channel();
        thread::spawn(move || stdout.lines().map_while(Result::ok).for_each(|line| drop(sender.send(line))));
        let watching = Self { project: project.to_owned(), process, lines };
        watching.expect_line("wrote ");
        watching
    }

    fn expect_line(&self, words: &str) {
        loop {
            let line = self.lines.recv_timeout(PATIENCE).expect("it tells what it does");
            if line.contains(words) {
                return;
            }
        }
    }

    /// How many milliseconds pass from before the save until the outputs say `title`.
    fn time(&self, file: &Path, text: &Titled<'_>, save: Save, title: &str) -> f64 {
        // People pause between two saves, and never for the same time.
        thread::sleep(Duration::from_millis(60 + title.len() as u64 * 7 % 50));
        let _ = self.lines.try_iter().count();
        let text_of_it = text.with(title);
        let mut outputs: Vec<PathBuf> = files_in(&self.project.join("out"));
        let own = format!("{}.", text.journey);
        outputs.retain(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with(&own) || matches!(&*name, "journeys.json" | "index.md")
        });
        let mut outputs: Vec<(PathBuf, Option<SystemTime>)> =
            outputs.into_iter().map(|path| (path.clone(), written(&path))).collect();
        let start = Instant::now();
        save(file, &text_of_it);
        if outputs.is_empty() {
            self.expect_line("wrote ");
        }
        while !outputs.is_empty() {
            // To open a file over and over would be heard by the process, and keep it busy: looking at it is not.
            outputs.retain(|(path, before)| {
                let is_new = written(path).is_some_and(|now| Some(now) != *before);
                !is_new || !fs::read_to_string(path).is_ok_and(|text| text.contains(title))
            });
            assert!(start.elapsed() < PATIENCE, "`{title}` was not written to {outputs:?}");
            thread::sleep(Duration::from_micros(200));
        }
        start.elapsed().as_secs_f64() * 1000.0
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// When a file was last written.
fn written(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|it| it.modified()).ok()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    entries(folder).into_iter().filter(|path| path.is_dir()).collect()
}

/// The files in and below a folder.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let inside = |path: PathBuf| if path.is_dir() { files_in(&path) } else { vec![path] };
    entries(folder).into_iter().flat_map(inside).collect()
}

fn copy_all(from: &Path, to: &Path) {
    for file in files_in(from) {
        let copy = to.join(file.strip_prefix(from).unwrap_or(&file));
        fs::create_dir_all(copy.parent().unwrap_or(to)).expect("a folder can be made");
        fs::copy(&file, &copy).expect("a file can be copied");
    }
}
