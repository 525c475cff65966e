//! Which lines of a text are not as they were.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// How many lines are compared with as many others. What is longer and has changed at its start and at its end has
/// changed as a whole.
const MOST: usize = 20_000;

/// The lines of `new`, from 0, that do not stand in `old`, in order. How lines end does not matter; where some are gone,
/// nothing stands that could have changed.
pub(crate) fn changed_lines(old: &str, new: &str) -> Vec<Range<u32>> {
    if old == new {
        return Vec::new();
    }
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let same = |(old, new): &(&&str, &&str)| old == new;
    let before = old.iter().zip(&new).take_while(same).count();
    let (old, rest) = (&old[before..], &new[before..]);
    let after = old.iter().rev().zip(rest.iter().rev()).take_while(same).count();
    let (old, rest) = (&old[..old.len() - after], &rest[..rest.len() - after]);
    let lines = |at: usize, length: usize| (before + at) as u32..(before + at + length) as u32;
    if old.is_empty() || old.len() > MOST || rest.len() > MOST {
        return Some(lines(0, rest.len())).into_iter().filter(|lines| !lines.is_empty()).collect();
    }
    let changes = capture_diff_slices(Algorithm::Histogram, old, rest).into_iter();
    let changed = changes.filter_map(|change| match change {
        DiffOp::Insert { new_index, new_len, .. } | DiffOp::Replace { new_index, new_len, .. } => {
            Some(lines(new_index, new_len))
        }
        DiffOp::Equal { .. } | DiffOp::Delete { .. } => None,
    });
    changed.collect()
}

#[cfg(test)]
mod tests {
    /// The first line of each piece that was changed, and the one behind its last.
    fn changed(old: &str, new: &str) -> Vec<(u32, u32)> {
        super::changed_lines(old, new).into_iter().map(|lines| (lines.start, lines.end)).collect()
    }

    #[test]
    fn lines_that_were_not_there_are_told() {
        let old = "a\nb\nc\nd\n";
        let known: [(&str, &[(u32, u32)]); 8] = [
            (old, &[]),
            ("a\r\nb\r\nc\r\nd", &[]),
            ("a\nc\nd\n", &[]),
            ("", &[]),
            ("a\nx\nb\nc\nd\n", &[(1, 2)]),
            ("a\nx\nc\ny\nz\n", &[(1, 2), (3, 5)]),
            ("x\n", &[(0, 1)]),
            ("a\nb\nc\nd\na\nb\n", &[(4, 6)]),
        ];
        for (new, lines) in known {
            assert_eq!(changed(old, new), lines, "{new:?}");
        }
        assert_eq!(changed("", "a\nb\n"), [(0, 2)]);
    }

    #[test]
    fn what_is_very_long_and_changed_at_both_ends_has_changed_as_a_whole() {
        let text = |edge: &str| format!("a\n{edge}\n{}{edge}\nz\n", "b\nc\n".repeat(20_000));
        assert_eq!(changed(&text("x"), &text("y")), [(1, 40_003)]);
    }
}
