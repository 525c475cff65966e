//! Thousands of files that change at once, and a system that cannot tell of all of them.

use std::fs::{self, File};
use std::path::Path;
use std::time::SystemTime;

use crate::tries;
use crate::watching::{TEAMS, Watching, files_in, is_root, journey, project, skip};

/// How many files change at once.
const FILES: usize = 10_000;

fn fill_many(project: &Path, text: &str) {
    for number in 0..FILES {
        let folder = project.join(format!("many/{}", number % 40));
        if number < 40 {
            fs::create_dir_all(&folder).unwrap();
        }
        fs::write(folder.join(format!("team_{number}.journey")), text.replace("NUMBER", &number.to_string()))
            .unwrap();
    }
}

#[test]
fn ten_thousand_files_at_once_are_three_builds_at_most() {
    let folder = project();
    fill_many(&folder.path().join("project"), "// NUMBER\n");
    let watching = Watching::start_with(folder, |watch| watch);
    watching.settle();
    let (before, memory) = (watching.builds(), watching.memory());
    fill_many(&watching.project(), "// the file NUMBER\n");
    watching.write("bread.journey", &journey("After many"));
    watching.expect_output("After many");
    watching.settle();
    let builds = watching.builds() - before;
    assert!((1..=3).contains(&builds), "{builds} builds");
    if let (Some(before), Some(after)) = (memory, watching.memory()) {
        eprintln!("{FILES} files: {builds} builds, {before} KiB before, {after} KiB after");
        assert!(after < before + 50 * 1024, "{before} KiB grew to {after} KiB");
    }
    watching.expect_clean_build("many");
    // Touched, and nothing in them changed.
    let before = watching.builds();
    for file in files_in(&watching.path("many")) {
        File::options().write(true).open(file).unwrap().set_modified(SystemTime::now()).unwrap();
    }
    watching.settle();
    assert_eq!(watching.builds(), before);
}

const QUEUE: &str = "/proc/sys/fs/inotify/max_queued_events";

/// Puts a setting of the system back when it goes.
struct Setting {
    path: &'static str,
    before: String,
}

impl Setting {
    fn set(path: &'static str, value: &str) -> Option<Self> {
        let before = fs::read_to_string(path).ok()?;
        fs::write(path, value).ok()?;
        Some(Self { path, before })
    }
}

impl Drop for Setting {
    fn drop(&mut self) {
        let _ = fs::write(self.path, &self.before);
    }
}

/// The process sleeps while more happens than the system keeps for it.
#[test]
fn lost_events_lose_nothing() {
    let setting = is_root().then(|| Setting::set(QUEUE, "16")).flatten();
    let Some(setting) = setting else {
        return skip("`fs.inotify.max_queued_events` can only be set by root on Linux");
    };
    // A process keeps the length that there was when it started.
    let watching = Watching::start();
    drop(setting);
    let count = tries(5, 50);
    for number in 0..count {
        watching.settle();
        watching.signal("STOP");
        for other in 0..50 {
            watching.write(&format!("noise_{other}.journey"), "// nothing\n");
        }
        fs::remove_dir_all(watching.path("shared")).unwrap();
        fs::create_dir(watching.path("shared")).unwrap();
        watching
            .write("shared/teams.journey", &TEAMS.replace("bakery", &format!("bakery \"Bakery {number}\"")));
        watching.write("bread.journey", &journey(&format!("Lost {number}")));
        for other in 0..50 {
            fs::remove_file(watching.path(&format!("noise_{other}.journey"))).unwrap();
        }
        watching.signal("CONT");
        watching.expect_clean_build(&format!("round {number}"));
        // The folder that was not there for a while is watched again.
        let title = format!("bakery \"Heard again {number}\"");
        watching.write("shared/teams.journey", &TEAMS.replace("bakery", &title));
        watching.expect_output(&format!("Heard again {number}"));
    }
    eprintln!("{count} of {count} overflows lost nothing");
}
