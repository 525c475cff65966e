//! Finds what a reader does not see in texts, links, comments and words. Elsewhere such a character is a mistake of its
//! own, and so are control characters wherever they stand. What is to be said of them is left to the rules.

use crate::syntax::tree::{Kind, Tree, Unseen};
use crate::text::unseen::{is_hidden, is_unseen, turns_direction};
use crate::text::{Source, Span};

/// The characters of `source` that are not seen and do not belong where they stand.
pub(crate) fn unseen(source: &Source, tree: &Tree) -> Vec<Unseen> {
    let text = source.text();
    if text.is_ascii() {
        return Vec::new();
    }
    let found = text.match_indices(|character: char| is_unseen(character) && !character.is_control());
    let unseen = found.filter_map(|(at, found)| {
        let index = tree.tokens().partition_point(|token| token.start as usize <= at).checked_sub(1)?;
        let kind = tree.tokens()[index].kind;
        let (opening, closing) = signs(kind)?;
        let token = tree.span(index as u32);
        let (start, end) = (token.start as usize + opening, token.end as usize - closing);
        let behind = at + found.len();
        let before = text.get(start..at).unwrap_or_default();
        let after = text.get(behind..end).unwrap_or_default();
        let character = found.chars().next()?;
        let is_told = turns_direction(character) || is_hidden(before, character, after);
        let span = Span::new(source.id, at as u32, behind as u32);
        is_told.then_some(Unseen { character, span, kind, token })
    });
    unseen.collect()
}

/// How many bytes open and close a token that may hold such characters; none for others.
fn signs(kind: Kind) -> Option<(usize, usize)> {
    match kind {
        Kind::Word => Some((0, 0)),
        Kind::Comment => Some(("//".len(), 0)),
        Kind::Link => Some(("<".len(), ">".len())),
        Kind::String => Some(("\"".len(), "\"".len())),
        Kind::TextBlock => Some(("\"\"\"".len(), "\"\"\"".len())),
        _ => None,
    }
}
