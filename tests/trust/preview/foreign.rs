//! Pages of others in the same browser: they read nothing of it and change nothing.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread;

use super::Previewing;
use crate::support::browser::{Browser, Page};

/// All that a page can try: what came of each try, empty where nothing did. `AT` stands for where the pages are.
const TRIES: &str = r#"(async () => {
  const at = "AT";
  const soon = (promise) => Promise.race([
    promise.catch(() => ""),
    new Promise((done) => setTimeout(() => done(""), 1500)),
  ]);
  const text = (options) => async () => (await fetch(`${at}/bread.html`, options)).text();
  const element = (name, properties, url) => () => new Promise((done) => {
    const it = Object.assign(document.createElement(name), properties);
    it.onload = () => done(`${name} loaded ${it.naturalWidth ?? ""}`);
    it.onerror = () => done("");
    it[name === "link" ? "href" : "src"] = `${at}${url}`;
    document.documentElement.append(it);
  });
  const framed = (url) => () => new Promise((done) => {
    const frame = document.createElement("iframe");
    const read = () => { try { return frame.contentDocument?.body.innerText ?? ""; } catch { return ""; } };
    frame.onload = () => done(read());
    frame.src = `${at}${url}`;
    document.documentElement.append(frame);
  });
  const posted = () => new Promise((done) => {
    const frame = Object.assign(document.createElement("iframe"), { name: "posted" });
    const read = () => { try { return frame.contentDocument?.body.innerText ?? ""; } catch { return ""; } };
    document.documentElement.append(frame);
    frame.onload = () => done(read());
    const form = Object.assign(document.createElement("form"), { method: "post", target: "posted", action: `${at}/bread.html` });
    document.documentElement.append(form);
    form.submit();
  });
  const opened = () => new Promise((done) => {
    const tab = window.open(`${at}/bread.html`);
    setTimeout(() => {
      try { done(tab?.document?.body?.innerText ?? ""); } catch { done(""); }
      tab?.close();
    }, 700);
  });
  const events = (options) => () => new Promise((done) => {
    const source = new EventSource(`${at}/events`, options);
    source.onmessage = ({ data }) => done(data);
    source.onerror = () => { source.close(); done(""); };
  });
  const socket = () => new Promise((done) => {
    const socket = new WebSocket(`${at.replace("http", "ws")}/events`);
    socket.onopen = () => done("connected");
    socket.onmessage = ({ data }) => done(data);
    socket.onerror = () => done("");
  });
  const worker = () => new Promise((done) => {
    const worker = new Worker(`${at}/live.js`);
    worker.onerror = () => done("");
    worker.onmessage = ({ data }) => done(data);
  });
  const tries = {
    fetch: text({}), noCors: text({ mode: "no-cors" }), credentials: text({ credentials: "include" }),
    post: text({ method: "POST", body: "x", mode: "no-cors" }), put: text({ method: "PUT", body: "x" }),
    header: text({ headers: { "X-Other": "1" } }), range: text({ headers: { Range: "bytes=0-9" } }),
    script: element("script", {}, "/bread.html"), ownScript: element("script", {}, "/live.js"),
    module: element("script", { type: "module" }, "/map.js"), style: element("link", { rel: "stylesheet" }, "/map.css"),
    image: element("img", {}, "/favicon.ico"), frame: framed("/bread.html"), frameOfRoot: framed("/"),
    events: events({}), eventsWith: events({ withCredentials: true }), posted, opened, socket, worker,
  };
  const results = {};
  await Promise.all(Object.entries(tries).map(async ([name, attempt]) => {
    results[name] = String(await soon((async () => attempt())()));
  }));
  return results;
})()"#;

/// What says that something of the pages was read.
const SECRETS: [&str; 6] = ["buying", "bread.html\"", "\"pages\"", "loaded", "connected", "journeyMap"];

fn expect_nothing(page: &Page<'_>, at: &str, from: &str) {
    let results = page.eval(&TRIES.replace("AT", at));
    let results = results.as_object().unwrap();
    assert!(results.len() >= 20, "{results:?}");
    for (name, result) in results {
        let result = result.as_str().unwrap();
        assert!(!SECRETS.iter().any(|secret| result.contains(secret)), "{from}, {name}: {result}");
    }
}

/// A page of somebody else, on any host that leads to this machine. Gives back its port.
fn other_site() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        // Browsers open connections that they may never ask anything on.
        for mut stream in listener.incoming().flatten() {
            thread::spawn(move || {
                let _ = stream.read(&mut [0; 4096]);
                let page = "<!doctype html><title>other</title>";
                let head =
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length";
                let _ = write!(stream, "{head}: {}\r\n\r\n{page}", page.len());
            });
        }
    });
    port
}

#[test]
fn pages_of_others_read_nothing() {
    let rules = "--host-resolver-rules=MAP *.test 127.0.0.1";
    let Some(browser) = Browser::start_with("what other sites can read of a preview", &[rules]) else {
        return;
    };
    let previewing = Previewing::start();
    let (own, other) = (previewing.port, other_site());
    let page = browser.page();
    for (from, host) in
        [("another site", "evil.test"), ("another port", "localhost"), ("an address", "127.0.0.1")]
    {
        page.open(&format!("http://{host}:{other}/"));
        expect_nothing(&page, &format!("http://localhost:{own}"), from);
        expect_nothing(&page, &format!("http://127.0.0.1:{own}"), from);
    }
    // Its own names are two origins for the browser.
    page.open(&format!("http://127.0.0.1:{own}/bread.html"));
    assert_eq!(page.eval("document.querySelector('h1').textContent"), "Bread");
    // A name of somebody else's that leads here by now: what stands there is of the same origin as what is asked for.
    page.open(&format!("http://evil.test:{own}/bread.html"));
    page.call("Page.setBypassCSP", serde_json::json!({"enabled": true}));
    page.open(&format!("http://evil.test:{own}/bread.html"));
    assert_eq!(page.eval("location.origin"), format!("http://evil.test:{own}"));
    expect_nothing(&page, &format!("http://evil.test:{own}"), "a name that leads here");
    expect_nothing(&page, &format!("http://localhost:{own}"), "a name that leads here");
    previewing.expect_alive();
}
