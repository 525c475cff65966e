//! A report may point anywhere, also where nothing is: what is drawn is the nearest place that there is.
//!
//! Nothing panics: had the drawing done so, the report would have no excerpt.

use std::sync::Arc;

use journey::diagnostic::Diagnostic;
use journey::report::{FORMS, Findings, Look};
use journey::text::{Source, SourceId, Span};

use crate::random::Random;
use crate::tries;

/// What the texts are made of.
const PIECES: [&str; 24] = [
    "a",
    "stage shop",
    " ",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "\0",
    "\u{1B}[31m",
    "\u{7F}",
    "é",
    "e\u{301}",
    "購",
    "س",
    "ﷺ",
    "👩\u{200D}💻",
    "🇵🇱",
    "\u{202E}",
    "\u{2028}",
    "\u{FEFF}",
    "\u{200B}",
    "\u{E0041}",
    "\u{FDD0}",
    "\u{10FFFF}",
];

fn text(random: &mut Random) -> String {
    let most = if random.below(50) == 0 { 3_000 } else { 30 };
    let pieces = random.below(most);
    (0..pieces).map(|_| PIECES[random.below(PIECES.len())]).collect()
}

/// An offset into a text of this length: within a character as likely as not, at its end, behind it.
fn offset(random: &mut Random, length: usize) -> u32 {
    match random.below(10) {
        0 => length as u32,
        1 => random.below(length + 100) as u32,
        2 => u32::MAX - random.below(3) as u32,
        _ => random.below(length + 1) as u32,
    }
}

#[test]
fn reports_may_point_anywhere() {
    let human = FORMS.iter().find(|form| form.name == "human").unwrap();
    let mut random = Random::new(20_261_122);
    for _ in 0..tries(50_000, 1_000_000) {
        let (one, other) = (text(&mut random), text(&mut random));
        let sources = vec![
            Arc::new(Source::new(SourceId(0), "a.journey", &*one)),
            Arc::new(Source::new(SourceId(1), "b.journey", &*other)),
        ];
        let mut span = || {
            let source = random.below(2);
            let length = sources[source].text().len();
            Span::new(SourceId(source as u32), offset(&mut random, length), offset(&mut random, length))
        };
        let (at, also) = (span(), span());
        let report = Diagnostic::error(at, "wrong").code("wrong").label("here").also(also, "and here");
        let reports = [report];
        let findings = Findings::new(&reports, &sources, 2);
        let look =
            Look { color: random.below(2) == 0, width: random.below(150), unicode: random.below(2) == 0 };
        let mut printed = Vec::new();
        (human.write)(&findings, &look, &mut printed).unwrap();
        let printed = String::from_utf8(printed).unwrap();
        let frame = if look.unicode { "╭─" } else { ",-" };
        assert!(printed.contains(frame), "{at:?} and {also:?} in {one:?} and {other:?}:\n{printed}");
    }
}

#[test]
fn places_far_to_the_right_are_seen() {
    let human = FORMS.iter().find(|form| form.name == "human").unwrap();
    for column in [65_534, 65_535, 65_536, 1_000_000, 4_000_000] {
        let text = format!("{}WRONG{}", "購".repeat(column), " x".repeat(column));
        let start = (column * "購".len()) as u32;
        let sources = vec![Arc::new(Source::new(SourceId(0), "a.journey", text))];
        let reports =
            [Diagnostic::error(Span::new(SourceId(0), start, start + 5), "wrong").label("this one")];
        let findings = Findings::new(&reports, &sources, 1);
        let mut printed = Vec::new();
        (human.write)(&findings, &Look { color: false, width: 100, unicode: true }, &mut printed).unwrap();
        let printed = String::from_utf8(printed).unwrap();
        assert!(printed.len() <= 8_192, "{column}: {} bytes", printed.len());
        assert!(printed.contains(&format!("[a.journey:1:{}]", column + 1)), "{printed}");
        let lines: Vec<&str> = printed.lines().collect();
        let shown = lines.iter().position(|line| line.contains("WRONG")).expect(&printed);
        assert!(lines[shown + 1].contains("━━┯━━") && lines[shown + 2].contains("this one"), "{printed}");
    }
}
