//! A server that says what a test wants it to, and remembers what it was asked.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    /// The method and the path.
    pub(crate) line: String,
    /// The lines of the head.
    pub(crate) head: String,
    pub(crate) body: String,
}

/// A server on a port of its own, for as long as the tests run.
pub(crate) struct Server {
    pub(crate) address: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    /// One that gives `answer`s, each a status and a body, to what it is asked.
    pub(crate) fn start(answer: impl Fn(&Asked) -> (u16, Vec<u8>) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if let Some(asked) = serve(stream, &answer) {
                    seen.lock().unwrap().push(asked);
                }
            }
        });
        Self { address, asked }
    }

    /// What it was asked so far.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

fn serve(mut stream: TcpStream, answer: &impl Fn(&Asked) -> (u16, Vec<u8>)) -> Option<Asked> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    let mut head = String::new();
    while reader.read_line(&mut head).ok()? > 2 {}
    let length =
        head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body).ok()?;
    let line = first.rsplit_once(' ')?.0.to_owned();
    let asked = Asked { line, head, body: String::from_utf8(body).ok()? };
    let (status, said) = answer(&asked);
    let head = format!("HTTP/1.1 {status} It\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", said.len());
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(&said).ok()?;
    Some(asked)
}
