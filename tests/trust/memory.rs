//! The memory that the program takes grows with the text, whatever its shape: the peak of a real process is looked at.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::tries;

/// What the program takes for an empty file, and some more.
const BASE: usize = 32 << 20;

/// Bytes of memory that a byte of text may take.
const MOST_A_BYTE: usize = 40;

/// The greatest memory that a process had so far, in bytes; none when it has ended.
#[allow(clippy::disallowed_methods, reason = "the system tells it in a file")]
fn peak(process: u32) -> Option<usize> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.trim().parse::<usize>().ok()? * 1024)
}

/// Checks `text` in a process, which takes at most so many bytes of memory for each of its bytes.
#[allow(clippy::disallowed_methods, reason = "the real program reads a real file")]
fn takes_at_most(a_byte: usize, name: &str, text: &str) {
    if !Path::new("/proc/self/status").exists() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.journey"), text).unwrap();
    let mut process = Command::new(env!("CARGO_BIN_EXE_journey"))
        .args(["check", "a.journey"])
        .current_dir(folder.path())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut most = 0;
    let status = loop {
        most = peak(process.id()).unwrap_or(0).max(most);
        if let Some(status) = process.try_wait().unwrap() {
            break status;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    assert!(matches!(status.code(), Some(0 | 1)), "{name}: {status}");
    assert!(most > 0, "{name}: nothing was seen");
    println!(
        "{name}: {} MB for {} bytes, {:.1} a byte",
        most >> 20,
        text.len(),
        most as f64 / text.len() as f64
    );
    assert!(most <= BASE + a_byte * text.len(), "{name}: {most} bytes of memory for {} of text", text.len());
}

#[test]
fn one_line_takes_no_more_than_its_length() {
    let bytes = tries(1 << 20, 16 << 20);
    takes_at_most(MOST_A_BYTE, "one word", &"a".repeat(bytes));
    takes_at_most(MOST_A_BYTE, "words", &"abc ".repeat(bytes / 4));
    takes_at_most(MOST_A_BYTE, "braces", &"{".repeat(bytes));
    takes_at_most(MOST_A_BYTE, "a title", &format!("team t \"{}\"\n", "a".repeat(bytes - 10)));
}

#[test]
fn very_many_stages_take_no_more_than_their_length() {
    let count = tries(5_000, 100_000);
    let stages: String =
        (0..count).map(|number| format!("stage s{number} {{ owner t; -> s{} }}\n", number + 1)).collect();
    let text = format!("team t\njourney j {{\nowner t\n{stages}stage s{count} {{ owner t; -> end }}\n}}\n");
    takes_at_most(MOST_A_BYTE, "stages", &text);
}

#[test]
fn very_many_mistakes_take_no_more_than_their_length() {
    let lines = ["x\n", "team 1\n", "é = 1\n", "lead \"A\"\n", "team \u{7}a\n"];
    let count = tries(50_000, 1_000_000);
    let text: String = (0..count).map(|number| lines[number % lines.len()]).collect();
    takes_at_most(MOST_A_BYTE, "mistakes", &text);
}
