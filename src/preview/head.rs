//! Reads what a browser asks for, and judges whether it may have it. A pure function of bytes.
//!
//! Only what is surely asked by a person or by one of the server's own pages is let through: by the server's own name,
//! with no body, and not by a page of somebody else's.

use httparse::{EMPTY_HEADER, Error, Header, Request, Status};

use crate::preview::names::Names;

/// The longest head of a request, in bytes.
pub const LONGEST: usize = 16 << 10;

/// The most headers of a request.
pub const MOST_HEADERS: usize = 64;

/// What the bytes of a connection ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// The head is not whole yet.
    More,
    /// A page.
    Page(Ask),
    /// What is not given. The connection is closed behind it.
    Refused(Refusal),
}

/// A request that may be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// The path, its escapes read.
    pub path: String,
    /// Whether only the head of the answer is wanted.
    pub only_head: bool,
    /// Whether the connection is to stay open.
    pub stays: bool,
    /// How many bytes the head has.
    pub length: usize,
}

/// Why a request is not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It is no HTTP, or of a kind that no browser sends.
    Malformed,
    /// Its head is too long.
    TooLong,
    /// Its head did not come in time.
    TooSlow,
    /// It asks to change something.
    Method,
    /// It has a body.
    Body,
    /// It is for another host.
    OtherHost,
    /// A page of another host asks.
    OtherOrigin,
    /// There are too many connections.
    TooMany,
}

impl Refusal {
    /// The status line's number and words.
    pub(crate) fn status(self) -> &'static str {
        match self {
            Self::Malformed => "400 Bad Request",
            Self::TooLong => "431 Request Header Fields Too Large",
            Self::TooSlow => "408 Request Timeout",
            Self::Method => "405 Method Not Allowed",
            Self::Body => "413 Content Too Large",
            Self::OtherHost => "421 Misdirected Request",
            Self::OtherOrigin => "403 Forbidden",
            Self::TooMany => "503 Service Unavailable",
        }
    }

    /// What a person is told who sees it.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Malformed => "this is no request that `journey preview` understands",
            Self::TooLong => "the head of the request is over 16 KiB, or has over 64 lines",
            Self::TooSlow => "the request did not come within 10 seconds",
            Self::Method => "`journey preview` serves pages to read: only GET and HEAD are answered",
            Self::Body => "`journey preview` takes nothing in: a request has no body",
            Self::OtherHost => {
                "`journey preview` is not called so: open the address that it printed, or name this host by `--host`"
            }
            Self::OtherOrigin => "a page of another site asked for this, and does not get it",
            Self::TooMany => "too many pages are open: close some of them",
        }
    }
}

/// What the first bytes of a connection ask for.
pub fn read(bytes: &[u8], names: &Names) -> Asked {
    let (longest, is_over) = (bytes.len().min(LONGEST), bytes.len() >= LONGEST);
    let mut headers = [EMPTY_HEADER; MOST_HEADERS];
    let mut request = Request::new(&mut headers);
    match request.parse(&bytes[..longest]) {
        Ok(Status::Complete(length)) => match judge(&request, length, names) {
            Ok(ask) => Asked::Page(ask),
            Err(refusal) => Asked::Refused(refusal),
        },
        Ok(Status::Partial) if is_over => Asked::Refused(Refusal::TooLong),
        Ok(Status::Partial) => Asked::More,
        Err(Error::TooManyHeaders) => Asked::Refused(Refusal::TooLong),
        Err(
            Error::HeaderName
            | Error::HeaderValue
            | Error::NewLine
            | Error::Status
            | Error::Token
            | Error::Version,
        ) => Asked::Refused(Refusal::Malformed),
    }
}

fn judge(request: &Request<'_, '_>, length: usize, names: &Names) -> Result<Ask, Refusal> {
    let (Some(method), Some(target), Some(version)) = (request.method, request.path, request.version) else {
        return Err(Refusal::Malformed);
    };
    let headers = &*request.headers;
    // A second one would be another story for whoever reads the last.
    let host = only(headers, "host")?.ok_or(Refusal::Malformed)?;
    if !names.is_own(host) {
        return Err(Refusal::OtherHost);
    }
    let only_head = match method {
        "GET" => false,
        "HEAD" => true,
        _ => return Err(Refusal::Method),
    };
    let length_said = only(headers, "content-length")?;
    if length_said.is_some_and(|length| length != "0") || only(headers, "transfer-encoding")?.is_some() {
        return Err(Refusal::Body);
    }
    if is_foreign(headers, names)? {
        return Err(Refusal::OtherOrigin);
    }
    let path = target.strip_prefix('/').and_then(path).ok_or(Refusal::Malformed)?;
    let connection = only(headers, "connection")?.unwrap_or_default();
    let says = |word: &str| connection.split(',').any(|said| said.trim().eq_ignore_ascii_case(word));
    let stays = if version == 0 { says("keep-alive") } else { !says("close") };
    Ok(Ask { path, only_head, stays, length })
}

/// Whether a page of another site asks. Browsers say so, and other programs have no need to.
fn is_foreign(headers: &[Header<'_>], names: &Names) -> Result<bool, Refusal> {
    if only(headers, "origin")?.is_some_and(|origin| !names.is_own_origin(origin)) {
        return Ok(true);
    }
    let site = only(headers, "sec-fetch-site")?;
    // Whoever follows a link from elsewhere sees the page in a tab of its own: nobody else can read it there.
    let is_opened = only(headers, "sec-fetch-mode")? == Some("navigate")
        && only(headers, "sec-fetch-dest")? == Some("document");
    Ok(site.is_some_and(|site| !["same-origin", "none"].contains(&site) && !is_opened))
}

/// The one header of this name.
fn only<'h>(headers: &[Header<'h>], name: &str) -> Result<Option<&'h str>, Refusal> {
    let mut found = headers.iter().filter(|header| header.name.eq_ignore_ascii_case(name));
    match (found.next(), found.next()) {
        (None, _) => Ok(None),
        (Some(header), None) => std::str::from_utf8(header.value).map(Some).map_err(|_| Refusal::Malformed),
        (Some(_), Some(_)) => Err(Refusal::Malformed),
    }
}

/// The path of a target without its first slash, its escapes read; with that slash.
fn path(target: &str) -> Option<String> {
    let target = target.split(['?', '#']).next().unwrap_or_default();
    let mut bytes = vec![b'/'];
    let mut rest = target.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let [high, low, after @ ..] = rest else { return None };
        bytes.push(digit(*high)? << 4 | digit(*low)?);
        rest = after;
    }
    String::from_utf8(bytes).ok()
}

/// What a hexadecimal digit stands for.
fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}
