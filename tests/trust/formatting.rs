//! To format a file changes its layout and nothing else: whatever its layout was, and wherever it is cut off or lacks a token.
//!
//! What is demanded of any text stands in tests/fuzz/src/bodies.rs, under `fmt`.

use journey::syntax::{self, Kind, Tree, literal};
use journey::text::{Source, SourceId};

use crate::fuzz::bodies;
use crate::random::Random;
use crate::support::{files_in, folder};
use crate::tries;

/// The files of the examples: path and text.
fn examples() -> Vec<(String, String)> {
    let files = files_in(&folder("examples")).into_iter().filter(|(path, _)| path.ends_with(".journey"));
    files.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

fn parse(text: &str) -> (Source, Tree) {
    let source = Source::new(SourceId(0), "a.journey", text);
    let tree = syntax::parse(&source).value;
    (source, tree)
}

fn formatted(text: &str) -> String {
    let (source, tree) = parse(text);
    journey::format::format(&source, &tree).unwrap_or_else(|error| panic!("{error:?}: {text}"))
}

/// Tries what is demanded of any text, and tells by which it was not met.
fn demand(what: &str, text: &str) {
    if std::panic::catch_unwind(|| bodies::fmt(text.as_bytes())).is_err() {
        panic!("{what}: {text}");
    }
}

#[test]
fn every_layout_comes_out_as_the_one() {
    let mut random = Random::new(5);
    for (path, text) in examples() {
        for _ in 0..tries(8, 4_000) {
            let other = in_other_layout(&text, &mut random);
            assert_ne!(other, text, "{path}");
            assert_eq!(formatted(&other), text, "{path} out of\n{other}");
        }
    }
}

#[test]
fn lines_that_are_joined_say_the_same_when_they_are_parted() {
    let mut random = Random::new(6);
    for (path, text) in examples() {
        for _ in 0..tries(8, 4_000) {
            demand(&path, &with_joined_lines(&text, &mut random));
        }
    }
}

#[test]
fn a_file_may_end_anywhere() {
    for (path, text) in examples() {
        for end in (0..text.len()).step_by(tries(997, 1)) {
            let end = text.floor_char_boundary(end);
            demand(&format!("{path} up to {end}"), &text[..end]);
        }
    }
}

#[test]
fn a_file_may_lack_any_token() {
    for (path, text) in examples() {
        let (_, tree) = parse(&text);
        for token in (0..tree.tokens().len() as u32).step_by(tries(331, 1)) {
            let span = tree.span(token);
            let without = [&text[..span.start as usize], &text[span.end as usize..]].concat();
            demand(&format!("{path} without {:?}", &text[span.start as usize..span.end as usize]), &without);
        }
    }
}

/// The same statements and comments on the same lines, with other blanks, more empty lines where there is one, `;` at the ends
/// of lines, texts further in, and CRLF on some lines.
fn in_other_layout(text: &str, random: &mut Random) -> String {
    let (source, tree) = parse(text);
    let kind = |at: usize| tree.tokens().get(at).map(|token| token.kind);
    let mut other = String::new();
    let mut row_is_new = true;
    for at in 0..tree.tokens().len() {
        let slice = source.slice(tree.span(at as u32));
        match tree.tokens()[at].kind {
            Kind::Blank => other.push_str(
                ["", " ", "\t", "  \t ", "       "]
                    [if row_is_new { random.below(5) } else { 1 + random.below(4) }],
            ),
            Kind::Newline => {
                let ends_statement =
                    !row_is_new && !matches!(kind(at - 1), Some(Kind::Comment | Kind::Open | Kind::Comma));
                let end = if ends_statement { random.below(6) } else { 3 + random.below(3) };
                other.push_str(["; ", ";;", ";", "", " ", "\t\t"][end]);
                let times = if row_is_new { 1 + random.below(3) } else { 1 };
                (0..times).for_each(|_| other.push_str(if random.below(5) == 0 { "\r\n" } else { "\n" }));
            }
            Kind::TextBlock => other.push_str(&further_in(slice, random)),
            Kind::Comma if random.below(2) == 0 => other.push_str(" ,"),
            Kind::Comment => other.push_str(&format!("{slice}{}", ["", " ", "\t"][random.below(3)])),
            _ => other.push_str(slice),
        }
        row_is_new =
            matches!(tree.tokens()[at].kind, Kind::Newline) || row_is_new && kind(at) == Some(Kind::Blank);
    }
    // As most lines end, all will; of few lines most may end in CRLF by chance.
    let is_most = other.matches("\r\n").count() * 2 > other.matches('\n').count();
    if is_most { other.replace("\r\n", "\n") } else { other }
}

/// A text block as it may be written too: all of it further in or out, and its first and last line on those of the quotes.
fn further_in(token: &str, random: &mut Random) -> String {
    if !token.contains('\n') {
        return token.to_owned();
    }
    let value = literal::text_block(token);
    let indentation = " ".repeat(random.below(20));
    let lines: Vec<&str> = value.split('\n').collect();
    let with_quotes = random.below(2) == 0 && !lines[0].is_empty() && lines.len() > 1;
    let mut text = "\"\"\"".to_owned();
    for (number, line) in lines.iter().enumerate() {
        if number > 0 || !with_quotes {
            text.push('\n');
            text.push_str(if line.is_empty() { "" } else { &indentation });
        }
        text.push_str(line);
        text.push_str(["", "  "][random.below(2)]);
    }
    let is_open = lines.last().is_some_and(|line| line.is_empty() || line.ends_with('"'));
    if is_open || random.below(2) == 0 {
        text.push('\n');
    }
    text + "\"\"\""
}

/// Some lines joined with those behind them, as far as that leaves them the same statements.
fn with_joined_lines(text: &str, random: &mut Random) -> String {
    let (source, tree) = parse(text);
    let mut joined = String::new();
    let mut before = None;
    for at in 0..tree.tokens().len() {
        let kind = tree.tokens()[at].kind;
        let follows =
            tree.tokens()[at + 1..].iter().map(|token| token.kind).find(|kind| *kind != Kind::Blank);
        let between = match (before, follows) {
            (None | Some(Kind::Comment | Kind::Newline), _) => None,
            (Some(Kind::Comma | Kind::Open), _) | (_, Some(Kind::Close)) => Some(" "),
            _ => Some("; "),
        };
        match between {
            Some(between) if kind == Kind::Newline && random.below(3) > 0 => joined.push_str(between),
            _ => joined.push_str(source.slice(tree.span(at as u32))),
        }
        if kind != Kind::Blank {
            before = Some(kind);
        }
    }
    joined
}
