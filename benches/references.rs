//! The program beside other tools, as whole processes, in one run: how fast each reads as many bytes of its own language.
//!
//! `cargo bench --bench references`. Ruff and Mermaid are measured where they are found: `RUFF` is a path to the one, and
//! `MERMAID` a folder with `mermaid` and `jsdom` of npm in it. Outputs go to a folder that is removed afterwards.

#![allow(clippy::disallowed_methods, reason = "processes read what stands on the disk")]

mod corpus;

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How often each is run; the median counts.
const RUNS: usize = 7;

const SIZE: usize = 10_000_000;

/// A piece of Python without anything to report, of about the size of a function that people write.
const PYTHON: &str = r#"

def size_of_NUMBER(orders: list[dict[str, int]], limit: int = 100) -> dict[str, int]:
    """How many pairs of each size were sold, up to a limit."""
    sizes: dict[str, int] = {}
    for order in orders:
        for name, count in sorted(order.items()):
            if name.startswith("size") and count < limit:
                sizes[name] = sizes.get(name, 0) + count
            elif name == "returned":
                sizes["returned"] = sizes.get("returned", 0) - 1
    return {name: count for name, count in sizes.items() if count > 0}
"#;

/// Reads every Mermaid chart of a folder of Markdown pages with Mermaid's own parser, and prints how long that took.
const MERMAID: &str = r#"
import { JSDOM } from 'jsdom'; import fs from 'fs'; import path from 'path';
const dom = new JSDOM(''); globalThis.window = dom.window; globalThis.document = dom.window.document;
const mermaid = (await import('mermaid')).default;
mermaid.initialize({ maxTextSize: 1e9, maxEdges: 1e6 });
const charts = [];
for (const file of fs.readdirSync(process.argv[2], { recursive: true })) {
  if (!String(file).endsWith('.md')) continue;
  const page = fs.readFileSync(path.join(process.argv[2], String(file)), 'utf8');
  for (const found of page.matchAll(/```mermaid\n([\s\S]*?)```/g)) charts.push(found[1]);
}
await mermaid.parse(charts[0]);
const start = performance.now();
let bytes = 0;
for (const chart of charts) { await mermaid.parse(chart); bytes += chart.length; }
console.log(charts.length, bytes, performance.now() - start);
"#;

fn main() {
    let folder = tempfile::tempdir().expect("a folder for what is measured");
    let at = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    fs::write(at("big.journey"), corpus::file(SIZE)).expect("room for a large file");
    fs::write(at("hundred.journey"), corpus::file(270_000)).expect("room for a file");
    write_project(folder.path());
    for stages in [1_000, 2_000, 5_000, 10_000] {
        // Each in a folder of its own: what stands beside a file may be read with it.
        fs::create_dir(at(&format!("stages_{stages}"))).expect("room for a folder");
        let path = at(&format!("stages_{stages}/long.journey"));
        fs::write(path, corpus::long_journey(stages)).expect("room for a file");
    }
    let journey = env!("CARGO_BIN_EXE_journey");
    let one = ("RAYON_NUM_THREADS", "1");
    let bytes = SIZE as u64;

    println!("{:<58} {:>9} {:>9} {:>9}", "", "fastest", "median", "MB/s");
    let small = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/shoes/buying.journey");
    tell("journey check, one small file", 0, || run(journey, &["check", &small.to_string_lossy()], &[]));
    tell("journey check, one file, one core", bytes, || run(journey, &["check", &at("big.journey")], &[one]));
    let out = at("out");
    let build = ["build", &at("big.journey"), "--out", &out];
    run(journey, &build, &[one]);
    tell("journey build, the same, all formats, nothing to write", bytes, || run(journey, &build, &[one]));
    tell("journey check, 1,000 files", bytes, || run(journey, &["check", &at("project")], &[]));
    for stages in [1_000, 2_000, 5_000, 10_000] {
        let file = at(&format!("stages_{stages}/long.journey"));
        let bytes = fs::metadata(&file).map_or(0, |it| it.len());
        tell(&format!("journey check, {stages} stages, one core"), bytes, || {
            run(journey, &["check", &file], &[one])
        });
    }

    match std::env::var("RUFF") {
        Err(_) => println!("ruff: left out, for RUFF does not say where it is"),
        Ok(ruff) => {
            let check = |path: String| {
                vec!["check".to_owned(), "--no-cache".to_owned(), "--isolated".to_owned(), path]
            };
            let big = check(at("big.py"));
            let big: Vec<&str> = big.iter().map(String::as_str).collect();
            tell("ruff check, one file of Python, one core", bytes, || run(&ruff, &big, &[one]));
            let many = check(at("python"));
            let many: Vec<&str> = many.iter().map(String::as_str).collect();
            tell("ruff check, 1,000 files of Python", bytes, || run(&ruff, &many, &[]));
        }
    }
    match std::env::var("MERMAID") {
        Err(_) => println!("mermaid: left out, for MERMAID does not say where it is"),
        Ok(mermaid) => {
            let pages = at("pages");
            run(journey, &["build", &at("hundred.journey"), "--to", "md", "--out", &pages], &[]);
            let script = Path::new(&mermaid).join("parse.mjs");
            fs::write(&script, MERMAID).expect("room for a script");
            let output = Command::new("node").arg(&script).arg(&pages).output().expect("node runs");
            println!("mermaid.parse: charts, bytes, ms: {}", String::from_utf8_lossy(&output.stdout).trim());
            let hundred = at("hundred.journey");
            let bytes = fs::metadata(&hundred).map_or(0, |it| it.len());
            tell("journey check of what these charts are of", bytes, || {
                run(journey, &["check", &hundred], &[one])
            });
        }
    }
}

/// A project of 1,000 files of 10 KB, and as much Python.
fn write_project(folder: &Path) {
    for (path, text) in corpus::project(1_000, 10_000) {
        let path = folder.join("project").join(path);
        fs::create_dir_all(path.parent().expect("a file stands in a folder")).expect("room for a folder");
        fs::write(path, text).expect("room for a file");
    }
    fs::write(folder.join("project/journey.toml"), "").expect("room for a file");
    fs::create_dir_all(folder.join("python")).expect("room for a folder");
    let mut number = 0;
    let mut python = |bytes: usize| {
        let mut text = String::new();
        while text.len() < bytes {
            text.push_str(&PYTHON.replace("NUMBER", &number.to_string()));
            number += 1;
        }
        text
    };
    fs::write(folder.join("big.py"), python(SIZE)).expect("room for a large file");
    for file in 0..1_000 {
        fs::write(folder.join(format!("python/module_{file}.py")), python(10_000)).expect("room for a file");
    }
}

/// How long a process takes.
fn run(program: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Duration {
    let mut command = Command::new(program);
    command.args(arguments).envs(environment.iter().copied()).stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let status = command.status().unwrap_or_else(|error| panic!("{program}: {error}"));
    let took = start.elapsed();
    assert!(status.success(), "{program} {arguments:?}: {status}");
    took
}

/// Runs something a few times and prints how long it took.
fn tell(what: &str, bytes: u64, mut once: impl FnMut() -> Duration) {
    let mut times: Vec<Duration> = (0..RUNS).map(|_| once()).collect();
    times.sort();
    let (fastest, median) = (times[0].as_secs_f64(), times[RUNS / 2].as_secs_f64());
    let mut line = format!("{what:<58} {:>6.1} ms {:>6.1} ms", fastest * 1e3, median * 1e3);
    if bytes > 0 {
        // Writing into a text does not fail.
        let _ = write!(line, " {:>9.1}", bytes as f64 / 1e6 / median);
    }
    println!("{line}");
}
