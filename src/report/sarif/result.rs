//! One report as a SARIF result.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::diagnostic::{self, Diagnostic, Label};
use crate::report::fingerprint::{Fingerprint, VERSION};
use crate::report::place::Places;
use crate::report::sarif::document::{
    ArtifactChange, ArtifactLocation, Fix, Location, Message, PhysicalLocation, Region, Replacement,
    ResultOf, Suppression, Text,
};
use crate::report::sarif::uri;
use crate::report::{Base, Findings, Look, visible};
use crate::text::{SourceId, Span};

/// How many other places of a report are told. GitHub takes a thousand, and shows a hundred.
const MOST_PLACES: usize = 100;

/// What becomes of a report.
#[derive(Clone, Copy)]
pub(super) enum Standing<'a> {
    /// It is told, and counts.
    Told,
    /// The baseline knows it.
    Known,
    /// An `@allow` silences it for this reason.
    Silenced(&'a Arc<str>),
}

/// Makes results of reports.
pub(super) struct Telling<'a> {
    findings: &'a Findings<'a>,
    places: Places<'a>,
    fingerprints: HashMap<&'a Diagnostic, Fingerprint>,
    /// The place of each code among the rules.
    rules: &'a BTreeMap<&'a str, usize>,
}

impl<'a> Telling<'a> {
    pub(super) fn new(findings: &'a Findings<'a>, rules: &'a BTreeMap<&'a str, usize>) -> Self {
        let (places, fingerprints) = (Places::new(findings.sources), findings.fingerprints());
        Self { findings, places, fingerprints, rules }
    }

    pub(super) fn result(&self, report: &Diagnostic, standing: Standing<'_>) -> ResultOf {
        let help = report.help.as_ref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
        let also = report.also.iter().take(MOST_PLACES).zip(1..);
        let fingerprint = self.fingerprints.get(report).map(|it| (VERSION, *it));
        ResultOf {
            rule_id: report.code,
            rule_index: self.rules.get(report.code).copied(),
            level: report.severity.into(),
            message: Message::new(&(report.message.clone() + &help)),
            locations: [self.location(&report.at, None)],
            related_locations: also.map(|(label, id)| self.location(label, Some(id))).collect(),
            partial_fingerprints: fingerprint.into_iter().collect(),
            baseline_state: self.baseline_state(standing),
            suppressions: suppression(standing).into_iter().collect(),
            fixes: report.fixes.iter().map(|fix| self.fix(fix)).collect(),
        }
    }

    /// Whether a report is new; nothing where there is no baseline to say so.
    fn baseline_state(&self, standing: Standing<'_>) -> Option<&'static str> {
        self.findings.known?;
        match standing {
            Standing::Told => Some("new"),
            Standing::Known => Some("unchanged"),
            Standing::Silenced(_) => None,
        }
    }

    fn location(&self, label: &Label, id: Option<usize>) -> Location {
        let region = self.region(label.span);
        let message = (!label.text.is_empty()).then(|| Message::new(&label.text));
        let artifact_location = self.file(label.span.source);
        Location { id, physical_location: PhysicalLocation { artifact_location, region }, message }
    }

    fn fix(&self, fix: &diagnostic::Fix) -> Fix {
        let mut files: BTreeMap<SourceId, Vec<Replacement>> = BTreeMap::new();
        for edit in &fix.edits {
            files.entry(edit.span.source).or_default().push(Replacement {
                deleted_region: self.region(edit.span),
                inserted_content: Text { text: edit.text.clone() },
            });
        }
        let changes = files
            .into_iter()
            .map(|(file, replacements)| ArtifactChange { artifact_location: self.file(file), replacements });
        Fix { description: Message::new(&fix.title), artifact_changes: changes.collect() }
    }

    fn file(&self, id: SourceId) -> ArtifactLocation {
        uri::location(&self.findings.sources.path(id, Base::Repository))
    }

    fn region(&self, at: Span) -> Region {
        let place = self.places.place(at);
        let (start, end) = (self.places.start_point(place), self.places.end_point(place));
        Region {
            start_line: start.line,
            start_column: start.utf16_column,
            end_line: end.line,
            end_column: end.utf16_column,
        }
    }
}

fn suppression(standing: Standing<'_>) -> Option<Suppression> {
    match standing {
        Standing::Told => None,
        Standing::Known => Some(Suppression {
            kind: "external",
            justification: "the baseline of the project knows it".to_owned(),
        }),
        Standing::Silenced(reason) => {
            Some(Suppression { kind: "inSource", justification: visible(reason, &Look::PLAIN) })
        }
    }
}
