//! How many steps it takes to read a text. The limit holds for a whole process, so this is one with a single test.

#[path = "trust/families.rs"]
mod families;
#[path = "trust/random.rs"]
mod random;
mod support;

use journey::syntax::{self, MOST_STEPS_A_BYTE, limit_steps};
use journey::text::{Source, SourceId};
use journey::workspace::Memory;

use crate::families::FAMILIES;
use crate::random::Random;

/// What tokens start with, end with, and are taken for.
#[rustfmt::skip]
const SIGNS: &[&str] = &[
    "\"", "\"\"", "\"\"\"", "\n", "\r\n", "\r", " ", "\t", "a", "h", "m", "A", "_", "http", "https://",
    "mailto:", "{", "}", ",", ";", "(", ")", "\\", "\\u{", "//", "/", "*", "<", ">", "<h", "1", "12%", ".",
    "-", "+", "->", "@", "@a", "=", ":", "é", "\u{633}", "\u{200D}", "\u{301}", "\u{663}", "\u{66A}",
    "\u{FEFF}", "\u{1F600}", "\u{1}",
];

/// How many texts of such signs are tried.
const TEXTS: usize = 2_000;

#[test]
fn no_text_takes_more_steps_than_it_may() {
    let takes_no_more = |name: &str, text: &str| {
        limit_steps(MOST_STEPS_A_BYTE * text.len());
        let tree = syntax::parse(&Source::new(SourceId(0), "a.journey", text)).value;
        assert!(!tree.is_given_up(), "{name}: over {MOST_STEPS_A_BYTE} steps a byte");
    };
    for family in FAMILIES {
        takes_no_more(family.name, &(family.text)(500));
    }
    // What is hard on the grammar is hardest over and over: each sign, each two of them, and some that come by chance.
    let mut random = Random::new(16);
    let pairs = SIGNS.iter().flat_map(|first| SIGNS.iter().map(move |second| format!("{first}{second}")));
    let by_chance = (0..TEXTS).map(|_| {
        let count = 1 + random.below(6);
        (0..count).map(|_| SIGNS[random.below(SIGNS.len())]).collect::<String>()
    });
    for unit in pairs.chain(by_chance) {
        takes_no_more(&format!("{unit:?}"), &unit.repeat(1 + 1_000 / unit.len()));
    }
    for folder in support::entries(&support::folder("examples")) {
        let files = if folder.is_dir() { support::files_in(&folder) } else { continue };
        for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".journey")) {
            takes_no_more(path, std::str::from_utf8(bytes).unwrap());
        }
    }

    // A file that takes more is one report: what it declares is not said to be missing elsewhere.
    limit_steps(800);
    let long = format!("team shop\n\"\"\"\n{}", "one more line\n".repeat(400));
    let short = "import \"a.journey\"\njourney j { owner shop }\n";
    let files = Memory::new([("a.journey", long.as_str()), ("b.journey", short)]);
    let (said, _) = support::run(&["journey", "check", "."], &files, b"");
    let expected = "\
error[too-intricate]: this file takes too many steps to read, and is given up
   ╭─[a.journey:1:1]
 1 │ team shop
   · ▲
 2 │ \"\"\"
   ╰────
  help: split it; and please report it, for no file should

1 error in 2 files
";
    assert_eq!(said, expected, "\n{said}");
}
