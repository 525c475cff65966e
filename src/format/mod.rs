//! How a file should be laid out: text and tree in, the same text in the one layout out. It knows no keyword.
//!
//! `page` goes through the statements and their blocks, `gap` prints what stands between them, which is comments and empty
//! lines, `head` prints one statement without its block, `text` a text over several lines. `same` looks whether what came
//! out says what went in: were it not so, nothing is given. docs/formatting.md tells the layout, with reasons.

mod gap;
mod head;
mod page;
mod same;
mod text;

use crate::format::same::{Written, is_same};
use crate::syntax::{self, Tree};
use crate::text::Source;

/// How many columns a line has where it could be broken.
pub const WIDTH: usize = 100;

/// How many blanks a block is further in than the statement that it belongs to.
pub const STEP: usize = 2;

/// What was laid out does not say what it said before: a mistake of this program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Altered;

/// The text of `source`, whose tree is `tree`, in the layout of the language. A text in which nothing is written wrong has
/// one.
pub fn format(source: &Source, tree: &Tree) -> Result<String, Altered> {
    let text = page::print(source.text(), tree);
    if text == source.text() {
        return Ok(text);
    }
    let printed = Source::new(source.id, source.path.as_str(), text);
    let read = syntax::parse(&printed);
    let before = Written { text: source.text(), tree };
    let after = Written { text: printed.text(), tree: &read.value };
    let is_same = read.mistakes.is_empty() && is_same(before, after);
    if is_same { Ok(printed.into_text()) } else { Err(Altered) }
}
