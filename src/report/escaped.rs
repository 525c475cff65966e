//! JSON that is safe to print anywhere: compact, and with an escape for every control character, since JSON asks it for
//! some and terminals act on all; and for the sign that GitHub's runner takes for a command wherever it stands.

use std::io::{self, BufWriter, Write};

use serde::Serialize;
use serde_json::ser::Formatter;

use crate::text::unseen::find_control;

/// Starts a command of GitHub's runner, anywhere in a line.
const COMMAND: &str = "##[";

/// Writes `value` as one line of JSON.
pub(crate) fn write_json(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut out, Escaped))?;
    out.write_all(b"\n")?;
    out.flush()
}

/// Writes `text` as a JSON string.
pub(crate) fn write_string(out: &mut Vec<u8>, text: &str) -> serde_json::Result<()> {
    text.serialize(&mut serde_json::Serializer::with_formatter(out, Escaped))
}

struct Escaped;

impl Formatter for Escaped {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = next(rest) {
            out.write_all(&rest.as_bytes()[..at])?;
            let mut characters = rest[at..].chars();
            if let Some(escaped) = characters.next() {
                write!(out, "\\u{:04x}", escaped as u32)?;
            }
            rest = characters.as_str();
        }
        out.write_all(rest.as_bytes())
    }
}

/// Where the next character stands that needs an escape.
fn next(text: &str) -> Option<usize> {
    [find_control(text), text.find(COMMAND)].into_iter().flatten().min()
}

#[cfg(test)]
mod tests {
    use super::write_string;

    #[test]
    fn what_is_escaped_says_the_same() {
        for text in ["", "a\u{1B}b\u{9B}", "##[error]x", "###[##[", "##", "żółw \"x\" \\ \n"] {
            let mut written = Vec::new();
            write_string(&mut written, text).unwrap();
            let written = String::from_utf8(written).unwrap();
            assert!(!written.contains("##[") && !written.contains(char::is_control), "{written}");
            assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
        }
    }
}
