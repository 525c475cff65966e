//! What `dot` has drawn: nodes, cards and lines with their texts and places, read out of its JSON and its SVG.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::process::{Command, Stdio};

use serde_json::Value;

/// A graph as it was drawn.
pub(crate) struct Drawing {
    /// Nodes and cards, by name.
    pub(crate) things: BTreeMap<String, Thing>,
    /// Those that are seen.
    pub(crate) lines: Vec<Line>,
}

/// A node or a card.
#[derive(Debug)]
pub(crate) struct Thing {
    /// What stands in it, without spaces.
    pub(crate) text: String,
    /// What is shown under the pointer.
    pub(crate) tooltip: String,
    /// Its left, lower, right and upper edge.
    pub(crate) edges: [f64; 4],
}

/// A line.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) from: String,
    pub(crate) to: String,
    /// What stands at it, without spaces.
    pub(crate) text: String,
}

/// Whether there is a `dot`; says what is not tested where there is none, unless that must not be.
#[expect(clippy::disallowed_methods, reason = "the place of a test is told by its environment")]
pub(crate) fn can_draw() -> bool {
    let found = Command::new("dot").arg("-V").stderr(Stdio::null()).status();
    match found {
        Ok(status) => assert!(status.success(), "`dot -V` ends with {status}"),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let message =
                "there is no `dot` here: nobody has looked at what graphs look like; install Graphviz";
            assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "{message}");
            // Past what catches the output of tests, so that it is read.
            let _ = writeln!(io::stderr(), "skipped: {message}");
            return false;
        }
        Err(error) => panic!("`dot` cannot be started: {error}"),
    }
    true
}

/// Lets `dot` draw `graph`, which it must do without a word.
pub(crate) fn dot(form: &str, graph: &str) -> String {
    let mut command = Command::new("dot");
    let command = command.arg(form).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("`dot` is there");
    let mut stdin = child.stdin.take().expect("it is a pipe");
    let graph_bytes = graph.as_bytes().to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&graph_bytes));
    let output = child.wait_with_output().expect("`dot` ends");
    writer.join().expect("the writer does not panic").expect("`dot` reads all of it");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.is_empty(), "`dot` says: {said}\n{graph}");
    String::from_utf8(output.stdout).expect("`dot` writes UTF-8")
}

impl Drawing {
    /// Draws `graph` twice, once as data and once as an image, which must show the same.
    pub(crate) fn of(graph: &str) -> Self {
        let data: Value = serde_json::from_str(&dot("-Tjson", graph)).expect("`dot` writes JSON");
        let empty = Vec::new();
        let objects = data["objects"].as_array().unwrap_or(&empty);
        let names: Vec<&str> = objects.iter().map(name).collect();
        let things = objects.iter().filter(|it| name(it).starts_with("cluster") || it["pos"].is_string());
        let mut drawing =
            Self { things: things.map(|it| (name(it).to_owned(), thing(it))).collect(), lines: Vec::new() };
        for line in data["edges"].as_array().unwrap_or(&empty) {
            let end = |key: &str| names[line[key].as_u64().expect("a number") as usize].to_owned();
            if line["style"] != "invis" {
                drawing.lines.push(Line { from: end("tail"), to: end("head"), text: text(line) });
            }
        }
        drawing.look(&dot("-Tsvg", graph));
        drawing
    }

    /// Looks at the image: it is XML, shows the same texts, and tells more under the pointer.
    fn look(&mut self, image: &str) {
        let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
        let image = roxmltree::Document::parse_with_options(image, options).expect("the image is XML");
        for group in
            image.descendants().filter(|it| matches!(it.attribute("class"), Some("node" | "cluster")))
        {
            let name = group.children().find(|it| it.has_tag_name("title")).and_then(|it| it.text());
            let thing = name.and_then(|name| self.things.get_mut(name)).expect("the data has it too");
            let texts = group.descendants().filter(|it| it.tag_name().name() == "text");
            let shown: String = texts.filter_map(|it| it.text()).collect();
            assert_eq!(bare(&shown), thing.text, "{name:?}");
            let title = |it: roxmltree::Node<'_, '_>| it.attribute((XLINK, "title")).map(str::to_owned);
            thing.tooltip = group.descendants().find_map(title).expect("it has a tooltip");
        }
    }

    pub(crate) fn thing(&self, name: &str) -> &Thing {
        self.things.get(name).unwrap_or_else(|| panic!("there is no `{name}`"))
    }

    /// How many things have names that begin so.
    pub(crate) fn count(&self, start: &str) -> usize {
        self.things.keys().filter(|name| name.starts_with(start)).count()
    }
}

/// The name space of links.
pub(crate) const XLINK: &str = "http://www.w3.org/1999/xlink";

fn name(object: &Value) -> &str {
    object["name"].as_str().unwrap_or_default()
}

fn numbers(text: &Value) -> Vec<f64> {
    let text = text.as_str().unwrap_or_default();
    text.split(',').map(|number| number.parse().expect("a number")).collect()
}

fn thing(object: &Value) -> Thing {
    let edges = if object["bb"].is_string() {
        numbers(&object["bb"])
    } else {
        let at = numbers(&object["pos"]);
        // Sizes are in inches of 72 points.
        let half =
            |key: &str| object[key].as_str().and_then(|it| it.parse::<f64>().ok()).unwrap_or(0.0) * 36.0;
        let (x, y) = (half("width"), half("height"));
        vec![at[0] - x, at[1] - y, at[0] + x, at[1] + y]
    };
    Thing { text: text(object), tooltip: String::new(), edges: edges.try_into().expect("four edges") }
}

/// What `dot` draws as the label of a thing or a line, letter by letter.
fn text(object: &Value) -> String {
    let strokes = object["_ldraw_"].as_array().into_iter().flatten();
    let texts = strokes.filter(|stroke| stroke["op"] == "T");
    bare(&texts.filter_map(|stroke| stroke["text"].as_str()).collect::<String>())
}

/// `text` without spaces, which may be ends of lines, and without signs that only keep directions apart.
pub(crate) fn bare(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace() && !('\u{2066}'..='\u{2069}').contains(it)).collect()
}
