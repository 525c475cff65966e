//! `Name`: what a declaration is called by others.

use std::fmt;

use smol_str::SmolStr;
use unicode_normalization::UnicodeNormalization;
use unicode_security::confusable_detection::skeleton;

/// A text that many have: a short one stands in it, and of a long one there is one for all.
pub type SharedText = SmolStr;

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

    /// The first of its letters that is another than in `other`, if the two are not one name and yet look alike (UTS #39):
    /// a Cyrillic `о` for a Latin `o`.
    pub fn look_alike(&self, other: &str) -> Option<char> {
        let differs = !(self.0.is_ascii() && other.is_ascii()) && skeleton(&self.0).eq(skeleton(other));
        let mut pairs = self.0.chars().zip(other.chars());
        pairs.find(|(here, there)| here != there).map(|(here, _)| here).filter(|_| differs)
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

#[cfg(test)]
mod tests {
    use super::Name;

    #[test]
    fn letters_of_two_scripts_may_look_alike() {
        assert_eq!(Name::new("sh\u{43E}p").look_alike("shop"), Some('\u{43E}'));
        assert_eq!(Name::new("shop").look_alike("shop"), None);
        assert_eq!(Name::new("shap").look_alike("shop"), None);
    }
}
