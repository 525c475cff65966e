//! Time grows with a text's length and not with its square, whatever the text: instructions are counted, not seconds.
//!
//! Each family is a text that grows. `valgrind` counts what the program itself carries out to check or to format it, on one
//! thread; what an empty file costs is taken off. Reports are printed for programs, for all of them are: those for people end at a
//! thousand.

use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::families::{FAMILIES, Family};
use crate::support::has_tool;
use crate::tries;

/// A text of twice the length may take so many times the instructions.
const MOST_A_DOUBLING: f64 = 2.1;

/// About how many bytes the shortest text of a family has.
const SHORTEST: usize = 4_000;
const SHORTEST_AT_LENGTH: usize = 32_000;

/// So many of what is hard at least: more names than are compared with others.
const FEWEST: usize = 256;

/// On every change a third of the families is tried.
#[test]
fn no_text_takes_more_than_twice_as_long_when_it_is_twice_as_long() {
    let families: Vec<&Family> = FAMILIES.iter().step_by(tries(3, 1)).collect();
    demand(&families, &["check", "--format", "json"]);
}

/// Texts in which nothing is written wrong: others are not formatted.
#[test]
fn to_format_a_text_takes_no_more_than_twice_as_long_when_it_is_twice_as_long() {
    let families: Vec<&Family> = LAYOUTS.iter().step_by(tries(3, 1)).collect();
    demand(&families, &["fmt", "--check"]);
}

const LAYOUTS: [Family; 9] = [
    Family { name: "blocks on one line", text: |n| "team a { team b { note c } } ".repeat(n) },
    Family {
        name: "deep blocks on one line",
        text: |n| ("a { ".repeat(60) + "b" + &" }".repeat(60)).repeat(n.div_ceil(50)),
    },
    Family { name: "a long block on one line", text: |n| format!("a {{ {} }}", "b c; ".repeat(n)) },
    Family { name: "a list on one line", text: |n| format!("a {}b", "b, ".repeat(n)) },
    Family { name: "a list with comments", text: |n| format!("a {}b", "b, // x\n// y\n".repeat(n)) },
    Family { name: "lists that end in a comma", text: |n| "a b,\n\n\n;".repeat(n) },
    Family { name: "signs that part nothing", text: |n| ";\n// x\n; ".repeat(n) },
    Family { name: "empty lines in a block", text: |n| format!("a {{{}}}", "\n".repeat(n)) },
    Family {
        name: "a text over many lines",
        text: |n| format!("a \"\"\"\n{}\"\"\"", "  \tb  \n\n".repeat(n)),
    },
];

/// Demands it of these families, carried out by a command.
fn demand(families: &[&Family], command: &[&str]) {
    if !has_tool("valgrind", "how many instructions hostile texts take") {
        return;
    }
    // Two doublings at once: where numbers in names get a digit more, or a text is first read in two pieces, one of them
    // takes a step that the other has not.
    let factors: &[usize] = &[1, 4];
    let shortest = tries(SHORTEST, SHORTEST_AT_LENGTH);
    let count = |name: &str, text: &str| instructions(name, text, command);
    let nothing = count("nothing", "");
    let next = AtomicUsize::new(0);
    let wrong = Mutex::new(Vec::new());
    let count_some = || {
        while let Some(family) = families.get(next.fetch_add(1, Ordering::Relaxed)) {
            let costs: Vec<f64> =
                texts(family, shortest, factors).map(|text| count(family.name, &text) - nothing).collect();
            let allowed = |pair: &[usize]| MOST_A_DOUBLING.powf((pair[1] as f64 / pair[0] as f64).log2());
            let ratios: Vec<f64> = costs.windows(2).map(|pair| pair[1] / pair[0]).collect();
            let too_much =
                ratios.iter().zip(factors.windows(2)).any(|(ratio, factors)| *ratio > allowed(factors));
            let line = format!("{}: {ratios:.2?} times {:.1} M instructions", family.name, costs[0] / 1e6);
            println!("{line}");
            if too_much {
                wrong.lock().unwrap().push(line);
            }
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(count_some);
        scope.spawn(count_some);
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(wrong.is_empty(), "instructions grow faster than the text:\n{}", wrong.join("\n"));
}

/// The texts of a family that are so many times as long as its shortest.
fn texts(family: &Family, shortest: usize, factors: &[usize]) -> impl Iterator<Item = String> {
    // The length of two shows what one more costs; the rest of a text is the same at any length.
    let step = (family.text)(2).len().saturating_sub((family.text)(1).len()).max(1);
    let count = shortest.div_ceil(step).max(FEWEST);
    factors.iter().map(move |factor| (family.text)(count * factor))
}

/// How many instructions it takes the program to carry out `command` on `text`.
#[allow(clippy::disallowed_methods, reason = "the real program reads a real file")]
fn instructions(name: &str, text: &str, command: &[&str]) -> f64 {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("journey.toml"), "").unwrap();
    std::fs::write(folder.path().join("a.journey"), text).unwrap();
    let counted = folder.path().join("counted");
    let out = Command::new("valgrind")
        .args(["--tool=callgrind", "--quiet"])
        .arg(format!("--callgrind-out-file={}", counted.display()))
        .arg(Path::new(env!("CARGO_BIN_EXE_journey")))
        .args(command)
        .arg("a.journey")
        .current_dir(folder.path())
        // Threads that wait for each other carry out instructions too, as many as it happens.
        .env("RAYON_NUM_THREADS", "1")
        .output()
        .unwrap();
    let status = out.status.code();
    assert!(matches!(status, Some(0 | 1)), "{name}: {status:?}: {}", String::from_utf8_lossy(&out.stderr));
    let counted = std::fs::read_to_string(counted).unwrap();
    let total = counted.lines().find_map(|line| line.strip_prefix("totals: "));
    total.and_then(|total| total.trim().parse().ok()).unwrap_or_else(|| panic!("{name}: no total"))
}
