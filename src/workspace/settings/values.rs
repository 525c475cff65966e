//! Single values of a `journey.toml`: texts, words of a list, lists of texts, figures, and where they stand.

use std::ops::Range;

use toml::de::DeValue;

use crate::text::{Span, Spanned};
use crate::value::Wrong;
use crate::workspace::settings::draft::Wanted;
use crate::workspace::settings::mistakes;
use crate::workspace::settings::read::{Given, Reader};
use crate::workspace::settings::{Asked, Setting};

impl Reader<'_> {
    /// Statements, each with a word or some words.
    pub(super) fn conditions(&mut self, setting: &'static Setting, value: &Given<'_>) -> Option<Vec<Wanted>> {
        let DeValue::Table(inside) = value.get_ref() else {
            let at = self.span(value.span());
            self.mistakes.push(mistakes::wrong_setting(at, kind(value), Asked::from(setting)));
            return None;
        };
        let mut conditions = Vec::new();
        for (key, value) in inside {
            let name = key.get_ref().as_ref();
            let asked = Asked { name, takes: "a word in quotes, or a list of words", example: "\"…\"" };
            let texts = match value.get_ref() {
                DeValue::Array(_) => self.texts(asked, value)?,
                _ => vec![self.text(asked, value)?],
            };
            if texts.is_empty() {
                let wrong = format!("this list is empty, and `{name}` takes a word at least");
                let (at, way_out) = (self.span(value.span()), asked.way_out());
                self.mistakes.push(mistakes::setting_value(at, &wrong, None, &way_out));
                return None;
            }
            let words = texts.into_iter().map(|(text, at)| Spanned::new(text.to_owned(), at)).collect();
            let key = Spanned::new(name.to_owned(), self.span(key.span()));
            conditions.push(Wanted { key, words });
            self.record(&format!("{}.{name}", setting.name), value);
        }
        Some(conditions)
    }

    /// The numbers of the texts of a list among `words`, each once.
    pub(super) fn words(
        &mut self,
        asked: Asked<'_>,
        words: &[&'static str],
        value: &Given<'_>,
    ) -> Option<Vec<usize>> {
        let mut numbers: Vec<usize> = Vec::new();
        let mut places: Vec<Option<Span>> = vec![None; words.len()];
        for (text, at) in self.texts(asked, value)? {
            let Some(number) = self.word(asked.name, words, text, at) else { continue };
            match places[number] {
                Some(first) => self.mistakes.push(mistakes::setting_twice(at, text, asked.name, first)),
                None => {
                    places[number] = Some(at);
                    numbers.push(number);
                }
            }
        }
        Some(numbers)
    }

    /// The number of `text` among `words`.
    pub(super) fn word(&mut self, name: &str, words: &[&'static str], text: &str, at: Span) -> Option<usize> {
        let number = words.iter().position(|word| *word == text);
        if number.is_none() {
            self.mistakes.push(mistakes::setting_choice(at, text, name, words));
        }
        number
    }

    /// What a text says that is read as the language reads it.
    pub(super) fn figure<T>(
        &mut self,
        asked: Asked<'_>,
        value: &Given<'_>,
        read: fn(&str) -> Result<T, Wrong>,
    ) -> Option<T> {
        let (text, at) = self.text(asked, value)?;
        let wrong = |wrong: Wrong| {
            let near = wrong.nearest.filter(|near| read(near).is_ok());
            let way_out = asked.way_out();
            self.mistakes.push(mistakes::setting_value(at, &wrong.message, near.as_deref(), &way_out));
        };
        read(text).map_err(wrong).ok()
    }

    /// The text that a value is.
    pub(super) fn text<'v>(&mut self, asked: Asked<'_>, value: &'v Given<'_>) -> Option<(&'v str, Span)> {
        let at = self.span(value.span());
        match value.get_ref() {
            DeValue::String(text) => Some((text.as_ref(), at)),
            _ => {
                self.mistakes.push(mistakes::wrong_setting(at, kind(value), asked));
                None
            }
        }
    }

    /// The texts of the list that a value is; without what is no text in it.
    pub(super) fn texts<'v>(
        &mut self,
        asked: Asked<'_>,
        value: &'v Given<'_>,
    ) -> Option<Vec<(&'v str, Span)>> {
        match value.get_ref() {
            DeValue::Array(list) => Some(list.iter().filter_map(|one| self.text(asked, one)).collect()),
            _ => {
                let at = self.span(value.span());
                self.mistakes.push(mistakes::wrong_setting(at, kind(value), asked));
                None
            }
        }
    }

    /// The first line of what stands at `place`.
    pub(super) fn head(&self, place: Span) -> Span {
        let line = self.source.slice(place).lines().next().unwrap_or_default().len() as u32;
        Span { end: place.start + line, ..place }
    }

    /// A place in the text; what does not fit is cut to what is there.
    pub(super) fn span(&self, place: Range<usize>) -> Span {
        let text = self.source.text();
        let start = text.floor_char_boundary(place.start.min(text.len()));
        let end = text.floor_char_boundary(place.end.min(text.len())).max(start);
        Span::new(self.source.id, start as u32, end as u32)
    }
}

/// A path that stays within the folder it starts from, without `.` and doubled `/`.
pub(super) fn inner_path(text: &str) -> Option<String> {
    let is_plain = |part: &&str| !part.is_empty() && *part != ".";
    let parts: Vec<&str> = text.split('/').filter(is_plain).collect();
    let leads_out =
        text.starts_with(['/', '~']) || text.contains(['\\', ':']) || text.contains(char::is_control);
    (!leads_out && !parts.is_empty() && !parts.contains(&"..")).then(|| parts.join("/"))
}

/// What a value is, in words.
pub(super) fn kind(value: &Given<'_>) -> &'static str {
    match value.get_ref() {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date or a time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
