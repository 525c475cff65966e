//! docs/rules.md: every rule and every mistake, with why, examples, and the report that the wrong one gets.

use crate::diagnostic::Severity;
use crate::reference::example::{Example, Mark, Part};
use crate::reference::page::{Page, pages};
use crate::report::{self, Look, visible};
use crate::rules::Rule;

/// How reports look in a document.
const LOOK: Look = Look { color: false, width: 100, unicode: true };

const INTRODUCTION: &str = "\
# Rules and mistakes

<!-- This file is written by the program: change the doc comments of rules and mistakes, then run
     `UPDATE=1 cargo test --test it documents`. -->

`journey check` says two kinds of things. A **mistake** is something that cannot be understood as it is written: it is
always an error, and can only be mended. A **rule** speaks of what is well written and most likely not what was wanted.
A rule has a level:

- `error`: `journey check` ends with status 1, and `journey build` leaves the journey alone;
- `warning`: most likely wrong;
- `note`: worth a look;
- `off`: nothing is said.

The options `--deny`, `--warn`, `--note` and `--off` change the level of a rule by its name, and `--deny warnings` makes
errors of all warnings. `@allow(rule-name, \"the reason\")` on the line before a declaration silences a rule for it and for
all inside it; with `, until 2027-03-01` behind the reason, up to that day.

Where a report offers a **fix**, the tables say whether it can be safe. `journey check --fix` makes those that are: the text
then means what was almost surely meant, or the same as before. The others need somebody's look, and are made with
`--unsafe-fixes`. docs/fixes.md tells more.

`journey explain NAME` shows each of these pages on a terminal. The report under an example is what `journey check` prints
of it; in all of them, today is 22 November 2026.
";

const OF_CHANGES: &str = "
## Rules of changes

What changed between two states of a project may hurt customers, or what they were promised. `journey diff --breaking`
runs these rules, and `journey check` does not. The examples have two folders, `old` and `new`; a report points at the new
text where something stands there, else at the old one.
";

/// The whole of docs/rules.md.
pub fn document() -> String {
    let (rules, mistakes): (Vec<Page>, Vec<Page>) = pages().partition(|page| page.rule.is_some());
    let is_of_changes = |page: &Page| page.rule.is_some_and(Rule::is_of_changes);
    let (changes, rules): (Vec<Page>, Vec<Page>) = rules.into_iter().partition(is_of_changes);
    let mut text = INTRODUCTION.to_owned();
    text.push_str("\n| rule | level | reports | fix |\n| --- | --- | --- | --- |\n");
    text.extend(rules.iter().map(row));
    text.push_str("\n| rule of changes | level | reports | fix |\n| --- | --- | --- | --- |\n");
    text.extend(changes.iter().map(row));
    text.push_str("\n| mistake | reports | fix |\n| --- | --- | --- |\n");
    text.extend(mistakes.iter().map(row));
    text.push_str("\n## Rules\n");
    text.extend(rules.iter().map(section));
    text.push_str(OF_CHANGES);
    text.extend(changes.iter().map(section));
    text.push_str("\n## Mistakes\n");
    text.extend(mistakes.iter().map(section));
    text
}

/// What a code means, for the forms of reports that tell it.
pub(crate) fn page_of(code: &str) -> Option<report::Page> {
    let page = Page::named(code)?;
    let level = page.rule.map_or(Severity::Error, |rule| rule.severity);
    let text = page.parts().iter().map(|part| told(part)).collect::<String>().trim().to_owned();
    Some(report::Page { summary: page.explanation.summary, text, level })
}

/// A part of a page in Markdown, without the report that an example gets.
fn told(part: &Part) -> String {
    match part {
        Part::Prose(prose) if prose.trim().is_empty() => String::new(),
        Part::Prose(prose) => format!("\n{}\n", prose.trim()),
        Part::Example(example) => {
            let heading = match example.mark {
                Mark::Plain => "",
                Mark::Right => "Right:\n\n",
                Mark::Wrong => "Wrong:\n\n",
            };
            format!("\n{heading}```journey\n{}```\n", code(example))
        }
    }
}

/// The text of an example: what turns the direction of a text must not do so in a document that warns of it.
fn code(example: &Example) -> String {
    example.text.lines().map(|line| visible(line, &LOOK) + "\n").collect()
}

fn row(page: &Page) -> String {
    let name = page.name();
    let level = page.rule.map(|rule| format!("{} | ", rule.severity.word())).unwrap_or_default();
    let fix = page.explanation.fix.map(|safety| format!("{} ", safety.word())).unwrap_or_default();
    format!("| [`{name}`](#{name}) | {level}{} | {fix}|\n", page.explanation.summary)
}

fn section(page: &Page) -> String {
    let mut text = format!("\n### `{}`\n", page.name());
    let rule = page.rule.map(|rule| format!("Level: {}. Since {}.", rule.severity.word(), rule.since));
    let fix = page.explanation.fix.map(|safety| format!("Fix: {}.", safety.word()));
    let standing: Vec<String> = rule.into_iter().chain(fix).collect();
    if !standing.is_empty() {
        text.push_str(&format!("\n{}\n", standing.join(" ")));
    }
    for part in page.parts() {
        match part {
            Part::Prose(prose) if prose.trim().is_empty() => {}
            Part::Prose(prose) => text.push_str(&format!("\n{}\n", prose.trim())),
            Part::Example(example) => text.push_str(&shown(page, &example)),
        }
    }
    text
}

fn shown(page: &Page, example: &Example) -> String {
    let code = code(example);
    match example.mark {
        Mark::Plain => format!("\n```journey\n{code}```\n"),
        Mark::Right => format!("\nRight:\n\n```journey right\n{code}```\n"),
        Mark::Wrong => {
            let report = page.reports(example, &LOOK);
            format!(
                "\nWrong:\n\n```journey wrong\n{code}```\n\nIts report:\n\n```text\n{}\n```\n",
                report.trim_end()
            )
        }
    }
}
