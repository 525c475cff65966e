//! Git's own differences of journeys, as docs/pull-requests.md sets them up.

use std::fs;
use std::process::Command;

use crate::support::folder;
use crate::support::scratch::{Scratch, isolate};
use crate::{end, has_git};

/// What a block of the document that sets git up says: the words of `git config NAME 'VALUE'`, line by line.
fn settings() -> Vec<(String, String)> {
    let document = fs::read_to_string(folder("docs/pull-requests.md")).unwrap();
    let lines = document.lines().filter_map(|line| line.strip_prefix("git config "));
    let pairs = lines.map(|line| line.split_once(' ').unwrap());
    pairs.map(|(name, value)| (name.to_owned(), value.trim_matches('\'').to_owned())).collect()
}

/// A repository in which git is set up as the document says.
fn set_up() -> Scratch {
    let repository = Scratch::new();
    repository.write(".gitattributes", &fs::read_to_string(folder(".gitattributes")).unwrap());
    let settings = settings();
    assert!(!settings.is_empty());
    for (name, value) in settings {
        repository.git(&["config", &name, &value]);
    }
    repository
}

/// A journey of two stages, with so much between them that a change is far from where they start.
fn journey(stock: &str) -> String {
    let texts = "    action \"Ждёт\"\n".repeat(6);
    format!(
        "journey buying \"Покупка\" {{\n  stage looking \"Поиск\" {{\n{texts}    -> paying\n  }}\n  stage paying \"Оплата\" {{\n{texts}    \
         action \"{stock}\"\n    -> end\n  }}\n}}\n"
    )
}

#[test]
fn a_difference_is_told_by_its_stage() {
    if !has_git() {
        return;
    }
    let repository = set_up();
    repository.write("buying.journey", &journey("Платит"));
    repository.commit("first");
    repository.write("buying.journey", &journey("Платит картой"));
    let diff = repository.git(&["diff", "--no-textconv"]);
    let hunks: Vec<&str> = diff.lines().filter(|line| line.starts_with("@@")).collect();
    assert!(hunks.len() == 1 && hunks[0].ends_with("@@ stage paying \"Оплата\" {"), "{diff}");
    assert!(diff.contains("+    action \"Платит картой\""), "{diff}");
}

/// Both sides are formatted before they are compared. Where the program cannot do that, they are compared as they are.
#[test]
fn a_change_of_layout_alone_is_no_difference() {
    if !has_git() {
        return;
    }
    let repository = set_up();
    let formats = end(&mut repository.journey("", &["fmt", "--help"])).0 == 0;
    let bin = std::path::Path::new(env!("CARGO_BIN_EXE_journey")).parent().unwrap();
    let diff = || {
        let mut command = Command::new("git");
        command.arg("diff").current_dir(repository.path(""));
        isolate(&mut command);
        command.env("PATH", format!("{}:{}", bin.display(), std::env::var("PATH").unwrap()));
        let (status, said, complaint) = end(&mut command);
        assert_eq!((status, complaint.as_str()), (0, ""));
        said
    };
    repository.write("buying.journey", &journey("Платит"));
    repository.commit("first");
    repository.write("buying.journey", &journey("Платит").replace("  ", "\t"));
    let said = diff();
    let lines = said.lines().filter(|line| line.starts_with('+') && !line.starts_with("+++")).count();
    assert_eq!(lines == 0, formats, "{said}");

    repository.write("buying.journey", &journey("Платит картой").replace("  ", "\t"));
    assert!(diff().contains("+    action \"Платит картой\"") == formats);
    // What is written wrong is compared as it is.
    repository.write("buying.journey", "journey buying {\n\tstage\n");
    assert!(diff().contains("+\tstage"));
}
