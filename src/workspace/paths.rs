//! Paths as texts, with `/` between folders. Inside the workspace all of them are absolute and normal.

/// `path`, seen from `folder`, without `.`, `..` and doubled `/`.
pub fn normal(folder: &str, path: &str) -> String {
    let whole = if is_absolute(path) { path.to_owned() } else { format!("{folder}/{path}") };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let start = if whole.starts_with('/') { "/" } else { "" };
    format!("{start}{}", parts.join("/"))
}

/// Whether `path` starts at a root, of a disk or of a drive.
pub(crate) fn is_absolute(path: &str) -> bool {
    path.starts_with('/') || path.as_bytes().get(1) == Some(&b':')
}

/// The folder that `path` is in.
pub(crate) fn folder(path: &str) -> &str {
    match path.rfind('/') {
        Some(0) => "/",
        Some(at) => &path[..at],
        None => "",
    }
}

/// `path` and the folders around it, from the inside out.
pub(crate) fn folders_around(path: &str) -> impl Iterator<Item = &str> {
    let is_last = |path: &str| path == "/" || path.is_empty();
    std::iter::successors(Some(path), move |at| (!is_last(at)).then(|| folder(at)))
}

/// Whether `path` is `folder` or in it.
pub(crate) fn is_within(path: &str, folder: &str) -> bool {
    folder == "/" || path == folder || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// The absolute `path` as it is shown to somebody in `folder`.
pub fn shown(path: &str, folder: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    // A path that shares nothing is shown from the root; `../../../` leads nobody anywhere.
    if shared == 0 && !from.is_empty() {
        return path.to_owned();
    }
    let up = std::iter::repeat_n("..", from.len() - shared);
    let parts: Vec<&str> = up.chain(to[shared..].iter().copied()).collect();
    if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
}

#[cfg(test)]
mod tests {
    use super::{is_within, normal, shown};

    #[test]
    fn paths_are_made_normal() {
        assert_eq!(normal("/a/b", "../c/./d//e"), "/a/c/d/e");
        assert_eq!(normal("/a", "/x/../y"), "/y");
        assert_eq!(normal("/", "../../x"), "/x");
    }

    #[test]
    fn paths_are_shown_from_where_one_stands() {
        assert_eq!(shown("/a/b/c", "/a"), "b/c");
        assert_eq!(shown("/a/c", "/a/b"), "../c");
        assert_eq!(shown("/x", "/a/b"), "/x");
        assert_eq!(shown("/x.journey", "/"), "x.journey");
        assert!(is_within("/a/b", "/a") && !is_within("/ab", "/a"));
    }
}
