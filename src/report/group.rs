//! Places of one report that are shown together, and what is shown of their lines.

use std::ops::RangeInclusive;
use std::ptr;

use crate::report::Look;
use crate::report::spot::{Spot, line_of};
use crate::report::window::{Window, window};

/// Lines between two places that are shown rather than left out.
const GAP: u32 = 2;

/// Columns of a line that are shown at the most, however wide the terminal.
const WIDEST: usize = 200;

/// Columns of a line that are shown at the least.
const NARROWEST: usize = 16;

/// Columns around the number of a line.
const FRAME: usize = " ".len() + " | ".len();

/// Columns that lines stand further in where a mark covers several of them.
const GUTTER: usize = 4;

/// Places that share an excerpt, in the order of the report; there is one at least, and all are in one text.
pub(super) struct Group<'s, 'a> {
    pub(super) spots: Vec<&'s Spot<'a>>,
    /// How many digits the numbers of lines have, here or elsewhere in the report.
    pub(super) digits: usize,
}

impl<'s, 'a> Group<'s, 'a> {
    /// Whether `spot` can be shown with these.
    pub(super) fn takes(&self, spot: &'s Spot<'a>, look: &Look) -> bool {
        let lines = self.lines();
        let is_near = ptr::eq(self.spots[0].place.source, spot.place.source)
            && *spot.lines.start() <= lines.end() + GAP + 1
            && *lines.start() <= spot.lines.end() + GAP + 1;
        if !is_near || self.spots.iter().any(|other| other.overlaps(spot)) {
            return false;
        }
        // Where they share a line, all of them must be within what is shown of it.
        let all = Group { spots: [&self.spots[..], &[spot]].concat(), digits: self.digits };
        let mut shared = spot.lines.clone().filter(|line| lines.contains(line));
        shared.all(|line| {
            let window = all.window(line, look);
            let mut covered = all.spots.iter().filter_map(|spot| spot.on(line));
            covered.all(|bytes| window.holds(bytes.start) && window.holds(bytes.end))
        })
    }

    /// The lines, from 0, that the places cover, and those between them.
    pub(super) fn lines(&self) -> RangeInclusive<u32> {
        let starts = self.spots.iter().map(|spot| *spot.lines.start());
        let ends = self.spots.iter().map(|spot| *spot.lines.end());
        starts.min().unwrap_or(0)..=ends.max().unwrap_or(0)
    }

    /// Columns before the text of a line.
    pub(super) fn margin(&self) -> usize {
        let has_gutter = self.spots.iter().any(|spot| spot.is_several_lines());
        self.digits + FRAME + if has_gutter { GUTTER } else { 0 }
    }

    /// What is shown of `line`.
    pub(super) fn window(&self, line: u32, look: &Look) -> Window {
        let source = self.spots[0].place.source;
        let bytes = line_of(source, line);
        // A place matters where it starts; one that started on a line before, where it ends.
        let focus = self.spots.iter().filter_map(|spot| {
            let covered = spot.on(line)?;
            Some(match spot.lines.start() {
                start if *start == line => covered.start,
                _ => covered.end,
            })
        });
        let focus = focus.min().unwrap_or(bytes.start);
        // One column is for a mark behind the end.
        let room = look.width.saturating_sub(self.margin() + 1);
        let room = room.clamp(NARROWEST, WIDEST);
        window(source.text(), bytes, focus, room, look)
    }
}
