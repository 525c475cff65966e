//! `Span`: bytes of one source. `Spanned`: a value and where it stands.

use crate::text::SourceId;

/// Bytes `start..end` of one source. Twelve bytes and `Copy`, so that everything can carry one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Which text.
    pub source: SourceId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The bytes `start..end` of `source`.
    pub fn new(source: SourceId, start: u32, end: u32) -> Self {
        Self { source, start, end }
    }

    /// From the start of this one to the end of `other`, which stands later in the same source.
    pub fn to(self, other: Span) -> Self {
        debug_assert_eq!(self.source, other.source);
        Self { source: self.source, start: self.start, end: other.end.max(self.start) }
    }

    /// The empty place right behind it: where something is missing.
    pub fn after(self) -> Self {
        Self { start: self.end, ..self }
    }

    /// The empty place right before it.
    pub fn before(self) -> Self {
        Self { end: self.start, ..self }
    }
}

/// A value and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was read.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `value`, standing at `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}
