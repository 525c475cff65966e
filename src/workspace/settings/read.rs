//! The text of a `journey.toml` → what it says, by the table of settings; and what is wrong with it.
//!
//! Each key stands for itself: one that is wrong keeps no other from counting. Only where the text is no TOML, the first
//! such place is all that is reported, for what stands around it may not mean what it seems to.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::Diagnostic;
use crate::emit::look::{Color, is_font_name};
use crate::text::{self, Source, Span};
use crate::value::Currency;
use crate::workspace::settings::draft::Draft;
use crate::workspace::settings::globs::Globs;
use crate::workspace::settings::mistakes;
use crate::workspace::settings::table::Each;
use crate::workspace::settings::values::{inner_path, kind};
use crate::workspace::settings::written::written;
use crate::workspace::settings::{Asked, Found, Holds, Override, Said, Setting, TABLES, Table, Takes, Told};

/// How many entries a table that may stand several times may have.
const MOST_ENTRIES: usize = 256;

/// The longest text for people, in characters.
const LONGEST_TEXT: usize = 400;

/// What a `journey.toml` says.
pub(super) fn read(source: &Source) -> Said {
    let (file, errors) = DeTable::parse_recoverable(source.text());
    let mut reader = Reader {
        source,
        told: Told::default(),
        mistakes: Vec::new(),
        found: BTreeMap::new(),
        within: String::new(),
    };
    reader.file(file.get_ref());
    let places = errors.iter().map(|error| (reader.span(error.span().unwrap_or_default()), error));
    if let Some((at, error)) = places.min_by_key(|(at, _)| (at.start, at.end)) {
        reader.mistakes = vec![mistakes::not_toml(at, error.message())];
        reader.told.settings.rules.hides_rules = true;
    }
    let Reader { told, mistakes, found, .. } = reader;
    Said { settings: told.settings, mistakes, found, is_unread: false }
}

/// What reads a file of settings.
pub(super) struct Reader<'a> {
    pub(super) source: &'a Source,
    pub(super) told: Told,
    pub(super) mistakes: Vec<Diagnostic>,
    /// What is said, by the names of its keys from the top, with dots between.
    found: BTreeMap<String, Found>,
    /// The table that is read: the start of these names.
    within: String,
}

/// A value with its place.
pub(super) type Given<'v> = Spanned<DeValue<'v>>;

impl Reader<'_> {
    fn file(&mut self, file: &DeTable<'_>) {
        // What a project's own rules are called is known before something is said of them.
        let is_first = |table: &Table| matches!(table.holds, Holds::Entries { each: Each::Requirement, .. });
        let known = |key: &str| TABLES.iter().find(|table| !table.name.is_empty() && table.name == key);
        let mut keys: Vec<_> = file.iter().collect();
        keys.sort_by_key(|(key, _)| !known(key.get_ref()).is_some_and(is_first));
        for (key, value) in keys {
            let (name, at) = (key.get_ref().as_ref(), self.span(key.span()));
            self.within.clear();
            let top = TABLES.iter().filter(|table| table.name.is_empty()).flat_map(Table::settings);
            match (known(name), top.into_iter().find(|setting| setting.name == name)) {
                (Some(table), _) => self.table(table, at, value),
                (None, Some(setting)) => self.setting(setting, value),
                (None, None) => self.mistakes.push(mistakes::unknown_table(at, name)),
            }
        }
    }

    fn table(&mut self, table: &'static Table, at: Span, value: &Given<'_>) {
        self.within = format!("{}.", table.name);
        match (table.holds, value.get_ref()) {
            (Holds::Settings(settings), DeValue::Table(inside)) => {
                self.settings(&table.head(), settings, inside);
            }
            (Holds::Rules { set, .. }, DeValue::Table(inside)) => {
                let levels = self.rules(inside);
                set(&mut self.told, levels);
            }
            (Holds::Entries { .. }, DeValue::Array(entries)) => {
                if let Some(entry) = entries.get(MOST_ENTRIES) {
                    let place = self.span(entry.span());
                    self.mistakes.push(mistakes::too_many_entries(place, table, MOST_ENTRIES));
                    self.told.settings.rules.hides_rules = true;
                }
                for (number, entry) in entries.iter().take(MOST_ENTRIES).enumerate() {
                    self.within = format!("{}.{number}.", table.name);
                    self.entry(table, entry);
                }
            }
            (Holds::Settings(_) | Holds::Rules { .. } | Holds::Entries { .. }, _) => {
                let place = match (value.get_ref(), table.holds) {
                    (DeValue::Table(_), _)
                    | (DeValue::Array(_), Holds::Settings(_) | Holds::Rules { .. }) => at,
                    _ => self.span(value.span()),
                };
                self.told.settings.rules.hides_rules |= matches!(table.holds, Holds::Entries { .. });
                self.mistakes.push(mistakes::not_a_table(place, kind(value), table));
            }
        }
    }

    fn settings(&mut self, of: &str, settings: &'static [Setting], inside: &DeTable<'_>) {
        for (key, value) in inside {
            let (name, at) = (key.get_ref().as_ref(), self.span(key.span()));
            match settings.iter().find(|setting| setting.name == name) {
                Some(setting) => self.setting(setting, value),
                None => {
                    let known: Vec<&str> = settings.iter().map(|setting| setting.name).collect();
                    self.mistakes.push(mistakes::unknown_setting(at, name, of, &known));
                }
            }
        }
    }

    /// Takes in one entry of a table that may stand several times.
    fn entry(&mut self, table: &'static Table, entry: &Given<'_>) {
        let Holds::Entries { settings, needed, each } = table.holds else { return };
        let at = self.span(entry.span());
        let DeValue::Table(inside) = entry.get_ref() else {
            self.mistakes.push(mistakes::not_a_table(at, kind(entry), table));
            self.told.settings.rules.hides_rules = true;
            return;
        };
        match each {
            Each::Override => self.told.settings.overrides.push(Override::default()),
            Each::Requirement => self.told.draft = Draft::default(),
        }
        let before = self.mistakes.len();
        self.settings(&table.head(), settings, inside);
        let missing: Vec<&str> = needed.iter().copied().filter(|name| !inside.contains_key(*name)).collect();
        // What is missing may be what is misspelt.
        if !missing.is_empty() && self.mistakes.len() == before {
            self.mistakes.push(mistakes::missing_setting(self.head(at), table, &missing));
        }
        match each {
            Each::Override => {}
            Each::Requirement => self.require(before),
        }
    }

    /// Takes in the rule that an entry makes, unless something in it was reported: there were `before` mistakes before it.
    fn require(&mut self, before: usize) {
        let draft = std::mem::take(&mut self.told.draft);
        let rules = &mut self.told.settings.rules;
        let name = draft.name.as_ref().map(|name| name.value.clone());
        match draft.rule(rules) {
            Ok(Some(rule)) if self.mistakes.len() == before => return rules.required.push(rule),
            Ok(_) => {}
            Err(wrong) => self.mistakes.extend(wrong),
        }
        match name {
            Some(name) => rules.lost.push(name),
            None => rules.hides_rules = true,
        }
    }

    /// Takes in a value, if it is one of those that the setting takes.
    fn setting(&mut self, setting: &'static Setting, value: &Given<'_>) {
        let asked = Asked::from(setting);
        let before = self.mistakes.len();
        match setting.takes {
            Takes::Word { words, set } => {
                let said = self.text(asked, value);
                let number = said.and_then(|(text, at)| self.word(setting.name, &words(), text, at));
                number.into_iter().for_each(|number| set(&mut self.told, number));
            }
            Takes::Words { words, set } => {
                let numbers = self.words(asked, &words(), value);
                numbers.into_iter().for_each(|numbers| set(&mut self.told, &numbers));
            }
            Takes::Color { set } => {
                let Some((text, at)) = self.text(asked, value) else { return };
                match Color::read(text) {
                    Some(color) => set(&mut self.told, color),
                    None => self.mistakes.push(mistakes::wrong_color(at, text)),
                }
            }
            Takes::Fonts { set } => {
                let Some(texts) = self.texts(asked, value) else { return };
                let (fonts, wrong): (Vec<_>, Vec<_>) =
                    texts.into_iter().partition(|(text, _)| is_font_name(text));
                self.mistakes.extend(wrong.into_iter().map(|(text, at)| mistakes::wrong_font(at, text)));
                set(&mut self.told, fonts.into_iter().map(|(text, _)| text.to_owned()).collect());
            }
            Takes::Globs { set } => {
                let Some(texts) = self.texts(asked, value) else { return };
                let (globs, wrong) = Globs::read(texts.iter().map(|(text, at)| (*text, (*text, *at))));
                let wrong = wrong.into_iter().map(|((text, at), why)| mistakes::wrong_glob(at, text, &why));
                self.mistakes.extend(wrong);
                set(&mut self.told, globs);
            }
            Takes::Currency { set } => {
                let currency = self.figure(asked, value, Currency::read);
                currency.into_iter().for_each(|currency| set(&mut self.told, currency));
            }
            Takes::Path { set } => {
                let Some((text, at)) = self.text(asked, value) else { return };
                match inner_path(text) {
                    Some(path) => set(&mut self.told, text::Spanned::new(path, at)),
                    None => self.mistakes.push(mistakes::path_outside(at, text, setting.name)),
                }
            }
            Takes::Owners { set } => {
                let Some(texts) = self.texts(asked, value) else { return };
                let is_owner = |text: &str| !text.is_empty() && !text.contains(char::is_whitespace);
                let (owners, wrong): (Vec<_>, Vec<_>) =
                    texts.into_iter().partition(|(text, _)| is_owner(text));
                self.mistakes.extend(wrong.into_iter().map(|(text, at)| mistakes::wrong_owner(at, text)));
                set(&mut self.told, owners.into_iter().map(|(text, _)| text.to_owned()).collect());
            }
            Takes::Rules { set } => {
                let DeValue::Table(inside) = value.get_ref() else {
                    let at = self.span(value.span());
                    self.mistakes.push(mistakes::wrong_setting(at, kind(value), asked));
                    return;
                };
                let within = std::mem::take(&mut self.within);
                self.within = format!("{within}{}.", setting.name);
                let levels = self.rules(inside);
                self.within = within;
                set(&mut self.told, levels);
                return;
            }
            Takes::Text { set } => {
                let Some((text, at)) = self.text(asked, value) else { return };
                let length = text.chars().count();
                if text.trim().is_empty() || length > LONGEST_TEXT {
                    let wrong = match length > LONGEST_TEXT {
                        true => format!(
                            "this text has {length} characters, and `{}` may have {LONGEST_TEXT}",
                            asked.name
                        ),
                        false => format!("this text says nothing, and `{}` takes one that does", asked.name),
                    };
                    self.mistakes.push(mistakes::setting_value(
                        at,
                        &wrong,
                        None,
                        "say it in a few words, or take it away",
                    ));
                } else {
                    set(&mut self.told, text::Spanned::new(text.to_owned(), at));
                }
            }
            Takes::Conditions { set } => {
                let Some(wanted) = self.conditions(setting, value) else { return };
                set(&mut self.told, wanted);
                return;
            }
        }
        if self.mistakes.len() == before {
            self.record(setting.name, value);
        }
    }

    /// Keeps what is said and where.
    pub(super) fn record(&mut self, name: &str, value: &Given<'_>) {
        let found = Found { written: written(value.get_ref()), at: self.span(value.span()) };
        self.found.insert(format!("{}{name}", self.within), found);
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::emit::look::{Color, Mode, Theme};
    use crate::text::{Source, SourceId};
    use crate::view::map::LaneKind;

    /// The theme that a text says, and the codes of its reports.
    fn said(text: &str) -> (Theme, Vec<&'static str>) {
        let said = read(&Source::new(SourceId(0), "journey.toml", text));
        (said.settings.theme, said.mistakes.iter().map(|mistake| mistake.code).collect())
    }

    #[test]
    fn every_setting_takes_effect() {
        let (theme, mistakes) = said(
            "[theme]\nmode = 'dark'\naccent = \"#00ff80\"\nfonts = [\"Inter\", \"Noto Sans\"]\nlanes = [\"flow\", \"goals\"]\n",
        );
        assert_eq!(mistakes, [""; 0]);
        let fonts = vec!["Inter".to_owned(), "Noto Sans".to_owned()];
        let lanes = vec![LaneKind::Flow, LaneKind::Goals];
        assert_eq!(theme, Theme { mode: Mode::Dark, accent: Some(Color(0, 255, 128)), fonts, lanes });
        assert_eq!(said("theme.mode = \"light\"\n").0.mode, Mode::Light);
        assert_eq!(said("").0, Theme::default());
    }

    #[test]
    fn what_is_wrong_keeps_nothing_else_from_counting() {
        let (theme, mistakes) = said(
            "mod = 1\n[theme]\nmode = 'drak'\naccent = \"red\"\nfonts = [\"In'ter\", \"Arial\"]\nlanes = [\"goals\", 3, \"goals\"]\n",
        );
        assert_eq!((theme.mode, theme.accent), (Mode::Auto, None));
        assert_eq!((&*theme.fonts, &*theme.lanes), (&["Arial".to_owned()][..], &[LaneKind::Goals][..]));
        let codes = [
            "unknown-table",
            "setting-choice",
            "wrong-color",
            "wrong-font",
            "wrong-setting",
            "setting-twice",
        ];
        let mut mistakes = mistakes;
        let mut codes = codes;
        mistakes.sort_unstable();
        codes.sort_unstable();
        assert_eq!(mistakes, codes);
    }

    #[test]
    fn what_is_no_toml_is_reported_where_it_starts() {
        for (text, at) in [
            ("[theme]\naccent = #0B5C8C\nmode = \"drak\"\n", 17),
            ("[theme\naccent = 1\n", 6),
            ("[theme]\nlanes = [\"goals\", \"flow\"\nmode = \"dark\"\nx = 1\n", 33),
            ("[theme]\nmode = dark\nfoo bar\n", 15),
            ("[theme]\nmode = \"a\"\nmode = \"b\"\n", 19),
        ] {
            let said = read(&Source::new(SourceId(0), "journey.toml", text));
            let found: Vec<_> = said.mistakes.iter().map(|it| (it.code, it.at.span.start)).collect();
            assert_eq!(found, [("not-toml", at)], "{text}");
        }
    }
}
