//! A text over several lines: it starts on the line behind its quotes, and all of it is moved as one, so that what it says
//! stays.

use crate::format::STEP;
use crate::syntax::literal::text_lines;

/// Writes the text block `token` of a statement that stands at `depth`. One that stands on one line stays as it is, and so
/// does one with lines of unseen characters.
pub(super) fn print(token: &str, depth: usize, line_end: &str, out: &mut String) {
    const QUOTES: &str = "\"\"\"";
    // A line of unseen characters alone says nothing, but they are there and are reported: nothing of that is layout.
    let solid = |text: &str| text.chars().filter(|it| !matches!(it, ' ' | '\t' | '\n' | '\r')).count();
    let is_whole = |lines: &Vec<&str>| {
        2 * QUOTES.len() + lines.iter().map(|line| solid(line)).sum::<usize>() == solid(token)
    };
    let Some(lines) = text_lines(token).filter(is_whole) else {
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

#[cfg(test)]
mod tests {
    use super::print;

    #[test]
    fn unseen_characters_are_no_layout() {
        for token in [
            "\"\"\"\u{2028}\n      a\n  \"\"\"",
            "\"\"\"\u{A0}a\n    b\n\"\"\"",
            "\"\"\"\na\n\u{2029}\n\"\"\"",
        ] {
            let mut out = String::new();
            print(token, 0, "\n", &mut out);
            assert_eq!(out, token);
        }
        let mut out = String::new();
        print("\"\"\"a  \n \t\n      b\u{2028}c\"\"\"", 0, "\n", &mut out);
        assert_eq!(out, "\"\"\"\n  a\n\n  b\u{2028}c\n  \"\"\"");
    }
}
