//! Texts measured and broken into lines.
//!
//! What people have written comes in through `said`, which makes hidden characters seen and sees to it that what runs
//! from right to left keeps to itself: our own words around it, and figures, run from left to right. Each line of a text
//! runs as the whole does, whatever it begins with. Lines break where
//! Unicode says that they may (UAX #14), and within a word only where the word alone is wider than a line.

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;

use crate::emit::svg::widths;
use crate::report::{Look, seen};
use crate::text::unseen::is_right_to_left;
use crate::value::Direction;
use crate::view::label::shortened;

/// Begin a part that runs apart from what is around it, from left to right and from right to left (UAX #9); ends it.
const RIGHTWARDS: char = '\u{2066}';
const LEFTWARDS: char = '\u{2067}';
const END: char = '\u{2069}';

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::emit) struct Style {
    /// In pixels.
    pub(in crate::emit) size: f64,
    /// From one line to the next, in pixels.
    pub(in crate::emit) leading: f64,
    pub(in crate::emit) weight: Weight,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::emit) enum Weight {
    Plain,
    Bold,
}

/// The title of the map.
pub(super) const TITLE: Style = Style { size: 28.0, leading: 35.0, weight: Weight::Bold };
/// The title of a stage.
pub(super) const HEAD: Style = Style { size: 16.0, leading: 21.0, weight: Weight::Bold };
/// What is read first in a cell.
pub(super) const STRONG: Style = Style { size: 13.0, leading: 18.0, weight: Weight::Bold };
/// Texts in cells.
pub(super) const BODY: Style = Style { size: 13.0, leading: 18.0, weight: Weight::Plain };
/// What is read second.
pub(super) const SMALL: Style = Style { size: 11.5, leading: 16.0, weight: Weight::Plain };
/// Words on signs, names of lanes.
pub(super) const LABEL: Style = Style { size: 11.5, leading: 16.0, weight: Weight::Bold };
/// Numbers in small circles.
pub(super) const TINY: Style = Style { size: 9.5, leading: 12.0, weight: Weight::Bold };

impl Style {
    /// How wide a line is, in pixels, in the widest of the usual fonts.
    pub(super) fn width(self, line: &str) -> f64 {
        let hundredths: f64 = line.chars().map(|character| self.hundredths(character)).sum();
        hundredths * self.size / 100.0
    }

    fn hundredths(self, character: char) -> f64 {
        let plain = widths::width(character);
        match self.weight {
            Weight::Plain => plain,
            // Narrow letters get more of what makes a letter bold.
            Weight::Bold if plain < 45.0 => plain * 1.24,
            Weight::Bold => plain * 1.15,
        }
    }

    /// `text`, in lines that are at most `room` wide; none if it says nothing.
    pub(super) fn lines(self, text: &str, room: f64) -> Vec<String> {
        let mut lines =
            Lines { style: self, room, done: Vec::new(), line: String::new(), used: 0.0, open: Vec::new() };
        let mut start = 0;
        for (end, how) in linebreaks(text) {
            lines.add(&text[start..end]);
            if how == BreakOpportunity::Mandatory {
                lines.end();
            }
            start = end;
        }
        lines.done
    }
}

struct Lines {
    style: Style,
    room: f64,
    done: Vec<String>,
    line: String,
    used: f64,
    /// What began the parts that the line begins within, the outer first.
    open: Vec<char>,
}

impl Lines {
    /// Adds what must not be broken, with the blanks behind it.
    fn add(&mut self, word: &str) {
        let bare = word.trim_end();
        let width = self.style.width(bare);
        if self.used > 0.0 && self.used + width > self.room {
            self.end();
        }
        if width <= self.room {
            self.line.push_str(word);
            self.used += self.style.width(word);
            return;
        }
        for cluster in bare.graphemes(true) {
            let width = self.style.width(cluster);
            if self.used > 0.0 && self.used + width > self.room {
                self.end();
            }
            self.line.push_str(cluster);
            self.used += width;
        }
        self.line.push_str(&word[bare.len()..]);
    }

    fn end(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.used = 0.0;
        let begun: String = self.open.iter().collect();
        for sign in line.chars() {
            match sign {
                RIGHTWARDS | LEFTWARDS => self.open.push(sign),
                END => {
                    self.open.pop();
                }
                _ => {}
            }
        }
        let steers = |it: char| matches!(it, RIGHTWARDS | LEFTWARDS | END);
        if line.trim_matches(|it: char| it.is_whitespace() || steers(it)).is_empty() {
            return;
        }
        // Parts that go on in the next line are ended here and begun again there.
        let ends = END.to_string().repeat(self.open.len());
        self.done.push(begun + line.trim() + &ends);
    }
}

/// What somebody has written, with hidden characters seen, and not longer than anybody reads.
pub(super) fn said(text: &str) -> String {
    let seen = seen(&shortened(text), &Look::PLAIN);
    let seen = seen.trim();
    if !seen.chars().any(is_right_to_left) {
        return seen.to_owned();
    }
    let first = seen.chars().find(|letter| letter.is_alphabetic());
    let begin = if first.is_none_or(is_right_to_left) { LEFTWARDS } else { RIGHTWARDS };
    format!("{begin}{seen}{END}")
}

/// Texts and figures that stand side by side as the stages of a map do, which runs in this direction.
pub(super) fn along(direction: Direction, text: String) -> String {
    match direction {
        Direction::LeftToRight => text,
        Direction::RightToLeft => format!("{LEFTWARDS}{text}{END}"),
    }
}

/// The title of a stage behind its number, counted from 0.
pub(super) fn numbered(direction: Direction, number: usize, title: &str) -> String {
    along(direction, format!("{}. {}", number + 1, said(title)))
}

#[cfg(test)]
mod tests {
    use super::{BODY, STRONG, along, said};
    use crate::value::Direction;

    #[test]
    fn lines_fit_and_long_words_are_broken() {
        let fits = |text: &str, room: f64| {
            let lines = BODY.lines(text, room);
            assert!(lines.iter().all(|line| BODY.width(line) <= room), "{lines:?}");
            lines
        };
        assert_eq!(fits("one two three", 60.0), ["one two", "three"]);
        assert_eq!(fits(&"w".repeat(60), 100.0).concat(), "w".repeat(60));
        assert_eq!(fits("比較する。次へ", 45.0), ["比較す", "る。次", "へ"]);
        assert_eq!(fits("one\n\ntwo\n", 100.0), ["one", "two"]);
        assert_eq!(fits("", 100.0), [""; 0]);
    }

    #[test]
    fn what_runs_from_right_to_left_keeps_to_itself() {
        let line = format!("owner: {}, 3600", said("نگار"));
        assert_eq!(BODY.lines(&line, 300.0), ["owner: \u{2067}نگار\u{2069}, 3600"]);
        let broken = BODY.lines(&said("خرید با Visa"), 60.0);
        assert_eq!(broken, ["\u{2067}خرید با\u{2069}", "\u{2067}Visa\u{2069}"]);
        let broken = BODY.lines(&said("Buying in خرید با"), 75.0);
        assert_eq!(broken, ["\u{2066}Buying in\u{2069}", "\u{2066}خرید با\u{2069}"]);
        let list = along(Direction::RightToLeft, format!("{}, {}", said("نگار"), said("Visa")));
        assert_eq!(
            BODY.lines(&list, 40.0),
            ["\u{2067}\u{2067}نگار\u{2069},\u{2069}", "\u{2067}Visa\u{2069}"]
        );
        assert!(STRONG.width("mm") > BODY.width("mm"));
    }
}
