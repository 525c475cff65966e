//! The baseline is a ratchet: what is known is not said, what is new is, and what is gone is struck.

use journey::cli::Status;
use journey::workspace::{Files, Memory};
use serde_json::Value;

use crate::example;
use crate::support::run;

const BASELINE: &str = "/journey-baseline.toml";

/// The summary of a check.
fn summary(files: &Memory, field: &str) -> u64 {
    let (printed, _) = run(&["journey", "check", "--format", "json=all.json"], files, b"");
    let document: Value = serde_json::from_slice(&files.read("/all.json").unwrap()).expect(&printed);
    document["summary"][field].as_u64().expect("a number")
}

fn reports(files: &Memory) -> u64 {
    ["errors", "warnings", "notes"].map(|field| summary(files, field)).iter().sum()
}

#[test]
fn every_report_is_known_whatever_moves() {
    for name in ["flawed", "shoes", "forty"] {
        let files = Memory::new(example(name));
        let all = reports(&files);
        let (said, status) = run(&["journey", "check", "--write-baseline"], &files, b"");
        assert_eq!(status, Status::Fine, "{said}");
        assert_eq!(
            (reports(&files), summary(&files, "known"), summary(&files, "gone")),
            (0, all, 0),
            "{said}"
        );
        for (path, bytes) in files.all().into_iter().filter(|(path, _)| path.ends_with(".journey")) {
            let moved = format!("{}{}", "// x\n".repeat(100), String::from_utf8(bytes).unwrap());
            files.write(&path, moved.as_bytes()).unwrap();
        }
        assert_eq!(
            (reports(&files), summary(&files, "known"), summary(&files, "gone")),
            (0, all, 0),
            "{name}"
        );
    }
}

#[test]
fn to_write_it_again_changes_nothing() {
    let files = Memory::new(example("flawed"));
    run(&["journey", "check", "--write-baseline"], &files, b"");
    let first = files.read(BASELINE).unwrap();
    run(&["journey", "check", "--write-baseline"], &files, b"");
    assert_eq!(files.read(BASELINE).unwrap(), first);
    run(&["journey", "check", "--write-baseline", "day_pass.journey"], &files, b"");
    assert_eq!(String::from_utf8(files.read(BASELINE).unwrap()), String::from_utf8(first));
}

/// One report after the other is mended by striking its line of the baseline, and one after the other comes back.
#[test]
fn each_line_stands_for_one_report() {
    let files = Memory::new(example("flawed"));
    let all = reports(&files);
    run(&["journey", "check", "--write-baseline"], &files, b"");
    let whole = String::from_utf8(files.read(BASELINE).unwrap()).unwrap();
    let lines: Vec<&str> = whole.lines().filter(|line| line.starts_with("  {")).collect();
    assert_eq!(lines.len() as u64, all);
    for line in lines {
        files.write(BASELINE, whole.replace(line, "").as_bytes()).unwrap();
        assert_eq!((reports(&files), summary(&files, "known")), (1, all - 1), "{line}");
    }
}

#[test]
fn a_part_calls_nothing_of_the_rest_gone() {
    let files = Memory::new(example("flawed"));
    run(&["journey", "check", "--write-baseline"], &files, b"");
    for path in ["day_pass.journey", "membership.journey", "people.journey"] {
        let (said, status) = run(&["journey", "check", path, "--strict-baseline"], &files, b"");
        assert!(status == Status::Fine && !said.contains("gone"), "{path}: {said}");
    }
    // Of a file that is not there any more, all is gone.
    files.remove("/day_pass.journey");
    let (said, status) = run(&["journey", "check", "--strict-baseline"], &files, b"");
    assert!(status == Status::Errors && said.contains("error[gone-report]"), "{said}");
    let (said, _) = run(&["journey", "check", "membership.journey"], &files, b"");
    assert!(!said.contains("gone"), "{said}");
}

#[test]
fn what_is_known_is_marked_for_code_scanning() {
    let files = Memory::new(example("flawed"));
    run(&["journey", "check", "--write-baseline"], &files, b"");
    let (printed, _) = run(&["journey", "check", "--format", "sarif=a.sarif"], &files, b"");
    let document: Value = serde_json::from_slice(&files.read("/a.sarif").unwrap()).expect(&printed);
    let results = document["runs"][0]["results"].as_array().expect("a list");
    let known = results.iter().filter(|it| it["baselineState"] == "unchanged");
    assert!(
        known.clone().count() > 20 && known.clone().all(|it| it["suppressions"][0]["kind"] == "external")
    );
}
