//! THE table of settings: one row a key of `journey.toml`, with what it takes and what it is for.
//!
//! Out of it come the checks, "did you mean", docs/settings.md, `journey settings` and the JSON Schema. A new setting is a
//! row here, and a field of `ProjectSettings` that the row sets.

use std::sync::Arc;

use crate::emit::EMITTERS;
use crate::emit::look::{Color, Mode};
use crate::rules::{LEVELS, Levels};
use crate::text::Spanned;
use crate::value::Currency;
use crate::view::map::LaneKind;
use crate::workspace::settings::ProjectSettings;
use crate::workspace::settings::draft::{Draft, Wanted};
use crate::workspace::settings::globs::Globs;

/// A table of `journey.toml`.
#[derive(Debug)]
pub struct Table {
    /// Its name, without brackets; empty for what stands above all of them.
    pub name: &'static str,
    /// What it is about.
    pub docs: &'static str,
    /// What may stand in it.
    pub holds: Holds,
}

/// What a table holds.
#[derive(Debug, Clone, Copy)]
pub enum Holds {
    /// Settings, each once.
    Settings(&'static [Setting]),
    /// Rules by their names, each with its level and settings.
    Rules {
        /// Takes them.
        set: fn(&mut Told, Levels),
        /// Some to imitate.
        example: &'static str,
    },
    /// Settings, as often as one likes: `[[name]]`.
    Entries {
        /// What may stand in each.
        settings: &'static [Setting],
        /// What must.
        needed: &'static [&'static str],
        /// What each of them is.
        each: Each,
    },
}

/// What an entry of a table is that may stand several times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Each {
    /// What the rules are told for some files.
    Override,
    /// A rule.
    Requirement,
}

impl Table {
    /// The settings that may stand in it. Those of rules are the rules' own.
    pub fn settings(&self) -> &'static [Setting] {
        match self.holds {
            Holds::Settings(settings) | Holds::Entries { settings, .. } => settings,
            Holds::Rules { .. } => &[],
        }
    }

    /// Its head, as it is written: `[theme]`, `[[require]]`.
    pub fn head(&self) -> String {
        match self.holds {
            Holds::Entries { .. } => format!("[[{}]]", self.name),
            Holds::Settings(_) | Holds::Rules { .. } => format!("[{}]", self.name),
        }
    }
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
    /// What counts where it is not set: a value in back-ticks as it is written, or words.
    pub usual: &'static str,
    /// What it is for.
    pub docs: &'static str,
}

/// What a file of settings comes to while it is read.
#[derive(Debug, Default)]
pub struct Told {
    pub(super) settings: ProjectSettings,
    /// What the entry of `[[require]]` that is being read asks for.
    pub(super) draft: Draft,
}

/// What may stand behind a key, and what becomes of it.
#[derive(Debug, Clone, Copy)]
pub enum Takes {
    /// One of some words.
    Word {
        /// The words.
        words: fn() -> Vec<&'static str>,
        /// Takes the number of the word among them.
        set: fn(&mut Told, usize),
    },
    /// A list of some of these words, each once.
    Words {
        /// The words.
        words: fn() -> Vec<&'static str>,
        /// Takes the numbers of the words among them, as they are listed.
        set: fn(&mut Told, &[usize]),
    },
    /// A colour.
    Color {
        /// Takes it.
        set: fn(&mut Told, Color),
    },
    /// A list of names of fonts.
    Fonts {
        /// Takes them.
        set: fn(&mut Told, Vec<String>),
    },
    /// A list of patterns of paths.
    Globs {
        /// Takes them.
        set: fn(&mut Told, Globs),
    },
    /// A currency.
    Currency {
        /// Takes it.
        set: fn(&mut Told, Currency),
    },
    /// A path within the project.
    Path {
        /// Takes it.
        set: fn(&mut Told, Spanned<String>),
    },
    /// A list of owners.
    Owners {
        /// Takes them.
        set: fn(&mut Told, Vec<String>),
    },
    /// Rules by their names, each with its level and settings.
    Rules {
        /// Takes them.
        set: fn(&mut Told, Levels),
    },
    /// A text for people, or a word that is looked at with others.
    Text {
        /// Takes it.
        set: fn(&mut Told, Spanned<String>),
    },
    /// Conditions: statements with their words.
    Conditions {
        /// Takes them.
        set: fn(&mut Told, Vec<Wanted>),
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
            Self::Globs { .. } => "a list of patterns in quotes",
            Self::Currency { .. } => "a currency in quotes",
            Self::Path { .. } => "a path in quotes",
            Self::Owners { .. } => "a list of owners in quotes",
            Self::Rules { .. } => "rules and their levels in braces",
            Self::Text { .. } => "a text in quotes",
            Self::Conditions { .. } => "statements and their words in braces",
        }
    }

    /// The words that it is chosen from, if it is.
    pub fn words(self) -> Vec<&'static str> {
        match self {
            Self::Word { words, .. } | Self::Words { words, .. } => words(),
            Self::Color { .. }
            | Self::Fonts { .. }
            | Self::Globs { .. }
            | Self::Currency { .. }
            | Self::Path { .. }
            | Self::Owners { .. }
            | Self::Rules { .. }
            | Self::Text { .. }
            | Self::Conditions { .. } => Vec::new(),
        }
    }
}

/// Every table, in the order of the reference.
pub static TABLES: &[Table] = &[
    Table {
        name: "",
        docs: "What stands above all tables.",
        holds: Holds::Settings(&[
            Setting {
                name: "currency",
                takes: Takes::Currency {
                    set: |told, currency| told.settings.rules.currency = Some(currency),
                },
                example: "\"EUR\"",
                usual: "any is fine",
                docs: "The currency of the project, by its ISO 4217 code. Money in another is reported by the rule \
                       `other-currency`.",
            },
            Setting {
                name: "exclude",
                takes: Takes::Globs { set: |told, globs| told.settings.exclude = globs },
                example: "[\"drafts/**\"]",
                usual: "`[]`",
                docs: "Files that are left out where a folder is read, by patterns of their paths from the root. One that is \
                       asked for by its own path is read all the same. One that is imported is read for its names, as \
                       any import is: what the rules would say of it stays unsaid. What only such files use counts as unused.",
            },
        ]),
    },
    Table {
        name: "theme",
        docs: "How maps look: in SVG, HTML, PNG and PDF, and in `journey preview`.",
        holds: Holds::Settings(&[
            Setting {
                name: "mode",
                takes: Takes::Word {
                    words: || MODES.map(|(word, _)| word).to_vec(),
                    set: |told, number| told.settings.theme.mode = MODES[number].1,
                },
                example: "\"dark\"",
                usual: "`\"auto\"`",
                docs: "Light or dark; `auto` is as the reader's device is set, and light in PNG and PDF. `--theme` goes before it.",
            },
            Setting {
                name: "accent",
                takes: Takes::Color { set: |told, color| told.settings.theme.accent = Some(color) },
                example: "\"#0B5C8C\"",
                usual: "a blue",
                docs: "The colour that leads on: the way of the customers, links, numbers. `#` and six digits, two each for red, \
                       green and blue. Where it could not be read on its ground, it is made darker or lighter until it can.",
            },
            Setting {
                name: "fonts",
                takes: Takes::Fonts { set: |told, fonts| told.settings.theme.fonts = fonts },
                example: "[\"Inter\"]",
                usual: "fonts that most systems have",
                docs: "Names of fonts, the best first. They go before the usual ones, and are looked for where the map is shown.",
            },
            Setting {
                name: "lanes",
                takes: Takes::Words {
                    words: || LaneKind::ALL.iter().map(|lane| lane.word()).collect(),
                    set: |told, numbers| {
                        told.settings.theme.lanes =
                            numbers.iter().map(|number| LaneKind::ALL[*number]).collect();
                    },
                },
                example: "[\"touchpoints\", \"emotions\", \"barriers\"]",
                usual: "all of them",
                docs: "The lanes to show, from top to bottom. `lanes` among them are the rows that journeys declare by `lane`.",
            },
        ]),
    },
    Table {
        name: "build",
        docs: "What `journey build` and `journey watch` write unless they are told something else.",
        holds: Holds::Settings(&[
            Setting {
                name: "to",
                takes: Takes::Words {
                    words: || EMITTERS.iter().map(|emitter| emitter.name).collect(),
                    set: |told, numbers| {
                        told.settings.build.to =
                            numbers.iter().map(|number| EMITTERS[*number].name).collect();
                    },
                },
                example: "[\"svg\", \"html\"]",
                usual: "`[\"dot\", \"html\", \"json\", \"md\", \"svg\"]`",
                docs: "The formats. `--to` goes before it.",
            },
            Setting {
                name: "out",
                takes: Takes::Path { set: |told, path| told.settings.build.out = Some(path.value) },
                example: "\"maps\"",
                usual: "the folder `out` where one is",
                docs: "The folder, from the root, which it may not leave. `--out` goes before it.",
            },
        ]),
    },
    Table {
        name: "owners",
        docs: "Who may own things. Where one of these is set, the rule `unknown-owner` reports each `team` and `person` \
               that is not among them; docs/rules.md says when one is.",
        holds: Holds::Settings(&[
            Setting {
                name: "from",
                takes: Takes::Path { set: |told, path| told.settings.owners_from = Some(path) },
                example: "\"CODEOWNERS\"",
                usual: "no file",
                docs: "A `CODEOWNERS` as GitHub and GitLab read it, by its path from the root, of up to 3 MiB. Whoever owns a \
                       path in it, or a section, may own things.",
            },
            Setting {
                name: "are",
                takes: Takes::Owners {
                    set: |told, owners| {
                        let catalogue = told.settings.rules.owners.get_or_insert_default();
                        let catalogue = Arc::make_mut(catalogue);
                        owners.iter().for_each(|owner| catalogue.add(owner));
                    },
                },
                example: "[\"shop\", \"@org/payments\"]",
                usual: "nobody in particular",
                docs: "Owners: names of teams and persons, `@user`, `@org/team` or e-mail addresses.",
            },
        ]),
    },
    Table {
        name: "rules",
        docs: "The levels of rules: `\"off\"`, `\"note\"`, `\"warning\"` or `\"error\"`, behind the name of a rule. What else may \
               be set of a rule stands in braces with its `level`, which may be left out: \
               `missing-owner = { level = \"error\", of = [\"stages\", \"solutions\"] }`. `warnings = \"error\"` makes \
               errors of all warnings. The options `--deny`, `--warn`, `--note` and `--off` go before what is said here. \
               docs/rules.md says what each rule reports, and what may be set of it.",
        holds: Holds::Rules {
            set: |told, levels| told.settings.rules.levels = levels,
            example: "missing-owner = \"error\"\nunexplained-drop-off = { level = \"note\", share = \"10%\" }\n",
        },
    },
    Table {
        name: "overrides",
        docs: "Levels of rules for some files alone. They go before those of `[rules]`, and later ones before earlier.",
        holds: Holds::Entries {
            needed: &["files", "rules"],
            each: Each::Override,
            settings: &[
                Setting {
                    name: "files",
                    takes: Takes::Globs {
                        set: |told, globs| {
                            if let Some(last) = told.settings.overrides.last_mut() {
                                last.files = globs;
                            }
                        },
                    },
                    example: "[\"teams/**\"]",
                    usual: "needed",
                    docs: "The files, by patterns of their paths from the root.",
                },
                Setting {
                    name: "rules",
                    takes: Takes::Rules {
                        set: |told, levels| {
                            if let Some(last) = told.settings.overrides.last_mut() {
                                last.levels = levels;
                            }
                        },
                    },
                    example: "{ missing-channel = \"off\" }",
                    usual: "needed",
                    docs: "What counts in them, as below `[rules]`.",
                },
            ],
        },
    },
    Table {
        name: "require",
        docs: "Rules of your own: all things of a kind make a statement. Each acts as any rule does: its level can be set below \
               `[rules]`, on the command line and for some files, `@allow` silences it by its name, `journey explain` \
               tells of it, and `journey rules` lists it. There may be 256 of them.",
        holds: Holds::Entries {
            needed: &["name", "of", "has"],
            each: Each::Requirement,
            settings: &[
                Setting {
                    name: "name",
                    takes: Takes::Text { set: |told, text| told.draft.name = Some(text) },
                    example: "\"purchase-measured\"",
                    usual: "needed",
                    docs: "The name of the rule: letters, digits, and hyphens between them. No rule or mistake of the program \
                           may have it.",
                },
                Setting {
                    name: "of",
                    takes: Takes::Text { set: |told, text| told.draft.of = Some(text) },
                    example: "\"stage\"",
                    usual: "needed",
                    docs: "The kind of things: a word that declares something, such as `journey`, `stage`, `touchpoint`, \
                           `barrier`, `solution`, `team`.",
                },
                Setting {
                    name: "where",
                    takes: Takes::Conditions { set: |told, wanted| told.draft.conditions = wanted },
                    example: "{ phase = \"purchase\" }",
                    usual: "all of them",
                    docs: "Which of them, if not all: a statement that takes one of a few words, and the word or a list of \
                           words; `has` or `lacks`, and a statement. All of it must hold.",
                },
                Setting {
                    name: "has",
                    takes: Takes::Text { set: |told, text| told.draft.has = Some(text) },
                    example: "\"measure\"",
                    usual: "needed",
                    docs: "The statement that each of them makes. It must be its own; one in an `only` is made for those \
                           audiences.",
                },
                Setting {
                    name: "level",
                    takes: Takes::Word {
                        words: || LEVELS[1..].iter().map(|(word, _)| *word).collect(),
                        set: |told, number| told.draft.level = LEVELS[1 + number].1,
                    },
                    example: "\"error\"",
                    usual: "`\"warning\"`",
                    docs: "How much its reports matter.",
                },
                Setting {
                    name: "message",
                    takes: Takes::Text { set: |told, text| told.draft.message = Some(text) },
                    example: "\"what customers pay for is measured\"",
                    usual: "nothing more",
                    docs: "What a report says behind what is missing, in up to 400 characters.",
                },
                Setting {
                    name: "why",
                    takes: Takes::Text { set: |told, text| told.draft.why = Some(text) },
                    example: "\"Nobody saw for a week that orders failed.\"",
                    usual: "nothing more",
                    docs: "Why it is asked for, which `journey explain` shows, in up to 400 characters.",
                },
                Setting {
                    name: "help",
                    takes: Takes::Text { set: |told, text| told.draft.help = Some(text) },
                    example: "\"ask the analysts in #data for the metric\"",
                    usual: "to make the statement",
                    docs: "The way out that a report tells, in up to 400 characters.",
                },
            ],
        },
    },
];

/// Light or dark.
const MODES: [(&str, Mode); 3] = [("light", Mode::Light), ("dark", Mode::Dark), ("auto", Mode::Auto)];

#[cfg(test)]
mod tests {
    use super::TABLES;
    use crate::emit::EMITTERS;

    #[test]
    fn the_usual_formats_are_those_that_are_said() {
        let usual: Vec<&str> = EMITTERS.iter().filter(|it| it.is_usual).map(|it| it.name).collect();
        let settings =
            TABLES.iter().find(|table| table.name == "build").map_or(&[][..], |table| table.settings());
        let said = settings.iter().find(|setting| setting.name == "to").map(|setting| setting.usual);
        assert_eq!(said, Some(&*format!("`{usual:?}`")));
    }
}
