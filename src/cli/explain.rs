//! `journey explain`: shows the page of a rule or of a mistake.

use clap::Args;

use crate::cli::{Status, Stop, World};
use crate::reference::{Page, explain, pages};
use crate::text::nearest;

/// Say what a report means, why it is made, and what to do about it
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  journey explain missing-owner     a rule: why, an example, its report, and how it should be
  journey explain unclosed-block    a mistake, likewise

Exit status: 0, or 2 if nothing is called so.")]
pub(crate) struct Arguments {
    /// The name of a rule or a mistake, as it stands between `[` and `]` in a report
    #[arg(value_name = "NAME")]
    name: String,
}

pub(crate) fn run(arguments: &Arguments, world: &mut World<'_>) -> Result<Status, Stop> {
    let page = Page::named(&arguments.name).ok_or_else(|| unknown(&arguments.name))?;
    world.stdout.write_all(explain(&page, &world.look).as_bytes())?;
    Ok(Status::Fine)
}

fn unknown(name: &str) -> Stop {
    let way_out = match nearest(name, pages().map(|page| page.name())) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`journey rules` lists the rules".to_owned(),
    };
    Stop::Usage(format!("no rule or mistake is called `{name}`: {way_out}"))
}
