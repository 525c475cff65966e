//! What is answered: a status, the headers that every answer has, and a body.
//!
//! The headers say that nothing but the server's own script and style is run and applied, that no page of others may
//! hold or read an answer, and that nobody keeps one.

use std::fmt::Write;
use std::sync::Arc;

use crate::preview::head::Refusal;

/// What stands at a path.
#[derive(Debug, Clone)]
pub(crate) enum Answer {
    /// A text.
    Text(Media, Arc<str>),
    /// It stands at another path now.
    Moved(String),
    /// The events.
    Events,
}

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Media {
    Html,
    Css,
    Script,
    Svg,
    Plain,
    Events,
}

impl Media {
    fn name(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Css => "text/css; charset=utf-8",
            Self::Script => "text/javascript; charset=utf-8",
            Self::Svg => "image/svg+xml",
            Self::Plain => "text/plain; charset=utf-8",
            Self::Events => "text/event-stream; charset=utf-8",
        }
    }
}

/// What a page may load: the server's own script and style, and pictures that it holds itself.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; \
                      img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; \
                      form-action 'none'";

/// What every answer says beside that.
const HEADERS: &str = "X-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\nReferrer-Policy: no-referrer\r\n\
                       Cross-Origin-Resource-Policy: same-origin\r\nCross-Origin-Opener-Policy: same-origin\r\n\
                       Cache-Control: no-store\r\n";

/// The head of an answer with a body of `length` bytes; of one without an end, where there is none.
fn head(status: &str, media: Media, length: Option<usize>, stays: Stays, more: &str) -> String {
    let sandbox = if media == Media::Svg { "; sandbox" } else { "" };
    let mut head = format!("HTTP/1.1 {status}\r\nContent-Type: {}\r\n", media.name());
    if let Some(length) = length {
        // Writing into a text does not fail.
        let _ = write!(head, "Content-Length: {length}\r\n");
    }
    let connection = match stays {
        Stays::Open => "keep-alive",
        Stays::Closes => "close",
    };
    let _ = write!(
        head,
        "Content-Security-Policy: {POLICY}{sandbox}\r\n{HEADERS}{more}Connection: {connection}\r\n\r\n"
    );
    head
}

/// What becomes of the connection behind an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stays {
    Open,
    Closes,
}

/// The head of what is found, and its body.
pub(crate) fn found(media: Media, text: &Arc<str>, stays: Stays) -> (String, Arc<str>) {
    (head("200 OK", media, Some(text.len()), stays, ""), Arc::clone(text))
}

/// Where what was asked for stands now.
pub(crate) fn moved(to: &str, stays: Stays) -> (String, Arc<str>) {
    let more = format!("Location: {}\r\n", escaped(to));
    (head("307 Temporary Redirect", Media::Plain, Some(0), stays, &more), Arc::from(""))
}

/// That there is no such page.
pub(crate) fn missing(page: &Arc<str>, stays: Stays) -> (String, Arc<str>) {
    (head("404 Not Found", Media::Html, Some(page.len()), stays, ""), Arc::clone(page))
}

/// The head of the events, which have no end.
pub(crate) fn events() -> String {
    head("200 OK", Media::Events, None, Stays::Closes, "")
}

/// That something is not given, and why.
pub(crate) fn refused(refusal: Refusal) -> (String, Arc<str>) {
    let more = match refusal {
        Refusal::Method => "Allow: GET, HEAD\r\n",
        Refusal::Malformed
        | Refusal::TooLong
        | Refusal::TooSlow
        | Refusal::Body
        | Refusal::OtherHost
        | Refusal::OtherOrigin
        | Refusal::TooMany => "",
    };
    let body = format!("{}\n", refusal.words());
    (head(refusal.status(), Media::Plain, Some(body.len()), Stays::Closes, more), body.into())
}

/// A path as it stands in an address.
pub(crate) fn escaped(path: &str) -> String {
    let mut escaped = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}
