//! `Printer`: writes a document as JSON, and decides how it stands on lines. A declaration has a line for each of its
//! fields, and a list in it one for each of its items; each of these is on one line, whatever is in it, unless it is a
//! declaration again.
//!
//! It takes what `serde` says of the types of this folder. That is less than `serde` knows: there are no bytes, no tuples,
//! and no variants with fields but those that serde writes as objects.

use std::fmt;
use std::io::Write;

use serde::ser::{self, Impossible, Serialize};

use crate::report::write_string;
use crate::text::unseen::may_start_control;

/// How much is written before it is passed on.
const PART: usize = 64 << 10;

/// What stands between a key and its value, from the end of the key's letters.
const BEHIND_KEY: &[u8] = b"\": ";

pub(super) struct Printer<'o> {
    out: &'o mut dyn fmt::Write,
    /// What was not passed on yet.
    part: Vec<u8>,
    /// The keys of lists of declarations.
    declared: &'static [&'static str],
    /// What is open and has lines of its own, from the outside in.
    open: Vec<Open>,
    /// How many objects and arrays are open within the line that is being written.
    in_line: usize,
    /// Where the last key stands in what was not passed on yet.
    key: usize,
    /// Whether what comes next is a key.
    is_key: bool,
}

/// What has lines of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Declaration,
    Declarations,
    Items,
}

/// An object or an array that is being written.
pub(super) struct Parts<'p, 'o> {
    printer: &'p mut Printer<'o>,
    is_empty: bool,
    /// The sign that closes it.
    end: u8,
}

impl<'o> Printer<'o> {
    /// One into `out`, for which what is listed under the keys of `declared` are declarations.
    pub(super) fn new(out: &'o mut dyn fmt::Write, declared: &'static [&'static str]) -> Self {
        let part = Vec::with_capacity(PART * 2);
        Self { out, part, declared, open: Vec::new(), in_line: 0, key: 0, is_key: false }
    }

    /// Writes `document` and ends its last line.
    pub(super) fn print(mut self, document: &impl Serialize) -> fmt::Result {
        document.serialize(&mut self)?;
        self.part.push(b'\n');
        self.pass_on()
    }

    fn pass_on(&mut self) -> fmt::Result {
        self.out.write_str(str::from_utf8(&self.part).map_err(|_| fmt::Error)?)?;
        self.part.clear();
        Ok(())
    }

    /// Opens an object or an array, which has lines of its own if it is `open`.
    fn begin(&mut self, signs: [u8; 2], open: Option<Open>) -> Parts<'_, 'o> {
        match open.filter(|_| self.in_line == 0) {
            Some(open) => self.open.push(open),
            None => self.in_line += 1,
        }
        self.part.push(signs[0]);
        Parts { printer: self, is_empty: true, end: signs[1] }
    }

    fn object(&mut self) -> Parts<'_, 'o> {
        let open = match self.open.last() {
            None | Some(Open::Declarations) => Some(Open::Declaration),
            Some(Open::Declaration | Open::Items) => None,
        };
        self.begin(*b"{}", open)
    }

    fn array(&mut self) -> Parts<'_, 'o> {
        let open = match self.open.last() {
            Some(Open::Declaration) if self.lists_declarations() => Some(Open::Declarations),
            None | Some(Open::Declaration) => Some(Open::Items),
            Some(Open::Declarations | Open::Items) => None,
        };
        self.begin(*b"[]", open)
    }

    /// Whether the key in front is that of a list of declarations.
    fn lists_declarations(&self) -> bool {
        let key = self.part[self.key..].strip_suffix(BEHIND_KEY);
        key.is_some_and(|key| self.declared.iter().any(|it| it.as_bytes() == key))
    }

    fn new_line(&mut self) {
        self.part.push(b'\n');
        for _ in &self.open {
            self.part.extend_from_slice(b"  ");
        }
    }
}

impl Parts<'_, '_> {
    /// Comes to the place of the next key or item.
    fn next(&mut self) {
        let is_first = std::mem::replace(&mut self.is_empty, false);
        let printer = &mut *self.printer;
        match (printer.in_line > 0, is_first) {
            (true, true) => {}
            (true, false) => printer.part.extend_from_slice(b", "),
            (false, true) => printer.new_line(),
            (false, false) => {
                printer.part.push(b',');
                printer.new_line();
            }
        }
    }

    fn key(&mut self, key: &(impl ?Sized + Serialize)) -> fmt::Result {
        self.next();
        let printer = &mut *self.printer;
        printer.part.push(b'"');
        printer.key = printer.part.len();
        printer.is_key = true;
        key.serialize(&mut *printer)?;
        printer.part.extend_from_slice(BEHIND_KEY);
        Ok(())
    }

    fn close(self) -> fmt::Result {
        let printer = self.printer;
        if printer.in_line > 0 {
            printer.in_line -= 1;
        } else {
            printer.open.pop();
            if !self.is_empty {
                printer.new_line();
            }
        }
        printer.part.push(self.end);
        if printer.part.len() < PART { Ok(()) } else { printer.pass_on() }
    }
}

impl ser::SerializeSeq for Parts<'_, '_> {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, item: &T) -> fmt::Result {
        self.next();
        item.serialize(&mut *self.printer)
    }

    fn end(self) -> fmt::Result {
        self.close()
    }
}

impl ser::SerializeStruct for Parts<'_, '_> {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_field<T: ?Sized + Serialize>(&mut self, key: &'static str, value: &T) -> fmt::Result {
        self.key(key)?;
        value.serialize(&mut *self.printer)
    }

    fn end(self) -> fmt::Result {
        self.close()
    }
}

/// What serde writes a struct as into which another is flattened.
impl ser::SerializeMap for Parts<'_, '_> {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> fmt::Result {
        self.key(key)
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> fmt::Result {
        value.serialize(&mut *self.printer)
    }

    fn end(self) -> fmt::Result {
        self.close()
    }
}

/// Kinds of values that are written by `serde_json`.
macro_rules! by_serde_json {
    ($($name:ident $type:ty),+ $(,)?) => {$(
        fn $name(self, value: $type) -> fmt::Result {
            serde_json::to_writer(&mut self.part, &value).map_err(|_| fmt::Error)
        }
    )+};
}

/// Kinds of values that no document has.
macro_rules! none_of {
    ($($name:ident($($type:ty),*) -> $made:ty),+ $(,)?) => {$(
        fn $name(self, $(_: $type),*) -> Result<$made, fmt::Error> {
            Err(fmt::Error)
        }
    )+};
}

impl<'p, 'o> ser::Serializer for &'p mut Printer<'o> {
    type Ok = ();
    type Error = fmt::Error;
    type SerializeSeq = Parts<'p, 'o>;
    type SerializeMap = Parts<'p, 'o>;
    type SerializeStruct = Parts<'p, 'o>;
    type SerializeTuple = Impossible<(), fmt::Error>;
    type SerializeTupleStruct = Impossible<(), fmt::Error>;
    type SerializeTupleVariant = Impossible<(), fmt::Error>;
    type SerializeStructVariant = Impossible<(), fmt::Error>;

    by_serde_json!(
        serialize_bool bool,
        serialize_i8 i8,
        serialize_i16 i16,
        serialize_i32 i32,
        serialize_i64 i64,
        serialize_u8 u8,
        serialize_u16 u16,
        serialize_u32 u32,
        serialize_u64 u64,
        serialize_f32 f32,
        serialize_f64 f64,
    );

    fn serialize_char(self, value: char) -> fmt::Result {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> fmt::Result {
        if std::mem::take(&mut self.is_key) {
            // Keys are ours, and need no escapes.
            self.part.extend_from_slice(value.as_bytes());
            return Ok(());
        }
        if !is_plain(value.as_bytes()) {
            return write_string(&mut self.part, value).map_err(|_| fmt::Error);
        }
        self.part.push(b'"');
        self.part.extend_from_slice(value.as_bytes());
        self.part.push(b'"');
        Ok(())
    }

    fn collect_str<T: ?Sized + fmt::Display>(self, value: &T) -> fmt::Result {
        self.part.push(b'"');
        let start = self.part.len();
        write!(self.part, "{value}").map_err(|_| fmt::Error)?;
        if is_plain(&self.part[start..]) {
            self.part.push(b'"');
            return Ok(());
        }
        let text = String::from_utf8(self.part.split_off(start)).map_err(|_| fmt::Error)?;
        self.part.truncate(start - 1);
        write_string(&mut self.part, &text).map_err(|_| fmt::Error)
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> fmt::Result {
        value.serialize(self)
    }

    fn serialize_none(self) -> fmt::Result {
        self.serialize_unit()
    }

    fn serialize_unit(self) -> fmt::Result {
        self.part.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> fmt::Result {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(self, _: &'static str, value: &T) -> fmt::Result {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, fmt::Error> {
        Ok(self.array())
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, fmt::Error> {
        Ok(self.object())
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct, fmt::Error> {
        Ok(self.object())
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> fmt::Result {
        Err(fmt::Error)
    }

    none_of!(
        serialize_bytes(&[u8]) -> (),
        serialize_unit_struct(&'static str) -> (),
        serialize_tuple(usize) -> Self::SerializeTuple,
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct,
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Self::SerializeTupleVariant,
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Self::SerializeStructVariant,
    );
}

/// Whether a text surely needs no escape.
fn is_plain(text: &[u8]) -> bool {
    /// By the byte.
    const PLAIN: [bool; 256] = {
        let mut plain = [true; 256];
        let mut byte = 0;
        while byte < plain.len() {
            plain[byte] = !matches!(byte as u8, b'"' | b'\\') && !may_start_control(byte as u8);
            byte += 1;
        }
        plain
    };
    // Nearly all are plain: without a way out of it, the loop takes half the time.
    text.iter().fold(true, |is_plain, byte| is_plain & PLAIN[usize::from(*byte)])
}
