//! The text of a `journey.toml` → what it says, by the table of settings; and what is wrong with it.
//!
//! Each key stands for itself: one that is wrong keeps no other from counting. Only where the text is no TOML, the first
//! such place is all that is reported, for what stands around it may not mean what it seems to.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::Diagnostic;
use crate::emit::look::{Color, is_font_name};
use crate::text::{Source, Span};
use crate::workspace::mistakes;
use crate::workspace::settings::{ProjectSettings, Said, Setting, TABLES, Table, Takes};

/// What a `journey.toml` says.
pub(super) fn read(source: &Source) -> Said {
    let (file, errors) = DeTable::parse_recoverable(source.text());
    let mut reader = Reader { source, settings: ProjectSettings::default(), mistakes: Vec::new() };
    reader.file(file.get_ref());
    let places = errors.iter().map(|error| (reader.span(error.span().unwrap_or_default()), error));
    if let Some((at, error)) = places.min_by_key(|(at, _)| (at.start, at.end)) {
        reader.mistakes = vec![mistakes::not_toml(at, error.message())];
    }
    Said { settings: reader.settings, mistakes: reader.mistakes, is_unread: false }
}

struct Reader<'a> {
    source: &'a Source,
    settings: ProjectSettings,
    mistakes: Vec<Diagnostic>,
}

/// A value with its place.
type Value<'v> = Spanned<DeValue<'v>>;

impl Reader<'_> {
    fn file(&mut self, file: &DeTable<'_>) {
        for (key, value) in file {
            let (name, at) = (key.get_ref().as_ref(), self.span(key.span()));
            match (TABLES.iter().find(|table| table.name == name), value.get_ref()) {
                (Some(table), DeValue::Table(inside)) => self.table(table, inside),
                (Some(table), _) => {
                    let place = self.span(value.span());
                    self.mistakes.push(mistakes::not_a_table(place, kind(value), table));
                }
                (None, _) => self.mistakes.push(mistakes::unknown_setting(at, name, None)),
            }
        }
    }

    fn table(&mut self, table: &Table, inside: &DeTable<'_>) {
        for (key, value) in inside {
            let (name, at) = (key.get_ref().as_ref(), self.span(key.span()));
            match table.settings.iter().find(|setting| setting.name == name) {
                Some(setting) => self.setting(setting, value),
                None => self.mistakes.push(mistakes::unknown_setting(at, name, Some(table))),
            }
        }
    }

    /// Takes in a value, if it is one of those that the setting takes.
    fn setting(&mut self, setting: &Setting, value: &Value<'_>) {
        match setting.takes {
            Takes::Word { words, set } => {
                if let Some((text, at)) = self.text(setting, value)
                    && let Some(number) = self.word(setting, &words(), text, at)
                {
                    set(&mut self.settings, number);
                }
            }
            Takes::Words { words, set } => {
                let Some(texts) = self.texts(setting, value) else { return };
                let words = words();
                let mut numbers: Vec<usize> = Vec::new();
                let mut places: Vec<Option<Span>> = vec![None; words.len()];
                for (text, at) in texts {
                    let Some(number) = self.word(setting, &words, text, at) else { continue };
                    match places[number] {
                        Some(first) => self.mistakes.push(mistakes::setting_twice(at, text, setting, first)),
                        None => {
                            places[number] = Some(at);
                            numbers.push(number);
                        }
                    }
                }
                set(&mut self.settings, &numbers);
            }
            Takes::Color { set } => {
                let Some((text, at)) = self.text(setting, value) else { return };
                match Color::read(text) {
                    Some(color) => set(&mut self.settings, color),
                    None => self.mistakes.push(mistakes::wrong_color(at, text)),
                }
            }
            Takes::Fonts { set } => {
                let Some(texts) = self.texts(setting, value) else { return };
                let mut fonts = Vec::new();
                for (text, at) in texts {
                    if is_font_name(text) {
                        fonts.push(text.to_owned());
                    } else {
                        self.mistakes.push(mistakes::wrong_font(at, text));
                    }
                }
                set(&mut self.settings, fonts);
            }
        }
    }

    /// The number of `text` among `words`.
    fn word(&mut self, setting: &Setting, words: &[&'static str], text: &str, at: Span) -> Option<usize> {
        let number = words.iter().position(|word| *word == text);
        if number.is_none() {
            self.mistakes.push(mistakes::setting_choice(at, text, setting, words));
        }
        number
    }

    /// The text that a value is.
    fn text<'v>(&mut self, setting: &Setting, value: &'v Value<'_>) -> Option<(&'v str, Span)> {
        let at = self.span(value.span());
        match value.get_ref() {
            DeValue::String(text) => Some((text.as_ref(), at)),
            _ => {
                self.mistakes.push(mistakes::wrong_setting(at, kind(value), setting));
                None
            }
        }
    }

    /// The texts of the list that a value is; without what is no text in it.
    fn texts<'v>(&mut self, setting: &Setting, value: &'v Value<'_>) -> Option<Vec<(&'v str, Span)>> {
        match value.get_ref() {
            DeValue::Array(list) => Some(list.iter().filter_map(|one| self.text(setting, one)).collect()),
            _ => {
                let at = self.span(value.span());
                self.mistakes.push(mistakes::wrong_setting(at, kind(value), setting));
                None
            }
        }
    }

    /// A place in the text; what does not fit is cut to what is there.
    fn span(&self, place: Range<usize>) -> Span {
        let text = self.source.text();
        let start = text.floor_char_boundary(place.start.min(text.len()));
        let end = text.floor_char_boundary(place.end.min(text.len())).max(start);
        Span::new(self.source.id, start as u32, end as u32)
    }
}

/// What a value is, in words.
fn kind(value: &Value<'_>) -> &'static str {
    match value.get_ref() {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date or a time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
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
            "unknown-setting",
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
