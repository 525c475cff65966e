//! Breaks what is said into lines that fit.

use crate::report::visible::{clusters, columns};

/// `text` in lines: the first of at most `first` columns, the others of at most `rest`. Breaks at spaces, and within a
/// word only where the word alone is longer than a line. A line that ends in `text` ends here too.
pub(crate) fn wrap(text: &str, first: usize, rest: usize) -> Vec<String> {
    let text = text.trim_end();
    // No character takes more columns than it has bytes.
    if text.len() <= first && !text.starts_with(' ') && !text.contains('\n') {
        return vec![text.to_owned()];
    }
    let mut lines: Vec<String> = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        let mut used = 0;
        for word in paragraph.split(' ') {
            let room = if lines.is_empty() { first } else { rest };
            let width = columns(word);
            if used > 0 && used + 1 + width > room {
                lines.push(std::mem::take(&mut line));
                used = 0;
            } else if used > 0 {
                line.push(' ');
                used += 1;
            }
            let room = if lines.is_empty() { first } else { rest };
            if word.is_ascii() && used + width <= room {
                line.push_str(word);
                used += width;
                continue;
            }
            for (_, cluster) in clusters(word) {
                let room = if lines.is_empty() { first } else { rest };
                let width = columns(cluster);
                if used > 0 && used + width > room {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                line.push_str(cluster);
                used += width;
            }
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn lines_break_at_spaces_and_long_words_anywhere() {
        assert_eq!(wrap("one two three", 8, 8), ["one two", "three"]);
        assert_eq!(wrap("one two three", 3, 20), ["one", "two three"]);
        assert_eq!(wrap("顧客体験の地図", 6, 4), ["顧客体", "験の", "地図"]);
        assert_eq!(wrap("a\nb\n", 8, 8), ["a", "b"]);
        assert_eq!(wrap("", 8, 8), [""]);
    }
}
