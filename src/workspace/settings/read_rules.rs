//! Rules by their names, each with its level or with a table of that and its own settings → `Levels`.

use toml::de::{DeTable, DeValue};

use crate::diagnostic::Severity;
use crate::rules::mistakes::unknown_rule;
use crate::rules::{LEVELS, Levels, Rule, RuleSetting, RuleTakes, Value};
use crate::value::{Duration, Share};
use crate::workspace::settings::mistakes;
use crate::workspace::settings::read::{Given, Reader};
use crate::workspace::settings::values::kind;
use crate::workspace::settings::{Asked, LEVEL, WARNINGS};

/// What the level of a rule takes.
const A_LEVEL: Asked<'_> = Asked { name: LEVEL, takes: "a word in quotes", example: "\"error\"" };

/// What stands behind the name of a rule.
const A_RULE: &str = "a level in quotes, or a table with its `level` and its settings";

impl Reader<'_> {
    /// The levels and settings of the rules in a table.
    pub(super) fn rules(&mut self, inside: &DeTable<'_>) -> Levels {
        let mut levels = Levels::default();
        for (key, value) in inside {
            let (name, at) = (key.get_ref().as_ref(), self.span(key.span()));
            if name == WARNINGS {
                levels.deny_warnings |= self.warnings(value);
                continue;
            }
            let stated = &self.told.settings.rules;
            let Some(rule) = stated.named(name) else {
                if !stated.may_have(name) {
                    let near = stated.nearest(name);
                    self.mistakes.push(unknown_rule(at, name, near));
                }
                continue;
            };
            match value.get_ref() {
                DeValue::Table(table) => self.tuned(rule, table, &mut levels),
                DeValue::String(_) => {
                    if let Some(level) = self.level(name, value) {
                        levels.set(rule.name(), level);
                        self.record(name, value);
                    }
                }
                _ => {
                    let asked = Asked { name, takes: A_RULE, example: "\"error\"" };
                    let place = self.span(value.span());
                    self.mistakes.push(mistakes::wrong_setting(place, kind(value), asked));
                }
            }
        }
        levels
    }

    /// The level and the settings of a rule.
    fn tuned(&mut self, rule: &'static Rule, table: &DeTable<'_>, levels: &mut Levels) {
        for (key, value) in table {
            let (name, at) = (key.get_ref().as_ref(), self.span(key.span()));
            if name == LEVEL {
                if let Some(level) = self.level(rule.name(), value) {
                    levels.set(rule.name(), level);
                    self.record(rule.name(), value);
                }
                continue;
            }
            let Some(setting) = rule.settings.iter().find(|setting| setting.name == name) else {
                let known: Vec<&str> =
                    std::iter::once(LEVEL).chain(rule.settings.iter().map(|it| it.name)).collect();
                self.mistakes.push(mistakes::unknown_setting(at, name, rule.name(), &known));
                continue;
            };
            if let Some(tuned) = self.value(setting, value) {
                levels.tune(rule, setting, tuned);
                self.record(&format!("{}.{name}", rule.name()), value);
            }
        }
    }

    /// The level that a value is.
    fn level(&mut self, name: &str, value: &Given<'_>) -> Option<Option<Severity>> {
        let (text, at) = self.text(Asked { name, ..A_LEVEL }, value)?;
        let words = LEVELS.map(|(word, _)| word);
        Some(LEVELS[self.word(name, &words, text, at)?].1)
    }

    /// Whether all warnings are to be errors.
    fn warnings(&mut self, value: &Given<'_>) -> bool {
        let words = [Severity::Error.word()];
        let said = self.text(Asked { name: WARNINGS, ..A_LEVEL }, value);
        let is_said = said.is_some_and(|(text, at)| self.word(WARNINGS, &words, text, at).is_some());
        if is_said {
            self.record(WARNINGS, value);
        }
        is_said
    }

    /// What a setting of a rule is set to.
    fn value(&mut self, setting: &'static RuleSetting, value: &Given<'_>) -> Option<Value> {
        let asked = Asked { name: setting.name, takes: setting.takes.in_words(), example: setting.example };
        match setting.takes {
            RuleTakes::Share => self.figure(asked, value, Share::read_part).map(Value::Share),
            RuleTakes::Duration => self.figure(asked, value, Duration::read).map(Value::Duration),
            RuleTakes::Score => self.score(asked, value).map(Value::Score),
            RuleTakes::Word(words) => {
                let (text, at) = self.text(asked, value)?;
                self.word(setting.name, words, text, at).map(|number| Value::Word(words[number]))
            }
            RuleTakes::Words(words) => {
                let numbers = self.words(asked, words, value)?;
                Some(Value::Words(numbers.into_iter().map(|number| words[number]).collect()))
            }
        }
    }

    fn score(&mut self, asked: Asked<'_>, value: &Given<'_>) -> Option<i8> {
        let at = self.span(value.span());
        let DeValue::Integer(digits) = value.get_ref() else {
            self.mistakes.push(mistakes::wrong_setting(at, kind(value), asked));
            return None;
        };
        let score = i8::from_str_radix(digits.as_str(), digits.radix()).ok();
        let score = score.filter(|score| (-2..=2).contains(score));
        if score.is_none() {
            let wrong = format!("`{digits}` is not from -2 to 2, as `{}` is", asked.name);
            self.mistakes.push(mistakes::setting_value(at, &wrong, None, &asked.way_out()));
        }
        score
    }
}
