//! What is said of something that is another now: `severity high, was medium`.

use std::collections::BTreeSet;
use std::fmt::Display;

use crate::view::board::{Fate, Feeling, Line, Named, Proof};

/// What became of something of which this has changed; nothing if nothing has.
pub(super) fn changed(words: Vec<String>) -> Option<Box<Fate>> {
    (!words.is_empty()).then(|| Box::new(Fate::Changed(words)))
}

/// A value that is another now.
pub(super) fn value<T: Display + PartialEq>(
    words: &mut Vec<String>,
    what: &str,
    old: Option<T>,
    new: Option<T>,
) {
    match (old, new) {
        (Some(old), Some(new)) if old != new => words.push(format!("{what} {new}, was {old}")),
        (None, Some(new)) => words.push(format!("{what} {new}, was not said")),
        (Some(old), None) => words.push(format!("{what} no longer said, was {old}")),
        (Some(_), Some(_)) | (None, None) => {}
    }
}

/// A text that was another.
pub(super) fn quoted(words: &mut Vec<String>, what: &str, old: &str, new: &str) {
    if old != new {
        words.push(format!("{what} was “{old}”"));
    }
}

/// What is felt.
pub(super) fn feeling(words: &mut Vec<String>, old: &Option<Feeling>, new: &Option<Feeling>) {
    let score = |of: &Option<Feeling>| of.as_ref().map(|it| format!("{:+}", it.score).replace('-', "−"));
    value(words, "emotion", score(old), score(new));
    let text = |of: &Option<Feeling>| of.as_ref().and_then(|it| it.text.clone());
    if let (Some(old), true) = (text(old), text(old) != text(new)) {
        words.push(format!("feels: was “{old}”"));
    }
}

/// Texts that are shown as a part of something else.
pub(super) fn lines(words: &mut Vec<String>, what: &str, old: &[Line], new: &[Line]) {
    let texts = |of: &[Line]| of.iter().map(|line| line.text.clone()).collect::<BTreeSet<_>>();
    let (old, new) = (texts(old), texts(new));
    words.extend(new.difference(&old).map(|text| format!("new {what} “{text}”")));
    words.extend(old.difference(&new).map(|text| format!("no longer {what} “{text}”")));
}

/// What shows that something is so.
pub(super) fn evidence(words: &mut Vec<String>, old: &[Proof], new: &[Proof]) {
    let added = new.iter().filter(|proof| !old.contains(proof)).count();
    let gone = old.iter().filter(|proof| !new.contains(proof)).count();
    match (added, gone) {
        (0, 0) => {}
        (added, 0) => words.push(format!("evidence: {added} more")),
        (0, gone) => words.push(format!("evidence: {gone} less")),
        (added, gone) => words.push(format!("evidence: {added} new, {gone} gone")),
    }
}

/// Something too long to be repeated.
pub(super) fn other<T: PartialEq>(words: &mut Vec<String>, what: &str, old: &T, new: &T) {
    if old != new {
        words.push(format!("other {what}"));
    }
}

/// The titles of some, with commas between; nothing of none.
pub(super) fn titles(named: &[Named]) -> Option<String> {
    some(named.iter().map(|it| &it.title))
}

/// All of them, with commas between; nothing of none.
pub(super) fn some<T: ToString>(texts: impl IntoIterator<Item = T>) -> Option<String> {
    let texts: Vec<String> = texts.into_iter().map(|text| text.to_string()).collect();
    (!texts.is_empty()).then(|| texts.join(", "))
}
