//! `journey preview`: the maps in a browser, drawn anew after every change.
//!
//! The loop is that of `live`, the pages and the server are those of `preview`. Here is said what becomes of each turn.

use clap::Args;

use crate::cli::build::subjects;
use crate::cli::live::{Turn, live, tell_time};
use crate::cli::project::{Project, tell_failures};
use crate::cli::{Status, Stop, World};
use crate::emit::{self, Detail};
use crate::preview::{
    Editor, Listening, Names, News, Opening, Server, Shown, Site, Tally, listen, open, secret,
};
use crate::report::visible_line;
use crate::view::View;
use crate::workspace::{Snapshot, Workspace};

/// Show the maps in a browser, and draw them anew whenever a file changes
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  journey preview                         the maps of this folder, at http://localhost:4321/
  journey preview shoes.journey --open    one file and what it imports, in a new tab
  journey preview --editor none           a click copies `path:line` instead of opening an editor

The page keeps its place while you write. A journey with mistakes keeps its last good map, and its reports lie over it.
Only this machine can reach the pages. With `--host` others can, if they know the whole address, which has a secret in
it. Ctrl-C ends it.")]
pub(crate) struct Arguments {
    #[command(flatten)]
    project: Project,

    /// The port; if it is in use, the next one that is free. 0 takes any
    #[arg(long, value_name = "PORT", default_value_t = 4321)]
    port: u16,

    /// The address to listen on, where others are to see the maps too
    #[arg(long, value_name = "ADDRESS")]
    host: Option<String>,

    /// Open the browser
    #[arg(long)]
    open: bool,

    /// What a click on a place opens: an editor such as `vscode`, `cursor`, `zed` or `idea`, `none` to copy the place, or
    /// an address with `{path}`, `{line}` and `{column}` in it. Unless it is said, it is the editor that VISUAL or EDITOR
    /// names, or else VS Code
    #[arg(long, value_name = "EDITOR")]
    editor: Option<String>,
}

pub(crate) fn run(arguments: &Arguments, world: &mut World<'_>) -> Result<Status, Stop> {
    let editor = match &arguments.editor {
        Some(text) => Editor::read(text).map_err(|why| Stop::Usage(format!("--editor: {why}")))?,
        None => Editor::usual(world.environment),
    };
    let secret = || secret().map_err(|why| Stop::Usage(format!("the system has no random numbers: {why}")));
    let listening = listen(arguments.host.as_deref(), arguments.port).map_err(Stop::Usage)?;
    let token = if listening.is_loopback { None } else { Some(secret()?) };
    let names = Names::new(listening.port, arguments.host.as_deref(), token);
    let run = secret()?[..8].to_owned();
    let mut site = Site::new(names.base(), world.files.here(), editor.address, run);
    let mut door = Door::Closed(Some(listening), names);
    let mut opening: Option<Opening> = None;
    live(&arguments.project, world, |workspace, turn, start, world| {
        if turn == Turn::Changed {
            let (shown, tally) = draw(&mut site, workspace, world)?;
            if let Some(url) = door.show(shown, arguments.port, world)? {
                opening = arguments.open.then(|| open(&url));
            }
            tell_time(&told(tally), start, world)?;
        }
        if let Some(why) = opening.as_mut().and_then(Opening::failure) {
            let why = visible_line(&why, &world.look);
            writeln!(world.stderr, "note: {why}; open the address above by hand")?;
        }
        Ok(())
    })
}

/// The server, which is started when there is something to show.
enum Door {
    Closed(Option<Listening>, Names),
    Open(Server),
}

impl Door {
    /// Shows something. Gives back the address where it is shown, the first time.
    fn show(&mut self, shown: Shown, wanted: u16, world: &mut World<'_>) -> Result<Option<String>, Stop> {
        let (listening, names) = match self {
            Self::Open(server) => {
                server.show(shown);
                return Ok(None);
            }
            Self::Closed(listening, names) => (listening.take(), names.clone()),
        };
        let Some(listening) = listening else { return Ok(None) };
        if wanted != 0 && listening.port != wanted {
            writeln!(world.stderr, "note: port {wanted} is in use, and {} is taken instead", listening.port)?;
        }
        if !listening.is_loopback {
            writeln!(
                world.stderr,
                "warning: everyone who can reach this machine and knows the whole address below can read the maps"
            )?;
        }
        let url = names.url();
        writeln!(world.stdout, "the maps are at {url}")?;
        let started = Server::start(listening.listeners, names, shown);
        let server =
            started.map_err(|error| Stop::Usage(format!("the server cannot be started: {error}")))?;
        *self = Self::Open(server);
        Ok(Some(url))
    }
}

/// Draws the maps of a project, and tells what could not be read.
fn draw(
    site: &mut Site,
    workspace: &mut Workspace<'_>,
    world: &mut World<'_>,
) -> Result<(Shown, Tally), Stop> {
    let snapshot = workspace.look();
    tell_failures(workspace, world)?;
    let failures = workspace.failures().iter().map(ToString::to_string).collect();
    let model = snapshot.model();
    let asked = model.journeys().filter(|(_, journey)| snapshot.is_asked(journey.declared.source()));
    let views = asked.map(|(id, _)| View::new(model, id, None));
    let (broken, whole): (Vec<View<'_>>, Vec<View<'_>>) =
        views.partition(|view| snapshot.is_broken(view.journey_id()));
    let project = project(&snapshot, whole);
    let broken = subjects(&snapshot, broken);
    Ok(site.take(&News { snapshot: &snapshot, project: &project, broken, failures }))
}

fn project<'a>(snapshot: &'a Snapshot, views: Vec<View<'a>>) -> emit::Project<'a> {
    emit::Project {
        files: snapshot.needed(),
        subjects: subjects(snapshot, views),
        detail: Detail::Touchpoints,
        theme: snapshot.project_settings().theme.clone(),
        ..emit::Project::new(snapshot.model(), snapshot, snapshot.settings().today)
    }
}

/// `3 maps, 1 changed, 2 errors`
fn told(tally: Tally) -> String {
    let count = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    let mut told = format!("{}, {} changed", count(tally.maps, "map"), tally.changed);
    if tally.errors > 0 {
        told += &format!(", {}", count(tally.errors, "error"));
    }
    match tally.others {
        0 => {}
        1 => told += ", 1 warning or note",
        others => told += &format!(", {others} warnings and notes"),
    }
    told
}
