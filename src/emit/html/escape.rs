//! How texts come into a page: the one place where anything that people wrote is made safe.
//!
//! `Text` stands between tags, `Attr` in the quotes of an attribute, `Url` in those of an `href`. Characters that would
//! not be seen, or that turn a text around, are shown as signs; texts that nobody would read to the end are cut.

use std::fmt::{self, Write};

use crate::report::{self, Look};
use crate::view::label::shortened;

/// A text between tags.
pub(super) struct Text<'a>(pub(super) &'a str);

/// The whole of a text between tags, however long: a note.
pub(super) struct Whole<'a>(pub(super) &'a str);

/// A value of an attribute, to stand in `"`.
pub(super) struct Attr<'a>(pub(super) &'a str);

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Whole(&shortened(self.0)).fmt(f)
    }
}

impl fmt::Display for Whole<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_plain = |byte: u8| matches!(byte, b' '..=b'~');
        if self.0.bytes().all(is_plain) {
            escaped(self.0, f)
        } else {
            escaped(&report::seen(self.0, &Look::PLAIN), f)
        }
    }
}

impl fmt::Display for Attr<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Text(self.0).fmt(f)
    }
}

fn escaped(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'', '`']) {
        f.write_str(&rest[..at])?;
        f.write_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => "&#96;",
        })?;
        rest = &rest[at + 1..];
    }
    f.write_str(rest)
}

/// An address, to stand in the `"` of an `href`.
pub(super) struct Url(String);

/// The schemes that a link may have.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

impl Url {
    /// An address elsewhere; nothing if following it might run something.
    pub(super) fn outside(link: &str) -> Option<Self> {
        let lower = link.get(..8).unwrap_or(link).to_ascii_lowercase();
        SCHEMES.iter().any(|scheme| lower.starts_with(scheme)).then(|| {
            // What may stand in an address stays as it is, the signs of its parts and `%` among it.
            Self(encoded(link, "-._~:/?#[]@!$&()*+,;=%"))
        })
    }

    /// A place on this page.
    pub(super) fn here(key: &str) -> Self {
        Self(format!("#{}", encoded(key, "-._~/")))
    }

    /// Another page, by its path from this one.
    pub(super) fn page(path: &str) -> Self {
        Self(encoded(path, "-._~/"))
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        escaped(&self.0, f)
    }
}

/// `said` with everything but letters and digits of ASCII, and those of `plain`, percent-encoded.
fn encoded(said: &str, plain: &str) -> String {
    let mut out = String::with_capacity(said.len());
    for byte in said.bytes() {
        if byte.is_ascii_alphanumeric() || plain.as_bytes().contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing into a text does not fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Text, Url};

    #[test]
    fn texts_stay_texts() {
        assert_eq!(Text("<b title='x'>&\"`").to_string(), "&lt;b title=&#39;x&#39;&gt;&amp;&quot;&#96;");
        assert_eq!(Text("a\u{202E}b\u{0}").to_string(), "a&lt;U+202E&gt;b␀");
        assert_eq!(Text("می\u{200C}خواهم").to_string(), "می\u{200C}خواهم");
    }

    #[test]
    fn links_lead_only_where_nothing_runs() {
        let outside = |link| Url::outside(link).map(|url| url.to_string());
        assert_eq!(
            outside("https://example.com/?a=1&b=\"").as_deref(),
            Some("https://example.com/?a=1&amp;b=%22")
        );
        assert_eq!(outside("MAILTO:ada@example.com").as_deref(), Some("MAILTO:ada@example.com"));
        for wrong in
            ["javascript:alert(1)", " https://a", "//host", "data:text/html,x", "\u{1}javascript:x", "é"]
        {
            assert_eq!(outside(wrong), None, "{wrong}");
        }
        assert_eq!(Url::page("../javascript:x.html").to_string(), "../javascript%3Ax.html");
        assert_eq!(Url::here("خرید/a").to_string(), "#%D8%AE%D8%B1%DB%8C%D8%AF/a");
    }
}
