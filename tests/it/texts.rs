//! Texts to try laws on: of any characters, of fragments that are nasty to each other, and of the examples, with edits.

use journey::syntax;
use journey::text::{Source, SourceId};
use proptest::collection::vec;
use proptest::prelude::{BoxedStrategy, Strategy, any};
use proptest::sample::{Index, select};

use crate::support::{Files, entries, files_in, folder};

/// What is nasty to what stands beside it.
#[rustfmt::skip]
pub(crate) const FRAGMENTS: &[&str] = &[
    "{", "}", "{ ", " }", "\"", "\"\"", "\"\"\"", "\\", "\\\"", "\\u{", "<", ">", "<https://a>", "https://a", ",", ";", ":",
    "(", ")", "[", "=", "->", "-> ", "-", "--", "=>", "→", "@allow(", "@allow(missing-owner, \"x\")", "@", "//", "// x\n",
    "/*", "*/", "\n", "\n", "\n\n", "\n  ", "\n    ", "\n\t", "\r", "\r\n", "\0", "\u{1B}[31m", "\u{FEFF}", "\u{A0}", "\u{2028}",
    "\u{200C}", "\u{200D}", "\u{200B}", "\u{202E}", "\u{2066}", "\u{2069}", "e\u{301}", "👩‍💻", "🇵🇱", "ﷺ", "…", "“", "«",
    " ", "  ", "shop", "Łódź", "brutăria", "магазин", "فروشگاه", "می‌خواهم", "購入", "end", "exit", "_", "a-b", "12", "12_000", "35%",
    "۳۵٪", "4,000", "-2", "+3", "2026-10-01", "2026-02-30", "1d..5d", "1-2-d", "85 EUR", "team ", "team shop", "person ada ", "channel ",
    "segment ", "persona ", "metric ", "lane ", "import ", "import \"b.journey\"", "journey ", "journey bread {", "stage ",
    "stage looking {", "touchpoint ", "barrier ", "solution ", "only ", "only firms {", "for ", "owner ", "owner shop", "start ",
    "note ", "emotion ", "drop ", "when ", "solved by ", "measure ", "\"text\"", "\"\"\"\n  text\n  \"\"\"",
];

pub(crate) fn any_text() -> impl Strategy<Value = String> {
    vec(any::<char>(), 0..120).prop_map(|characters| characters.into_iter().collect())
}

pub(crate) fn nasty_text() -> impl Strategy<Value = String> {
    vec(select(FRAGMENTS), 0..60).prop_map(|fragments| fragments.concat())
}

/// Pieces of settings, and what is nasty to them.
#[rustfmt::skip]
const SETTINGS: &[&str] = &[
    "[theme]\n", "[theme", "[[theme]]\n", "[theme.mode]\n", "theme", "theme.", "mode", "accent", "fonts", "lanes", "acent", " = ", "=",
    "\n", "\r\n", "\r", "\"", "'", "\"\"\"", "'`'", "\\", "\\u00e9", "[", "]", "{", "}", ",", ".", "#", "# x\n", "\"dark\"", "\"drak\"",
    "\"goals\"", "\"goal\"", "\"#0B5C8C\"", "\"#0BC\"", "\"#é\"", "\"Inter\"", "\"In;ter\"", "12", "0x", "1e9", "true", "2026-10-01", "inf",
    "\0", "\u{1B}[31m", "\u{FEFF}", "é", "👩‍💻", "\u{202E}", " ", "\t",
    "[rules]\n", "missing-owner = ", "house = \"note\"\n", "{ level = \"error\", of = [\"stages\"] }\n", "[[overrides]]\n", "files = [\"a/**\", \"{a\"]\n",
    "rules = { house = \"off\" }\n", "[[require]]\n", "name = \"house\"\n", "of = \"stage\"\n", "has = \"measure\"\n", "where = { phase = \"purchase\" }\n",
    "message = \"\\u001B[31m\"\n", "exclude = [\"[a-\"]\n", "[owners]\nfrom = \"example.journey\"\n", "[build]\nout = \"..\"\n", "currency = \"EUR\"\n",
];

pub(crate) fn nasty_settings() -> impl Strategy<Value = String> {
    vec(select(SETTINGS), 0..60).prop_map(|fragments| fragments.concat())
}

/// A project; of an example, only what was edited in it is shown.
#[derive(Clone)]
pub(crate) struct Project {
    pub(crate) files: Files,
    pub(crate) shown: String,
}

impl std::fmt::Debug for Project {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.shown)
    }
}

/// The files of an example, some of them edited.
pub(crate) fn edited_example() -> BoxedStrategy<Project> {
    let examples: Vec<Files> =
        entries(&folder("examples")).iter().filter(|path| path.is_dir()).map(|path| files_in(path)).collect();
    let edits = vec((any::<Index>(), any::<Index>(), 0usize..40, select(FRAGMENTS)), 1..5);
    (select(examples), edits)
        .prop_map(|(mut files, edits)| {
            let mut shown = String::new();
            let paths: Vec<String> =
                files.keys().filter(|path| path.ends_with(".journey")).cloned().collect();
            for (file, place, length, fragment) in edits {
                let bytes = files.get_mut(file.get(&paths)).unwrap();
                let text = String::from_utf8(std::mem::take(bytes)).unwrap();
                let start = text.floor_char_boundary(place.index(text.len() + 1));
                let end = text.floor_char_boundary((start + length).min(text.len()));
                shown.push_str(&format!("{file}: {start}..{end} -> {fragment:?}; ", file = file.get(&paths)));
                *bytes = [&text[..start], fragment, &text[end.max(start)..]].concat().into_bytes();
            }
            Project { files, shown }
        })
        .boxed()
}

pub(crate) fn alone(text: &str) -> Files {
    Files::from([("example.journey".to_owned(), text.as_bytes().to_vec())])
}

pub(crate) fn source(text: &str) -> Source {
    Source::new(SourceId(0), "example.journey", text)
}

/// `text` with comments on lines of their own, blanks at the ends of lines and, if its braces, its quotes and its indentation
/// agree, empty lines: wherever these are not part of something.
pub(crate) fn with_trivia(text: &str, seed: u64) -> String {
    let outcome = syntax::parse(&source(text));
    let tree = &outcome.value;
    let is_inside = |at: usize| {
        (0..tree.tokens().len())
            .map(|index| tree.span(index as u32))
            .any(|span| (span.start as usize) < at && at < span.end as usize)
    };
    let by_indentation = syntax::parse_by_indentation(&source(text));
    let lines = if outcome.mistakes.is_empty() && by_indentation.mistakes.is_empty() {
        &["\n", "  \t\n", "// x\n", "      // { \" }\n"][..]
    } else {
        &["// x\n", "    // { \" }\n"]
    };
    let mut random = seed;
    let mut changed = String::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let chosen = (random >> 33) as usize;
        if chosen.is_multiple_of(5) && !is_inside(at) && at > 0 {
            changed.push_str(lines[chosen / 5 % lines.len()]);
        }
        let bare = line.strip_suffix('\n').unwrap_or(line);
        let bare = bare.strip_suffix('\r').unwrap_or(bare);
        changed.push_str(bare);
        let end = at + bare.len();
        if chosen.is_multiple_of(7) && !is_inside(end) && line.ends_with('\n') && !bare.contains("//") {
            changed.push_str(["  ", "\t"][chosen / 7 % 2]);
        }
        changed.push_str(&line[bare.len()..]);
        at += line.len();
    }
    changed
}
