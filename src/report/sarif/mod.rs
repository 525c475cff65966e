//! The form for code scanning: SARIF 2.1.0, as GitHub and other hosts keep it.
//!
//! What an `@allow` silences is in it, marked as suppressed, and so is what the baseline knows. GitHub refuses a document
//! over its limits: then the gravest reports are in it, and a notification says how many are not.

mod document;
mod result;
mod uri;

use std::collections::BTreeMap;
use std::io;

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::escaped::write_json;
use crate::report::{Findings, Form, Look, number, page};
use crate::text::Span;
use document::{
    Base, Document, Driver, Invocation, Level, Message, Notification, Rule, RuleHelp, Run, Text, Tool,
};
use result::{Standing, Telling};

pub(super) const FORM: Form = Form {
    name: "sarif",
    docs: "for code scanning: SARIF 2.1.0, with rules, fixes and what is silenced",
    most: usize::MAX,
    is_commands: false,
    write,
};

/// How many results GitHub takes of a run.
const MOST: usize = 25_000;

fn write(findings: &Findings<'_>, _: &Look, out: &mut dyn io::Write) -> io::Result<()> {
    let chosen = chosen(findings);
    let codes: Vec<&str> = chosen.iter().map(|(report, _)| report.code).collect();
    let known: BTreeMap<&str, usize> = codes.iter().map(|code| (*code, 0)).collect();
    let places: BTreeMap<&str, usize> = known.into_keys().zip(0..).collect();
    let telling = Telling::new(findings, &places);
    let results = chosen.iter().map(|(report, standing)| telling.result(report, *standing)).collect();
    let document = Document {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "journey",
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    information_uri: page::REPOSITORY,
                    rules: places.keys().map(|code| rule(code, findings)).collect(),
                },
            },
            invocations: [Invocation {
                execution_successful: true,
                tool_execution_notifications: notifications(findings, chosen.len()),
            }],
            original_uri_base_ids: BTreeMap::from([(
                uri::BASE,
                Base { description: Message::new("the root of the repository") },
            )]),
            column_kind: "utf16CodeUnits",
            results,
        }],
    };
    write_json(&document, out)
}

/// The reports that are told, the gravest first: those that count, then those that do not.
fn chosen<'a>(findings: &Findings<'a>) -> Vec<(&'a Diagnostic, Standing<'a>)> {
    let path = |report: &Diagnostic| &findings.sources.source(report.at.span.source).path;
    let place = |report: &Diagnostic| -> (Severity, Span) { (report.severity, report.at.span) };
    let mut counted = findings.gravest(MOST.min(FORM.most));
    counted.sort_by_key(|report| report.severity);
    let counted = counted.into_iter().map(|report| (report, Standing::Told));
    let mut others: Vec<_> = findings.known().iter().map(|report| (report, Standing::Known)).collect();
    let silenced = findings.silenced.iter();
    others.extend(silenced.map(|it| (&it.report, Standing::Silenced(&it.reason))));
    others.sort_by(|(a, _), (b, _)| {
        a.severity.cmp(&b.severity).then_with(|| path(a).cmp(path(b))).then_with(|| place(a).cmp(&place(b)))
    });
    // What was asked for may be less than GitHub takes, and never more.
    counted.chain(others).take(findings.most.or(MOST).min(MOST)).collect()
}

/// Says how many reports are left out, if any are.
fn notifications(findings: &Findings<'_>, told: usize) -> Vec<Notification> {
    let all = findings.reports.len() + findings.left_out + findings.known().len() + findings.silenced.len();
    let left_out = all - told;
    if left_out == 0 {
        return Vec::new();
    }
    let reports = number(left_out, "report is", "reports are");
    let text =
        format!("{reports} left out: the gravest {told} are told, and GitHub takes {MOST} at the most");
    vec![Notification { level: Level::Warning, message: Message::new(&text) }]
}

fn rule(code: &str, findings: &Findings<'_>) -> Rule {
    let page = (findings.pages)(code);
    let text = |text: &str| Text { text: text.to_owned() };
    Rule {
        id: code.to_owned(),
        short_description: page.as_ref().map(|page| text(page.summary)),
        full_description: page.as_ref().map(|page| text(page.summary)),
        help: page.as_ref().map(|page| RuleHelp { text: page.text.clone(), markdown: page.text.clone() }),
        help_uri: page::address(code),
        default_configuration: page.map(|page| document::Configuration { level: page.level.into() }),
    }
}
