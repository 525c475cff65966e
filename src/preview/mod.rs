//! Live pages: the maps of a project, from a server on this machine that tells browsers when one has changed.
//!
//! Goes in: what a project has to show, after each of its changes. Comes out: pages and events over HTTP. `site` makes
//! the pages, `head` judges requests, `reply` writes answers, and `server` alone waits for many things at once. Which
//! files there are and when they change is not known here. Journeys are not trusted, and neither are pages of others
//! that are open in the same browser.

mod blank;
mod editor;
pub mod head;
mod listen;
mod names;
mod notice;
mod open;
mod reply;
mod room;
mod server;
mod site;

pub use editor::Editor;
pub use listen::{Listening, listen};
pub use names::Names;
pub use open::{Opening, open};
pub use server::Server;
pub use site::{News, Shown, Site, Tally};

/// A text that nobody can guess: 32 digits.
pub fn secret() -> Result<String, String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| error.to_string())?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
