//! `journey preview` beside browsers of every kind: a real process, real sockets, a real Chromium.
//!
//! Whoever asks is not trusted, and neither is what the journeys say.

mod browser;
mod foreign;
mod heads;
mod hosts;
mod load;
mod paths;
mod ports;
mod stop;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Longer than anything may take, on the busiest machine.
const PATIENCE: Duration = Duration::from_secs(40);

/// A journey with this name and title.
fn journey(name: &str, title: &str) -> String {
    format!(
        "team bakery\nchannel counter\njourney {name} \"{title}\" {{\n  stage buying {{\n    owner bakery\n    \
         touchpoint till {{ channel counter }}\n    -> end\n  }}\n}}\n"
    )
}

/// A small project in a folder of its own, and the process that shows it.
struct Previewing {
    folder: TempDir,
    process: Child,
    lines: Receiver<String>,
    told: Vec<String>,
    port: u16,
    url: String,
}

impl Previewing {
    /// Shows a project of one journey, `bread`.
    fn start() -> Self {
        Self::start_with(&["--port", "0"], &[("bread.journey", &journey("bread", "Bread"))])
    }

    /// Shows a project of these files.
    fn start_with(arguments: &[&str], files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("project")).unwrap();
        fs::write(folder.path().join("project/journey.toml"), "").unwrap();
        for (path, text) in files {
            let path = folder.path().join("project").join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Self::start_in(folder, arguments)
    }

    fn start_in(folder: TempDir, arguments: &[&str]) -> Self {
        let (process, lines) = spawn(&folder.path().join("project"), arguments);
        let url = String::new();
        let mut previewing = Self { folder, process, lines, told: Vec::new(), port: 0, url };
        previewing.find_address();
        previewing
    }

    fn find_address(&mut self) {
        let line = self.expect_told("the maps are at ");
        self.url = line.trim_start_matches("the maps are at ").to_owned();
        self.port = self.url.split('/').nth(2).unwrap().rsplit(':').next().unwrap().parse().unwrap();
        self.expect_told(" in ");
    }

    /// Ends the process and starts another on the same port, after `pause`.
    fn restart(&mut self, pause: Duration) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        thread::sleep(pause);
        let arguments = ["--port", &self.port.to_string()];
        (self.process, self.lines) = spawn(&self.folder.path().join("project"), &arguments);
        let before = self.port;
        self.find_address();
        assert_eq!(self.port, before);
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join("project").join(path)
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.path(path), text).unwrap();
    }

    /// Waits until a line with `words` is told that was not seen before.
    fn expect_told(&mut self, words: &str) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let line = self.lines.recv_timeout(left);
            let line = line.unwrap_or_else(|_| panic!("`{words}` was not told:\n{}", self.told.join("\n")));
            self.told.push(line.clone());
            if line.contains(words) {
                return line;
            }
        }
    }

    /// What the process tells of itself in /proc; none where the system does not.
    fn status(&self, name: &str) -> Option<usize> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).ok()?;
        let line = status.lines().find(|line| line.starts_with(name))?.to_owned();
        line.split_whitespace().nth(1)?.parse().ok()
    }

    /// How many files the process has open; none where the system does not tell.
    fn open_files(&self) -> Option<usize> {
        Some(fs::read_dir(format!("/proc/{}/fd", self.process.id())).ok()?.count())
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_nodelay(true).unwrap();
        stream
    }

    /// What comes back for these bytes, until the connection is closed.
    fn send(&self, bytes: &[u8]) -> Reply {
        let mut stream = self.connect();
        // Whoever refuses may close before all of it is read.
        let _ = stream.write_all(bytes);
        let mut reply = Vec::new();
        let _ = stream.read_to_end(&mut reply);
        Reply::read(&reply)
    }

    /// What comes back for a path, with the right host.
    fn get(&self, path: &str) -> Reply {
        self.get_with(path, "")
    }

    /// The same with more headers, each with its end.
    fn get_with(&self, path: &str, headers: &str) -> Reply {
        let port = self.port;
        let head =
            format!("GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\n{headers}Connection: close\r\n\r\n");
        self.send(head.as_bytes())
    }

    /// Whether an ordinary browser gets its page.
    fn expect_alive(&self) {
        let reply = self.get("/bread.html");
        assert_eq!(reply.status, 200, "{reply:#?}");
        assert!(reply.body.contains("buying"), "{reply:#?}");
    }
}

fn spawn(folder: &std::path::Path, arguments: &[&str]) -> (Child, Receiver<String>) {
    let (reader, writer) = std::io::pipe().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_journey"));
    command.arg("preview").args(arguments).current_dir(folder).stdin(Stdio::null());
    command.stderr(writer.try_clone().unwrap()).stdout(writer);
    command.env_remove("VISUAL").env_remove("EDITOR");
    let process = command.spawn().unwrap();
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || {
        BufReader::new(reader).lines().map_while(Result::ok).for_each(|line| drop(sender.send(line)));
    });
    (process, lines)
}

impl Drop for Previewing {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// An answer.
#[derive(Debug)]
struct Reply {
    /// 0 where there was no answer.
    status: u16,
    head: String,
    body: String,
}

impl Reply {
    fn read(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Self { status, head: head.to_owned(), body: body.to_owned() }
    }

    fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().skip(1).filter_map(|line| line.split_once(": "));
        let mut values = lines.filter(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value);
        let value = values.next();
        assert_eq!(values.next(), None, "{name} is there twice");
        value
    }
}
