//! Every form says the same, in a way that its readers take.

use journey::cli::Status;
use journey::report::FORMS;
use journey::workspace::Memory;
use serde_json::Value;

use crate::hostile::{Chance, Hostile};
use crate::support::{self, tries};
use crate::{EXAMPLES, checked, document, example};

/// The schema in a file of tests/reports/schemas.
pub(crate) fn schema(name: &str) -> jsonschema::Validator {
    let text = support::read(&support::folder("tests/reports/schemas").join(name));
    let mut schema: Value = serde_json::from_slice(&text).expect("a schema is JSON");
    // The standard's own has a bracket too many in the pattern of a field that is not written.
    for owner in ["run", "toolComponent"] {
        if let Some(language) = schema.pointer_mut(&format!("/definitions/{owner}/properties/language")) {
            language.as_object_mut().expect("a schema is an object").remove("pattern");
        }
    }
    jsonschema::validator_for(&schema).expect("a schema")
}

/// Demands that `document` fits.
pub(crate) fn fits(schema: &jsonschema::Validator, document: &Value) {
    let wrong: Vec<String> =
        schema.iter_errors(document).map(|it| format!("{}: {it}", it.instance_path())).take(5).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_form_ends_as_the_one_for_people_does() {
    let broken = Memory::new([("a.journey", "journey shoes {\n  stage a { owner nobody }\n}\n")]);
    let files = EXAMPLES.map(|name| Memory::new(example(name))).into_iter().chain([broken]);
    let mut seen = Vec::new();
    for files in files {
        let (_, status) = checked(&files, "human", &[]);
        for form in FORMS {
            assert_eq!(checked(&files, form.name, &[]).1, status, "{}", form.name);
        }
        seen.push(status);
    }
    assert!(seen.contains(&Status::Fine) && seen.contains(&Status::Errors), "{seen:?}");
}

/// How many errors, warnings and notes there are in each form, by its own words.
fn counts(files: &Memory, form: &str, more: &[&str]) -> [usize; 3] {
    let (printed, _) = checked(files, form, more);
    let json =
        || -> Value { serde_json::from_str(&printed).unwrap_or_else(|error| panic!("{error}: {printed}")) };
    let count = |all: &Value, field: &str, words: [&str; 3]| {
        let all = all.as_array().expect("a list");
        words.map(|word| all.iter().filter(|it| it[field] == word).count())
    };
    let lines =
        |starts: [&str; 3]| starts.map(|start| printed.lines().filter(|line| line.contains(start)).count());
    match form {
        "human" => lines(["error[", "warning[", "note["]),
        "short" => lines([": error[", ": warning[", ": note["]),
        "json" => count(&json()["reports"], "severity", ["error", "warning", "note"]),
        "gitlab" => count(&json(), "severity", ["major", "minor", "info"]),
        "rdjson" => count(&json()["diagnostics"], "severity", ["ERROR", "WARNING", "INFO"]),
        "github" => lines(["::error file=", "::warning file=", "::notice file="]),
        "junit" => lines(["<failure ", "message=\"warning: ", "message=\"note: "]),
        "sarif" => {
            let results = json()["runs"][0]["results"].clone();
            let told = results.as_array().expect("a list").iter().filter(|it| it["suppressions"].is_null());
            count(&told.cloned().collect(), "level", ["error", "warning", "note"])
        }
        form => panic!("nothing is known of {form}"),
    }
}

#[test]
fn every_form_tells_the_same_reports() {
    let files = Memory::new(example("flawed"));
    let all = counts(&files, "human", &["--deny", "missing-owner"]);
    assert!(all[0] > 0 && all[1] > 0 && all[2] > 0, "{all:?}");
    for form in FORMS {
        assert_eq!(counts(&files, form.name, &["--deny", "missing-owner"]), all, "{}", form.name);
        let few = counts(&files, form.name, &["--max-diagnostics", "3"]);
        assert_eq!(few.iter().sum::<usize>(), 3, "{}: {few:?}", form.name);
        assert_eq!(counts(&files, form.name, &["--max-diagnostics", "0"]), [0; 3], "{}", form.name);
    }
}

#[test]
fn documents_fit_their_schemas() {
    let schemas = [("gitlab", schema("gitlab.json")), ("rdjson", schema("rdjson.json"))];
    for (form, schema) in &schemas {
        for name in EXAMPLES {
            fits(schema, &document(&Memory::new(example(name)), form));
        }
        let mut chance = Chance::new(3);
        for _ in 0..tries(200, 5_000) {
            let hostile = Hostile::new(&mut chance, 3);
            let mut document: Value = serde_json::from_str(&hostile.printed(form)).expect("JSON");
            assert!(document.to_string().contains("some-code"));
            // Without a name, or without a word, there is nothing that could be wrong with either.
            if hostile.sources[0].path.is_empty() || hostile.reports.iter().any(|it| it.message.is_empty()) {
                continue;
            }
            if let Some(all) = document.as_array_mut() {
                all.retain(|it| it["location"]["path"].as_str().is_some_and(|path| !path.starts_with("./")));
            }
            fits(schema, &document);
        }
    }
}

/// What an XML reader finds: suites, cases, failures, skipped ones.
fn junit(printed: &str) -> [usize; 4] {
    let document = roxmltree::Document::parse(printed).unwrap_or_else(|error| panic!("{error}: {printed}"));
    let all = |name: &str| document.descendants().filter(|node| node.has_tag_name(name)).count();
    let root = document.root_element();
    let said = |name: &str| root.attribute(name).and_then(|it| it.parse().ok());
    let found = ["testsuite", "testcase", "failure", "skipped"].map(all);
    assert_eq!(
        [said("tests"), said("failures"), said("skipped")],
        [Some(found[1]), Some(found[2]), Some(found[3])]
    );
    for suite in document.descendants().filter(|node| node.has_tag_name("testsuite")) {
        let cases = suite.children().filter(|node| node.has_tag_name("testcase")).count();
        assert_eq!(suite.attribute("tests"), Some(&*cases.to_string()));
    }
    found
}

#[test]
fn test_results_are_well_formed_and_add_up() {
    let [suites, cases, failures, skipped] = junit(&checked(&Memory::new(example("flawed")), "junit", &[]).0);
    assert!(suites >= 3 && cases == 1 + failures + skipped, "{suites} {cases} {failures} {skipped}");
    assert_eq!(junit(&checked(&Memory::new(example("shoes")), "junit", &[]).0), [1, 1, 0, 0]);
    let mut chance = Chance::new(5);
    for _ in 0..tries(1_000, 50_000) {
        assert_eq!(junit(&Hostile::new(&mut chance, 3).printed("junit"))[1], 4);
    }
}

#[test]
fn suggestions_mend_what_they_are_for() {
    let text = "team shop\njourney żółw {\n  owner shpo\n  stage a { phase awarenes }\n}\n";
    let files = Memory::new([("a.journey", text)]);
    let document = document(&files, "rdjson");
    let all = document["diagnostics"].as_array().expect("a list");
    let mended: Vec<String> = all
        .iter()
        .filter_map(|told| {
            let suggestion = told["suggestions"].get(0)?;
            let at = |edge: &str| {
                let place = &suggestion["range"][edge];
                let (line, column) = (place["line"].as_u64()? as usize, place["column"].as_u64()? as usize);
                Some(text.split_inclusive('\n').take(line - 1).map(str::len).sum::<usize>() + column - 1)
            };
            Some(format!("{}{}{}", &text[..at("start")?], suggestion["text"].as_str()?, &text[at("end")?..]))
        })
        .collect();
    let expected = [text.replace("shpo", "shop"), text.replace("awarenes", "awareness")];
    assert!(expected.iter().all(|one| mended.contains(one)), "{mended:#?}");
}

#[test]
fn several_forms_are_written_in_one_run() {
    let files = Memory::new(example("flawed"));
    let more = ["--format", "sarif=out/all.sarif", "--format", "junit=tests.xml"];
    let (printed, status) = checked(&files, "short", &more);
    assert_eq!((printed, status), checked(&files, "short", &[]));
    let written = files.all();
    for (path, form) in [("/out/all.sarif", "sarif"), ("/tests.xml", "junit")] {
        assert_eq!(String::from_utf8_lossy(&written[path]), checked(&files, form, &[]).0, "{path}");
    }
}
