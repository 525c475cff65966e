//! How a file is written: text in, `Tree` out. Never fails, and knows no keyword.
//!
//! pest cuts the text into a row of tokens (`grammar`), `repair` marks what is lost in texts and comments that nothing
//! closes, `nest` finds the statements in the row and which block each stands in, `literal` reads what a string says, `unseen`
//! finds what a reader does not see.
//! What a statement means is left to `vocabulary`.

mod balance;
mod grammar;
mod head;
pub mod literal;
pub mod mistakes;
mod nest;
mod repair;
mod row;
mod tree;
mod unseen;

use crate::diagnostic::Outcome;
use crate::syntax::nest::Trust;
use crate::text::{Source, Span};

pub use grammar::limit_steps;
pub use tree::{Block, Kind, Statement, StatementId, Token, Tree, Unseen};

/// How deep blocks may be nested.
pub const DEEPEST: usize = 64;

/// How many steps a text may take for each of its bytes.
pub const MOST_STEPS_A_BYTE: usize = 32;

/// Reads how `source` is written. Every text has a tree; what does not fit is in it as junk, and is reported.
pub fn parse(source: &Source) -> Outcome<Tree> {
    read(source, Trust::Either)
}

/// Reads how `source` is written by its indentation alone, for a file whose braces pair up and yet make no sense: one
/// `{` too few and, somewhere else, one `}`.
pub fn parse_by_indentation(source: &Source) -> Outcome<Tree> {
    read(source, Trust::Indentation)
}

fn read(source: &Source, trust: Trust) -> Outcome<Tree> {
    let text = source.text();
    let Some(tokens) = grammar::tokens(text) else {
        let tokens = vec![Token { kind: Kind::Junk, start: 0 }];
        let tree = Tree::new(source.id, text.len() as u32, tokens, Vec::new());
        return Outcome { value: tree, mistakes: vec![mistakes::too_intricate(Span::new(source.id, 0, 0))] };
    };
    let tokens = repair::reread(text, tokens);
    let mut outcome = nest::nest(source.id, text, tokens, trust);
    mistakes::look_at_characters(source, &mut outcome);
    let unseen = unseen::unseen(source, &outcome.value);
    outcome.value.set_unseen(unseen);
    outcome.mistakes.sort_by_key(|mistake| mistake.at.span);
    outcome
}
