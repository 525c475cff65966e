//! Gathers the lines to show of a report: places that stand near each other share an excerpt, others get their own.
//!
//! Nothing is drawn here. What is said of a place becomes a mark, to be drawn under it; or else a remark below the
//! excerpt that quotes the place: in lines with letters that are written from right to left, whose columns terminals
//! order as they like, and where a narrow terminal leaves no room.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::report::Look;
use crate::report::group::Group;
use crate::report::place::Places;
use crate::report::spot::Spot;
use crate::report::visible::{columns, visible_line};
use crate::report::window::Window;
use crate::report::wrap::wrap;
use crate::text::Position;
use crate::text::unseen::is_right_to_left;

/// Lines shown before and behind the places.
const CONTEXT: u32 = 1;

/// Of more places it is only said how many.
const MOST_PLACES: usize = 9;

/// What is said of a place is said under it where it has this many columns, or fits.
const LEAST_ROOM: usize = 20;

/// Columns from the middle of a mark to what is said of it.
const HOOK: usize = 4;

/// Some lines of a text, and what is to be said of places in them.
#[derive(Debug)]
pub(super) struct Excerpt {
    /// The path of the text.
    pub(super) path: String,
    /// Where the first of the places starts.
    pub(super) position: Position,
    /// The number of the first line, from 0.
    pub(super) first_line: u32,
    /// Columns to indent it by, so that the lines of all excerpts of a report start at the same one.
    pub(super) indent: usize,
    /// The lines, each with its end; with stand-ins.
    pub(super) text: String,
    /// What the stand-ins stand for.
    pub(super) veiled: Vec<String>,
    /// The places, as they follow each other in the text.
    pub(super) marks: Vec<Mark>,
    /// What is said below.
    pub(super) remarks: Vec<String>,
}

/// A place in the text of an excerpt.
#[derive(Debug)]
pub(super) struct Mark {
    /// Its bytes there.
    pub(super) span: Range<usize>,
    /// What is said of it.
    pub(super) text: Option<String>,
    /// Whether it is the place of the report itself.
    pub(super) is_main: bool,
}

/// The excerpts of `report`, the one with the place itself first.
pub(super) fn excerpts(report: &Diagnostic, places: &Places<'_>, look: &Look) -> Vec<Excerpt> {
    let main = Spot { is_main: true, ..Spot::new(&report.at, places, look) };
    let also = report.also.iter().take(MOST_PLACES);
    let also = also.map(|label| Spot::new(label, places, look));
    let spots: Vec<Spot<'_>> = std::iter::once(main).chain(also).collect();

    let last_line = spots.iter().map(|spot| *spot.lines.end()).max();
    let digits = digits(last_line.unwrap_or(0) + CONTEXT);

    let mut groups: Vec<Group<'_, '_>> = Vec::new();
    for spot in &spots {
        match groups.iter_mut().find(|group| group.takes(spot, look)) {
            Some(group) => group.spots.push(spot),
            None => groups.push(Group { spots: vec![spot], digits }),
        }
    }
    let mut excerpts: Vec<Excerpt> =
        groups.iter().map(|group| excerpt(group, places.start(group.spots[0].place), look)).collect();
    let more = report.also.len().saturating_sub(MOST_PLACES);
    if let Some(last) = excerpts.last_mut().filter(|_| more > 0) {
        let places = if more == 1 { "place" } else { "places" };
        last.remarks.push(format!("and {more} more {places}"));
    }
    excerpts
}

fn excerpt(group: &Group<'_, '_>, position: Position, look: &Look) -> Excerpt {
    let source = group.spots[0].place.source;
    let (first, last) = group.lines().into_inner();
    let first_shown = first.saturating_sub(CONTEXT);
    let last_shown = (last + CONTEXT).min(source.lines().count() - 1);

    let mut excerpt = Excerpt {
        path: visible_line(&source.path, look),
        position,
        first_line: first,
        indent: 0,
        text: String::new(),
        veiled: Vec::new(),
        marks: Vec::new(),
        remarks: Vec::new(),
    };
    let mut shown = BTreeMap::new();
    for line in first_shown..=last_shown {
        let window = group.window(line, look);
        let is_covered = (first..=last).contains(&line);
        if !is_covered && window.text.trim().is_empty() {
            continue;
        }
        let start = excerpt.text.len();
        excerpt.text.push_str(&window.text);
        excerpt.text.push('\n');
        excerpt.veiled.extend_from_slice(&window.veiled);
        excerpt.first_line = excerpt.first_line.min(line);
        excerpt.indent = group.digits - digits(line);
        shown.insert(line, Shown { start, window });
    }
    for spot in &group.spots {
        let (mark, remark) = said(spot, group, &shown, look);
        excerpt.marks.extend(mark);
        excerpt.remarks.extend(remark);
    }
    excerpt.marks.sort_by_key(|mark| mark.span.start);
    excerpt
}

/// The mark at `spot`, and what is said below where there can be no mark, or it has no room for words.
fn said(
    spot: &Spot<'_>,
    group: &Group<'_, '_>,
    shown: &BTreeMap<u32, Shown>,
    look: &Look,
) -> (Option<Mark>, Option<String>) {
    let (first, last) = (&shown[spot.lines.start()], &shown[spot.lines.end()]);
    let text = Some(&*spot.text).filter(|text| !text.is_empty());
    if !spot.is_several_lines() && first.is_right_to_left() {
        let text = text.unwrap_or("here");
        return (None, Some(format!("{text}: {}", spot.quote(look))));
    }
    let (span, middle) = place(spot, first, last);
    let room = look.width.saturating_sub(group.margin() + middle + HOOK);
    let has_room = room >= LEAST_ROOM || columns(&spot.text) <= room;
    let remark = (!has_room).then(|| match group.spots.len() {
        1 => spot.text.clone(),
        _ => format!("{}: {}", spot.text, spot.quote(look)),
    });
    let text = text.filter(|_| has_room);
    let mark = Mark { span, text: text.map(|text| wrap(text, room, room).join("\n")), is_main: spot.is_main };
    (Some(mark), remark)
}

/// A line in an excerpt.
struct Shown {
    /// Where it starts in the text of the excerpt.
    start: usize,
    window: Window,
}

impl Shown {
    /// Whether a terminal may order it otherwise than by columns.
    fn is_right_to_left(&self) -> bool {
        self.window.unveiled().chars().any(is_right_to_left)
    }
}

/// The bytes of the excerpt that `spot` covers, and the column that what is said of it hangs on. Where it covers
/// several lines, from `first` to `last`, that is at their left.
fn place(spot: &Spot<'_>, first: &Shown, last: &Shown) -> (Range<usize>, usize) {
    let (start, end) = first.window.show(spot.place.start, spot.end);
    if spot.is_several_lines() {
        let end = last.window.show(spot.place.start, spot.end).1;
        return (first.start + start..last.start + end, 0);
    }
    // Each character of a window takes one column.
    let before = first.window.text[..start].chars().count();
    let under = first.window.text[start..end].chars().count();
    (first.start + start..first.start + end, before + under.max(1) / 2)
}

/// How many digits the number of `line`, from 0, has.
fn digits(line: u32) -> usize {
    (line as usize + 1).to_string().len()
}
