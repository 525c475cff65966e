//! THE table of settings: one row a key of `journey.toml`, with what it takes and what it is for.
//!
//! Out of it come the checks, "did you mean", and docs/settings.md. A new setting is a row here, and a field of
//! `ProjectSettings` that the row sets.

use crate::emit::look::{Color, Mode};
use crate::view::map::LaneKind;
use crate::workspace::ProjectSettings;

/// A table of `journey.toml`.
#[derive(Debug)]
pub struct Table {
    /// Its name, without brackets.
    pub name: &'static str,
    /// What it is about.
    pub docs: &'static str,
    /// What may be set in it.
    pub settings: &'static [Setting],
}

/// A key of a table.
#[derive(Debug)]
pub struct Setting {
    /// How it is written.
    pub name: &'static str,
    /// What may stand behind it, and what becomes of it.
    pub takes: Takes,
    /// A value to imitate, as it is written.
    pub example: &'static str,
    /// What counts where it is not set, in words.
    pub usual: &'static str,
    /// What it is for.
    pub docs: &'static str,
}

/// What may stand behind a key, and what becomes of it.
#[derive(Debug, Clone, Copy)]
pub enum Takes {
    /// One of some words.
    Word {
        /// The words.
        words: fn() -> Vec<&'static str>,
        /// Takes the number of the word among them.
        set: fn(&mut ProjectSettings, usize),
    },
    /// A list of some of these words, each once.
    Words {
        /// The words.
        words: fn() -> Vec<&'static str>,
        /// Takes the numbers of the words among them, as they are listed.
        set: fn(&mut ProjectSettings, &[usize]),
    },
    /// A colour.
    Color {
        /// Takes it.
        set: fn(&mut ProjectSettings, Color),
    },
    /// A list of names of fonts.
    Fonts {
        /// Takes them.
        set: fn(&mut ProjectSettings, Vec<String>),
    },
}

impl Takes {
    /// What it takes, in words.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Word { .. } => "a word in quotes",
            Self::Words { .. } => "a list of words in quotes",
            Self::Color { .. } => "a colour in quotes",
            Self::Fonts { .. } => "a list of names in quotes",
        }
    }

    /// The words that it is chosen from, if it is.
    pub fn words(self) -> Vec<&'static str> {
        match self {
            Self::Word { words, .. } | Self::Words { words, .. } => words(),
            Self::Color { .. } | Self::Fonts { .. } => Vec::new(),
        }
    }
}

/// Every table, in the order of the reference.
pub static TABLES: &[Table] = &[Table {
    name: "theme",
    docs: "How maps look: in SVG, HTML, PNG and PDF, and in `journey preview`.",
    settings: &[
        Setting {
            name: "mode",
            takes: Takes::Word {
                words: || MODES.map(|(word, _)| word).to_vec(),
                set: |settings, number| settings.theme.mode = MODES[number].1,
            },
            example: "\"dark\"",
            usual: "`\"auto\"`",
            docs: "Light or dark; `auto` is as the reader's device is set, and light in PNG and PDF. `--theme` goes before it.",
        },
        Setting {
            name: "accent",
            takes: Takes::Color { set: |settings, color| settings.theme.accent = Some(color) },
            example: "\"#0B5C8C\"",
            usual: "a blue",
            docs: "The colour that leads on: the way of the customers, links, numbers. `#` and six digits, two each for red, \
                   green and blue. Where it could not be read on its ground, it is made darker or lighter until it can.",
        },
        Setting {
            name: "fonts",
            takes: Takes::Fonts { set: |settings, fonts| settings.theme.fonts = fonts },
            example: "[\"Inter\"]",
            usual: "fonts that most systems have",
            docs: "Names of fonts, the best first. They go before the usual ones, and are looked for where the map is shown.",
        },
        Setting {
            name: "lanes",
            takes: Takes::Words {
                words: || LaneKind::ALL.iter().map(|lane| lane.word()).collect(),
                set: |settings, numbers| {
                    settings.theme.lanes = numbers.iter().map(|number| LaneKind::ALL[*number]).collect();
                },
            },
            example: "[\"touchpoints\", \"emotions\", \"barriers\"]",
            usual: "all of them",
            docs: "The lanes to show, from top to bottom. `lanes` among them are the rows that journeys declare by `lane`.",
        },
    ],
}];

/// Light or dark.
const MODES: [(&str, Mode); 3] = [("light", Mode::Light), ("dark", Mode::Dark), ("auto", Mode::Auto)];
