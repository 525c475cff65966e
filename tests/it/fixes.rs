//! What `journey check --fix` does to files: laws that hold of all examples, broken in many ways, and of the wrong example
//! of every page.

use std::collections::BTreeMap;

use journey::cli::Status;
use journey::diagnostic::{Diagnostic, Safety, Severity};
use journey::mend::{Draft, Mended, mend};
use journey::reference::{Example, Mark, pages};
use journey::rules::{Levels, Rule};
use journey::syntax::{self, Kind};
use journey::text::{Source, SourceId};
use journey::value::Date;
use journey::workspace::{Memory, Settings, Workspace};

use crate::mutation::{Mutant, every_mutant};
use crate::repository::assert_none;
use crate::snapshot;
use crate::support::{Files, TODAY, entries, files_in, folder, run, tries};

/// The files as they are fixed, and how it went.
fn fixed(files: &Files, most: Safety) -> (Files, Mended) {
    let memory = Memory::new(files.clone());
    let draft = Draft::of(&memory);
    let settings = Settings { today: Date::read(TODAY).unwrap(), levels: Levels::default() };
    let mut workspace = Workspace::new(&draft, settings);
    workspace.open(".").unwrap();
    let mended = mend(&mut workspace, &draft, most);
    let mut files = files.clone();
    for change in &mended.changes {
        let path = change.path.as_deref().unwrap().trim_start_matches('/').to_owned();
        assert_eq!(
            files.insert(path, change.new.clone().into_bytes()),
            Some(change.old.clone().into_bytes())
        );
    }
    (files, mended)
}

fn mistakes(files: &Files) -> usize {
    let snapshot = snapshot(files);
    snapshot.diagnostics().iter().filter(|report| Rule::named(report.code).is_none()).count()
}

/// The comments of all files, each with how often it is there.
fn comments(files: &Files) -> BTreeMap<String, usize> {
    let mut comments = BTreeMap::new();
    for bytes in files.iter().filter(|(path, _)| path.ends_with(".journey")).map(|(_, bytes)| bytes) {
        let source = Source::new(SourceId(0), "example", String::from_utf8(bytes.clone()).unwrap());
        let tree = syntax::parse(&source).value;
        for (index, token) in tree.tokens().iter().enumerate() {
            if token.kind == Kind::Comment {
                let comment = source.slice(tree.span(index as u32)).trim_end().to_owned();
                *comments.entry(comment).or_default() += 1;
            }
        }
    }
    comments
}

/// What is wrong with fixing `files`, up to `most`.
fn look_at(files: &Files, most: Safety, what: &str) -> Vec<String> {
    let (after, mended) = fixed(files, most);
    let mut problems = Vec::new();
    let mut demand = |holds: bool, words: String| {
        if !holds {
            problems.push(format!("{what}, {}: {words}", most.word()));
        }
    };
    let changed = |old: &Files, new: &Files| -> Vec<String> {
        let texts = new.iter().filter(|(path, bytes)| old.get(*path) != Some(*bytes));
        texts.map(|(path, bytes)| format!("{path}:\n{}", String::from_utf8_lossy(bytes))).collect()
    };
    demand(mended.refused.is_empty(), format!("a fix made it worse: {:?}", mended.refused));
    demand(mended.is_done, "there was no end to it".to_owned());
    let (had, has) = (mistakes(files), mistakes(&after));
    demand(has <= had, format!("{has} mistakes, and there were {had}: {:?}", changed(files, &after)));
    let (had, has) = (comments(files), comments(&after));
    let lost: Vec<_> =
        had.iter().filter(|(comment, count)| has.get(*comment).unwrap_or(&0) < count).collect();
    demand(lost.is_empty(), format!("comments are lost: {lost:?}"));
    let (again, _) = fixed(&after, most);
    demand(again == after, format!("it goes on: {:?}", changed(&after, &again)));
    problems
}

#[test]
fn fixed_examples_have_no_more_mistakes_keep_their_comments_and_stay() {
    let step = tries(1_201, 61);
    let (mut problems, mut tried, mut mended) = (Vec::new(), 0, 0);
    for example in entries(&folder("examples")).iter().filter(|path| path.is_dir()) {
        let files = files_in(example);
        let name = example.file_name().unwrap().to_string_lossy();
        for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".journey")) {
            let text = String::from_utf8(bytes.clone()).unwrap();
            for Mutant { what, text } in every_mutant(&text).into_iter().step_by(step) {
                let mut broken = files.clone();
                broken.insert(path.clone(), text.into_bytes());
                let before = mistakes(&broken);
                for most in [Safety::Safe, Safety::Unsafe] {
                    problems.extend(look_at(&broken, most, &format!("{name}/{path}: {what}")));
                }
                tried += usize::from(before > 0);
                mended += usize::from(before > 0 && mistakes(&fixed(&broken, Safety::Safe).0) == 0);
            }
        }
    }
    println!("of {tried} broken examples, safe fixes alone mend {mended}");
    problems.truncate(12);
    assert_none(problems);
    assert!(mended * 2 > tried, "safe fixes mend only {mended} of {tried}");
}

/// The files of an example, and the reports that its page is about.
fn files_of(example: &Example) -> Files {
    example.files().into_iter().map(|(path, text)| (path.to_owned(), text.into_bytes())).collect()
}

/// What a page says of fixes is so: the safest fix that the reports of its wrong examples offer is the one that is declared.
#[test]
fn the_fixes_of_every_page_are_those_that_it_declares() {
    let mut problems = Vec::new();
    for page in pages().filter(|page| !page.examples(Mark::Wrong).is_empty()) {
        let mut safest = None;
        for example in page.examples(Mark::Wrong) {
            let snapshot = example.check();
            let own = snapshot.diagnostics().iter().filter(|report| report.code == page.name());
            let fixes = own.flat_map(|report| &report.fixes).map(|fix| fix.safety);
            safest = fixes.chain(safest).min();
        }
        if safest != page.explanation.fix {
            problems.push(format!(
                "{}: declares {:?}, and offers {safest:?}",
                page.name(),
                page.explanation.fix
            ));
        }
    }
    assert_none(problems);
}

/// Each fix of each report of a wrong example, made alone, makes the report vanish, and no mistake comes in its stead.
#[test]
fn every_fix_makes_its_report_vanish() {
    let mut problems = Vec::new();
    let mut tried = 0;
    for page in pages() {
        for (number, example) in page.examples(Mark::Wrong).iter().enumerate() {
            let before = example.check();
            let (files, about) = (files_of(example), format!("{}, wrong example {number}", page.name()));
            let own = |report: &&Diagnostic| report.code == page.name();
            for report in before.diagnostics().iter().filter(own) {
                for fix in &report.fixes {
                    tried += 1;
                    let mut files = files.clone();
                    let source = before.source(report.at.span.source);
                    let path = source.path.clone();
                    let mut text = source.text().to_owned();
                    let mut edits = fix.edits.clone();
                    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
                    for edit in edits {
                        text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
                    }
                    files.insert(path, text.clone().into_bytes());
                    let after = snapshot(&files);
                    let count = |reports: &[Diagnostic]| reports.iter().filter(own).count();
                    let errors = |reports: &[Diagnostic]| {
                        reports.iter().filter(|report| report.severity == Severity::Error).count()
                    };
                    let (had, has) = (before.diagnostics(), after.diagnostics());
                    if count(has) >= count(had) || errors(has) > errors(had) {
                        let said: Vec<_> = has.iter().map(|report| (report.code, &report.message)).collect();
                        problems.push(format!("{about}: `{}` leaves {said:?} in\n{text}", fix.title));
                    }
                }
            }
        }
    }
    assert!(tried >= 50, "{tried}");
    assert_none(problems);
}

/// What is allowed is silent, and allowing it again changes nothing.
#[test]
fn allowed_reports_are_silent_in_every_example() {
    let mut files = files_in(&folder("examples/flawed"));
    files.retain(|path, _| path.ends_with(".journey") || path.ends_with(".toml"));
    let memory = Memory::new(files);
    let rules: Vec<&str> = {
        let before = crate::support::snapshot(&memory, TODAY);
        let codes = before.diagnostics().iter().map(|report| report.code);
        codes.filter(|code| Rule::named(code).is_some() && *code != "unused-allow").collect()
    };
    assert!(rules.len() > 10, "{rules:?}");
    let had = mistakes_in(&memory);
    for rule in &rules {
        let allow =
            |reason| run(&["journey", "check", "--add-allow", rule, "--reason", reason], &memory, &[]);
        let (said, status) = allow("a \"reason\" \\ of\nits own");
        assert!(status != Status::Failed && status != Status::Usage, "{rule}: {said}");
        assert!(!said.contains(&format!("[{rule}]")), "{rule} is still told:\n{said}");
        let before = memory.all();
        let (said, _) = allow("another");
        assert!(said.contains("allowed 0 (0 files)"), "{rule}: {said}");
        assert_eq!(before, memory.all(), "{rule}");
    }
    assert_eq!(mistakes_in(&memory), had);
}

fn mistakes_in(memory: &Memory) -> usize {
    let snapshot = crate::support::snapshot(memory, TODAY);
    snapshot.diagnostics().iter().filter(|report| Rule::named(report.code).is_none()).count()
}
