//! Time grows with a text's length and not with its square, whatever the text: instructions are counted, not seconds.
//!
//! Each family is a text that grows. `valgrind` counts what the program itself carries out to check it; what an empty
//! file costs is taken off. One thread does all. Reports are printed for programs, for all of them are: those for people end at a thousand.

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

#[test]
fn no_text_takes_more_than_twice_as_long_when_it_is_twice_as_long() {
    if !has_tool("valgrind", "how many instructions hostile texts take") {
        return;
    }
    // Two doublings; at length, each of them by itself.
    let factors: &[usize] = if tries(0, 1) == 0 { &[1, 4] } else { &[1, 2, 4] };
    let shortest = tries(SHORTEST, SHORTEST_AT_LENGTH);
    let nothing = instructions("nothing", "");
    // On every change a third of the families is tried.
    let families: Vec<&Family> = FAMILIES.iter().step_by(tries(3, 1)).collect();
    let next = AtomicUsize::new(0);
    let wrong = Mutex::new(Vec::new());
    let count_some = || {
        while let Some(family) = families.get(next.fetch_add(1, Ordering::Relaxed)) {
            let costs = costs(family, shortest, factors, nothing);
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

/// What it takes to check the texts of a family that are so many times as long as its shortest.
fn costs(family: &Family, shortest: usize, factors: &[usize], nothing: f64) -> Vec<f64> {
    // The length of two shows what one more costs; the rest of a text is the same at any length.
    let step = (family.text)(2).len().saturating_sub((family.text)(1).len()).max(1);
    let count = shortest.div_ceil(step).max(FEWEST);
    factors.iter().map(|factor| instructions(family.name, &(family.text)(count * factor)) - nothing).collect()
}

/// How many instructions it takes the program to check `text`.
#[allow(clippy::disallowed_methods, reason = "the real program reads a real file")]
fn instructions(name: &str, text: &str) -> f64 {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("journey.toml"), "").unwrap();
    std::fs::write(folder.path().join("a.journey"), text).unwrap();
    let counted = folder.path().join("counted");
    let out = Command::new("valgrind")
        .args(["--tool=callgrind", "--quiet"])
        .arg(format!("--callgrind-out-file={}", counted.display()))
        .arg(Path::new(env!("CARGO_BIN_EXE_journey")))
        .args(["check", "--format", "json", "a.journey"])
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
