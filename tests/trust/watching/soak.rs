//! Anything may happen to the files of a project, in any order: afterwards all is as a build from nothing makes it.

use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use crate::tries;
use crate::watching::{TEAMS, Watching, journey};

/// How many things happen between two comparisons.
const STEPS: usize = 100;

/// Numbers that look like chance, and are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

const FOLDERS: [&str; 4] = ["shared", "a", "a/b", "c"];

const FILES: [&str; 6] = [
    "bread.journey",
    "shared/teams.journey",
    "a/one.journey",
    "a/b/two.journey",
    "c/three.journey",
    "c/four.journey",
];

/// A text that may have a mistake in it, or import a file that may be there or not.
fn text(chance: &mut Chance, number: usize) -> String {
    let name = chance.pick(&["one", "two", "three"]);
    match chance.below(8) {
        0 => format!("team {name} \"Team {number}\"\n"),
        1 => format!("journey {name} \"Broken {number} {{\n"),
        2 => journey(&format!("Bread {number}")).replace("owner", "ownr"),
        3 => format!(
            "import \"../shared/teams.journey\"\njourney {name} {{ stage s {{ owner bakery; -> end }} }}\n"
        ),
        4 => format!("import \"{}\"\n", chance.pick(&FILES)),
        5 => String::new(),
        6 => format!("{TEAMS}team {name} \"{number}\"\n"),
        _ => journey(&format!("Bread {number}")),
    }
}

/// Does one thing. That it cannot be done, for the file is away, is as good.
fn happen(watching: &Watching, chance: &mut Chance, number: usize) {
    let path = |name: &str| -> PathBuf { watching.path(name) };
    let file = chance.pick(&FILES);
    let text = text(chance, number);
    let _ = match chance.below(10) {
        0 | 1 => fs::write(path(file), text),
        2 => fs::write(path("new.tmp"), text).and_then(|()| fs::rename(path("new.tmp"), path(file))),
        3 => fs::remove_file(path(file)),
        4 => fs::rename(path(file), path(chance.pick(&FILES))),
        5 => fs::create_dir_all(path(chance.pick(&FOLDERS))),
        6 => fs::rename(path(chance.pick(&FOLDERS)), path(chance.pick(&FOLDERS))),
        7 if chance.below(4) == 0 => fs::remove_dir_all(path(chance.pick(&FOLDERS))),
        7 => fs::write(path("shared/teams.journey"), TEAMS),
        8 => fs::write(path("bread.journey"), journey(&format!("Bread {number}"))),
        _ => fs::write(path(".gitignore"), chance.pick(&["", "c/\n", "a/b\n", "bread.journey\n"])),
    };
    if chance.below(3) == 0 {
        thread::sleep(Duration::from_millis(chance.below(40) as u64));
    }
}

#[test]
fn whatever_happens_all_is_as_a_clean_build_makes_it() {
    let watching = Watching::start();
    let mut chance = Chance(0x5DEE_CE66_D1CE_4E5B);
    let rounds = tries(300, 10_000) / STEPS;
    let mut sizes = Vec::new();
    for round in 0..rounds {
        for step in 0..STEPS {
            happen(&watching, &mut chance, round * STEPS + step);
        }
        // There is always something to build.
        watching.write("always.journey", &format!("journey always \"{round}\" {{ stage s {{ -> end }} }}\n"));
        watching.expect_clean_build(&format!("after {} steps", (round + 1) * STEPS));
        sizes.push((watching.memory(), watching.open_files()));
    }
    // The first rounds fill what is kept for later.
    let (first, last) = (sizes[rounds / 5], sizes[rounds - 1]);
    eprintln!("{} steps: memory (KiB) and open files {first:?}, then {last:?}", rounds * STEPS);
    if let ((Some(memory), Some(files)), (Some(memory_then), Some(files_then))) = (first, last) {
        assert!(memory_then < memory + 20 * 1024, "{memory} KiB grew to {memory_then} KiB");
        assert_eq!(files, files_then, "files stay open");
    }
}
