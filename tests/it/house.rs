//! The laws of the house that the compiler does not know.

use std::collections::BTreeSet;
use std::path::Path;

use journey::reference::{Mark, Part, pages};
use journey::rules::LISTS;
use journey::vocabulary::KEYWORDS;

use crate::documents::WITHOUT_EXAMPLE;
use crate::repository::{assert_none, files, text};
use crate::rust::{Token, tokens, without_tests};

/// The modules of src/lib.rs, in its order.
fn modules() -> Vec<String> {
    let lines = text("src/lib.rs").unwrap_or_default();
    let lines = lines.lines().filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod "));
    lines.map(|line| line.trim_end_matches(';').to_owned()).collect()
}

/// The module at the top of the house that a file of `src` belongs to.
fn module_of(path: &str) -> &str {
    let path = path.trim_start_matches("src/");
    path.split_once('/').map_or(path.trim_end_matches(".rs"), |(module, _)| module)
}

fn code(path: &str) -> Vec<(usize, Token)> {
    tokens(&text(path).unwrap_or_default())
}

#[test]
fn imports_look_only_up() {
    let modules = modules();
    assert!(modules.len() > 5, "{modules:?}");
    let floor = |name: &str| modules.iter().position(|module| module == name);
    let mut problems = Vec::new();
    for path in files("src", ".rs") {
        // Those two stand outside of the list: one is it, the other is below all of it.
        let Some(own) = floor(module_of(&path)) else { continue };
        let tokens = code(&path);
        for (at, (line, token)) in tokens.iter().enumerate() {
            if token.is_word("crate") {
                for name in names_behind(&tokens[at + 1..]) {
                    if floor(name).is_some_and(|other| other > own) {
                        problems.push(format!("{path}:{line}: looks down to `{name}`"));
                    }
                }
            }
            let is_super = |at: usize| tokens.get(at).is_some_and(|(_, token)| token.is_word("super"));
            if is_super(at) && is_super(at + 2) {
                problems.push(format!("{path}:{line}: `super::super` may leave the module; say `crate`"));
            }
        }
    }
    assert_none(problems);
}

/// The names that stand first behind a `crate`: `a` in `crate::a::b`, `a` and `c` in `crate::{a::b, c}`.
fn names_behind(tokens: &[(usize, Token)]) -> Vec<&str> {
    let mut names = Vec::new();
    let mut depth = 0;
    let mut is_first = true;
    if !tokens.first().is_some_and(|(_, token)| token.is_sign("::")) {
        return names;
    }
    for (_, token) in &tokens[1..] {
        match token {
            Token::Word(name) => {
                if is_first && depth <= 1 {
                    names.push(name.as_str());
                }
                is_first = false;
                if depth == 0 {
                    break;
                }
            }
            Token::Sign("{") => depth += 1,
            Token::Sign("}") if depth == 1 => break,
            Token::Sign("}") => depth -= 1,
            Token::Sign(",") if depth == 1 => is_first = true,
            Token::Sign(_) | Token::Text(_) => {}
        }
    }
    names
}

/// The table of docs/architecture.md that names foreign crates: each with the rooms it may be used in.
fn rooms() -> Vec<(String, Vec<String>)> {
    let document = text("docs/architecture.md").unwrap_or_default();
    let table = document.split("| crate | room |").nth(1).unwrap_or_default();
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let quoted = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    let rows = rows.flat_map(|row| {
        let cells: Vec<&str> = row.split('|').collect();
        let rooms = quoted(cells[2]);
        quoted(cells[1]).into_iter().map(move |name| (name, rooms.clone()))
    });
    rows.collect()
}

#[test]
fn foreign_crates_stay_in_their_rooms() {
    let rooms = rooms();
    let mut problems = Vec::new();
    for path in files("src", ".rs") {
        let inside = path.trim_start_matches("src/");
        let tokens = code(&path);
        for (at, (line, token)) in tokens.iter().enumerate() {
            let Token::Word(word) = token else { continue };
            let leads = tokens.get(at + 1).is_some_and(|(_, next)| next.is_sign("::"));
            let follows = at > 0 && (tokens[at - 1].1.is_sign("::") || tokens[at - 1].1.is_sign("."));
            let foreign = rooms.iter().find(|(name, _)| name.replace('-', "_") == *word);
            if let (true, false, Some((name, rooms))) = (leads, follows, foreign)
                && !rooms.iter().any(|room| Path::new(inside).starts_with(room))
            {
                problems.push(format!("{path}:{line}: `{name}` belongs in {}", rooms.join(", ")));
            }
        }
    }
    assert_none(problems);
}

#[test]
fn every_dependency_has_a_room_and_a_reason() {
    let manifest = text("Cargo.toml").unwrap_or_default();
    let section = manifest.split("[dependencies]\n").nth(1).unwrap_or_default();
    let lines = section.lines().take_while(|line| !line.starts_with('['));
    let wanted: BTreeSet<String> =
        lines.filter_map(|line| Some(line.split_once(" = ")?.0.to_owned())).collect();
    let found: BTreeSet<String> = rooms().into_iter().map(|(name, _)| name).collect();
    assert_eq!(found, wanted, "docs/architecture.md and Cargo.toml name different crates");
}

#[test]
fn the_document_lists_the_modules_in_their_order() {
    let document = text("docs/architecture.md").unwrap_or_default();
    let list =
        document.split("```text\n").nth(1).and_then(|list| list.split("```").next()).unwrap_or_default();
    let lines = list.lines().filter(|line| !line.starts_with(' ') && !line.is_empty());
    let names = lines.filter_map(|line| line.split([' ', '/', '.']).next());
    assert_eq!(
        names.collect::<Vec<_>>(),
        modules(),
        "docs/architecture.md does not list the modules of src/lib.rs"
    );
}

#[test]
fn every_module_opens_with_a_header() {
    let without = files("src", ".rs").into_iter().filter(|path| {
        let text = text(path).unwrap_or_default();
        text.lines().next().is_none_or(|line| !line.starts_with("//! ") || line.len() < 20)
    });
    assert_none(
        without.map(|path| format!("{path}: opens with no `//!` that says what it is for")).collect(),
    );
}

#[test]
fn the_file_of_a_rule_has_its_name() {
    let mut problems = Vec::new();
    for rule in LISTS.iter().copied().flatten() {
        let file = Path::new(rule.file).file_name().map(|name| name.to_string_lossy().into_owned());
        let file = file.unwrap_or_default();
        if file != format!("{}.rs", rule.name().replace('-', "_")) {
            problems.push(format!("`{}` stands in {file}", rule.name()));
        }
    }
    assert_none(problems);
}

#[test]
fn every_rule_and_mistake_has_a_page() {
    let mut problems = Vec::new();
    let mut seen = BTreeSet::new();
    for page in pages() {
        let name = page.name();
        let kebab = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
        if !name.chars().all(kebab) || !seen.insert(name) {
            problems.push(format!("`{name}` is no name in kebab-case of its own"));
        }
        let says_why = page.parts().iter().any(|part| match part {
            Part::Prose(prose) => prose.trim().len() > 20,
            Part::Example(_) => false,
        });
        if !says_why {
            problems.push(format!("`{name}` does not say why"));
        }
        if page.examples(Mark::Wrong).is_empty() && !WITHOUT_EXAMPLE.contains(&name) {
            problems.push(format!("`{name}` has no wrong example"));
        }
        if page.rule.is_some() && page.examples(Mark::Right).is_empty() {
            problems.push(format!("`{name}` has no right example"));
        }
    }
    assert_none(problems);
}

/// Whoever adds a `mistakes.rs` to a floor may forget to show its pages.
#[test]
fn every_mistake_of_every_floor_can_be_explained() {
    let known: BTreeSet<&str> = pages().map(|page| page.name()).collect();
    let mut problems = Vec::new();
    for path in files("src", "mistakes.rs") {
        let tokens = code(&path);
        // "code", "summary"; name(…), or "code", "summary", fix Safe; name(…)
        for five in tokens.windows(5) {
            if let [
                (line, Token::Text(code)),
                (_, Token::Sign(",")),
                (_, Token::Text(_)),
                (_, Token::Sign(sign)),
                (_, next),
            ] = five
                && (*sign == ";" || *sign == "," && next.is_word("fix"))
                && !known.contains(code.as_str())
            {
                problems.push(format!("{path}:{line}: `{code}` cannot be explained"));
            }
        }
    }
    assert_none(problems);
}

/// Floors that read what is written, where a word of the language as a string can only be a second place for it.
/// Others may name things in what they say: "team", "lane".
const READERS: [&str; 4] = ["syntax", "vocabulary", "model", "workspace"];

/// The tables of words themselves.
const TABLES: [&str; 2] = ["src/vocabulary/table.rs", "src/vocabulary/choice.rs"];

#[test]
fn a_keyword_is_written_in_one_place() {
    let leads = KEYWORDS.iter().flat_map(|keyword| keyword.slots).filter_map(|slot| slot.lead);
    let words: BTreeSet<&str> = KEYWORDS.iter().map(|keyword| keyword.text).chain(leads).collect();
    let mut problems = Vec::new();
    for path in files("src", ".rs").into_iter().filter(|path| !TABLES.contains(&path.as_str())) {
        let tokens = without_tests(code(&path));
        for (at, (line, token)) in tokens.iter().enumerate() {
            let Token::Text(said) = token else { continue };
            // The sign of an arrow is a token before it is a keyword.
            let is_token = said == "->" && module_of(&path) == "syntax";
            if is_token || !words.contains(said.as_str()) {
                continue;
            }
            if READERS.contains(&module_of(&path)) {
                problems.push(format!("{path}:{line}: `{said}` is a word of the table"));
            } else if is_compared(&tokens, at) {
                problems
                    .push(format!("{path}:{line}: something is compared with `{said}`, a word of the table"));
            }
        }
    }
    assert_none(problems);
}

/// Calls that compare what they are called on with what they are given.
const COMPARE: [&str; 7] = ["matches", "eq", "ne", "contains", "starts_with", "ends_with", "strip_prefix"];

/// Whether the text at `at` is compared with something, or is a pattern: alone, or within `Some(…)` or a tuple.
fn is_compared(tokens: &[(usize, Token)], at: usize) -> bool {
    let token = |at: usize| tokens.get(at).map(|(_, token)| token);
    let is = |at: Option<usize>, signs: &[&str]| {
        at.and_then(token).is_some_and(|token| signs.iter().any(|sign| token.is_sign(sign)))
    };
    let is_text = |at: Option<usize>| matches!(at.and_then(token), Some(Token::Text(_)));
    let (mut first, mut last) = (at, at);
    loop {
        while is(first.checked_sub(1), &["&"]) {
            first -= 1;
        }
        let (before, after) = (first.checked_sub(1), Some(last + 1));
        let alternative = is(before, &["|"]) && is_text(first.checked_sub(2))
            || is(after, &["|"]) && is_text(Some(last + 2));
        let guarded = after.and_then(token).is_some_and(|token| token.is_word("if"));
        let bound = before.and_then(token).is_some_and(|token| token.is_word("let"));
        if is(before, &["==", "!="]) || is(after, &["==", "!=", "=>"]) || alternative || guarded || bound {
            return true;
        }
        let Some((open, close)) = parentheses(tokens, first, last) else { return false };
        let caller = (0..open).rev().find(|at| !is(Some(*at), &["!"]));
        let looks_up = caller.is_some_and(|at| at > 1 && tokens[at - 2].1.is_word("Keyword"));
        match caller.and_then(token) {
            Some(Token::Word(name)) if COMPARE.contains(&name.as_str()) || looks_up => return true,
            Some(Token::Word(name)) if ["Some", "Ok", "Err"].contains(&name.as_str()) => first = open - 1,
            Some(Token::Word(_)) => return false,
            _ => first = open,
        }
        last = close;
    }
}

/// The parentheses right around the tokens `first..=last`.
fn parentheses(tokens: &[(usize, Token)], first: usize, last: usize) -> Option<(usize, usize)> {
    let edge = |range: &mut dyn Iterator<Item = usize>, inward: [&str; 3], outward: [&str; 3]| {
        let mut depth = 0;
        for at in range {
            let is_one_of = |signs: [&str; 3]| signs.iter().any(|sign| tokens[at].1.is_sign(sign));
            if is_one_of(inward) {
                depth += 1;
            } else if is_one_of(outward) && depth == 0 {
                return Some(at);
            } else if is_one_of(outward) {
                depth -= 1;
            }
        }
        None
    };
    let (opening, closing) = (["(", "[", "{"], [")", "]", "}"]);
    let open = edge(&mut (0..first).rev(), closing, opening)?;
    let close = edge(&mut (last + 1..tokens.len()), opening, closing)?;
    tokens[open].1.is_sign("(").then_some((open, close))
}

#[test]
fn comparisons_are_told_from_other_uses() {
    let compared = [
        "if word == \"owner\" {",
        "match word { \"owner\" => 1, }",
        "match word { \"team\" | \"owner\" if x => 1, }",
        "match word { (Some(\"owner\"), 1) => 1, }",
        "matches!(word, \"team\" | \"owner\")",
        "word.starts_with(\"owner\")",
        "Keyword::find(\"owner\", place)",
        "if let Some(\"owner\") = word {",
        "[\"owner\"].contains(&\"owner\")",
    ];
    let fine = [
        "match word { 1 => \"owner\", }",
        "words.map(|word| \"owner\")",
        "#[serde(rename = \"owner\")]",
        "Some(\"owner\")",
        "cell(\"owner\") == 1",
        "named(\"owner\", model.teams())",
        "const OWNER: &str = \"owner\";",
    ];
    let is = |code: &str| {
        let tokens = tokens(code);
        let is_owner = |(_, token): &(usize, Token)| *token == Token::Text("owner".to_owned());
        let at = tokens.iter().rposition(is_owner).unwrap();
        is_compared(&tokens, at)
    };
    assert_eq!(compared.into_iter().filter(|code| !is(code)).collect::<Vec<_>>(), [""; 0]);
    assert_eq!(fine.into_iter().filter(|code| is(code)).collect::<Vec<_>>(), [""; 0]);
}
