//! What the fuzzer demands of any bytes, of the bytes of every example and golden case, and of many that are nearly theirs.
//!
//! The demands stand in tests/fuzz/src/bodies.rs, which the fuzzer's own crate shares: so it cannot go stale.

use crate::random::Random;
use crate::support::{files_in, folder};
use crate::tries;

#[allow(unreachable_pub, reason = "the fuzzer's crate takes them from outside")]
#[path = "../fuzz/src/bodies.rs"]
pub(crate) mod bodies;

/// So many bytes of a seed are changed and tried: a long text is no more hostile than a part of it.
const LONGEST: usize = 1_500;

/// What is put into texts. All of the language is here, and what is nasty to it.
const PIECES: [&str; 48] = [
    "{",
    "}",
    "\n",
    "\n  ",
    "\"",
    "\"\"\"",
    "\\",
    "\\u{",
    "<",
    ">",
    "<https://a>",
    ",",
    ";",
    "(",
    ")",
    "-> ",
    "-",
    "@allow(",
    "//",
    "/*",
    "*/",
    "\r",
    "\t",
    "\0",
    "\u{1B}[31m",
    "\u{FEFF}",
    "\u{A0}",
    "\u{2028}",
    "\u{200D}",
    "\u{202E}",
    "é",
    "e\u{301}",
    "👩\u{200D}💻",
    "س",
    "購入",
    "12_000",
    "35%",
    "-2",
    "1d..5d",
    "2026-02-30",
    "85 EUR",
    "team ",
    "journey ",
    "stage a {",
    "only ",
    "end",
    "when ",
    "import \"shared/b.journey\"\n",
];

/// The texts of the examples and of the golden cases.
pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    for root in ["examples", "tests/golden"] {
        let files = files_in(&folder(root));
        let texts = files.into_iter().filter(|(path, _)| path.ends_with(".journey"));
        seeds.extend(texts.map(|(_, bytes)| bytes));
    }
    assert!(seeds.len() > 100, "{} seeds", seeds.len());
    seeds
}

/// Bytes that are nearly those of one seed, or of two.
fn changed(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut bytes = part(&seeds[random.below(seeds.len())], random);
    if random.below(3) == 0 {
        bytes.push(bodies::NEXT_FILE);
        bytes.extend(part(&seeds[random.below(seeds.len())], random));
    }
    for _ in 0..random.below(6) {
        let at = random.below(bytes.len() + 1);
        let end = (at + random.below(30)).min(bytes.len());
        match random.below(5) {
            0 => drop(bytes.drain(at..end)),
            1 => bytes.extend_from_within(at..end),
            2 => drop(
                bytes.splice(at..at, (0..random.below(4)).map(|_| random.next() as u8).collect::<Vec<_>>()),
            ),
            _ => drop(bytes.splice(at..at, PIECES[random.below(PIECES.len())].bytes())),
        }
    }
    bytes
}

fn part(seed: &[u8], random: &mut Random) -> Vec<u8> {
    let start =
        if seed.len() > LONGEST && random.below(2) == 0 { random.below(seed.len() - LONGEST) } else { 0 };
    seed[start..(start + LONGEST).min(seed.len())].to_vec()
}

fn demand(body: fn(&[u8]), seed: u64, times: usize) {
    let seeds = seeds();
    for bytes in &seeds {
        body(bytes);
    }
    let mut random = Random::new(seed);
    for _ in 0..times {
        let bytes = changed(&seeds, &mut random);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if std::panic::catch_unwind(|| body(&bytes)).is_err() {
            panic!("by this input: {text:?}");
        }
    }
}

#[test]
fn any_bytes_are_read() {
    demand(bodies::parse, 1, tries(20_000, 1_000_000));
}

#[test]
fn any_two_files_are_formatted() {
    demand(bodies::fmt, 4, tries(3_000, 200_000));
}

#[test]
fn any_two_files_are_checked() {
    demand(bodies::check, 2, tries(3_000, 200_000));
}

#[test]
fn any_journeys_are_written() {
    demand(bodies::emit, 3, tries(3_000, 200_000));
}
