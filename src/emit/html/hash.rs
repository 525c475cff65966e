//! The hash by which a page allows its own style and script, and nothing else.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// `sha256-…`, as a content security policy names a text.
pub(super) fn source(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::source;

    #[test]
    fn hashes_are_those_of_the_standard() {
        // `printf %s TEXT | openssl dgst -sha256 -binary | base64`
        let known = [
            ("", "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
            ("abc", "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
        ];
        for (text, hash) in known {
            assert_eq!(source(text), hash, "{text}");
        }
    }
}
