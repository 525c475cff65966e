//! How a text is laid out around a place, so that what is put in looks as what stands there.

/// What stands before `offset` on its line.
pub fn line_before(text: &str, offset: u32) -> &str {
    let before = &text[..text.floor_char_boundary(offset as usize)];
    before.rsplit_once('\n').map_or(before, |(_, line)| line)
}

/// How the line that `offset` is on ends; on the last, the one before it.
pub fn newline(text: &str, offset: u32) -> &'static str {
    let at = text.floor_char_boundary(offset as usize);
    let end = text[at..].find('\n').map(|end| at + end).or_else(|| text[..at].rfind('\n'));
    match end {
        Some(end) if text[..end].ends_with('\r') => "\r\n",
        Some(_) | None => "\n",
    }
}

/// The blanks that a line opens with, behind a byte-order mark if it has one.
pub fn indentation(line: &str) -> &str {
    let line = line.trim_start_matches('\u{FEFF}');
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// The lines from that of `start` to that of `end`, with the end of the last: what goes when a thing is taken away that
/// has its lines to itself. None if anything else stands on them.
pub fn whole_lines(text: &str, start: u32, end: u32) -> Option<(u32, u32)> {
    let line = line_before(text, start);
    let at = text.floor_char_boundary(end as usize);
    let behind = text[at..].split_once('\n').map_or(&text[at..], |(line, _)| line);
    let is_alone = line.trim().is_empty() && behind.trim().is_empty();
    let ends = (at + behind.len() + 1).min(text.len());
    is_alone.then(|| (start - line.len() as u32, ends as u32))
}

#[cfg(test)]
mod tests {
    use super::{indentation, line_before, newline, whole_lines};

    #[test]
    fn what_is_put_in_looks_as_what_stands_there() {
        let text = "team a\r\n  lead\r\nlane b\n\tx";
        assert_eq!(line_before(text, 10), "  ");
        assert_eq!(indentation("\u{FEFF}\t x"), "\t ");
        assert_eq!(
            (newline(text, 9), newline(text, 18), newline(text, 24), newline("", 0)),
            ("\r\n", "\n", "\n", "\n")
        );
        assert_eq!(whole_lines(text, 10, 14), Some((8, 16)));
        assert_eq!(whole_lines(text, 5, 6), None);
    }
}
