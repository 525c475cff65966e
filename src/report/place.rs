//! Places in texts, as they are printed: spans made to fit their text, and lines and columns of offsets.

use std::cell::Cell;
use std::ptr;

use crate::report::Sources;
use crate::text::{Position, Source, Span};

/// Bytes `start..end` of `source`, surely within its text and between its characters.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) source: &'a Source,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// Finds places, and counts columns from the one asked for before: many reports on one very long line cost no more
/// than the line once.
pub(crate) struct Places<'a> {
    sources: &'a dyn Sources,
    last: Cell<Option<Counted<'a>>>,
}

#[derive(Clone, Copy)]
struct Counted<'a> {
    source: &'a Source,
    point: Point,
}

/// A place between two characters, by every way of counting: lines and columns from 1, the offset in bytes from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Point {
    pub(crate) line: u32,
    /// In Unicode scalar values.
    pub(crate) column: u32,
    /// In UTF-16 code units.
    pub(crate) utf16_column: u32,
    /// In bytes.
    pub(crate) byte_column: u32,
    pub(crate) offset: u32,
}

impl<'a> Places<'a> {
    pub(crate) fn new(sources: &'a dyn Sources) -> Self {
        Self { sources, last: Cell::new(None) }
    }

    /// The place that `span` means; what lies outside of the text, or runs backwards, is cut to what there is.
    pub(crate) fn place(&self, span: Span) -> Place<'a> {
        let source = self.sources.source(span.source);
        let text = source.text();
        let start = text.floor_char_boundary(span.start as usize);
        let end = text.floor_char_boundary(span.end as usize).max(start);
        Place { source, start, end }
    }

    /// Where `place` starts.
    pub(crate) fn start(&self, place: Place<'a>) -> Position {
        let Point { line, column, .. } = self.start_point(place);
        Position { line, column }
    }

    /// Where `place` ends.
    pub(crate) fn end(&self, place: Place<'a>) -> Position {
        let Point { line, column, .. } = self.end_point(place);
        Position { line, column }
    }

    /// Where `place` starts, by every way of counting.
    pub(crate) fn start_point(&self, place: Place<'a>) -> Point {
        self.point(place.source, place.start)
    }

    /// Where `place` ends, by every way of counting.
    pub(crate) fn end_point(&self, place: Place<'a>) -> Point {
        self.point(place.source, place.end)
    }

    fn point(&self, source: &'a Source, offset: usize) -> Point {
        let (text, lines) = (source.text(), source.lines());
        let line = lines.line(offset as u32);
        let line_start = lines.start(line) as usize;
        let near = self.last.get().filter(|last| {
            ptr::eq(last.source, source)
                && last.point.line == line + 1
                && (last.point.offset as usize).abs_diff(offset) < offset - line_start
        });
        let (from, before) = match near {
            Some(last) => (last.point.offset as usize, (last.point.column, last.point.utf16_column)),
            None => (line_start, (1, 1)),
        };
        let (characters, units) = counted(&text[from.min(offset)..from.max(offset)]);
        let (column, utf16_column) = match from <= offset {
            true => (before.0 + characters, before.1 + units),
            false => (before.0 - characters, before.1 - units),
        };
        let byte_column = 1 + (offset - line_start) as u32;
        let point = Point { line: line + 1, column, utf16_column, byte_column, offset: offset as u32 };
        self.last.set(Some(Counted { source, point }));
        point
    }
}

/// How many Unicode scalar values, and how many UTF-16 code units, `text` has.
fn counted(text: &str) -> (u32, u32) {
    if text.is_ascii() {
        return (text.len() as u32, text.len() as u32);
    }
    text.chars().fold((0, 0), |(characters, units), it| (characters + 1, units + it.len_utf16() as u32))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Places;
    use crate::text::{Source, SourceId, Span};

    #[test]
    fn columns_are_the_same_however_they_are_counted() {
        let text = "żółw 🐢 żółw\nпуть покупателя\r\n購入\n";
        let sources = vec![Arc::new(Source::new(SourceId(0), "a", text))];
        let places = Places::new(&sources);
        let offsets = (0..=text.len() as u32).chain((0..=text.len() as u32).rev());
        for offset in offsets {
            let place = places.place(Span::new(SourceId(0), offset, offset));
            let position = sources[0].lines().position(text, offset);
            assert_eq!(places.start(place), position);
            let point = places.end_point(place);
            let line = text[..place.start].rsplit('\n').next().unwrap();
            let utf16 = line.encode_utf16().count() + 1;
            assert_eq!((point.byte_column as usize, point.utf16_column as usize), (line.len() + 1, utf16));
            assert_eq!(point.offset as usize, place.start);
        }
    }
}
