//! Whatever stands in a journey, in its name or on the command line: a terminal acts on nothing of it.

use journey::report::Look;
use journey::workspace::Memory;

use crate::hostile::{Chance, STEERING, raw, steers};
use crate::support::{files_in, folder, run_with};
use crate::tries;

/// A project with a `@` at every place that a character can stand at.
const PLACES: [&str; 14] = [
    "@",
    "@team shop",
    "team sh@op",
    "team @",
    "team shop @ \"Shop\"",
    "team shop \"a@b\"",
    "team shop \"a@b",
    "team shop { note \"\"\"\n  a@b\n  \"\"\" }",
    "team shop { link <https://example.com/@> }",
    "// a@b\nteam shop",
    "@allow(missing-owner, \"a@b\")\nteam shop",
    "journey a@b \"t\" { stage s \"x@\" { owner nob@dy; -> @ } }",
    "journey a { stage s { goal \"@\" } stage t { emotion 9 \"@\"; duration 3@d } }",
    "import \"./@.journey\"",
];

/// Command lines with a `@` where a user's word stands; each ends without having read a file of that name.
const LINES: [&[&str]; 16] = [
    &["check", "@"],
    &["check", "x@y.journey"],
    &["check", "--today", "@"],
    &["check", "--deny", "@"],
    &["check", "--format", "@"],
    &["check", "--@"],
    &["check", "--max-diagnostics", "@"],
    &["build", "--journey", "@"],
    &["build", "--for", "@"],
    &["build", "--to", "@"],
    &["build", "--out", "o@ut"],
    &["explain", "@"],
    &["schema", "@"],
    &["completions", "@"],
    &["@"],
    &["new", "n@ew"],
];

/// All 65 control characters, and everything else that steers or hides.
fn payloads() -> Vec<String> {
    let controls = (0..=0x1F).chain(0x7F..=0x9F).filter_map(char::from_u32).map(String::from);
    let payloads: Vec<String> = controls.chain(STEERING.iter().map(|it| (*it).to_owned())).collect();
    assert!(payloads.len() >= 65 + 12);
    payloads
}

fn look(color: bool) -> Look {
    Look { color, width: 80, unicode: true }
}

#[track_caller]
fn assert_clean(arguments: &[&str], files: &Memory, look: Look, what: &str) {
    let (printed, _) = run_with(look, arguments, files, b"");
    if let Some(found) = raw(&printed, look.color) {
        panic!("{arguments:?} prints {found} for {what:?}");
    }
}

#[test]
fn characters_in_files_reach_no_terminal() {
    let mut rendered = 0;
    for payload in payloads() {
        for place in PLACES {
            let text = place.replace('@', &payload);
            // What could not be the name of a file anywhere stays out of it.
            let name = format!("a{}.journey", payload.replace(['/', '\0'], "_"));
            let files = Memory::new([("journey.toml", ""), (name.as_str(), text.as_str())]);
            for color in [false, true] {
                assert_clean(&["journey", "check", "."], &files, look(color), &text);
                rendered += 1;
            }
            assert_clean(&["journey", "build", "--to", "md,dot"], &files, look(false), &text);
            rendered += 1;
        }
    }
    assert!(rendered >= 4_000, "{rendered}");
}

#[test]
fn characters_on_the_command_line_reach_no_terminal() {
    let text = "team shop\nchannel site\njourney a { stage s { owner shop; -> end } }";
    for payload in payloads() {
        for line in LINES {
            let words: Vec<String> = line.iter().map(|word| word.replace('@', &payload)).collect();
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let arguments = [&["journey"], &words[..]].concat();
            for color in [false, true] {
                let files = Memory::new([("a.journey", text)]);
                assert_clean(&arguments, &files, look(color), &payload);
            }
        }
    }
}

#[test]
fn what_a_user_wrote_begins_no_line() {
    let text = "journey a { stage s { -> nobody } }\njourney b { stage s { -> end } }";
    for line in LINES.iter().filter(|line| line.len() > 1 && line[0] != "new") {
        let words: Vec<String> = line.iter().map(|word| word.replace('@', "x\nforged: line\ny")).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let arguments = [&["journey"], &words[..]].concat();
        let name = "a\nforged: line\n.journey";
        let (printed, _) = run_with(look(false), &arguments, &Memory::new([(name, text)]), b"");
        assert!(!printed.lines().any(|line| line.starts_with("forged")), "{arguments:?} prints {printed}");
    }
}

#[test]
fn random_texts_reach_no_terminal() {
    let mut chance = Chance(1);
    for number in 0..tries(5_000, 100_000) {
        let text = match number % 3 {
            0 => chance.text(40),
            1 => PLACES[chance.below(PLACES.len())].replace('@', &chance.text(6)),
            _ => format!(
                "team {}\n{}\njourney j {{\n{}\n}}\n",
                chance.text(4),
                chance.text(12),
                chance.text(20)
            ),
        };
        let files = Memory::new([("a.journey", text.as_str())]);
        let color = chance.below(2) == 0;
        let look = Look { color, width: 20 + chance.below(100), unicode: chance.below(2) == 0 };
        assert_clean(&["journey", "check", "a.journey"], &files, look, &text);
    }
}

#[test]
fn no_golden_output_holds_a_control_character() {
    let mut seen = 0;
    let files = files_in(&folder("tests/golden"));
    for (path, bytes) in &files {
        let is_output = path.ends_with("transcript.txt") || path.contains("/written/");
        if is_output && let Ok(text) = std::str::from_utf8(bytes) {
            let found = match path {
                // Programs read JSON, and nothing in it acts on a terminal.
                path if path.ends_with(".json") => {
                    text.replace('\n', "").contains(steers).then(|| text.to_owned())
                }
                // A journey is written over what somebody wrote: nothing comes into it that was not there.
                path if path.ends_with(".journey") => {
                    let before = path.replace("/written/", "/");
                    // What is given as bytes has a byte-order mark, or lines that end as on Windows.
                    let as_bytes = files.get(&format!("{before}.bytes")).map(|_| "\u{FEFF}\r".into());
                    let before = files.get(&before).map(|bytes| String::from_utf8_lossy(bytes)).or(as_bytes);
                    let before = before.unwrap_or_else(|| panic!("what was {path} before?"));
                    raw(&text.replace(|character| before.contains(character), ""), false)
                }
                _ => raw(text, false),
            };
            assert_eq!(found, None, "{path}");
            seen += 1;
        }
    }
    assert!(seen >= 100, "{seen}");
}
