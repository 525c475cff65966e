//! How it looks: fonts, colours, faces, widths.
//!
//! The colours are told apart by people who see red and green alike, and texts on them have a contrast of 4.5 to 1 or
//! more. What a colour says is always said by a sign, a number or a word too.

use crate::value::Share;

/// Every Graphviz knows these two, and draws them with the sans-serif font of the place.
pub(super) const FONT: &str = "Helvetica";
pub(super) const FONT_BOLD: &str = "Helvetica-Bold";

/// Texts, and arrows that lead on.
pub(super) const INK: &str = "#1F2328";
/// Frames, and arrows that lead back.
pub(super) const LINE: &str = "#6E7781";
/// Texts at arrows that lead back.
pub(super) const QUIET: &str = "#4B535D";
/// Customers who leave.
pub(super) const LOST: &str = "#A63A12";
/// Customers who go on in another journey.
pub(super) const ELSEWHERE: &str = "#5E3D8C";

/// How wide a card is, in inches: as wide as a line of `TEXT` columns.
pub(super) const CARD: &str = "2.4";

/// How many columns there are in a line of the heading.
pub(super) const WIDE: usize = 90;
/// Of a card's title.
pub(super) const TITLE: usize = 19;
/// Of a card's text.
pub(super) const TEXT: usize = 26;
/// Of a mark.
pub(super) const MARK: usize = 24;
/// Of a text at an arrow.
pub(super) const NARROW: usize = 20;

/// The colours of a ground and of the frame around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paint {
    pub(super) ground: &'static str,
    pub(super) frame: &'static str,
}

/// The start and the end, with white texts.
pub(super) const DARK: Paint = Paint { ground: INK, frame: INK };

/// What has to be seen first.
pub(super) const NOTE: Paint = Paint { ground: "#FFE58A", frame: "#7A5C00" };

/// How customers feel, from orange to blue; white where nobody knows.
pub(super) fn paint(mood: Option<i8>) -> Paint {
    let (ground, frame) = match mood {
        None => ("#FFFFFF", LINE),
        Some(..=-2) => ("#F4B199", "#A63A12"),
        Some(-1) => ("#FBDDCF", "#B8673F"),
        Some(0) => ("#F1F1F1", LINE),
        Some(1) => ("#D9E9F5", "#4A82AD"),
        Some(2..) => ("#A9D0EA", "#1B6298"),
    };
    Paint { ground, frame }
}

/// How customers feel: a face of letters, which no font lacks, and the number.
pub(super) fn face(score: i8) -> &'static str {
    match score {
        ..=-2 => ":'(\u{A0}−2",
        -1 => ":-(\u{A0}−1",
        0 => ":-|\u{A0}0",
        1 => ":-)\u{A0}+1",
        2.. => ":-D\u{A0}+2",
    }
}

/// How an arrow is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stroke {
    pub(super) color: &'static str,
    pub(super) text: &'static str,
    pub(super) style: &'static str,
    /// How wide it is when all customers take it.
    widest: f64,
}

pub(super) const ONWARD: Stroke = Stroke { color: INK, text: INK, style: "solid", widest: 5.0 };
pub(super) const BACKWARD: Stroke = Stroke { color: LINE, text: QUIET, style: "dashed", widest: 3.5 };
pub(super) const OUTWARD: Stroke = Stroke { color: LOST, text: LOST, style: "solid", widest: 5.0 };
pub(super) const ASIDE: Stroke = Stroke { color: ELSEWHERE, text: ELSEWHERE, style: "solid", widest: 5.0 };

/// From the narrowest to the widest, by tenths: nobody tells less apart.
const WIDTHS: [&str; 41] = [
    "1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8", "1.9", "2.0", "2.1", "2.2", "2.3", "2.4",
    "2.5", "2.6", "2.7", "2.8", "2.9", "3.0", "3.1", "3.2", "3.3", "3.4", "3.5", "3.6", "3.7", "3.8", "3.9",
    "4.0", "4.1", "4.2", "4.3", "4.4", "4.5", "4.6", "4.7", "4.8", "4.9", "5.0",
];

impl Stroke {
    /// How wide it is: the more customers take it, the wider.
    pub(super) fn width(self, share: Option<Share>) -> &'static str {
        let width = share.map_or(1.5, |share| 1.0 + (self.widest - 1.0) * share.fraction().clamp(0.0, 1.0));
        let tenths = (width * 10.0).round() as usize;
        WIDTHS[tenths.saturating_sub(10).min(WIDTHS.len() - 1)]
    }
}

#[cfg(test)]
mod tests {
    use super::{ASIDE, BACKWARD, DARK, INK, NOTE, ONWARD, OUTWARD, paint};

    /// How much lighter one colour is than the other, as WCAG reckons it.
    fn contrast(one: &str, other: &str) -> f64 {
        let light = |color: &str| {
            let part = |at: usize| {
                let part = f64::from(u8::from_str_radix(&color[at..at + 2], 16).unwrap()) / 255.0;
                if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5) + 0.05
        };
        let (one, other) = (light(one), light(other));
        one.max(other) / one.min(other)
    }

    #[test]
    fn texts_can_be_read() {
        let moods = [None, Some(-2), Some(-1), Some(0), Some(1), Some(2)];
        let on_cards = moods.map(|mood| (INK, paint(mood).ground));
        let at_arrows = [ONWARD, BACKWARD, OUTWARD, ASIDE].map(|stroke| (stroke.text, "#FFFFFF"));
        let others = [(INK, NOTE.ground), ("#FFFFFF", DARK.ground)];
        for (text, ground) in on_cards.into_iter().chain(at_arrows).chain(others) {
            assert!(contrast(text, ground) >= 4.5, "{text} on {ground}");
        }
    }

    #[test]
    fn lines_can_be_seen() {
        for stroke in [ONWARD, BACKWARD, OUTWARD, ASIDE] {
            assert!(contrast(stroke.color, "#FFFFFF") >= 3.0, "{}", stroke.color);
        }
    }
}
