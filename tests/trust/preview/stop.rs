//! A signal ends it soon, whoever listens.

use std::io::{Read, Write};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use super::{PATIENCE, Previewing};
use crate::tries;

#[test]
fn it_ends_at_once_with_two_hundred_browsers_that_listen() {
    let mut longest = Duration::ZERO;
    for round in 0..tries(6, 200) {
        let (signal, code) = [("INT", 130), ("TERM", 143), ("HUP", 129)][round % 3];
        let mut previewing = Previewing::start();
        let head = format!("GET /events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", previewing.port);
        let mut streams: Vec<_> = (0..200).map(|_| previewing.connect()).collect();
        for stream in &mut streams {
            stream.write_all(head.as_bytes()).unwrap();
        }
        streams[199].read_exact(&mut [0; 16]).unwrap();
        let start = Instant::now();
        let mut kill = Command::new("kill");
        kill.args([&format!("-{signal}"), &previewing.process.id().to_string()]);
        let mut told = kill.spawn().unwrap();
        let status = loop {
            if let Some(status) = previewing.process.try_wait().unwrap() {
                break status;
            }
            assert!(start.elapsed() < PATIENCE, "SIG{signal} does not end it");
            thread::sleep(Duration::from_millis(1));
        };
        longest = longest.max(start.elapsed());
        told.wait().unwrap();
        assert_eq!(status.code(), Some(code), "SIG{signal}");
        // Browsers are told that nobody is there any more.
        streams[0].read_to_end(&mut Vec::new()).unwrap();
    }
    eprintln!("ended in {longest:?} at the most");
    assert!(longest < Duration::from_secs(5), "{longest:?}");
}
