//! Very many mistakes: few are printed, all are counted, and neither takes long.

use std::time::{Duration, Instant};

use journey::cli::Status;
use journey::workspace::Memory;
use serde_json::Value;

use crate::support::run;
use crate::tries;

/// How many reports are printed unless it is told otherwise.
const USUAL: usize = 1_000;

/// A file with `count` mistakes, some of each of several kinds.
fn file(count: usize) -> String {
    let lines = ["x\n", "team 1\n", "é = 1\n", "lead \"A\"\n", "team \u{7}a\n"];
    (0..count).map(|number| lines[number % lines.len()]).collect()
}

fn check(text: &str, options: &[&str]) -> (String, Duration) {
    let files = Memory::new([("a.journey", text)]);
    let start = Instant::now();
    let (printed, status) = run(&[&["journey", "check", "a.journey"], options].concat(), &files, b"");
    assert_eq!(status, Status::Errors);
    (printed, start.elapsed())
}

fn shown(printed: &str) -> usize {
    let starts = ["error[", "warning[", "note["];
    printed.lines().filter(|line| starts.iter().any(|start| line.starts_with(start))).count()
}

#[test]
fn of_very_many_reports_few_are_printed_and_all_are_counted() {
    let count = tries(50_000, 1_000_000);
    let (printed, took) = check(&file(count), &[]);
    assert_eq!(shown(&printed), USUAL);
    assert!(printed.contains(&format!("{} more reports are not shown\n", count - USUAL)));
    assert!(
        printed.ends_with(&format!("\n{count} errors in 1 file\n")),
        "{}",
        &printed[printed.len() - 60..]
    );
    assert!(printed.len() < USUAL * 1_000, "{} bytes", printed.len());
    assert!(took < Duration::from_secs(tries(60, 600) as u64), "{took:?}");
}

#[test]
fn very_many_reports_on_one_line_are_no_harder() {
    let count = tries(50_000, 1_000_000);
    let (printed, took) = check(&"x;".repeat(count), &[]);
    assert_eq!(shown(&printed), USUAL);
    assert!(printed.ends_with(&format!("\n{count} errors in 1 file\n")));
    assert!(took < Duration::from_secs(tries(60, 600) as u64), "{took:?}");
}

#[test]
fn as_many_are_printed_as_were_asked_for() {
    let text = file(2_500);
    for (option, expected) in
        [("0", 0), ("1", 1), ("2499", 2_499), ("2500", 2_500), ("9999", 2_500), ("none", 2_500)]
    {
        let (printed, _) = check(&text, &["--max-diagnostics", option]);
        assert_eq!(shown(&printed), expected, "{option}");
        assert_eq!(printed.contains("not shown"), expected < 2_500, "{option}");
        assert!(printed.ends_with("2500 errors in 1 file\n"));
        let (printed, _) = check(&text, &["--format", "json", "--max-diagnostics", option]);
        let read: Value = serde_json::from_str(&printed).unwrap();
        assert_eq!(read["reports"].as_array().unwrap().len(), expected, "{option}");
        assert_eq!(read["summary"]["omitted"], 2_500 - expected, "{option}");
        assert_eq!(read["summary"]["errors"], 2_500);
    }
    let (printed, _) = check(&text, &["--format", "json"]);
    let read: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(read["reports"].as_array().unwrap().len(), 2_500, "programs get all");
}

/// Errors go before warnings, wherever they stand.
#[test]
fn the_gravest_are_printed() {
    let mut text: String = (0..500).map(|number| format!("team t{number} \"a\u{200B}b\"\n")).collect();
    text.push_str("x\n");
    let (printed, _) = check(&text, &["--max-diagnostics", "1"]);
    assert!(printed.starts_with("error[unknown-word]"), "{printed}");
}

/// What is not kept whole keeps a journey from being written all the same, and no other journey.
#[test]
fn an_error_behind_very_many_others_keeps_its_journey_from_being_written() {
    let stage = "stage s { owner t; touchpoint p { channel c }; -> end }";
    let journey = |name: &str, more: &str| format!("journey {name} {{\nowner t\n{more}{stage}\n}}\n");
    let text = ["team t\nchannel c\n", &journey("first", &"x\n".repeat(5_000))].concat();
    let text = [text, journey("second", ""), journey("third", "x\n")].concat();
    let files = Memory::new([("a.journey", &*text)]);
    let (printed, status) = run(&["journey", "build", "a.journey", "--to", "dot"], &files, b"");
    assert_eq!(status, Status::Errors);
    assert!(printed.contains("\n5001 errors in 1 file\n"), "{}", &printed[printed.len() - 400..]);
    for (name, is_broken) in [("first", true), ("second", false), ("third", true)] {
        assert_eq!(printed.contains(&format!("`{name}` has errors and is not written")), is_broken, "{name}");
    }
}
