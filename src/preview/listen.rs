//! Finds a port to listen on.
//!
//! On the loopback interface both its addresses are taken, where there are two: `localhost` may be either, and the other
//! must not be somebody else's server.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, ToSocketAddrs};

/// How many ports are tried, one after the other.
const PORTS: u16 = 20;

/// How many connections may wait to be taken.
#[cfg(unix)]
const WAITING: i32 = 1_024;

/// A port that one listens on.
#[derive(Debug)]
pub struct Listening {
    /// One for each address.
    pub listeners: Vec<TcpListener>,
    /// The port of all of them.
    pub port: u16,
    /// Whether nobody else than this machine can reach it.
    pub is_loopback: bool,
}

/// Listens on `port` of `host`, or on the next that is free; any will do where it is 0.
pub fn listen(host: Option<&str>, port: u16) -> Result<Listening, String> {
    let addresses = addresses(host)?;
    let is_loopback = addresses.iter().all(IpAddr::is_loopback);
    let last = if port == 0 { 0 } else { port.saturating_add(PORTS - 1) };
    for port in port..=last {
        match listen_on(&addresses, port) {
            Ok(listeners) => {
                let port =
                    listeners.first().and_then(|first| first.local_addr().ok()).map_or(port, |it| it.port());
                return Ok(Listening { listeners, port, is_loopback });
            }
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => return Err(format!("port {port} cannot be listened on: {error}")),
        }
    }
    Err(format!("the ports {port} to {last} are all in use: name another by `--port`"))
}

fn addresses(host: Option<&str>) -> Result<Vec<IpAddr>, String> {
    let loopback = vec![IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];
    let Some(host) = host.filter(|host| *host != "localhost") else { return Ok(loopback) };
    if let Ok(address) = host.trim_matches(['[', ']']).parse() {
        return Ok(vec![address]);
    }
    let found =
        (host, 0).to_socket_addrs().map_err(|error| format!("`--host {host}` is not known: {error}"))?;
    let mut found: Vec<IpAddr> = found.map(|address| address.ip()).collect();
    found.sort();
    found.dedup();
    Ok(found)
}

fn listen_on(addresses: &[IpAddr], port: u16) -> io::Result<Vec<TcpListener>> {
    let mut listeners: Vec<TcpListener> = Vec::new();
    for address in addresses {
        let port = listeners.first().and_then(|first| first.local_addr().ok()).map_or(port, |it| it.port());
        match TcpListener::bind(SocketAddr::new(*address, port)) {
            Ok(listener) => {
                widen(&listener);
                listener.set_nonblocking(true)?;
                listeners.push(listener);
            }
            // A machine without the other kind of address has nobody else on it either.
            Err(error) if !listeners.is_empty() && error.kind() != ErrorKind::AddrInUse => {}
            Err(error) => return Err(error),
        }
    }
    Ok(listeners)
}

/// Lets more connections wait until they are taken than is usual: browsers come in crowds.
#[cfg(unix)]
fn widen(listener: &TcpListener) {
    // What is usual will do.
    let _ = rustix::net::listen(listener, WAITING);
}

#[cfg(not(unix))]
fn widen(_: &TcpListener) {}
