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
    offset: usize,
    position: Position,
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
        self.position(place.source, place.start)
    }

    /// Where `place` ends.
    pub(crate) fn end(&self, place: Place<'a>) -> Position {
        self.position(place.source, place.end)
    }

    fn position(&self, source: &'a Source, offset: usize) -> Position {
        let (text, lines) = (source.text(), source.lines());
        let line = lines.line(offset as u32);
        let line_start = lines.start(line) as usize;
        let near = self.last.get().filter(|last| {
            ptr::eq(last.source, source)
                && last.position.line == line + 1
                && last.offset.abs_diff(offset) < offset - line_start
        });
        let column = match near {
            Some(last) if last.offset <= offset => {
                last.position.column + characters(&text[last.offset..offset])
            }
            Some(last) => last.position.column - characters(&text[offset..last.offset]),
            None => 1 + characters(&text[line_start..offset]),
        };
        let position = Position { line: line + 1, column };
        self.last.set(Some(Counted { source, offset, position }));
        position
    }
}

fn characters(text: &str) -> u32 {
    text.chars().count() as u32
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Places;
    use crate::text::{Source, SourceId, Span};

    #[test]
    fn columns_are_the_same_however_they_are_counted() {
        let text = "żółw\nпуть покупателя\r\n購入\n";
        let sources = vec![Arc::new(Source::new(SourceId(0), "a", text))];
        let places = Places::new(&sources);
        let offsets = (0..=text.len() as u32).chain((0..=text.len() as u32).rev());
        for offset in offsets {
            let place = places.place(Span::new(SourceId(0), offset, offset));
            assert_eq!(places.start(place), sources[0].lines().position(text, offset));
        }
    }
}
