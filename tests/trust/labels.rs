//! Graphs of hostile texts, read back by a reader of the language of Graphviz that knows nothing of how they are
//! written: as many nodes and lines as for plain words, and exactly the texts in their labels.

use journey::cli::Status;
use journey::workspace::Memory;

use crate::graph::{Attributes, Graph};
use crate::hostile::{Chance, literal};
use crate::support::run;
use crate::tries;

/// Stages in a journey; each has four texts.
const STAGES: usize = 50;
const TEXTS: usize = 4 * STAGES;

/// Pieces of texts, and what is to be seen of them where that is not the same.
const PIECES: [(&str, &str); 52] = [
    ("\"", "\""),
    ("\\", "\\"),
    ("\\\\", "\\\\"),
    ("\\\"", "\\\""),
    ("\"]", "\"]"),
    ("\\N", "\\N"),
    ("\\G", "\\G"),
    ("\\E", "\\E"),
    ("\\T", "\\T"),
    ("\\L", "\\L"),
    ("\\n", "\\n"),
    ("\\l", "\\l"),
    ("\\r", "\\r"),
    ("&", "&"),
    ("&amp;", "&amp;"),
    ("&lt;", "&lt;"),
    ("&#60;", "&#60;"),
    ("&#x3C;", "&#x3C;"),
    ("amp;", "amp;"),
    ("<", "<"),
    (">", ">"),
    ("<b>", "<b>"),
    ("<<i>x</i>>", "<<i>x</i>>"),
    ("{a|b}", "{a|b}"),
    ("|", "|"),
    ("]", "]"),
    (";", ";"),
    ("->", "->"),
    ("//", "//"),
    ("/*", "/*"),
    ("#", "#"),
    ("digraph{", "digraph{"),
    ("URL=\"x\"", "URL=\"x\""),
    ("\n", " "),
    ("\t", " "),
    (" ", " "),
    ("\r", "␍"),
    ("\0", "␀"),
    ("\u{1B}[2J", "␛[2J"),
    ("\u{7}", "␇"),
    ("\u{7F}", "␡"),
    ("\u{9B}", "<U+009B>"),
    ("\u{202E}", "<U+202E>"),
    ("\u{2066}", "<U+2066>"),
    ("\u{200F}", "<U+200F>"),
    ("\u{2028}", "<U+2028>"),
    ("word", "word"),
    ("کفش", "کفش"),
    ("קניה", "קניה"),
    ("購入", "購入"),
    ("🙂", "🙂"),
    ("Größe", "Größe"),
];

/// A text of some pieces, and what is to be seen of it.
fn text(chance: &mut Chance) -> (String, String) {
    let (mut text, mut seen) = (String::new(), String::new());
    for _ in 0..1 + chance.below(7) {
        let (piece, shown) = PIECES[chance.below(PIECES.len())];
        text.push_str(piece);
        seen.push_str(shown);
    }
    if text.trim().is_empty() { ("x".to_owned(), "x".to_owned()) } else { (text, seen) }
}

fn plain(number: usize) -> String {
    format!("zzz{number}zzz")
}

/// The graph of a journey with these texts.
fn graph(texts: &[String], language: &str, detail: &str) -> Graph {
    let mut journey = format!("journey hostile {{ lang \"{language}\"\n");
    for (number, texts) in texts.chunks(4).enumerate() {
        let [title, barrier, when, point] = texts else { panic!("four texts a stage") };
        journey.push_str(&format!(
            "stage s{number} {title} {{ barrier b{number} {barrier}\n touchpoint p{number} {point}\n -> exit when {when} }}\n"
        ));
    }
    journey.push('}');
    let files = Memory::new([("a.journey", journey.as_str())]);
    let options =
        ["journey", "build", "a.journey", "--to", "dot", "--off", "unreachable-stage", "--detail", detail];
    let (printed, status) = run(&options, &files, b"");
    assert_eq!(status, Status::Fine, "{printed}");
    let written = files.all().remove("/out/hostile.dot").expect("there is a graph");
    let written = String::from_utf8(written).unwrap();
    Graph::read(&written)
}

#[test]
fn hostile_labels_are_read_back() {
    let mut chance = Chance(4);
    let mut read = 0;
    for round in 0..tries(20_000, 1_000_000).div_ceil(TEXTS) {
        let language = ["en", "fa"][round % 2];
        let detail = ["stages", "touchpoints"][round / 2 % 2];
        let texts: Vec<(String, String)> = (0..TEXTS).map(|_| text(&mut chance)).collect();
        let literals: Vec<String> = texts.iter().map(|(text, _)| literal(text)).collect();
        let hostile = graph(&literals, language, detail);
        let words: Vec<String> = (0..TEXTS).map(|number| literal(&plain(number))).collect();
        let plain = graph(&words, language, detail);
        assert_eq!(hostile.lines.len(), plain.lines.len());
        assert!(hostile.things.keys().eq(plain.things.keys()));
        let all = |graph: &Graph| -> Vec<Attributes> {
            let lines = graph.lines.iter().map(|(_, attributes)| attributes.clone());
            graph.things.values().cloned().chain(lines).collect()
        };
        for (hostile, plain) in all(&hostile).iter().zip(all(&plain)) {
            assert!(hostile.keys().eq(plain.keys()));
            for (name, value) in &plain {
                let (expected, replaced) = expected(value, &texts, name == "tooltip");
                assert_eq!(bare(&hostile[name]), bare(&expected), "{name}, for {value:?}");
                read += replaced;
            }
        }
    }
    assert!(read >= tries(20_000, 1_000_000), "{read} labels");
}

#[test]
fn overlong_texts_are_cut_where_they_are_drawn_and_whole_for_programs() {
    for (length, is_cut) in [(4_095, false), (4_096, false), (4_097, true), (50_000, true)] {
        let text = "é".repeat(length);
        let cut = format!("{}…", "é".repeat(4_095));
        let journey = format!(
            "team shop\nchannel site\njourney a {{ stage s \"{text}\" {{ owner shop; note \"{text}\"\n\
             touchpoint t {{ channel site }}; -> end }} }}"
        );
        let files = Memory::new([("a.journey", journey.as_str())]);
        let (printed, status) = run(&["journey", "build", "a.journey"], &files, b"");
        assert_eq!(status, Status::Fine, "{printed}");
        assert_eq!(printed.matches("warning[overlong-text]").count(), usize::from(is_cut), "{length}");
        let written = |path: &str| String::from_utf8(files.all().remove(path).unwrap()).unwrap();
        let letters = |text: &str| text.chars().filter(|it| *it == 'é').count();
        let (page, document) = (written("/out/a.md"), written("/out/journeys.json"));
        assert!(document.contains(&format!("\"{text}\"")), "all of it is for programs");
        assert!(page.contains(if is_cut { &cut } else { &text }) && page.contains(&text), "a note is whole");
        let graph = written("/out/a.dot");
        let title = Graph::read(&graph).things.remove("cluster_s0: graph").unwrap().remove("label").unwrap();
        assert_eq!((letters(&title), title.contains('…')), (if is_cut { 4_095 } else { length }, is_cut));
    }
}

/// A value of the graph for plain words, with the texts in their stead; and how many.
fn expected(value: &str, texts: &[(String, String)], is_tooltip: bool) -> (String, usize) {
    let value = bare(value);
    let mut parts = value.split("zzz");
    let mut said = parts.next().unwrap_or_default().to_owned();
    let mut replaced = 0;
    for part in parts {
        match part.parse::<usize>() {
            Ok(number) => {
                let seen = &texts[number].1;
                // There Graphviz cannot be made to leave all backslashes as they are.
                said.push_str(&if is_tooltip { seen.replace('\\', "\u{29F5}") } else { seen.clone() });
                replaced += 1;
            }
            Err(_) => said.push_str(part),
        }
    }
    (said, replaced)
}

/// Without blanks, for labels are broken into lines, and without what keeps the direction of a line.
fn bare(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace() && !matches!(it, '\u{2066}'..='\u{2069}')).collect()
}
