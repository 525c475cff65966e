//! `journey build`: compiles journeys to the formats of `emit`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::panic;

use clap::{Args, ValueEnum};
use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use unicode_script::UnicodeScript;

use crate::cli::choice::Choice;
use crate::cli::project::Project;
use crate::cli::{Status, Stop, World};
use crate::diagnostic::Diagnostic;
use crate::emit::look::{Mode, Theme};
use crate::emit::picture::Fonts;
use crate::emit::{self, Detail, EMITTERS, Emitter, Made, Subject, Unmade};
use crate::model::Declaration;
use crate::report::{Findings, Look, Most, USUAL, visible_line};
use crate::text::Span;
use crate::view::View;
use crate::view::board::Board;
use crate::workspace::{Content, Failure, Files, Make, Snapshot, normal};

/// Compile journeys to Graphviz, JSON, Markdown, Mermaid
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  journey build                                   everything in this folder, into `out`
  journey build --to md --out docs/journeys       Markdown pages and their index
  journey build shoes.journey --to dot --stdout | dot -Tsvg > shoes.svg
  journey build --for b2b                         as one segment or persona sees it

A journey with errors is not written, and none is while `journey.toml` has errors; what was written before stays as it is.
Files whose content would not change are not touched.

Exit status: 0 no error, 1 errors, 2 wrong command line, 3 could not read or write.")]
pub(crate) struct Arguments {
    #[command(flatten)]
    project: Project,

    #[command(flatten)]
    target: Target,

    /// Write to standard output; takes one format
    #[arg(long, conflicts_with = "out")]
    stdout: bool,
}

/// What is compiled, to what, and where it goes.
#[derive(Debug, Args)]
pub(crate) struct Target {
    /// The formats, with commas between
    #[arg(long, value_name = "FORMATS", value_delimiter = ',', default_values_t = EMITTERS.iter().filter(|emitter| emitter.is_usual).map(|emitter| emitter.name.to_owned()), value_parser = clap::builder::PossibleValuesParser::new(EMITTERS.iter().map(|emitter| emitter.name)))]
    to: Vec<String>,

    /// The folder to write into
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub(crate) out: String,

    #[command(flatten)]
    choice: Choice,

    /// How much the graphs show
    #[arg(long, value_enum, default_value_t = DetailChoice::Stages)]
    detail: DetailChoice,

    /// Colours of maps: `auto` follows the reader's device. It goes before `mode` in `journey.toml`
    #[arg(long, value_enum)]
    theme: Option<ThemeChoice>,

    /// Pixels of a PNG for one of the map: 2 for screens with fine pixels, 0.5 for a small picture
    #[arg(long, value_name = "NUMBER", default_value_t = 1.0, value_parser = scale)]
    scale: f32,
}

/// Reads how large a picture is.
fn scale(text: &str) -> Result<f32, String> {
    let number = text.parse().ok().filter(|scale| (0.05..=16.0).contains(scale));
    number.ok_or_else(|| "a number from 0.05 to 16 is expected".to_owned())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ThemeChoice {
    Light,
    Dark,
    Auto,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DetailChoice {
    Stages,
    Touchpoints,
}

/// A file that is to be written.
struct Output {
    path: String,
    /// Where the journey that it is of has its name; none for what is of all journeys.
    at: Option<Span>,
    source: Of,
}

/// What a file is made of.
enum Of {
    /// Of one journey, by its number among those that are written.
    Page(emit::Page, usize),
    /// Of all of them.
    Whole(emit::Whole),
}

impl Output {
    /// What is to be written, if it was made. What is of all journeys may be large, and is made when it is written.
    fn made<'p>(&self, project: &'p emit::Project<'_>) -> Result<Ready<'p>, Unmade> {
        match self.source {
            Of::Page(page, number) => page.made(&project.subjects[number], project).map(Ready::Made),
            Of::Whole(whole) => Ok(Ready::Whole(Box::new(move |out| whole.write_to(project, out)))),
        }
    }
}

/// What is to be written into one file.
enum Ready<'p> {
    Made(Made),
    Whole(Box<Make<'p>>),
}

impl Ready<'_> {
    fn content(&self) -> Content<'_> {
        match self {
            Self::Made(made) => Content::Bytes(&made.bytes),
            Self::Whole(make) => Content::Made(make),
        }
    }
}

pub(crate) fn run(arguments: &Arguments, world: &mut World<'_>) -> Result<Status, Stop> {
    let target = &arguments.target;
    if arguments.stdout && target.emitters().len() != 1 {
        return Err(Stop::Usage("`--stdout` takes one format: name it with `--to`".to_owned()));
    }
    let mut reading = arguments.project.read(arguments.project.most().or(USUAL), world)?;
    reading.snapshot.forget_writing();
    let compiled = target.compile(&reading.snapshot, world.fonts)?;
    compiled.tell(&reading.snapshot, arguments.project.most(), &world.look, world.stderr)?;
    let status = reading.status(&compiled.reports);
    if arguments.stdout {
        // Of several pages of one format, what reads them can take one.
        let others = target.emitters().into_iter().flat_map(|it| it.pages.iter().skip(1));
        let others: Vec<String> = others.map(|page| format!(".{}", page.extension)).collect();
        let is_first = |output: &&Output| !others.iter().any(|other| output.path.ends_with(other));
        let mut written = Written::default();
        for output in compiled.outputs.iter().filter(is_first) {
            if let Some(ready) = written.take(output, output.made(&compiled.project)) {
                ready.content().write_to(world.stdout)?;
            }
        }
        written.complain(&world.look, world.stderr)?;
        return Ok(written.status(status));
    }
    let written = compiled.write(&target.out, world.files, Pace::OneByOne);
    writeln!(world.stderr, "{}", written.told(&target.out, &world.look))?;
    written.complain(&world.look, world.stderr)?;
    // Nothing follows: the system takes all memory back at once, piece by piece it takes a thirtieth of the time.
    std::mem::forget(compiled);
    std::mem::forget(reading);
    Ok(written.status(status))
}

impl Target {
    /// The formats, in the order in which they are offered.
    pub(crate) fn emitters(&self) -> Vec<&'static Emitter> {
        EMITTERS.iter().copied().filter(|it| self.to.iter().any(|name| name == it.name)).collect()
    }

    /// Compiles what is asked for. A journey with errors is left out, and so is what is of all journeys together if one
    /// of them has errors.
    pub(crate) fn compile<'a>(&self, snapshot: &'a Snapshot, fonts: &'a Fonts) -> Result<Compiled<'a>, Stop> {
        let (broken, whole): (Vec<View<'_>>, Vec<View<'_>>) =
            self.choice.views(snapshot)?.into_iter().partition(|view| snapshot.is_broken(view.journey_id()));
        let project = emit::Project {
            model: snapshot.model(),
            sources: snapshot,
            files: snapshot.needed(),
            subjects: subjects(snapshot, whole),
            today: snapshot.settings().today,
            detail: match self.detail {
                DetailChoice::Stages => Detail::Stages,
                DetailChoice::Touchpoints => Detail::Touchpoints,
            },
            theme: self.theme(&snapshot.project_settings().theme),
            fonts,
            scale: self.scale,
        };
        // A journey may be in what could not be read, and should look as the settings want it.
        let is_all = broken.is_empty() && !snapshot.has_unread() && !snapshot.has_wrong_settings();
        let (outputs, clashes) = without_clashes(outputs(&self.emitters(), &project.subjects, is_all));
        let reports = snapshot.diagnostics().iter().cloned().chain(clashes).collect();
        let left_out = if snapshot.has_wrong_settings() {
            LeftOut::All
        } else {
            LeftOut::These(broken.iter().map(|view| view.journey().name().to_string()).collect())
        };
        Ok(Compiled { project, outputs, reports, left_out })
    }

    /// The theme of the project, unless something else was asked for.
    fn theme(&self, of_project: &Theme) -> Theme {
        let mode = match self.theme {
            Some(ThemeChoice::Light) => Mode::Light,
            Some(ThemeChoice::Dark) => Mode::Dark,
            Some(ThemeChoice::Auto) => Mode::Auto,
            None => of_project.mode,
        };
        Theme { mode, ..of_project.clone() }
    }
}

/// What is to be written. Texts are made as they are written, since all of them together may be ten times the source.
pub(crate) struct Compiled<'a> {
    project: emit::Project<'a>,
    outputs: Vec<Output>,
    /// All that is wrong.
    pub(crate) reports: Vec<Diagnostic>,
    left_out: LeftOut,
}

/// The journeys that are not written.
enum LeftOut {
    /// Those of these names have errors.
    These(Vec<String>),
    /// The settings have errors.
    All,
}

impl Compiled<'_> {
    /// Tells what is wrong, if anything is, and which journeys were left out.
    pub(crate) fn tell(
        &self,
        snapshot: &Snapshot,
        most: Most,
        look: &Look,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if !self.reports.is_empty() {
            let files = snapshot.asked().count();
            crate::report::print_human(
                &Findings {
                    left_out: snapshot.left_out(),
                    most,
                    ..Findings::new(&self.reports, snapshot, files)
                },
                look,
                out,
            )?;
        }
        match &self.left_out {
            LeftOut::These(names) => {
                for name in names {
                    let name = visible_line(name, look);
                    writeln!(
                        out,
                        "`{name}` has errors and is not written; what was written of it before stays"
                    )?;
                }
            }
            LeftOut::All => {
                writeln!(
                    out,
                    "the settings have errors, and nothing is written; what was written before stays"
                )?;
            }
        }
        Ok(())
    }

    /// Writes the files into `folder`: each whole or not at all, and those that would not change not at all. One that
    /// cannot be written does not keep the others from it.
    pub(crate) fn write(&self, folder: &str, files: &dyn Files, pace: Pace) -> Written {
        let shown = |output: &Output| format!("{}/{}", folder.trim_end_matches('/'), output.path);
        let write_all = |ready: &[(&Output, Ready<'_>)]| {
            let path = |output| normal(&files.here(), &shown(output));
            let contents: Vec<_> = ready.iter().map(|(it, ready)| (path(it), ready.content())).collect();
            let done = files.write_all(&contents).into_iter().zip(ready);
            let told =
                done.map(|(done, (it, _))| done.map_err(|failure| Failure { path: shown(it), ..failure }));
            told.collect::<Vec<_>>()
        };
        let mut written = Written::default();
        let mut done: Vec<Result<bool, Failure>> = Vec::new();
        for outputs in self.outputs.chunks(AT_ONCE) {
            let made: Vec<_> =
                outputs.par_iter().map(|output| (output, output.made(&self.project))).collect();
            let ready: Vec<(&Output, Ready<'_>)> = made
                .into_iter()
                .filter_map(|(output, made)| Some((output, written.take(output, made)?)))
                .collect();
            match pace {
                Pace::OneByOne => done.extend(write_all(&ready)),
                Pace::Together => std::thread::scope(|scope| {
                    let parts = ready.chunks(ready.len().div_ceil(WRITERS).max(1));
                    let writers: Vec<_> = parts.map(|part| scope.spawn(move || write_all(part))).collect();
                    let parts = writers.into_iter().map(|it| it.join());
                    done.extend(parts.flat_map(|part| part.unwrap_or_else(|bug| panic::resume_unwind(bug))));
                }),
            }
        }
        for done in done {
            match done {
                Ok(true) => written.changed += 1,
                Ok(false) => written.unchanged += 1,
                Err(failure) => written.failures.push(failure),
            }
        }
        written
    }
}

/// How files are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pace {
    /// One after the other gets its name: a program that is killed leaves one half-written file beside its place, at most.
    OneByOne,
    /// Several at once: most of the time goes into waiting for the disk, and it takes all of them in one turn.
    Together,
}

/// How many files are written at once, where several are.
const WRITERS: usize = 8;

/// How many texts are made before they are written.
const AT_ONCE: usize = 128;

/// What came of writing.
#[derive(Default)]
pub(crate) struct Written {
    changed: usize,
    unchanged: usize,
    pub(crate) failures: Vec<Failure>,
    /// The files that could not be made, and why.
    unmade: Vec<(String, Unmade)>,
    /// Characters that no font of this machine has.
    missing: BTreeSet<char>,
}

impl Written {
    /// What is to be written for `output`, if it was made.
    fn take<'p>(&mut self, output: &Output, made: Result<Ready<'p>, Unmade>) -> Option<Ready<'p>> {
        match made {
            Ok(Ready::Made(made)) => {
                self.missing.extend(&made.missing);
                Some(Ready::Made(made))
            }
            Ok(whole @ Ready::Whole(_)) => Some(whole),
            Err(why) => {
                self.unmade.push((output.path.clone(), why));
                None
            }
        }
    }

    /// Tells what could not be made or written, and what pictures lack.
    pub(crate) fn complain(&self, look: &Look, out: &mut dyn Write) -> io::Result<()> {
        if !self.missing.is_empty() {
            writeln!(out, "warning: {}", visible_line(&lacking(&self.missing), look))?;
        }
        for (path, Unmade(why)) in &self.unmade {
            let (path, why) = (visible_line(path, look), visible_line(why, look));
            writeln!(out, "error: {path} cannot be made: {why}")?;
        }
        for failure in &self.failures {
            writeln!(out, "error: {}", visible_line(&failure.to_string(), look))?;
        }
        Ok(())
    }

    /// How a command ends that would end with `status` if all had been written.
    fn status(&self, status: Status) -> Status {
        if self.failures.is_empty() && self.unmade.is_empty() { status } else { Status::Failed }
    }

    /// `wrote 3 files to out, 2 unchanged`
    pub(crate) fn told(&self, folder: &str, look: &Look) -> String {
        let files = if self.changed == 1 { "1 file".to_owned() } else { format!("{} files", self.changed) };
        let rest = if self.unchanged > 0 { format!(", {} unchanged", self.unchanged) } else { String::new() };
        format!("wrote {files} to {}{rest}", visible_line(folder, look))
    }
}

/// The journeys with their boards, by path.
pub(crate) fn subjects<'a>(snapshot: &'a Snapshot, views: Vec<View<'a>>) -> Vec<Subject<'a>> {
    let subject = |view: View<'a>| {
        let source = &snapshot.source(view.journey().declared.source()).path;
        let folder = source.rsplit_once('/').map_or("", |(folder, _)| folder);
        // What lies outside the folder one is in goes into the output folder all the same.
        let inside = folder.split('/').filter(|part| !part.is_empty() && *part != "..");
        let mut parts: Vec<&str> = inside.collect();
        parts.push(view.journey().name().as_str());
        Subject { board: Board::new(&view), path: parts.join("/"), view }
    };
    let mut subjects: Vec<Subject<'a>> = views.into_par_iter().map(subject).collect();
    subjects.sort_by(|a, b| a.path.cmp(&b.path));
    subjects
}

/// What is to be written. What is of all journeys together is made only if every one of them could be.
fn outputs(emitters: &[&'static Emitter], subjects: &[Subject<'_>], all_whole: bool) -> Vec<Output> {
    let mut outputs = Vec::new();
    for emitter in emitters {
        for page in emitter.pages {
            outputs.extend(subjects.iter().enumerate().map(|(number, subject)| Output {
                path: format!("{}.{}", subject.path, page.extension),
                at: Some(subject.board.at),
                source: Of::Page(*page, number),
            }));
        }
        outputs.extend(emitter.whole.filter(|_| all_whole).map(|whole| Output {
            path: whole.file.to_owned(),
            at: None,
            source: Of::Whole(whole),
        }));
    }
    outputs
}

/// Says that this machine has no font for these characters.
fn lacking(missing: &BTreeSet<char>) -> String {
    const SHOWN: usize = 8;
    let scripts: BTreeSet<&str> = missing.iter().map(|character| character.script().full_name()).collect();
    let scripts: Vec<&str> = scripts.into_iter().collect();
    let shown: String = missing.iter().take(SHOWN).collect();
    let more = if missing.len() > SHOWN { "…" } else { "" };
    format!(
        "no font of this machine has `{shown}{more}` ({}): pictures show nothing in their place; install a font that has \
         them, such as Noto Sans",
        scripts.join(", ")
    )
}

/// The outputs without those that would write one file, and reports of these. Paths that differ in case alone are one
/// file on some systems.
fn without_clashes(outputs: Vec<Output>) -> (Vec<Output>, Vec<Diagnostic>) {
    let mut by_path: BTreeMap<String, Vec<Output>> = BTreeMap::new();
    for output in outputs {
        by_path.entry(output.path.to_lowercase()).or_default().push(output);
    }
    let (mut kept, mut reports) = (Vec::new(), Vec::<Diagnostic>::new());
    for (_, mut same) in by_path {
        if same.len() == 1 {
            kept.append(&mut same);
            continue;
        }
        let places: Vec<Span> = same.iter().filter_map(|output| output.at).collect();
        if let [first, rest @ ..] = &places[..]
            && !reports.iter().any(|report| report.at.span == *first)
        {
            reports.push(emit::mistakes::same_output(*first, rest, &same[0].path));
        }
    }
    (kept, reports)
}
