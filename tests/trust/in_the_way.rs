//! Whatever stands where an output should be: it is named, it stays as it is, and nothing half-written is left.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::program::{Folder, end, is_root, journey_of};

/// What stands in the way of `out/bread.dot`, how it comes there, and what is said of it.
type InTheWay = (&'static str, fn(&Folder), &'static str);

const IN_THE_WAY: &[InTheWay] = &[
    ("a file for the folder", |folder| folder.write("out", "mine"), "`out` should be a folder, and is none"),
    ("a pipe for the folder", |folder| folder.pipe("out"), "`out` should be a folder, and is none"),
    (
        "a link to nowhere for the folder",
        |folder| folder.link("out", "gone"),
        "`out` should be a folder, and is none",
    ),
    ("a folder", |folder| folder.write("out/bread.dot/x", ""), "it is no ordinary file, and stays as it is"),
    (
        "a pipe",
        |folder| {
            fs::create_dir(folder.path("out")).unwrap();
            folder.pipe("out/bread.dot");
        },
        "it is no ordinary file, and stays as it is",
    ),
    (
        "a device",
        |folder| {
            fs::create_dir(folder.path("out")).unwrap();
            folder.link("out/bread.dot", "/dev/null");
        },
        "it is no ordinary file, and stays as it is",
    ),
    (
        "a link that leads nowhere",
        |folder| {
            fs::create_dir(folder.path("out")).unwrap();
            folder.link("out/bread.dot", "gone.dot");
        },
        "it is a link that leads nowhere, and stays as it is",
    ),
    (
        "a file that may not be written",
        |folder| {
            folder.write("out/bread.dot", "old");
            fs::set_permissions(folder.path("out/bread.dot"), fs::Permissions::from_mode(0o444)).unwrap();
        },
        "it may not be written",
    ),
    (
        "a folder that may not be written",
        |folder| {
            folder.write("out/other.txt", "old");
            fs::set_permissions(folder.path("out"), fs::Permissions::from_mode(0o555)).unwrap();
        },
        "permission denied",
    ),
];

#[test]
fn what_stands_in_the_way_is_named_and_stays() {
    for (name, make, words) in IN_THE_WAY {
        let folder = Folder::new(&[("bread.journey", &journey_of("bread", "Bread"))]);
        make(&folder);
        folder.give_away();
        let before = listed(&folder);
        let ended = end(&mut folder.as_nobody(["build", "--to", "dot"]));
        let failures: Vec<&str> = ended.stderr.lines().filter(|line| line.starts_with("error: ")).collect();
        assert_eq!(ended.code(), 3, "{name}: {ended:#?}");
        assert!(failures.len() == 1 && failures[0].contains(words), "{name}: {ended:#?}");
        assert!(
            failures[0].contains("`out/bread.dot`") && !failures[0].contains("os error"),
            "{name}: {ended:#?}"
        );
        assert_eq!(listed(&folder), before, "{name}");
        // So that the folder can be taken away.
        let _ = fs::set_permissions(folder.path("out"), fs::Permissions::from_mode(0o755));
    }
}

#[test]
fn a_file_of_another_owner_stays() {
    if !is_root() {
        eprintln!(
            "only root can make files of two owners: that those of others are not replaced is not tested"
        );
        return;
    }
    let folder = Folder::new(&[("bread.journey", &journey_of("bread", "Bread"))]);
    fs::create_dir(folder.path("out")).unwrap();
    folder.give_away();
    folder.write("out/bread.dot", "root's");
    let ended = end(&mut folder.as_nobody(["build", "--to", "dot"]));
    assert!(ended.code() == 3 && ended.stderr.contains("`out/bread.dot`: permission denied"), "{ended:#?}");
    assert_eq!(fs::read_to_string(folder.path("out/bread.dot")).unwrap(), "root's");
    assert_eq!(folder.half_written("out"), Vec::<String>::new());
}

#[test]
fn a_link_is_written_through() {
    let folder = Folder::new(&[("bread.journey", &journey_of("bread", "Bread")), ("elsewhere/x.dot", "old")]);
    fs::create_dir(folder.path("out")).unwrap();
    folder.link("out/bread.dot", "../elsewhere/x.dot");
    fs::set_permissions(folder.path("elsewhere/x.dot"), fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(end(&mut folder.journey(["build", "--to", "dot"])).code(), 0);
    assert!(fs::symlink_metadata(folder.path("out/bread.dot")).unwrap().is_symlink());
    assert!(fs::read_to_string(folder.path("elsewhere/x.dot")).unwrap().contains("Bread"));
    let mode = fs::metadata(folder.path("elsewhere/x.dot")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

/// Every name in a folder, with what it is.
fn listed(folder: &Folder) -> Vec<String> {
    let (mut names, mut waiting) = (Vec::new(), vec![folder.path("")]);
    while let Some(at) = waiting.pop() {
        for entry in fs::read_dir(&at).unwrap().flatten() {
            let kind = entry.file_type().unwrap();
            names.push(format!("{} {kind:?} {:?}", entry.path().display(), entry.metadata().unwrap().len()));
            if kind.is_dir() {
                waiting.push(entry.path());
            }
        }
    }
    names.sort();
    names
}
