//! Editors save in ten ways; whichever it is, what was saved is written, and in at most two builds.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crate::tries;
use crate::watching::{Watching, journey};

/// A way to save a text as `bread.journey` in the folder of a project.
type Save = fn(&Path, &str);

fn in_place(project: &Path, text: &str) {
    fs::write(project.join("bread.journey"), text).unwrap();
}

/// Vim with a backup: tries whether the folder can be written, moves the old file away, writes a new one.
fn vim(project: &Path, text: &str) {
    let (file, backup) = (project.join("bread.journey"), project.join("bread.journey~"));
    fs::write(project.join("4913"), "").unwrap();
    fs::remove_file(project.join("4913")).unwrap();
    fs::rename(&file, &backup).unwrap();
    let mode = fs::metadata(&backup).unwrap().permissions();
    let mut new = File::create(&file).unwrap();
    new.write_all(text.as_bytes()).unwrap();
    new.sync_all().unwrap();
    drop(new);
    fs::set_permissions(&file, mode).unwrap();
    fs::remove_file(&backup).unwrap();
}

fn beside_and_renamed(project: &Path, text: &str) {
    fs::write(project.join("bread.journey.tmp"), text).unwrap();
    fs::rename(project.join("bread.journey.tmp"), project.join("bread.journey")).unwrap();
}

/// Emacs: a lock that is a link to nothing, a copy of its own, and the old file moved away.
fn emacs(project: &Path, text: &str) {
    symlink("somebody@somewhere.4711", project.join(".#bread.journey")).unwrap();
    fs::write(project.join("#bread.journey#"), text).unwrap();
    fs::rename(project.join("bread.journey"), project.join("bread.journey~")).unwrap();
    fs::write(project.join("bread.journey"), text).unwrap();
    fs::remove_file(project.join("#bread.journey#")).unwrap();
    fs::remove_file(project.join(".#bread.journey")).unwrap();
}

/// JetBrains' "safe write".
fn jetbrains(project: &Path, text: &str) {
    let (new, old) = (project.join("bread.journey___jb_tmp___"), project.join("bread.journey___jb_old___"));
    fs::write(&new, text).unwrap();
    fs::rename(project.join("bread.journey"), &old).unwrap();
    fs::rename(&new, project.join("bread.journey")).unwrap();
    fs::remove_file(&old).unwrap();
}

/// Visual Studio Code: empties the file, and writes it in pieces.
fn vs_code(project: &Path, text: &str) {
    let mut file = OpenOptions::new().write(true).truncate(true).open(project.join("bread.journey")).unwrap();
    let (first, rest) = text.split_at(text.len() / 2);
    file.write_all(first.as_bytes()).unwrap();
    thread::sleep(Duration::from_millis(3));
    file.write_all(rest.as_bytes()).unwrap();
    file.sync_all().unwrap();
}

/// `sed -i` on the line of the title.
fn sed(project: &Path, text: &str) {
    let line = text.lines().find(|line| line.starts_with("journey ")).unwrap();
    run(Command::new("sed").arg("-i").arg(format!("s/^journey .*/{line}/")).arg("bread.journey"), project);
}

/// A real `git checkout` of the file out of another tree.
fn git(project: &Path, text: &str) {
    let git = |arguments: &[&str], input: &str| {
        let mut git = Command::new("git");
        git.args(arguments).current_dir(project).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut git = git.spawn().unwrap();
        git.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let output = git.wait_with_output().unwrap();
        assert!(output.status.success(), "git {arguments:?}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    if !project.join(".git").exists() {
        git(&["init", "-q"], "");
    }
    let blob = git(&["hash-object", "-w", "--stdin"], text);
    let tree = git(&["mktree"], &format!("100644 blob {blob}\tbread.journey\n"));
    git(&["checkout", "-q", &tree, "--", "bread.journey"], "");
}

/// rsync: a hidden file of another name, with the time of the original, renamed.
fn rsync(project: &Path, text: &str) {
    let other = project.join(".bread.journey.Xa3Kq9");
    let mut file = File::create(&other).unwrap();
    file.write_all(text.as_bytes()).unwrap();
    file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000)).unwrap();
    fs::rename(&other, project.join("bread.journey")).unwrap();
}

/// An editor that was given a link to the file, from outside of the project.
fn through_a_link(project: &Path, text: &str) {
    let link = project.with_file_name("link.journey");
    if !link.exists() {
        symlink(project.join("bread.journey"), &link).unwrap();
    }
    fs::write(&link, text).unwrap();
}

fn run(command: &mut Command, folder: &Path) {
    assert!(command.current_dir(folder).status().unwrap().success());
}

const WAYS: [(&str, Save); 10] = [
    ("in place", in_place),
    ("vim", vim),
    ("beside and renamed", beside_and_renamed),
    ("emacs", emacs),
    ("JetBrains", jetbrains),
    ("VS Code", vs_code),
    ("sed -i", sed),
    ("git checkout", git),
    ("rsync", rsync),
    ("through a link", through_a_link),
];

#[test]
fn every_way_to_save_is_written_in_two_builds_at_most() {
    let watching = Watching::start();
    let count = tries(10, 100);
    let mut times = Vec::new();
    for (way, save) in WAYS {
        watching.settle();
        let before = watching.builds();
        for number in 0..count {
            let title = format!("{way} {number}");
            let start = Instant::now();
            save(&watching.project(), &journey(&title));
            watching.expect_output(&title);
            times.push(start.elapsed());
            thread::sleep(Duration::from_millis(60));
        }
        watching.settle();
        watching.expect_clean_build(way);
        let builds = watching.builds() - before;
        eprintln!("{way}: {count} saves, {builds} builds");
        assert!(builds <= 2 * count, "{way}: {builds} builds of {count} saves");
    }
    times.sort();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
    eprintln!("{} saves: median {:?}, 95 of 100 {:?}, longest {:?}", times.len(), at(50), at(95), at(100));
}

/// The file in the project is a link to one elsewhere, and an editor puts another file in the place of that one.
#[test]
fn a_save_behind_a_link_is_seen() {
    let watching = Watching::start();
    let elsewhere = watching.path("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    let alone = |title: &str| journey(title).replace("import \"shared/teams.journey\"", super::TEAMS);
    fs::write(elsewhere.join("bread.journey"), alone("Linked")).unwrap();
    fs::remove_file(watching.path("bread.journey")).unwrap();
    fs::remove_file(watching.path("shared/teams.journey")).unwrap();
    symlink(elsewhere.join("bread.journey"), watching.path("bread.journey")).unwrap();
    // A journey is written where its file stands, and not where the link to it does.
    let expect = |title: &str| watching.expect_text("out/elsewhere/bread.dot", title);
    expect("Linked");
    for number in 0..tries(5, 100) {
        let title = format!("Behind a link {number}");
        fs::write(elsewhere.join("new"), alone(&title)).unwrap();
        fs::rename(elsewhere.join("new"), elsewhere.join("bread.journey")).unwrap();
        expect(&title);
    }
}
