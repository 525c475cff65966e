//! What must hold of any bytes, for the fuzzer and for the test that runs the same with inputs of its own.
//!
//! `parse`: how one text is written. `fmt`: how it is laid out. `check`: what is said of two files. `emit`: what is written of
//! them.

use std::collections::BTreeSet;

use journey::diagnostic::Diagnostic;
use journey::emit::{Detail, EMITTERS, Make, Project, Subject};
use journey::format::format;
use journey::model::Declaration;
use journey::report::{FORMS, Findings, Look};
use journey::rules::Levels;
use journey::syntax::{self, Kind, StatementId, Tree, literal};
use journey::text::{Source, SourceId};
use journey::value::Date;
use journey::view::View;
use journey::view::board::Board;
use journey::vocabulary::{self, Item, ItemId, Outline};
use journey::workspace::{Files, LaidOut, Layout, Memory, Settings, Snapshot, Workspace};

/// Never in UTF-8: what stands behind the first is the second file.
pub const NEXT_FILE: u8 = 0xFF;

/// Tokens tile the text, statements nest, and every mistake points into it.
pub fn parse(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let source = Source::new(SourceId(0), "a.journey", &*text);
    for read in [syntax::parse, syntax::parse_by_indentation] {
        let outcome = read(&source);
        tokens_tile(&outcome.value, &text);
        statements_nest(&outcome.value);
        for mistake in &outcome.mistakes {
            points_into(mistake, |_| &source);
        }
    }
}

/// A file that would be formatted says the same afterwards, looks as it should, and is formatted. One in which nothing is
/// wrong can be.
pub fn fmt(bytes: &[u8]) {
    let memory = memory(bytes);
    let files = opened(&memory).laid_out();
    for file in &files {
        let before = &*file.source;
        let tree = syntax::parse(before);
        // Any text may be printed, whatever comes out.
        let printed = format(before, &tree.value);
        match &file.layout {
            Layout::Same => assert_eq!(printed.as_deref(), Ok(before.text())),
            Layout::New(text) => {
                let after = Source::new(before.id, before.path.as_str(), text.as_str());
                let again = syntax::parse(&after);
                assert_eq!(
                    format(&after, &again.value).as_deref(),
                    Ok(after.text()),
                    "formatted twice, it is another"
                );
                assert_eq!(
                    written(before, &tree.value),
                    written(&after, &again.value),
                    "it is written otherwise"
                );
                assert_eq!(
                    comments(before, &tree.value),
                    comments(&after, &again.value),
                    "comments stand elsewhere"
                );
                assert_eq!(said(before, &tree.value), said(&after, &again.value), "it says something else");
                looks_well(&after, &again.value);
            }
            Layout::Mistaken(mistakes) | Layout::NoText(mistakes) => assert!(!mistakes.is_empty()),
            Layout::Altered => panic!("it cannot be formatted"),
        }
    }
    if !files.iter().any(LaidOut::is_new) {
        return;
    }
    let reports = |memory: &Memory| {
        let reports =
            snapshot(memory).diagnostics().iter().map(|it| (it.code, it.message.clone())).collect::<Vec<_>>();
        BTreeSet::from_iter(reports)
    };
    let before = reports(&memory);
    for file in &files {
        let Layout::New(text) = &file.layout else { continue };
        memory.write(&file.path, text.as_bytes()).expect("memory takes everything");
    }
    assert_eq!(before, reports(&memory), "other reports");
}

/// How deep each statement stands, and its tokens; what texts over several lines say.
fn written(source: &Source, tree: &Tree) -> Vec<(usize, Vec<String>)> {
    let depth = |id: StatementId| {
        std::iter::successors(tree.statement(id).parent, |id| tree.statement(*id).parent).count()
    };
    let tokens = |id: StatementId| {
        let statement = tree.statement(id);
        let solid =
            (statement.first..statement.last).filter(|at| !tree.tokens()[*at as usize].kind.is_trivia());
        solid.map(|at| token(source, tree, at as usize)).collect()
    };
    tree.statements().map(|(id, _)| (depth(id), tokens(id))).collect()
}

/// A token, as far as its layout does not matter.
fn token(source: &Source, tree: &Tree, at: usize) -> String {
    match (tree.tokens()[at].kind, source.slice(tree.span(at as u32))) {
        (Kind::TextBlock, slice) => literal::text_block(slice),
        (_, slice) => slice.to_owned(),
    }
}

/// Every statement that is understood, in order: how deep it stands, its word, and what it takes. What is wrong with the others.
fn said(source: &Source, tree: &Tree) -> Vec<String> {
    fn add(outline: &Outline, parent: Option<ItemId>, depth: usize, said: &mut Vec<String>) {
        for (id, item) in outline.children(parent) {
            let Item { word, holds_mistakes, .. } = item;
            let arguments = outline.arguments(item).map(|(slot, argument, _)| format!("{slot} {argument:?}"));
            let arguments = arguments.map(|argument| without_places(&argument)).collect::<Vec<_>>();
            said.push(format!("{depth} {word:?} {holds_mistakes} {arguments:?}"));
            add(outline, Some(id), depth + 1, said);
        }
    }
    let read = vocabulary::read(source, tree);
    let mut said = Vec::new();
    add(&read.value, None, 0, &mut said);
    let allows = read.value.allows.iter();
    said.extend(
        allows.map(|it| format!("{:?} {:?} {:?}", it.rule.value, it.reason, it.until.map(|it| it.value))),
    );
    said.extend(read.mistakes.iter().map(|it| format!("{}: {}", it.code, it.message)));
    said
}

/// What is printed of a value, without the places of what is in it.
fn without_places(printed: &str) -> String {
    let mut parts = printed.split("Span {");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('}').map_or(part, |(_, rest)| rest))
}

/// Every comment, with what stands before it, whether that is on its line, and what stands behind it.
fn comments(source: &Source, tree: &Tree) -> Vec<(String, Option<String>, bool, Option<String>)> {
    let tokens = tree.tokens();
    let is_solid = |at: &usize| {
        !matches!(tokens[*at].kind, Kind::Semicolon | Kind::Comment) && !tokens[*at].kind.is_trivia()
    };
    let said = |at: usize| token(source, tree, at);
    let comments = (0..tokens.len()).filter(|at| tokens[*at].kind == Kind::Comment);
    let placed = comments.map(|at| {
        let before = (0..at).rev().find(is_solid);
        let line = before.map_or(0, |before| before + 1)..at;
        let is_behind = before.is_some() && !tokens[line].iter().any(|token| token.kind == Kind::Newline);
        let comment = source.slice(tree.span(at as u32)).trim_end_matches([' ', '\t', '\r']).to_owned();
        (comment, before.map(said), is_behind, (at..tokens.len()).find(is_solid).map(said))
    });
    placed.collect()
}

/// Lines end alike, and none of them in blanks; nor is there more than one empty line, but in texts.
fn looks_well(source: &Source, tree: &Tree) {
    let text = source.text();
    let (returns, ends) = (text.matches("\r\n").count(), text.matches('\n').count());
    assert!(returns == 0 || returns == ends, "lines end in two ways in {text:?}");
    let lines = || text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    assert!(!lines().any(|line| line.ends_with([' ', '\t'])), "a line ends in blanks in {text:?}");
    assert!(
        text.is_empty() || text.ends_with('\n') || text == "\u{FEFF}",
        "the last line has no end in {text:?}"
    );
    let kinds: Vec<Kind> = tree.tokens().iter().map(|token| token.kind).collect();
    assert!(!kinds.windows(3).any(|kinds| kinds == [Kind::Newline; 3]), "two empty lines in {text:?}");
}

/// Reports are in order, point into the texts, and can be printed in every form.
pub fn check(bytes: &[u8]) {
    let snapshot = project(bytes);
    let reports = snapshot.diagnostics();
    for report in reports {
        points_into(report, |id| snapshot.source(id));
    }
    let place = |report: &Diagnostic| {
        let span = report.at.span;
        (snapshot.source(span.source).path.as_str(), span.start)
    };
    assert!(reports.windows(2).all(|pair| place(&pair[0]) <= place(&pair[1])), "out of order");
    let looks = [(false, 100, true), (true, 30, true), (true, 0, false)];
    for form in FORMS {
        // Forms for programs have one look.
        let looks = if matches!(form.name, "human" | "short") { &looks[..] } else { &looks[..1] };
        for (color, width, unicode) in looks.iter().copied() {
            let look = Look { color, width, unicode };
            let mut printed = Vec::new();
            let findings = Findings::new(reports, &snapshot, 2);
            (form.write)(&findings, &look, &mut printed).expect("memory takes everything");
            let printed = String::from_utf8(printed).expect("forms print UTF-8");
            let is_sgr = |text: &str| {
                text.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';').starts_with('m')
            };
            for (at, _) in printed.match_indices(|c: char| c.is_control() && c != '\n') {
                let rest = printed[at..].strip_prefix("\u{1B}[");
                assert!(color && rest.is_some_and(is_sgr), "a raw control character in {printed:?}");
            }
            if form.name == "json" {
                serde_json::from_str::<serde_json::Value>(&printed).expect("it is JSON");
            }
        }
    }
}

/// Every format of every journey that is not broken, as each audience sees it, is well-formed.
pub fn emit(bytes: &[u8]) {
    let snapshot = project(bytes);
    let model = snapshot.model();
    let whole = model.journeys().filter(|(id, _)| !snapshot.is_broken(*id));
    let views: Vec<View<'_>> = whole.flat_map(|(id, _)| View::every(model, id)).collect();
    for detail in [Detail::Stages, Detail::Touchpoints] {
        let subject = |view: &View<'_>| {
            let view = View::new(model, view.journey_id(), view.audience());
            Subject { board: Board::new(&view), path: format!("out/{}", view.journey().name()), view }
        };
        let project = Project {
            files: snapshot.needed(),
            subjects: views.iter().map(subject).collect(),
            detail,
            ..Project::new(model, &snapshot, snapshot.settings().today)
        };
        for emitter in EMITTERS {
            let mut texts = Vec::new();
            for subject in &project.subjects {
                // Pictures are made of the SVG, which is written here.
                let pages = emitter.pages.iter().filter(|page| matches!(page.make, Make::Text(_)));
                for page in pages {
                    let made = page.made(subject, &project).expect("a text takes what is written");
                    texts.push(String::from_utf8(made.bytes).expect("it is a text"));
                }
            }
            if let Some(whole) = emitter.whole {
                let mut text = String::new();
                (whole.write)(&project, &mut text).expect("a text takes what is written");
                texts.push(text);
            }
            for text in texts {
                match emitter.name {
                    "dot" => dot_is_closed(&text),
                    "json" => drop(serde_json::from_str::<serde_json::Value>(&text).expect("it is JSON")),
                    _ => {}
                }
                let raw = text.chars().find(|c| c.is_control() && *c != '\n');
                assert_eq!(raw, None, "{}: a raw control character in {text:?}", emitter.name);
            }
        }
    }
}

/// What the two files in `bytes` mean.
fn project(bytes: &[u8]) -> Snapshot {
    snapshot(&memory(bytes))
}

/// The two files in `bytes`.
fn memory(bytes: &[u8]) -> Memory {
    let mut files = bytes.splitn(2, |byte| *byte == NEXT_FILE);
    let names = ["a.journey", "shared/b.journey"];
    Memory::new(names.into_iter().map_while(|name| Some((name, files.next()?))))
}

fn snapshot(memory: &Memory) -> Snapshot {
    opened(memory).snapshot()
}

fn opened(memory: &Memory) -> Workspace<'_> {
    let today = Date::read("2026-11-22").unwrap_or_else(|_| unreachable!("it is a date"));
    let mut workspace = Workspace::new(memory, Settings { today, levels: Levels::default() });
    workspace.open(".").expect("the folder is there");
    workspace.refresh(&BTreeSet::new());
    workspace
}

/// Each token ends where the next one starts, the first at the start of the text and the last at its end.
fn tokens_tile(tree: &Tree, text: &str) {
    let mut end = 0;
    for index in 0..tree.tokens().len() {
        let span = tree.span(index as u32);
        assert_eq!(span.start, end, "a gap between tokens");
        assert!(span.start < span.end && text.is_char_boundary(span.end as usize), "a token of nothing");
        end = span.end;
    }
    assert_eq!(end as usize, text.len(), "the end of the text is missing");
}

/// Every statement stands in the block of its parent, and is found once from above.
fn statements_nest(tree: &Tree) {
    let mut waiting: Vec<Option<StatementId>> = vec![None];
    let mut found = 0;
    while let Some(parent) = waiting.pop() {
        let mut behind = parent.map_or(0, |id| tree.statement(id).last);
        for id in tree.children(parent) {
            let statement = tree.statement(id);
            assert_eq!(statement.parent, parent, "another parent");
            assert!(behind <= statement.first && statement.first < statement.last, "out of order");
            behind = statement.last;
            found += 1;
            waiting.push(Some(id));
        }
    }
    assert_eq!(found, tree.statements().count(), "a statement is in no block");
}

/// All that a report points to is there.
fn points_into<'a>(report: &Diagnostic, source: impl Fn(SourceId) -> &'a Source) {
    let labels = std::iter::once(&report.at).chain(&report.also).map(|label| label.span);
    for span in labels.chain(report.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span)) {
        let text = source(span.source).text();
        assert!(text.get(span.start as usize..span.end as usize).is_some(), "{report:?} points to nothing");
    }
    assert!(!report.code.is_empty() && !report.message.is_empty(), "{report:?}");
}

/// Quotes, braces and labels of a graph close.
fn dot_is_closed(graph: &str) {
    let mut braces = 0_i64;
    let mut rest = graph.chars().peekable();
    let mut before = ' ';
    while let Some(sign) = rest.next() {
        match sign {
            '"' => loop {
                match rest.next() {
                    Some('\\') => drop(rest.next()),
                    Some('"') => break,
                    Some(_) => {}
                    None => panic!("a text is not closed in {graph}"),
                }
            },
            '<' => {
                let mut depth = 1;
                while depth > 0 {
                    match rest.next() {
                        Some('<') => depth += 1,
                        Some('>') => depth -= 1,
                        Some(_) => {}
                        None => panic!("a label is not closed in {graph}"),
                    }
                }
            }
            '{' => braces += 1,
            '}' => braces -= 1,
            '>' => assert_eq!(before, '-', "a `>` of no arrow in {graph}"),
            _ => {}
        }
        assert!(braces >= 0, "a brace too many in {graph}");
        before = sign;
    }
    assert_eq!(braces, 0, "a brace is not closed in {graph}");
}
