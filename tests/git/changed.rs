//! `journey check --changed-since`, in real repositories.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use crate::support::scratch::{Scratch, git_in, isolate};
use crate::{end, has_git};

const TEAMS: &str = "team shop \"Shop\"\nteam stock \"Stock\"\n";

/// A journey of stages, each with the lines that it holds.
fn journey(name: &str, stages: &[(&str, &str)]) -> String {
    let stages: String = stages
        .iter()
        .map(|(name, inside)| format!("  stage {name} \"{name}\" {{\n{inside}    -> end\n  }}\n"))
        .collect();
    format!("import \"teams.journey\"\n\njourney {name} \"{name}\" {{\n{stages}}}\n")
}

/// The reports that are told: the code, the path and the line.
fn told(repository: &Scratch, folder: &str, arguments: &[&str]) -> BTreeSet<(String, String, u64)> {
    let mut words = vec!["check", "--format", "json"];
    words.extend(arguments);
    let (_, out, complaint) = end(&mut repository.journey(folder, &words));
    let json: Value = serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out}{complaint}"));
    let reports = json["reports"].as_array().unwrap_or_else(|| panic!("{json:#}"));
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let line = |report: &Value| report["start"]["line"].as_u64().unwrap_or_default();
    let one = |report: &Value| (text(&report["code"]), text(&report["path"]), line(report));
    reports.iter().map(one).collect()
}

fn reports(of: &[(&str, &str, u64)]) -> BTreeSet<(String, String, u64)> {
    of.iter().map(|(code, path, line)| ((*code).to_owned(), (*path).to_owned(), *line)).collect()
}

/// A branch that leaves `main`, on which work goes on.
fn branched() -> Scratch {
    let repository = Scratch::with(&[
        ("teams.journey", TEAMS),
        ("a.journey", &journey("a", &[("one", ""), ("two", "    owner stock\n")])),
        ("b.journey", &journey("b", &[("one", "    owner shop\n"), ("two", "    owner stock\n")])),
    ]);
    repository.git(&["switch", "--quiet", "--create", "side"]);
    repository.git(&["switch", "--quiet", "main"]);
    // What happens on the other branch meanwhile is no part of the change.
    repository.write("b.journey", &journey("b", &[("one", ""), ("two", "")]));
    repository.commit("on main");
    repository.git(&["switch", "--quiet", "side"]);
    repository
}

#[test]
fn a_branch_is_told_of_what_it_changed_and_of_what_that_causes() {
    if !has_git() {
        return;
    }
    let repository = branched();
    assert_eq!(told(&repository, "", &["--changed-since", "main"]), reports(&[]));

    // Committed, staged, not staged, and not known to git at all.
    repository.write("a.journey", &journey("a", &[("one", ""), ("two", "    owner stock\n"), ("three", "")]));
    repository.commit("a stage without an owner");
    let committed = reports(&[("missing-owner", "a.journey", 11)]);
    let all = told(&repository, "", &[]);
    let found = told(&repository, "", &["--changed-since", "main"]);
    assert!(found.is_superset(&committed) && found.len() < all.len(), "{found:?} of {all:?}");
    assert!(!found.contains(&("missing-owner".to_owned(), "a.journey".to_owned(), 4)), "{found:?}");

    repository.write("teams.journey", "team shop \"Shop\"\n");
    repository.git(&["add", "--all"]);
    let caused = reports(&[("unknown-name", "a.journey", 8), ("unknown-name", "b.journey", 9)]);
    let found = told(&repository, "", &["--changed-since", "main"]);
    assert!(found.is_superset(&caused), "{found:?}");

    repository.write("new.journey", &journey("new", &[("one", "")]));
    let found = told(&repository, "", &["--changed-since", "main"]);
    assert!(found.contains(&("missing-owner".to_owned(), "new.journey".to_owned(), 4)), "{found:?}");
    let found = told(&repository, "", &["--changed-since", "HEAD"]);
    assert!(found.is_superset(&caused) && !found.is_superset(&committed), "{found:?}");
}

#[test]
fn a_change_that_changes_nothing_is_about_nothing() {
    if !has_git() {
        return;
    }
    let repository = branched();
    let text = fs::read_to_string(repository.path("a.journey")).unwrap();
    repository.write("a.journey", &text.replace('\n', "\r\n"));
    assert_eq!(told(&repository, "", &["--changed-since", "main"]), reports(&[]), "ends of lines");
    repository.write("a.journey", &format!("// Ещё строка.\n\n{text}"));
    assert_eq!(told(&repository, "", &["--changed-since", "main"]), reports(&[]), "lines that moved");
    repository.git(&["mv", "a.journey", "renamed.journey"]);
    assert_eq!(told(&repository, "", &["--changed-since", "main"]), reports(&[]), "a new path");
    assert_eq!(
        told(&repository, "", &["--changed-since", "main", "renamed.journey"]),
        reports(&[]),
        "and it alone"
    );
}

#[test]
fn the_change_is_the_same_from_a_folder_and_in_a_worktree() {
    if !has_git() {
        return;
    }
    let repository =
        Scratch::with(&[("shop/teams.journey", TEAMS), ("shop/a.journey", &journey("a", &[("one", "")]))]);
    repository.write("shop/a.journey", &journey("a", &[("one", ""), ("two", "")]));
    let expected = ("missing-owner".to_owned(), "a.journey".to_owned(), 7);
    let found = told(&repository, "shop", &["--changed-since", "main"]);
    assert!(found.contains(&expected) && !found.iter().any(|report| report.2 == 4), "{found:?}");

    let worktree = repository.beside("worktree");
    repository.git(&["worktree", "add", "--quiet", worktree.to_str().unwrap(), "-b", "side"]);
    fs::copy(repository.path("shop/a.journey"), worktree.join("shop/a.journey")).unwrap();
    git_in(&worktree, &["add", "--all"]);
    git_in(&worktree, &["commit", "--quiet", "--message", "on a branch"]);
    let mut command = repository.journey("", &["check", "--changed-since", "main", "--max-diagnostics", "0"]);
    let (_, inside, _) = end(command.current_dir(worktree.join("shop")));
    let mut command =
        repository.journey("shop", &["check", "--changed-since", "main", "--max-diagnostics", "0"]);
    assert_eq!(inside, end(&mut command).1);
}

/// How the program ends that is told so, and what it complains of.
fn refused(repository: &Scratch, environment: &[(&str, &str)]) -> (i32, String) {
    let mut command = repository.journey("", &["check", "--changed-since", "main"]);
    command.envs(environment.iter().copied());
    let (status, _, complaint) = end(&mut command);
    (status, complaint)
}

#[test]
fn what_keeps_git_from_being_asked_is_told() {
    if !has_git() {
        return;
    }
    let repository = branched();
    let (status, complaint) = refused(&repository, &[("PATH", "/nowhere")]);
    assert_eq!(
        (status, complaint.as_str()),
        (3, "error: there is no `git` program, which reads the history: install git\n")
    );

    // So git's own tests make a repository one of somebody else.
    let (status, complaint) = refused(&repository, &[("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")]);
    let here = repository.here();
    let told = format!(
        "error: git does not trust the repository at `{here}`, which belongs to somebody else: if you do, run `git config --global \
         --add safe.directory {here}`\n"
    );
    assert_eq!((status, complaint), (3, told));

    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("a.journey"), "").unwrap();
    let mut command = repository.journey("", &["check", "--changed-since", "main"]);
    let (status, _, complaint) = end(command.current_dir(outside.path()));
    assert_eq!(
        (status, complaint.as_str()),
        (3, "error: this folder is in no git repository, so there is no history\n")
    );

    fs::write(repository.path(".git/HEAD"), "nonsense").unwrap();
    assert_eq!(refused(&repository, &[]).0, 3);
}

/// A program of that name that is in the folder one is in is not run in place of git.
#[test]
fn git_is_not_taken_from_the_folder_that_is_checked() {
    if !has_git() {
        return;
    }
    let repository = branched();
    repository.write("git", "#!/bin/sh\ntouch sprung\n");
    fs::set_permissions(repository.path("git"), fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = repository.journey("", &["check", "--changed-since", "main"]);
    isolate(&mut command);
    end(&mut command);
    assert!(!repository.path("sprung").exists());
}
