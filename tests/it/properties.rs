//! Laws that hold for every text: whatever stands in a file, it is read whole, nothing panics, and what is said of it
//! depends on it alone.
//!
//! Texts are made in three ways: of any characters; of fragments that are nasty to each other; and of the examples, with
//! random edits. They are the same in every run; `PROPTEST_RNG_SEED=…` and `PROPTEST_CASES=…` ask for others and more.

use std::time::{Duration, Instant};

use journey::diagnostic::Diagnostic;
use journey::syntax::{self, Kind, StatementId, Tree};
use journey::text::Span;
use journey::workspace::Memory;
use proptest::prelude::{Strategy, any};
use proptest::sample::select;
use proptest::test_runner::{Config, RngSeed};
use proptest::{prop_assert_eq, prop_oneof, proptest};

use crate::snapshot;
use crate::support::{Files, run};
use crate::texts::{
    FRAGMENTS, Project, alone, any_text, edited_example, nasty_settings, nasty_text, source, with_trivia,
};

/// `cases` texts a law, the same in every run, unless the environment asks for others.
fn config(cases: u32) -> Config {
    let asked = Config::default();
    let rng_seed = match asked.rng_seed {
        RngSeed::Random => RngSeed::Fixed(20_261_122),
        seed @ RngSeed::Fixed(_) => seed,
    };
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { asked.cases } else { cases };
    Config { cases, rng_seed, failure_persistence: None, ..asked }
}

proptest! {
    #![proptest_config(config(1_000))]

    #[test]
    fn every_text_is_read_whole(text in prop_oneof![any_text(), nasty_text()]) {
        for read in [syntax::parse, syntax::parse_by_indentation] {
            let source = source(&text);
            let outcome = read(&source);
            tokens_tile(&outcome.value, &text);
            statements_nest(&outcome.value);
            for mistake in &outcome.mistakes {
                spans_fit(mistake, |_| &text);
            }
        }
    }
}

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn every_text_is_checked(text in prop_oneof![any_text(), nasty_text()]) {
        checks(&alone(&text));
    }
}

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn every_text_is_checked_as_settings(text in prop_oneof![any_text(), nasty_settings()]) {
        let mut files = alone("");
        files.insert("journey.toml".to_owned(), text.into_bytes());
        checks(&files);
    }
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn every_edit_of_an_example_is_checked(project in edited_example()) {
        let files = project.files;
        checks(&files);
        for bytes in files.iter().filter(|(path, _)| path.ends_with(".journey")).map(|(_, bytes)| bytes) {
            let text = std::str::from_utf8(bytes).unwrap();
            let outcome = syntax::parse(&source(text));
            tokens_tile(&outcome.value, text);
            statements_nest(&outcome.value);
        }
    }

    #[test]
    fn what_is_said_depends_on_the_files_alone(project in edited_example(), form in select(&["human", "json"][..])) {
        let files = project.files;
        let paths: Vec<&str> = files.keys().map(String::as_str).filter(|path| path.ends_with(".journey")).collect();
        let check = |paths: &[&str]| {
            let arguments = [&["journey", "check", "--format", form], paths].concat();
            run(&arguments, &Memory::new(files.clone()), b"")
        };
        let backwards: Vec<&str> = paths.iter().rev().copied().collect();
        let said = check(&paths);
        prop_assert_eq!(&said, &check(&paths));
        prop_assert_eq!(&said, &check(&backwards));
    }

    /// Where braces or quotes are wrong, or the indentation says otherwise than they, empty lines tell what belongs together:
    /// there, only comments and blanks at the ends of lines are trivia.
    #[test]
    fn trivia_change_no_report(
        project in prop_oneof![
            edited_example(),
            nasty_text().prop_map(|text| Project { files: alone(&text), shown: format!("{text:?}") }),
        ],
        seed in any::<u64>(),
    ) {
        let files = project.files;
        let before = reports(&files);
        let mut after = files.clone();
        for (path, bytes) in &mut after {
            if path.ends_with(".journey") {
                *bytes = with_trivia(std::str::from_utf8(bytes).unwrap(), seed).into_bytes();
            }
        }
        prop_assert_eq!(before, reports(&after));
    }
}

/// What is nasty, again and again: time grows with the text, not with its square, and no depth is too deep.
#[test]
fn long_texts_take_no_longer_than_their_length() {
    for fragment in FRAGMENTS.iter().copied().chain([
        "a{",
        "a {\n",
        "{\n",
        "}\n",
        "a\n  b\n",
        "\"\"\"\n\"\"\n",
        "\"\"\n",
        "\"\"\"\nx\n",
        "\"x\ny\"\n",
        "<a;",
        "x;\" ",
        "a \"b\n",
        "/*\n",
        "team a\n",
        "@allow(a, \"b\")\n",
        "journey a { owner x\n",
        "a,\n",
        "stage a {\n  b\n}\n",
    ]) {
        let text = fragment.repeat(100_000 / fragment.len());
        let start = Instant::now();
        let said = run(&["journey", "check", "example.journey"], &Memory::new(alone(&text)), b"");
        let took = start.elapsed();
        assert!(!said.0.is_empty());
        assert!(took < Duration::from_secs(10), "{fragment:?} took {took:?}");
    }
}

/// The same of settings: those that are as large as they may be are read in a moment, however they are nested.
#[test]
fn large_settings_take_no_longer_than_their_length() {
    for (head, fragment) in [
        ("", "a."),
        ("[", "a."),
        ("a=", "["),
        ("a=", "{a="),
        ("a=", "{a.b.c="),
        ("", "theme.mode=1\n"),
        ("", "[theme]\n"),
        ("", "[[theme]]\n"),
        ("", "mode mode\n"),
        ("[theme]\nlanes=[", "\"goals\","),
        ("[theme]\nlanes=[", "\"goals\""),
        ("[theme]\nfonts=[", "\"'\",\n"),
        ("a=\"\"\"", "\\u"),
        ("", "\r"),
    ] {
        let text = format!("{head}{}", fragment.repeat((65_000 - head.len()) / fragment.len()));
        let mut files = alone("");
        files.insert("journey.toml".to_owned(), text.into_bytes());
        let start = Instant::now();
        let said = run(&["journey", "check", "."], &Memory::new(files), b"");
        let took = start.elapsed();
        assert!(said.0.contains("journey.toml:"), "{fragment:?}: {}", said.0);
        assert!(took < Duration::from_secs(10), "{fragment:?} took {took:?}");
    }
}

/// Each token ends where the next one starts, the first at the start of the text and the last at its end.
fn tokens_tile(tree: &Tree, text: &str) {
    let mut end = 0;
    for index in 0..tree.tokens().len() {
        let span = tree.span(index as u32);
        assert_eq!(span.start, end, "{text:?}");
        assert!(span.start < span.end && text.is_char_boundary(span.end as usize), "{text:?}");
        end = span.end;
    }
    assert_eq!(end as usize, text.len(), "{text:?}");
}

/// Every statement stands in the block of its parent, behind the one before it, and is found once from above.
fn statements_nest(tree: &Tree) {
    let mut found = Vec::new();
    visit(tree, None, 0, tree.tokens().len() as u32, &mut found);
    let all: Vec<StatementId> = tree.statements().map(|(id, _)| id).collect();
    assert_eq!(found, all);
}

/// Visits the statements in the block of `parent`, which are somewhere in the tokens `from..to`; gives the token after
/// the last of them.
fn visit(tree: &Tree, parent: Option<StatementId>, from: u32, to: u32, found: &mut Vec<StatementId>) -> u32 {
    let mut from = from;
    for id in tree.children(parent) {
        let statement = tree.statement(id);
        found.push(id);
        assert_eq!(statement.parent, parent);
        assert!(from <= statement.first && statement.first < statement.last && statement.last <= to);
        let kind = tree.tokens()[statement.first as usize].kind;
        assert!(!kind.is_trivia() && kind != Kind::Open && kind != Kind::Close);
        from = statement.last;
        if let Some(block) = statement.block {
            let open = block.open.map_or(from, |open| open + 1);
            assert!(from <= open);
            let end = visit(tree, Some(id), open, block.close.unwrap_or(to), found);
            from = block.close.map_or(end, |close| close + 1);
        }
    }
    from
}

/// All that a report points to is there.
fn spans_fit<'a>(report: &Diagnostic, text: impl Fn(Span) -> &'a str) {
    let labels = std::iter::once(&report.at).chain(&report.also).map(|label| label.span);
    for span in labels.chain(report.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span)) {
        let text = text(span);
        assert!(text.get(span.start as usize..span.end as usize).is_some(), "{report:?} in {text:?}");
    }
    for fix in &report.fixes {
        let mut edits: Vec<Span> = fix.edits.iter().map(|edit| edit.span).collect();
        edits.sort();
        assert!(
            edits.windows(2).all(|pair| pair[0].source != pair[1].source || pair[0].end <= pair[1].start)
        );
    }
    assert!(!report.code.is_empty() && !report.message.is_empty());
}

/// The project can be checked, all its reports point to something, and they can be printed.
fn checks(files: &Files) {
    let memory = Memory::new(files.clone());
    let snapshot = snapshot(files);
    for report in snapshot.diagnostics() {
        spans_fit(report, |span| snapshot.source(span.source).text());
    }
    for form in ["human", "json"] {
        let (said, _) = run(&["journey", "check", "--format", form, "."], &memory, b"");
        assert!(!said.contains('\u{1B}') && !said.contains('\0'), "{said}");
    }
}

/// Every report of a project without its line: its code and message, where in its line it stands, and at what.
fn reports(files: &Files) -> Vec<String> {
    let snapshot = snapshot(files);
    let said = snapshot.diagnostics().iter().map(|report| {
        let span = report.at.span;
        let source = snapshot.source(span.source);
        let column = source.lines().position(source.text(), span.start).column;
        let slice = source.slice(span).lines().next().unwrap_or_default().trim_end();
        format!("{}:{column}: {}: {}: {slice:?}: {:?}", source.path, report.code, report.message, report.help)
    });
    said.collect()
}
