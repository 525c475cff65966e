//! A reader of the language of Graphviz that knows nothing of how the program writes it.

use std::collections::BTreeMap;

/// What is set for a node, a cluster or a line.
pub(crate) type Attributes = BTreeMap<String, String>;

/// What a graph says.
pub(crate) struct Graph {
    /// Nodes and clusters, by name, with what is set for them.
    pub(crate) things: BTreeMap<String, Attributes>,
    /// Lines, by what they join.
    pub(crate) lines: Vec<(String, Attributes)>,
}

impl Graph {
    /// Reads the text of a graph; what cannot be read fails the test.
    pub(crate) fn read(text: &str) -> Self {
        Reader { rest: text }.graph()
    }
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
