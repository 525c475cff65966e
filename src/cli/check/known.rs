//! The baseline: what the rules reported on the day that it was written is known, and put aside.
//!
//! Mistakes are never known. While there is one, what it spoils does not mean what it should, and the rules are silent
//! about it: a baseline written then would lack their reports.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use clap::Args;

use crate::cli::check::Found;
use crate::cli::project::{Project, Reading};
use crate::cli::{Status, Stop, World};
use crate::diagnostic::Diagnostic;
use crate::report::{Base, Fingerprint, Sources, chain, fingerprints, number, visible_line};
use crate::text::Span;
use crate::workspace::{Baseline, Entry, Snapshot, Workspace, is_absolute, mistakes, normal, shown, written};

/// What is known, and what becomes of it.
#[derive(Debug, Args)]
pub(super) struct Known {
    /// The file that lists the reports that are known, which are neither shown nor counted. Unless it is said,
    /// `journey-baseline.toml` at the root of the project, if it is there
    #[arg(long, value_name = "FILE", help_heading = "Baseline")]
    baseline: Option<String>,

    /// Show and count the reports that are known too
    #[arg(long, conflicts_with_all = ["baseline", "write_baseline", "strict_baseline"], help_heading = "Baseline")]
    no_baseline: bool,

    /// Write down what the rules report now as known. Of files that are not checked, what is known stays
    #[arg(long, help_heading = "Baseline")]
    write_baseline: bool,

    /// Fail while reports are listed that are gone
    #[arg(long, help_heading = "Baseline")]
    strict_baseline: bool,
}

/// Where the baseline is, and what it says.
pub(super) struct Opened {
    /// The absolute path.
    path: String,
    /// None where there is no such file.
    baseline: Option<Baseline>,
}

impl Known {
    /// Reads the baseline; none where it is not to be looked at.
    pub(super) fn open(
        &self,
        workspace: &mut Workspace<'_>,
        project: &Project,
        world: &World<'_>,
    ) -> Result<Option<Opened>, Stop> {
        if self.no_baseline {
            return Ok(None);
        }
        if self.write_baseline && project.reads_standard_input() {
            let words = "standard input has no place in a baseline: name the file to check";
            return Err(Stop::Usage(words.to_owned()));
        }
        let path = match &self.baseline {
            Some(file) => normal(&world.files.here(), file),
            None => workspace.baseline_path(),
        };
        let baseline = workspace.open_baseline(&path)?;
        let is_missed = (self.baseline.is_some() || self.strict_baseline) && !self.write_baseline;
        if is_missed && baseline.is_none() {
            let path = shown(&path, &world.files.here());
            return Err(Stop::Usage(format!("there is no baseline `{path}`: `--write-baseline` writes it")));
        }
        Ok(Some(Opened { path, baseline }))
    }

    /// Puts aside what is known, after it is written down where that is asked for. Gives back how the run ends if
    /// nothing worse is found.
    pub(super) fn put_aside(
        &self,
        opened: Option<Opened>,
        found: &mut Found<'_>,
        workspace: &Workspace<'_>,
        reading: &Reading,
        world: &mut World<'_>,
    ) -> Result<Status, Stop> {
        // To tell reports from each other, every file that has some is read again.
        let is_asked = |opened: &Opened| self.write_baseline || opened.baseline.is_some();
        let Some(Opened { path, baseline }) = opened.filter(is_asked) else { return Ok(Status::Fine) };
        let name = visible_line(&shown(&path, &world.files.here()), &world.look);
        let known = Comparison {
            name,
            reports: reports_of_rules(found.snapshot),
            listed: baseline.as_ref().map(|baseline| &*baseline.entries).unwrap_or_default(),
            workspace,
            is_whole: !reading.failed
                && !found.snapshot.diagnostics().iter().any(|it| is_mistake(it, found.snapshot)),
        };
        match &baseline {
            Some(baseline) if !self.write_baseline => {
                known.put_aside(&prints(known.listed), found);
                known.tell_aside(found);
                // While it is not known what is listed, nobody knows what is gone.
                let said = match &*baseline.mistakes {
                    [] => known.tell_gone(self.strict_baseline, found).into_iter().collect(),
                    mistakes => mistakes.to_vec(),
                };
                found.say(said);
                Ok(Status::Fine)
            }
            Some(_) | None if !known.is_whole => {
                let why = match reading.failed {
                    true => "not all could be read",
                    false => "mend the mistakes first, for rules are silent about what these spoil",
                };
                found.remarks.push(format!("`{}` is not written: {why}", known.name));
                Ok(Status::Errors)
            }
            Some(_) | None => known.write(&path, found, world),
        }
    }
}

/// What is found beside what is listed.
struct Comparison<'a> {
    /// What the file is called.
    name: String,
    /// What the rules report.
    reports: Vec<(Fingerprint, &'a Diagnostic)>,
    listed: &'a [Entry],
    workspace: &'a Workspace<'a>,
    /// Whether nothing keeps rules from speaking.
    is_whole: bool,
}

impl Comparison<'_> {
    /// Puts aside what is known.
    fn put_aside(&self, known: &HashSet<Fingerprint>, found: &mut Found<'_>) {
        let is_known = |(print, _): &&(Fingerprint, _)| known.contains(print);
        let known: HashSet<&Diagnostic> = self.reports.iter().filter(is_known).map(|(_, it)| *it).collect();
        let (aside, told): (Vec<_>, Vec<_>) =
            found.reports.iter().cloned().partition(|report| known.contains(report));
        if !aside.is_empty() {
            found.reports = Cow::Owned(told);
        }
        found.known = Some(aside);
    }

    /// Says how much that is.
    fn tell_aside(&self, found: &mut Found<'_>) {
        let count = found.known.as_ref().map_or(0, Vec::len);
        if count > 0 {
            let are = number(count, "known report is", "known reports are");
            found.remarks.push(format!("{are} not shown: `{}` lists what is known", self.name));
        }
    }

    /// Says how many reports that are listed are gone: a report of its own where that is an error.
    fn tell_gone(&self, is_strict: bool, found: &mut Found<'_>) -> Option<Diagnostic> {
        let current: HashSet<Fingerprint> = self.reports.iter().map(|(print, _)| *print).collect();
        let is_gone =
            |entry: &&Entry| !current.contains(&entry.fingerprint) && self.workspace.asks_for(&entry.path);
        // While rules are silent about something, nobody knows.
        let listed = if self.is_whole { self.listed } else { &[] };
        let gone: Vec<Span> = listed.iter().filter(is_gone).filter_map(|entry| entry.at).collect();
        found.gone = gone.len();
        let [first, others @ ..] = &*gone else { return None };
        if is_strict {
            return Some(mistakes::gone_report(*first, others));
        }
        let (reports, them) = match gone.len() {
            1 => ("report listed in", "is gone: strike it"),
            _ => ("reports listed in", "are gone: strike them"),
        };
        let count = gone.len();
        let name = &self.name;
        found
            .remarks
            .push(format!("{count} {reports} `{name}` {them} with `journey check --write-baseline`"));
        None
    }

    /// Lists what the rules report, beside what is listed of files that were not asked for.
    fn write(&self, path: &str, found: &mut Found<'_>, world: &mut World<'_>) -> Result<Status, Stop> {
        let stays = self.listed.iter().filter(|entry| !self.workspace.asks_for(&entry.path)).cloned();
        let before: HashMap<Fingerprint, &Entry> =
            self.listed.iter().map(|entry| (entry.fingerprint, entry)).collect();
        let current = self.reports.iter().filter_map(|(print, report)| {
            let mut entry = entry(*print, report, found.snapshot)?;
            // It may speak of days, which pass: a line changes when its report does.
            if let Some(before) = before.get(print) {
                entry.message.clone_from(&before.message);
            }
            Some(entry)
        });
        let entries: Vec<Entry> = stays.chain(current).collect();
        let known = prints(&entries);
        world.files.write(path, written(entries).as_bytes())?;
        let new = known.iter().filter(|print| !before.contains_key(*print)).count();
        let struck = before.keys().filter(|print| !known.contains(*print)).count();
        let lists = number(known.len(), "report", "reports");
        let words = format!("`{}` lists {lists} as known: {new} new, {struck} struck", self.name);
        found.remarks.push(words);
        self.put_aside(&known, found);
        Ok(Status::Fine)
    }
}

/// What the rules report, with the fingerprints that the reports have among all of them.
fn reports_of_rules(snapshot: &Snapshot) -> Vec<(Fingerprint, &Diagnostic)> {
    let all = snapshot.diagnostics();
    let all = fingerprints(all, snapshot).into_iter().zip(all);
    all.filter(|(_, report)| !is_mistake(report, snapshot)).collect()
}

/// Whether it is no rule that says so.
fn is_mistake(report: &Diagnostic, snapshot: &Snapshot) -> bool {
    snapshot.rule(report.code).is_none()
}

fn prints(entries: &[Entry]) -> HashSet<Fingerprint> {
    entries.iter().map(|entry| entry.fingerprint).collect()
}

/// How a report is listed; none where its file belongs to another project.
fn entry(fingerprint: Fingerprint, report: &Diagnostic, snapshot: &Snapshot) -> Option<Entry> {
    let path = Sources::path(snapshot, report.at.span.source, Base::Project);
    (!is_absolute(&path)).then(|| Entry {
        fingerprint,
        code: report.code.to_owned(),
        path,
        inside: chain(report.at.span, snapshot).join(" > "),
        message: report.message.clone(),
        at: None,
    })
}
