//! Paths as URIs, as SARIF wants them: from the root of the repository, with what is no plain letter as bytes behind `%`.

use std::fmt::Write;

use crate::report::sarif::document::ArtifactLocation;

/// What stands for the root of the repository. GitHub knows it by this name.
pub(super) const BASE: &str = "%SRCROOT%";

/// The file at `path`, which starts at the root of the repository, or, where it stands elsewhere, is absolute.
pub(super) fn location(path: &str) -> ArtifactLocation {
    let is_drive = path.as_bytes().get(1) == Some(&b':');
    match (path.starts_with('/'), is_drive) {
        (true, _) => ArtifactLocation { uri: format!("file://{}", encoded(path)), uri_base_id: None },
        (false, true) => {
            let (drive, rest) = path.split_at(2);
            ArtifactLocation { uri: format!("file:///{drive}{}", encoded(rest)), uri_base_id: None }
        }
        (false, false) => ArtifactLocation { uri: encoded(path), uri_base_id: Some(BASE) },
    }
}

fn encoded(path: &str) -> String {
    path.bytes().fold(String::with_capacity(path.len()), |mut uri, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(byte.into())
            }
            // Writing into a text does not fail.
            _ => drop(write!(uri, "%{byte:02X}")),
        }
        uri
    })
}

#[cfg(test)]
mod tests {
    use super::location;

    #[test]
    fn paths_are_uris() {
        let uri = |path: &str| (location(path).uri, location(path).uri_base_id.is_some());
        assert_eq!(uri("a/b c%.journey"), ("a/b%20c%25.journey".to_owned(), true));
        assert_eq!(uri("zażółć:x"), ("za%C5%BC%C3%B3%C5%82%C4%87%3Ax".to_owned(), true));
        assert_eq!(uri("/tmp/a#b"), ("file:///tmp/a%23b".to_owned(), false));
        assert_eq!(uri("C:/a?"), ("file:///C:/a%3F".to_owned(), false));
    }
}
