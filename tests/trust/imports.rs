//! Imports: circles, rows, and one file by many names.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Mutex;

use journey::workspace::{Failure, FileKind, Files, Limits, Memory, Stamp};

use crate::program::{Chance, Folder, end, journey_of};
use crate::support::run;

/// Files in memory that count how often each is read.
struct Counted {
    files: Memory,
    reads: Mutex<BTreeMap<String, usize>>,
}

impl Counted {
    fn new(files: Vec<(String, String)>) -> Self {
        Self { files: Memory::new(files), reads: Mutex::default() }
    }
}

impl Files for Counted {
    fn here(&self) -> String {
        self.files.here()
    }

    fn kind(&self, path: &str) -> Option<FileKind> {
        self.files.kind(path)
    }

    fn real(&self, path: &str) -> Option<String> {
        self.files.real(path)
    }

    fn stamp(&self, path: &str) -> Option<Stamp> {
        self.files.stamp(path)
    }

    fn folders(&self, path: &str) -> Vec<String> {
        self.files.folders(path)
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, Failure> {
        *self.reads.lock().unwrap().entry(path.to_owned()).or_default() += 1;
        self.files.read(path)
    }

    fn list(&self, path: &str) -> Result<Vec<String>, Failure> {
        self.files.list(path)
    }

    fn list_flat(&self, path: &str) -> Vec<String> {
        self.files.list_flat(path)
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<bool, Failure> {
        self.files.write(path, bytes)
    }
}

/// A file that imports others, and declares a team of its own.
fn file(name: &str, imports: impl IntoIterator<Item = String>) -> (String, String) {
    let imports: String = imports.into_iter().map(|path| format!("import \"{path}.journey\"\n")).collect();
    (format!("{name}.journey"), format!("{imports}team {name}\n"))
}

/// With a journey in the first file and this, nothing depends on files that are not imported.
const QUIET: [&str; 2] = ["--off", "unused-declaration"];

/// The first of these files, with a journey in it.
fn with_journey(mut files: Vec<(String, String)>) -> Counted {
    files[0].1.push_str(&journey_of("bread", "Bread"));
    Counted::new(files)
}

#[test]
fn imports_may_lead_in_circles() {
    for size in [1, 2, 1_000] {
        let of = |at: usize| file(&format!("f{at}"), [format!("f{}", (at + 1) % size)]);
        let files = with_journey((0..size).map(of).collect());
        let (said, status) = run(&[&["journey", "check", "f0.journey"][..], &QUIET].concat(), &files, &[]);
        assert_eq!((said.as_str(), status.code()), ("no problems in 1 file\n", 0), "{size}");
        let reads = files.reads.lock().unwrap();
        assert!(reads.len() == size && reads.values().all(|reads| *reads == 1), "{size}: {reads:?}");
    }
}

#[test]
fn each_file_is_read_once_however_many_ways_lead_to_it() {
    // Two files a layer, each of which imports both of the next: 2^20 ways from the first to the last.
    let mut files = vec![file("top", ["a0".to_owned(), "b0".to_owned()])];
    for layer in 0..20 {
        let below = || (layer < 19).then(|| [format!("a{}", layer + 1), format!("b{}", layer + 1)]);
        files.push(file(&format!("a{layer}"), below().into_iter().flatten()));
        files.push(file(&format!("b{layer}"), below().into_iter().flatten()));
    }
    for path in ["top.journey", "."] {
        let files = with_journey(files.clone());
        let (said, status) = run(&[&["journey", "check", path][..], &QUIET].concat(), &files, &[]);
        assert_eq!(status.code(), 0, "{said}");
        let reads = files.reads.lock().unwrap();
        assert!(reads.len() == 41 && reads.values().all(|reads| *reads == 1), "{reads:?}");
    }
}

#[test]
fn a_row_of_files_has_an_end() {
    let row = |count: usize| -> Vec<(String, String)> {
        (1..=count).map(|at| file(&format!("f{at}"), (at < count).then(|| format!("f{}", at + 1)))).collect()
    };
    let check = |count: usize, paths: &[String]| {
        let paths = paths.iter().map(String::as_str);
        let arguments: Vec<&str> = ["journey", "check"].into_iter().chain(paths).chain(QUIET).collect();
        run(&arguments, &Counted::new(row(count)), &[])
    };
    let most = Limits::USUAL.chain;
    for count in [most - 1, most] {
        assert_eq!(check(count, &["f1.journey".to_owned()]).1.code(), 0, "{count}");
    }
    for count in [most + 1, 1_000] {
        // The one from which 65 files are left, whichever is asked for.
        let first = count - most;
        let place = format!("[f{first}.journey:1:8]");
        let mut paths: Vec<String> = (1..=first).map(|at| format!("f{at}.journey")).collect();
        let mut chance = Chance(7);
        for _ in 0..5 {
            chance.shuffle(&mut paths);
            let (said, status) = check(count, &paths[..paths.len().min(9)]);
            assert_eq!(said.matches("error[").count(), 1, "{said}");
            assert!(said.contains("error[import-chain]") && said.contains(&place), "{count}: {said}");
            assert_eq!(status.code(), 1);
        }
        assert_eq!(check(count, &[format!("f{}.journey", first + 1)]).1.code(), 0, "{count}");
    }
}

#[test]
fn one_file_by_many_spellings_is_one_file() {
    let folder = Folder::new(&[("journey.toml", ""), ("a.journey", "team shop\n"), ("b/c.journey", "")]);
    folder.link("link.journey", "a.journey");
    folder.link("here", ".");
    fs::hard_link(folder.path("a.journey"), folder.path("hard.journey")).unwrap();
    let same = [
        "a.journey",
        "./a.journey",
        "b/../a.journey",
        ".//b/..//./a.journey",
        "link.journey",
        "here/a.journey",
    ];
    let check = |paths: &[&str]| {
        let imports: String = paths.iter().map(|path| format!("import \"{path}\"\n")).collect();
        folder.write("all.journey", &format!("{imports}journey bread {{ owner shop }}\n"));
        end(&mut folder.journey(["check", "all.journey", "--format", "json"]))
    };
    let one = check(&same);
    assert!(!one.stdout.contains("declared-twice") && !one.stdout.contains("import-"), "{one:#?}");
    // Another name of the same file cannot be told from a copy: its names are declared a second time.
    let hard = check(&["a.journey", "hard.journey"]);
    assert_eq!(hard.stdout.matches("declared-twice").count(), 1, "{hard:#?}");
    assert_eq!(hard.code(), 1);
    let letters = check(&["A.journey"]);
    let is_found = folder.path("A.journey").exists();
    assert!(is_found || letters.stdout.contains("did you mean `\\\"a.journey\\\"`?"), "{letters:#?}");
}
