//! The one way into the output: statements with their attributes, each value of which is escaped here.

use std::fmt::{self, Write};

use crate::emit::dot::label::Label;

/// How many attributes most statements have, or nearly.
const USUAL: usize = 12;

/// The attributes of a statement, in the order in which they are set.
#[derive(Debug, Default)]
pub(super) struct Attributes<'a>(Vec<(&'static str, Value<'a>)>);

/// What a node or a cluster is called: a name of ours.
#[derive(Debug, Clone, Copy)]
pub(super) struct Id<'a>(pub(super) &'a str);

/// What an attribute is set to.
#[derive(Debug)]
pub(super) enum Value<'a> {
    /// A word of ours, in which nothing is to be escaped.
    Word(&'static str),
    /// No more than in one of these.
    Id(Id<'a>),
    /// A text.
    Label(Label),
    /// A text that others are set to as well.
    Shared(&'a Label),
}

impl From<&'static str> for Value<'_> {
    fn from(word: &'static str) -> Self {
        Self::Word(word)
    }
}

impl<'a> From<Id<'a>> for Value<'a> {
    fn from(id: Id<'a>) -> Self {
        Self::Id(id)
    }
}

impl From<Label> for Value<'_> {
    fn from(label: Label) -> Self {
        Self::Label(label)
    }
}

impl<'a> From<&'a Label> for Value<'a> {
    fn from(label: &'a Label) -> Self {
        Self::Shared(label)
    }
}

impl<'a> Attributes<'a> {
    pub(super) fn new() -> Self {
        Self::default()
    }

    pub(super) fn set(mut self, name: &'static str, value: impl Into<Value<'a>>) -> Self {
        if self.0.is_empty() {
            self.0.reserve(USUAL);
        }
        self.0.push((name, value.into()));
        self
    }

    /// Makes it a link to the first of `links`, which have been read as such. What is not ASCII in it is encoded.
    pub(super) fn link(self, links: &[String]) -> Self {
        let Some(link) = links.first() else { return self };
        let mut address = String::new();
        for byte in link.bytes() {
            match byte {
                b'!'..=b'~' => address.push(char::from(byte)),
                _ => address.push_str(&format!("%{byte:02X}")),
            }
        }
        self.set("URL", Label::from(address))
    }
}

/// What is written, with the blocks that are open.
#[derive(Debug)]
pub(super) struct Sheet {
    out: String,
    depth: usize,
}

/// How long most graphs are, in bytes.
const ROOM: usize = 16 << 10;

impl Sheet {
    /// An empty one.
    pub(super) fn new() -> Self {
        Self { out: String::with_capacity(ROOM), depth: 0 }
    }

    /// What was written.
    pub(super) fn text(&self) -> &str {
        &self.out
    }

    pub(super) fn open(&mut self, head: &str) -> fmt::Result {
        self.indent();
        writeln!(self.out, "{head} {{")?;
        self.depth += 1;
        Ok(())
    }

    pub(super) fn close(&mut self) -> fmt::Result {
        self.depth -= 1;
        self.indent();
        writeln!(self.out, "}}")
    }

    /// A node, or what holds for those that follow.
    pub(super) fn statement(&mut self, subject: &str, attributes: &Attributes<'_>) -> fmt::Result {
        self.indent();
        self.out.push_str(subject);
        self.attributes(attributes)
    }

    pub(super) fn edge(&mut self, from: &str, to: &str, attributes: &Attributes<'_>) -> fmt::Result {
        self.indent();
        self.out.extend([from, " -> ", to]);
        self.attributes(attributes)
    }

    fn attributes(&mut self, attributes: &Attributes<'_>) -> fmt::Result {
        for (index, (name, value)) in attributes.0.iter().enumerate() {
            self.out.extend([if index == 0 { " [" } else { ", " }, name, "=\""]);
            match value {
                Value::Word(word) | Value::Id(Id(word)) => self.out.push_str(word),
                Value::Label(label) => self.label(label)?,
                Value::Shared(label) => self.label(label)?,
            }
            self.out.push('"');
        }
        self.out.push_str(if attributes.0.is_empty() { "\n" } else { "]\n" });
        Ok(())
    }

    fn indent(&mut self) {
        self.out.extend(std::iter::repeat_n("  ", self.depth));
    }

    fn label(&mut self, label: &Label) -> fmt::Result {
        let end = label.line_end();
        for (index, line) in label.lines().iter().enumerate() {
            self.line(line)?;
            // Without one after its last line, a label would have that centred.
            if end != 'n' || index + 1 < label.lines().len() {
                self.out.extend(['\\', end]);
            }
        }
        Ok(())
    }

    /// Graphviz reads back from this exactly the characters that stand in `line`: it finds no end of the string in it, no
    /// escape such as `\N`, and no reference such as `&amp;`.
    fn line(&mut self, line: &str) -> fmt::Result {
        let mut rest = line;
        // The last of these is where characters of direction start.
        while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | b'&' | 0xE2)) {
            let (before, sign) = rest.split_at(at);
            self.out.push_str(before);
            let mut after = sign.chars();
            match after.next() {
                Some('"') => self.out.push_str("\\\""),
                Some('\\') => self.out.push_str("\\\\"),
                Some('&') => self.out.push_str("&amp;"),
                // So that whoever looks at the file sees them.
                Some(turn @ '\u{2066}'..='\u{2069}') => write!(self.out, "&#{};", u32::from(turn))?,
                Some(other) => self.out.push(other),
                None => {}
            }
            rest = after.as_str();
        }
        self.out.push_str(rest);
        Ok(())
    }
}
