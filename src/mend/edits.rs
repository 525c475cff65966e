//! Edits of one text: which of them may be made together, and the text that they make.

use std::collections::BTreeMap;

use crate::diagnostic::Edit;

/// Edits of one text that may be made together, and what each group of them is known by.
pub(super) struct Chosen<'e, K> {
    /// By where they start. No two touch: of two that put something in at one place, neither is the first.
    edits: BTreeMap<u32, &'e Edit>,
    keys: Vec<K>,
}

impl<K> Default for Chosen<'_, K> {
    fn default() -> Self {
        Self { edits: BTreeMap::new(), keys: Vec::new() }
    }
}

impl<'e, K> Chosen<'e, K> {
    /// Adds all of a group, or none if one of them touches what was chosen.
    pub(super) fn add(&mut self, group: &'e [Edit], key: impl FnOnce() -> K) {
        if group.is_empty() || group.iter().any(|edit| self.touches(edit)) {
            return;
        }
        self.edits.extend(group.iter().map(|edit| (edit.span.start, edit)));
        self.keys.push(key());
    }

    fn touches(&self, edit: &Edit) -> bool {
        let before = self.edits.range(..=edit.span.end).next_back();
        before.is_some_and(|(_, before)| before.span.end >= edit.span.start)
    }

    /// How many groups there are.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &K> {
        self.keys.iter()
    }

    /// The edits, in the order of the text.
    pub(super) fn edits(&self) -> impl Iterator<Item = &'e Edit> {
        self.edits.values().copied()
    }
}

/// `text` with these edits made, which come in order and do not touch.
pub(super) fn applied<'e>(text: &str, edits: impl Iterator<Item = &'e Edit>) -> String {
    let mut new = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for edit in edits {
        let start = text.floor_char_boundary(edit.span.start as usize).max(at);
        let end = text.floor_char_boundary(edit.span.end as usize).max(start);
        new.push_str(&text[at..start]);
        new.push_str(&edit.text);
        at = end;
    }
    new.push_str(&text[at..]);
    new
}

#[cfg(test)]
mod tests {
    use super::{Chosen, applied};
    use crate::diagnostic::Edit;
    use crate::text::{SourceId, Span};

    #[test]
    fn of_edits_that_touch_the_first_is_made() {
        let edit = |start, end, text: &str| Edit::new(Span::new(SourceId(0), start, end), text);
        let groups = [
            vec![edit(0, 1, "A"), edit(4, 5, "E")],
            vec![edit(1, 1, "x")],
            vec![edit(2, 3, "C"), edit(4, 4, "y")],
            vec![edit(2, 3, "")],
        ];
        let mut chosen = Chosen::default();
        for (number, group) in groups.iter().enumerate() {
            chosen.add(group, || number);
        }
        assert_eq!(chosen.keys().copied().collect::<Vec<_>>(), [0, 3]);
        assert_eq!(applied("abcde", chosen.edits()), "AbdE");
    }
}
