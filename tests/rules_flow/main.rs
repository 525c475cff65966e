//! What the rules on ways, losses, barriers and dates say, seen from the command line.

mod barriers;
mod dates;
mod losses;
mod ways;

use std::fmt::Write;

use journey::cli::{World, run};
use journey::rules::RULES;
use journey::value::Date;
use journey::workspace::Memory;
use serde_json::Value;

/// The rules that are looked at here.
const MINE: [&str; 12] = [
    "unreachable-stage",
    "dead-end-stage",
    "unexplained-drop-off",
    "incomplete-shares",
    "drop-over-exit",
    "drop-over-touchpoint",
    "lift-over-drop",
    "unaddressed-barrier",
    "unexplained-low-emotion",
    "ends-at-purchase",
    "overdue-solution",
    "overdue-review",
];

/// What `journey check` says of `source`, for programs. Files are parted by lines `//- path.journey`; line ends before the
/// text do not count.
fn checked(source: &str, flags: &[&str]) -> Value {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in source.trim_start_matches('\n').split_inclusive('\n') {
        match line.strip_prefix("//- ") {
            Some(path) => files.push((path.trim().to_owned(), String::new())),
            None => {
                if files.is_empty() {
                    files.push(("example.journey".to_owned(), String::new()));
                }
                files.last_mut().unwrap().1.push_str(line);
            }
        }
    }
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let (files, mut stdin) = (Memory::new(files), std::io::empty());
    let today = Date::read("2026-11-22").unwrap();
    let mut world = World::still(&files, &mut stdin, &mut stdout, &mut stderr, today);
    let arguments = ["journey", "check", "--format", "json"].iter().chain(flags);
    run(arguments.map(Into::into), &mut world);
    assert_eq!(String::from_utf8(stderr).unwrap(), "");
    serde_json::from_slice(&stdout).unwrap()
}

fn reports(checked: &Value) -> impl Iterator<Item = &Value> {
    let is_other = |code: &str| RULES.iter().any(|rule| rule.name() == code) && !MINE.contains(&code);
    checked["reports"].as_array().unwrap().iter().filter(move |report| !is_other(text(report, "code")))
}

/// The first report of a rule.
fn reports_of<'a>(checked: &'a Value, code: &str) -> &'a Value {
    reports(checked).find(|report| text(report, "code") == code).expect("a report")
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// What is said of `source`, one line a report: where, which, and what. What other rules say is left out.
fn check(source: &str) -> Vec<String> {
    check_with(source, &[])
}

fn check_with(source: &str, flags: &[&str]) -> Vec<String> {
    let checked = checked(source, flags);
    let said = reports(&checked).map(|report| {
        let message = text(report, "message").replace('\u{A0}', " ");
        format!("{} {}: {message}", report["start"]["line"], text(report, "code"))
    });
    said.collect()
}

/// All that is said in the first report on `source`.
fn page(source: &str) -> String {
    let checked = checked(source, &[]);
    let report = reports(&checked).next().expect("a report");
    let mut page = String::new();
    writeln!(page, "{} {}", report["start"]["line"], text(report, "message")).unwrap();
    for also in report["also"].as_array().unwrap() {
        writeln!(page, "{} {}", also["start"]["line"], text(also, "message")).unwrap();
    }
    writeln!(page, "help: {}", text(report, "help")).unwrap();
    for fix in report["fixes"].as_array().unwrap() {
        writeln!(page, "fix: {}", text(fix, "title")).unwrap();
    }
    page.replace('\u{A0}', " ")
}

/// `source` after the first fix of its first report.
fn fixed(source: &str) -> String {
    let checked = checked(source, &[]);
    let report = reports(&checked).next().expect("a report");
    let source = source.trim_start_matches('\n');
    let mut fixed = source.to_owned();
    let edits = report["fixes"][0]["edits"].as_array().expect("a fix");
    for edit in edits.iter().rev() {
        let offset = |place: &str| {
            let point = &edit[place];
            let (line, column) =
                (point["line"].as_u64().unwrap() as usize, point["column"].as_u64().unwrap());
            let start: usize = source.split_inclusive('\n').take(line - 1).map(str::len).sum();
            start + source[start..].chars().take(column as usize - 1).map(char::len_utf8).sum::<usize>()
        };
        fixed.replace_range(offset("start")..offset("end"), text(edit, "text"));
    }
    fixed
}

/// The blocks of a rule's page that are marked `journey KIND`.
fn examples(docs: &str, kind: &str) -> Vec<String> {
    let mark = format!("```journey {kind}");
    let blocks = docs.split(&mark).skip(1).map(|block| block.split("```").next().unwrap_or_default());
    blocks
        .map(|block| {
            block.lines().map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line))).collect()
        })
        .collect()
}

#[test]
fn examples_show_what_their_page_says() {
    for rule in RULES.iter().filter(|rule| MINE.contains(&rule.name())) {
        let (docs, name) = (rule.explanation.docs, rule.name());
        let (wrong, right) = (examples(docs, "wrong"), examples(docs, "right"));
        assert!(!wrong.is_empty() && !right.is_empty(), "{name}");
        for example in wrong {
            let checked = checked(&example, &[]);
            let reports = checked["reports"].as_array().unwrap();
            let own = reports.iter().filter(|report| text(report, "code") == name).count();
            let mut errors = reports.iter().filter(|report| text(report, "severity") == "error");
            assert!(own == 1 && errors.all(|report| text(report, "code") == name), "{name}: {checked}");
        }
        for example in right {
            let checked = checked(&example, &[]);
            assert_eq!(checked["reports"].as_array().unwrap().len(), 0, "{name}: {checked}");
        }
    }
}
