//! `Layout`: how the document stands on lines. Each value has its own, but a place, which is small and everywhere, has one.

use std::io::{self, Write};

use serde_json::ser::Formatter;

use crate::report::write_escaped;

/// What is known while a document is written.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// The keys of places.
    places: &'static [&'static str],
    /// How many objects and arrays are open that have lines of their own.
    depth: usize,
    /// How many are open within the place that is being written.
    in_place: usize,
    /// Whether the innermost of them has a value.
    has_value: bool,
    in_key: bool,
    /// Whether the last key is one of a place.
    is_place: bool,
}

impl Layout {
    /// One in which what stands under these keys stands on one line.
    pub(super) fn with_places(places: &'static [&'static str]) -> Self {
        Self { places, ..Self::default() }
    }

    fn open<W: ?Sized + Write>(&mut self, out: &mut W, sign: &[u8]) -> io::Result<()> {
        if self.in_place > 0 || self.is_place {
            self.in_place += 1;
            self.is_place = false;
        } else {
            self.depth += 1;
            self.has_value = false;
        }
        out.write_all(sign)
    }

    fn close<W: ?Sized + Write>(&mut self, out: &mut W, sign: &[u8]) -> io::Result<()> {
        if self.in_place > 0 {
            self.in_place -= 1;
        } else {
            self.depth -= 1;
            if self.has_value {
                self.new_line(out)?;
            }
        }
        self.has_value = true;
        out.write_all(sign)
    }

    fn next<W: ?Sized + Write>(&mut self, out: &mut W, is_first: bool) -> io::Result<()> {
        match (self.in_place > 0, is_first) {
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
        const BLANKS: [u8; 64] = [b' '; 64];
        out.write_all(b"\n")?;
        let mut left = self.depth * 2;
        while left > 0 {
            let some = left.min(BLANKS.len());
            out.write_all(&BLANKS[..some])?;
            left -= some;
        }
        Ok(())
    }
}

impl Formatter for Layout {
    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"}")
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"[")
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
        self.is_place = false;
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
            self.is_place = self.places.contains(&fragment);
        }
        write_escaped(out, fragment)
    }
}
