//! A case: its files, the commands of its transcript, and what came of them.

#![expect(clippy::disallowed_methods, reason = "tests read their cases from the disk, and write them down")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use journey::history::{History, InMemory, NoHistory, Renamed};
use journey::workspace::{self, Failure, FileKind, Limits, Memory, Trouble};
use libtest_mimic::Failed;
use similar::TextDiff;

use crate::support::{Files, files_in, run_with_history};

/// The file in a case's folder that says what is to be run, and what came of it.
pub(crate) const NAME: &str = "transcript.txt";

/// The folder in a case's folder with what its commands write.
const WRITTEN: &str = "written/";

/// A file with this suffix is read by `bytes_of`.
const BYTES: &str = ".bytes";

/// A file with this suffix cannot be read or written; it says why.
const REFUSED: &str = ".refused";

/// The file in a case's folder that lowers limits: a name and a number a line.
const LIMITS: &str = "limits.txt";

/// The folder in a case's folder with what was recorded: in it a folder a revision.
const HISTORY: &str = "history/";

/// The file that says which files got other paths since: the old one and the new one a line.
const RENAMED: &str = "history/renamed.txt";

/// A folder with a transcript.
pub(crate) struct Case {
    /// Its path below tests/golden.
    pub(crate) name: String,
    /// Where it is.
    pub(crate) folder: PathBuf,
}

/// What came of a case's commands.
pub(crate) struct Outcome {
    pub(crate) transcript: String,
    pub(crate) written: Files,
}

impl Case {
    /// Carries out the commands of the transcript.
    pub(crate) fn run(&self) -> Outcome {
        let (project, refused) = self.project();
        let files = Stubborn { memory: Memory::new(project.clone()), refused, limits: self.limits() };
        let history = self.history();
        let mut transcript = String::new();
        for line in remarks_and_commands(&self.transcript()) {
            transcript.push_str(line);
            transcript.push('\n');
            if let Some(command) = line.strip_prefix("$ ") {
                let words = words(command);
                let (arguments, stdin) = match words.iter().position(|word| word == "<") {
                    Some(at) => (&words[..at], project[&words[at + 1]].as_slice()),
                    None => (&words[..], [].as_slice()),
                };
                let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
                let (printed, status) = run_with_history(&*history, &arguments, &files, stdin);
                transcript.push_str(&printed);
                if !printed.is_empty() && !printed.ends_with('\n') {
                    transcript.push_str("\n(no end of line)\n");
                }
                transcript.push_str(&format!("exit {}\n", status.code()));
            }
        }
        let mut written = Files::new();
        for (path, bytes) in files.memory.all() {
            let path = path.trim_start_matches('/');
            if project.get(path) != Some(&bytes) {
                written.insert(path.to_owned(), bytes);
            }
        }
        Outcome { transcript, written }
    }

    /// Tells how `outcome` differs from what is written down.
    pub(crate) fn compare(&self, outcome: &Outcome) -> Result<(), Failed> {
        let mut differences = difference(NAME, &self.transcript(), &outcome.transcript);
        let expected = self.written();
        let paths: BTreeSet<&String> = expected.keys().chain(outcome.written.keys()).collect();
        for path in paths {
            let text = |files: &Files| {
                files.get(path).map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default()
            };
            let name = format!("{WRITTEN}{path}");
            differences.push_str(&difference(&name, &text(&expected), &text(&outcome.written)));
        }
        if differences.is_empty() {
            return Ok(());
        }
        let name = &self.name;
        Err(format!("{differences}\nTo accept this: UPDATE=1 cargo test --test golden {name}").into())
    }

    /// Writes `outcome` down as what is expected.
    pub(crate) fn write_down(&self, outcome: &Outcome) -> Result<(), Failed> {
        write(&self.folder.join(NAME), outcome.transcript.as_bytes())?;
        for path in self.written().keys().filter(|path| !outcome.written.contains_key(*path)) {
            fs::remove_file(self.folder.join(WRITTEN).join(path))?;
        }
        for (path, bytes) in &outcome.written {
            write(&self.folder.join(WRITTEN).join(path), bytes)?;
        }
        Ok(())
    }

    fn transcript(&self) -> String {
        fs::read_to_string(self.folder.join(NAME)).unwrap()
    }

    /// The files that the commands find, and those that they are refused, with the reason.
    fn project(&self) -> (Files, BTreeMap<String, String>) {
        let (mut project, mut refused) = (Files::new(), BTreeMap::new());
        for (path, bytes) in files_in(&self.folder) {
            if path == NAME || path == LIMITS || path.starts_with(WRITTEN) || path.starts_with(HISTORY) {
                continue;
            }
            let text = || String::from_utf8(bytes.clone()).unwrap();
            if let Some(path) = path.strip_suffix(BYTES) {
                project.insert(path.to_owned(), bytes_of(&text()));
            } else if let Some(path) = path.strip_suffix(REFUSED) {
                refused.insert(format!("/{path}"), text().trim().to_owned());
            } else {
                project.insert(path, bytes);
            }
        }
        (project, refused)
    }

    /// What was recorded of the project.
    fn history(&self) -> Box<dyn History> {
        let (mut states, mut renamed) = (BTreeMap::<String, Files>::new(), Vec::new());
        for (path, bytes) in files_in(&self.folder) {
            if path == RENAMED {
                let lines = String::from_utf8(bytes).unwrap();
                let pairs = lines.lines().map(|line| line.split_once(' ').unwrap());
                renamed = pairs
                    .map(|(from, to)| Renamed { from: format!("/{from}"), to: format!("/{to}") })
                    .collect();
            } else if let Some((state, path)) =
                path.strip_prefix(HISTORY).and_then(|path| path.split_once('/'))
            {
                states.entry(state.to_owned()).or_default().insert(path.to_owned(), bytes);
            }
        }
        match states.is_empty() {
            true => Box::new(NoHistory),
            false => Box::new(InMemory::new(states).with_renamed(renamed)),
        }
    }

    /// How much is read as one project.
    fn limits(&self) -> Limits {
        let mut limits = Limits::USUAL;
        for line in fs::read_to_string(self.folder.join(LIMITS)).unwrap_or_default().lines() {
            let (name, number) = line.split_once(' ').unwrap();
            match name {
                "files" => limits.files = number.parse().unwrap(),
                "bytes" => limits.bytes = number.parse().unwrap(),
                "chain" => limits.chain = number.parse().unwrap(),
                other => panic!("there is no limit `{other}`"),
            }
        }
        limits
    }

    /// The files that the commands are to write.
    fn written(&self) -> Files {
        let files = files_in(&self.folder).into_iter();
        files.filter_map(|(path, bytes)| Some((path.strip_prefix(WRITTEN)?.to_owned(), bytes))).collect()
    }
}

/// Files in memory, some of which cannot be read or written.
struct Stubborn {
    memory: Memory,
    /// By path: why.
    refused: BTreeMap<String, String>,
    limits: Limits,
}

impl Stubborn {
    fn refuse(&self, path: &str) -> Result<(), Failure> {
        match self.refused.get(path) {
            Some(why) => Err(Failure { path: path.to_owned(), trouble: Trouble::Other(why.clone()) }),
            None => Ok(()),
        }
    }
}

impl workspace::Files for Stubborn {
    fn here(&self) -> String {
        self.memory.here()
    }

    fn limits(&self) -> Limits {
        self.limits
    }

    fn kind(&self, path: &str) -> Option<FileKind> {
        if self.refused.contains_key(path) { Some(FileKind::File) } else { self.memory.kind(path) }
    }

    fn real(&self, path: &str) -> Option<String> {
        self.kind(path).map(|_| path.to_owned())
    }

    fn stamp(&self, path: &str) -> Option<workspace::Stamp> {
        self.memory.stamp(path)
    }

    fn folders(&self, path: &str) -> Vec<String> {
        self.memory.folders(path)
    }

    fn list_flat(&self, path: &str) -> Vec<String> {
        self.memory.list_flat(path)
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, Failure> {
        self.refuse(path).and_then(|()| self.memory.read(path))
    }

    fn list(&self, path: &str) -> Result<Vec<String>, Failure> {
        let mut paths = self.memory.list(path)?;
        paths.extend(self.refused.keys().filter(|refused| refused.starts_with(path)).cloned());
        paths.sort();
        Ok(paths)
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<bool, Failure> {
        self.refuse(path).and_then(|()| self.memory.write(path, bytes))
    }
}

fn write(path: &std::path::Path, bytes: &[u8]) -> std::io::Result<()> {
    fs::create_dir_all(path.parent().unwrap())?;
    fs::write(path, bytes)
}

/// The lines of a transcript without what the commands print.
fn remarks_and_commands(transcript: &str) -> Vec<&str> {
    let mut kept = Vec::new();
    let mut printed = false;
    for line in transcript.lines() {
        if line.starts_with("$ ") {
            kept.push(line);
            printed = true;
        } else if printed && line.strip_prefix("exit ").is_some_and(|status| status.len() == 1) {
            printed = false;
        } else if !printed {
            kept.push(line);
        }
    }
    kept
}

/// A command line in words; what stands in quotes is one.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None, None);
    for letter in line.chars() {
        match (quote, letter) {
            (Some(open), _) if open == letter => quote = None,
            (None, '"' | '\'') => {
                quote = Some(letter);
                word.get_or_insert_with(String::new);
            }
            (None, ' ') => words.extend(word.take()),
            _ => word.get_or_insert_with(String::new).push(letter),
        }
    }
    words.extend(word);
    words
}

/// The bytes that a `.bytes` file stands for: two digits are a byte, what stands in back-ticks is itself, and `x 100` at
/// the end of a line repeats that line. `#` starts a comment.
fn bytes_of(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for line in text.lines() {
        let (mut row, mut rest, mut times) = (Vec::new(), line.trim_start(), 1);
        while let Some(first) = rest.chars().next().filter(|first| *first != '#') {
            let (part, after) = match rest[1..].split_once('`') {
                Some((part, after)) if first == '`' => (part, after),
                _ => rest.split_once(' ').unwrap_or((rest, "")),
            };
            match first {
                '`' => row.extend_from_slice(part.as_bytes()),
                'x' => {
                    times = after.trim().parse().unwrap();
                    break;
                }
                _ => row.push(u8::from_str_radix(part, 16).unwrap_or_else(|_| panic!("`{part}` is no byte"))),
            }
            rest = after.trim_start();
        }
        bytes.extend(row.repeat(times));
    }
    bytes
}

/// The lines of `expected` and `found` that differ, with those around them; nothing if none do.
fn difference(name: &str, expected: &str, found: &str) -> String {
    if expected == found {
        return String::new();
    }
    let diff = TextDiff::from_lines(expected, found);
    diff.unified_diff().header(&format!("{name}, expected"), &format!("{name}, found")).to_string()
}
