//! `Page`: what there is to say of one rule or mistake.

use crate::diagnostic::Explanation;
use crate::reference::example::{Example, Mark, Part, parts, today};
use crate::report::{Look, one};
use crate::rules::{LISTS, Levels, Rule};
use crate::{emit, model, rules, syntax, vocabulary, workspace};

/// The page of a rule or of a mistake.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// Its name, its line and its text.
    pub explanation: &'static Explanation,
    /// The rule; none for a mistake.
    pub rule: Option<&'static Rule>,
}

/// Every page: the rules first, then the mistakes from the writing down to the files, in the order of their tables.
pub fn pages() -> impl Iterator<Item = Page> {
    let floors = [
        syntax::mistakes::MISTAKES,
        vocabulary::mistakes::MISTAKES,
        model::mistakes::MISTAKES,
        rules::mistakes::MISTAKES,
        emit::mistakes::MISTAKES,
        workspace::mistakes::MISTAKES,
    ];
    let mistakes = floors.into_iter().flatten().map(|explanation| Page { explanation, rule: None });
    LISTS
        .iter()
        .copied()
        .flatten()
        .map(|rule| Page { explanation: &rule.explanation, rule: Some(rule) })
        .chain(mistakes)
}

impl Page {
    /// The page of this name.
    pub fn named(name: &str) -> Option<Page> {
        pages().find(|page| page.name() == name)
    }

    /// The name of the rule or mistake.
    pub fn name(&self) -> &'static str {
        self.explanation.code
    }

    /// Its text and examples, in order.
    pub fn parts(&self) -> Vec<Part> {
        // Behind the `///` of a doc comment stands a blank.
        let lines = self.explanation.docs.lines().map(|line| line.strip_prefix(' ').unwrap_or(line));
        parts(&lines.flat_map(|line| [line, "\n"]).collect::<String>())
    }

    /// Its examples of this kind.
    pub fn examples(&self, mark: Mark) -> Vec<Example> {
        let examples = self.parts().into_iter().filter_map(|part| match part {
            Part::Example(example) if example.mark == mark => Some(example),
            Part::Example(_) | Part::Prose(_) => None,
        });
        examples.collect()
    }

    /// What this rule or mistake says of `example`, as it is printed for people.
    pub(crate) fn reports(&self, example: &Example, look: &Look) -> String {
        if self.rule.is_some_and(Rule::is_of_changes) {
            let versions = example.versions();
            let reports = versions.breaking(&versions.changes(), &Levels::default(), today());
            let reports = reports.iter().filter(|report| report.code == self.name());
            return reports.map(|report| one(report, &versions, look)).collect::<Vec<_>>().join("\n");
        }
        let snapshot = example.check();
        let reports = snapshot.diagnostics().iter().filter(|report| report.code == self.name());
        let reports: Vec<String> = reports.map(|report| one(report, &snapshot, look)).collect();
        reports.join("\n")
    }
}
