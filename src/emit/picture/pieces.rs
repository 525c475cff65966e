//! Lines of letters of several fonts or scripts, as pieces of one each.
//!
//! Where a font lacks a letter, the library that sets lines sets the whole line in another font too, and takes letters of
//! that, one for one. Fonts draw several as one, as in Persian words and in flags: then there are not as many in both, and
//! the library leaves boxes (resvg, issue 861). Letters that run the same way it shapes by the rules of one script, whatever
//! the others are of. What is of one font and one script it sets right. So each piece is a text of its own, and stands where
//! the one before it ends.

use std::iter;
use std::ops::Range;

use rayon::iter::{IntoParallelRefMutIterator, ParallelIterator};
use resvg::usvg::fontdb::{self, ID};
use rustybuzz::ttf_parser::Tag;
use rustybuzz::{Direction, UnicodeBuffer, Variation};
use unicode_bidi::{BidiInfo, Level};
use unicode_script::{Script, UnicodeScript};
use unicode_segmentation::UnicodeSegmentation;

use crate::emit::look::{Theme, font_names};
use crate::emit::picture::fonts::Fonts;
use crate::emit::svg::draw::{Anchor, Frame, Mark, Text};
use crate::emit::svg::text::Weight;
use crate::text::unseen::{is_right_to_left, steers_direction};

/// Begins a part that runs from right to left (UAX #9); ends it.
const LEFTWARDS: char = '\u{2067}';
const END: char = '\u{2069}';
/// A blank that stays where a text begins or ends with it.
const BLANK: &str = "\u{A0}";

/// Takes the lines of `marks` apart that the usual font of a map does not have as a whole.
pub(super) fn in_pieces(marks: &mut [Mark], frame: Frame, theme: &Theme, fonts: &Fonts) {
    let usual = |weight| fonts.first(font_names(theme), weight);
    let (plain, bold) = (usual(fontdb::Weight::NORMAL), usual(fontdb::Weight::BOLD));
    let (Some(plain), Some(bold)) = (plain, bold) else { return };
    marks.par_iter_mut().for_each(|mark| {
        each_text(mark, &|text| {
            let usual = match text.style.weight {
                Weight::Plain => plain,
                Weight::Bold => bold,
            };
            let setter = Setter { fonts, usual, weight: text.style.weight, size: text.style.size };
            placed(text, frame, &setter)
        });
    });
}

/// Puts what `each` makes of a text in its place.
fn each_text(mark: &mut Mark, each: &dyn Fn(&Text) -> Option<Vec<Mark>>) {
    match mark {
        Mark::Text(text) => {
            if let Some(marks) = each(text) {
                *mark = Mark::Group(None, None, marks);
            }
        }
        Mark::Group(_, _, marks) | Mark::Gone(marks) => {
            marks.iter_mut().for_each(|mark| each_text(mark, each))
        }
        Mark::Rect(_) | Mark::Path(_) => {}
    }
}

/// The lines of a text, those in pieces that have to be; none if no line has to be.
fn placed(text: &Text, frame: Frame, setter: &Setter<'_>) -> Option<Vec<Mark>> {
    let lines: Vec<Option<Vec<Piece>>> = text.lines.iter().map(|line| setter.pieces(line)).collect();
    if lines.iter().all(Option::is_none) {
        return None;
    }
    let mut marks = Vec::new();
    for (number, (line, pieces)) in text.lines.iter().zip(lines).enumerate() {
        let y = text.y + number as f64 * text.style.leading;
        let Some(pieces) = pieces else {
            marks.push(Mark::Text(Text { y, ..text.of(vec![line.clone()]) }));
            continue;
        };
        let width: f64 = pieces.iter().map(|piece| piece.width).sum();
        let mut left = frame.left(text.x, 0.0);
        match frame.anchor(text.anchor) {
            Anchor::Start => {}
            Anchor::Middle => left -= width / 2.0,
            Anchor::End => left -= width,
        }
        for piece in pieces {
            let (x, anchor) = (frame.left(left, 0.0), frame.anchor(Anchor::Start));
            left += piece.width;
            marks.push(Mark::Text(Text { x, y, anchor, font: piece.font, ..text.of(vec![piece.words]) }));
        }
    }
    Some(marks)
}

/// A part of a line in one font and one direction.
struct Piece {
    words: String,
    /// In pixels.
    width: f64,
    /// The name of its font, if that is not the usual one.
    font: Option<String>,
}

/// A letter with what stands on it, and its font.
struct Letter<'l> {
    start: usize,
    text: &'l str,
    font: ID,
    /// That of the one before it, if it is of none.
    script: Script,
}

impl Letter<'_> {
    fn is_of_word(&self) -> bool {
        self.text.contains(|it: char| it.is_alphanumeric() || is_right_to_left(it))
    }
}

/// Sets lines in fonts of this machine.
struct Setter<'f> {
    fonts: &'f Fonts,
    usual: ID,
    weight: Weight,
    /// Of the text, in pixels.
    size: f64,
}

impl Setter<'_> {
    /// The pieces of a line, from left to right; none if one text says it all.
    fn pieces(&self, line: &str) -> Option<Vec<Piece>> {
        if self.fonts.has(self.usual, line)
            && !line.contains(is_of_syllables)
            && !line.contains(is_emoji)
            && !mixes_joined_scripts(line)
        {
            return None;
        }
        let mut letters = self.letters(line);
        let runs = runs(line);
        for (run, is_leftwards) in &runs {
            self.join(within(&mut letters, run), *is_leftwards);
        }
        let mut pieces = Vec::new();
        for (run, is_leftwards) in runs {
            let start = pieces.len();
            let is_one =
                |one: &Letter<'_>, next: &Letter<'_>| one.font == next.font && one.script == next.script;
            for part in within(&mut letters, &run).chunk_by(is_one) {
                self.set(part, is_leftwards, &mut pieces);
            }
            if is_leftwards {
                pieces[start..].reverse();
            }
        }
        Some(pieces)
    }

    /// The letters of a line, each in the usual font, or else in the one that another of the line is in. Letters from right
    /// to left join: a word of them is in one font, if one has it.
    fn letters<'l>(&self, line: &'l str) -> Vec<Letter<'l>> {
        let graphemes: Vec<(usize, &str)> = line.grapheme_indices(true).collect();
        let joins = |(_, text): &(usize, &str)| text.contains(is_right_to_left);
        let (mut letters, mut other) = (Vec::new(), self.usual);
        for word in graphemes.chunk_by(|one, next| joins(one) && joins(next)) {
            let (Some((start, _)), Some((last, end))) = (word.first(), word.last()) else { continue };
            let of_word = self.font(&line[*start..last + end.len()], other);
            for (start, text) in word {
                let is_doubled =
                    *text == " " && letters.last().is_some_and(|last: &Letter<'_>| last.text == " ");
                // Of several blanks one is drawn.
                if is_doubled {
                    continue;
                }
                let emoji = self
                    .fonts
                    .of_emoji()
                    .filter(|font| text.contains(is_emoji) && self.fonts.has(*font, text));
                let font = emoji
                    .or(of_word)
                    .or_else(|| self.font(text, other))
                    .or_else(|| self.fonts.instead_of(self.usual, text));
                let font = font.unwrap_or(self.usual);
                if font != self.usual {
                    other = font;
                }
                let script = text
                    .chars()
                    .find_map(script)
                    .or(letters.last().map(|last| last.script))
                    .unwrap_or(Script::Common);
                letters.push(Letter { start: *start, text, font, script });
            }
        }
        letters
    }

    /// The font that has all of `text`: the usual one, else `other`, else the one that is most like the usual.
    fn font(&self, text: &str, other: ID) -> Option<ID> {
        let all = [self.usual, other].into_iter().find(|font| self.fonts.has(*font, text));
        all.or_else(|| self.fonts.instead_of(self.usual, text).filter(|font| self.fonts.has(*font, text)))
    }

    /// Gives blanks and signs between words the font of both; at the ends of a run that goes leftwards, that of the words on
    /// the other side.
    fn join(&self, letters: &mut [Letter<'_>], is_leftwards: bool) {
        let is_between = |letter: &Letter<'_>| !letter.is_of_word() && letter.font == self.usual;
        let side = |letter: &Letter<'_>| if letter.is_of_word() { letter.font } else { self.usual };
        let mut start = 0;
        while start < letters.len() {
            let count = letters[start..].iter().take_while(|letter| is_between(letter)).count();
            let end = start + count;
            let before = start.checked_sub(1).map(|before| side(&letters[before]));
            let font = match (before, letters.get(end).map(side)) {
                (Some(before), Some(behind)) if before == behind => before,
                (Some(font), None) | (None, Some(font)) if is_leftwards => font,
                _ => self.usual,
            };
            let between = &mut letters[start..end];
            if between.iter().all(|letter| self.fonts.has(font, letter.text)) {
                between.iter_mut().for_each(|letter| letter.font = font);
            }
            start = end + 1;
        }
    }

    /// Adds letters of one font and one direction: one piece, or more where they are syllables.
    fn set(&self, letters: &[Letter<'_>], is_leftwards: bool, pieces: &mut Vec<Piece>) {
        let Some(font) = letters.first().map(|letter| letter.font) else { return };
        let words: String = letters.iter().map(|letter| letter.text).collect();
        // Each is set by itself, with its direction known.
        let words = words.replace(steers_direction, "");
        let name = if font == self.usual { None } else { self.fonts.name(font) };
        let (mut start, mut width) = (0, 0.0);
        let clusters = self.clusters(font, &words, is_leftwards);
        let ends = clusters.iter().skip(1).map(|cluster| cluster.start).chain([words.len()]);
        for (cluster, end) in clusters.iter().zip(ends) {
            // The library takes what stands beside each other in a syllable as if it stood above each other: what is behind
            // it would be drawn into it. From right to left letters join, and nothing is set apart from those beside it.
            let is_row = cluster.sum > cluster.widest && !is_leftwards;
            width += if is_row { cluster.sum } else { cluster.widest };
            if is_row || end == words.len() {
                let words = placeable(&words[start..end], is_leftwards);
                pieces.push(Piece { words, width, font: name.clone() });
                (start, width) = (end, 0.0);
            }
        }
    }

    fn variations(&self) -> Vec<Variation> {
        let bold = Variation { tag: Tag::from_bytes(b"wght"), value: 700.0 };
        let size = Variation { tag: Tag::from_bytes(b"opsz"), value: self.size as f32 };
        match self.weight {
            Weight::Plain => vec![size],
            Weight::Bold => vec![bold, size],
        }
    }

    /// What a font makes of words, in the order of the words.
    fn clusters(&self, font: ID, words: &str, is_leftwards: bool) -> Vec<Cluster> {
        let set = |data: &[u8], index: u32| {
            let mut face = rustybuzz::Face::from_slice(data, index)?;
            // As the library does; a font that is not variable takes no notice.
            face.set_variations(&self.variations());
            let mut buffer = UnicodeBuffer::new();
            buffer.push_str(words);
            buffer.set_direction(if is_leftwards { Direction::RightToLeft } else { Direction::LeftToRight });
            let glyphs = rustybuzz::shape(&face, &[], buffer);
            let pixel = self.size / f64::from(face.units_per_em());
            let mut clusters: Vec<Cluster> = Vec::new();
            for (info, place) in iter::zip(glyphs.glyph_infos(), glyphs.glyph_positions()) {
                let (start, width) = (info.cluster as usize, f64::from(place.x_advance) * pixel);
                match clusters.last_mut().filter(|last| last.start == start) {
                    Some(last) => {
                        last.sum += width;
                        last.widest = last.widest.max(width);
                    }
                    None => clusters.push(Cluster { start, sum: width, widest: width.max(0.0) }),
                }
            }
            if is_leftwards {
                clusters.reverse();
            }
            Some(clusters)
        };
        self.fonts.with(font, set).flatten().unwrap_or_default()
    }
}

/// What a font makes of letters that it sets together.
struct Cluster {
    /// Where they begin.
    start: usize,
    /// How wide its glyphs are beside each other, in pixels.
    sum: f64,
    /// How wide the widest of them is.
    widest: f64,
}

/// Words as they can be set alone: with the blanks at their ends, and in their direction.
fn placeable(words: &str, is_leftwards: bool) -> String {
    let bare = words.trim_matches(' ');
    let before = words.len() - words.trim_start_matches(' ').len();
    let behind = words.len() - bare.len() - before;
    let words = BLANK.repeat(before) + bare + &BLANK.repeat(behind);
    if is_leftwards { format!("{LEFTWARDS}{words}{END}") } else { words }
}

/// The runs of a line from left to right, and whether each goes leftwards. As in an SVG, the line as a whole does not.
fn runs(line: &str) -> Vec<(Range<usize>, bool)> {
    let directions = BidiInfo::new(line, Some(Level::ltr()));
    let Some(paragraph) = directions.paragraphs.first() else { return Vec::new() };
    let (levels, runs) = directions.visual_runs(paragraph, paragraph.range.clone());
    runs.into_iter().map(|run| (run.clone(), levels[run.start].is_rtl())).collect()
}

/// The script that a character is of, if it is of one. Those that are written together in Japanese count as one.
fn script(character: char) -> Option<Script> {
    match character.script() {
        Script::Common | Script::Inherited | Script::Unknown => None,
        Script::Hiragana | Script::Katakana => Some(Script::Han),
        script => Some(script),
    }
}

/// The letters that begin in a run.
fn within<'r, 'l>(letters: &'r mut [Letter<'l>], run: &Range<usize>) -> &'r mut [Letter<'l>] {
    let start = letters.partition_point(|letter| letter.start < run.start);
    let end = letters.partition_point(|letter| letter.start < run.end);
    &mut letters[start..end]
}

/// Whether a line has letters of several scripts that are written from right to left, in some of which letters join.
fn mixes_joined_scripts(line: &str) -> bool {
    let mut scripts = line.chars().filter(|letter| is_right_to_left(*letter)).filter_map(script);
    let first = scripts.next();
    scripts.any(|script| Some(script) != first)
}

/// Whether a character is an emoji, or asks for what is before it to look like one.
fn is_emoji(character: char) -> bool {
    matches!(character, '\u{FE0F}' | '\u{1F300}'..='\u{1FAFF}')
}

/// Whether a character is of a script of India or its neighbours, in which letters of a syllable stand around each other.
fn is_of_syllables(character: char) -> bool {
    matches!(character, '\u{900}'..='\u{109F}' | '\u{1700}'..='\u{17FF}' | '\u{1900}'..='\u{1CFF}' | '\u{A800}'..='\u{ABFF}')
}
