//! Revisions mean what they mean to git, and what is not here is told with the way to it.

use journey::history::{History, Lost};

use crate::support::scratch::{Scratch, git_in};
use crate::{has_git, history};

/// Why there is no such revision.
fn why_not(history: &dyn History, name: &str) -> String {
    history.revision(name).unwrap_err().to_string()
}

#[test]
fn revisions_are_found_by_all_their_names() {
    if !has_git() {
        return;
    }
    let repository = Scratch::with(&[("a.journey", "team a\n")]);
    let first = repository.git(&["rev-parse", "HEAD"]).trim().to_owned();
    repository.git(&["tag", "v1.0"]);
    repository.git(&["tag", "--annotate", "v1.1", "--message", "signed"]);
    repository.git(&["branch", "ветка"]);
    repository.write("a.journey", "team b\n");
    let second = repository.commit("second");
    let history = history(repository.here());
    let names = ["v1.0", "v1.1", "ветка", "HEAD~1", "main~", "HEAD^", &first, &first[..8], "refs/tags/v1.0"];
    for name in names {
        let commit = history.revision(name).unwrap();
        assert_eq!((commit.id, commit.name.as_str()), (first.clone(), name));
    }
    assert_eq!(history.revision("@").unwrap().id, second);
}

#[test]
fn the_fork_is_where_a_branch_left_another() {
    if !has_git() {
        return;
    }
    let repository = Scratch::with(&[("a.journey", "team a\n")]);
    let fork = repository.git(&["rev-parse", "HEAD"]).trim().to_owned();
    repository.git(&["switch", "--quiet", "--create", "side"]);
    repository.commit("side");
    repository.git(&["switch", "--quiet", "main"]);
    repository.commit("main");
    let history = history(repository.here());
    let named = |name: &str| history.revision(name).unwrap();
    let found = history.fork(&named("main"), &named("side")).unwrap();
    assert_eq!((found.id, found.name.as_str()), (fork, "main"));

    repository.git(&["switch", "--quiet", "--orphan", "alone"]);
    repository.commit("alone");
    let lost = history.fork(&named("main"), &named("alone")).unwrap_err();
    assert_eq!(lost.to_string(), "`main` and `alone` have no commit in common");
}

#[test]
fn what_is_not_here_is_told_with_the_way_to_it() {
    if !has_git() {
        return;
    }
    let repository = Scratch::with(&[("a.journey", "team a\n")]);
    repository.git(&["branch", "checkout-flow"]);
    let history = history(repository.here());
    assert_eq!(
        why_not(&history, "chekout-flow"),
        "there is no revision `chekout-flow` here: did you mean `checkout-flow`?"
    );
    let told = why_not(&history, "origin/main");
    assert_eq!(told, "there is no revision `origin/main` here: did you mean `main`?", "there is no remote");
    assert_eq!(why_not(&history, "origin/next"), "there is no revision `origin/next`");
    assert_eq!(why_not(&history, "HEAD~7"), "there is no revision `HEAD~7`");

    repository.git(&["remote", "add", "origin", "https://example.com/none"]);
    let told = why_not(&history, "origin/main");
    assert_eq!(told, "there is no revision `origin/main` here: fetch it with `git fetch origin main`");
    let told = why_not(&history, "origin/$(id)");
    assert_eq!(told, "there is no revision `origin/$(id)`", "what is no plain name is no part of a command");

    let clone = repository.beside("clone");
    repository.git(&["clone", "--quiet", &repository.here(), clone.to_str().unwrap()]);
    let told = why_not(&crate::history(&clone), "checkout-flow");
    assert_eq!(told, "there is no revision `checkout-flow` here: did you mean `origin/checkout-flow`?");
}

#[test]
fn a_shallow_clone_tells_how_the_rest_is_fetched() {
    if !has_git() {
        return;
    }
    let repository = Scratch::with(&[("a.journey", "team a\n")]);
    repository.git(&["switch", "--quiet", "--create", "side"]);
    repository.commit("side");
    repository.git(&["switch", "--quiet", "main"]);
    repository.commit("main");
    let clone = repository.beside("clone");
    let from = format!("file://{}", repository.here());
    repository.git(&["clone", "--quiet", "--depth=1", "--no-single-branch", &from, clone.to_str().unwrap()]);
    let history = history(&clone);
    let way = "`git fetch --unshallow`, or set `fetch-depth: 0` for `actions/checkout`";
    let told = why_not(&history, "HEAD~1");
    assert_eq!(
        told,
        format!(
            "there is no revision `HEAD~1` here: this clone is shallow, so it may not have been fetched: fetch it with {way}"
        )
    );
    let (main, side) = (history.revision("HEAD").unwrap(), history.revision("origin/side").unwrap());
    let told = history.fork(&side, &main).unwrap_err().to_string();
    assert_eq!(
        told,
        format!(
            "the commit that `origin/side` and `HEAD` come from is not in this shallow clone: fetch it with {way}"
        )
    );
    git_in(&clone, &["fetch", "--quiet", "--unshallow"]);
    assert!(crate::history(&clone).fork(&side, &main).is_ok());
}

#[test]
fn outside_of_a_repository_there_is_no_history() {
    if !has_git() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let history = history(folder.path().canonicalize().unwrap());
    assert_eq!(history.revision("main").unwrap_err(), Lost::NoRepository);
}
