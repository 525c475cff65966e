//! What the tests share: files in memory, the command line in process, and ways through a document.

use std::path::{Path, PathBuf};

use journey::cli::{Status, World, run};
use journey::value::Date;
use journey::workspace::Memory;
use serde_json::Value;

/// What a command did.
pub(crate) struct Ran {
    pub(crate) status: Status,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs `journey` with these arguments over `files`.
pub(crate) fn journey(files: &Memory, arguments: &[&str]) -> Ran {
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let today = Date::read("2026-11-22").unwrap();
    let mut stdin = std::io::empty();
    let mut world = World::still(files, &mut stdin, &mut stdout, &mut stderr, today);
    let arguments = std::iter::once("journey").chain(arguments.iter().copied()).map(Into::into);
    let status = run(arguments, &mut world);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { status, stdout: text(stdout), stderr: text(stderr) }
}

/// The text of the document of `files`, built with these arguments.
pub(crate) fn text(files: &Memory, arguments: &[&str]) -> String {
    let all = [&["build", "--to", "json", "--stdout"], arguments].concat();
    let ran = journey(files, &all);
    assert!(!ran.stdout.is_empty(), "nothing was written: {}", ran.stderr);
    ran.stdout
}

/// The document of `files`, built with these arguments.
pub(crate) fn document(files: &Memory, arguments: &[&str]) -> Value {
    serde_json::from_str(&text(files, arguments)).unwrap()
}

/// The document of one file, `a.journey`.
pub(crate) fn of(source: &str) -> Value {
    document(&Memory::new([("a.journey", source)]), &["a.journey"])
}

/// The examples that build; `flawed` has errors, and is for reading reports.
pub(crate) const EXAMPLES: [&str; 6] = ["forty", "persian", "polish", "romanian", "russian", "shoes"];

/// The files of an example, below `examples/NAME`, without their `@allow`s: these speak of rules, which have nothing to
/// do with what is written.
pub(crate) fn example(name: &str) -> Memory {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("examples").join(name)];
    let mut files: Vec<(PathBuf, String)> = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = std::fs::read_to_string(&path).unwrap();
                files.push((path, text));
            }
        }
    }
    let allow = |line: &str| line.trim_start().starts_with("@allow(");
    let shown = |path: &Path| {
        let parts = path.strip_prefix(root).unwrap().iter();
        parts.map(|part| part.to_str().unwrap()).collect::<Vec<_>>().join("/")
    };
    Memory::new(files.iter().map(|(path, text)| {
        let lines = text.split_inclusive('\n').map(|line| if allow(line) { "\n" } else { line });
        (shown(path), lines.collect::<String>())
    }))
}

/// Shows `visit` every value in `value`, itself first.
pub(crate) fn each<'a>(value: &'a Value, visit: &mut impl FnMut(&'a Value)) {
    visit(value);
    match value {
        Value::Array(values) => values.iter().for_each(|value| each(value, visit)),
        Value::Object(fields) => fields.values().for_each(|value| each(value, visit)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The declarations of a document: what has an id and a place.
pub(crate) fn declarations(document: &Value) -> Vec<&Value> {
    let mut found = Vec::new();
    each(document, &mut |value| {
        if value.get("id").is_some() && value.get("line").is_some() {
            found.push(value);
        }
    });
    found
}

/// The references of a document: what has an id and nothing but names beside it.
pub(crate) fn references(document: &Value) -> Vec<&Value> {
    let mut found = Vec::new();
    each(document, &mut |value| {
        if value.get("id").is_some() && value.get("line").is_none() {
            found.push(value);
        }
    });
    found
}

/// The only declaration of this name.
pub(crate) fn named<'a>(document: &'a Value, name: &str) -> &'a Value {
    let found: Vec<_> = declarations(document).into_iter().filter(|it| it["name"] == name).collect();
    assert_eq!(found.len(), 1, "declarations called `{name}`");
    found[0]
}

/// The names of references, with commas between; none where nothing is said.
pub(crate) fn names(references: &Value) -> String {
    let references = references.as_array().into_iter().flatten();
    references.map(|it| it["name"].as_str().unwrap()).collect::<Vec<_>>().join(", ")
}
