//! The text of a baseline → what it lists, and what is wrong with it.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::Diagnostic;
use crate::report::Fingerprint;
use crate::text::{Source, Span};
use crate::workspace::baseline::{Entry, write};
use crate::workspace::mistakes;

/// What the first line of a conflict starts with, and what the other lines that part it do.
const CONFLICT: &str = "<<<<<<< ";
const PARTS: [&str; 3] = ["||||||| ", "=======", ">>>>>>> "];

/// What the baseline in `source` lists, and what is wrong with it.
pub(super) fn read(source: &Source) -> (Vec<Entry>, Vec<Diagnostic>) {
    let mut reader = Reader { source, entries: Vec::new(), mistakes: Vec::new() };
    let text = reader.without_conflicts();
    let (file, errors) = DeTable::parse_recoverable(&text);
    let places = errors.iter().map(|error| (reader.span(error.span().unwrap_or_default()), error));
    let first = places.min_by_key(|(at, _)| (at.start, at.end));
    if let Some((at, error)) = first {
        // What stands around it may not mean what it seems to.
        reader.mistakes.push(mistakes::not_a_baseline(at, &format!("this is not TOML: {}", error.message())));
        return (Vec::new(), reader.mistakes);
    }
    reader.file(file.get_ref());
    (reader.entries, reader.mistakes)
}

struct Reader<'a> {
    source: &'a Source,
    entries: Vec<Entry>,
    mistakes: Vec<Diagnostic>,
}

type Value<'v> = Spanned<DeValue<'v>>;

impl Reader<'_> {
    /// The text with blanks for the lines that part the two sides of a conflict, each of which is reported. What both
    /// sides list is known.
    fn without_conflicts(&mut self) -> String {
        let mut text = String::with_capacity(self.source.text().len());
        for line in self.source.text().split_inclusive('\n') {
            let own = line.trim_end_matches(['\n', '\r']);
            if own.starts_with(CONFLICT) {
                let at = self.span(text.len()..text.len() + own.len());
                self.mistakes.push(mistakes::baseline_conflict(at));
            }
            if own.starts_with(CONFLICT) || PARTS.iter().any(|part| own.starts_with(part)) {
                text.push_str(&" ".repeat(own.len()));
                text.push_str(&line[own.len()..]);
            } else {
                text.push_str(line);
            }
        }
        text
    }

    fn file(&mut self, file: &DeTable<'_>) {
        for (key, value) in file {
            let at = self.span(value.span());
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("version", DeValue::Integer(version)) if version.as_str() == write::VERSION.to_string() => {}
                ("version", _) => {
                    let words = "this baseline was written by another version of the program";
                    self.mistakes.push(mistakes::not_a_baseline(at, words));
                }
                ("reports", DeValue::Array(reports)) => {
                    reports.iter().for_each(|report| self.report(report));
                }
                (name, _) => {
                    let words =
                        format!("a baseline has a `version` and a list of `reports`, not this `{name}`");
                    self.mistakes.push(mistakes::not_a_baseline(self.span(key.span()), &words));
                }
            }
        }
    }

    fn report(&mut self, report: &Value<'_>) {
        let at = self.span(report.span());
        let DeValue::Table(fields) = report.get_ref() else {
            let words = "a report is listed with its `path`, `code` and `fingerprint`";
            return self.mistakes.push(mistakes::not_a_baseline(at, words));
        };
        let text = |name: &str| match fields.get(name).map(|value| value.get_ref()) {
            Some(DeValue::String(text)) => Some(text.as_ref().to_owned()),
            _ => None,
        };
        let fingerprint = text("fingerprint").and_then(|text| Fingerprint::read(&text));
        let (Some(fingerprint), Some(code), Some(path)) = (fingerprint, text("code"), text("path")) else {
            let words = "a report is listed with its `path`, `code` and a `fingerprint` of 16 digits";
            return self.mistakes.push(mistakes::not_a_baseline(at, words));
        };
        let said = |name: &str| text(name).unwrap_or_default();
        let (inside, message) = (said("in"), said("message"));
        self.entries.push(Entry { fingerprint, code, path, inside, message, at: Some(at) });
    }

    /// A place in the text; what does not fit is cut to what is there.
    fn span(&self, place: Range<usize>) -> Span {
        let text = self.source.text();
        let start = text.floor_char_boundary(place.start.min(text.len()));
        let end = text.floor_char_boundary(place.end.min(text.len())).max(start);
        Span::new(self.source.id, start as u32, end as u32)
    }
}
