//! Whether two texts say the same, and differ in their layout alone: they have the same tokens but for blanks, line ends and
//! `;`, the same values in them, the same comments in the same places, and the same statements and blocks.

use crate::format::gap::bare;
use crate::syntax::literal::text_block;
use crate::syntax::{Kind, Statement, Tree};

/// A text and its tree.
#[derive(Clone, Copy)]
pub(super) struct Written<'a> {
    pub(super) text: &'a str,
    pub(super) tree: &'a Tree,
}

pub(super) fn is_same(before: Written<'_>, after: Written<'_>) -> bool {
    let mut counterparts = vec![u32::MAX; before.tree.tokens().len()];
    let mut others = after.solid();
    for (token, kind) in before.solid() {
        match others.next() {
            Some((other, other_kind))
                if kind == other_kind && says_same(kind, (before, token), (after, other)) =>
            {
                counterparts[token as usize] = other;
            }
            Some(_) | None => return false,
        }
    }
    let counterpart = |token: u32| counterparts[token as usize];
    let moved = |statement: &Statement| {
        let block = statement.block.map(|block| (block.open.map(counterpart), block.close.map(counterpart)));
        (counterpart(statement.first), counterpart(statement.last - 1), block, statement.parent)
    };
    let placed = |statement: &Statement| {
        let block = statement.block.map(|block| (block.open, block.close));
        (statement.first, statement.last - 1, block, statement.parent)
    };
    let statements = before.tree.statements().map(|(_, statement)| moved(statement));
    others.next().is_none() && statements.eq(after.tree.statements().map(|(_, statement)| placed(statement)))
}

fn says_same(kind: Kind, (before, token): (Written<'_>, u32), (after, other): (Written<'_>, u32)) -> bool {
    let (one, two) = (before.slice(token), after.slice(other));
    match kind {
        Kind::TextBlock => one == two || text_block(one) == text_block(two),
        Kind::Comment => bare(one) == bare(two) && before.opens_line(token) == after.opens_line(other),
        _ => one == two,
    }
}

impl<'a> Written<'a> {
    /// The tokens that are more than layout, in order.
    fn solid(self) -> impl Iterator<Item = (u32, Kind)> + 'a {
        let is_layout = |kind| matches!(kind, Kind::Bom | Kind::Blank | Kind::Newline | Kind::Semicolon);
        let kinds = self.tree.tokens().iter().map(|token| token.kind);
        kinds.enumerate().filter(move |(_, kind)| !is_layout(*kind)).map(|(at, kind)| (at as u32, kind))
    }

    fn slice(self, token: u32) -> &'a str {
        let span = self.tree.span(token);
        &self.text[span.start as usize..span.end as usize]
    }

    /// Whether nothing that says anything stands before a token on its line.
    fn opens_line(self, token: u32) -> bool {
        let mut before = self.tree.tokens()[..token as usize].iter().rev().map(|token| token.kind);
        let before = before.find(|kind| !matches!(kind, Kind::Blank | Kind::Semicolon));
        matches!(before, None | Some(Kind::Bom | Kind::Newline))
    }
}
