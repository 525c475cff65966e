//! SARIF: by the schema of the standard (OASIS, SARIF 2.1.0), by Microsoft's own validator, and within GitHub's limits.
//!
//! The validator is found in the folder that `SARIF` names, or in target/tools, where `.ci/run` installs it.

#![allow(
    clippy::disallowed_methods,
    reason = "a validator reads from the disk, and is named by the environment"
)]

use std::collections::BTreeSet;
use std::env;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use journey::workspace::Memory;
use serde_json::Value;

use crate::forms::{fits, schema};
use crate::hostile::{Chance, Hostile};
use crate::support::{self, tries};
use crate::{EXAMPLES, checked, document, example};

const SCHEMA: &str = "sarif-2.1.0.json";

/// A project with reports, mistakes, and what an `@allow` silences, in a folder with a name that has to be escaped.
fn project() -> Memory {
    let files = example("flawed").into_iter();
    let mut files: support::Files = files.map(|(path, bytes)| (format!("sklep ż#1/{path}"), bytes)).collect();
    let silenced = "journey x {\n  @allow(missing-owner, \"Ask [me](javascript:x)\")\n  stage a { phase awareness }\n}\njourney y {\n  stage a { phase awarenes }\n}\n";
    files.insert("sklep ż#1/silenced.journey".to_owned(), silenced.as_bytes().to_vec());
    Memory::new(files)
}

fn results(document: &Value) -> &[Value] {
    document["runs"][0]["results"].as_array().expect("a list")
}

#[test]
fn documents_fit_the_schema_of_the_standard() {
    let schema = schema(SCHEMA);
    for name in EXAMPLES {
        fits(&schema, &document(&Memory::new(example(name)), "sarif"));
    }
    fits(&schema, &document(&project(), "sarif"));
    let mut chance = Chance::new(11);
    for _ in 0..tries(100, 5_000) {
        let hostile = Hostile::new(&mut chance, 3);
        fits(&schema, &serde_json::from_str(&hostile.printed("sarif")).expect("JSON"));
    }
}

#[test]
fn rules_places_fixes_and_what_is_silenced_are_told() {
    let document = document(&project(), "sarif");
    let run = &document["runs"][0];
    assert_eq!((&run["columnKind"], &document["version"]), (&"utf16CodeUnits".into(), &"2.1.0".into()));
    for result in results(&document) {
        let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().expect("a number") as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(rule["help"]["markdown"].as_str().is_some_and(|page| page.contains("```journey")), "{rule}");
        assert!(result["partialFingerprints"]["journey/v1"].is_string(), "{result}");
        let file = &result["locations"][0]["physicalLocation"]["artifactLocation"];
        assert_eq!(file["uriBaseId"], "%SRCROOT%");
        let uri = file["uri"].as_str().expect("a text");
        assert!(uri.starts_with("sklep%20%C5%BC%231/") && !uri.contains(".."), "{uri}");
    }
    let by = |code: &str| results(&document).iter().filter(|it| it["ruleId"] == code).collect::<Vec<_>>();
    let fixes = &by("wrong-choice")[0]["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(fixes["insertedContent"]["text"], "awareness", "{:#?}", by("wrong-choice"));
    let is_silenced = |it: &&Value| it["suppressions"][0]["justification"] == "Ask [me](javascript:x)";
    let silenced: Vec<&Value> = by("missing-owner").into_iter().filter(is_silenced).collect();
    assert_eq!(silenced.len(), 1, "{silenced:#?}");
    assert_eq!(silenced[0]["suppressions"][0]["kind"], "inSource");
    // What counts comes before what does not, and what is worse before what is less so.
    let order = |result: &Value| {
        let level = ["error", "warning", "note"].iter().position(|level| result["level"] == *level);
        (!result["suppressions"].is_null(), level)
    };
    let order: Vec<_> = results(&document).iter().map(order).collect();
    assert!(order.is_sorted(), "{order:?}");
}

#[test]
fn nothing_that_is_said_is_a_link() {
    let mut chance = Chance::new(13);
    for _ in 0..tries(500, 20_000) {
        let hostile = Hostile::new(&mut chance, 2);
        let document: Value = serde_json::from_str(&hostile.printed("sarif")).expect("JSON");
        for result in results(&document) {
            let related = result["relatedLocations"].as_array().into_iter().flatten();
            let said = related
                .chain([&result["locations"][0], result])
                .filter_map(|it| it["message"]["text"].as_str());
            assert!(said.clone().count() > 0 && !said.clone().any(|text| text.contains("](")), "{result:#}");
        }
    }
}

/// A project with so many warnings, and as many notes.
fn large(count: usize) -> Memory {
    let stage =
        |number: usize| format!("  stage s{number} {{ touchpoint t{number} {{ criticality low }} }}\n");
    let files = (0..30).map(|file| {
        let stages: String = (0..count / 30).map(|number| stage(file * count + number)).collect();
        (format!("file {file}.journey"), format!("journey j{file} {{\n{stages}}}\n"))
    });
    Memory::new(files)
}

#[test]
fn what_is_over_the_limits_of_github_is_left_out_and_told() {
    let files = large(13_000);
    let (printed, _) = checked(&files, "sarif", &["--deny", "missing-channel"]);
    let document: Value = serde_json::from_str(&printed).expect("JSON");
    let counts = &crate::document(&files, "json")["summary"];
    let all = ["errors", "warnings", "notes"].map(|level| counts[level].as_u64().expect("a number"));
    let all = all.iter().sum::<u64>() as usize;
    assert!(all > 30_000, "{counts}");
    let results = results(&document);
    assert_eq!(results.len(), 25_000);
    let errors = results.iter().take_while(|it| it["level"] == "error").count();
    assert!(
        errors > 10_000 && !results[errors..].iter().any(|it| it["level"] == "error"),
        "the worst come first"
    );
    let run = &document["runs"][0];
    assert!(run["tool"]["driver"]["rules"].as_array().is_some_and(|rules| rules.len() < 25_000));
    let said = &run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    let left_out = all - 25_000;
    assert!(
        said.as_str().is_some_and(|text| text.starts_with(&format!("{left_out} reports are left out"))),
        "{said}"
    );
    let prints: BTreeSet<&str> =
        results.iter().filter_map(|it| it["partialFingerprints"]["journey/v1"].as_str()).collect();
    assert_eq!(prints.len(), 25_000);
    if support::has_tool("gzip", "how large reports are for GitHub") {
        let packed = piped(Command::new("gzip").arg("-c"), printed.as_bytes());
        assert!(packed.len() <= 10_000_000, "{} bytes", packed.len());
    }
}

/// What a program makes of `bytes`.
fn piped(command: &mut Command, bytes: &[u8]) -> Vec<u8> {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    let output = std::thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(bytes).expect("it reads"));
        child.wait_with_output().expect("it ends")
    });
    assert!(output.status.success());
    output.stdout
}

/// Microsoft's validator. Where there is none, that is told, and it is a failure where `CI` is set.
fn validator() -> Option<PathBuf> {
    let place = env::var_os("SARIF").map_or_else(|| support::folder("target/tools"), PathBuf::from);
    let program = place.join("node_modules/.bin/sarif-multitool");
    let found = Command::new(&program).arg("--version").output().is_ok_and(|out| out.status.success());
    if !found {
        let message = format!(
            "`{}` is not on this machine: SARIF is not validated; `.ci/run` brings it",
            program.display()
        );
        let is_demanded = env::var("CI").as_deref() == Ok("true");
        assert!(!is_demanded, "{message}");
        // Past what catches the output of tests, so that it is read.
        let _ = writeln!(io::stderr(), "skipped: {message}");
    }
    found.then_some(program)
}

/// The errors that the validator finds in a document.
fn errors(program: &PathBuf, name: &str, text: &str) -> Vec<Value> {
    let folder = support::folder("target/sarif");
    std::fs::create_dir_all(&folder).expect("a folder");
    let (file, told) = (folder.join(format!("{name}.sarif")), folder.join(format!("{name}.told.sarif")));
    std::fs::write(&file, text).expect("a file");
    // A shell takes it apart.
    let kinds = "'Sarif;Ghas'";
    let output = Command::new(program)
        .args(["validate", "--rule-kind", kinds, "--log", "ForceOverwrite", "--output"])
        .args([&told, &file])
        .output()
        .expect("it runs");
    let said: Value = serde_json::from_slice(&support::read(&told))
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stdout)));
    results(&said).iter().filter(|it| it["level"] == "error").cloned().collect()
}

#[test]
fn the_validator_finds_no_error() {
    let Some(program) = validator() else { return };
    let project = checked(&project(), "sarif", &[]).0;
    let hostile = Hostile::new(&mut Chance::new(17), 50).printed("sarif");
    let large = checked(&large(300), "sarif", &[]).0;
    for (name, text) in [("project", &project), ("hostile", &hostile), ("large", &large)] {
        let errors = errors(&program, name, text);
        assert!(errors.is_empty(), "{name}: {errors:#?}");
    }
    // It would find one.
    let wrong =
        project.replacen("\"ruleIndex\":0", "\"ruleIndex\":99", 1).replacen("\"endLine\":", "\"endRow\":", 1);
    assert!(errors(&program, "wrong", &wrong).len() >= 2);
}
