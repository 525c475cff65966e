//! How a file is written: text in, `Tree` out. Never fails, and knows no keyword.
//!
//! pest cuts the text into a row of tokens (`grammar`), `repair` marks what is lost in texts and comments that nothing
//! closes, `nest` finds the statements in the row and which block each stands in, `literal` reads what a string says.
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

use crate::diagnostic::Outcome;
use crate::syntax::nest::Trust;
use crate::text::{Source, Span};

pub use grammar::limit_steps;
pub use tree::{Block, Kind, Statement, StatementId, Token, Tree, Turn};

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
    let turns = turns(source, &outcome.value);
    outcome.value.set_turns(turns);
    outcome.mistakes.sort_by_key(|mistake| mistake.at.span);
    outcome
}

/// The characters in texts, links and comments that turn the direction of what stands there.
fn turns(source: &Source, tree: &Tree) -> Vec<Turn> {
    let text = source.text();
    if text.is_ascii() {
        return Vec::new();
    }
    let found = text
        .match_indices(|character| matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'));
    let turns = found.filter_map(|(at, found)| {
        let index = tree.tokens().partition_point(|token| token.start as usize <= at).checked_sub(1)?;
        let kind = tree.tokens()[index].kind;
        let span = Span::new(source.id, at as u32, (at + found.len()) as u32);
        let character = found.chars().next()?;
        matches!(kind, Kind::String | Kind::TextBlock | Kind::Link | Kind::Comment).then(|| Turn {
            character,
            span,
            kind,
            token: tree.span(index as u32),
        })
    });
    turns.collect()
}
