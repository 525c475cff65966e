//! Blocks may be nested 64 deep, and one more is refused: with the same words at the same place, however little room a
//! thread has for its own calls, and however much deeper the rest goes.

use journey::syntax::DEEPEST;
use journey::workspace::{LARGEST, Memory};

use crate::support::run;
use crate::tries;

/// What is nested, the text of so many levels, and in it the place of the first that is too deep: line and column.
type Form = (&'static str, fn(usize) -> String, fn(usize) -> (usize, usize));

/// Forms that nest blocks.
const BLOCKS: [Form; 3] = [
    ("on one line", |depth| "a{".repeat(depth) + &"}".repeat(depth), |depth| (1, 2 * depth)),
    ("on lines", |depth| "a {\n".repeat(depth) + &"}\n".repeat(depth), |depth| (depth, 3)),
    (
        "on lines that are never closed",
        |depth| (0..depth).map(|level| format!("{}a {{\n", " ".repeat(level.min(70)))).collect(),
        |depth| (depth, depth + 2),
    ),
];

/// What seems to be nested, and the text of so many levels.
type Sign = (&'static str, fn(usize) -> String);

/// Forms that nest nothing, whatever they look like.
const SIGNS: [Sign; 7] = [
    ("braces without statements", |depth| "{".repeat(depth) + &"}".repeat(depth)),
    ("round brackets", |depth| "(".repeat(depth) + &")".repeat(depth)),
    ("square brackets", |depth| "[".repeat(depth) + &"]".repeat(depth)),
    ("angle brackets", |depth| "<".repeat(depth) + &">".repeat(depth)),
    ("quotes", |depth| "\"".repeat(depth)),
    ("annotations", |depth| "@allow(".repeat(depth) + &")".repeat(depth)),
    ("indentation", |depth| (0..depth).map(|level| format!("{}a\n", " ".repeat(level % 500))).collect()),
];

fn check(text: String) -> String {
    run(&["journey", "check", "--format", "json", "a.journey"], &Memory::new([("a.journey", text)]), b"").0
}

/// What `check` says on a thread with so many bytes for its calls.
fn on_thread(bytes: usize, text: String) -> String {
    std::thread::Builder::new().stack_size(bytes).spawn(move || check(text)).unwrap().join().unwrap()
}

/// Where it is said that blocks are nested too deep.
fn too_deep(said: &str) -> Vec<(usize, usize)> {
    let said: serde_json::Value = serde_json::from_str(said).unwrap();
    let reports = said["reports"].as_array().unwrap().iter().filter(|report| report["code"] == "too-deep");
    let number = |place: &serde_json::Value| place.as_u64().unwrap() as usize;
    reports.map(|it| (number(&it["start"]["line"]), number(&it["start"]["column"]))).collect()
}

#[test]
fn the_sixty_fifth_level_is_refused_in_the_same_words_everywhere() {
    let most = tries(10_000, 1_000_000);
    let depths = [DEEPEST - 1, DEEPEST, DEEPEST + 1, 1_000, 10_000, 100_000, 1_000_000];
    for (name, text, place) in BLOCKS {
        for depth in depths.into_iter().filter(|depth| *depth <= most) {
            // No file is larger, and one that is gets another report.
            if text(depth).len() > LARGEST {
                continue;
            }
            let said = check(text(depth));
            let expected = if depth > DEEPEST { vec![place(DEEPEST + 1)] } else { Vec::new() };
            assert_eq!(too_deep(&said), expected, "{depth} {name}");
            for bytes in [256 << 10, 2 << 20, 8 << 20] {
                assert!(on_thread(bytes, text(depth)) == said, "{depth} {name}, {bytes} bytes of stack");
            }
        }
    }
}

#[test]
fn what_is_no_block_may_stand_in_any_number() {
    let most = tries(10_000, 1_000_000);
    for (name, text) in SIGNS {
        for depth in
            [DEEPEST, DEEPEST + 1, 1_000, 10_000, 100_000, 1_000_000].into_iter().filter(|it| *it <= most)
        {
            let said = on_thread(256 << 10, text(depth));
            if name != "indentation" {
                assert_eq!(too_deep(&said), [], "{depth} {name}");
            }
            assert!(said == check(text(depth)), "{depth} {name}");
        }
    }
}
