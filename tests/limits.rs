//! How many steps it takes to read a text. The limit holds for a whole process, so this is one with a single test.

#[path = "trust/families.rs"]
mod families;
mod support;

use journey::syntax::{MOST_STEPS_A_BYTE, limit_steps};
use journey::workspace::Memory;

use crate::families::FAMILIES;

/// A person sees what is said of the file `a.journey` with this text.
fn check(text: &str) -> String {
    support::run(&["journey", "check", "a.journey"], &Memory::new([("a.journey", text)]), b"").0
}

#[test]
fn no_text_takes_more_steps_than_it_may() {
    for family in FAMILIES {
        let text = (family.text)(500);
        limit_steps(MOST_STEPS_A_BYTE * text.len());
        assert!(
            !check(&text).contains("[too-intricate]"),
            "{}: over {MOST_STEPS_A_BYTE} steps a byte",
            family.name
        );
    }
    for folder in support::entries(&support::folder("examples")) {
        let files = if folder.is_dir() { support::files_in(&folder) } else { continue };
        for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".journey")) {
            limit_steps(MOST_STEPS_A_BYTE * bytes.len());
            let text = String::from_utf8(bytes.clone()).unwrap();
            assert!(
                !check(&text).contains("[too-intricate]"),
                "{path}: over {MOST_STEPS_A_BYTE} steps a byte"
            );
        }
    }

    // A file that takes more is one report: what it declares is not said to be missing elsewhere.
    limit_steps(800);
    let long = format!("team shop\n{}", "// one more line\n".repeat(400));
    let short = "import \"a.journey\"\njourney j { owner shop }\n";
    let files = Memory::new([("a.journey", long.as_str()), ("b.journey", short)]);
    let (said, _) = support::run(&["journey", "check", "."], &files, b"");
    let expected = "\
error[too-intricate]: this file takes too many steps to read, and is given up
   ╭─[a.journey:1:1]
 1 │ team shop
   · ▲
 2 │ // one more line
   ╰────
  help: split it; and please report it, for no file should

1 error in 2 files
";
    assert_eq!(said, expected, "\n{said}");
}
