//! No address leads to a file.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{Previewing, journey};
use crate::support::has_tool;

/// What stands in a file beside the project.
const CANARY: &str = "canary-3f1b";

/// Ways to say `..`.
const UPS: [&str; 15] = [
    "..",
    "%2e%2e",
    ".%2e",
    "%2E.",
    "%252e%252e",
    "..%00",
    "%c0%ae%c0%ae",
    "%uff0e%uff0e",
    "....",
    "..;",
    "%2e%2e%3b",
    "..%c0%af..",
    "．．",
    "..\u{200b}",
    "%2e%2e%5c..",
];

/// Ways to say `/`.
const SLASHES: [&str; 10] = ["/", "%2f", "%252f", "\\", "%5c", "//", "/./", "%c0%af", "∕", "%2f%2f"];

/// Ways to go on behind a name.
const TAILS: [&str; 6] = ["", "?raw??", "::$DATA", "%00.html", "#.html", "%20"];

/// More ways out.
const MORE: [&str; 30] = [
    "/@fs/PATH",
    "/@fsPATH",
    "//PATH",
    "PATH",
    "/file://PATH",
    "/file:PATH",
    "/%2fPATH",
    "/./PATH",
    "/~root/canary.txt",
    "/CANARY~1.TXT",
    "/canary.txt",
    "/secret/canary.txt",
    "/.git/config",
    "/journey.toml",
    "/bread.journey",
    "/bread.journey?raw",
    "/out/bread.html",
    "/proc/self/environ",
    "/dev/stdin",
    "/etc/passwd",
    "/index.html/../canary.txt",
    "/bread.html/../../canary.txt",
    "/map.css/..%2f..%2fcanary.txt",
    "/live.js%00/canary.txt",
    "/bread.html%2f..",
    "/\\\\?\\C:\\canary.txt",
    "/C:/canary.txt",
    "/%43:%5ccanary.txt",
    "/.",
    "/..",
];

/// Every way that is tried, in a folder at `outside`.
fn payloads(outside: &Path) -> Vec<String> {
    let mut payloads = Vec::new();
    for up in UPS {
        for slash in SLASHES {
            for depth in [1, 4] {
                let tail = TAILS[payloads.len() % TAILS.len()];
                payloads.push(format!("/{}canary.txt{tail}", format!("{up}{slash}").repeat(depth)));
            }
        }
    }
    let canary = outside.join("canary.txt");
    payloads.extend(MORE.iter().map(|more| more.replace("PATH", &canary.to_string_lossy())));
    payloads
}

#[test]
fn no_address_leads_out_of_the_pages() {
    let previewing = Previewing::start();
    let outside = previewing.folder.path();
    fs::write(outside.join("canary.txt"), CANARY).unwrap();
    fs::write(previewing.path("canary.txt"), CANARY).unwrap();
    let payloads = payloads(outside);
    assert!(payloads.len() >= 300, "{}", payloads.len());
    for payload in payloads {
        let reply = previewing.get(&payload);
        assert!(
            !reply.body.contains(CANARY) && !reply.body.contains("stage buying"),
            "{payload}\n{reply:#?}"
        );
        assert!([400, 404].contains(&reply.status) || payload.ends_with("/."), "{payload}\n{reply:#?}");
    }
    previewing.expect_alive();
}

#[test]
fn no_address_makes_it_open_a_file() {
    if !has_tool("strace", "which files `journey preview` opens") {
        return;
    }
    let previewing = Previewing::start();
    let log = previewing.folder.path().join("log");
    let mut strace = Command::new("strace")
        .args(["-f", "-e", "trace=open,openat,stat,lstat,newfstatat,statx,access,readlink", "-o"])
        .arg(&log)
        .args(["-p", &previewing.process.id().to_string()])
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    // It is at work when a save is seen by it.
    let mut count = 0;
    while !fs::read_to_string(&log).is_ok_and(|log| log.contains("bread.journey")) {
        count += 1;
        assert!(count < 400, "strace sees nothing");
        previewing.write("bread.journey", &journey("bread", &format!("Bread {count}")));
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    for payload in payloads(previewing.folder.path()) {
        previewing.get(&payload);
    }
    // Its last words are written when it lets go.
    let ended = Command::new("kill").args(["-INT", &strace.id().to_string()]).status();
    assert!(ended.unwrap().success());
    strace.wait().unwrap();
    let log = fs::read_to_string(&log).unwrap();
    let foreign = log.lines().filter(|line| line.contains("canary") || line.contains("passwd"));
    assert_eq!(foreign.collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn pages_are_found_whatever_they_are_called() {
    let files = [("shop/a.journey", journey("نان", "نان")), ("b.journey", journey("chleb_żytni", "Chleb"))];
    let files = files.each_ref().map(|(path, text)| (*path, text.as_str()));
    let previewing = Previewing::start_with(&["--port", "0"], &files);
    for path in
        ["/shop/%D9%86%D8%A7%D9%86.html", "/shop%2f%d9%86%d8%a7%d9%86.html?x#y", "/chleb_%C5%BCytni.html"]
    {
        assert_eq!(previewing.get(path).status, 200, "{path}");
    }
    let index = previewing.get("/");
    assert!(index.status == 200 && index.body.contains("chleb_%C5%BCytni.html"), "{index:#?}");
}
