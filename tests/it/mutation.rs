//! Every example, broken in many ways: a line, a brace, a quote or a character is dropped or doubled.
//!
//! Nothing panics; a dropped brace or quote is reported, and nearly always by one report. What is broken comes from the
//! example's own text, one place at a time; its other files stay as they are. Every brace, every quote around a text and
//! every line is tried; of the characters every 37th is, the same in every run. `cargo test --test it mutation -- --nocapture` prints the figures.

use std::collections::BTreeMap;

use journey::diagnostic::Severity;
use journey::syntax::{self, Kind};
use journey::text::{Source, SourceId};

use crate::snapshot;
use crate::support::{Files, entries, files_in, folder, tries};

/// A text with one place changed.
pub(crate) struct Mutant {
    /// What was changed.
    pub(crate) what: String,
    /// What it is then.
    pub(crate) text: String,
}

/// A text broken in all of these ways.
pub(crate) fn every_mutant(text: &str) -> Vec<Mutant> {
    let braces =
        || braces(text).flat_map(|(start, end)| [without(text, start, end), doubled(text, start, end)]);
    let lines =
        || lines(text).flat_map(|(start, end)| [without(text, start, end), doubled(text, start, end)]);
    let characters = || characters(text).step_by(7).map(|(start, end)| without(text, start, end));
    braces().chain(lines()).chain(slips(text)).chain(swapped_lines(text)).chain(characters()).collect()
}

/// More errors than this for one dropped brace or quote are an echo.
const MOST_FOR_A_SIGN: usize = 3;

/// Of a thousand dropped braces or quotes, so many at least get one error and no more.
const ONE_REPORT: usize = 995;

#[test]
fn dropped_braces_get_few_reports() {
    let figures = break_examples("dropped braces", |text| {
        braces(text).map(|(start, end)| without(text, start, end)).collect()
    });
    figures.demand(1, MOST_FOR_A_SIGN);
    figures.demand_one();
}

/// Those around texts. A quote within a text is written `\"`; without it, the text may well be a text.
#[test]
fn dropped_quotes_get_few_reports() {
    let figures = break_examples("dropped quotes", |text| {
        let quotes = tokens(text).flat_map(|(kind, start, end)| {
            let length = match kind {
                Kind::String => 1,
                Kind::TextBlock => 3,
                _ => 0,
            };
            (start..start + length).chain(end - length..end)
        });
        quotes.map(|at| without(text, at, at + 1)).collect()
    });
    figures.demand(1, MOST_FOR_A_SIGN);
    figures.demand_one();
}

#[test]
fn doubled_braces_get_few_reports() {
    let figures = break_examples("doubled braces", |text| {
        braces(text).map(|(start, end)| doubled(text, start, end)).collect()
    });
    figures.demand(1, MOST_FOR_A_SIGN);
    figures.demand_one();
}

/// A line may be a comment, or one statement of several that mean the same: there need not be a report.
#[test]
fn dropped_lines_get_few_reports() {
    let figures = break_examples("dropped lines", |text| {
        lines(text).map(|(start, end)| without(text, start, end)).collect()
    });
    figures.demand(0, 4);
}

#[test]
fn doubled_lines_get_few_reports() {
    let figures = break_examples("doubled lines", |text| {
        lines(text).map(|(start, end)| doubled(text, start, end)).collect()
    });
    figures.demand(0, 4);
}

#[test]
fn dropped_characters_get_few_reports() {
    let figures = break_examples("dropped characters", |text| {
        characters(text).step_by(37).map(|(start, end)| without(text, start, end)).collect()
    });
    figures.demand(0, 4);
}

#[test]
fn doubled_characters_get_few_reports() {
    let figures = break_examples("doubled characters", |text| {
        characters(text).skip(17).step_by(37).map(|(start, end)| doubled(text, start, end)).collect()
    });
    figures.demand(0, 4);
}

/// Of a hundred slips that people make, so many at least get one error and no more.
const ONE_OF_A_SLIP: usize = 98;

/// The slips that people make: a letter lost or doubled in a keyword, a name that is misspelt, a comma, a quote or a brace
/// lost or doubled. Each is an error, and nearly always one.
#[test]
fn slips_get_one_report() {
    let step = tries(17, 1);
    let figures = break_examples("slips", |text| slips(text).into_iter().step_by(step).collect());
    let (total, one) = (figures.total(), figures.counts.get(&1).copied().unwrap_or(0));
    figures.demand(1, MOST_FOR_A_SLIP);
    assert!(total >= 500, "{total}");
    assert!(one * 100 >= total * ONE_OF_A_SLIP, "only {one} of {total} slips got one error");
}

/// Lines have no order but in blocks: two that are swapped need not get a report.
#[test]
fn swapped_lines_get_few_reports() {
    let step = tries(7, 1);
    let figures =
        break_examples("swapped lines", |text| swapped_lines(text).into_iter().step_by(step).collect());
    figures.demand(0, 4);
    let wrong = figures.total() - figures.counts.get(&0).copied().unwrap_or(0);
    let one = figures.counts.get(&1).copied().unwrap_or(0);
    assert!(one * 100 >= wrong * ONE_OF_A_SWAP, "only {one} of {wrong} wrong swaps got one error");
}

/// More errors than this for one slip are an echo.
const MOST_FOR_A_SLIP: usize = 4;

/// Of a hundred swaps that make a mistake, so many at least get one error and no more.
const ONE_OF_A_SWAP: usize = 90;

fn slips(text: &str) -> Vec<Mutant> {
    let mut slips = Vec::new();
    let tree = syntax::parse(&Source::new(SourceId(0), "example", text)).value;
    let mut keywords = Vec::new();
    for (id, _) in tree.statements() {
        let head = tree.head_span(id);
        let keyword =
            text[head.start as usize..head.end as usize].split([' ', '{']).next().unwrap_or_default();
        if keyword.len() > 3 && keyword.bytes().all(|byte| byte.is_ascii_lowercase()) {
            let middle = head.start as usize + keyword.len() / 2;
            slips.push(without(text, middle, middle + 1));
            slips.push(doubled(text, middle, middle + 1));
            keywords.push(head.start as usize);
        }
    }
    for (kind, start, end) in tokens(text) {
        match kind {
            Kind::Comma => slips.push(without(text, start, end)),
            Kind::Open | Kind::Close => slips.extend([without(text, start, end), doubled(text, start, end)]),
            Kind::String => slips.extend([
                without(text, start, start + 1),
                doubled(text, start, start + 1),
                without(text, end - 1, end),
                doubled(text, end - 1, end),
            ]),
            Kind::Word if !keywords.contains(&start) && is_used(text, &tree, start) => {
                let last = text[start..end].char_indices().last().map_or(start, |(at, _)| start + at);
                slips.extend((last > start).then(|| doubled(text, last, end)));
            }
            _ => {}
        }
    }
    slips
}

/// Whether the word at `start` names something that is declared elsewhere.
fn is_used(text: &str, tree: &syntax::Tree, start: usize) -> bool {
    const NAMING: [&str; 6] = ["owner ", "channel ", "-> ", "for ", "segment ", "team "];
    let heads = tree.statements().map(|(id, _)| tree.head_span(id));
    let mut heads = heads.map(|head| head.start as usize..head.end as usize);
    let Some(head) = heads.find(|head| head.contains(&start)) else { return false };
    // At the top of a file, the same words declare.
    let is_at_top = head.start == 0 || text[..head.start].ends_with('\n');
    !is_at_top && NAMING.contains(&&text[head.start..start])
}

fn swapped_lines(text: &str) -> Vec<Mutant> {
    let all: Vec<(usize, usize)> = lines(text).collect();
    let swapped = all.windows(2).filter(|pair| text[pair[0].0..pair[0].1] != text[pair[1].0..pair[1].1]);
    let swapped = swapped.map(|pair| {
        let [(first, middle), (_, end)] = [pair[0], pair[1]];
        let parts = [&text[..first], &text[middle..end], &text[first..middle], &text[end..]];
        Mutant { what: changed("swapped with the next", text, first, middle), text: parts.concat() }
    });
    swapped.collect()
}

/// What came of breaking all examples in one way.
struct Figures {
    way: &'static str,
    /// How often there were so many errors more than before.
    counts: BTreeMap<usize, usize>,
    /// For each: how many errors, and where.
    found: Vec<(usize, String)>,
}

impl Figures {
    fn total(&self) -> usize {
        self.counts.values().sum()
    }

    /// Demands `least..=most` errors everywhere.
    fn demand(&self, least: usize, most: usize) {
        let Self { way, counts, found } = self;
        let total: usize = counts.values().sum();
        println!("{total} {way}, by the number of errors: {counts:?}");
        let mut wrong: Vec<&(usize, String)> =
            found.iter().filter(|(count, _)| !(least..=most).contains(count)).collect();
        wrong.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        let worst: Vec<&str> = wrong.iter().take(12).map(|(_, what)| what.as_str()).collect();
        assert!(
            wrong.is_empty(),
            "{} of {total} {way} got fewer errors than {least} or more than {most}:\n{}",
            wrong.len(),
            worst.join("\n")
        );
    }

    /// Demands one error nearly everywhere.
    fn demand_one(&self) {
        let total: usize = self.counts.values().sum();
        let one = self.counts.get(&1).copied().unwrap_or(0);
        assert!(one * 1_000 >= total * ONE_REPORT, "only {one} of {total} {} got one error", self.way);
    }
}

/// Breaks each file of each example by `mutants`, one mutant after the other, and counts the errors that come with it.
fn break_examples(way: &'static str, mutants: impl Fn(&str) -> Vec<Mutant>) -> Figures {
    let mut figures = Figures { way, counts: BTreeMap::new(), found: Vec::new() };
    for example in entries(&folder("examples")).iter().filter(|path| path.is_dir()) {
        let files = files_in(example);
        let before = errors(&files);
        for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".journey")) {
            let text = String::from_utf8(bytes.clone()).unwrap();
            for mutant in mutants(&text) {
                let mut broken = files.clone();
                broken.insert(path.clone(), mutant.text.into_bytes());
                let after = more(&before, errors(&broken));
                *figures.counts.entry(after.len()).or_default() += 1;
                let name = example.file_name().unwrap().to_string_lossy();
                figures.found.push((after.len(), format!("{name}/{path}: {}: {after:#?}", mutant.what)));
            }
        }
    }
    figures
}

/// The errors in a project, each with how often it is there.
fn errors(files: &Files) -> BTreeMap<String, usize> {
    let snapshot = snapshot(files);
    let mut errors = BTreeMap::new();
    for report in snapshot.diagnostics().iter().filter(|report| report.severity == Severity::Error) {
        let source = snapshot.source(report.at.span.source);
        assert!(source.text().get(report.at.span.start as usize..report.at.span.end as usize).is_some());
        *errors.entry(format!("{}: {}: {}", source.path, report.code, report.message)).or_default() += 1;
    }
    errors
}

/// The errors that were not there before.
fn more(before: &BTreeMap<String, usize>, after: BTreeMap<String, usize>) -> Vec<String> {
    let new = after.into_iter().flat_map(|(error, count)| {
        let count = count.saturating_sub(before.get(&error).copied().unwrap_or(0));
        std::iter::repeat_n(error, count)
    });
    new.collect()
}

fn braces(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let is_brace = |kind: Kind| matches!(kind, Kind::Open | Kind::Close);
    tokens(text).filter(move |(kind, ..)| is_brace(*kind)).map(|(_, start, end)| (start, end))
}

fn tokens(text: &str) -> impl Iterator<Item = (Kind, usize, usize)> {
    let tree = syntax::parse(&Source::new(SourceId(0), "example", text)).value;
    (0..tree.tokens().len()).map(move |index| {
        let span = tree.span(index as u32);
        (tree.tokens()[index].kind, span.start as usize, span.end as usize)
    })
}

/// Where the lines of `text` are, each with its newline.
fn lines(text: &str) -> impl Iterator<Item = (usize, usize)> {
    text.split_inclusive('\n').scan(0, |start, line| {
        let place = (*start, *start + line.len());
        *start = place.1;
        Some(place)
    })
}

fn characters(text: &str) -> impl Iterator<Item = (usize, usize)> {
    text.char_indices().map(|(at, character)| (at, at + character.len_utf8()))
}

fn without(text: &str, start: usize, end: usize) -> Mutant {
    Mutant { what: changed("without", text, start, end), text: [&text[..start], &text[end..]].concat() }
}

fn doubled(text: &str, start: usize, end: usize) -> Mutant {
    Mutant { what: changed("with twice", text, start, end), text: [&text[..end], &text[start..]].concat() }
}

fn changed(how: &str, text: &str, start: usize, end: usize) -> String {
    let line = text[..start].matches('\n').count() + 1;
    let whole = text.lines().nth(line - 1).unwrap_or_default().trim();
    format!("line {line}, {how} {:?} of {whole:?}", &text[start..end])
}
