//! The real Mermaid, and what it says is in a diagram.

use std::env;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::support::folder;

/// The folder with Mermaid. Where there is none, that is told, and it is a failure where `CI` is set.
#[allow(clippy::disallowed_methods, reason = "a test is told by the environment where its tools are")]
pub(crate) fn mermaid(untested: &str) -> Option<PathBuf> {
    let place = env::var_os("MERMAID").map_or_else(|| folder("target/tools"), PathBuf::from);
    let found = place.join("node_modules/mermaid/package.json").is_file()
        && Command::new("node").arg("--version").output().is_ok_and(|out| out.status.success());
    if !found {
        let message = format!(
            "`node` with Mermaid in {} is not on this machine: {untested} is not tested; \
             `.ci/run` brings it",
            place.display()
        );
        assert_ne!(env::var("CI").as_deref(), Ok("true"), "{message}");
        // Past what catches the output of tests, so that it is read.
        let _ = writeln!(io::stderr(), "skipped: {message}");
    }
    found.then_some(place)
}

/// What Mermaid finds in each of these texts. None of them changes its settings, and it refuses none.
pub(crate) fn read(mermaid: &PathBuf, texts: &[&str]) -> Vec<Value> {
    let mut node = Command::new("node")
        .arg(folder("tests/tools/mermaid.mjs"))
        .arg(mermaid)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node runs");
    let all = serde_json::to_vec(texts).expect("texts are JSON");
    node.stdin.take().expect("a pipe").write_all(&all).expect("node reads");
    let output = node.wait_with_output().expect("node ends");
    assert!(output.status.success());
    let read: Vec<Value> = serde_json::from_slice(&output.stdout).expect("JSON comes out");
    assert_eq!(read.len(), texts.len());
    for (read, text) in read.iter().zip(texts) {
        assert_eq!(read["error"], Value::Null, "{text}");
        assert_eq!(read["changed"], false, "{text}");
    }
    read
}

/// The texts of a list of objects, by the name of the field.
pub(crate) fn texts<'v>(list: &'v Value, field: &str) -> Vec<&'v str> {
    let list = list.as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter().map(|it| it[field].as_str().unwrap_or("?")).collect()
}
