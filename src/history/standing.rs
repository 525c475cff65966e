//! What still stands in the folders as it was recorded. Most files of a commit do, and the id of a text tells: then git
//! need not be asked for it.

use std::fmt::Write;

use sha1::{Digest, Sha1};
use sha2::Sha256;

use crate::workspace::Files;

/// The bytes of the file at `path`, if they are the text with the id `id`.
pub(super) fn standing(files: &dyn Files, path: &str, id: &str) -> Option<Vec<u8>> {
    let bytes = files.read(path).ok()?;
    is_text(id, &bytes).then_some(bytes)
}

/// Whether git gives the id `id` to these bytes: it is the hash of a head and the bytes
/// (*Pro Git*, 10.2, "Git Objects").
fn is_text(id: &str, bytes: &[u8]) -> bool {
    let head = format!("blob {}\0", bytes.len());
    let hash: &[u8] = match id.len() {
        40 => &Sha1::new().chain_update(&head).chain_update(bytes).finalize(),
        64 => &Sha256::new().chain_update(&head).chain_update(bytes).finalize(),
        _ => return false,
    };
    let mut digits = String::with_capacity(id.len());
    for byte in hash {
        // Writing into a text does not fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits == id
}

#[cfg(test)]
mod tests {
    use super::is_text;

    #[test]
    fn ids_are_those_of_git() {
        // `printf 'hello\n' | git hash-object --stdin`, and in a repository with `--object-format=sha256`.
        let ids = [
            ("ce013625030ba8dba906f756967f9e9ca394464a", "hello\n"),
            ("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391", ""),
            ("473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813", ""),
        ];
        for (id, text) in ids {
            assert!(is_text(id, text.as_bytes()), "{id}");
            assert!(!is_text(id, b"hello\r\n"), "{id}");
        }
        assert!(!is_text("", b""));
    }
}
