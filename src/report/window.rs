//! One line of a text as it is shown: hidden characters made seen, tabs spread, and a long line cut to a window around
//! what matters in it, with a map of which byte went where.

use std::ops::Range;

use crate::report::Look;
use crate::report::visible::{clusters, code_point, columns, ellipsis, push};

/// Where tabs lead to: columns that are multiples of this.
const TAB: usize = 4;

/// How many characters on each side are looked at, for every column that there is. Marks and joiners take no column,
/// and a line may consist of them.
const CHARACTERS_A_COLUMN: usize = 2;

/// Stands for a cluster beyond ASCII, so that whoever draws the text may count a column for each character and needs no
/// table of widths; see `unveil`. Neither of the two is a character, and so neither stands in a visible text.
const STAND_IN: char = '\u{FDD0}';

/// What fills the other columns of a wide cluster.
const STAND_IN_REST: char = '\u{FDD1}';

/// What is shown of a line.
pub(super) struct Window {
    /// The text, with stand-ins: a column for each character.
    pub(super) text: String,
    /// What the stand-ins stand for, in order.
    pub(super) veiled: Vec<String>,
    /// Where clusters start in the whole text, and where in this one; the last is the end of what is shown.
    map: Vec<(usize, usize)>,
}

impl Window {
    /// The bytes of the shown text that show the bytes `start..end` of the whole one: whole clusters, and what lies
    /// outside of the window cut to its edge.
    pub(super) fn show(&self, start: usize, end: usize) -> (usize, usize) {
        let before = self.map.partition_point(|(from, _)| *from <= start);
        let shown_start = self.map[before.saturating_sub(1)].1;
        if start == end {
            return (shown_start, shown_start);
        }
        let behind = self.map.partition_point(|(from, _)| *from < end);
        let shown_end = self.map[behind.min(self.map.len() - 1)].1;
        (shown_start, shown_end.max(shown_start))
    }

    /// Whether what is shown reaches the byte `offset` of the whole text.
    pub(super) fn holds(&self, offset: usize) -> bool {
        let (first, last) = (self.map[0].0, self.map[self.map.len() - 1].0);
        (first..=last).contains(&offset)
    }

    /// The text as it reads.
    pub(super) fn unveiled(&self) -> String {
        unveil(&self.text, &self.veiled)
    }
}

/// The part around the byte `focus` of `line`, some bytes of `text` without a line's end, in at most `room` columns.
pub(super) fn window(text: &str, line: Range<usize>, focus: usize, room: usize, look: &Look) -> Window {
    let focus = focus.clamp(line.start, line.end);
    let near = surroundings(text, &line, focus, room * CHARACTERS_A_COLUMN);
    let clusters = shown_clusters(&text[near.clone()], near.start, look);
    let at = clusters.partition_point(|cluster| cluster.end <= focus);
    let (before, behind) = clusters.split_at(at);
    let (left, right) = (width(before), width(behind));

    let shown = if near == line && left + right <= room {
        &clusters[..]
    } else {
        // A third of the room is for what stands before the focus; more, where less stands behind it.
        let sign = columns(ellipsis(look));
        let mut left_room = (room / 3).max(room.saturating_sub(right));
        let mut right_room = room.saturating_sub(left.min(left_room));
        if left > left_room || near.start > line.start {
            left_room = left_room.saturating_sub(sign);
        }
        if right > right_room || near.end < line.end {
            right_room = right_room.saturating_sub(sign);
        }
        let first = at - that_fit(before.iter().rev(), left_room);
        let last = at + that_fit(behind.iter(), right_room);
        &clusters[first..last]
    };

    let start = shown.first().map_or(focus, |cluster| cluster.start);
    let end = shown.last().map_or(start, |cluster| cluster.end);
    let mut window =
        Window { text: String::new(), veiled: Vec::new(), map: Vec::with_capacity(shown.len() + 1) };
    if start > line.start {
        window.text.push_str(ellipsis(look));
    }
    for cluster in shown {
        window.map.push((cluster.start, window.text.len()));
        if cluster.text.is_ascii() {
            window.text.push_str(&cluster.text);
        } else {
            let rest = (1..cluster.columns).map(|_| STAND_IN_REST);
            window.text.extend([STAND_IN].into_iter().chain(rest));
            window.veiled.push(cluster.text.clone());
        }
    }
    window.map.push((end, window.text.len()));
    if end < line.end {
        window.text.push_str(ellipsis(look));
    }
    window
}

/// `drawn`, with `veiled` in place of its stand-ins.
pub(super) fn unveil(drawn: &str, veiled: &[String]) -> String {
    let mut veiled = veiled.iter();
    let mut text = String::with_capacity(drawn.len());
    for character in drawn.chars() {
        match character {
            STAND_IN => text.extend(veiled.next().map(String::as_str)),
            STAND_IN_REST => {}
            _ => text.push(character),
        }
    }
    text
}

/// What a reader takes for one character.
struct Cluster {
    /// Its bytes in the whole text.
    start: usize,
    end: usize,
    /// What is shown of it.
    text: String,
    /// How many columns that takes.
    columns: usize,
}

/// The clusters of `text`, which stands `from` bytes into the whole one.
fn shown_clusters(text: &str, from: usize, look: &Look) -> Vec<Cluster> {
    let mut found = Vec::new();
    let mut column = 0;
    for (at, cluster) in clusters(text) {
        let end = at + cluster.len();
        let mut shown = String::new();
        for (from, character) in cluster.char_indices() {
            let (before, rest) = text.split_at(at + from);
            match character {
                '\t' => shown.push_str(&" ".repeat(TAB - column % TAB)),
                _ => push(&mut shown, before, character, &rest[character.len_utf8()..], look),
            }
        }
        if columns(&shown) == 0 {
            // A mark with nothing to stand on.
            shown = cluster.chars().map(code_point).collect();
        }
        let columns = columns(&shown);
        column += columns;
        found.push(Cluster { start: from + at, end: from + end, text: shown, columns });
    }
    found
}

/// The bytes of `line` that hold at most `most` characters before and behind `focus`.
fn surroundings(text: &str, line: &Range<usize>, focus: usize, most: usize) -> Range<usize> {
    let before = text[line.start..focus].char_indices().rev();
    let mut behind = text[focus..line.end].char_indices();
    let start = before.take(most).last();
    let end = behind.nth(most);
    start.map_or(focus, |(at, _)| line.start + at)..end.map_or(line.end, |(at, _)| focus + at)
}

fn width(clusters: &[Cluster]) -> usize {
    clusters.iter().map(|cluster| cluster.columns).sum()
}

/// How many of `clusters` fit into `room` columns.
fn that_fit<'a>(clusters: impl Iterator<Item = &'a Cluster>, room: usize) -> usize {
    let mut used = 0;
    clusters
        .take_while(|cluster| {
            used += cluster.columns;
            used <= room
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::window;
    use crate::report::Look;
    use crate::report::visible::columns;

    #[test]
    fn a_short_line_is_whole_and_its_tabs_are_spread() {
        let window = window("a\tb\u{1B}c", 0..5, 0, 80, &Look::PLAIN);
        assert_eq!(window.unveiled(), "a   b␛c");
        assert_eq!(window.show(2, 3), (4, 5));
        assert_eq!(&window.text[window.show(4, 5).0..], "c");
    }

    #[test]
    fn a_long_line_is_cut_around_what_matters() {
        let line = format!("{}wrong{}", "ab ".repeat(9_000), " cd".repeat(9_000));
        let window = window(&line, 0..line.len(), 27_000, 40, &Look::PLAIN);
        let text = window.unveiled();
        assert_eq!(columns(&text), 40);
        assert!(text.starts_with('…') && text.ends_with('…'));
        let (start, end) = window.show(27_000, 27_005);
        assert_eq!(&window.text[start..end], "wrong");
    }

    #[test]
    fn what_joiners_join_takes_the_columns_of_the_first() {
        let line = "👩\u{200D}💻 b";
        let window = window(line, 0..line.len(), 0, 80, &Look::PLAIN);
        assert_eq!(window.text.chars().count(), 4);
        assert_eq!(window.unveiled(), line);
    }
}
