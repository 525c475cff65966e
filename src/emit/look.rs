//! How maps look: colours for light and dark, and the theme that a project sets.
//!
//! One hue leads on (the accent), one warns (orange: what hurts), blue is what goes well. Orange and blue stay apart for
//! people who see red and green alike, and in print. What a colour says is always said by a sign, a figure or a word too.
//! Texts have a contrast of 4.5 to 1 or more on whatever they stand on (WCAG 2.2, AA), signs 3 to 1.

use std::fmt;

use crate::view::map::LaneKind;

/// How the maps of a project look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Light, dark, or as the reader's device is set.
    pub mode: Mode,
    /// The colour that leads on, if not the usual one.
    pub accent: Option<Color>,
    /// Names of fonts that are tried before the usual ones.
    pub fonts: Vec<String>,
    /// The lanes that are drawn, from top to bottom.
    pub lanes: Vec<LaneKind>,
}

impl Default for Theme {
    fn default() -> Self {
        Self { mode: Mode::Auto, accent: None, fonts: Vec::new(), lanes: LaneKind::ALL.to_vec() }
    }
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Mode {
    Light,
    Dark,
    /// As the reader's device is set; where it cannot be asked, light.
    Auto,
}

/// Red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color(pub u8, pub u8, pub u8);

impl Color {
    /// Reads `#0F5C8A`.
    pub fn read(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let number = u32::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))?;
        let [_, red, green, blue] = number.to_be_bytes();
        Some(Self(red, green, blue))
    }

    /// How much light it gives, from 0 to 1 (WCAG 2.2, relative luminance).
    fn luminance(self) -> f64 {
        let part = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(self.0) + 0.7152 * part(self.1) + 0.0722 * part(self.2)
    }

    /// How far two colours are apart, from 1 to 21 (WCAG 2.2, contrast ratio).
    pub fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance() + 0.05, other.luminance() + 0.05);
        one.max(other) / one.min(other)
    }

    /// As much of `other` mixed in as `part` says, from 0 to 1.
    fn mixed(self, other: Self, part: f64) -> Self {
        let mix = |one: u8, other: u8| {
            (f64::from(one) + (f64::from(other) - f64::from(one)) * part).round().clamp(0.0, 255.0) as u8
        };
        Self(mix(self.0, other.0), mix(self.1, other.1), mix(self.2, other.2))
    }

    /// The nearest to it, towards `end`, that can be told from `ground` at `contrast` to 1.
    fn readable(self, ground: Self, end: Self, contrast: f64) -> Self {
        let steps = (0..=20).map(|step| self.mixed(end, f64::from(step) / 20.0));
        steps.into_iter().find(|color| color.contrast(ground) >= contrast).unwrap_or(end)
    }
}

/// `#0F5C8A`
impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02X}{:02X}{:02X}", self.0, self.1, self.2)
    }
}

/// Makes the colours: a field, a method to reach them by, and their names for CSS.
macro_rules! inks {
    ($($(#[doc = $docs:literal])+ $ink:ident $name:literal,)+) => {
        /// What a colour is for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Ink { $($(#[doc = $docs])+ $ink),+ }

        impl Ink {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$ink),+];

            /// Its name in a style sheet.
            pub fn name(self) -> &'static str {
                match self { $(Self::$ink => $name),+ }
            }
        }
    };
}

inks! {
    /// The ground of everything.
    Paper "paper",
    /// The ground of every other lane.
    Band "band",
    /// The ground of cards.
    Card "card",
    /// Texts.
    Text "text",
    /// Texts that are read second.
    Quiet "quiet",
    /// Frames and rules.
    Line "line",
    /// What leads on: the way of the customers, links, numbers.
    Accent "accent",
    /// A ground in the colour of the accent, pale.
    AccentPale "accent-pale",
    /// Texts on the accent.
    OnAccent "on-accent",
    /// What hurts most: open barriers, customers who leave, the lowest feelings.
    Hurt "hurt",
    /// A ground in the colour of what hurts, pale.
    HurtPale "hurt-pale",
    /// Texts on what hurts.
    OnHurt "on-hurt",
    /// Somewhat low feelings.
    Low "low",
    /// Neither low nor high.
    Even "even",
    /// Somewhat high feelings.
    High "high",
    /// The highest feelings, and what is solved.
    Best "best",
    /// A ground in the colour of what is solved, pale.
    BestPale "best-pale",
    /// What could be better: opportunities.
    Chance "chance",
    /// A ground in the colour of opportunities, pale.
    ChancePale "chance-pale",
}

/// The colours of one mode.
#[derive(Debug, Clone)]
pub struct Palette([Color; Ink::ALL.len()]);

impl Palette {
    /// On light ground, with this accent.
    pub fn light(accent: Option<Color>) -> Self {
        let accent = accent.unwrap_or(Color(0x0B, 0x5C, 0x8C));
        let (white, black) = (Color(0xFF, 0xFF, 0xFF), Color(0, 0, 0));
        let accent = accent.readable(Color(0xF6, 0xF7, 0xF9), black, 4.5);
        Self([
            white,
            Color(0xF6, 0xF7, 0xF9),
            white,
            Color(0x1B, 0x1F, 0x26),
            Color(0x55, 0x5D, 0x6B),
            Color(0xD5, 0xDA, 0xE1),
            accent,
            accent.mixed(white, 0.88),
            white,
            Color(0xB4, 0x3A, 0x0B),
            Color(0xFD, 0xEC, 0xE3),
            white,
            Color(0xC7, 0x6A, 0x2E),
            Color(0x6B, 0x73, 0x80),
            Color(0x3F, 0x83, 0xB8),
            Color(0x12, 0x5A, 0x93),
            Color(0xE4, 0xF0, 0xFA),
            Color(0x6B, 0x3F, 0xA0),
            Color(0xF1, 0xEA, 0xFA),
        ])
    }

    /// On dark ground, with this accent.
    pub fn dark(accent: Option<Color>) -> Self {
        let accent = accent.unwrap_or(Color(0x6C, 0xB4, 0xE4));
        let (paper, white) = (Color(0x12, 0x15, 0x1A), Color(0xFF, 0xFF, 0xFF));
        let accent = accent.readable(Color(0x1F, 0x24, 0x2C), white, 4.5);
        Self([
            paper,
            Color(0x18, 0x1C, 0x22),
            Color(0x1F, 0x24, 0x2C),
            Color(0xE8, 0xEB, 0xF0),
            Color(0xA7, 0xB0, 0xBD),
            Color(0x3A, 0x42, 0x4E),
            accent,
            accent.mixed(paper, 0.84),
            paper,
            Color(0xFF, 0x9A, 0x62),
            Color(0x3D, 0x23, 0x17),
            paper,
            Color(0xE0, 0x8A, 0x50),
            Color(0x9A, 0xA3, 0xB0),
            Color(0x6A, 0xAE, 0xDD),
            Color(0x86, 0xC5, 0xF2),
            Color(0x17, 0x2E, 0x42),
            Color(0xC3, 0xA2, 0xF0),
            Color(0x2D, 0x24, 0x3C),
        ])
    }

    /// The colour for something.
    pub fn color(&self, ink: Ink) -> Color {
        self.0[ink as usize]
    }
}

/// How customers feel, from -2 to +2.
pub(super) fn mood(score: i8) -> Ink {
    match score {
        i8::MIN..=-2 => Ink::Hurt,
        -1 => Ink::Low,
        0 => Ink::Even,
        1 => Ink::High,
        2..=i8::MAX => Ink::Best,
    }
}

/// Fonts that are on most systems, the best to read first; all of them know Latin, Greek and Cyrillic.
pub(super) const FONTS: [&str; 9] = [
    "Inter",
    "Segoe UI",
    "Roboto",
    "Helvetica Neue",
    "Noto Sans",
    "Noto Sans Arabic",
    "Liberation Sans",
    "Arial",
    "DejaVu Sans",
];

/// Whether `name` may be that of a font: letters, digits, blanks and hyphens.
pub fn is_font_name(name: &str) -> bool {
    !name.trim().is_empty() && name.chars().all(|it| it.is_alphanumeric() || matches!(it, ' ' | '-'))
}

/// The fonts of a theme and the usual ones. What is no name of a font is left out.
pub(super) fn font_names(theme: &Theme) -> impl Iterator<Item = &str> {
    theme.fonts.iter().map(String::as_str).filter(|name| is_font_name(name)).chain(FONTS)
}

/// The fonts of a theme and the usual ones, as CSS writes them.
pub(super) fn font_family(theme: &Theme) -> String {
    font_names(theme).map(|name| format!("'{name}', ")).collect::<String>() + "sans-serif"
}

#[cfg(test)]
mod tests {
    use super::{Color, Ink, Palette};

    #[test]
    fn texts_can_be_read_and_signs_be_seen() {
        let accents = [None, Color::read("#FFEE00"), Color::read("#000000"), Color::read("#FFFFFF")];
        for palette in accents.iter().flat_map(|accent| [Palette::light(*accent), Palette::dark(*accent)]) {
            let grounds = [Ink::Paper, Ink::Band, Ink::Card];
            let texts = [Ink::Text, Ink::Quiet, Ink::Accent, Ink::Hurt, Ink::Chance, Ink::Best];
            let on_all = texts.iter().flat_map(|text| grounds.map(|ground| (*text, ground, 4.5)));
            let signs = [Ink::Low, Ink::Even, Ink::High];
            let on_all =
                on_all.chain(signs.iter().flat_map(|sign| grounds.map(|ground| (*sign, ground, 3.0))));
            let pairs = [
                (Ink::OnAccent, Ink::Accent, 4.5),
                (Ink::OnHurt, Ink::Hurt, 4.5),
                (Ink::Text, Ink::AccentPale, 4.5),
                (Ink::Text, Ink::HurtPale, 4.5),
                (Ink::Hurt, Ink::HurtPale, 4.5),
                (Ink::Text, Ink::BestPale, 4.5),
                (Ink::Best, Ink::BestPale, 4.5),
                (Ink::Text, Ink::ChancePale, 4.5),
                (Ink::Chance, Ink::ChancePale, 4.5),
                (Ink::Quiet, Ink::HurtPale, 4.5),
                (Ink::Quiet, Ink::BestPale, 4.5),
                (Ink::Quiet, Ink::ChancePale, 4.5),
                (Ink::Quiet, Ink::AccentPale, 4.5),
            ];
            for (sign, ground, least) in on_all.chain(pairs) {
                let contrast = palette.color(sign).contrast(palette.color(ground));
                assert!(contrast >= least, "{sign:?} on {ground:?}: {contrast:.2}");
            }
        }
    }

    #[test]
    fn colours_are_read_as_they_are_written() {
        assert_eq!(Color::read("#0B5C8C").map(|color| color.to_string()).as_deref(), Some("#0B5C8C"));
        for wrong in ["0B5C8C", "#0B5C8", "#0B5C8CFF", "red", "#+B5C8C", "#ж5C8C"] {
            assert_eq!(Color::read(wrong), None, "{wrong}");
        }
    }
}
