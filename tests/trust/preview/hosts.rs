//! By which names it is called, who may ask, and what stands in every answer.

use std::process::Command;

use super::Previewing;
use crate::support::has_tool;

/// What a host is called, and how it is answered. `PORT` stands for the port.
const HOSTS: [(&str, u16); 50] = [
    ("localhost:PORT", 200),
    ("LOCALHOST:PORT", 200),
    ("LocalHost:PORT", 200),
    ("127.0.0.1:PORT", 200),
    ("[::1]:PORT", 200),
    (" localhost:PORT ", 200),
    ("localhost", 421),
    ("127.0.0.1", 421),
    ("[::1]", 421),
    ("localhost:80", 421),
    ("localhost:0PORT", 421),
    ("localhost:+PORT", 421),
    ("localhost:PORT0", 421),
    ("localhost:", 421),
    ("localhost: PORT", 421),
    ("localhost:PORT:PORT", 421),
    ("localhost.:PORT", 421),
    ("localhost..:PORT", 421),
    (".localhost:PORT", 421),
    ("localhost.localdomain:PORT", 421),
    ("evil.com", 421),
    ("evil.com:PORT", 421),
    ("localhost.evil.com:PORT", 421),
    ("evil.localhost:PORT", 421),
    ("evillocalhost:PORT", 421),
    ("127.0.0.1.nip.io:PORT", 421),
    ("127.0.0.1.evil.com:PORT", 421),
    ("localtest.me:PORT", 421),
    ("127.1:PORT", 421),
    ("127.0.1:PORT", 421),
    ("0x7f.1:PORT", 421),
    ("0x7f000001:PORT", 421),
    ("2130706433:PORT", 421),
    ("0177.0.0.1:PORT", 421),
    ("127.0.0.2:PORT", 421),
    ("0.0.0.0:PORT", 421),
    ("0:PORT", 421),
    ("[::1", 421),
    ("::1:PORT", 421),
    ("[::]:PORT", 421),
    ("[::ffff:127.0.0.1]:PORT", 421),
    ("[0:0:0:0:0:0:0:1]:PORT", 421),
    ("[::1%lo]:PORT", 421),
    ("user@localhost:PORT", 421),
    ("localhost:PORT@evil.com", 421),
    ("localhost:PORT/evil.com", 421),
    ("localhost:PORT, evil.com", 421),
    ("http://localhost:PORT", 421),
    ("", 421),
    ("lоcalhost:PORT", 421),
];

/// Heads whose host is not said by one ordinary line, and how they are answered.
const HEADS: [(&str, u16); 14] = [
    ("GET /bread.html HTTP/1.1\r\n\r\n", 400),
    ("GET /bread.html HTTP/1.0\r\n\r\n", 400),
    ("GET /bread.html HTTP/1.0\r\nHost: localhost:PORT\r\n\r\n", 200),
    (
        "GET /bread.html HTTP/1.1\r\nHost: localhost:PORT\r\nHost: localhost:PORT\r\nConnection: close\r\n\r\n",
        400,
    ),
    ("GET /bread.html HTTP/1.1\r\nHost: localhost:PORT\r\nHost: evil.com\r\n\r\n", 400),
    ("GET /bread.html HTTP/1.1\r\nHost: evil.com\r\nHost: localhost:PORT\r\n\r\n", 400),
    ("GET http://localhost:PORT/bread.html HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n", 400),
    ("GET http://evil.com/bread.html HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n", 400),
    ("GET //evil.com/bread.html HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: close\r\n\r\n", 404),
    ("GET bread.html HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n", 400),
    ("GET /bread.html HTTP/1.1\r\nHost : localhost:PORT\r\n\r\n", 400),
    ("GET /bread.html HTTP/1.1\r\nHost: local\r\n host:PORT\r\n\r\n", 400),
    ("GET /bread.html HTTP/1.1\r\nX-Forwarded-Host: localhost:PORT\r\nHost: evil.com\r\n\r\n", 421),
    (
        "GET /bread.html HTTP/1.1\r\nHost: localhost:PORT\r\nX-Forwarded-Host: evil.com\r\nConnection: close\r\n\r\n",
        200,
    ),
];

#[test]
fn only_its_own_names_are_answered() {
    let previewing = Previewing::start();
    let port = previewing.port.to_string();
    for (host, status) in HOSTS {
        let host = host.replace("PORT", &port);
        let head = format!("GET /bread.html HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        let reply = previewing.send(head.as_bytes());
        assert_eq!(reply.status, status, "Host: {host}\n{reply:#?}");
        assert_eq!(reply.body.contains("buying"), status == 200, "{host}");
    }
    for (head, status) in HEADS {
        let reply = previewing.send(head.replace("PORT", &port).as_bytes());
        assert_eq!(reply.status, status, "{head}\n{reply:#?}");
        assert_eq!(reply.body.contains("buying"), status == 200, "{head}");
    }
    let long = format!("GET /bread.html HTTP/1.1\r\nHost: {}\r\n\r\n", "a".repeat(1 << 20));
    assert_eq!(previewing.send(long.as_bytes()).status, 431);
    let no_text = [b"GET /bread.html HTTP/1.1\r\nHost: localh\xFFst\r\n\r\n".as_slice()];
    assert_eq!(previewing.send(&no_text.concat()).status, 400);
    previewing.expect_alive();
}

#[test]
fn what_a_page_of_another_site_asks_for_is_refused() {
    let previewing = Previewing::start();
    let own = format!("http://localhost:{}", previewing.port);
    let cases = [
        ("Origin: OWN\r\n", 200),
        ("Origin: http://127.0.0.1:PORT\r\n", 200),
        ("Origin: http://localhost\r\n", 403),
        ("Origin: https://localhost:PORT\r\n", 403),
        ("Origin: http://localhost:1\r\n", 403),
        ("Origin: http://evil.com\r\n", 403),
        ("Origin: null\r\n", 403),
        ("Origin: \r\n", 403),
        ("Origin: OWN\r\nOrigin: http://evil.com\r\n", 400),
        ("Sec-Fetch-Site: same-origin\r\n", 200),
        ("Sec-Fetch-Site: none\r\n", 200),
        ("Sec-Fetch-Site: same-site\r\n", 403),
        ("Sec-Fetch-Site: cross-site\r\n", 403),
        ("Sec-Fetch-Site: something\r\n", 403),
        ("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n", 200),
        ("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n", 403),
        ("Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: script\r\n", 403),
    ];
    for path in ["/bread.html", "/map.js", "/live.js"] {
        for (headers, status) in cases {
            let headers = headers.replace("OWN", &own).replace("PORT", &previewing.port.to_string());
            assert_eq!(previewing.get_with(path, &headers).status, status, "{path} {headers}");
        }
    }
    assert_eq!(previewing.get_with("/events", "Origin: http://evil.com\r\n").status, 403);
}

#[test]
fn nothing_can_be_sent_to_it() {
    let previewing = Previewing::start();
    let host = format!("Host: localhost:{}\r\n", previewing.port);
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get", "GETS"] {
        let reply = previewing.send(format!("{method} / HTTP/1.1\r\n{host}\r\n").as_bytes());
        assert_eq!(reply.status, 405, "{method}");
        assert_eq!(reply.header("Allow"), Some("GET, HEAD"));
    }
    for body in ["Content-Length: 5\r\n\r\nhello", "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"] {
        assert_eq!(previewing.send(format!("GET / HTTP/1.1\r\n{host}{body}").as_bytes()).status, 413);
    }
    let twice = "Content-Length: 0\r\nContent-Length: 5\r\n\r\nhello";
    assert_eq!(previewing.send(format!("GET / HTTP/1.1\r\n{host}{twice}").as_bytes()).status, 400);
    let upgrade = "Connection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
                   Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    let reply = previewing.send(format!("GET /bread.html HTTP/1.1\r\n{host}{upgrade}").as_bytes());
    assert_eq!(reply.status, 200, "an upgrade is not taken: {reply:#?}");
}

#[test]
fn every_answer_says_what_may_be_done_with_it() {
    let previewing = Previewing::start();
    let port = previewing.port;
    let host = format!("Host: localhost:{port}\r\nConnection: close\r\n");
    let heads = [
        (format!("GET / HTTP/1.1\r\n{host}\r\n"), 307),
        (format!("GET /bread.html HTTP/1.1\r\n{host}\r\n"), 200),
        (format!("HEAD /bread.html HTTP/1.1\r\n{host}\r\n"), 200),
        (format!("HEAD /events HTTP/1.1\r\n{host}\r\n"), 200),
        (format!("GET /index.html HTTP/1.1\r\n{host}\r\n"), 200),
        (format!("GET /map.css HTTP/1.1\r\n{host}\r\n"), 200),
        (format!("GET /map.js HTTP/1.1\r\n{host}\r\n"), 200),
        (format!("GET /live.css HTTP/1.1\r\n{host}\r\n"), 200),
        (format!("GET /live.js HTTP/1.1\r\n{host}\r\n"), 200),
        (format!("GET /favicon.ico HTTP/1.1\r\n{host}\r\n"), 200),
        (format!("GET /nothing HTTP/1.1\r\n{host}\r\n"), 404),
        (format!("POST / HTTP/1.1\r\n{host}\r\n"), 405),
        (format!("GET / HTTP/1.1\r\n{host}Origin: http://evil.com\r\n\r\n"), 403),
        ("GET / HTTP/1.1\r\nHost: evil.com\r\n\r\n".to_owned(), 421),
        ("\0\0\0\r\n\r\n".to_owned(), 400),
        (format!("GET / HTTP/1.1\r\n{}\r\n", "a: b\r\n".repeat(65)), 431),
        (format!("GET / HTTP/1.1\r\n{host}Content-Length: 1\r\n\r\n1"), 413),
    ];
    for (head, status) in heads {
        let reply = previewing.send(head.as_bytes());
        assert_eq!(reply.status, status, "{head}\n{reply:#?}");
        let policy = reply.header("Content-Security-Policy").unwrap();
        for part in ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"] {
            assert!(policy.split("; ").any(|own| own == part), "{head}\n{policy}");
        }
        let is_picture = reply.header("Content-Type") == Some("image/svg+xml");
        assert_eq!(policy.split("; ").any(|own| own == "sandbox"), is_picture, "{policy}");
        assert_eq!(reply.header("X-Content-Type-Options"), Some("nosniff"), "{head}");
        assert_eq!(reply.header("Cross-Origin-Resource-Policy"), Some("same-origin"), "{head}");
        assert_eq!(reply.header("Referrer-Policy"), Some("no-referrer"), "{head}");
        assert_eq!(reply.header("Cache-Control"), Some("no-store"), "{head}");
        assert!(!reply.head.to_lowercase().contains("access-control-"), "{head}\n{reply:#?}");
        assert!(reply.header("Content-Type").is_some(), "{head}");
        assert!(head.starts_with("GET") || !head.starts_with("HEAD") || reply.body.is_empty(), "{head}");
    }
}

#[test]
fn it_listens_on_the_loopback_interface_alone() {
    let previewing = Previewing::start();
    if !has_tool("ss", "where `journey preview` listens") {
        return;
    }
    let listed =
        Command::new("ss").args(["-ltnH", &format!("sport = :{}", previewing.port)]).output().unwrap();
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    let addresses: Vec<&str> = listed.lines().filter_map(|line| line.split_whitespace().nth(3)).collect();
    let own = [format!("127.0.0.1:{}", previewing.port), format!("[::1]:{}", previewing.port)];
    assert!(!addresses.is_empty() && addresses.iter().all(|it| own.iter().any(|own| own == it)), "{listed}");
}

#[test]
fn others_need_the_secret_in_its_address() {
    let files = [("bread.journey", super::journey("bread", "Bread"))];
    let files = files.each_ref().map(|(path, text)| (*path, text.as_str()));
    let previewing = Previewing::start_with(&["--port", "0", "--host", "0.0.0.0"], &files);
    assert!(previewing.told.iter().any(|line| line.starts_with("warning: everyone who can reach")));
    let secret = previewing.url.split('/').nth(3).unwrap().to_owned();
    assert_eq!(secret.len(), 33, "{secret}");
    assert_eq!(previewing.get(&format!("/{secret}/bread.html")).status, 200);
    let root = previewing.get(&format!("/{secret}/"));
    assert_eq!((root.status, root.header("Location")), (307, Some(&*format!("/{secret}/bread.html"))));
    let wrong = format!("/~{}/bread.html", "0".repeat(32));
    for path in ["/", "/bread.html", "/index.html", "/events", "/~/bread.html", &wrong] {
        let reply = previewing.get(path);
        assert_eq!(reply.status, 404, "{path}");
        assert!(!reply.body.contains("buying"), "{path}");
    }
    // Names can be made to lead here, addresses cannot.
    let status = |host: &str| {
        let head = format!("GET /{secret}/bread.html HTTP/1.0\r\nHost: {host}:{}\r\n\r\n", previewing.port);
        previewing.send(head.as_bytes()).status
    };
    assert_eq!((status("192.168.1.5"), status("[fe80::1]"), status("localhost")), (200, 200, 200));
    assert_eq!((status("evil.com"), status("192.168.1.5.nip.io"), status("0x7f.1")), (421, 421, 421));
}
