//! What findings look like for programs: every form read by readers that are not ours, with texts that try to be more
//! than texts; fingerprints that stay; and the baseline.

#[path = "../support/mod.rs"]
mod support;

mod baseline;
mod fingerprints;
mod forms;
mod github;
mod hostile;
mod sarif;

use journey::cli::Status;
use journey::workspace::Memory;
use serde_json::Value;

/// What a check of `files` prints in a form, and how it ends.
fn checked(files: &Memory, form: &str, more: &[&str]) -> (String, Status) {
    let arguments = ["journey", "check", "--format", form];
    support::run(&[&arguments, more].concat(), files, b"")
}

/// The same of a form that is JSON.
fn document(files: &Memory, form: &str) -> Value {
    let (printed, _) = checked(files, form, &[]);
    serde_json::from_str(&printed).unwrap_or_else(|error| panic!("{error}: {printed}"))
}

/// The project in a folder of `examples`.
fn example(name: &str) -> support::Files {
    support::files_in(&support::folder("examples").join(name))
}

/// Every example.
const EXAMPLES: [&str; 7] = ["flawed", "forty", "persian", "polish", "romanian", "russian", "shoes"];
