//! What encloses a place: the declarations and blocks it stands in, from the outside in, as they are written.
//!
//! It is told by how the file is written, and so of places in files with mistakes too. What only says something, such as
//! an `owner`, encloses nothing: which it is, the text at the place tells.

use crate::report::Sources;
use crate::syntax::{StatementId, Tree};
use crate::text::{Source, Span};
use crate::vocabulary::KEYWORDS;

/// `journey shoes` and `stage looking`, for a place in that stage.
pub(crate) fn chain(at: Span, sources: &dyn Sources) -> Vec<String> {
    let Some(tree) = sources.tree(at.source) else { return Vec::new() };
    let source = sources.source(at.source);
    let mut next = tree.statement_at(at.start);
    let around = std::iter::from_fn(|| {
        let id = next?;
        next = tree.statement(id).parent;
        Some(id)
    });
    let mut links: Vec<String> = around.filter_map(|id| link(id, tree, source)).collect();
    links.reverse();
    links
}

/// The text at a place without blanks and ends of lines that mean nothing, and without comments.
pub(crate) fn folded(at: Span, sources: &dyn Sources) -> String {
    let source = sources.source(at.source);
    let mut pieces = Vec::new();
    match sources.tree(at.source) {
        // Of a file that is none of journeys, no tokens are known.
        Some(tree) if !tree.tokens().is_empty() => {
            for (_, token) in tree.tokens_in(at).filter(|(kind, _)| !kind.is_layout()) {
                let (start, end) = (token.start.max(at.start), token.end.min(at.end));
                pieces.extend(words(source, Span::new(at.source, start, end)));
            }
        }
        Some(_) | None => pieces.extend(words(source, at)),
    }
    pieces.join(" ")
}

/// A statement that opens a block or declares something: its keyword, and its name or title.
fn link(id: StatementId, tree: &Tree, source: &Source) -> Option<String> {
    let statement = tree.statement(id);
    let keyword = text(source, tree.span(statement.first));
    let declares = || KEYWORDS.iter().any(|known| known.text == keyword && known.declares());
    if statement.block.is_none() && !declares() {
        return None;
    }
    let own = statement.first + 1..statement.last;
    let is_said = |token: &u32| !tree.tokens()[*token as usize].kind.is_layout();
    let name = own.into_iter().find(is_said).map(|token| words(source, tree.span(token)).join(" "));
    Some([Some(keyword.to_owned()), name].into_iter().flatten().collect::<Vec<_>>().join(" "))
}

fn words(source: &Source, span: Span) -> Vec<&str> {
    text(source, span).split_whitespace().collect()
}

/// What stands at `span`, cut to what there is.
fn text(source: &Source, span: Span) -> &str {
    let text = source.text();
    let start = text.floor_char_boundary(span.start as usize);
    let end = text.floor_char_boundary(span.end as usize).max(start);
    &text[start..end]
}
