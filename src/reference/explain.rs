//! The text of `journey explain NAME`, for terminals.

use crate::diagnostic::Safety;
use crate::reference::example::{Example, Mark, Part};
use crate::reference::page::Page;
use crate::report::{BOLD, Look, paint, visible, wrap};

/// Wider lines of prose are hard to read.
const WIDEST: usize = 100;

/// How far examples stand in.
const INDENT: &str = "    ";

/// What there is to say of a rule or mistake: why it is reported, what gets it, the report, and what does not.
pub fn explain(page: &Page, look: &Look) -> String {
    let mut text = headline(page, look);
    for part in page.parts() {
        match part {
            Part::Prose(prose) => text.push_str(&paragraphs(&prose, look)),
            Part::Example(example) => text.push_str(&shown(page, &example, look)),
        }
    }
    text.push('\n');
    text.push_str(&wrapped(&standing(page), look));
    text
}

/// `missing-owner: a stage that nobody answers for`
fn headline(page: &Page, look: &Look) -> String {
    let line = format!("{}: {}", page.name(), page.explanation.summary);
    let lines = wrap(&line, look.width, look.width);
    lines.iter().map(|line| format!("{}\n", paint(line, BOLD, look))).collect()
}

fn shown(page: &Page, example: &Example, look: &Look) -> String {
    let heading = |text: &str| format!("\n{}\n\n", paint(text, BOLD, look));
    let lines = example.text.lines().map(|line| format!("{INDENT}{}", visible(line, look)));
    let code: String = lines.map(|line| format!("{}\n", line.trim_end())).collect();
    match example.mark {
        Mark::Plain => format!("\n{code}"),
        Mark::Right => format!("{}{code}", heading("Right")),
        Mark::Wrong => {
            let report = page.reports(example, look);
            format!("{}{code}{}{report}", heading("Wrong"), heading("The report it gets"))
        }
    }
}

/// What can be done about such reports in general.
fn standing(page: &Page) -> String {
    let name = page.name();
    let fix = match page.explanation.fix {
        Some(Safety::Safe) => " `journey check --fix` mends it where it is certain what was meant.",
        Some(Safety::Unsafe) => {
            " `journey check --fix --unsafe-fixes` makes the change that it offers: look at it."
        }
        None => "",
    };
    match page.rule {
        None => format!("A mistake is always an error. It cannot be silenced, only mended.{fix}"),
        Some(rule) if rule.is_of_changes() => format!(
            "A rule of changes since {}, for `journey diff --breaking`; its level is {}. The options `--deny`, `--warn`, \
             `--note` and `--off` change that. `@allow({name}, \"the reason\")` on the line before a declaration of the new \
             state silences it for that and for what stands or stood in it.{fix}",
            rule.since,
            rule.severity.word()
        ),
        Some(rule) => format!(
            "A rule since {}; its level is {}. The options `--deny`, `--warn`, `--note` and `--off` change that. \
             `@allow({name}, \"the reason\")` on the line before a declaration silences it there.{fix}",
            rule.since,
            rule.severity.word()
        ),
    }
}

/// The paragraphs and list items of `prose`, each after an empty line or on a line of its own.
fn paragraphs(prose: &str, look: &Look) -> String {
    let mut text = String::new();
    for paragraph in prose.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
        text.push('\n');
        let mut items: Vec<String> = Vec::new();
        for line in paragraph.lines() {
            match items.last_mut() {
                Some(item) if !line.starts_with("- ") => item.extend([" ", line.trim_start()]),
                _ => items.push(line.to_owned()),
            }
        }
        text.extend(items.iter().map(|item| wrapped(item, look)));
    }
    text
}

fn wrapped(text: &str, look: &Look) -> String {
    let width = look.width.min(WIDEST);
    wrap(text, width, width).into_iter().map(|line| line + "\n").collect()
}
