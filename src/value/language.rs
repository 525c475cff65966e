//! Languages, as BCP 47 tags, and the direction their scripts run in.

use std::fmt;
use std::sync::Arc;

use oxilangtag::LanguageTag;

use crate::value::Wrong;

/// The direction in which a text runs, and with it the map that is drawn of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Direction {
    LeftToRight,
    RightToLeft,
}

/// Scripts that run right to left (ISO 15924).
const SCRIPTS: [&str; 12] =
    ["Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Samr", "Mand", "Rohg", "Yezi", "Aran", "Mend"];

/// Languages whose usual script is one of those (CLDR, likely subtags).
const LANGUAGES: [&str; 21] = [
    "ar", "arc", "azb", "ckb", "dv", "fa", "he", "iw", "ks", "lrc", "mzn", "nqo", "pnb", "ps", "sd", "syr",
    "ug", "ur", "yi", "prs", "glk",
];

/// A BCP 47 tag: `fa`, `pt-BR`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language(Arc<str>);

impl Language {
    /// Reads a tag that is well-formed by RFC 5646.
    pub fn read(text: &str) -> Result<Self, Wrong> {
        let known =
            [("english", "en"), ("russian", "ru"), ("persian", "fa"), ("farsi", "fa"), ("polish", "pl")];
        match LanguageTag::parse_and_normalize(text) {
            Ok(tag) if tag.primary_language().len() <= 3 => Ok(Self(tag.as_str().into())),
            _ => {
                let wrong = Wrong::new(format!(
                    "`{text}` is no language tag: write its code, such as `fa` or `pt-BR`"
                ));
                let name = known.iter().find(|(name, _)| text.eq_ignore_ascii_case(name));
                let tag = name.map(|(_, tag)| (*tag).to_owned()).or_else(|| {
                    let dashed = text.replace('_', "-");
                    (dashed != text && LanguageTag::parse(dashed.as_str()).is_ok()).then_some(dashed)
                });
                Err(match tag {
                    Some(tag) => wrong.nearest(format!("\"{tag}\"")),
                    None => wrong,
                })
            }
        }
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The direction of its script: the one its tag names, else the one it is usually written in.
    pub fn direction(&self) -> Direction {
        let Ok(tag) = LanguageTag::parse(self.as_str()) else { return Direction::LeftToRight };
        let right_to_left = match tag.script() {
            Some(script) => SCRIPTS.contains(&script),
            None => LANGUAGES.contains(&tag.primary_language()),
        };
        if right_to_left { Direction::RightToLeft } else { Direction::LeftToRight }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Direction, Language};

    #[test]
    fn the_script_decides_the_direction() {
        let direction = |tag| Language::read(tag).unwrap().direction();
        assert_eq!(direction("fa"), Direction::RightToLeft);
        assert_eq!(direction("az-Arab"), Direction::RightToLeft);
        assert_eq!(direction("ar-Latn"), Direction::LeftToRight);
        assert_eq!(direction("ro"), Direction::LeftToRight);
        assert!(Language::read("farsi").is_err());
    }
}
