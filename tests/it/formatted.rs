//! What we show is formatted: the examples, what `journey new` writes, and every journey in a document or on a page, unless
//! it is there to show what is written wrong.

use journey::reference::{Example, Part, pages, parts};
use journey::rules::Levels;
use journey::value::Date;
use journey::workspace::{Layout, Memory, Settings, Workspace};

use crate::repository::{assert_none, files, text};
use crate::support::TODAY;

/// How the files of a project differ from what they should look like.
fn differences(place: &str, files: Vec<(&str, String)>) -> Vec<String> {
    let memory = Memory::new(files);
    let settings = Settings { today: Date::read(TODAY).unwrap(), levels: Levels::default() };
    let mut workspace = Workspace::new(&memory, settings);
    workspace.open(".").unwrap();
    workspace.refresh(&Default::default());
    let files = workspace.laid_out();
    let differences = files.iter().filter_map(|file| match &file.layout {
        Layout::New(text) => Some(format!("{place} is not formatted; it should be\n{text}")),
        Layout::Altered => Some(format!("{place} cannot be formatted")),
        Layout::Same | Layout::Mistaken(_) | Layout::NoText(_) => None,
    });
    differences.collect()
}

fn of_example(place: &str, example: &Example) -> Vec<String> {
    differences(&format!("{place}:{}", example.line), example.files())
}

#[test]
fn files_are_formatted() {
    let paths: Vec<String> =
        ["examples", "src/cli/new"].iter().flat_map(|folder| files(folder, ".journey")).collect();
    assert!(paths.len() > 10, "{paths:?}");
    let of_file =
        |path: &String| differences(path, vec![("example.journey", text(path).unwrap_or_default())]);
    assert_none(paths.iter().flat_map(of_file).collect());
}

#[test]
fn documents_are_formatted() {
    let mut paths = files("docs", ".md");
    paths.extend(["README.md".to_owned(), "CONTRIBUTING.md".to_owned()]);
    let mut problems = Vec::new();
    for path in paths {
        for part in parts(&text(&path).unwrap_or_default()) {
            if let Part::Example(example) = part {
                problems.extend(of_example(&path, &example));
            }
        }
    }
    assert_none(problems);
}

#[test]
fn pages_are_formatted() {
    let mut problems = Vec::new();
    for page in pages() {
        for part in page.parts() {
            if let Part::Example(example) = part {
                problems.extend(of_example(page.name(), &example));
            }
        }
    }
    assert_none(problems);
}
