//! A real browser, driven over its DevTools protocol: it opens pages, runs scripts in them and takes pictures.
//!
//! `Browser::start` starts a Chromium of its own, with a fresh profile and no window; `browser.page()` is a tab of it.
//! Scripts are expressions; a promise is waited for, and what comes out is JSON. All is synchronous, in one thread.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;
use tungstenite::{Message, WebSocket};

use super::has_tool;

/// Longer than anything takes in a browser, on the busiest machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// What it is called on this and that system.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// A browser without a window. It ends when this is dropped.
pub(crate) struct Browser {
    process: Child,
    socket: RefCell<Socket>,
    _profile: TempDir,
}

struct Socket {
    stream: WebSocket<TcpStream>,
    last: u64,
    /// What the pages complained about, by session.
    complaints: BTreeMap<String, Vec<String>>,
}

/// A tab. It is closed when this is dropped.
pub(crate) struct Page<'b> {
    browser: &'b Browser,
    target: String,
    session: String,
}

impl Browser {
    /// Starts one. None where there is none on this machine, which is told together with what is `untested` then.
    pub(crate) fn start(untested: &str) -> Option<Self> {
        Self::start_with(untested, &[])
    }

    /// Starts one with more switches.
    pub(crate) fn start_with(untested: &str, switches: &[&str]) -> Option<Self> {
        let is_there = |name: &&&str| Command::new(name).arg("--version").output().is_ok();
        let Some(name) = NAMES.iter().find(is_there) else {
            // Says so, and fails where it has to be there.
            has_tool(NAMES[0], untested);
            return None;
        };
        let profile = tempfile::tempdir().unwrap();
        let mut process = Command::new(name)
            .args([
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
            ])
            .args(["--disable-background-networking", "--disable-component-update", "--disable-extensions"])
            .args(["--remote-debugging-port=0", "--hide-scrollbars", "--force-color-profile=srgb"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .args(switches)
            .arg("about:blank")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(process.stderr.take().unwrap());
        let address = address(&mut said);
        // It says things for as long as it runs, and must not have to wait until somebody listens.
        thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
        let host = address.trim_start_matches("ws://").split('/').next().unwrap_or_default();
        let stream = TcpStream::connect(host).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_nodelay(true).unwrap();
        let (stream, _) = tungstenite::client(address.as_str(), stream).unwrap();
        let socket = Socket { stream, last: 0, complaints: BTreeMap::new() };
        Some(Self { process, socket: RefCell::new(socket), _profile: profile })
    }

    /// A new tab, 1,280 by 800 pixels.
    pub(crate) fn page(&self) -> Page<'_> {
        let made = self.call(None, "Target.createTarget", json!({"url": "about:blank"}));
        let target = text(&made["targetId"]);
        let attached = self.call(None, "Target.attachToTarget", json!({"targetId": target, "flatten": true}));
        let page = Page { browser: self, session: text(&attached["sessionId"]), target };
        for domain in ["Page.enable", "Runtime.enable", "Log.enable"] {
            page.call(domain, json!({}));
        }
        // However many there are, each acts as the one that is looked at.
        page.call("Emulation.setFocusEmulationEnabled", json!({"enabled": true}));
        page.resize(1280, 800);
        page
    }

    /// Carries out a method of the protocol; a failure is a panic.
    fn call(&self, session: Option<&str>, method: &str, parameters: Value) -> Value {
        self.try_call(session, method, parameters).unwrap_or_else(|why| panic!("{method}: {why}"))
    }

    fn try_call(&self, session: Option<&str>, method: &str, parameters: Value) -> Result<Value, String> {
        let mut socket = self.socket.borrow_mut();
        socket.last += 1;
        let id = socket.last;
        let mut message = json!({"id": id, "method": method, "params": parameters});
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        socket.stream.send(Message::text(message.to_string())).map_err(|error| error.to_string())?;
        loop {
            let message = socket.stream.read().map_err(|error| error.to_string())?;
            let Message::Text(message) = message else { continue };
            let message: Value = serde_json::from_str(&message).map_err(|error| error.to_string())?;
            if message["id"] != id {
                socket.hear(&message);
            } else if let Some(error) = message.get("error") {
                return Err(text(&error["message"]));
            } else {
                return Ok(message["result"].clone());
            }
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.try_call(None, "Browser.close", json!({}));
        let end = Instant::now() + Duration::from_secs(5);
        while Instant::now() < end && matches!(self.process.try_wait(), Ok(None)) {
            thread::sleep(Duration::from_millis(10));
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Socket {
    /// Notes what a page complains about: errors of scripts, of its policy, and what could not be loaded.
    fn hear(&mut self, message: &Value) {
        let said = &message["params"];
        let complaint = match message["method"].as_str() {
            Some("Runtime.exceptionThrown") => text(&said["exceptionDetails"]["exception"]["description"]),
            Some("Runtime.consoleAPICalled") if said["type"] == "error" => said["args"].to_string(),
            Some("Log.entryAdded") if said["entry"]["level"] == "error" => {
                format!("{} {}", text(&said["entry"]["text"]), text(&said["entry"]["url"]))
            }
            _ => return,
        };
        self.complaints.entry(text(&message["sessionId"])).or_default().push(complaint);
    }
}

impl Page<'_> {
    /// Opens an address, and waits until all of it is loaded.
    pub(crate) fn open(&self, url: &str) {
        self.call("Page.navigate", json!({"url": url}));
        self.wait_for("document.readyState === 'complete'");
    }

    /// Opens a text as a page without an address of its own.
    pub(crate) fn open_text(&self, html: &str) {
        self.open("about:blank");
        let frame = self.call("Page.getFrameTree", json!({}));
        let frame = &frame["frameTree"]["frame"]["id"];
        self.call("Page.setDocumentContent", json!({"frameId": frame, "html": html}));
        self.wait_for("document.readyState === 'complete'");
    }

    /// What an expression gives, in JSON. A promise is waited for; what it throws is a panic.
    pub(crate) fn eval(&self, script: &str) -> Value {
        self.try_eval(script).unwrap_or_else(|why| panic!("{script}: {why}"))
    }

    fn try_eval(&self, script: &str) -> Result<Value, String> {
        let parameters =
            json!({"expression": script, "awaitPromise": true, "returnByValue": true, "userGesture": true});
        let done = self.browser.try_call(Some(&self.session), "Runtime.evaluate", parameters)?;
        match done.get("exceptionDetails") {
            Some(thrown) => Err(format!("{} {}", text(&thrown["text"]), thrown["exception"])),
            None => Ok(done["result"]["value"].clone()),
        }
    }

    /// Waits until an expression gives something that counts as true, and gives that back.
    pub(crate) fn wait_for(&self, script: &str) -> Value {
        let end = Instant::now() + PATIENCE;
        loop {
            // A page that goes away takes the script with it.
            let given = self.try_eval(script);
            match &given {
                Ok(Value::Null | Value::Bool(false)) | Err(_) if Instant::now() < end => {}
                Ok(Value::Null | Value::Bool(false)) => panic!("`{script}` never came true"),
                Ok(given) => return given.clone(),
                Err(why) => panic!("{script}: {why}"),
            }
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// A picture of what is seen at so many pixels, as PNG.
    pub(crate) fn screenshot(&self, path: &Path, width: u32, height: u32) {
        self.resize(width, height);
        let picture = self.call("Page.captureScreenshot", json!({"format": "png"}));
        std::fs::write(path, base64(&text(&picture["data"]))).unwrap();
    }

    /// Makes it so many pixels wide and high.
    pub(crate) fn resize(&self, width: u32, height: u32) {
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.call("Emulation.setDeviceMetricsOverride", size);
    }

    /// Presses a key, such as `Tab`, `Enter`, `Escape` or `a`.
    pub(crate) fn press(&self, key: &str) {
        let types = if key.chars().count() == 1 { Some(key) } else { None };
        let types = if key == "Enter" { Some("\r") } else { types };
        let codes = [("Tab", 9), ("Enter", 13), ("Escape", 27), ("ArrowLeft", 37), ("ArrowUp", 38)];
        let more = [("ArrowRight", 39), ("ArrowDown", 40)];
        let code = codes.iter().chain(&more).find(|(name, _)| *name == key).map_or(0, |(_, code)| *code);
        let mut down = json!({"type": "keyDown", "key": key, "code": key, "windowsVirtualKeyCode": code});
        if let Some(types) = types {
            down["text"] = types.into();
        }
        self.call("Input.dispatchKeyEvent", down);
        self.call("Input.dispatchKeyEvent", json!({"type": "keyUp", "key": key, "code": key}));
    }

    /// Clicks in the middle of the first element that a selector finds.
    pub(crate) fn click(&self, selector: &str) {
        let middle = self.eval(&format!(
            "(() => {{ const box = document.querySelector({}).getBoundingClientRect(); \
             return [box.x + box.width / 2, box.y + box.height / 2]; }})()",
            Value::from(selector)
        ));
        for kind in ["mousePressed", "mouseReleased"] {
            let parameters =
                json!({"type": kind, "x": middle[0], "y": middle[1], "button": "left", "clickCount": 1});
            self.call("Input.dispatchMouseEvent", parameters);
        }
    }

    /// What the page complained about until now: errors of scripts, of its policy, and what could not be loaded.
    pub(crate) fn complaints(&self) -> Vec<String> {
        // Whatever was said before this answer is heard.
        self.eval("0");
        let socket = self.browser.socket.borrow();
        socket.complaints.get(&self.session).cloned().unwrap_or_default()
    }

    /// Any other method of the protocol, such as `Emulation.setEmulatedMedia`.
    pub(crate) fn call(&self, method: &str, parameters: Value) -> Value {
        self.browser.call(Some(&self.session), method, parameters)
    }
}

impl Drop for Page<'_> {
    fn drop(&mut self) {
        if !thread::panicking() {
            // The browser may be gone before.
            let _ = self.browser.try_call(None, "Target.closeTarget", json!({"targetId": self.target}));
        }
    }
}

/// Where the browser can be spoken to: it says so when it is ready.
fn address(said: &mut impl BufRead) -> String {
    let mut all = String::new();
    loop {
        let mut line = String::new();
        let read = said.read_line(&mut line).unwrap_or(0);
        if let Some(address) = line.trim().strip_prefix("DevTools listening on ") {
            return address.to_owned();
        }
        assert_ne!(read, 0, "the browser did not start:\n{all}");
        all += &line;
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// The bytes that a text in base64 stands for.
fn base64(text: &str) -> Vec<u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = text.bytes().filter_map(|byte| DIGITS.iter().position(|digit| *digit == byte));
    let (mut bytes, mut held, mut bits) = (Vec::with_capacity(text.len() * 3 / 4), 0, 0);
    for digit in digits {
        held = held << 6 | digit as u32;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    bytes
}
