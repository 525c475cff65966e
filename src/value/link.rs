//! Links: `<https://example.com/reviews>`.

use std::fmt;
use std::sync::Arc;

use crate::value::Wrong;

/// The schemes that a link may have. No other ever reaches an output, where some of them would be code.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// An address with a scheme that is safe to follow.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Link(Arc<str>);

impl Link {
    /// Reads an address without the `<` and `>` around it.
    pub fn read(text: &str) -> Result<Self, Wrong> {
        let lower = text.to_ascii_lowercase();
        let Some(scheme) = SCHEMES.iter().find(|scheme| lower.starts_with(**scheme)) else {
            let wrong = Wrong::new("a link starts with `https://`, `http://` or `mailto:`");
            let has_scheme = text.is_empty() || text.contains(':');
            return Err(if has_scheme { wrong } else { wrong.nearest(format!("<https://{text}>")) });
        };
        if text.len() == scheme.len() {
            return Err(Wrong::new("this link leads nowhere: nothing stands after its scheme"));
        }
        if scheme.ends_with("//") && text[scheme.len()..].starts_with(['/', '?', '#', ':', '@']) {
            return Err(Wrong::new("this link leads nowhere: no host stands after its scheme"));
        }
        let unsafe_letter =
            |letter: char| letter.is_control() || letter.is_whitespace() || "<>\"`{}|\\^".contains(letter);
        match text.chars().find(|letter| unsafe_letter(*letter)) {
            Some(letter) => Err(Wrong::new(format!(
                "`{}` may not stand in a link; write `%{:02X}` for it",
                letter.escape_default(),
                u32::from(letter)
            ))),
            None => Ok(Self(text.into())),
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Link;

    #[test]
    fn only_safe_schemes_are_links() {
        assert!(Link::read("https://example.com/a?b=1&c#d").is_ok());
        assert!(Link::read("mailto:ada@example.com").is_ok());
        for wrong in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "data:text/html,x",
            "//host",
            "https://",
            "https:///a",
            "https://a\tb",
        ] {
            assert!(Link::read(wrong).is_err(), "{wrong}");
        }
        assert_eq!(Link::read("example.com").unwrap_err().nearest.as_deref(), Some("<https://example.com>"));
    }
}
