//! The edits that add a statement to a declaration, laid out as the text around it is, or take a declaration away.
//!
//! The one place of the rules that looks at a text: a rule says what is to be added, and where that goes is seen here.

use crate::diagnostic::Edit;
use crate::model::Declared;
use crate::text::layout::{indentation, line_before, newline, whole_lines};
use crate::text::{Source, Span};

/// Indentation where there is nothing to go by.
const STEP: &str = "  ";

/// Takes `declared` away with its lines, if it has them to itself.
pub(crate) fn taking_away(declared: &Declared, source: &Source) -> Option<Edit> {
    let span = declared.span;
    let (start, end) = whole_lines(source.text(), span.start, span.end)?;
    Some(Edit::take_away(Span { start, end, ..span }))
}

/// Adds `statement` as the last one in the block of `declared`, which stands in `source`; makes the block if there is
/// none. The block must be closed.
pub(crate) fn adding(statement: &str, declared: &Declared, source: &Source) -> Edit {
    let span = declared.span;
    let whole = source.slice(span);
    let line = line_before(source.text(), span.start);
    let outer = indentation(line);
    let newline = newline(source.text(), span.start);
    let step = if outer.contains('\t') { "\t" } else { STEP };
    let at = |offset: usize| {
        let offset = span.start + offset as u32;
        Span::new(span.source, offset, offset)
    };
    let Some(inside) = whole.strip_suffix('}') else {
        let text = if line.trim().is_empty() {
            format!(" {{{newline}{outer}{step}{statement}{newline}{outer}}}")
        } else {
            format!(" {{ {statement} }}")
        };
        return Edit { span: span.after(), text };
    };
    if let Some((above, last)) = inside.rsplit_once('\n')
        && last.trim().is_empty()
    {
        let first = above.lines().skip(1).find(|line| !line.trim().is_empty());
        let inner = first.map_or_else(|| format!("{outer}{step}"), |line| indentation(line).to_owned());
        return Edit { span: at(above.len() + 1), text: format!("{inner}{statement}{newline}") };
    }
    let before = inside.trim_end();
    let lead = if before.ends_with(['{', ';']) { " " } else { "; " };
    let close = if before.len() == inside.len() { " " } else { "" };
    Edit { span: at(before.len()), text: format!("{lead}{statement}{close}") }
}
