//! `Name`: what a declaration is called by others.

use std::fmt;

use smol_str::SmolStr;
use unicode_normalization::UnicodeNormalization;

/// A name, in NFC: two spellings that look the same and mean the same letters are one name. Case matters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(SmolStr);

impl Name {
    /// The name that `text` spells.
    pub fn new(text: &str) -> Self {
        Self(if text.is_ascii() { SmolStr::new(text) } else { text.nfc().collect() })
    }

    /// Its letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The title of what has none: made of its name, `video_ad` → `Video ad`.
pub fn title_of(name: &str) -> String {
    let words = name.replace(['_', '-'], " ");
    let words = words.trim();
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => name.to_owned(),
    }
}
