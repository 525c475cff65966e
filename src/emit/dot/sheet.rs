//! The one way into the output: statements with their attributes, each value of which is escaped here.

use std::fmt;

use crate::emit::dot::label::Label;

/// The attributes of a statement, in the order in which they are set.
#[derive(Debug, Default)]
pub(super) struct Attributes(Vec<(&'static str, Label)>);

impl Attributes {
    pub(super) fn new() -> Self {
        Self::default()
    }

    pub(super) fn set(mut self, name: &'static str, value: impl Into<Label>) -> Self {
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
        self.set("URL", address)
    }
}

/// What is written, with the blocks that are open.
pub(super) struct Sheet<'o> {
    out: &'o mut dyn fmt::Write,
    depth: usize,
}

impl<'o> Sheet<'o> {
    pub(super) fn new(out: &'o mut dyn fmt::Write) -> Self {
        Self { out, depth: 0 }
    }

    pub(super) fn open(&mut self, head: &str) -> fmt::Result {
        self.indent()?;
        writeln!(self.out, "{head} {{")?;
        self.depth += 1;
        Ok(())
    }

    pub(super) fn close(&mut self) -> fmt::Result {
        self.depth -= 1;
        self.indent()?;
        writeln!(self.out, "}}")
    }

    /// A node, or what holds for those that follow.
    pub(super) fn statement(&mut self, subject: &str, attributes: &Attributes) -> fmt::Result {
        self.indent()?;
        self.out.write_str(subject)?;
        for (index, (name, value)) in attributes.0.iter().enumerate() {
            write!(self.out, "{}{name}=\"", if index == 0 { " [" } else { ", " })?;
            self.value(value)?;
            self.out.write_char('"')?;
        }
        self.out.write_str(if attributes.0.is_empty() { "\n" } else { "]\n" })
    }

    pub(super) fn edge(&mut self, from: &str, to: &str, attributes: &Attributes) -> fmt::Result {
        self.statement(&format!("{from} -> {to}"), attributes)
    }

    fn indent(&mut self) -> fmt::Result {
        write!(self.out, "{:1$}", "", 2 * self.depth)
    }

    /// Graphviz reads back from this exactly the characters that stand in `value`: it finds no end of the string in it, no
    /// escape such as `\N`, and no reference such as `&amp;`.
    fn value(&mut self, value: &Label) -> fmt::Result {
        let end = value.line_end();
        for (index, line) in value.lines().iter().enumerate() {
            for character in line.chars() {
                match character {
                    '"' => self.out.write_str("\\\"")?,
                    '\\' => self.out.write_str("\\\\")?,
                    '&' => self.out.write_str("&amp;")?,
                    // So that whoever looks at the file sees them.
                    '\u{2066}'..='\u{2069}' => write!(self.out, "&#{};", u32::from(character))?,
                    _ => self.out.write_char(character)?,
                }
            }
            // Without one after its last line, a label would have that centred.
            if end != 'n' || index + 1 < value.lines().len() {
                write!(self.out, "\\{end}")?;
            }
        }
        Ok(())
    }
}
