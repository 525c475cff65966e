//! `Requirement`: what a project asks of all its things of a kind, and the rule that it becomes.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::diagnostic::{Explanation, Severity};
use crate::rules::{Look, Rule};
use crate::vocabulary::{Place, Word};

/// What a project asks of all its things of a kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Requirement {
    /// The name of the rule.
    pub name: String,
    /// The kind of things, by the block that they have.
    pub of: Place,
    /// What must hold of one for it to be asked.
    pub conditions: Vec<Condition>,
    /// The statement that it is asked for.
    pub has: Word,
    /// How much it matters, unless something else is said.
    pub level: Severity,
    /// What is to be said where it is missing.
    pub message: Option<String>,
    /// Why it is asked for.
    pub why: Option<String>,
    /// A way out.
    pub help: Option<String>,
}

/// What must hold of a thing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Condition {
    /// It makes this statement with one of these words.
    Says(Word, Vec<&'static str>),
    /// It makes this statement.
    Has(Word),
    /// It does not.
    Lacks(Word),
}

impl Requirement {
    /// The rule that it is: the same each time for what asks the same. It is kept while the program runs, and so are
    /// those of what was asked before, of which there are as many as there were different ones.
    pub fn rule(self) -> &'static Rule {
        static KNOWN: Mutex<BTreeMap<Requirement, &'static Rule>> = Mutex::new(BTreeMap::new());
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(rule) = known.get(&self) {
            return rule;
        }
        let rule: &'static Rule = Box::leak(Box::new(self.clone().made()));
        known.insert(self, rule);
        rule
    }

    fn made(self) -> Rule {
        let summary = match &self.message {
            Some(message) => message.clone(),
            None => self.in_words(),
        };
        let asked = format!(
            "The `journey.toml` of this project asks for this: {}.\n\n{}",
            self.in_words(),
            "What stands in an `only` counts for those audiences; where others are left without, the report names them."
        );
        let docs = self.why.iter().chain([&asked]).map(|text| quiet(text)).collect::<Vec<_>>().join("\n\n");
        Rule {
            explanation: Explanation {
                code: self.name.clone().leak(),
                summary: summary.leak(),
                docs: docs.leak(),
                fix: None,
            },
            severity: self.level,
            settings: &[],
            since: "",
            file: "journey.toml",
            in_file: Some(Look::Required(self)),
            in_project: None,
            in_changes: None,
        }
    }

    /// "every `stage` with `phase purchase` has `measure`".
    pub fn in_words(&self) -> String {
        let conditions = self.conditions.iter().map(|condition| match condition {
            Condition::Says(word, choices) => {
                format!("with `{} {}`", word.keyword().text, choices.join("` or `"))
            }
            Condition::Has(word) => format!("with `{}`", word.keyword().text),
            Condition::Lacks(word) => format!("without `{}`", word.keyword().text),
        });
        let conditions: Vec<String> = conditions.collect();
        let which = match conditions.is_empty() {
            true => String::new(),
            false => format!(" {}", conditions.join(" and ")),
        };
        format!("every `{}`{which} has `{}`", self.of.keyword(), self.has.keyword().text)
    }
}

/// A text of a project in a page: no line of it opens an example.
fn quiet(text: &str) -> String {
    let lines = text.lines().map(|line| match line.trim_start() {
        "" => String::new(),
        line => format!("  {line}"),
    });
    lines.collect::<Vec<_>>().join("\n")
}
