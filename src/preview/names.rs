//! `Names`: what the server may be called. A request by any other name is not for it: pages of others can have names of
//! their own lead here, and would read what is served.

use std::net::{IpAddr, Ipv6Addr};

/// What the server is called, and what stands before its paths.
#[derive(Debug, Clone)]
pub struct Names {
    hosts: Vec<String>,
    /// Whether any address in figures will do, because it listens on all of the machine's. Figures cannot be made to lead
    /// elsewhere.
    any_address: bool,
    port: u16,
    token: Option<String>,
}

impl Names {
    /// Of a server that listens on the loopback interface, or on `host`. Its pages are found by who knows the token, if
    /// there is one.
    pub fn new(port: u16, host: Option<&str>, token: Option<String>) -> Self {
        let mut hosts = ["localhost", "127.0.0.1", "[::1]"].map(str::to_owned).to_vec();
        hosts.extend(host.map(shown_host));
        let any_address = host.is_some_and(|host| host.parse().is_ok_and(|it: IpAddr| it.is_unspecified()));
        Self { hosts, any_address, port, token }
    }

    /// Whether a request to this host and port is for the server.
    pub(crate) fn is_own(&self, authority: &str) -> bool {
        let Some((host, port)) = split(authority) else { return false };
        let is_port = match port {
            Some(port) => port == self.port.to_string(),
            None => self.port == 80,
        };
        let is_address = || {
            let inner = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
            inner.map_or_else(
                || host.parse::<std::net::Ipv4Addr>().is_ok(),
                |inner| inner.parse::<Ipv6Addr>().is_ok(),
            )
        };
        let is_host = || self.hosts.iter().any(|own| own.eq_ignore_ascii_case(host));
        is_port && (is_host() || self.any_address && is_address())
    }

    /// Whether a page with this origin is one of the server's.
    pub(crate) fn is_own_origin(&self, origin: &str) -> bool {
        origin.strip_prefix("http://").is_some_and(|authority| self.is_own(authority))
    }

    /// What the path of every page starts with: `/`, or that and a token.
    pub fn base(&self) -> String {
        self.token.as_ref().map_or_else(|| "/".to_owned(), |token| format!("/~{token}/"))
    }

    /// The address that people open.
    pub fn url(&self) -> String {
        let said = self.hosts.get(3).filter(|_| !self.any_address);
        let host = said.map_or("localhost", String::as_str);
        format!("http://{host}:{}{}", self.port, self.base())
    }
}

/// A host as it stands in an address: those with colons in brackets.
fn shown_host(host: &str) -> String {
    if host.parse::<Ipv6Addr>().is_ok() { format!("[{host}]") } else { host.to_owned() }
}

/// A host and its port, if there is one.
fn split(authority: &str) -> Option<(&str, Option<&str>)> {
    let end = if authority.starts_with('[') {
        authority.find(']')? + 1
    } else {
        authority.find(':').unwrap_or(authority.len())
    };
    let (host, rest) = authority.split_at(end);
    match rest.strip_prefix(':') {
        Some(port) => Some((host, Some(port))),
        None => rest.is_empty().then_some((host, None)),
    }
}
