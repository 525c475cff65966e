//! What programs read: every document of reports is JSON to two readers, fits its schema, and tells the same place in
//! every way of counting.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use journey::workspace::Memory;
use serde_json::Value;

use crate::hostile::{Chance, steers};
use crate::support::{Files, entries, files_in, folder, run};
use crate::tries;

const SCHEMA: &str = "docs/reports.schema.json";

fn printed_schema() -> String {
    run(&["journey", "schema", "reports"], &Memory::default(), b"").0
}

#[test]
fn the_schema_in_docs_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(SCHEMA);
    if std::env::var_os("UPDATE").is_some_and(|it| it == "1") {
        std::fs::write(&path, printed_schema()).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == printed_schema(), "{SCHEMA} is old: run the tests once with UPDATE=1 and commit it");
}

#[test]
fn the_schema_explains_every_field() {
    let schema: Value = serde_json::from_str(&printed_schema()).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    let mut waiting = vec![&schema];
    let mut fields = 0;
    while let Some(part) = waiting.pop() {
        for (name, field) in part["properties"].as_object().into_iter().flatten() {
            assert!(field["description"].is_string(), "nothing explains `{name}` of {part:#}");
            fields += 1;
        }
        waiting.extend(part.as_object().into_iter().flat_map(|object| object.values()));
        waiting.extend(part.as_array().into_iter().flatten());
    }
    assert!(fields >= 20, "{fields}");
}

/// Projects that get reports: those of the golden cases and of the examples, and random ones.
fn projects() -> Vec<Files> {
    let mut projects: Vec<Files> = Vec::new();
    for group in entries(&folder("tests/golden")).iter().filter(|path| path.is_dir()) {
        projects.extend(entries(group).iter().filter(|path| path.is_dir()).map(|case| files_in(case)));
    }
    projects.extend(entries(&folder("examples")).iter().filter(|path| path.is_dir()).map(|it| files_in(it)));
    let mut chance = Chance(2);
    for _ in 0..tries(2_000, 50_000) {
        let text =
            format!("team {}\n{}\njourney j {{\n{}\n", chance.text(4), chance.text(12), chance.text(20));
        projects.push(Files::from([("a.journey".to_owned(), text.into_bytes())]));
    }
    projects
}

#[test]
fn documents_of_reports_are_json_and_fit_their_schema() {
    let schema: Value = serde_json::from_str(&printed_schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let (mut documents, mut messages, mut reports) = (String::new(), Vec::new(), 0);
    for files in projects() {
        if !files.keys().any(|path| path.ends_with(".journey")) {
            continue;
        }
        let (printed, _) = run(&["journey", "check", "--format", "json"], &Memory::new(files.clone()), b"");
        // What cannot be read is told on the other stream.
        let Some(document) = printed.lines().last().filter(|line| line.starts_with('{')) else { continue };
        assert!(!document.contains(steers), "{document:?}");
        let read: Value = serde_json::from_str(document).expect("it is JSON");
        let wrong: Vec<String> = validator.iter_errors(&read).take(3).map(|it| it.to_string()).collect();
        assert!(wrong.is_empty(), "{wrong:?} in {document}");
        let texts = texts(&files);
        each_place(&read, &mut |place| check_place(place, &texts));
        let all = read["reports"].as_array().unwrap();
        reports += all.len();
        messages.push(all.iter().map(|it| it["message"].as_str().unwrap()).collect::<String>());
        documents.push_str(document);
        documents.push('\n');
    }
    assert!(reports > messages.len(), "{reports}");
    if let Some(read) = python(&documents) {
        let expected: Vec<String> = messages.iter().map(|it| it.chars().count().to_string()).collect();
        assert!(read.lines().eq(expected.iter().map(String::as_str)), "Python reads other messages");
    }
}

fn texts(files: &Files) -> BTreeMap<&str, String> {
    let read = |(path, bytes): (_, &Vec<u8>)| (path, String::from_utf8_lossy(bytes).into_owned());
    files.iter().map(|(path, bytes)| read((path.as_str(), bytes))).collect()
}

/// Hands every place in a document to `check`.
fn each_place(value: &Value, check: &mut dyn FnMut(&Value)) {
    if value.get("path").is_some() {
        check(value);
    }
    match value {
        Value::Object(fields) => fields.values().for_each(|it| each_place(it, check)),
        Value::Array(values) => values.iter().for_each(|it| each_place(it, check)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Whether all the ways in which a place is told mean the same one in its text.
fn check_place(place: &Value, texts: &BTreeMap<&str, String>) {
    let Some(text) = texts.get(place["path"].as_str().unwrap()) else { return };
    for point in [&place["start"], &place["end"]] {
        let number = |name: &str| point[name].as_u64().unwrap() as usize;
        // Of a file that is no text, nothing is told but that.
        let Some(before) = text.get(..number("offset")) else { continue };
        if text.contains('\u{FFFD}') {
            continue;
        }
        let line = before.rsplit('\n').next().unwrap_or_default();
        let expected = [
            ("line", before.matches('\n').count() + 1),
            ("column", line.chars().count() + 1),
            ("utf16Column", line.encode_utf16().count() + 1),
            ("byteColumn", line.len() + 1),
        ];
        for (name, expected) in expected {
            assert_eq!(number(name), expected, "{name} of {point} in {text:?}");
        }
    }
}

/// How long the messages of each of the documents are to Python, one line each; nothing where there is no Python.
#[allow(clippy::disallowed_methods, reason = "the place of a test is told by its environment")]
fn python(documents: &str) -> Option<String> {
    const PROGRAM: &str = "import json,sys\nfor line in sys.stdin.buffer.read().decode('utf-8').split('\\n')[:-1]:\n print(len(''.join(r['message'] for r in json.loads(line)['reports'])))";
    let started =
        Command::new("python3").args(["-c", PROGRAM]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut child) = started else {
        let message = "there is no `python3` here: nobody but serde_json has read the reports as JSON";
        assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "{message}");
        let _ = writeln!(std::io::stderr(), "skipped: {message}");
        return None;
    };
    child.stdin.take().unwrap().write_all(documents.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "Python does not read a document as JSON");
    Some(String::from_utf8(output.stdout).unwrap())
}
