//! `journey fmt`: gives files the layout of the language.

use std::collections::BTreeSet;
use std::io::Read;
use std::sync::Arc;

use clap::Args;

use crate::cli::project::{no_files, open, tell_failures};
use crate::cli::{Status, Stop, World};
use crate::diagnostic::Diagnostic;
use crate::report::{Findings, patch, print_human, visible_line};
use crate::rules::Levels;
use crate::text::Source;
use crate::workspace::{Failure, LARGEST, LaidOut, Layout, Settings, Workspace};

/// Format journeys: one layout for all files, and nothing that they say changes
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  journey fmt                                  all files in this folder
  journey fmt shoes.journey                    one file
  journey fmt --check                          name the files that are not formatted
  journey fmt --diff                           show what would change in them
  journey fmt - < shoes.journey > new.journey  for editors, and for `git diff`

A file in which something is written wrong is reported and left as it is; from standard input, it
goes out as it came in. docs/formatting.md has the layout.

Exit status: 0 all is formatted, 1 something is written wrong or, with --check and --diff, not
formatted, 2 wrong command line, 3 could not read or write.")]
pub(crate) struct Arguments {
    /// Files or folders; `-` reads standard input and writes standard output. Folders are walked, and `.gitignore` is
    /// honoured
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<String>,

    /// Name the files that are not formatted, and change none
    #[arg(long)]
    check: bool,

    /// Show what would change, and change nothing
    #[arg(long, conflicts_with = "check")]
    diff: bool,
}

pub(crate) fn run(arguments: &Arguments, world: &mut World<'_>) -> Result<Status, Stop> {
    let paths = &arguments.paths;
    let is_stream = paths.iter().any(|path| path == "-");
    if is_stream && paths.len() > 1 {
        return Err(Stop::Usage("`-` stands alone: from standard input to standard output".to_owned()));
    }
    let settings = Settings { today: world.today, levels: Levels::default() };
    let mut workspace = Workspace::new(world.files, settings);
    let mut came_in = Vec::new();
    if is_stream {
        world.stdin.take(LARGEST as u64 + 1).read_to_end(&mut came_in)?;
        workspace.open_text(came_in.clone());
    } else {
        open(&mut workspace, paths, world)?;
    }
    workspace.refresh(&BTreeSet::new());
    let files = workspace.laid_out();
    if files.is_empty() && workspace.failures().is_empty() {
        return Err(no_files(paths, &workspace));
    }
    tell_failures(&workspace, world)?;
    tell_mistakes(&files, world)?;
    let mut done = Done::of(&files);
    done.failed |= !workspace.failures().is_empty();
    if arguments.check || arguments.diff {
        for file in &files {
            let Layout::New(text) = &file.layout else { continue };
            let (Source { path, .. }, look) = (&*file.source, &world.look);
            if arguments.diff {
                world.stdout.write_all(patch(path, file.source.text(), text, look).as_bytes())?;
            } else {
                writeln!(world.stdout, "{}", visible_line(path, look))?;
            }
        }
        write!(world.stderr, "{}", done.looked())?;
        done.wrong |= done.new > 0;
    } else if is_stream {
        for file in &files {
            world.stdout.write_all(goes_out(file, &came_in))?;
        }
    } else {
        write(&files, &mut done, world)?;
        write!(world.stderr, "{}", done.wrote())?;
    }
    Ok(done.status())
}

/// What of a file goes to standard output: what it should hold, or what came in where nothing better is known. Of what is too
/// large a part came in, which nobody wants.
fn goes_out<'a>(file: &'a LaidOut, came_in: &'a [u8]) -> &'a [u8] {
    match &file.layout {
        Layout::New(text) => text.as_bytes(),
        Layout::Same | Layout::Mistaken(_) | Layout::Altered => came_in,
        Layout::NoText(_) if came_in.len() <= LARGEST => came_in,
        Layout::NoText(_) => &[],
    }
}

/// Writes the files that are not formatted, and tells which could not be.
fn write(files: &[LaidOut], done: &mut Done, world: &mut World<'_>) -> Result<(), Stop> {
    for file in files {
        let Layout::New(text) = &file.layout else { continue };
        let replaced = world.files.replace(&file.path, file.source.text().as_bytes(), text.as_bytes());
        if let Err(failure) = replaced {
            let failure = Failure { path: file.source.path.clone(), ..failure };
            writeln!(world.stderr, "error: {}", visible_line(&failure.to_string(), &world.look))?;
            done.failed = true;
            done.new -= 1;
        }
    }
    Ok(())
}

/// Says what is written wrong, and where this program is.
fn tell_mistakes(files: &[LaidOut], world: &mut World<'_>) -> Result<(), Stop> {
    let mistakes = |file: &LaidOut| match &file.layout {
        Layout::Mistaken(mistakes) | Layout::NoText(mistakes) => mistakes.clone(),
        Layout::Same | Layout::New(_) | Layout::Altered => Vec::new(),
    };
    let reports: Vec<Diagnostic> = files.iter().flat_map(mistakes).collect();
    if !reports.is_empty() {
        let sources: Vec<Arc<Source>> = files.iter().map(|file| Arc::clone(&file.source)).collect();
        let findings = Findings::new(&reports, &sources, files.len());
        print_human(&findings, &world.look, world.stderr)?;
    }
    for file in files.iter().filter(|file| matches!(file.layout, Layout::Altered)) {
        let path = visible_line(&file.source.path, &world.look);
        writeln!(
            world.stderr,
            "error: {path} would say something else if it were formatted, and is left as it is; please report this with \
             the file: it is a mistake of `journey`"
        )?;
    }
    Ok(())
}

/// How many files there are of each kind, and how the command ends.
#[derive(Debug, Default)]
struct Done {
    new: usize,
    same: usize,
    mistaken: usize,
    wrong: bool,
    failed: bool,
}

impl Done {
    fn of(files: &[LaidOut]) -> Self {
        let mut done = Self::default();
        for file in files {
            match file.layout {
                Layout::New(_) => done.new += 1,
                Layout::Same => done.same += 1,
                Layout::Mistaken(_) | Layout::NoText(_) => done.mistaken += 1,
                Layout::Altered => done.failed = true,
            }
        }
        done.wrong = done.mistaken > 0;
        done
    }

    fn status(&self) -> Status {
        if self.failed {
            Status::Failed
        } else if self.wrong {
            Status::Errors
        } else {
            Status::Fine
        }
    }

    /// `formatted 2 files, 5 were formatted already`
    fn wrote(&self) -> String {
        let new = Part { count: self.new, before: "formatted ", one: "", many: "" };
        let (one, many) = (" was formatted already", " were formatted already");
        in_words([new, Part { count: self.same, before: "", one, many }, self.left()])
    }

    /// `2 files are not formatted, 5 are formatted`
    fn looked(&self) -> String {
        let new = Part { count: self.new, before: "", one: " is not formatted", many: " are not formatted" };
        let same = Part { count: self.same, before: "", one: " is formatted", many: " are formatted" };
        in_words([new, same, self.left()])
    }

    fn left(&self) -> Part {
        let (one, many) = (" with errors is left as it is", " with errors are left as they are");
        Part { count: self.mistaken, before: "", one, many }
    }
}

/// What is said of so many files.
struct Part {
    count: usize,
    before: &'static str,
    one: &'static str,
    many: &'static str,
}

/// What there is to say, as a line. The first part says that it is about files.
fn in_words(parts: [Part; 3]) -> String {
    let mut line = String::new();
    for Part { count, before, one, many } in parts.into_iter().filter(|part| part.count > 0) {
        let noun = match (line.is_empty(), count) {
            (false, _) => "",
            (true, 1) => " file",
            (true, _) => " files",
        };
        let comma = if line.is_empty() { "" } else { ", " };
        line.push_str(&format!("{comma}{before}{count}{noun}{}", if count == 1 { one } else { many }));
    }
    if line.is_empty() { line } else { line + "\n" }
}
