//! Commands that say what the program is, and the one that starts a project.

use std::ffi::OsString;

use journey::cli::{Status, World, run};
use journey::reference::{pages, today};
use journey::report::Look;
use journey::rules::LISTS;
use journey::value::Date;
use journey::workspace::{Disk, Files, Memory};

/// How a command ended, and what it said on standard output and on standard error.
fn journey(arguments: &[&str], files: &dyn Files, today: Date, color: bool) -> (Status, String, String) {
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let mut stdin = std::io::empty();
    let mut world = World::still(files, &mut stdin, &mut stdout, &mut stderr, today);
    world.look = Look { color, ..Look::PLAIN };
    let arguments = std::iter::once("journey").chain(arguments.iter().copied()).map(OsString::from);
    let status = run(arguments, &mut world);
    (status, String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

fn plainly(arguments: &[&str], files: &Memory) -> (Status, String, String) {
    journey(arguments, files, today(), false)
}

#[test]
fn a_new_project_has_nothing_to_report() {
    for (folder, day) in [("shoes", "2026-11-22"), (".", "2028-02-29"), ("a/b c", "2030-01-31")] {
        let (files, day) = (Memory::default(), Date::read(day).unwrap());
        let (status, said, _) = journey(&["new", folder], &files, day, false);
        assert_eq!(status, Status::Fine);
        assert!(said.contains("journey check"), "{said}");
        let found = journey(&["check", folder], &files, day, false);
        assert_eq!(found, (Status::Fine, "no problems in 2 files\n".to_owned(), String::new()));
    }
}

#[test]
fn a_new_project_overwrites_nothing() {
    let files = Memory::new([("shoes/first.journey", "team mine\n")]);
    let before = files.all();
    let (status, said, complaint) = plainly(&["new", "shoes"], &files);
    assert_eq!((status, said.as_str()), (Status::Failed, ""));
    assert_eq!(complaint, "error: `shoes/first.journey`: already there; nothing was written\n");
    assert_eq!(files.all(), before);

    let files = Memory::new([("shoes", "a file")]);
    assert_eq!(plainly(&["new", "shoes"], &files).0, Status::Failed);
}

#[test]
fn every_rule_is_listed() {
    let (_, list, _) = plainly(&["rules"], &Memory::default());
    let (_, json, _) = plainly(&["rules", "--format", "json"], &Memory::default());
    let document: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(document["version"], 1);
    let rows = document["rules"].as_array().unwrap();
    let rules: Vec<_> = LISTS.iter().copied().flatten().collect();
    assert_eq!(rows.len(), rules.len());
    for (rule, row) in rules.into_iter().zip(rows) {
        assert_eq!(row["name"], rule.name());
        let line = list.lines().find(|line| line.split_whitespace().next() == Some(rule.name()));
        let line = line.unwrap_or_else(|| panic!("{} is not in the list", rule.name()));
        assert!(line.contains(rule.severity.word()) && line.ends_with(rule.explanation.summary), "{line}");
    }
}

#[test]
fn every_page_is_shown_within_the_terminal() {
    for page in pages() {
        let (status, said, _) = plainly(&["explain", page.name()], &Memory::default());
        assert_eq!(status, Status::Fine);
        assert!(said.starts_with(&format!("{}: ", page.name())), "{said}");
        assert!(!said.contains(['\u{1B}', '\u{7}', '\u{202E}']), "{said}");
        let prose = said.lines().filter(|line| !line.starts_with([' ', '·', '╭', '╰']));
        assert_eq!(prose.filter(|line| line.chars().count() > 80).collect::<Vec<_>>(), [""; 0]);
    }
}

#[test]
fn a_page_shows_the_report_of_its_wrong_example() {
    let (_, said, _) = plainly(&["explain", "missing-owner"], &Memory::default());
    for wanted in [
        "Wrong\n\n    channel site\n",
        "warning[missing-owner]: nobody answers for",
        "Right\n\n    team shop\n",
    ] {
        assert!(said.contains(wanted), "{said}");
    }
    let (_, colored, _) = journey(&["explain", "missing-owner"], &Memory::default(), today(), true);
    assert!(colored.contains("\u{1B}[1mWrong\u{1B}[0m"), "{colored}");
}

#[test]
fn a_name_that_is_none_gets_the_nearest() {
    let (status, said, complaint) = plainly(&["explain", "missing-ownr"], &Memory::default());
    assert_eq!((status, said.as_str()), (Status::Usage, ""));
    assert_eq!(
        complaint,
        "error: no rule or mistake is called `missing-ownr`: did you mean `missing-owner`?\n"
    );
}

#[test]
fn every_shell_gets_a_script_that_knows_the_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (status, script, _) = plainly(&["completions", shell], &Memory::default());
        assert_eq!(status, Status::Fine);
        assert!(script.contains("explain") && script.contains("completions"), "{script}");
    }
    assert_eq!(plainly(&["completions", "tcsh"], &Memory::default()).0, Status::Usage);
}

#[test]
fn the_version_is_the_one_of_the_package() {
    let (status, said, _) = plainly(&["--version"], &Memory::default());
    assert_eq!((status, said), (Status::Fine, format!("journey {}\n", env!("CARGO_PKG_VERSION"))));
}

/// As the README has it: the examples of this repository compile, and the one that is full of mistakes keeps out.
#[test]
fn the_examples_have_no_problems_on_the_disk() {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = Disk::at(here);
    let (status, said, _) = self::journey(&["check", "examples"], &files, today(), false);
    assert_eq!(status, Status::Fine, "{said}");
    assert!(said.starts_with("no problems in "), "{said}");
    let (status, ..) = self::journey(&["check", "examples/flawed"], &files, today(), false);
    assert_eq!(status, Status::Errors);
}
