//! A baseline as it is written: a line for each report, in an order that does not depend on where it stands in its file,
//! so that a change of one report is a change of one line.

use std::fmt::Write;

use crate::report::{Look, visible_line};
use crate::workspace::baseline::Entry;

/// The version of the form.
pub(super) const VERSION: i64 = 1;

const HEAD: &str = "\
# Reports of rules that are known: `journey check` shows and counts others alone.
# `journey check --write-baseline` writes this file. Strike a line, and its report is shown again.
";

/// The text of the baseline that lists `entries`.
pub(crate) fn written(mut entries: Vec<Entry>) -> String {
    let order = |entry: &Entry| {
        (
            entry.path.clone(),
            entry.inside.clone(),
            entry.code.clone(),
            entry.message.clone(),
            entry.fingerprint,
        )
    };
    entries.sort_by_cached_key(order);
    entries.dedup_by_key(|entry| entry.fingerprint);
    let mut text = format!("{HEAD}version = {VERSION}\nreports = [\n");
    for entry in &entries {
        let Entry { fingerprint, code, path, inside, message, at: _ } = entry;
        text.push_str("  { path = ");
        quote(path, &mut text);
        if !inside.is_empty() {
            text.push_str(", in = ");
            quote(inside, &mut text);
        }
        text.push_str(", code = ");
        quote(code, &mut text);
        // Writing into a text does not fail.
        let _ = write!(text, ", fingerprint = \"{fingerprint}\", message = ");
        quote(message, &mut text);
        text.push_str(" },\n");
    }
    text.push_str("]\n");
    text
}

/// Writes `text` as TOML in quotes. What would not be seen is shown.
fn quote(text: &str, out: &mut String) {
    out.push('"');
    for character in visible_line(text, &Look::PLAIN).chars() {
        if matches!(character, '"' | '\\') {
            out.push('\\');
        }
        out.push(character);
    }
    out.push('"');
}
