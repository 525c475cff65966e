//! `journey explain`: shows the page of a rule or of a mistake.

use clap::Args;

use crate::cli::project::settings_of;
use crate::cli::{Status, Stop, World};
use crate::reference::{Page, explain, pages};
use crate::rules::Stated;
use crate::text::nearest;

/// Say what a report means, why it is made, and what to do about it
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  journey explain missing-owner     a rule: why, an example, its report, and how it should be
  journey explain unclosed-block    a mistake, likewise

A rule that a project makes itself, in its `journey.toml`, is explained in that project.

Exit status: 0, or 2 if nothing is called so.")]
pub(crate) struct Arguments {
    /// The name of a rule or a mistake, as it stands between `[` and `]` in a report
    #[arg(value_name = "NAME")]
    name: String,
}

pub(crate) fn run(arguments: &Arguments, world: &mut World<'_>) -> Result<Status, Stop> {
    let page = match Page::named(&arguments.name) {
        Some(page) => page,
        None => of_project(&arguments.name, world)?,
    };
    let text = explain(&page, &world.look);
    world.for_people().write_all(text.as_bytes())?;
    Ok(Status::Fine)
}

/// The page of a rule that the project makes itself.
fn of_project(name: &str, world: &World<'_>) -> Result<Page, Stop> {
    let mut workspace = settings_of(".", world)?;
    let rules = &workspace.read_settings().rules;
    let found = rules.required.iter().copied().find(|rule| rule.name() == name);
    found.map(Page::of).ok_or_else(|| unknown(name, rules))
}

fn unknown(name: &str, rules: &Stated) -> Stop {
    if rules.may_have(name) {
        let words = "`journey.toml` has errors, which `journey check` tells";
        return Stop::Usage(format!("no rule or mistake is known as `{name}`, but {words}"));
    }
    let own = rules.required.iter().map(|rule| rule.name());
    let way_out = match nearest(name, pages().map(|page| page.name()).chain(own)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`journey rules` lists the rules".to_owned(),
    };
    Stop::Usage(format!("no rule or mistake is called `{name}`: {way_out}"))
}
