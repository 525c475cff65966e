//! Very many browsers, and such as do not do their part.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use super::{PATIENCE, Previewing, journey};
use crate::tries;

/// Ten times what an update may take for 95 of 100 browsers.
const SOON: Duration = Duration::from_secs(1);

/// Opens so many streams of events.
fn listeners(previewing: &Previewing, count: usize) -> Vec<TcpStream> {
    let head = format!("GET /events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", previewing.port);
    let open = |_| {
        let mut stream = previewing.connect();
        stream.write_all(head.as_bytes()).unwrap();
        stream
    };
    (0..count).map(open).collect()
}

/// Reads what has come for each, until all of them have heard one more event. Tells when each had.
fn hear(streams: &mut [TcpStream]) -> Vec<Duration> {
    let start = Instant::now();
    let mut times = vec![None; streams.len()];
    let mut piece = [0; 16 << 10];
    while times.iter().any(Option::is_none) {
        assert!(
            start.elapsed() < PATIENCE,
            "{} did not hear",
            times.iter().filter(|it| it.is_none()).count()
        );
        for (stream, time) in streams.iter_mut().zip(&mut times).filter(|(_, time)| time.is_none()) {
            stream.set_nonblocking(true).unwrap();
            match stream.read(&mut piece) {
                Ok(read) => {
                    assert_ne!(read, 0, "a stream ended");
                    // A heartbeat ends in two line ends too, but has no braces.
                    if piece[..read].windows(3).any(|end| end == b"}\n\n") {
                        *time = Some(start.elapsed());
                    }
                }
                Err(error) => assert_eq!(error.kind(), ErrorKind::WouldBlock, "{error}"),
            }
        }
        thread::sleep(Duration::from_micros(500));
    }
    times.into_iter().flatten().collect()
}

fn at_95_of_100(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() * 95 / 100]
}

#[test]
fn five_hundred_browsers_hear_of_a_change() {
    let previewing = Previewing::start();
    let mut streams = listeners(&previewing, 500);
    hear(&mut streams);
    let mut times = Vec::new();
    for count in 0..tries(20, 200) {
        previewing.write("bread.journey", &journey("bread", &format!("Bread {count}")));
        times.extend(hear(&mut streams));
    }
    let time = at_95_of_100(times);
    let memory = previewing.status("VmRSS:");
    eprintln!("500 browsers: {time:?} at 95 of 100, {memory:?} KiB");
    assert!(time < SOON, "{time:?}");
    assert!(memory.is_none_or(|memory| memory < 64 << 10), "{memory:?} KiB");
}

#[test]
fn those_who_never_read_cost_nothing() {
    let previewing = Previewing::start();
    let silent = listeners(&previewing, 200);
    let mut one = listeners(&previewing, 1);
    hear(&mut one);
    let change = |count: usize, one: &mut Vec<TcpStream>| {
        previewing.write("bread.journey", &journey("bread", &format!("Bread {count}")));
        hear(one);
    };
    // What is set aside once is not what grows.
    (0..50).for_each(|count| change(count, &mut one));
    let before = previewing.status("VmRSS:");
    let mut times = Vec::new();
    for count in 50..2_050 {
        let start = Instant::now();
        change(count, &mut one);
        times.push(start.elapsed());
    }
    let after = previewing.status("VmRSS:");
    let growth = before.zip(after).map(|(before, after)| after.saturating_sub(before));
    eprintln!(
        "200 who never read, 2,000 changes: {growth:?} KiB more, {:?} at 95 of 100",
        at_95_of_100(times.clone())
    );
    assert!(growth.is_none_or(|growth| growth < 20 << 10), "{before:?} KiB before, {after:?} after");
    assert!(at_95_of_100(times) < SOON);
    drop(silent);
}

#[test]
fn those_who_are_slow_keep_nobody_waiting() {
    let previewing = Previewing::start();
    let mut slow: Vec<TcpStream> = (0..500).map(|_| previewing.connect()).collect();
    let mut times = Vec::new();
    for round in 0..tries(100, 1_000) {
        for stream in &mut slow {
            // After ten seconds it is closed, and another comes.
            if stream.write_all(&[b"GET / HTTP/1.1\r\nX: yyyyyyyyyyyyy"[round % 32]]).is_err() {
                *stream = previewing.connect();
            }
        }
        let start = Instant::now();
        previewing.expect_alive();
        times.push(start.elapsed());
    }
    let time = at_95_of_100(times);
    eprintln!("beside 500 who are slow: {time:?} at 95 of 100");
    assert!(time < SOON / 2, "{time:?}");
}

#[test]
fn those_who_come_and_go_leave_nothing() {
    let previewing = Previewing::start();
    previewing.expect_alive();
    let before = previewing.open_files();
    let events = format!("GET /events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", previewing.port);
    for round in 0..10_000 {
        let mut stream = previewing.connect();
        match round % 4 {
            0 => stream.write_all(events.as_bytes()).unwrap(),
            1 => stream.write_all(b"GET").unwrap(),
            2 => stream.shutdown(std::net::Shutdown::Write).unwrap(),
            _ => {}
        }
    }
    previewing.expect_alive();
    let end = Instant::now() + PATIENCE;
    while previewing.open_files() > before {
        assert!(Instant::now() < end, "{:?} files open, {before:?} before", previewing.open_files());
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn when_there_are_too_many_it_says_so_and_lives() {
    let previewing = Previewing::start();
    let mut streams = listeners(&previewing, 1_024);
    hear(&mut streams);
    let refused = previewing.get("/bread.html");
    assert_eq!(refused.status, 503, "{refused:#?}");
    // It has files left for its own work.
    previewing.write("bread.journey", &journey("bread", "Bread at last"));
    hear(&mut streams);
    streams.truncate(1_000);
    let end = Instant::now() + PATIENCE;
    while previewing.get("/bread.html").status != 200 {
        assert!(Instant::now() < end, "there is no room again");
        thread::sleep(Duration::from_millis(10));
    }
}
