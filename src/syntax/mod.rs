//! How a file is written: text in, `Tree` out. Never fails, and knows no keyword.
//!
//! pest cuts the text into a row of tokens (`grammar`), but for those that one look tells (`plain`), `repair` marks what is
//! lost in texts and comments that nothing closes, `nest` finds the statements in the row and which block each stands in,
//! `literal` reads what a string says, `unseen` finds what a reader does not see.
//! What a statement means is left to `vocabulary`.

mod balance;
mod fixes;
mod grammar;
mod head;
pub mod literal;
pub mod mistakes;
mod nest;
mod plain;
mod repair;
mod row;
mod tree;
mod unseen;

use crate::diagnostic::{Mistakes, Outcome};
use crate::text::{Source, Span};

pub use grammar::limit_steps;
pub(crate) use nest::Trust;
pub use tree::{Block, Kind, Statement, StatementId, Token, Tree, Unseen};

/// How deep blocks may be nested.
pub const DEEPEST: usize = 64;

/// How many steps a text may take for each of its bytes.
pub const MOST_STEPS_A_BYTE: usize = 16;

/// Reads how `source` is written. Every text has a tree; what does not fit is in it as junk, and is reported.
pub fn parse(source: &Source) -> Outcome<Tree> {
    outcome(read(source, Trust::Either, usize::MAX))
}

/// Reads how `source` is written by its indentation alone, for a file whose braces pair up and yet make no sense: one
/// `{` too few and, somewhere else, one `}`.
pub fn parse_by_indentation(source: &Source) -> Outcome<Tree> {
    outcome(read(source, Trust::Indentation, usize::MAX))
}

fn outcome((tree, mistakes): (Tree, Mistakes)) -> Outcome<Tree> {
    Outcome { value: tree, mistakes: mistakes.in_order().into_whole() }
}

/// Reads how `source` is written, and keeps `most` of its mistakes whole.
pub(crate) fn read(source: &Source, trust: Trust, most: usize) -> (Tree, Mistakes) {
    let text = source.text();
    let Some(tokens) = grammar::tokens(text) else {
        let tokens = vec![Token { kind: Kind::Junk, start: 0 }];
        let mut mistakes = Mistakes::keeping(most);
        mistakes.push(mistakes::too_intricate(Span::new(source.id, 0, 0)));
        return (Tree::new(source.id, text.len() as u32, tokens, Vec::new()), mistakes);
    };
    let tokens = repair::reread(text, tokens);
    let (mut tree, mut mistakes) = nest::nest(source.id, text, tokens, trust, most);
    mistakes::look_at_characters(source, &tree, &mut mistakes);
    let unseen = unseen::unseen(source, &tree);
    tree.set_unseen(unseen);
    (tree, mistakes)
}
