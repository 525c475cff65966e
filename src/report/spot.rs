//! A place of a report as it can be shown: which lines of it, what is said of it, and how it reads in quotes.

use std::ops::{Range, RangeInclusive};

use crate::diagnostic::Label;
use crate::report::Look;
use crate::report::place::{Place, Places};
use crate::report::visible::visible;
use crate::report::window::window;
use crate::text::Source;

/// Of a place that covers more lines, the first is shown.
const MOST_LINES: u32 = 7;

/// Columns of a place that are quoted.
const QUOTE: usize = 40;

/// A place to be shown.
pub(super) struct Spot<'a> {
    /// What was meant.
    pub(super) place: Place<'a>,
    /// Behind the last of its bytes that are shown.
    pub(super) end: usize,
    /// The lines, from 0, that are shown of it.
    pub(super) lines: RangeInclusive<u32>,
    /// What is said of it.
    pub(super) text: String,
    /// Whether it is the place of the report itself.
    pub(super) is_main: bool,
}

impl<'a> Spot<'a> {
    /// The place that `label` means.
    pub(super) fn new(label: &Label, places: &Places<'a>, look: &Look) -> Self {
        let place = places.place(label.span);
        let lines = place.source.lines();
        // A statement may be reported with the end of its line, which nobody wants to see underlined.
        let covered = place.source.text()[place.start..place.end].trim_end_matches(['\n', '\r']);
        let end = place.start + covered.len();
        let (first, last) = (lines.line(place.start as u32), lines.line(end as u32));
        let mut spot =
            Self { place, end, lines: first..=last, text: visible(label.text.trim(), look), is_main: false };
        if last - first >= MOST_LINES {
            spot.lines = first..=first;
            spot.end = line_of(place.source, first).end.max(place.start);
            spot.text = match &*spot.text {
                "" => format!("up to line {}", last + 1),
                text => format!("{text} (up to line {})", last + 1),
            };
        }
        spot
    }

    pub(super) fn is_several_lines(&self) -> bool {
        self.lines.start() < self.lines.end()
    }

    /// The bytes of `line` that it covers.
    pub(super) fn on(&self, line: u32) -> Option<Range<usize>> {
        let whole = line_of(self.place.source, line);
        self.lines.contains(&line).then(|| {
            let start = self.place.start.clamp(whole.start, whole.end);
            start..self.end.clamp(start, whole.end)
        })
    }

    /// Whether marks under both could not be told apart.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        let ends = |spot: &Self| spot.end.max(spot.place.start + 1);
        match (self.is_several_lines(), other.is_several_lines()) {
            (false, false) => self.place.start < ends(other) && other.place.start < ends(self),
            (true, true) => true,
            _ => self.place.start == other.place.start,
        }
    }

    /// What it covers, in quotes; or, where it covers nothing, what stands next to it.
    pub(super) fn quote(&self, look: &Look) -> String {
        let text = self.place.source.text();
        let quoted = |bytes: Range<usize>, focus: usize| {
            format!("\"{}\"", window(text, bytes, focus, QUOTE, look).unveiled())
        };
        // Of several lines, the first that is not empty.
        let mut lines = self.lines.clone().filter_map(|line| self.on(line));
        if let Some(covered) = lines.find(|bytes| !bytes.is_empty()) {
            return quoted(covered.clone(), covered.start);
        }
        let line = line_of(self.place.source, *self.lines.start());
        let at = self.place.start.clamp(line.start, line.end);
        let inner = |bytes: Range<usize>| {
            let start = bytes.end - text[bytes.clone()].trim_start().len();
            start..start + text[start..bytes.end].trim_end().len()
        };
        let (before, behind) = (inner(line.start..at), inner(at..line.end));
        match (before.is_empty(), behind.is_empty()) {
            (false, _) => format!("after {}", quoted(before.clone(), before.end)),
            (true, false) => format!("before {}", quoted(behind.clone(), behind.start)),
            (true, true) => "an empty line".to_owned(),
        }
    }
}

/// The bytes of `line`, from 0, without its end, and without the byte order mark at the start of a file.
pub(super) fn line_of(source: &Source, line: u32) -> Range<usize> {
    let (text, lines) = (source.text(), source.lines());
    let mut start = lines.start(line) as usize;
    if text[start..].starts_with('\u{FEFF}') && start == 0 {
        start = '\u{FEFF}'.len_utf8();
    }
    let behind = match line + 1 {
        next if next < lines.count() => lines.start(next) as usize - 1,
        _ => text.len(),
    };
    let whole = text[start..behind].strip_suffix('\r');
    start..whole.map_or(behind, |whole| start + whole.len())
}
