//! `journey diff` between commits of a real repository: what is told of any two is what is told of their files.

use journey::workspace::{Memory, State, Versions};

use crate::edited::editor::Editor;
use crate::edited::project::written;
use crate::has_git;
use crate::support::scratch::Scratch;
use crate::support::{TODAY, tries};

fn run(scratch: &Scratch, arguments: &[&str]) -> (String, i32) {
    let output = scratch.journey(".", arguments).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (String::from_utf8(said).unwrap(), output.status.code().unwrap_or(-1))
}

/// The changes of two states, by what the program tells of commits and by what it is made of tells of their files.
fn how_many(old: &[(String, String)], new: &[(String, String)]) -> usize {
    let today = journey::value::Date::read(TODAY).unwrap();
    let state =
        |files: &[(String, String)]| State::read(".", &Memory::new(files.to_vec()), today, 9).unwrap();
    Versions { old: state(old), new: state(new) }.changes().iter().count()
}

#[test]
fn any_two_of_a_hundred_commits_differ_as_their_files_do() {
    if !has_git() {
        return;
    }
    let mut editor = Editor::new(42);
    let mut project = editor.project();
    let scratch = Scratch::new();
    let mut commits = Vec::new();
    for _ in 0..100 {
        let files = written(&project, &mut editor.random);
        files.iter().for_each(|(path, text)| scratch.write(path, text));
        commits.push((scratch.commit("an edit"), files));
        editor.edit(&mut project);
    }
    for _ in 0..tries(12, 200) {
        let (one, other) = (editor.below(commits.len()), editor.below(commits.len()));
        let ((old, before), (new, after)) = (&commits[one.min(other)], &commits[one.max(other)]);
        let (said, status) = run(&scratch, &["diff", old, new, "--format", "json", "--exit-code"]);
        let document: serde_json::Value = serde_json::from_str(&said).unwrap();
        let told = document["changes"].as_array().map_or(0, Vec::len);
        assert_eq!(told, how_many(before, after), "{old} {new}: {said}");
        assert_eq!(status, i32::from(told > 0));
    }
}

#[test]
fn a_branch_is_compared_with_where_it_left_another() {
    if !has_git() {
        return;
    }
    let journey = |stages: &str| format!("journey shoes {{ {stages} }}\n");
    let scratch = Scratch::with(&[("a.journey", &journey("stage one { -> end }"))]);
    scratch.git(&["switch", "--quiet", "--create", "topic"]);
    scratch.write("a.journey", &journey("stage one { touchpoint chat; -> end }"));
    scratch.commit("topic");
    scratch.git(&["switch", "--quiet", "main"]);
    scratch.write("a.journey", &journey("stage one { -> end }; stage two { -> end }"));
    scratch.commit("main goes on");
    let (since, _) = run(&scratch, &["diff", "main...topic"]);
    assert!(since.contains("+ touchpoint chat") && !since.contains("two"), "{since}");
    let (between, _) = run(&scratch, &["diff", "main..topic"]);
    assert!(between.contains("+ touchpoint chat") && between.contains("- stage two"), "{between}");
    // The files as they are, which nobody has committed.
    scratch.write("a.journey", &journey("stage one { -> exit }; stage two { -> end }"));
    let (now, status) = run(&scratch, &["diff", "HEAD", "--exit-code"]);
    assert!(now.contains("+ -> exit") && now.contains("- -> end"), "{now}");
    assert_eq!(status, 1);
    let (same, status) = run(&scratch, &["diff", "HEAD", "main", "--exit-code"]);
    assert_eq!((same.as_str(), status), ("nothing changed in meaning\n", 0));
}

/// What is gone is shown as it stood in the revision, and the work tree is left as it is.
#[test]
fn places_of_the_old_state_are_those_of_the_revision() {
    if !has_git() {
        return;
    }
    let scratch = Scratch::with(&[(
        "shop/a.journey",
        "journey shoes {\n  stage one { -> two }\n  stage two { -> end }\n}\n",
    )]);
    scratch.write("shop/a.journey", "journey shoes {\n  stage one { -> end }\n}\n");
    let before = scratch.git(&["status", "--porcelain"]);
    let (said, status) = run(&scratch, &["diff", "main", "--breaking"]);
    assert!(said.contains("[main:shop/a.journey:3:9]"), "{said}");
    assert_eq!(status, 1);
    assert_eq!(scratch.git(&["status", "--porcelain"]), before);
    let (said, status) = run(&scratch, &["diff", "mian"]);
    assert!(said.contains("there is no") && said.contains("`mian`"), "{said}");
    assert_eq!(status, 2);
}
