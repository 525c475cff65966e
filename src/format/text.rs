//! A text over several lines: it starts on the line behind its quotes, and all of it is moved as one, so that what it says
//! stays.

use crate::format::STEP;
use crate::syntax::literal::text_lines;

/// Writes the text block `token` of a statement that stands at `depth`. One that stands on one line stays as it is.
pub(super) fn print(token: &str, depth: usize, line_end: &str, out: &mut String) {
    const QUOTES: &str = "\"\"\"";
    let Some(lines) = text_lines(token) else {
        out.push_str(token);
        return;
    };
    let indent = |out: &mut String| out.extend(std::iter::repeat_n(' ', (depth + 1) * STEP));
    out.push_str(QUOTES);
    for line in &lines {
        out.push_str(line_end);
        if !line.is_empty() {
            indent(out);
            out.push_str(line);
        }
    }
    if !lines.is_empty() {
        out.push_str(line_end);
        indent(out);
    }
    out.push_str(QUOTES);
}
