//! Lines out of texts.
//!
//! What people have written comes in through `Phrase::said` alone, which makes hidden characters seen. A phrase is broken
//! into lines that fit, and each line keeps its direction whatever stands in it.

use std::borrow::Cow;
use std::fmt::{Display, Write};

use crate::report::{Look, seen, wrap};
use crate::text::unseen::is_right_to_left;
use crate::value::Direction;
use crate::view::board::Named;
use crate::view::label::{LONGEST as LONGEST_TEXT, shortened};

/// More characters than these, of all that stands on a card, are not drawn: not every Graphviz is safe with them.
const LONGEST: usize = 16_384;

/// How long most phrases are at most, in bytes.
const ROOM: usize = 64;

/// Begin a part that runs in a direction of its own: from left to right, from right to left, as its first letter does.
const LEFT_TO_RIGHT: char = '\u{2066}';
const RIGHT_TO_LEFT: char = '\u{2067}';
const AS_WRITTEN: char = '\u{2068}';
/// Ends it.
const END: char = '\u{2069}';

/// One text of a label, before it is broken into lines.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    /// That of the board.
    direction: Direction,
    text: String,
}

impl Phrase {
    pub(super) fn new(direction: Direction) -> Self {
        Self { direction, text: String::with_capacity(ROOM) }
    }

    /// Adds words of the language, or signs.
    pub(super) fn word(mut self, word: &str) -> Self {
        self.text.push_str(word);
        self
    }

    /// Adds what somebody has written.
    pub(super) fn said(self, text: &str) -> Self {
        let is_plain = text.len() <= LONGEST_TEXT && is_plain(text);
        let seen: Cow<'_, str> =
            if is_plain { text.into() } else { seen(&shortened(text), &Look::PLAIN).into() };
        let seen = seen.trim();
        let isolate = match self.direction {
            Direction::LeftToRight => !is_plain && seen.chars().any(is_right_to_left),
            Direction::RightToLeft => true,
        };
        if isolate { self.isolated(AS_WRITTEN, seen) } else { self.word(seen) }
    }

    /// Adds texts that people have written, with commas between.
    pub(super) fn list<'t>(self, texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut texts = texts.into_iter();
        let Some(first) = texts.next() else { return self };
        texts.fold(self.said(first), |phrase, text| phrase.word(", ").said(text))
    }

    /// Adds titles, with commas between.
    pub(super) fn names(self, names: &[Named]) -> Self {
        self.list(names.iter().map(|name| name.title.as_str()))
    }

    /// Adds what reads from left to right in every language: a number with its unit, a face.
    pub(super) fn figure(mut self, figure: impl Display) -> Self {
        match self.direction {
            Direction::LeftToRight => {
                // Writing into a text does not fail.
                let _ = write!(self.text, "{figure}");
                self
            }
            Direction::RightToLeft => self.isolated(LEFT_TO_RIGHT, &figure.to_string()),
        }
    }

    /// Adds a dot, if something stands before it.
    pub(super) fn dot(self) -> Self {
        if self.text.is_empty() { self } else { self.word(" · ") }
    }

    /// Whether it surely is one line, as it is.
    fn is_a_line(&self, columns: usize) -> bool {
        let has_blank_end = self.text.starts_with(' ') || self.text.ends_with(' ');
        self.direction == Direction::LeftToRight
            && self.text.len() <= columns
            && is_plain(&self.text)
            && !has_blank_end
    }

    fn isolated(mut self, start: char, text: &str) -> Self {
        self.text.push(start);
        self.text.push_str(text);
        self.text.push(END);
        self
    }

    /// The label that is shown under the pointer. There Graphviz takes `\N` for a name even after an escaped backslash, so
    /// backslashes are replaced by a sign that looks like one.
    pub(super) fn tooltip(self) -> Label {
        let mut label = Label::new(Align::Middle);
        let text = if self.text.contains('\\') { self.text.replace('\\', "\u{29F5}") } else { self.text };
        if text.contains('\n') {
            text.split('\n').for_each(|line| label.line(line.to_owned()));
        } else {
            label.line(text);
        }
        label
    }
}

/// Whether a text is letters, signs and blanks of ASCII. Without a way out of it, the loop looks at many bytes at once.
fn is_plain(text: &str) -> bool {
    text.bytes().fold(true, |is_plain, byte| is_plain & matches!(byte, b' '..=b'~'))
}

/// Where the lines of a label begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    /// Each is centred.
    Middle,
    /// On the side where its language begins to read.
    Start,
}

/// The value of an attribute: lines.
#[derive(Debug, Clone)]
pub(super) struct Label {
    lines: Vec<String>,
    align: Align,
    direction: Direction,
    /// How many more characters it takes.
    room: usize,
}

impl Label {
    pub(super) fn new(align: Align) -> Self {
        Self { lines: Vec::new(), align, direction: Direction::LeftToRight, room: LONGEST }
    }

    /// Adds `phrase`, if it says anything, in lines of at most `columns`.
    pub(super) fn push(&mut self, phrase: Phrase, columns: usize) {
        if phrase.text.is_empty() {
            return;
        }
        self.direction = phrase.direction;
        if phrase.is_a_line(columns) {
            self.line(phrase.text);
            return;
        }
        let mut open: Vec<char> = Vec::new();
        for line in wrap(&phrase.text, columns, columns) {
            let turns = |sign| is_right_to_left(sign) || matches!(sign, LEFT_TO_RIGHT..=END);
            let is_straight = open.is_empty() && (line.is_ascii() || !line.chars().any(turns));
            if phrase.direction == Direction::LeftToRight && is_straight {
                self.line(line);
                continue;
            }
            // A part with a direction of its own that goes on in the next line is ended here and begun again there.
            let mut whole: String =
                whole_line(phrase.direction, &line).into_iter().chain(open.clone()).collect();
            whole.push_str(&line);
            for character in line.chars() {
                match character {
                    LEFT_TO_RIGHT | RIGHT_TO_LEFT | AS_WRITTEN => open.push(character),
                    END => drop(open.pop()),
                    _ => {}
                }
            }
            whole.extend(open.iter().map(|_| END));
            whole.extend(whole_line(phrase.direction, &line).map(|_| END));
            self.line(whole);
        }
    }

    fn line(&mut self, line: String) {
        let length = line.chars().count();
        if self.room == 0 {
            return;
        }
        if length < self.room {
            self.lines.push(line);
            self.room -= length;
        } else {
            let kept = line.chars().take(self.room - 1);
            self.lines.push(kept.chain(['…']).collect());
            self.room = 0;
        }
    }

    pub(super) fn lines(&self) -> &[String] {
        &self.lines
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The letter with which Graphviz ends a line.
    pub(super) fn line_end(&self) -> char {
        match (self.align, self.direction) {
            (Align::Middle, _) => 'n',
            (Align::Start, Direction::LeftToRight) => 'l',
            (Align::Start, Direction::RightToLeft) => 'r',
        }
    }
}

/// What begins a line that would not run in the direction of its board by itself.
fn whole_line(direction: Direction, line: &str) -> Option<char> {
    match direction {
        Direction::LeftToRight => line.chars().any(is_right_to_left).then_some(LEFT_TO_RIGHT),
        Direction::RightToLeft => Some(RIGHT_TO_LEFT),
    }
}

impl From<String> for Label {
    fn from(text: String) -> Self {
        let mut label = Self::new(Align::Middle);
        label.line(text);
        label
    }
}

#[cfg(test)]
mod tests {
    use super::{Align, Label, Phrase};
    use crate::value::Direction;

    fn lines(phrase: Phrase, columns: usize) -> Vec<String> {
        let mut label = Label::new(Align::Start);
        label.push(phrase, columns);
        label.lines().to_vec()
    }

    #[test]
    fn lines_keep_their_direction() {
        let english = || Phrase::new(Direction::LeftToRight);
        let persian = || Phrase::new(Direction::RightToLeft);
        assert_eq!(lines(english().word("for ").said("Mina"), 20), ["for Mina"]);
        assert_eq!(lines(english().said("مینا (Mina)"), 20), ["\u{2066}\u{2068}مینا (Mina)\u{2069}\u{2069}"]);
        assert_eq!(
            lines(persian().said("C++ and more"), 7),
            ["\u{2067}\u{2068}C++ and\u{2069}\u{2069}", "\u{2067}\u{2068}more\u{2069}\u{2069}",]
        );
        assert_eq!(lines(persian().figure("+1"), 7), ["\u{2067}\u{2066}+1\u{2069}\u{2069}"]);
    }

    #[test]
    fn long_labels_are_cut() {
        let word = || Phrase::new(Direction::LeftToRight).said(&"word".repeat(2000));
        let letters = |drawn: &[String]| drawn.iter().map(|line| line.chars().count()).sum::<usize>();
        let one = lines(word(), 20);
        assert_eq!(letters(&one), 4_096);
        assert!(one.last().unwrap().ends_with('…'));
        let five = lines((0..4).fold(word(), |phrase, _| phrase.said(&"word".repeat(2000))), 20);
        assert_eq!(letters(&five), 16_384);
        assert!(five.last().unwrap().ends_with('…'));
    }
}
