//! What the bytes of a file may be, and what is said of them where: forty cases.

use journey::diagnostic::Severity;
use journey::workspace::Memory;

use crate::support::{TODAY, snapshot};

/// A name, the bytes, and the errors: the code of each, and which bytes it points to.
type Case = (&'static str, &'static [u8], &'static [&'static str]);

const CASES: [Case; 40] = [
    ("an empty file", b"", &[]),
    ("a byte-order mark alone", b"\xEF\xBB\xBF", &[]),
    ("a byte-order mark at the start", b"\xEF\xBB\xBFteam a\n", &[]),
    ("a byte-order mark twice", b"\xEF\xBB\xBF\xEF\xBB\xBFteam a\n", &["stray-character 3..6 on line 1"]),
    ("a byte-order mark between words", b"team \xEF\xBB\xBFa\n", &["stray-character 5..8 on line 1"]),
    ("a byte-order mark in a text", b"team a \"x\xEF\xBB\xBFy\"\n", &[]),
    (
        "a byte-order mark on a line of its own",
        b"team a\n\xEF\xBB\xBF\nteam b\n",
        &["stray-character 7..10 on line 2"],
    ),
    ("no newline at the end", b"team a", &[]),
    ("newlines alone", b"\n\n\n", &[]),
    ("blanks alone", b"  \t ", &[]),
    ("CRLF", b"team a {\r\n  lead \"x\"\r\n}\r\n", &[]),
    ("LF and CRLF", b"team a\r\nteam b\nteam c\r\n", &[]),
    ("CR alone", b"team a\rteam b\r", &["stray-character 6..7 on line 1"]),
    ("CR at the end", b"team a\r", &["stray-character 6..7 on line 1"]),
    ("CR before CRLF", b"team a\r\r\n", &["stray-character 6..7 on line 1"]),
    ("CR in a text", b"team a \"x\ry\"\n", &["control-character 9..10 on line 1"]),
    ("LF before CR", b"team a\n\rteam b\n", &["stray-character 7..8 on line 2"]),
    ("NUL between words", b"team \0a\n", &["stray-character 5..6 on line 1"]),
    ("NUL in a text", b"team a \"x\0y\"\n", &["control-character 9..10 on line 1"]),
    ("NUL alone", b"\0", &["stray-character 0..1 on line 1"]),
    ("ESC in a comment", b"// \x1B[31m\nteam a\n", &["control-character 3..4 on line 1"]),
    ("DEL in a text", b"team a \"\x7F\"\n", &["control-character 8..9 on line 1"]),
    ("a C1 control in a text", b"team a \"\xC2\x9B\"\n", &["control-character 8..10 on line 1"]),
    ("a vertical tab", b"team\x0Ba\n", &["stray-character 4..5 on line 1"]),
    ("a form feed", b"team a\x0C\nteam b\n", &["stray-character 6..7 on line 1"]),
    ("UTF-16, little end first", b"\xFF\xFEt\0e\0a\0m\0", &["utf16 0..0 on line 1"]),
    ("UTF-16, big end first", b"\xFE\xFF\0t\0e\0a\0m", &["utf16 0..0 on line 1"]),
    (
        "UTF-16 without a mark",
        b"t\0e\0a\0m\0 \0a\0\n\0",
        &["stray-character 1..2 on line 1", "stray-character 13..14 on line 2"],
    ),
    ("Latin-1", b"team a \"caf\xE9\"\n", &["not-utf8 11..14 on line 1"]),
    (
        "Latin-2 on the third line",
        b"team a\nteam b\nteam c \"\xB3\xF3d\xBC\"\n",
        &["not-utf8 22..25 on line 3"],
    ),
    ("a character that is cut off", b"team a \"\xE2\x82", &["not-utf8 8..11 on line 1"]),
    ("more bytes than the shortest", b"team a \"\xC0\xAF\"\n", &["not-utf8 8..11 on line 1"]),
    ("half of a surrogate pair", b"team a \"\xED\xA0\x80\"\n", &["not-utf8 8..11 on line 1"]),
    ("above the last code point", b"team a \"\xF4\x90\x80\x80\"\n", &["not-utf8 8..11 on line 1"]),
    ("U+2028 between statements", b"team a\xE2\x80\xA8team b\n", &["stray-character 6..9 on line 1"]),
    ("U+2029 between statements", b"team a\xE2\x80\xA9team b\n", &["stray-character 6..9 on line 1"]),
    ("U+0085 between statements", b"team a\xC2\x85team b\n", &["stray-character 6..8 on line 1"]),
    ("U+2028 in a text", b"team a \"x\xE2\x80\xA8y\"\n", &[]),
    ("a no-break space", b"team\xC2\xA0a\n", &["stray-character 4..6 on line 1"]),
    ("a zero-width space in a name", b"team a\xE2\x80\x8Bb\n", &["stray-character 6..9 on line 1"]),
];

/// The errors in a file with these bytes, beside a sound one.
fn errors(bytes: &[u8]) -> Vec<String> {
    let files = Memory::new([("a.journey", bytes), ("b.journey", b"team other\n")]);
    let snapshot = snapshot(&files, TODAY);
    let errors = snapshot.diagnostics().iter().filter(|report| report.severity == Severity::Error);
    let shown = errors.map(|report| {
        let span = report.at.span;
        let position =
            snapshot.source(span.source).lines().position(snapshot.source(span.source).text(), span.start);
        format!("{} {}..{} on line {}", report.code, span.start, span.end, position.line)
    });
    shown.collect()
}

#[test]
fn bytes_of_any_encoding_get_their_report() {
    let mut wrong = Vec::new();
    for (name, bytes, expected) in CASES {
        let found = errors(bytes);
        if found != expected {
            wrong.push(format!("{name}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
