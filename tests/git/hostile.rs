//! A repository makes nobody who reads its history do more than read.

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use journey::history::{History, Lost};

use crate::support::scratch::{Scratch, isolate};
use crate::{has_git, history};

#[test]
fn words_of_revisions_are_words_and_no_options_or_code() {
    if !has_git() {
        return;
    }
    let repository = Scratch::with(&[("a.journey", "team a\n")]);
    let before = entries(&repository);
    let history = history(repository.here());
    let words = [
        "",
        " ",
        "-",
        "--",
        "--all",
        "--output=pwned",
        "-o pwned",
        "--git-dir=.",
        "--upload-pack=touch pwned",
        "$(touch pwned)",
        "`touch pwned`",
        "; touch pwned",
        "| touch pwned",
        "main\ntouch pwned",
        "main\0",
        "HEAD:a.journey",
        "main:",
        ":/",
        "^main",
        "main..HEAD",
        "main^{tree}",
        "../../etc/passwd",
        "@{u}",
        "HEAD@{1000000}",
        "\u{202E}niam",
        "\u{1b}[31m",
    ];
    for word in words {
        let lost = history.revision(word).unwrap_err();
        assert!(matches!(&lost, Lost::NoRevision(name, _) if name == word), "{word:?}: {lost:?}");
    }
    assert_eq!(entries(&repository), before);
}

/// The names in the folder of a repository.
fn entries(repository: &Scratch) -> Vec<String> {
    let entries = fs::read_dir(repository.here()).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A program that leaves a trace, and then does something else.
fn trap(repository: &Scratch, then: &str) -> PathBuf {
    let trap = repository.path(".git/trap");
    fs::write(&trap, format!("#!/bin/sh\ntouch '{}/sprung'\n{then}\n", repository.here())).unwrap();
    fs::set_permissions(&trap, fs::Permissions::from_mode(0o755)).unwrap();
    trap
}

/// Makes everything that git can be told to run leave a trace.
fn lay_traps(repository: &Scratch) {
    let trap = trap(repository, "cat");
    let trap = trap.to_str().unwrap();
    let settings = [
        "core.fsmonitor",
        "core.pager",
        "core.editor",
        "core.sshCommand",
        "core.askPass",
        "core.gitProxy",
        "core.alternateRefsCommand",
        "diff.external",
        "diff.journey.textconv",
        "diff.journey.command",
        "filter.trap.clean",
        "filter.trap.smudge",
        "filter.trap.process",
        "pager.ls-tree",
        "pager.rev-parse",
        "pager.diff-index",
        "credential.helper",
        "gpg.program",
        "uploadpack.packObjectsHook",
    ];
    for name in settings {
        repository.git(&["config", name, trap]);
    }
    repository.git(&["config", "alias.ls-tree", &format!("!{trap}")]);
    fs::write(repository.path(".git/info/attributes"), "* diff=journey filter=trap\n").unwrap();
    for hook in ["post-index-change", "reference-transaction", "fsmonitor-watchman", "post-checkout"] {
        let hook = repository.path(&format!(".git/hooks/{hook}"));
        fs::create_dir_all(hook.parent().unwrap()).unwrap();
        fs::copy(trap, hook).unwrap();
    }
}

#[test]
fn nothing_that_is_set_for_git_is_run() {
    if !has_git() {
        return;
    }
    let repository = Scratch::with(&[("a.journey", "team a\nteam b\nteam c\n"), ("b.journey", "team b\n")]);
    repository.git(&["mv", "a.journey", "c.journey"]);
    lay_traps(&repository);
    repository.write("b.journey", "team c\n");
    let index = fs::read(repository.path(".git/index")).unwrap();
    let history = history(repository.here());
    let head = history.revision("HEAD").unwrap();
    let tree = history.tree(&head).unwrap();
    assert_eq!(tree.read(&format!("{}/b.journey", repository.here())).unwrap(), b"team b\n");
    assert_eq!(history.renamed(&head).unwrap().len(), 1);
    assert!(history.fork(&head, &head).is_ok());
    assert!(history.revision("none").is_err());
    assert!(!repository.path("sprung").exists(), "something was run");
    assert_eq!(fs::read(repository.path(".git/index")).unwrap(), index, "nothing is written");
    assert!(springs(&repository, &["status"]), "the traps do not work");
}

/// Whether git, called without care, runs what is set up for it.
fn springs(repository: &Scratch, arguments: &[&str]) -> bool {
    let mut command = Command::new("git");
    command.args(arguments).current_dir(repository.here()).stdout(Stdio::null()).stderr(Stdio::null());
    isolate(&mut command);
    // It may well fail on what the trap says.
    let _ = command.status().unwrap();
    repository.path("sprung").exists()
}

/// Of a partial clone, git fetches what is missing when it is asked for it, by whatever way the repository names.
#[test]
fn what_is_missing_is_not_fetched() {
    if !has_git() {
        return;
    }
    let repository = Scratch::with(&[("a.journey", "team a\n"), ("b.journey", "team b\n")]);
    let way = format!("ext::{}", trap(&repository, "exit 1").display());
    let settings = [
        ("core.repositoryFormatVersion", "1"),
        ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.url", way.as_str()),
        ("protocol.ext.allow", "always"),
    ];
    for (name, value) in settings {
        repository.git(&["config", name, value]);
    }
    let id = |name: &str| repository.git(&["rev-parse", &format!("HEAD:{name}")]).trim().to_owned();
    let ids = ["a.journey", "b.journey"].map(id);
    for id in &ids {
        repository.remove(&format!(".git/objects/{}/{}", &id[..2], &id[2..]));
    }
    repository.write("a.journey", "team other\n");
    let history = history(repository.here());
    let tree = history.tree(&history.revision("HEAD").unwrap()).unwrap();
    let read = |name: &str| tree.read(&format!("{}/{name}", repository.here()));
    let told = read("a.journey").unwrap_err().trouble.to_string();
    assert_eq!(told, "its text is not in this clone, of which a part was fetched alone");
    // It stands there as it was recorded.
    assert_eq!(read("b.journey").unwrap(), b"team b\n");
    assert!(!repository.path("sprung").exists(), "something was fetched");
    assert!(springs(&repository, &["cat-file", "-p", &ids[0]]), "the trap does not work");
}

/// Ten folders in each of ten folders, and so on: nobody can list them all.
#[test]
fn a_repository_without_end_is_not_read_to_its_end() {
    if !has_git() {
        return;
    }
    let repository = Scratch::with(&[("a.journey", "")]);
    let blob = repository.git(&["rev-parse", "HEAD:a.journey"]).trim().to_owned();
    let mut tree = make_tree(&repository, &format!("100644 blob {blob}\ta.journey\n"));
    for _ in 0..12 {
        let rows: String = (0..10).map(|at| format!("040000 tree {tree}\t{at}\n")).collect();
        tree = make_tree(&repository, &rows);
    }
    let commit = repository.git(&["commit-tree", &tree, "-m", "many"]).trim().to_owned();
    let history = history(repository.here());
    let commit = history.revision(&commit).unwrap();
    assert_eq!(history.tree(&commit).err(), Some(Lost::TooLarge));
}

fn make_tree(repository: &Scratch, rows: &str) -> String {
    let mut command = Command::new("git");
    command.arg("mktree").current_dir(repository.here()).stdin(Stdio::piped()).stdout(Stdio::piped());
    isolate(&mut command);
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(rows.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}
