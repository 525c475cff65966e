//! The files of a commit are those that stood there, wherever one asks from.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;

use journey::history::{Commit, History, Renamed};
use journey::workspace::{FileKind, Files, Trouble};

use crate::support::scratch::{Scratch, git_in};
use crate::{has_git, history};

/// The paths of the journeys at a commit, from the folder `here`, with their texts.
fn journeys(files: &dyn Files) -> Vec<(String, String)> {
    let here = files.here();
    let paths = files.list(&here).unwrap();
    let text = |path: &String| String::from_utf8(files.read(path).unwrap()).unwrap();
    let shown = |path: &String| path.strip_prefix(&format!("{here}/")).unwrap().to_owned();
    paths.iter().map(|path| (shown(path), text(path))).collect()
}

fn pairs(of: &[(&str, &str)]) -> Vec<(String, String)> {
    of.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn commit(history: &dyn History, name: &str) -> Commit {
    history.revision(name).unwrap()
}

#[test]
fn files_are_those_that_stood_there() {
    if !has_git() {
        return;
    }
    let names = [
        "-c.journey",
        "a b\"c'.journey",
        "a\nb\tc.journey",
        "магазин/оплата.journey",
        "فروشگاه.journey",
        "$(x).journey",
    ];
    let old: Vec<(&str, &str)> = names.iter().map(|name| (*name, "team old\n")).collect();
    let repository = Scratch::with(&old);
    for name in names {
        repository.write(name, "team new\n");
    }
    repository.remove(names[1]);
    repository.write("added.journey", "");
    let history = history(repository.here());
    let tree = history.tree(&commit(&history, "HEAD")).unwrap();
    let mut expected = pairs(&old);
    expected.sort();
    assert_eq!(journeys(&*tree), expected);

    repository.commit("second");
    let tree = history.tree(&commit(&history, "HEAD")).unwrap();
    assert_eq!(journeys(&*tree).len(), names.len());
    assert_eq!(tree.read(&format!("{}/-c.journey", repository.here())).unwrap(), b"team new\n");
    assert!(tree.write(&format!("{}/-c.journey", repository.here()), b"").is_err());
}

#[test]
fn paths_are_the_same_from_a_folder_a_worktree_and_a_bare_repository() {
    if !has_git() {
        return;
    }
    let files =
        [("shop/a.journey", "team a\n"), ("shop/in/b.journey", "team b\n"), ("c.journey", "team c\n")];
    let repository = Scratch::with(&files);
    let inside = history(repository.path("shop/in"));
    let tree = inside.tree(&commit(&inside, "main")).unwrap();
    assert_eq!(journeys(&*tree), pairs(&[("b.journey", "team b\n")]));
    let path = |path: &str| repository.path(path).to_str().unwrap().to_owned();
    assert_eq!(tree.list(&path("shop")).unwrap(), [path("shop/a.journey"), path("shop/in/b.journey")]);
    assert_eq!(tree.list_flat(&path("shop")), [path("shop/a.journey")]);
    assert_eq!(tree.folders(&repository.here()), [repository.here(), path("shop"), path("shop/in")]);
    let kinds = [
        ("shop", Some(FileKind::Folder)),
        ("c.journey", Some(FileKind::File)),
        ("sho", None),
        ("c.journey/x", None),
    ];
    for (name, kind) in kinds {
        assert_eq!(tree.kind(&path(name)), kind, "{name}");
    }
    assert_eq!(tree.kind(&path(".git")), Some(FileKind::Folder), "the root of the project is marked");

    let worktree = repository.beside("worktree");
    repository.git(&["worktree", "add", "--quiet", worktree.to_str().unwrap(), "-b", "side"]);
    let bare = repository.beside("bare.git");
    repository.git(&["clone", "--quiet", "--bare", &repository.here(), bare.to_str().unwrap()]);
    for place in [worktree, bare] {
        let history = history(&place);
        let tree = history.tree(&commit(&history, "main")).unwrap();
        let mut expected = pairs(&files);
        expected.sort();
        assert_eq!(journeys(&*tree), expected, "{}", place.display());
    }
}

#[test]
fn links_lead_where_they_led() {
    if !has_git() {
        return;
    }
    let repository = Scratch::with(&[("shared/teams.journey", "team a\n")]);
    let link = |path: &str, target: &str| std::os::unix::fs::symlink(target, repository.path(path)).unwrap();
    link("folder", "shared");
    link("teams.journey", "folder/teams.journey");
    link("out.journey", "../../elsewhere.journey");
    link("nowhere.journey", "shared/none.journey");
    link("circle.journey", "circle.journey");
    repository.commit("links");
    for name in ["folder", "teams.journey", "out.journey", "nowhere.journey", "circle.journey"] {
        repository.remove(name);
    }
    let history = history(repository.here());
    let tree = history.tree(&commit(&history, "HEAD")).unwrap();
    let path = |path: &str| format!("{}/{path}", repository.here());
    assert_eq!(tree.real(&path("teams.journey")), Some(path("shared/teams.journey")));
    assert_eq!(tree.read(&path("folder/teams.journey")).unwrap(), b"team a\n");
    assert_eq!(tree.kind(&path("folder")), Some(FileKind::Folder));
    assert_eq!(tree.read(&path("nowhere.journey")).unwrap_err().trouble, Trouble::LeadsNowhere);
    assert_eq!(tree.read(&path("circle.journey")).unwrap_err().trouble, Trouble::LeadsNowhere);
    let out = tree.real(&path("out.journey")).unwrap();
    assert!(!out.starts_with(&repository.here()), "{out}");
    assert_eq!(tree.real(&path("nowhere.journey")), None);
    let listed =
        ["circle", "nowhere", "out", "shared/teams", "teams"].map(|name| path(&format!("{name}.journey")));
    assert_eq!(tree.list(&repository.here()).unwrap(), listed);
}

#[test]
fn what_cannot_be_read_is_told() {
    if !has_git() {
        return;
    }
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n";
    let repository =
        Scratch::with(&[("large.journey", pointer), (".hidden/a.journey", ""), ("a.journey", "")]);
    fs::write(repository.path("").join(OsStr::from_bytes(b"\xFF.journey")), "").unwrap();
    let id = repository.commit("names");
    repository.git(&["update-index", "--add", "--cacheinfo", &format!("160000,{id},module")]);
    repository.git(&["commit", "--quiet", "--message", "module"]);
    let history = history(repository.here());
    let tree = history.tree(&commit(&history, "HEAD")).unwrap();
    let path = |path: &str| format!("{}/{path}", repository.here());
    let why = |name: &str| tree.read(&path(name)).unwrap_err().to_string().replace(&repository.here(), "");
    assert_eq!(
        why("large.journey"),
        "`/large.journey`: it is kept in Git LFS, and the history has nothing but a pointer to it"
    );
    assert_eq!(
        why("module/a.journey"),
        "`/module/a.journey`: it is in a submodule, which has a history of its own"
    );
    assert_eq!(
        why("\u{FFFD}.journey"),
        "`/\u{FFFD}.journey`: the names of files and folders should be UTF-8"
    );
    assert_eq!(why("b.journey"), format!("there is no `/b.journey`"));
    assert_eq!(tree.kind(&path("module")), Some(FileKind::Folder));
    let listed = ["a.journey", "large.journey", "\u{FFFD}.journey"].map(path);
    assert_eq!(tree.list(&repository.here()).unwrap(), listed, "hidden folders are not walked");
    // What could not be answered does not keep the next from being.
    assert_eq!(tree.read(&path("a.journey")).unwrap(), b"");
}

#[test]
fn files_that_got_other_paths_are_known_by_what_they_hold() {
    if !has_git() {
        return;
    }
    let text = "team a\nteam b\nteam c\nteam d\nteam e\n";
    let repository = Scratch::with(&[("shop/old.journey", text), ("other.journey", "segment x \"x\"\n")]);
    let first = commit(&history(repository.here()), "HEAD");
    repository.git(&["mv", "shop/old.journey", "новый.journey"]);
    repository.write("новый.journey", &format!("{text}team f\n"));
    repository.git(&["add", "--all"]);
    let path = |path: &str| format!("{}/{path}", repository.here());
    let expected = [Renamed { from: path("shop/old.journey"), to: path("новый.journey") }];
    git_in(&repository.path(""), &["config", "diff.relative", "true"]);
    for folder in [repository.path(""), repository.path("shop")] {
        fs::create_dir_all(&folder).unwrap();
        assert_eq!(history(&folder).renamed(&first).unwrap(), expected, "from {}", folder.display());
    }
}

#[test]
fn the_same_commit_is_read_from_many_threads() {
    if !has_git() {
        return;
    }
    let names: Vec<String> = (0..50).map(|at| format!("{at}.journey")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), name.as_str())).collect();
    let repository = Scratch::with(&files);
    let history = history(repository.here());
    let tree = history.tree(&commit(&history, "HEAD")).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for name in &names {
                    assert_eq!(tree.read(&format!("{}/{name}", repository.here())).unwrap(), name.as_bytes());
                }
            });
        }
    });
}
