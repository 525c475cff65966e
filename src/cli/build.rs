//! `journey build`: compiles journeys to the formats of `emit`.

use std::collections::BTreeMap;
use std::io::{self, Write};

use clap::{Args, ValueEnum};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::cli::project::Project;
use crate::cli::{Status, Stop, World};
use crate::diagnostic::Diagnostic;
use crate::emit::{self, Detail, EMITTERS, Emitter, Subject};
use crate::model::{Audience, Declaration, Journey, Model};
use crate::report::{Findings, Look, Most, USUAL, visible_line};
use crate::text::{Span, nearest};
use crate::value::Name;
use crate::view::View;
use crate::view::board::Board;
use crate::workspace::{Failure, Files, Snapshot, normal};

/// Compile journeys to Graphviz, JSON, Markdown
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  journey build                                   everything in this folder, into `out`
  journey build --to md --out docs/journeys       Markdown pages and their index
  journey build shoes.journey --to dot --stdout | dot -Tsvg > shoes.svg
  journey build --for b2b                         as one segment or persona sees it

A journey with errors is not written; what was written of it before stays as it is. Files whose content would not
change are not touched.

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
    #[arg(long, value_name = "FORMATS", value_delimiter = ',', default_values_t = EMITTERS.iter().map(|emitter| emitter.name.to_owned()), value_parser = clap::builder::PossibleValuesParser::new(EMITTERS.iter().map(|emitter| emitter.name)))]
    to: Vec<String>,

    /// The folder to write into
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub(crate) out: String,

    /// Only this journey
    #[arg(long, value_name = "NAME")]
    journey: Option<String>,

    /// As this segment or persona sees it
    #[arg(long = "for", value_name = "AUDIENCE")]
    audience: Option<String>,

    /// How much the graphs show
    #[arg(long, value_enum, default_value_t = DetailChoice::Stages)]
    detail: DetailChoice,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DetailChoice {
    Stages,
    Touchpoints,
}

/// A file that is to be written.
struct Output {
    path: String,
    text: String,
    /// Where the journey that it is of has its name; the first, for one of all journeys.
    at: Option<Span>,
}

pub(crate) fn run(arguments: &Arguments, world: &mut World<'_>) -> Result<Status, Stop> {
    let target = &arguments.target;
    if arguments.stdout && target.emitters().len() != 1 {
        return Err(Stop::Usage("`--stdout` takes one format: name it with `--to`".to_owned()));
    }
    let reading = arguments.project.read(arguments.project.most().or(USUAL), world)?;
    let compiled = target.compile(&reading.snapshot)?;
    compiled.tell(&reading.snapshot, arguments.project.most(), &world.look, world.stderr)?;
    if arguments.stdout {
        for output in &compiled.outputs {
            world.stdout.write_all(output.text.as_bytes())?;
        }
        return Ok(reading.status(&compiled.reports));
    }
    let written = compiled.write(&target.out, world.files, Pace::OneByOne);
    writeln!(world.stderr, "{}", written.told(&target.out, &world.look))?;
    for failure in &written.failures {
        writeln!(world.stderr, "error: {}", visible_line(&failure.to_string(), &world.look))?;
    }
    Ok(if written.failures.is_empty() { reading.status(&compiled.reports) } else { Status::Failed })
}

impl Target {
    /// The formats, in the order in which they are offered.
    pub(crate) fn emitters(&self) -> Vec<&'static Emitter> {
        EMITTERS.iter().copied().filter(|it| self.to.iter().any(|name| name == it.name)).collect()
    }

    /// Compiles what is asked for. A journey with errors is left out, and so is what is of all journeys together if one
    /// of them has errors.
    pub(crate) fn compile(&self, snapshot: &Snapshot) -> Result<Compiled, Stop> {
        let (broken, whole): (Vec<View<'_>>, Vec<View<'_>>) =
            choose(self, snapshot)?.into_iter().partition(|view| snapshot.is_broken(view.journey_id()));
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
        };
        // A journey may be in what could not be read.
        let is_all = broken.is_empty() && !snapshot.has_unread();
        let outputs = outputs(&self.emitters(), &project, is_all);
        let (outputs, clashes) = without_clashes(outputs);
        let reports = snapshot.diagnostics().iter().cloned().chain(clashes).collect();
        let left_out = broken.iter().map(|view| view.journey().name().to_string()).collect();
        Ok(Compiled { outputs, reports, left_out })
    }
}

/// What was compiled.
pub(crate) struct Compiled {
    outputs: Vec<Output>,
    /// All that is wrong.
    pub(crate) reports: Vec<Diagnostic>,
    /// The journeys that were left out.
    left_out: Vec<String>,
}

impl Compiled {
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
                    reports: &self.reports,
                    left_out: snapshot.left_out(),
                    sources: snapshot,
                    files,
                    most,
                },
                look,
                out,
            )?;
        }
        for name in &self.left_out {
            let name = visible_line(name, look);
            writeln!(out, "`{name}` has errors and is not written; what was written of it before stays")?;
        }
        Ok(())
    }

    /// Writes the files into `folder`: each whole or not at all, and those that would not change not at all. One that
    /// cannot be written does not keep the others from it.
    pub(crate) fn write(&self, folder: &str, files: &dyn Files, pace: Pace) -> Written {
        let write = |output: &Output| {
            let path = format!("{}/{}", folder.trim_end_matches('/'), output.path);
            let done = files.write(&normal(&files.here(), &path), output.text.as_bytes());
            done.map_err(|failure| Failure { path, ..failure })
        };
        let write_all = |outputs: &[Output]| outputs.iter().map(write).collect::<Vec<_>>();
        let done: Vec<Result<bool, Failure>> = match pace {
            Pace::OneByOne => write_all(&self.outputs),
            Pace::Together => std::thread::scope(|scope| {
                let parts = self.outputs.chunks(self.outputs.len().div_ceil(WRITERS).max(1));
                let writers: Vec<_> = parts.map(|part| scope.spawn(move || write_all(part))).collect();
                let done = writers.into_iter().map(|it| it.join());
                done.flat_map(|done| done.unwrap_or_else(|bug| std::panic::resume_unwind(bug))).collect()
            }),
        };
        let mut written = Written { changed: 0, unchanged: 0, failures: Vec::new() };
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
    /// One after the other: a program that is killed leaves one half-written file beside its place, at most.
    OneByOne,
    /// Several at once: most of the time goes into waiting for the disk, and it takes all of them in one turn.
    Together,
}

/// How many files are written at once, where several are.
const WRITERS: usize = 8;

/// What came of writing.
pub(crate) struct Written {
    changed: usize,
    unchanged: usize,
    pub(crate) failures: Vec<Failure>,
}

impl Written {
    /// `wrote 3 files to out, 2 unchanged`
    pub(crate) fn told(&self, folder: &str, look: &Look) -> String {
        let files = if self.changed == 1 { "1 file".to_owned() } else { format!("{} files", self.changed) };
        let rest = if self.unchanged > 0 { format!(", {} unchanged", self.unchanged) } else { String::new() };
        format!("wrote {files} to {}{rest}", visible_line(folder, look))
    }
}

/// The journeys that are asked for, each as the audience that is asked for sees it.
fn choose<'a>(arguments: &Target, snapshot: &'a Snapshot) -> Result<Vec<View<'a>>, Stop> {
    let model = snapshot.model();
    let asked: Vec<_> =
        model.journeys().filter(|(_, journey)| snapshot.is_asked(journey.declared.source())).collect();
    let mut chosen = asked.clone();
    if let Some(name) = &arguments.journey {
        let wanted = Name::new(name);
        chosen.retain(|(_, journey)| *journey.name() == wanted);
        if chosen.is_empty() {
            return Err(unknown("journey", name, asked.iter().map(|(_, journey)| journey.name().as_str())));
        }
    }
    let Some(name) = &arguments.audience else {
        return Ok(chosen.into_iter().map(|(id, _)| View::new(model, id, None)).collect());
    };
    let wanted = Name::new(name);
    let known = model.segments().map(|(_, it)| it.name()).chain(model.personas().map(|(_, it)| it.name()));
    let known: Vec<&str> = known.map(Name::as_str).collect();
    if !known.contains(&wanted.as_str()) {
        return Err(unknown("segment or persona", name, known));
    }
    let views = chosen.into_iter().filter_map(|(id, journey)| {
        audience(model, journey, &wanted).map(|audience| View::new(model, id, Some(audience)))
    });
    let views: Vec<View<'_>> = views.collect();
    if views.is_empty() {
        return Err(Stop::Usage(format!("no journey that was asked for is for `{name}`")));
    }
    Ok(views)
}

/// The audience of this name that a journey is for, itself or as one of a segment that it is for.
fn audience(model: &Model, journey: &Journey, name: &Name) -> Option<Audience> {
    let served: Vec<Audience> = journey.audiences.iter().filter_map(|said| said.value.found()).collect();
    let itself = served.iter().copied().find(|audience| model.audience(*audience).name == *name);
    itself.or_else(|| {
        let personas = model.personas().filter(|(_, persona)| persona.name() == name);
        let mut of_segment = personas.filter(|(_, persona)| {
            let segment = persona.segment.as_ref().and_then(|said| said.value.found());
            segment.is_some_and(|segment| served.contains(&Audience::Segment(segment)))
        });
        of_segment.next().map(|(id, _)| Audience::Persona(id))
    })
}

fn unknown<'a>(kind: &str, name: &str, known: impl IntoIterator<Item = &'a str>) -> Stop {
    let near = nearest(name, known).map(|near| format!(": did you mean `{near}`?")).unwrap_or_default();
    Stop::Usage(format!("no {kind} is called `{name}`{near}"))
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
    let mut subjects: Vec<Subject<'a>> = views.into_iter().map(subject).collect();
    subjects.sort_by(|a, b| a.path.cmp(&b.path));
    subjects
}

/// What is to be written. What is of all journeys together is made only if every one of them could be.
fn outputs(emitters: &[&'static Emitter], project: &emit::Project<'_>, all_whole: bool) -> Vec<Output> {
    let mut wanted = Vec::new();
    for emitter in emitters {
        let pages = project.subjects.iter().filter_map(|subject| Some((emitter.page?, subject)));
        wanted.extend(pages.map(|(page, subject)| Wanted::Page(page, subject)));
        wanted.extend(emitter.whole.filter(|_| all_whole).map(Wanted::Whole));
    }
    // Writing into a text does not fail.
    wanted.par_iter().filter_map(|wanted| wanted.written(project).ok()).collect()
}

/// One file that is to be made.
enum Wanted<'a> {
    /// Of one journey.
    Page(emit::Page, &'a Subject<'a>),
    /// Of all of them.
    Whole(emit::Whole),
}

impl Wanted<'_> {
    fn written(&self, project: &emit::Project<'_>) -> Result<Output, std::fmt::Error> {
        let mut text = String::new();
        let (path, at) = match self {
            Self::Page(page, subject) => {
                (page.write)(subject, project, &mut text)?;
                (format!("{}.{}", subject.path, page.extension), Some(subject.board.at))
            }
            Self::Whole(whole) => {
                (whole.write)(project, &mut text)?;
                (whole.file.to_owned(), None)
            }
        };
        Ok(Output { path, text, at })
    }
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
