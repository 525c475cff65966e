//! What is documented is so: examples get the reports they are said to get, tables are those of the program, and the
//! changelog has its form.

use journey::cli::manual;
use journey::diagnostic::{Diagnostic, Severity};
use journey::reference::{Example, Mark, Page, Part, language, pages, parts, rules, settings, today};
use journey::rules::{Levels, Rule};
use journey::vocabulary::Place;
use journey::workspace::TABLES;

use crate::repository::{assert_fresh, assert_none, files, text};

/// Mistakes of which a document can hold no example: in the bytes of a file, in many files, in very long
/// texts, what only writing shows, what no file is known to make, and in the baseline, which `check` alone reads.
pub(crate) const WITHOUT_EXAMPLE: [&str; 15] = [
    "not-utf8",
    "utf16",
    "import-unreadable",
    "file-too-large",
    "too-many-files",
    "too-many-audiences",
    "project-too-large",
    "settings-too-large",
    "import-chain",
    "same-output",
    "overlong-text",
    "too-intricate",
    "not-a-baseline",
    "baseline-conflict",
    "gone-report",
];

/// Nothing that is right but for its depth is that deep.
const WITH_OTHERS: [&str; 1] = ["too-deep"];

/// All that is said of an example: of both of its states, and of what changed, where it is that of a rule of changes.
fn reports(page: &Page, example: &Example) -> Vec<Diagnostic> {
    if !page.rule.is_some_and(Rule::is_of_changes) {
        return example.check().diagnostics().to_vec();
    }
    let versions = example.versions();
    let mut reports = versions.breaking(&versions.changes(), &Levels::default(), today());
    // The others may speak too: one change may hurt in several ways.
    reports.retain(|report| report.code == page.name());
    reports.extend(versions.old.snapshot.diagnostics().iter().cloned());
    reports.extend(versions.new.snapshot.diagnostics().iter().cloned());
    reports
}

#[test]
fn every_wrong_example_gets_its_report_and_no_other_error() {
    let mut problems = Vec::new();
    for page in pages() {
        for (number, example) in page.examples(Mark::Wrong).iter().enumerate() {
            let reports = reports(&page, example);
            let (own, others): (Vec<_>, Vec<_>) =
                reports.iter().partition(|report| report.code == page.name());
            let right = if page.rule.is_some() { !own.is_empty() } else { own.len() == 1 };
            if !right {
                problems.push(format!(
                    "{}, wrong example {number}: {} reports of it",
                    page.name(),
                    own.len()
                ));
            }
            let others = errors(others).filter(|_| !WITH_OTHERS.contains(&page.name()));
            problems.extend(others.map(|said| format!("{}, wrong example {number}: {said}", page.name())));
        }
    }
    assert_none(problems);
}

#[test]
fn no_right_example_gets_its_report_or_an_error() {
    let mut problems = Vec::new();
    for page in pages() {
        for (number, example) in page.examples(Mark::Right).iter().enumerate() {
            let reports = reports(&page, example);
            let (own, others): (Vec<_>, Vec<_>) =
                reports.iter().partition(|report| report.code == page.name());
            if !own.is_empty() {
                problems.push(format!("{}, right example {number}: {}", page.name(), said(own[0])));
            }
            problems.extend(
                errors(others).map(|said| format!("{}, right example {number}: {said}", page.name())),
            );
        }
    }
    assert_none(problems);
}

/// docs/rules.md is left out: its examples are those of the pages, of which more is demanded above.
#[test]
fn every_journey_in_a_document_is_what_it_is_marked_as() {
    let mut documents = files("docs", ".md");
    documents.retain(|path| path != "docs/rules.md");
    documents.extend(["README.md".to_owned(), "CONTRIBUTING.md".to_owned()]);
    let mut problems = Vec::new();
    for path in documents {
        for example in examples(&text(&path).unwrap_or_default()) {
            let snapshot = example.check();
            let reports = snapshot.diagnostics();
            if example.mark == Mark::Wrong && reports.is_empty() {
                problems.push(format!("{path}:{}: nothing is wrong with it", example.line));
            }
            if example.mark != Mark::Wrong {
                problems.extend(errors(reports).map(|said| format!("{path}:{}: {said}", example.line)));
            }
        }
    }
    assert_none(problems);
}

fn examples(document: &str) -> Vec<Example> {
    let examples = parts(document).into_iter().filter_map(|part| match part {
        Part::Example(example) => Some(example),
        Part::Prose(_) => None,
    });
    examples.collect()
}

fn errors<'a>(reports: impl IntoIterator<Item = &'a Diagnostic>) -> impl Iterator<Item = String> {
    reports.into_iter().filter(|report| report.severity == Severity::Error).map(said)
}

fn said(report: &Diagnostic) -> String {
    format!("{}[{}]: {}", report.severity.word(), report.code, report.message)
}

#[test]
fn the_page_of_rules_is_fresh() {
    assert_fresh("docs/rules.md", &rules::document());
}

#[test]
fn the_page_of_settings_is_fresh() {
    assert_fresh("docs/settings.md", &settings::document());
}

/// What the page of settings and `journey new` show is taken as it is written, and they show every setting there is.
#[test]
fn settings_that_are_shown_are_right() {
    let page = text("docs/settings.md").unwrap_or_default();
    let examples: String =
        page.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let new = text("src/cli/new/journey.toml").unwrap_or_default();
    let uncommented: String = new
        .lines()
        .filter_map(|line| line.strip_prefix('#').filter(|rest| !rest.is_empty() && !rest.starts_with(' ')))
        .flat_map(|line| [line, "\n"])
        .collect();
    for shown in [&new, &uncommented, &examples] {
        let files = crate::support::Files::from([("journey.toml".to_owned(), shown.clone().into_bytes())]);
        let snapshot = crate::snapshot(&files);
        assert_eq!(snapshot.diagnostics().iter().map(said).collect::<Vec<_>>(), [""; 0], "{shown}");
    }
    for table in TABLES {
        for setting in table.settings {
            let line = format!("\n{} = ", setting.name);
            assert!(uncommented.contains(&line) && examples.contains(&line), "{line}");
        }
    }
}

#[test]
fn the_page_of_commands_is_fresh() {
    assert_fresh("docs/cli.md", &manual());
}

#[test]
fn the_tables_of_the_language_are_fresh_and_all_there() {
    let path = "docs/language.md";
    let document = text(path).unwrap_or_default();
    assert_fresh(path, &language::refreshed(&document).unwrap());
    let missing = Place::ALL.into_iter().map(language::name);
    let missing = missing.filter(|name| !document.contains(&format!("<!-- generated: {name} -->")));
    assert_none(missing.map(|name| format!("docs/language.md has no table `{name}`")).collect());
}

/// Keep a Changelog 1.1.0: versions under `##`, kinds of change under `###`, one change an item.
#[test]
fn the_changelog_has_its_form() {
    const KINDS: [&str; 6] = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"];
    let changelog = text("CHANGELOG.md").unwrap_or_default();
    let mut lines = changelog.lines();
    assert_eq!(lines.next(), Some("# Changelog"));
    let mut problems = Vec::new();
    let (mut version, mut kind) = (None, None);
    for line in lines {
        if let Some(title) = line.strip_prefix("## ") {
            if version.is_none() && title != "[Unreleased]" {
                problems.push(format!("`{title}` stands where `[Unreleased]` should"));
            }
            if version.is_some() && !is_release(title) {
                problems.push(format!("`{title}` is no version with its day, as `[0.1.0] - 2026-10-01` is"));
            }
            (version, kind) = (Some(title), None);
        } else if let Some(title) = line.strip_prefix("### ") {
            if !KINDS.contains(&title) || version.is_none() {
                problems.push(format!("`{title}` is no kind of change of a version"));
            }
            kind = Some(title);
        } else if line.starts_with('#') {
            problems.push(format!("`{line}` is no heading of a changelog"));
        } else if line.starts_with("- ") && kind.is_none() {
            problems.push(format!("`{line}` stands under no kind of change"));
        }
    }
    if version.is_none() {
        problems.push("there is no `## [Unreleased]`".to_owned());
    }
    assert_none(problems);
}

/// `[0.1.0] - 2026-10-01`
fn is_release(title: &str) -> bool {
    let parts = title.strip_prefix('[').and_then(|title| title.split_once("] - "));
    parts.is_some_and(|(version, day)| {
        let numbers: Vec<&str> = version.split('.').collect();
        let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        numbers.len() == 3 && numbers.iter().all(is_number) && journey::value::Date::read(day).is_ok()
    })
}
