//! Journeys of any shape are looked at and written: chains, stars, circles, and forks whose ways double at each step.

use std::time::{Duration, Instant};

use journey::workspace::Memory;

use crate::support::run;
use crate::tries;

/// A journey of `count` stages, whose arrows are those that `arrows` gives for the number of each.
fn graph(count: usize, arrows: impl Fn(usize) -> Vec<usize>) -> String {
    let mut text = String::from("team t\njourney j {\n  owner t\n  start s0\n");
    for stage in 0..count {
        text.push_str(&format!("  stage s{stage} {{\n    owner t\n"));
        let next = arrows(stage);
        for target in next.iter().filter(|target| **target < count) {
            text.push_str(&format!("    -> s{target}\n"));
        }
        if next.iter().any(|target| *target >= count) {
            text.push_str("    -> end\n");
        }
        text.push_str("  }\n");
    }
    text + "}\n"
}

/// Checks the journey, far below the time that anything but a walk along its arrows would take.
fn look(name: &str, text: String) {
    let files = Memory::new([("a.journey", text)]);
    let start = Instant::now();
    // On as little stack as a worker may have.
    let check = || run(&["journey", "check", "--off", "missing-touchpoint", "a.journey"], &files, b"").0;
    let said = std::thread::scope(|scope| {
        std::thread::Builder::new().stack_size(512 << 10).spawn_scoped(scope, check).unwrap().join().unwrap()
    });
    let took = start.elapsed();
    println!("{name}: {took:.2?}");
    assert!(!said.contains("error"), "{name}: {said}");
    assert!(took < Duration::from_secs(60), "{name} took {took:?}");
}

#[test]
fn graphs_of_any_shape_are_checked() {
    let many = tries(5_000, 100_000);
    look("a chain", graph(many, |stage| vec![stage + 1]));
    look(
        "a chain backwards",
        graph(many, |stage| if stage == 0 { vec![many - 1] } else { vec![stage - 1, many] }),
    );
    look("a star", graph(many, |stage| if stage == 0 { (1..many).collect() } else { vec![many] }));
    look("circles of three", graph(many / 3 * 3, |stage| vec![stage / 3 * 3 + (stage + 1) % 3, stage + 3]));
    let full = tries(60, 300);
    look(
        "all to all",
        graph(full, |stage| (0..full).filter(|other| *other != stage).chain([full]).collect()),
    );
    // 2 to the power of 30 ways.
    look(
        "forks",
        graph(91, |stage| if stage % 3 == 0 { vec![stage + 1, stage + 2] } else { vec![stage / 3 * 3 + 3] }),
    );
}
