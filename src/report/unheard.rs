//! `Unheard`: keeps what people read from being taken for a command.
//!
//! GitHub's runner reads whatever a step prints. A line that starts with `::` behind blanks is a command to it, and so is
//! `##[` anywhere in one. A journey's text may hold either.

use std::io::{self, Write};

/// A stream on which nothing is a command: a blank stands within what would start one.
#[derive(Debug)]
pub struct Unheard<W> {
    out: W,
    /// Whether nothing but blanks stands in the line so far. What is not ASCII counts as blank: some of it is.
    at_start: bool,
    /// What stands right before.
    before: [u8; 2],
}

impl<W: Write> Unheard<W> {
    /// One that writes to `out`.
    pub fn new(out: W) -> Self {
        Self { out, at_start: true, before: [b'\n'; 2] }
    }
}

impl<W: Write> Write for Unheard<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut written = Vec::with_capacity(bytes.len() + 8);
        for byte in bytes {
            let starts_command = match (self.before, byte) {
                ([b'#', b'#'], b'[') => true,
                ([_, b':'], b':') => self.at_start,
                _ => false,
            };
            if starts_command {
                written.push(b' ');
            }
            written.push(*byte);
            // The first of two colons is part of the start.
            let is_colon_of_start = *byte == b':' && self.before[1] != b':';
            self.at_start = match byte {
                b'\n' | b'\r' => true,
                _ => self.at_start && (!byte.is_ascii_graphic() || is_colon_of_start),
            };
            self.before = [self.before[1], *byte];
        }
        self.out.write_all(&written)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::Unheard;

    #[test]
    fn no_line_starts_a_command() {
        let heard = |text: &str| {
            let mut out = Vec::new();
            let mut unheard = Unheard::new(&mut out);
            // In pieces, as it may come.
            text.bytes().for_each(|byte| unheard.write_all(&[byte]).unwrap());
            String::from_utf8(out).unwrap()
        };
        assert_eq!(heard("::error::x\n"), ": :error::x\n");
        assert_eq!(heard("  \u{A0}::error::x"), "  \u{A0}: :error::x");
        assert_eq!(heard("a ::error::x\n\t::stop"), "a ::error::x\n\t: :stop");
        assert_eq!(heard(": a::b\n:::x"), ": a::b\n: ::x");
        assert_eq!(heard("a ##[error]b ###[x"), "a ## [error]b ### [x");
    }
}
