//! How long it takes from a saved file to the changed map in a browser, with `journey preview` running beside the editor.
//!
//! A real process shows a copy of each example, and a real Chromium has the page open. The clock starts before the save,
//! and stops when the new title stands in the page, by the browser's own clock, which is that of the machine.

#![allow(clippy::disallowed_methods, reason = "an editor is played here, which saves files on a disk")]
#![allow(dead_code, reason = "a part of the driver is for tests")]

#[path = "../tests/support/browser.rs"]
mod browser;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::browser::{Browser, Page};

/// How often each file is saved, unless the command line says otherwise.
const SAVES: usize = 50;

fn main() {
    let saves = std::env::args().find_map(|it| it.parse().ok()).unwrap_or(SAVES);
    let Some(browser) = Browser::start("how soon a browser shows what was saved") else { return };
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    println!("| saved | bytes | median ms | 95 of 100 ms | longest ms |");
    println!("| --- | ---: | ---: | ---: | ---: |");
    for example in entries(&examples).into_iter().filter(|path| path.is_dir()) {
        let copy = tempfile::tempdir().expect("there is room for a copy");
        let project = copy.path().join(example.file_name().unwrap_or_default());
        copy_all(&example, &project);
        let (mut process, url) = start(&project);
        for file in files_in(&project) {
            let text = fs::read_to_string(&file).expect("it is text");
            let Some((before, name, after)) = around_title(&text) else { continue };
            let folder = file.parent().and_then(|it| it.strip_prefix(&project).ok()).unwrap_or(Path::new(""));
            let page = browser.page();
            page.open(&format!("{url}{}", folder.join(format!("{name}.html")).display()));
            page.eval(WATCH);
            // A journey with mistakes has no map that could change.
            if page.eval("document.documentElement.dataset.blank !== undefined") == true {
                continue;
            }
            let save = |count: usize| time(&page, &file, before, &format!("title {count}"), after);
            let mut times: Vec<f64> = (0..saves + 5).map(save).skip(5).collect();
            times.sort_by(f64::total_cmp);
            let at = |share: f64| times[((times.len() as f64 * share) as usize).min(times.len() - 1)];
            let shown = file.strip_prefix(copy.path()).unwrap_or(&file).display();
            println!("| {shown} | {} | {:.1} | {:.1} | {:.1} |", text.len(), at(0.5), at(0.95), at(1.0));
        }
        process.kill().expect("it can be ended");
        process.wait().expect("it has ended");
    }
}

/// Notes when a title that is waited for stands in the page.
const WATCH: &str = "new MutationObserver(() => { \
                       if (window.wanted && document.body.innerText.includes(window.wanted)) { \
                         window.seen = performance.timeOrigin + performance.now(); window.wanted = null; } \
                     }).observe(document, { subtree: true, childList: true, characterData: true })";

/// How many milliseconds pass from before the save until the page says `title`.
fn time(page: &Page<'_>, file: &Path, before: &str, title: &str, after: &str) -> f64 {
    page.eval(&format!("window.seen = null; window.wanted = {title:?}; 0"));
    // People pause between two saves, and never for the same time.
    thread::sleep(Duration::from_millis(100 + title.len() as u64 * 7 % 50));
    let start = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970");
    fs::write(file, [before, title, after].concat()).expect("the file can be written");
    let seen = page.wait_for("window.seen").as_f64().expect("a time");
    seen - start.as_secs_f64() * 1000.0
}

/// What stands before the title of the first journey, its name, and what stands behind the title.
fn around_title(text: &str) -> Option<(&str, &str, &str)> {
    let line = text.lines().find(|line| line.starts_with("journey ") && line.matches('"').count() == 2)?;
    let at = line.as_ptr() as usize - text.as_ptr() as usize;
    let (open, close) = (at + line.find('"')? + 1, at + line.rfind('"')?);
    Some((&text[..open], line.split_whitespace().nth(1)?, &text[close..]))
}

/// Shows a project. Gives back the address.
fn start(project: &Path) -> (Child, String) {
    let mut process = Command::new(env!("CARGO_BIN_EXE_journey"))
        .args(["preview", "--port", "0"])
        .current_dir(project)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let mut lines =
        BufReader::new(process.stdout.take().expect("it has an output")).lines().map_while(Result::ok);
    let url = lines.find_map(|line| line.strip_prefix("the maps are at ").map(str::to_owned));
    // It goes on telling, and must not have to wait until somebody listens.
    thread::spawn(move || lines.for_each(drop));
    (process, url.expect("it tells the address"))
}

/// Whether a program is on this machine; says what is not measured without it.
fn has_tool(tool: &str, unmeasured: &str) -> bool {
    let is_there = Command::new(tool).arg("--version").output().is_ok();
    if !is_there {
        println!("`{tool}` is not on this machine: {unmeasured} is not measured");
    }
    is_there
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths
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
