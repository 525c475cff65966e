//! The guide: its commands do what it shows.

use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use journey::workspace::Memory;

use crate::support::{example, journey};

const FILE: &str = "docs/json.md";

/// Runs the commands of the guide's consoles anew; `UPDATE=1` writes what they print into it.
#[test]
fn the_guide_shows_what_its_commands_print() {
    if let Err(error) = Command::new("jq").arg("--version").stdout(Stdio::null()).status() {
        let must_run = error.kind() != ErrorKind::NotFound || std::env::var_os("CI").is_some();
        assert!(!must_run, "`jq` cannot be run: {error}");
        eprintln!("`jq` is not installed: the commands of {FILE} were not run");
        return;
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    let guide = std::fs::read_to_string(&path).unwrap();
    let files = example("shoes");
    let mut fresh = String::new();
    let mut commands = 0;
    for (number, part) in guide.split("```").enumerate() {
        fresh.push_str(if number > 0 { "```" } else { "" });
        let Some(console) = part.strip_prefix("console\n").filter(|_| number % 2 == 1) else {
            fresh.push_str(part);
            continue;
        };
        fresh.push_str("console\n");
        for command in commands_of(console) {
            commands += 1;
            let printed = run(&command, &files);
            fresh.push_str(&format!("$ {command}\n{printed}"));
        }
    }
    assert!(commands > 5);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &fresh).unwrap();
    } else {
        assert_eq!(fresh, guide, "run the tests once with UPDATE=1, read what has changed, and commit it");
    }
}

/// What stands behind each `$`; a text in quotes may go on over several lines.
fn commands_of(console: &str) -> Vec<String> {
    let mut commands: Vec<String> = Vec::new();
    let mut open = false;
    for line in console.lines() {
        if open {
            let command = commands.last_mut().unwrap();
            command.push('\n');
            command.push_str(line);
        } else if let Some(command) = line.strip_prefix("$ ") {
            commands.push(command.to_owned());
        } else {
            continue;
        }
        open = commands.last().unwrap().matches('\'').count() % 2 == 1;
    }
    commands
}

fn run(command: &str, files: &Memory) -> String {
    if let Some(arguments) = command.strip_prefix("journey ") {
        let ran = journey(files, &arguments.split(' ').collect::<Vec<_>>());
        // Reports are for the terminal; the last line says what was done.
        let last = ran.stderr.lines().last().unwrap_or_default();
        return format!("{}{last}\n", ran.stdout);
    }
    let rest = command.strip_prefix("jq ").unwrap_or_else(|| panic!("`{command}` cannot be run"));
    let (options, rest) = rest.split_once(" '").unwrap();
    let (program, file) = rest.rsplit_once("' ").unwrap();
    let document = &files.all()[&format!("/{file}")];
    let mut jq = Command::new("jq")
        .args([options, program])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = jq.stdin.take().unwrap();
    // It writes only when it has read everything.
    stdin.write_all(document).unwrap();
    drop(stdin);
    let output = jq.wait_with_output().unwrap();
    assert!(output.status.success(), "{command}");
    String::from_utf8(output.stdout).unwrap()
}
