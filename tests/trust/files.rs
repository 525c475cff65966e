//! Whatever stands where a file of journeys should be: it is named in one line, nothing waits for it, and the other files
//! are looked at all the same.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use journey::workspace::{Disk, Files, Limits, Memory};

use crate::program::{Folder, end, journey_of};
use crate::support::run;
use crate::tries;

/// What `odd.journey` is, and what is said of it.
struct Kind {
    name: &'static str,
    make: fn(&Folder),
    /// Said when it is asked for.
    asked: &'static str,
    /// Said when it is met in a folder.
    met: &'static str,
    /// Said when it is imported.
    imported: &'static str,
}

const KINDS: &[Kind] = &[
    Kind {
        name: "a pipe",
        make: |folder| folder.pipe("odd.journey"),
        asked: "it is no file that can be read",
        met: "it is no file that can be read",
        imported: "error[import-unreadable]: this file cannot be read: it is no file that can be read",
    },
    Kind {
        name: "a socket",
        // Its name stays when nobody listens any more.
        make: |folder| drop(UnixListener::bind(folder.path("odd.journey")).unwrap()),
        asked: "it is no file that can be read",
        met: "it is no file that can be read",
        imported: "error[import-unreadable]",
    },
    Kind {
        name: "a device that never ends",
        make: |folder| folder.link("odd.journey", "/dev/zero"),
        asked: "it is no file that can be read",
        met: "it is a link that leads out of the project",
        imported: "error[import-outside]",
    },
    Kind {
        name: "a file that the system makes up",
        make: |folder| folder.link("odd.journey", "/proc/self/status"),
        asked: "it changes while it is read",
        met: "it is a link that leads out of the project",
        imported: "error[import-outside]",
    },
    Kind {
        name: "a link that leads nowhere",
        make: |folder| folder.link("odd.journey", "nowhere.journey"),
        asked: "`odd.journey`: it is a link that leads nowhere",
        met: "`odd.journey`: it is a link that leads nowhere",
        imported: "error[import-unreadable]: this file cannot be read: it is a link that leads nowhere",
    },
    Kind {
        name: "two links that lead to each other",
        make: |folder| {
            folder.link("odd.journey", "even.link");
            folder.link("even.link", "odd.journey");
        },
        asked: "too many levels of symbolic links",
        met: "too many levels of symbolic links",
        imported: "error[import-unreadable]: this file cannot be read: too many levels of symbolic links",
    },
    Kind {
        name: "a circle of forty links",
        make: |folder| {
            (0..39).for_each(|at| folder.link(&format!("{at}.link"), format!("{}.link", (at + 1) % 39)));
            folder.link("odd.journey", "0.link");
        },
        asked: "too many levels of symbolic links",
        met: "too many levels of symbolic links",
        imported: "error[import-unreadable]",
    },
    Kind {
        name: "a file that may not be read",
        make: |folder| {
            folder.write("odd.journey", "team bakery\n");
            fs::set_permissions(folder.path("odd.journey"), fs::Permissions::from_mode(0o000)).unwrap();
        },
        asked: "`odd.journey`: permission denied",
        met: "`odd.journey`: permission denied",
        imported: "error[import-unreadable]: this file cannot be read: permission denied",
    },
];

#[test]
fn odd_files_are_named() {
    for kind in KINDS {
        let folder = Folder::new(&[("journey.toml", "")]);
        (kind.make)(&folder);
        folder.give_away();
        end(&mut folder.as_nobody(["check", "odd.journey"])).assert_failure(kind.asked, kind.name);
        let built = end(&mut folder.as_nobody(["build", "odd.journey"]));
        assert!(built.code() == 3 && built.stderr.contains(kind.asked), "{}: {built:#?}", kind.name);

        // In a folder that is walked: the others in it are read.
        folder.write("bread.journey", &journey_of("bread", "Bread"));
        let walked = end(&mut folder.as_nobody(["check", "--off", "missing-success"]));
        walked.assert_failure(kind.met, kind.name);
        assert!(walked.stdout.contains("no problems in 1 file"), "{}: {walked:#?}", kind.name);

        folder.write("bread.journey", &format!("import \"odd.journey\"\n{}", journey_of("bread", "Bread")));
        let imported = end(&mut folder.as_nobody(["check", "bread.journey"]));
        let reports = imported.stdout.lines().filter(|line| line.starts_with("error")).count();
        assert!(
            imported.code() == 1 && reports == 1 && imported.stderr.is_empty(),
            "{}: {imported:#?}",
            kind.name
        );
        assert!(imported.stdout.contains(kind.imported), "{}: {imported:#?}", kind.name);
    }
}

#[test]
fn folders_that_cannot_be_read_are_named() {
    let folder = Folder::new(&[
        ("bread.journey", &journey_of("bread", "Bread")),
        ("closed/tea.journey", "team tea\n"),
    ]);
    folder.give_away();
    fs::set_permissions(folder.path("closed"), fs::Permissions::from_mode(0o000)).unwrap();
    let walked = end(&mut folder.as_nobody(["check"]));
    walked.assert_failure("`closed`: permission denied", "in a folder");
    assert!(walked.stdout.contains("no problems in 1 file"), "{walked:#?}");
    end(&mut folder.as_nobody(["check", "closed"])).assert_failure("`closed`: permission denied", "a folder");
    end(&mut folder.as_nobody(["check", "closed/tea.journey"]))
        .assert_failure("`closed/tea.journey`: permission denied", "a file in it");
    fs::set_permissions(folder.path("closed"), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_folder_that_is_called_like_a_file_is_a_folder() {
    let folder = Folder::new(&[("tea.journey/inner.journey", &journey_of("tea", "Tea"))]);
    let asked = end(&mut folder.journey(["check", "tea.journey"]));
    assert!(asked.code() == 0 && asked.stdout.contains("in 1 file"), "{asked:#?}");
    folder.write("bread.journey", &format!("import \"tea.journey\"\n{}", journey_of("bread", "Bread")));
    let imported = end(&mut folder.journey(["check", "bread.journey"]));
    assert!(imported.code() == 1 && imported.stdout.contains("error[import-of-a-folder]"), "{imported:#?}");
}

#[test]
fn names_of_files_never_reach_a_terminal_raw() {
    for name in ["a\nerror: b.journey", "a\u{1B}[31mb.journey", "a\u{7}\u{202E}b.journey", "a\r\tb.journey"] {
        let folder = Folder::new(&[(name, "jurney bread {\n}\n")]);
        for arguments in
            [vec!["check"], vec!["check", "--format", "json"], vec!["check", name], vec!["build"]]
        {
            let ended = end(&mut folder.journey(arguments.iter().copied()));
            assert_eq!(ended.code(), 1, "{name:?}: {ended:#?}");
            let said = ended.stdout + &ended.stderr;
            let raw =
                said.chars().any(|letter| letter.is_control() && letter != '\n' || letter == '\u{202E}');
            assert!(!raw && !said.contains("\nerror: b"), "{name:?}: {said:?}");
        }
        fs::remove_file(folder.path(name)).unwrap();
        folder.link(name, "nowhere");
        let ended = end(&mut folder.journey(["check", name]));
        ended.assert_failure("it is a link that leads nowhere", name);
        assert!(!ended.stderr.trim_end().chars().any(char::is_control), "{name:?}: {ended:#?}");
    }
}

#[test]
fn names_that_are_no_utf8_are_told() {
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new(&[("bread.journey", &journey_of("bread", "Bread"))]);
    let name = std::ffi::OsStr::from_bytes(b"odd\xFF.journey");
    if fs::write(folder.path("").join(name), "team odd\n").is_err() {
        // This disk takes no such name.
        return;
    }
    let walked = end(&mut folder.journey(["check"]));
    walked.assert_failure("names of files and folders should be UTF-8", "in a folder");
    assert!(walked.stdout.contains("in 1 file"), "{walked:#?}");
    let mut asked = folder.journey(["check"]);
    assert_eq!(end(asked.arg(name)).code(), 2);
    let inner = folder.path("").join(name).with_extension("folder");
    fs::create_dir(&inner).unwrap();
    fs::write(inner.join("tea.journey"), "team tea\n").unwrap();
    let from_inside = end(folder.journey(["check"]).current_dir(&inner));
    from_inside.assert_failure("should be UTF-8", "in such a folder");
}

/// Reads a file again and again while `change` does something to it, until that has been done `times`.
fn read_while(times: usize, change: impl Fn(&Path, usize) + Sync, look: impl Fn(Result<Vec<u8>, String>)) {
    let folder = Folder::new(&[("odd.journey", &version(0))]);
    let (path, over) = (folder.path("odd.journey"), AtomicBool::new(false));
    let disk = Disk::at(&folder.path(""));
    thread::scope(|scope| {
        scope.spawn(|| {
            (0..times).for_each(|round| change(&path, round));
            over.store(true, Ordering::Relaxed);
        });
        while !over.load(Ordering::Relaxed) {
            look(disk.read(&path.to_string_lossy()).map_err(|failure| failure.to_string()));
        }
    });
}

/// 64 KiB of one letter.
fn version(round: usize) -> String {
    char::from(b'a' + (round % 26) as u8).to_string().repeat(1 << 16)
}

#[test]
fn a_file_that_is_replaced_while_it_is_read_is_one_version() {
    let seen = std::cell::RefCell::new(BTreeSet::new());
    let replace = |path: &Path, round: usize| {
        fs::write(path.with_extension("new"), version(round)).unwrap();
        fs::rename(path.with_extension("new"), path).unwrap();
    };
    read_while(tries(2_000, 50_000), replace, |read| {
        let bytes = read.unwrap();
        assert_eq!(bytes.len(), 1 << 16);
        assert!(bytes.iter().all(|byte| *byte == bytes[0]), "two versions were mixed");
        seen.borrow_mut().insert(bytes[0]);
    });
    assert!(seen.borrow().len() > 1, "it was never read while it was replaced");
}

#[test]
fn a_file_that_is_cut_or_grows_while_it_is_read_is_told_or_read() {
    let cut = |path: &Path, round: usize| fs::write(path, version(round)).unwrap();
    let grow = |path: &Path, _: usize| {
        use std::io::Write;
        fs::OpenOptions::new().append(true).open(path).unwrap().write_all(b"more").unwrap();
    };
    let look = |read: Result<Vec<u8>, String>| {
        if let Err(words) = read {
            assert!(words.ends_with("odd.journey`: it changes while it is read"), "{words}");
        }
    };
    read_while(tries(2_000, 50_000), cut, look);
    read_while(tries(20_000, 500_000), grow, look);
}

#[test]
fn twenty_thousand_files_are_a_project_and_one_more_is_none() {
    let files = |count: usize| {
        let file = |at: usize| (format!("{:03}/{at}.journey", at % 200), format!("// {at}\n"));
        Memory::new((0..count).map(file))
    };
    let most = Limits::USUAL.files;
    let (said, status) = run(&["journey", "check"], &files(most), &[]);
    assert_eq!((said.as_str(), status.code()), ("no problems in 20000 files\n", 0));
    let (said, status) = run(&["journey", "check"], &files(most + 1), &[]);
    assert!(said.starts_with("error[too-many-files]: this project has over 20,000 files"), "{said}");
    assert_eq!(status.code(), 1);
}

#[test]
fn ten_thousand_files_are_checked() {
    let count = tries(1_000, 10_000);
    let folder = Folder::new(&[]);
    let text = |at: usize| {
        let journey = journey_of(&format!("bread_{at}"), "Buying bread at the bakery around the corner");
        journey + &"// A remark of a few words, as they stand in such files.\n".repeat(30)
    };
    (0..count).for_each(|at| folder.write(&format!("{}/{at}.journey", at % 100), &text(at)));
    let ended = end(&mut folder.journey(["check"]));
    assert_eq!((ended.code(), ended.stdout), (0, format!("no problems in {count} files\n")));
}
