//! Graphs of hostile texts, read back by a reader of the language of Graphviz that knows nothing of how they are
//! written: as many nodes and lines as for plain words, and exactly the texts in their labels.

use std::collections::BTreeMap;

use journey::cli::Status;
use journey::workspace::Memory;

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
    Reader { rest: &written }.graph()
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
        let title = Reader { rest: &graph }
            .graph()
            .things
            .remove("cluster_s0: graph")
            .unwrap()
            .remove("label")
            .unwrap();
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

type Attributes = BTreeMap<String, String>;

/// What a graph says.
struct Graph {
    /// Nodes and clusters, by name, with what is set for them.
    things: BTreeMap<String, Attributes>,
    /// Lines, by what they join.
    lines: Vec<(String, Attributes)>,
}

/// Reads the language of Graphviz, as far as strings, names, blocks and lists of attributes go.
struct Reader<'g> {
    rest: &'g str,
}

impl Reader<'_> {
    fn graph(mut self) -> Graph {
        let mut graph = Graph { things: BTreeMap::new(), lines: Vec::new() };
        let mut open = Vec::new();
        loop {
            match self.sign() {
                Some('}') => {
                    self.take('}');
                    open.pop().expect("a block is open");
                    if open.is_empty() {
                        assert_eq!(self.rest.trim(), "", "nothing stands behind the graph");
                        return graph;
                    }
                }
                Some(';') => self.take(';'),
                Some(_) => self.statement(&mut open, &mut graph),
                None => panic!("the graph is not closed"),
            }
        }
    }

    fn statement(&mut self, open: &mut Vec<String>, graph: &mut Graph) {
        let mut subject = self.name();
        if matches!(subject.as_str(), "digraph" | "subgraph") {
            let name =
                if self.sign() == Some('{') { format!("block {}", graph.things.len()) } else { self.name() };
            self.take('{');
            return open.push(name);
        }
        let mut is_line = false;
        while self.rest.trim_start().starts_with("->") {
            self.rest = &self.rest.trim_start()[2..];
            subject = format!("{subject} -> {}", self.name());
            is_line = true;
        }
        let attributes = self.attributes();
        if is_line {
            graph.lines.push((subject, attributes));
        } else {
            let of_block = matches!(subject.as_str(), "graph" | "node" | "edge");
            let block = open.last().expect("a block is open");
            let name = if of_block { format!("{block}: {subject}") } else { subject };
            // What is set later is set too.
            graph.things.entry(name).or_default().extend(attributes);
        }
    }

    fn attributes(&mut self) -> Attributes {
        let mut attributes = Attributes::new();
        if self.sign() != Some('[') {
            return attributes;
        }
        self.take('[');
        while self.sign() != Some(']') {
            let name = self.name();
            self.take('=');
            let value = self.name();
            attributes.insert(name, value);
            if self.sign() == Some(',') {
                self.take(',');
            }
        }
        self.take(']');
        attributes
    }

    /// A name, or a string with its escapes and references read.
    fn name(&mut self) -> String {
        self.rest = self.rest.trim_start();
        let Some(inside) = self.rest.strip_prefix('"') else {
            let end = self.rest.find(|it: char| !it.is_alphanumeric() && !"_.".contains(it)).unwrap_or(0);
            assert!(end > 0, "a name should stand here: {:.60}", self.rest);
            let name = self.rest[..end].to_owned();
            self.rest = &self.rest[end..];
            return name;
        };
        let (mut read, mut at) = (String::new(), 0);
        loop {
            let character = inside[at..].chars().next().expect("a string is closed");
            match character {
                '"' => break,
                '\\' => {
                    let next = inside[at + 1..].chars().next().expect("a string is closed");
                    match next {
                        '"' | '\\' => read.push(next),
                        'n' | 'l' | 'r' => read.push('\n'),
                        _ => panic!("`\\{next}` stands for something else"),
                    }
                    at += 1 + next.len_utf8();
                    continue;
                }
                '&' => {
                    let (reference, _) = inside[at..].split_once(';').expect("a reference ends");
                    match reference {
                        "&amp;" | "&amp" => read.push('&'),
                        _ => {
                            let number = reference.strip_prefix("&#").and_then(|it| it.parse().ok());
                            read.push(number.and_then(char::from_u32).expect("a reference of ours"));
                        }
                    }
                    at += reference.len() + 1;
                    continue;
                }
                _ => {
                    assert!(!character.is_control() || character == '\n', "{character:?} stands in a string");
                    read.push(character);
                }
            }
            at += character.len_utf8();
        }
        self.rest = &inside[at + 1..];
        read
    }

    fn sign(&self) -> Option<char> {
        self.rest.trim_start().chars().next()
    }

    fn take(&mut self, sign: char) {
        let rest = self.rest.trim_start();
        self.rest =
            rest.strip_prefix(sign).unwrap_or_else(|| panic!("`{sign}` should stand here: {rest:.60}"));
    }
}
