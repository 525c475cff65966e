//! What changes in a file, as a unified diff: what people read before they let it be written, and what `patch` takes.

use similar::{ChangeTag, TextDiff};

use crate::report::terminal::{BOLD, paint};
use crate::report::{Look, seen, visible_line};

const RED: &str = "31";
const GREEN: &str = "32";
const CYAN: &str = "36";

/// How `old`, the text of the file that is shown as `path`, becomes `new`. Nothing if it does not change.
pub(crate) fn patch(path: &str, old: &str, new: &str, look: &Look) -> String {
    if old == new {
        return String::new();
    }
    let path = visible_line(path, look);
    let head = |sign: &str| paint(&format!("{sign} {path}"), BOLD, look) + "\n";
    let mut text = head("---") + &head("+++");
    let diff = TextDiff::from_lines(old, new);
    for hunk in diff.unified_diff().iter_hunks() {
        text.push_str(&paint(&hunk.header().to_string(), CYAN, look));
        text.push('\n');
        for change in hunk.iter_changes() {
            let (line, end) = without_end(change.value());
            let (sign, color) = match change.tag() {
                ChangeTag::Delete => ("-", RED),
                ChangeTag::Insert => ("+", GREEN),
                ChangeTag::Equal => (" ", ""),
            };
            let line = format!("{sign}{}", seen(line, look));
            text.push_str(&if color.is_empty() { line } else { paint(&line, color, look) });
            text.push_str(end.unwrap_or("\n\\ No newline at end of file\n"));
        }
    }
    text
}

/// A line and what ends it, as far as it is one that ends lines here.
fn without_end(line: &str) -> (&str, Option<&'static str>) {
    match (line.strip_suffix("\r\n"), line.strip_suffix('\n')) {
        (Some(line), _) => (line, Some("\r\n")),
        (None, Some(line)) => (line, Some("\n")),
        (None, None) if line.ends_with('\r') => (line, Some("\n")),
        (None, None) => (line, None),
    }
}

#[cfg(test)]
mod tests {
    use super::patch;
    use crate::report::Look;

    #[test]
    fn a_patch_shows_what_changes_and_nothing_that_a_terminal_would_act_on() {
        assert_eq!(patch("a", "x\n", "x\n", &Look::PLAIN), "");
        let told = patch("a\u{1B}", "one\r\ntwo\u{1B}[31m\nthree", "one\r\n2\nthree", &Look::PLAIN);
        let lines = ["--- a␛", "+++ a␛", "@@ -1,3 +1,3 @@", " one\r", "-two␛[31m", "+2", " three"];
        assert_eq!(told, lines.join("\n") + "\n\\ No newline at end of file\n");
    }
}
