//! Cases that read like a terminal: every folder below tests/golden that has a `transcript.txt` is one.
//!
//! The other files of the folder are the case's project, in memory. Each `$ journey …` line of the transcript is
//! carried out over it, and what it prints, standard output and error as they come, must be what stands below it, up
//! to the line `exit N`. `< file` gives a file as standard input. Lines between `exit N` and the next command are
//! remarks. What commands write must be what stands in the case's folder `written/`.
//!
//! The folders in `history/` are revisions of the project, each with the files that it had.
//!
//! A file `name.bytes` is the project's file `name` with bytes that cannot be seen or are no text: see `bytes_of`. A file
//! `name.refused` is a file `name` that the system does not let be read or written, for the reason that it holds. A file
//! `limits.txt` lowers how much is read as one project.
//!
//! `cargo test --test golden mistakes/` runs some of the cases; with `UPDATE=1` what comes out is written down instead,
//! to be read before it is accepted.

// The disk is these tests' matter: their cases stand there.
#![allow(clippy::disallowed_methods)]

mod support;

#[path = "golden/one_report.rs"]
mod one_report;
#[path = "golden/transcript.rs"]
mod transcript;

use std::path::{Path, PathBuf};

use libtest_mimic::{Arguments, Failed, Trial};

use crate::support::entries;
use crate::transcript::Case;

fn main() {
    let arguments = Arguments::from_args();
    let root = support::folder("tests/golden");
    let update = std::env::var_os("UPDATE").is_some_and(|update| update == "1");
    let mut trials = Vec::new();
    for folder in cases(&root) {
        let name = name_of(&folder, &root);
        let case = Case { name: name.clone(), folder };
        trials.push(Trial::test(name, move || check(&case, update)));
    }
    trials.push(Trial::test("one_report", move || one_report::every_mistake_has_its_case(&root)));
    libtest_mimic::run(&arguments, trials).exit();
}

fn check(case: &Case, update: bool) -> Result<(), Failed> {
    let outcome = case.run();
    if update {
        case.write_down(&outcome)?
    } else {
        case.compare(&outcome)?
    }
    match case.name.strip_prefix("one_report/") {
        Some(code) => one_report::is_one(code, &outcome.transcript),
        None => Ok(()),
    }
}

/// The folders below `root` that are cases.
fn cases(root: &Path) -> Vec<PathBuf> {
    let (mut found, mut waiting) = (Vec::new(), vec![root.to_owned()]);
    while let Some(folder) = waiting.pop() {
        if folder.join(transcript::NAME).is_file() {
            found.push(folder);
        } else {
            waiting.extend(entries(&folder).into_iter().filter(|path| path.is_dir()));
        }
    }
    found.sort();
    found
}

/// The path of a case from `root`, with `/` between folders.
fn name_of(folder: &Path, root: &Path) -> String {
    let path = folder.strip_prefix(root).unwrap_or(folder);
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}
