//! The hooks of pre-commit, in a repository of somebody who uses them.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::support::folder;
use crate::support::scratch::{Scratch, isolate};
use crate::{end, has_git};

/// Where pre-commit is: installed for these tests, or on this machine.
fn pre_commit() -> Option<PathBuf> {
    let installed = folder("target/tools/python/bin/pre-commit");
    let program = if installed.exists() { installed } else { PathBuf::from("pre-commit") };
    crate::has_tool(program.to_str()?, "the hooks of pre-commit").then_some(program)
}

/// Runs the hooks on all that is staged.
fn run(program: &PathBuf, repository: &Scratch, hook: &str) -> (i32, String) {
    let mut command = Command::new(program);
    command.args(["run", hook]).current_dir(repository.path(""));
    isolate(&mut command);
    let bin = PathBuf::from(env!("CARGO_BIN_EXE_journey"));
    let path = format!("{}:{}", bin.parent().unwrap().display(), std::env::var("PATH").unwrap());
    command
        .env("PATH", path)
        .env("PRE_COMMIT_HOME", repository.beside("cache"))
        .env("PRE_COMMIT_COLOR", "never");
    let (status, out, complaint) = end(&mut command);
    (status, out + &complaint)
}

#[test]
fn journeys_are_checked_before_they_are_committed() {
    let Some(program) = pre_commit().filter(|_| has_git()) else { return };
    let hooks = Scratch::new();
    hooks.write(".pre-commit-hooks.yaml", &fs::read_to_string(folder(".pre-commit-hooks.yaml")).unwrap());
    let id = hooks.commit("hooks");

    let repository = Scratch::with(&[("teams.journey", "team shop \"Shop\"\n")]);
    // To build the program takes minutes: here it is one that is installed.
    let config = format!(
        "repos:\n- repo: {}\n  rev: {id}\n  hooks:\n  - id: journey-check\n    language: system\n  - id: journey-fmt\n    language: system\n",
        hooks.here()
    );
    repository.write(".pre-commit-config.yaml", &config);
    repository.write("a.journey", "import \"teams.journey\"\njourney a \"a\" {\n  stage b \"b\" {\n    owner shop\n    -> end\n  }\n}\n");
    repository.git(&["add", "--all"]);
    let (status, said) = run(&program, &repository, "journey-check");
    assert!(status == 0 && said.contains("Passed"), "{said}");

    // What is wrong is told of a file that nobody touched.
    repository.write("teams.journey", "team stock \"Stock\"\n");
    repository.git(&["add", "--all"]);
    let (status, said) = run(&program, &repository, "journey-check");
    assert!(status == 1 && said.contains("a.journey:4:11") && said.contains("unknown-name"), "{said}");

    // Without a journey there is nothing to do.
    repository.git(&["commit", "--quiet", "--message", "wrong", "--no-verify"]);
    repository.write("notes.txt", "");
    repository.git(&["add", "--all"]);
    let (status, said) = run(&program, &repository, "journey-check");
    assert!(status == 0 && said.contains("Skipped"), "{said}");
}
