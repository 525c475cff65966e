//! `Listing`: the paths of a commit, out of what git says of them.

use std::collections::BTreeMap;

/// What is recorded at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    /// A symbolic link, whose text is where it leads.
    Link,
    /// A commit of another repository.
    Submodule,
}

/// What stands at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) kind: Kind,
    /// The id of its text.
    pub(super) id: Box<str>,
    /// Whether the path is all that git knows of it: names that are not UTF-8 are shown with signs in their stead.
    pub(super) is_exact: bool,
}

/// All that stands in a commit, by path from the folder that the repository stands in.
pub(super) type Listing = BTreeMap<String, Entry>;

/// Reads what `git ls-tree -r -z` says: `MODE KIND ID`, a tab, and the path, each with a NUL at its end. What is no path
/// within a folder is left out: there is none in what git itself recorded.
pub(super) fn read(said: &[u8]) -> Listing {
    let rows = said.split(|byte| *byte == 0).filter_map(|row| {
        let tab = row.iter().position(|byte| *byte == b'\t')?;
        let (head, path) = (std::str::from_utf8(&row[..tab]).ok()?, &row[tab + 1..]);
        let mut words = head.split(' ');
        let (mode, id) = (words.next()?, words.nth(1)?);
        let kind = match mode {
            "120000" => Kind::Link,
            "160000" => Kind::Submodule,
            _ => Kind::File,
        };
        let shown = String::from_utf8_lossy(path);
        let is_exact = shown.as_bytes() == path;
        let is_within = shown.split('/').all(|part| !matches!(part, "" | "." | ".."));
        is_within.then(|| (shown.into_owned(), Entry { kind, id: id.into(), is_exact }))
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::{Kind, read};

    #[test]
    fn rows_are_read() {
        let id = "0123456789012345678901234567890123456789";
        let said = format!(
            "100644 blob {id}\ta b\tc\n.journey\0120000 blob {id}\tссылка\0160000 commit {id}\tsub/module\0\
             100644 blob {id}\t../out\0100644 blob {id}\ta//b\0nonsense\0"
        );
        let mut said = said.into_bytes();
        said.extend(format!("100755 blob {id}\t").bytes().chain([0xFF, 0]));
        let kinds: Vec<_> = read(&said).into_iter().map(|(path, it)| (path, it.kind, it.is_exact)).collect();
        let text = str::to_owned;
        assert_eq!(
            kinds,
            [
                (text("a b\tc\n.journey"), Kind::File, true),
                (text("sub/module"), Kind::Submodule, true),
                (text("ссылка"), Kind::Link, true),
                (text("\u{FFFD}"), Kind::File, false),
            ]
        );
    }
}
