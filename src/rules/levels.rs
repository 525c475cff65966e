//! `Levels`: how much the reports of each rule matter, and what the rules' own settings are set to.

use std::collections::BTreeMap;

use crate::diagnostic::Severity;
use crate::rules::{Rule, RuleSetting, Value};

/// The words for a level, and what they mean. A rule that is off has none.
pub const LEVELS: [(&str, Option<Severity>); 4] = [
    ("off", None),
    ("note", Some(Severity::Note)),
    ("warning", Some(Severity::Warning)),
    ("error", Some(Severity::Error)),
];

/// The word for a level.
pub fn level_word(level: Option<Severity>) -> &'static str {
    level.map_or(LEVELS[0].0, Severity::word)
}

/// How much the reports of each rule matter: none where a rule is off. Rules are known by their names, since those of a
/// project may not be known yet when a level is set.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Levels {
    set: BTreeMap<String, Option<Severity>>,
    values: BTreeMap<(&'static str, &'static str), Value>,
    /// Warnings count as errors.
    pub deny_warnings: bool,
    /// Every rule is off, whatever else is said.
    is_silent: bool,
}

impl Levels {
    /// Levels by which every rule is off, whatever a project says.
    pub fn silent() -> Self {
        Self { is_silent: true, ..Self::default() }
    }

    /// Sets the level of a rule; none turns it off.
    pub fn set(&mut self, rule: &str, severity: Option<Severity>) {
        self.set.insert(rule.to_owned(), severity);
    }

    /// Whether the level of a rule was set.
    pub fn is_set(&self, rule: &str) -> bool {
        self.set.contains_key(rule)
    }

    /// Sets a setting of a rule.
    pub fn tune(&mut self, rule: &Rule, setting: &RuleSetting, value: Value) {
        self.values.insert((rule.name(), setting.name), value);
    }

    /// The level of a rule.
    pub fn of(&self, rule: &Rule) -> Option<Severity> {
        if self.is_silent {
            return None;
        }
        match self.set.get(rule.name()).copied().unwrap_or(Some(rule.severity)) {
            Some(Severity::Warning) if self.deny_warnings => Some(Severity::Error),
            severity => severity,
        }
    }

    /// What a setting of a rule is set to, or what is usual.
    pub fn value(&self, rule: &Rule, setting: &RuleSetting) -> Option<Value> {
        self.values.get(&(rule.name(), setting.name)).cloned().or_else(setting.usual)
    }

    /// These with `above` over them: what is set there goes before.
    pub(crate) fn with(mut self, above: &Levels) -> Self {
        self.set.extend(above.set.iter().map(|(rule, level)| (rule.clone(), *level)));
        self.values.extend(above.values.iter().map(|(key, value)| (*key, value.clone())));
        self.deny_warnings |= above.deny_warnings;
        self.is_silent |= above.is_silent;
        self
    }

    /// These with the level of each of `rules` set to what it comes to, so that what is put above them is not changed by
    /// what they make of warnings.
    pub(crate) fn settled<'r>(mut self, rules: impl Iterator<Item = &'r Rule>) -> Self {
        if self.deny_warnings {
            for rule in rules {
                let level = self.of(rule);
                self.set(rule.name(), level);
            }
            self.deny_warnings = false;
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::Levels;
    use crate::diagnostic::Severity;
    use crate::rules::{RULES, Rule};

    #[test]
    fn what_is_above_goes_before_and_warnings_below_are_errors() {
        let [owner, unused] = ["missing-owner", "unused-allow"].map(|name| Rule::named(name).unwrap());
        let mut below = Levels { deny_warnings: true, ..Levels::default() };
        below.set("missing-owner", Some(Severity::Note));
        let mut above = Levels::default();
        above.set("unused-allow", Some(Severity::Warning));
        let both = below.settled(RULES.iter().copied()).with(&above);
        assert_eq!((both.of(owner), both.of(unused)), (Some(Severity::Note), Some(Severity::Warning)));
        assert_eq!(both.of(Rule::named("missing-channel").unwrap()), Some(Severity::Error));
    }
}
