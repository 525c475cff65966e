//! `RuleSetting`: what a team may set of a rule beside its level; `Value`: what it is set to.
//!
//! A rule declares its settings in its own file, beside its page. Out of them come what `journey.toml` takes below
//! `[rules]`, docs/rules.md, `journey explain` and the JSON Schema.

use std::fmt;

use crate::rules::Check;
use crate::value::{Duration, Share};

/// What a team may set of a rule beside its level.
#[derive(Debug)]
pub struct RuleSetting {
    /// How it is written.
    pub name: &'static str,
    /// What may stand behind it.
    pub takes: RuleTakes,
    /// What counts where it is not set, if anything does.
    pub usual: fn() -> Option<Value>,
    /// A value to imitate, as it is written.
    pub example: &'static str,
    /// What it is for.
    pub docs: &'static str,
}

/// What may stand behind a setting of a rule.
#[derive(Debug, Clone, Copy)]
pub enum RuleTakes {
    /// A part of a whole: `"20%"`.
    Share,
    /// How customers feel, from -2 to 2.
    Score,
    /// One of some words.
    Word(&'static [&'static str]),
    /// Some of these words, each once.
    Words(&'static [&'static str]),
    /// A duration: `"90d"`.
    Duration,
}

impl RuleTakes {
    /// What it takes, in words.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Share => "a share in quotes",
            Self::Score => "a whole number from -2 to 2",
            Self::Word(_) => "a word in quotes",
            Self::Words(_) => "a list of words in quotes",
            Self::Duration => "a duration in quotes",
        }
    }

    /// The words that it is chosen from, if it is.
    pub fn words(self) -> &'static [&'static str] {
        match self {
            Self::Word(words) | Self::Words(words) => words,
            Self::Share | Self::Score | Self::Duration => &[],
        }
    }
}

/// What a setting of a rule is set to.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub enum Value {
    Share(Share),
    Score(i8),
    Word(&'static str),
    Words(Vec<&'static str>),
    Duration(Duration),
}

/// As `journey.toml` writes it.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Share(share) => write!(f, "\"{}\"", share.written()),
            Self::Score(score) => write!(f, "{score}"),
            Self::Word(word) => write!(f, "\"{word}\""),
            Self::Words(words) => {
                let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
                write!(f, "[{}]", words.join(", "))
            }
            Self::Duration(duration) => write!(f, "\"{}\"", duration.written()),
        }
    }
}

/// What the rule that looks is told.
impl Check<'_> {
    /// What a setting of the rule that looks is set to in the file, or what is usual; none where neither is anything.
    fn value(&self, setting: &RuleSetting) -> Option<Value> {
        let levels = match self.files {
            [file] => self.policy.levels(file.source.id),
            _ => &self.policy.usual,
        };
        levels.value(self.rule, setting)
    }

    /// A share that the rule is set to.
    pub(crate) fn share(&self, setting: &RuleSetting) -> Option<Share> {
        match self.value(setting)? {
            Value::Share(share) => Some(share),
            _ => None,
        }
    }

    /// A score that the rule is set to.
    pub(crate) fn score(&self, setting: &RuleSetting) -> Option<i8> {
        match self.value(setting)? {
            Value::Score(score) => Some(score),
            _ => None,
        }
    }

    /// A duration that the rule is set to.
    pub(crate) fn duration(&self, setting: &RuleSetting) -> Option<Duration> {
        match self.value(setting)? {
            Value::Duration(duration) => Some(duration),
            _ => None,
        }
    }

    /// The choice that the rule is set to, of those that `of` reads.
    pub(crate) fn choice<T>(&self, setting: &RuleSetting, of: fn(&str) -> Option<T>) -> Option<T> {
        match self.value(setting)? {
            Value::Word(word) => of(word),
            _ => None,
        }
    }

    /// The words that the rule is set to.
    pub(crate) fn words(&self, setting: &RuleSetting) -> Vec<&'static str> {
        match self.value(setting) {
            Some(Value::Words(words)) => words,
            _ => Vec::new(),
        }
    }
}
