//! Texts that try to be more than texts: Mermaid shows them letter by letter, and does nothing else.

use crate::reading::{mermaid, read, texts};
use crate::support::tries;
use crate::{Diagrams, diagrams_of};

/// Stages in a journey, and texts in each: its title, its owner's, one at an arrow, and its touchpoint's.
const STAGES: usize = 10;
const TEXTS: usize = 4;

/// Pieces of texts, and what is to be seen of them where that is not the same.
const PIECES: [(&str, &str); 78] = [
    ("\"", "\""),
    ("'", "'"),
    ("`", "`"),
    ("`**x**`", "`**x**`"),
    ("\\", "\\"),
    ("\\n", "\\n"),
    ("&", "&"),
    ("&amp;", "&amp;"),
    ("&lt;b&gt;", "&lt;b&gt;"),
    ("&#60;", "&#60;"),
    ("#", "#"),
    ("#35;", "#35;"),
    ("#quot;", "#quot;"),
    ("#9829;", "#9829;"),
    ("ﬂ°°60¶ß", "fl°°60¶ ß"),
    ("ﬂ°lt¶ß", "fl°lt¶ ß"),
    ("<", "<"),
    (">", ">"),
    ("<br>", "<br>"),
    ("<br/>", "<br/>"),
    ("<b>x</b>", "<b>x</b>"),
    ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
    ("<!--", "<!--"),
    ("-->", "-->"),
    ("-.->", "-.->"),
    ("---", "---"),
    ("===", "==="),
    ("[x]", "[x]"),
    ("((", "(("),
    ("))", "))"),
    ("{{x}}", "{{x}}"),
    ("|", "|"),
    (";", ";"),
    (":", ":"),
    (":::open", ":::open"),
    (",", ","),
    ("@", "@"),
    ("@{ shape: rect }", "@{ shape: rect }"),
    ("%%", "%%"),
    ("%%{init: {'theme':'dark'}}%%", "%%{init: {'theme':'dark'}}%%"),
    ("%%{wrap}%%", "%%{wrap}%%"),
    ("\n---\ntitle: x\n---\n", " --- title: x --- "),
    ("\nsection x\n", " section x "),
    ("title x", "title x"),
    ("section x", "section x"),
    ("journey", "journey"),
    ("accTitle: x", "accTitle: x"),
    ("accDescr { x", "accDescr { x"),
    ("end", "end"),
    ("END", "END"),
    ("o--o", "o--o"),
    ("x--x", "x--x"),
    ("subgraph x", "subgraph x"),
    ("click s0 href \"javascript:alert(1)\"", "click s0 href \"javascript:alert(1)\""),
    ("style s0 fill:#f00;", "style s0 fill:#f00;"),
    ("classDef low2 fill:#000;", "classDef low2 fill:#000;"),
    ("linkStyle 0 stroke:#f00", "linkStyle 0 stroke:#f00"),
    ("fa:fa-car", "fa:fa-car"),
    ("$$x^2$$", "$ $x^2$ $"),
    ("_x_", "_x_"),
    ("**x**", "**x**"),
    ("1. x", "1. x"),
    ("- x", "- x"),
    ("https://example.com/?a=b&c#d", "https://example.com/?a=b&c#d"),
    ("__proto__", "__proto__"),
    ("constructor", "constructor"),
    ("\t", " "),
    ("\u{7}", "␇"),
    ("\u{7F}", "␡"),
    ("\u{202E}", "\u{FFFD}"),
    ("\u{2028}", " "),
    ("کفش", "کفش"),
    ("購入", "購入"),
    ("🙂", "🙂"),
    ("Größe", "Größe"),
    (" ", " "),
    ("word", "word"),
];

/// Draws numbers, the same ones after the same start (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }

    /// A text of some pieces that is not cut, and what is to be seen of it.
    fn text(&mut self) -> (String, String) {
        let (mut text, mut seen) = ("a".to_owned(), "a".to_owned());
        for _ in 0..self.below(6) {
            let (piece, shown) = PIECES[self.below(PIECES.len())];
            if seen.chars().count() + shown.chars().count() < 55 {
                text.push_str(piece);
                seen.push_str(shown);
            }
        }
        if self.below(2) == 0 {
            // Without the letter in front: what opens a statement stands first.
            let rest = (text[1..].to_owned(), seen[1..].to_owned());
            (text, seen) = if rest.1.trim().is_empty() { (text, seen) } else { rest };
        }
        // The signs around a formula are taken apart wherever two come together.
        let seen = seen.replace("$$", "$ $").replace("$$", "$ $");
        (text, seen.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
    }
}

/// A journey with these texts.
fn hostile(texts: &[String]) -> Diagrams {
    let (mut teams, mut stages) = (String::new(), String::new());
    for (number, texts) in texts.chunks(TEXTS).enumerate() {
        let [title, owner, when, point] = texts else { panic!("four texts a stage") };
        teams += &format!("team t{number} {owner}\n");
        stages += &format!(
            "stage s{number} {title} {{ owner t{number}\n touchpoint p{number} {point} {{ emotion 0 }}\n -> exit when {when} }}\n"
        );
    }
    diagrams_of(&format!("{teams}journey hostile {} {{ {stages} }}", texts[0]))
}

/// `text` as the language writes it.
fn literal(text: &str) -> String {
    let letters = text.chars().map(|letter| match letter {
        '"' | '\\' => format!("\\{letter}"),
        _ if letter.is_control() || !letter.is_ascii() => format!("\\u{{{:X}}}", u32::from(letter)),
        _ => letter.to_string(),
    });
    format!("\"{}\"", letters.collect::<String>())
}

#[test]
fn mermaid_shows_any_text_and_does_nothing_else() {
    let Some(mermaid) = mermaid("what Mermaid makes of hostile texts") else { return };
    let mut chance = Chance(20_261_122);
    let mut left = tries(10_000, 200_000);
    while left > 0 {
        let mut all = Vec::new();
        while all.len() < 250 && left > 0 {
            let drawn: Vec<_> = (0..STAGES * TEXTS).map(|_| chance.text()).collect();
            left = left.saturating_sub(drawn.len());
            let written: Vec<String> = drawn.iter().map(|(text, _)| literal(text)).collect();
            all.push((drawn, hostile(&written)));
        }
        let texts: Vec<&str> = all.iter().flat_map(|(_, it)| [it.stages.as_str(), &it.touchpoints]).collect();
        for (found, (drawn, diagrams)) in read(&mermaid, &texts).chunks(2).zip(&all) {
            let seen: Vec<&str> = drawn.iter().map(|(_, seen)| seen.as_str()).collect();
            is_as_drawn(found, &seen, diagrams);
        }
    }
}

fn is_as_drawn(found: &[serde_json::Value], seen: &[&str], diagrams: &Diagrams) {
    let (chart, tasks) = (&found[0], &found[1]["tasks"]);
    assert_eq!(diagrams.board.stages.len(), STAGES, "every text is taken");
    assert_eq!([&chart["title"], &found[1]["title"]], [seen[0], seen[0]]);
    let nodes = texts(&chart["nodes"], "text");
    let lines = texts(&chart["lines"], "text");
    assert_eq!(
        (nodes.len(), lines.len(), tasks.as_array().unwrap().len()),
        (1 + 2 * STAGES, 1 + STAGES, STAGES)
    );
    assert!(chart["nodes"].as_array().unwrap().iter().all(|node| node["link"].is_null()));
    for (number, of_stage) in seen.chunks(TEXTS).enumerate() {
        let [title, owner, when, point] = of_stage else { panic!("four texts a stage") };
        assert_eq!(nodes[1 + number], format!("😐 {}. {title}\n{owner}", number + 1));
        assert_eq!(lines[1 + number], *when);
        let task = &tasks[number];
        assert_eq!(task["section"], format!("{}. {title}", number + 1));
        assert_eq!(task["task"], *point);
        assert_eq!(task["people"], serde_json::json!([owner]));
        assert_eq!(task["score"], 3);
    }
}
