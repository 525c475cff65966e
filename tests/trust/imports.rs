//! Imports: circles, rows, one file by many names, and paths that try to lead out of the project.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;

use journey::workspace::{Failure, FileKind, Files, Limits, Memory, Stamp};

use crate::program::{Chance, Folder, end, has, journey_of};
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

/// Paths that lead out of the project, or would where somebody was not careful.
fn payloads() -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    let target = "outside/secret.journey";
    let mut add = |path: String| _ = all.insert(path);
    for depth in 1..=50 {
        add("../".repeat(depth) + target);
    }
    for depth in [1, 2, 5, 20] {
        add("./../".repeat(depth) + target);
        add("inner/../../".repeat(depth) + target);
        add("..//".repeat(depth) + target);
        add(".././".repeat(depth) + target);
        add("..\\\\".repeat(depth) + target);
        add("%2e%2e/".repeat(depth) + target);
        add("..%2f".repeat(depth) + target);
        add("%252e%252e/".repeat(depth) + target);
        add("..%5c".repeat(depth) + target);
        add("..%c0%af".repeat(depth) + target);
        add("..;/".repeat(depth) + target);
        add(".../".repeat(depth) + target);
        add("....//".repeat(depth) + target);
        add("..\u{2044}".repeat(depth) + target);
        add("..\u{FF0F}".repeat(depth) + target);
        add("\u{FF0E}\u{FF0E}/".repeat(depth) + target);
        add("..\u{2215}".repeat(depth) + target);
        add(".\u{200B}./".repeat(depth) + target);
        add("out/../".repeat(depth) + &"../".repeat(depth) + target);
    }
    for path in
        ["etc/passwd", "etc/shadow", "proc/self/environ", "proc/self/mem", "dev/zero", "dev/stdin", "dev/tty"]
    {
        for start in [
            "/",
            "//",
            "///",
            "file:///",
            "file:/",
            "file://localhost/",
            "~/../../",
            "~root/",
            "C:/",
            "c:",
            "\\\\",
            "\\\\\\\\host\\\\",
        ] {
            add(format!("{start}{path}"));
        }
    }
    for path in [
        "out/secret.journey",
        "out/nothing.journey",
        "out",
        "out/",
        "out/.",
        "secret_link.journey",
        "far/secret.journey",
        "out/../secret.journey",
        "inner/up/outside/secret.journey",
        "inner/up",
        "nowhere_outside.journey",
        "http://localhost/secret.journey",
        "https://example.org/x.journey",
        "ftp://host/x",
        "data:text/plain,team x",
        "javascript:x",
        "\\\\\\\\?\\\\C:\\\\x.journey",
        "\\\\\\\\.\\\\pipe\\\\x",
        "secret.journey::$DATA",
        "$HOME/x.journey",
        "${HOME}/x.journey",
        "`id`",
        "$(id)",
        "| id",
        "; id",
        "&& id",
        "con",
        "nul",
        "aux.journey",
        "*",
        "*.journey",
        "?",
        "[a-z]",
        "{a,b}.journey",
        " ../x.journey",
        "../x.journey ",
        "..",
        ".",
        "/",
        "../",
        "~",
        "-",
        "--help",
        "<stdin>",
        "@x",
    ] {
        add(path.to_owned());
    }
    all
}

#[test]
fn no_import_leads_out_of_the_project() {
    let imports = payloads();
    assert!(imports.len() >= 200, "{}", imports.len());
    let mut text: String = imports.iter().map(|path| format!("import \"{path}\"\n")).collect();
    // What cannot be written between quotes otherwise.
    text.push_str("import \"a\0b.journey\"\nimport \"a\tb.journey\"\n");
    let whole =
        Folder::new(&[("root/all.journey", &text), ("outside/secret.journey", "team canary \"A canary\"\n")]);
    whole.write("root/journey.toml", "");
    whole.write("root/inner/x.journey", "");
    whole.link("root/out", "../outside");
    whole.link("root/far", whole.path("outside"));
    whole.link("root/secret_link.journey", "../outside/secret.journey");
    whole.link("root/nowhere_outside.journey", "../outside/nothing.journey");
    whole.link("root/inner/up", "../..");
    for is_marked in [true, false] {
        if !is_marked {
            fs::remove_file(whole.path("root/journey.toml")).unwrap();
        }
        let root = whole.path("root");
        let ended = end(whole.journey(["check", "all.journey", "--format", "json"]).current_dir(&root));
        assert_eq!(ended.code(), 1, "{}", ended.stderr);
        assert!(!ended.stdout.contains("canary"), "{}", ended.stdout);
        let told: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
        let lines = lines_of_errors(&told);
        let quiet: Vec<&str> = text
            .lines()
            .enumerate()
            .filter(|(at, _)| !lines.contains(&(at + 1)))
            .map(|(_, line)| line)
            .collect();
        assert!(quiet.is_empty(), "nothing is said of {quiet:#?}");
        if has("strace", "that nothing is opened outside of a project") {
            assert_eq!(opened_outside(&whole, &root), Vec::<String>::new());
        }
    }
}

/// The lines that errors are reported on.
fn lines_of_errors(told: &serde_json::Value) -> BTreeSet<usize> {
    let mut lines = BTreeSet::new();
    let mut waiting = vec![told];
    while let Some(value) = waiting.pop() {
        match value {
            serde_json::Value::Object(members) => {
                if let Some(line) = members.get("line").and_then(serde_json::Value::as_u64) {
                    lines.insert(line as usize);
                }
                waiting.extend(members.values());
            }
            serde_json::Value::Array(items) => waiting.extend(items),
            _ => {}
        }
    }
    lines
}

/// What a check of the project at `root` opens outside of it, without what every program opens.
fn opened_outside(whole: &Folder, root: &Path) -> Vec<String> {
    let trace = whole.path("trace");
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "-y", "-s", "4096", "-e", "trace=open,openat,openat2,creat", "-o"]).arg(&trace);
    strace.arg(env!("CARGO_BIN_EXE_journey")).args(["check", "all.journey"]).current_dir(root);
    // `cargo test` has libraries searched for in many folders.
    let ended = end(strace.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default()));
    assert_eq!(ended.code(), 1, "{}", ended.stderr);
    let root = fs::canonicalize(root).unwrap().to_string_lossy().into_owned();
    let everybodys =
        ["/lib", "/usr/lib", "/etc/ld.so", "/proc/", "/sys/", "/etc/localtime", "/usr/share/zoneinfo"];
    let text = fs::read_to_string(trace).unwrap();
    let mut is_any_inside = false;
    let mut outside = Vec::new();
    for line in text.lines() {
        let Some(path) = line.split('"').nth(1) else { continue };
        // With `-y`, what was opened stands behind the answer: links in the path were followed.
        let opened = line
            .rsplit_once("= ")
            .and_then(|(_, answer)| Some(answer.split_once('<')?.1.trim_end_matches('>')));
        let real = opened.unwrap_or(path);
        let is_inside = !real.starts_with('/') || real == root || real.starts_with(&format!("{root}/"));
        is_any_inside |= opened.is_some() && is_inside;
        // Whether a folder belongs to what is left out may be written in one above it.
        let is_usual =
            everybodys.iter().any(|start| real.starts_with(start)) || real.ends_with("/.gitignore");
        let goes_through = real.contains("/out/") || real.contains("/far/") || real.contains("/up/");
        if !is_inside && !is_usual || is_inside && goes_through || path.contains("..") {
            outside.push(line.to_owned());
        }
    }
    assert!(is_any_inside, "the trace shows nothing:\n{text}");
    outside
}
