//! Heads of requests that no browser sends.

use std::io::{Read, Write};
use std::thread;
use std::time::{Duration, Instant};

use journey::preview::Names;
use journey::preview::head::{Asked, LONGEST, read};

use super::Previewing;
use crate::random::Random;
use crate::tries;

/// Pieces that heads are made of.
const PIECES: [&str; 44] = [
    "GET ",
    "HEAD ",
    "POST ",
    "get ",
    "/",
    "/bread.html",
    "/events",
    "*",
    "http://localhost:4321/",
    " HTTP/1.1\r\n",
    " HTTP/1.0\r\n",
    " HTTP/2.0\r\n",
    " HTTP/1.1\n",
    "Host: localhost:4321\r\n",
    "Host: localhost:4321\r\n",
    "Host: localhost:4321\r\n",
    "Host: evil.com\r\n",
    "host:\t127.0.0.1:4321\r\n",
    "Host:\r\n",
    "Origin: null\r\n",
    "Origin: http://localhost:4321\r\n",
    "Sec-Fetch-Site: cross-site\r\n",
    "Connection: close\r\n",
    "Connection: ,,,\r\n",
    "Content-Length: 0\r\n",
    "Content-Length: 99999999999999999999\r\n",
    "Content-Length: -1\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Expect: 100-continue\r\n",
    "X: y\r\n",
    " folded\r\n",
    "\r\n",
    "\r\n\r\n",
    "\n\n",
    "\r",
    "\0",
    "%",
    "%2",
    "%00",
    "%ff",
    "?",
    "#",
    ":",
    "\u{7f}é",
];

/// A head that may be nearly right.
fn head(random: &mut Random) -> Vec<u8> {
    let mut head = Vec::new();
    if random.below(4) > 0 {
        head.extend_from_slice(b"GET /bread.html HTTP/1.1\r\nHost: localhost:4321\r\n");
    }
    for _ in 0..random.below(12) {
        head.extend_from_slice(PIECES[random.below(PIECES.len())].as_bytes());
    }
    if random.below(3) == 0 {
        head.extend((0..random.below(40)).map(|_| random.next() as u8));
    }
    if random.below(200) == 0 {
        head.extend(std::iter::repeat_n(random.next() as u8, LONGEST));
    }
    head.extend_from_slice(b"\r\n\r\n");
    for _ in 0..random.below(3) {
        let at = random.below(head.len());
        match random.below(3) {
            0 => head[at] = random.next() as u8,
            1 => drop(head.remove(at)),
            _ => head.insert(at, random.next() as u8),
        }
    }
    head
}

#[test]
fn any_bytes_are_judged() {
    let names = Names::new(4321, None, None);
    let mut random = Random::new(61);
    let mut pages = 0;
    for _ in 0..tries(100_000, 1_000_000) {
        let head = head(&mut random);
        let judged = read(&head, &names);
        if let Asked::Page(ask) = &judged {
            pages += 1;
            assert!(ask.path.starts_with('/') && ask.length <= head.len().min(LONGEST), "{ask:?}");
            let text = String::from_utf8_lossy(&head[..ask.length]).to_lowercase();
            assert!(text.contains("localhost:4321") || text.contains("127.0.0.1:4321"), "{text}");
            // What comes behind it is another request.
            assert_eq!(read(&head[..ask.length], &names), judged);
        }
        if head.len() >= LONGEST {
            assert_ne!(judged, Asked::More);
        }
    }
    assert!(pages > 1_000, "only {pages} were right");
}

#[test]
fn the_limits_are_where_they_are_said_to_be() {
    let names = Names::new(4321, None, None);
    let with =
        |rest: &str| read(format!("GET / HTTP/1.1\r\nHost: localhost:4321\r\n{rest}\r\n").as_bytes(), &names);
    let is_page = |asked: &Asked| matches!(asked, Asked::Page(_));
    assert!(is_page(&with(&"a: b\r\n".repeat(63))));
    assert!(!is_page(&with(&"a: b\r\n".repeat(64))));
    let room = LONGEST - "GET / HTTP/1.1\r\nHost: localhost:4321\r\na: \r\n\r\n".len();
    assert!(is_page(&with(&format!("a: {}\r\n", "b".repeat(room)))));
    assert!(!is_page(&with(&format!("a: {}\r\n", "b".repeat(room + 1)))));
}

#[test]
fn any_bytes_may_come_over_the_wire() {
    let previewing = Previewing::start();
    let mut random = Random::new(62);
    let port = previewing.port.to_string();
    let count = tries(10_000, 10_000);
    for round in 0..count {
        let head = head(&mut random);
        let head = String::from_utf8(head)
            .map_or_else(|error| error.into_bytes(), |text| text.replace("4321", &port).into_bytes());
        let mut stream = previewing.connect();
        stream.set_read_timeout(Some(Duration::from_millis(1))).unwrap();
        // It may be refused before all of it is there.
        let _ = stream.write_all(&head);
        if round % 16 == 0 {
            let _ = stream.read(&mut [0; 256]);
        }
        if round % 1_000 == 0 {
            previewing.expect_alive();
        }
    }
    previewing.expect_alive();
}

#[test]
fn requests_that_come_together_or_in_pieces_are_answered_one_by_one() {
    let previewing = Previewing::start();
    let one = format!("GET /bread.html HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", previewing.port);
    let last = one.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
    let reply = previewing.send(format!("{one}{one}\r\n{last}").as_bytes());
    let all = format!("{}{}", reply.head, reply.body);
    assert_eq!(all.matches("HTTP/1.1 200 OK").count(), 3, "{all}");
    let mut stream = previewing.connect();
    for byte in last.as_bytes() {
        stream.write_all(&[*byte]).unwrap();
        thread::sleep(Duration::from_micros(200));
    }
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
}

#[test]
fn a_head_that_does_not_come_is_not_waited_for() {
    let previewing = Previewing::start();
    let start = Instant::now();
    let mut slow = previewing.connect();
    slow.write_all(b"GET / HTTP/1.1\r\n").unwrap();
    let mut silent = previewing.connect();
    let (mut answer, mut nothing) = (String::new(), String::new());
    slow.read_to_string(&mut answer).unwrap();
    silent.read_to_string(&mut nothing).unwrap();
    assert!(answer.starts_with("HTTP/1.1 408 ") && nothing.is_empty(), "{answer}{nothing}");
    assert!(start.elapsed() > Duration::from_secs(9), "{:?}", start.elapsed());
}
