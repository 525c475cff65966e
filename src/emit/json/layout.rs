//! `Layout`: how the document stands on lines. A declaration has a line for each of its fields, and a list in it one for
//! each of its items; each of these is on one line, whatever is in it, unless it is a declaration again.

use std::io::{self, Write};

use serde_json::ser::Formatter;

use crate::report::write_escaped;

/// What is known while a document is written.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// The keys of lists of declarations.
    declared: &'static [&'static str],
    /// What is open and has lines of its own, from the outside in.
    open: Vec<Open>,
    /// How many objects and arrays are open within the line that is being written.
    in_line: usize,
    /// Whether the innermost of what is open has a value.
    has_value: bool,
    in_key: bool,
    /// Whether the last key of a declaration is that of a list of declarations.
    is_declared: bool,
}

/// What has lines of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Declaration,
    Declarations,
    Items,
}

impl Layout {
    /// One in which what is listed under these keys are declarations.
    pub(super) fn with_declarations(declared: &'static [&'static str]) -> Self {
        Self { declared, ..Self::default() }
    }

    /// Opens an object or an array; it has lines of its own if it is `open`.
    fn open<W: ?Sized + Write>(&mut self, out: &mut W, sign: &[u8], open: Option<Open>) -> io::Result<()> {
        match open.filter(|_| self.in_line == 0) {
            Some(open) => {
                self.open.push(open);
                self.has_value = false;
            }
            None => self.in_line += 1,
        }
        out.write_all(sign)
    }

    fn close<W: ?Sized + Write>(&mut self, out: &mut W, sign: &[u8]) -> io::Result<()> {
        if self.in_line > 0 {
            self.in_line -= 1;
        } else {
            self.open.pop();
            if self.has_value {
                self.new_line(out)?;
            }
        }
        self.has_value = true;
        out.write_all(sign)
    }

    fn next<W: ?Sized + Write>(&mut self, out: &mut W, is_first: bool) -> io::Result<()> {
        match (self.in_line > 0, is_first) {
            (true, true) => Ok(()),
            (true, false) => out.write_all(b", "),
            (false, true) => self.new_line(out),
            (false, false) => {
                out.write_all(b",")?;
                self.new_line(out)
            }
        }
    }

    fn new_line<W: ?Sized + Write>(&self, out: &mut W) -> io::Result<()> {
        const LINE: [u8; 65] = {
            let mut line = [b' '; 65];
            line[0] = b'\n';
            line
        };
        let blanks = self.open.len() * 2;
        match LINE.get(..=blanks) {
            Some(line) => out.write_all(line),
            None => write!(out, "\n{:blanks$}", ""),
        }
    }
}

impl Formatter for Layout {
    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        let open = match self.open.last() {
            None | Some(Open::Declarations) => Some(Open::Declaration),
            Some(Open::Declaration | Open::Items) => None,
        };
        self.open(out, b"{", open)
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"}")
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        let open = match self.open.last() {
            Some(Open::Declaration) if self.is_declared => Some(Open::Declarations),
            None | Some(Open::Declaration) => Some(Open::Items),
            Some(Open::Declarations | Open::Items) => None,
        };
        self.open(out, b"[", open)
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"]")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, is_first: bool) -> io::Result<()> {
        self.next(out, is_first)?;
        self.in_key = true;
        Ok(())
    }

    fn end_object_key<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.in_key = false;
        Ok(())
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, is_first: bool) -> io::Result<()> {
        self.next(out, is_first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        if self.in_key {
            // Keys are ours, and hold no control characters.
            if self.in_line == 0 {
                self.is_declared = self.declared.contains(&fragment);
            }
            return out.write_all(fragment.as_bytes());
        }
        write_escaped(out, fragment)
    }
}
