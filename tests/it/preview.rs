//! `journey preview` as it runs on every system: a real process, a real folder, plain requests. What it stands up to, and
//! what a browser shows of it, is tried in tests/trust/preview.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use journey::preview::Editor;
use serde_json::Value;
use tempfile::TempDir;

/// A journey of this title.
fn journey(title: &str) -> String {
    format!(
        "team bakery\nchannel counter\njourney bread \"{title}\" {{\n  stage buying {{\n    owner bakery\n    \
         touchpoint till {{ channel counter }}\n    -> end\n  }}\n}}\n"
    )
}

struct Previewing {
    folder: TempDir,
    process: Child,
    port: u16,
}

impl Previewing {
    /// Shows a project of one journey, `bread`.
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("journey.toml"), "").unwrap();
        fs::write(folder.path().join("bread.journey"), journey("Bread")).unwrap();
        let mut process = Command::new(env!("CARGO_BIN_EXE_journey"))
            .args(["preview", "--port", "0"])
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines().map_while(Result::ok);
        let line = lines.find(|line| line.starts_with("the maps are at ")).unwrap();
        std::thread::spawn(move || lines.for_each(drop));
        let port = line.trim_end_matches('/').rsplit(':').next().unwrap().parse().unwrap();
        Self { folder, process, port }
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.folder.path().join(path), text).unwrap();
    }

    fn ask(&self, path: &str) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let host = format!("localhost:{}", self.port);
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        BufReader::new(stream)
    }

    /// The whole answer for a path.
    fn get(&self, path: &str) -> String {
        let mut answer = String::new();
        self.ask(path).read_to_string(&mut answer).unwrap();
        answer
    }
}

impl Drop for Previewing {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The first event for which something is so.
fn event(events: &mut impl BufRead, is_so: impl Fn(&Value) -> bool) -> Value {
    loop {
        let mut line = String::new();
        assert_ne!(events.read_line(&mut line).unwrap(), 0, "the events ended");
        let Some(data) = line.strip_prefix("data: ") else { continue };
        let event: Value = serde_json::from_str(data).unwrap();
        if is_so(&event) {
            return event;
        }
    }
}

#[test]
fn a_save_is_told_and_mistakes_keep_the_last_good_map() {
    let previewing = Previewing::start();
    assert!(previewing.get("/").contains("\r\nLocation: /bread.html\r\n"));
    assert!(previewing.get("/bread.html").contains(">Bread<"));
    let mut events = previewing.ask("/events");
    let first = event(&mut events, |_| true);
    assert_eq!((&first["state"], &first["reports"]), (&Value::from("fine"), &Value::Array(Vec::new())));

    previewing.write("bread.journey", &journey("Fresh bread"));
    event(&mut events, |event| event["pages"]["/bread.html"] != first["pages"]["/bread.html"]);
    assert!(previewing.get("/bread.html").contains(">Fresh bread<"));

    previewing.write("bread.journey", &journey("Half").replace("owner", "ownr"));
    let wrong = event(&mut events, |event| event["state"] == "mistakes");
    assert_eq!(wrong["reports"][0]["at"], "bread.journey:5:5");
    assert!(wrong["reports"][0]["details"].as_str().unwrap().contains("did you mean `owner`?"), "{wrong}");
    assert!(previewing.get("/bread.html").contains(">Fresh bread<"));

    // Not even its name can be read.
    previewing.write("bread.journey", "1 2 3\n");
    event(&mut events, |event| event["reports"][0]["at"] == "bread.journey:1:1");
    assert!(previewing.get("/bread.html").contains(">Fresh bread<"));

    previewing.write("bread.journey", &journey("Mended"));
    event(&mut events, |event| event["state"] == "fine");
    assert!(previewing.get("/bread.html").contains(">Mended<"));
}

#[test]
fn a_change_of_the_settings_is_seen_at_once_and_mistakes_keep_the_map() {
    let previewing = Previewing::start();
    let mut events = previewing.ask("/events");
    let first = event(&mut events, |_| true);
    assert!(!previewing.get("/bread.html").contains("#7A1FA2"));

    previewing.write("journey.toml", "[theme]\naccent = \"#7A1FA2\"\n");
    event(&mut events, |event| event["pages"]["/bread.html"] != first["pages"]["/bread.html"]);
    assert!(previewing.get("/bread.html").contains("#7A1FA2"));

    previewing.write("journey.toml", "[theme]\naccent = \"#7A1F\"\n");
    let wrong = event(&mut events, |event| event["state"] == "mistakes");
    assert_eq!(wrong["reports"][0]["at"], "journey.toml:2:10");
    assert!(previewing.get("/bread.html").contains("#7A1FA2"));

    previewing.write("journey.toml", "");
    event(&mut events, |event| event["state"] == "fine");
    assert!(!previewing.get("/bread.html").contains("#7A1FA2"));
}

#[test]
fn files_come_and_go() {
    let previewing = Previewing::start();
    let mut events = previewing.ask("/events");
    previewing.write("cake.journey", &journey("Cake").replace("bread", "cake"));
    event(&mut events, |event| event["pages"]["/cake.html"].is_string());
    let index = previewing.get("/");
    assert!(index.contains(">Bread<") && index.contains(">Cake<"), "{index}");
    fs::remove_file(previewing.folder.path().join("bread.journey")).unwrap();
    event(&mut events, |event| event["pages"]["/bread.html"].is_null());
    assert!(previewing.get("/bread.html").starts_with("HTTP/1.1 404 "));
    previewing.write("cake.journey", &journey("Pie").replace("bread", "pie"));
    event(&mut events, |event| event["pages"]["/pie.html"].is_string());
    assert!(previewing.get("/cake.html").contains("\r\nLocation: /pie.html\r\n"));
    assert!(!previewing.get("/pie.html").contains("Cake"));
}

#[test]
fn one_that_is_renamed_and_mended_in_two_steps_is_found_at_its_old_path() {
    let previewing = Previewing::start();
    let mut events = previewing.ask("/events");
    let renamed = journey("Rolls").replace("journey bread", "journey rolls");
    previewing.write("bread.journey", &renamed.replace("owner", "ownr"));
    event(&mut events, |event| event["state"] == "mistakes");
    assert!(previewing.get("/bread.html").contains(">Bread<"));
    previewing.write("bread.journey", &renamed);
    event(&mut events, |event| event["state"] == "fine");
    assert!(previewing.get("/bread.html").contains("\r\nLocation: /rolls.html\r\n"));
}

#[test]
fn a_journey_with_mistakes_does_not_keep_others_from_the_index() {
    let previewing = Previewing::start();
    let mut events = previewing.ask("/events");
    previewing.write("cake.journey", &journey("Cake").replace("bread", "cake").replace("owner", "ownr"));
    event(&mut events, |event| event["state"] == "mistakes");
    previewing.write("pie.journey", &journey("Pie").replace("bread", "pie"));
    event(&mut events, |event| event["pages"]["/pie.html"].is_string());
    let index = previewing.get("/");
    assert!(index.contains(">Bread<") && index.contains(">Pie<") && !index.contains("Cake"), "{index}");
    // Nor does one with mistakes that was there before vanish from it.
    previewing.write("bread.journey", &journey("Bread").replace("owner", "ownr"));
    event(&mut events, |event| event["reports"].as_array().is_some_and(|reports| reports.len() == 2));
    assert!(previewing.get("/").contains(">Bread<"));
}

#[test]
fn the_editor_is_the_one_that_people_work_with() {
    let usual = |visual: Option<&str>, editor: Option<&str>| {
        let said = |name: &str| if name == "VISUAL" { visual } else { editor }.map(str::to_owned);
        let address = Editor::usual(said).address.unwrap_or_default();
        address.split(':').next().unwrap_or_default().to_owned()
    };
    let cases = [
        ((None, None), "vscode"),
        ((Some("vim"), Some("nano")), "vscode"),
        ((Some("zed --wait"), Some("code")), "zed"),
        ((Some("vim"), Some("/usr/bin/cursor -w")), "cursor"),
        ((None, Some("codium --wait")), "vscodium"),
        ((Some("C:\\Tools\\idea64.exe"), None), "idea"),
        ((Some(""), Some("subl -w")), "subl"),
    ];
    for ((visual, editor), scheme) in cases {
        assert_eq!(usual(visual, editor), scheme, "{visual:?} {editor:?}");
    }
}
